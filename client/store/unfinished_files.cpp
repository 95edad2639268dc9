#include "client/store/unfinished_files.h"

#include <filesystem>
#include <memory>

#include "client/store/store_file.h"

namespace nuong::client {
namespace {

// The same whatever folder a later program stands in, and wherever a link leads by then.
std::string lasting_path(const std::string& file) {
    const std::filesystem::path path(file);
    std::error_code failed;
    const auto folder = std::filesystem::canonical(path.has_parent_path() ? path.parent_path() : ".", failed);
    return failed ? std::filesystem::absolute(path).string() : (folder / path.filename()).string();
}

struct OwnConnection {
    OwnConnection(const std::string& home, const DatabaseKey& key)
        : db(Database::open(store_path(home), key)), files(db) {}
    Database db;
    UnfinishedFiles files;
};

}  // namespace

void UnfinishedFiles::add(const std::string& temporary) {
    const std::string path = lasting_path(temporary);
    db_.prepare("insert or ignore into unfinished_file(path) values(?)").bind(1, path).run();
}

void UnfinishedFiles::drop(const std::string& temporary) try {
    const std::string path = lasting_path(temporary);
    db_.prepare("delete from unfinished_file where path = ?").bind(1, path).run();
} catch (const std::exception&) {  // nothing lies there, so it costs a look at the next unlock
}

std::vector<std::string> UnfinishedFiles::all() {
    std::vector<std::string> paths;
    Statement rows = db_.prepare("select path from unfinished_file");
    while (rows.step()) paths.emplace_back(rows.text(0));
    return paths;
}

void UnfinishedFiles::sweep() try {
    for (const std::string& path : all())
        if (remove_cut_off(path)) db_.prepare("delete from unfinished_file where path = ?").bind(1, path).run();
} catch (const DatabaseError&) {  // a full disk must not keep anybody from their work
}

FileWatch UnfinishedFiles::watch() {
    return {[this](const std::string& file) { add(file); }, [this](const std::string& file) { drop(file); }};
}

FileWatch watch_over_own_connection(const std::string& home, const DatabaseKey& key) {
    const auto own = std::make_shared<OwnConnection>(home, key);
    return {[own](const std::string& file) { own->files.add(file); },
            [own](const std::string& file) { own->files.drop(file); }};
}

}  // namespace nuong::client

#include "sync-server/admin/wiped_folder.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <vector>

#include "shared/base/hash.h"
#include "shared/base/json.h"
#include "shared/sqlite/durable_file.h"
#include "sync-server/admin/erasure_list.h"
#include "sync-server/admin/revocation_list.h"
#include "sync-server/store/postgres_change_store.h"

namespace nuong::admin {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t mark_bytes_max = 64u << 10, key_bytes_max = 256;

// What has begun, and what is only to be told any more.
std::string mark_path(const DataFolder& folder) { return folder.path() + "/wiping"; }
std::string farewell_path(const DataFolder& folder) { return folder.path() + "/farewell"; }

// What is to go: of the moment of the order, whatever lies under these names later.
struct Doomed {
    std::string farewell;            // as text_of() has it
    std::string key_path, key_hash;  // both empty once the key is gone; no hash: it could not be read
    std::string database, store;     // where the store lies, unless in the folder, and which it is
};

std::string text_of(const Doomed& doomed) {
    return dump_json(Json{{"farewell", doomed.farewell},
                          {"key_path", doomed.key_path},
                          {"key_hash", doomed.key_hash},
                          {"database", doomed.database},
                          {"store", doomed.store}});
}

std::optional<Doomed> doomed_from(std::string text) {
    const auto json = parse_json(std::move(text), "wiping");
    if (!json || !json->is_object()) return std::nullopt;
    Doomed doomed;
    for (const auto& [key, field] : {std::pair("farewell", &doomed.farewell), std::pair("key_path", &doomed.key_path),
                                     std::pair("key_hash", &doomed.key_hash), std::pair("database", &doomed.database),
                                     std::pair("store", &doomed.store)})
        if (json->contains(key) && json->at(key).is_string()) *field = json->at(key).get<std::string>();
    return doomed;
}

// Tells nothing of the key, and whether another lies in its place.
std::string hash_of_key(const std::string& path) {
    auto text = read_file(path, key_bytes_max);
    if (!text) return "";
    std::string titled = "nuong key file\n" + *text;
    forget(*text);
    const Hash hash = sha256(titled);
    forget(titled);
    return to_hex(hash);
}

bool is_overwritten(const std::string& path) {
    const auto text = read_file(path, key_bytes_max);
    return text && !text->empty() && text->find_first_not_of(' ') == std::string::npos;
}

// False when it lies there and could not be destroyed.
bool destroy_key_at(const std::string& path, const std::string& hash) {
    if (!file_exists(path)) return true;
    if (is_overwritten(path)) return static_cast<bool>(remove_file(path));  // as far as a try came that was cut off
    if (hash_of_key(path) != hash) return true;
    std::error_code failed;
    const auto bytes = fs::file_size(path, failed);
    const bool is_blank = !failed && overwrite_file_durably(path, "", static_cast<std::size_t>(bytes));
    return remove_file(path) && is_blank;
}

// In the folder lies what may be left of a key that was moved away.
bool destroy_key(const DataFolder& folder, Doomed& doomed) {
    if (doomed.key_path.empty()) return true;
    if (doomed.key_hash.empty() || !file_exists(doomed.key_path)) return false;
    const bool is_gone =
        destroy_key_at(doomed.key_path, doomed.key_hash) && destroy_key_at(folder.path() + "/key", doomed.key_hash);
    if (!is_gone) return false;
    doomed.key_path.clear();
    doomed.key_hash.clear();
    (void)write_file_durably(mark_path(folder), text_of(doomed));
    return true;
}

Doomed doomed_of(const DataFolder& folder, const std::string& store, const client::Farewell& farewell) {
    return {client::text_of(farewell), folder.key_path(), hash_of_key(folder.key_path()),
            folder.database().value_or(""), store};
}

bool is_of_a_store(const std::string& name) {
    constexpr std::array<std::string_view, 7> beginnings{"server.db",         "moving.db",     "restoring.db",
                                                         replaced_beginning,  moved_beginning, erasure_list_name,
                                                         revocation_list_name};
    return std::any_of(beginnings.begin(), beginnings.end(),
                       [&](std::string_view beginning) { return name.starts_with(beginning); });
}

std::vector<std::string> files_of_stores(const DataFolder& folder) {
    std::vector<std::string> paths;
    std::error_code failed;
    for (fs::directory_iterator at(folder.path(), failed), end; !failed && at != end; at.increment(failed))
        if (is_of_a_store(at->path().filename().string())) paths.push_back(at->path().string());
    return paths;
}

void overwrite(const std::string& path) {
    static const std::array<char, 1 << 16> nothing{};
    std::error_code failed;
    auto left = fs::file_size(path, failed);
    const int file = failed ? -1 : ::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
    if (file < 0) return;
    while (left > 0) {
        const auto written = ::write(file, nothing.data(), std::min<std::uintmax_t>(left, nothing.size()));
        if (written <= 0) break;
        left -= static_cast<std::uintmax_t>(written);
    }
    ::fsync(file);
    ::close(file);
}

// Where the key goes on to exist, what it opens must not.
void overwrite_all(const std::vector<std::string>& paths) {
    for (const std::string& path : paths) {
        std::error_code failed;
        if (!fs::is_directory(path, failed)) overwrite(path);
        else
            for (fs::directory_iterator at(path, failed), end; !failed && at != end; at.increment(failed))
                overwrite(at->path().string());
    }
}

Status remove_all(const std::vector<std::string>& paths) {
    std::string left;
    for (const std::string& path : paths) {
        std::error_code failed;
        fs::remove_all(path, failed);
        if (failed && left.empty()) left = path;
    }
    if (left.empty()) return Done{};
    return Error{ErrorCode::damaged,
                 {"Chưa xóa được " + left + ". Hãy xóa tay, rồi chạy lại serve.",
                  left + " could not be removed. Remove it by hand, then start serve again."}};
}

Status empty_database(const Doomed& doomed) {
    if (doomed.database.empty()) return Done{};
    try {
        PostgresChangeStore::remove_from(doomed.database, doomed.store);
        return Done{};
    } catch (const DatabaseError& error) {
        return error.error();
    }
}

Result<Wiped> destroy(const DataFolder& folder, Doomed doomed) {
    const std::string key_path = doomed.key_path;
    const Wiped wiped{destroy_key(folder, doomed), key_path};
    const auto paths = files_of_stores(folder);
    if (!wiped.key_is_gone) overwrite_all(paths);
    const Status emptied = empty_database(doomed);
    const Status removed = remove_all(paths);
    // The district may know as soon as nothing here opens any more, whatever else lies in the folder.
    if (emptied && (wiped.key_is_gone || removed)) (void)write_file_durably(farewell_path(folder), doomed.farewell);
    if (!emptied) return emptied.error();
    if (!removed) return removed.error();
    (void)remove_file(mark_path(folder));
    return wiped;
}

}  // namespace

Result<Wiped> wipe(const DataFolder& folder, const std::string& store, const client::Farewell& farewell) {
    (void)begin_wipe(folder, store, farewell);  // a full disk must not save what has to go
    return destroy(folder, doomed_of(folder, store, farewell));
}

Status begin_wipe(const DataFolder& folder, const std::string& store, const client::Farewell& farewell) {
    return write_file_durably(mark_path(folder), text_of(doomed_of(folder, store, farewell)));
}

Status finish_wipe(const DataFolder& folder) {
    auto text = read_file(mark_path(folder), mark_bytes_max);
    if (!text) return Done{};
    const auto doomed = doomed_from(std::move(*text));
    if (!doomed) return remove_file(mark_path(folder));  // nobody's
    const auto wiped = destroy(folder, *doomed);
    return wiped ? Status(Done{}) : Status(wiped.error());
}

bool has_farewell(const DataFolder& folder) { return file_exists(farewell_path(folder)); }

bool say_farewell(const DataFolder& folder) {
    const auto text = read_file(farewell_path(folder), mark_bytes_max);
    if (!text) return true;
    const auto farewell = client::farewell_from(*text);
    if (farewell && !client::say_farewell(*farewell)) return false;
    return static_cast<bool>(remove_file(farewell_path(folder)));
}

}  // namespace nuong::admin

// The rules of the house that a compiler does not know: who may include whom, how long a file may grow, what must not
// stand in it. A broken rule names the file and the line.
#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

const fs::path root = NUONG_SOURCE_DIR;

struct SourceFile {
    std::string path;  // relative to the root
    std::vector<std::string> lines;

    bool is_header() const { return path.ends_with(".h"); }
    bool is_test() const { return path.starts_with("tests/"); }
};

SourceFile read(const fs::path& path) {
    SourceFile file{fs::relative(path, root).generic_string(), {}};
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);) file.lines.push_back(line);
    return file;
}

std::vector<SourceFile> sources() {
    std::vector<SourceFile> files;
    for (const char* folder : {"shared", "client", "sync-server", "tests"})
        for (const auto& entry : fs::recursive_directory_iterator(root / folder))
            if (const auto extension = entry.path().extension(); extension == ".h" || extension == ".cpp")
                files.push_back(read(entry.path()));
    return files;
}

std::string included(const std::string& line) {
    if (!line.starts_with("#include ")) return "";
    const std::size_t open = line.find_first_of("<\"");
    const std::size_t close = line.find_first_of(">\"", open + 1);
    return line.substr(open + 1, close - open - 1);
}

struct Broken {
    std::vector<std::string> places;
    void add(const SourceFile& file, std::size_t line, const std::string& why) {
        places.push_back(file.path + ":" + std::to_string(line + 1) + ": " + why);
    }
    std::string text() const {
        std::string all;
        for (const std::string& place : places) all += place + "\n";
        return all;
    }
};

// A library has one door. Everything else asks the door.
struct Door {
    const char* header;
    std::vector<const char*> rooms;
};
const std::vector<Door> doors{
    {"sqlite3.h", {"shared/sqlite/"}},
    {"imgui", {"client/ui/", "client/platform/"}},
    {"GLFW/", {"client/platform/"}},
    {"GL/", {"client/platform/"}},
    {"curl/", {"client/sync/"}},
    {"boost/", {"sync-server/http/"}},
    {"openssl/", {"sync-server/http/", "shared/base/hash.cpp", "shared/forms/functions_digest"}},
    {"zstd.h", {"shared/protocol/"}},
    {"xlsxwriter", {"shared/reports/", "shared/xlsform/", "shared/exports/"}},
    {"utf8proc.h", {"shared/base/"}},
    {"zip.h", {"shared/sheets/", "shared/reports/"}},
    {"turbojpeg.h", {"client/pictures/"}},
    {"png.h", {"client/pictures/", "client/platform/"}},
    {"libexif/", {"client/pictures/"}},
    {"pugixml.hpp", {"shared/sheets/", "shared/forms/", "shared/reports/"}},
};

// What a room may include besides itself.
const std::map<std::string, std::vector<std::string>> rooms{
    {"shared/base", {}},
    {"shared/clock", {"shared/base"}},
    {"shared/model", {"shared/base"}},
    {"shared/sqlite", {"shared/base"}},
    {"shared/merge", {"shared/base", "shared/model"}},
    {"shared/forms", {"shared/base", "shared/model", "shared/merge"}},
    {"shared/protocol", {"shared/base", "shared/model"}},
    {"shared/targets", {"shared/base", "shared/model", "shared/sheets"}},
    {"shared/reports",
     {"shared/base", "shared/model", "shared/merge", "shared/forms", "shared/targets", "shared/sqlite"}},
    {"shared/printing", {"shared/base", "shared/model", "shared/merge", "shared/forms"}},
    {"shared/charts",
     {"shared/base", "shared/model", "shared/merge", "shared/forms", "shared/targets", "shared/reports",
      "shared/printing"}},
    {"shared/exports",
     {"shared/base", "shared/model", "shared/merge", "shared/forms", "shared/printing", "shared/sqlite"}},
    {"shared/sheets", {"shared/base"}},
    {"shared/xlsform", {"shared/base", "shared/sheets", "shared/forms"}},
    {"client/store", {"shared/"}},
    {"client/sync", {"shared/", "client/store"}},
    {"client/pictures", {"shared/base"}},
    {"client/app", {"shared/", "client/store", "client/sync", "client/pictures"}},
    {"client/ui", {"shared/base", "shared/model", "client/app", "client/pictures"}},
    {"client/platform", {"shared/base"}},
    {"client/window", {"shared/", "client/pictures", "client/app", "client/ui", "client/platform"}},
    {"client/cli", {"shared/", "client/store", "client/sync", "client/app"}},
    {"sync-server/store", {"shared/"}},
    {"sync-server/core", {"shared/", "sync-server/store"}},
    {"sync-server/demo", {"shared/", "sync-server/store", "sync-server/core"}},
    {"sync-server/http", {"shared/base"}},
    {"sync-server/web", {"shared/", "sync-server/store", "sync-server/core"}},
    {"sync-server/relay", {"shared/", "sync-server/store", "sync-server/core", "sync-server/http", "client/sync"}},
    {"sync-server/admin", {"shared/", "sync-server/", "client/sync"}},
};

std::string room_of(const std::string& path) {
    const std::size_t first = path.find('/');
    const std::size_t second = path.find('/', first + 1);
    return second == std::string::npos ? "" : path.substr(0, second);
}

}  // namespace

TEST_CASE("every library is used behind its one door") {
    Broken broken;
    for (const SourceFile& file : sources()) {
        if (file.is_test()) continue;
        for (std::size_t i = 0; i < file.lines.size(); ++i) {
            const std::string header = included(file.lines[i]);
            for (const Door& door : doors) {
                if (!header.starts_with(door.header) &&
                    header.find(std::string("/") + door.header) == std::string::npos)
                    continue;
                if (header.starts_with("client/") || header.starts_with("shared/")) continue;
                const bool allowed = std::any_of(door.rooms.begin(), door.rooms.end(),
                                                 [&](const char* room) { return file.path.starts_with(room); });
                if (!allowed) broken.add(file, i, header + " is not for this room");
            }
        }
    }
    CHECK(broken.text() == "");
}

TEST_CASE("arrows between rooms go one way") {
    Broken broken;
    for (const SourceFile& file : sources()) {
        const auto room = rooms.find(room_of(file.path));
        if (room == rooms.end()) continue;
        for (std::size_t i = 0; i < file.lines.size(); ++i) {
            const std::string target = room_of(included(file.lines[i]));
            if (!rooms.contains(target) || target == room->first) continue;
            const bool allowed = std::any_of(room->second.begin(), room->second.end(),
                                             [&](const std::string& below) { return target.starts_with(below); });
            if (!allowed) broken.add(file, i, room->first + " must not know " + target);
        }
    }
    CHECK(broken.text() == "");
}

TEST_CASE("headers stay light and clean") {
    Broken broken;
    for (const SourceFile& file : sources()) {
        if (!file.is_header()) continue;
        if (file.lines.empty() || !file.lines.front().starts_with("//")) broken.add(file, 0, "says not what it is for");
        for (std::size_t i = 0; i < file.lines.size(); ++i) {
            if (file.lines[i].starts_with("using namespace")) broken.add(file, i, "using namespace in a header");
            const bool all_its_users_write_json = file.path == "client/cli/command.h" || file.is_test();
            if (included(file.lines[i]) == "nlohmann/json.hpp" && !all_its_users_write_json)
                broken.add(file, i, "use shared/base/json.h");
        }
    }
    CHECK(broken.text() == "");
}

TEST_CASE("a file that outgrows four hundred lines asks for a new noun") {
    Broken broken;
    for (const SourceFile& file : sources())
        if (const std::size_t most = file.is_test() ? 700 : 450; file.lines.size() > most)
            broken.add(file, file.lines.size() - 1, "too long");
    CHECK(broken.text() == "");
}

TEST_CASE("nothing is left for later in the code") {
    const std::array words{std::string("TO") + "DO", std::string("FIX") + "ME", std::string("X") + "XX"};
    Broken broken;
    for (const SourceFile& file : sources())
        for (std::size_t i = 0; i < file.lines.size(); ++i)
            for (const std::string& word : words)
                if (const auto at = file.lines[i].find(word); at != std::string::npos && file.lines[i].find("//") < at)
                    broken.add(file, i, word);
    CHECK(broken.text() == "");
}

TEST_CASE("the README's map knows every room") {
    std::ifstream in(root / "README.md");
    const std::string readme((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    for (const auto& [room, below] : rooms) {
        CAPTURE(room);
        CHECK(readme.find(room.substr(room.find('/') + 1) + "/") != std::string::npos);
    }
    for (const char* folder : {"shared", "client", "sync-server"})
        for (const auto& entry : fs::directory_iterator(root / folder))
            if (entry.is_directory() && entry.path().filename() != "package") {  // no code: what a .deb is made of
                const std::string room = fs::relative(entry.path(), root).generic_string();
                CAPTURE(room);
                CHECK(rooms.contains(room));
            }
}

TEST_CASE("the top level holds what was agreed and nothing else") {
    const std::vector<std::string> agreed{
        "CMakeLists.txt", "CMakePresets.json", "LICENSE", "README.md", "client", "dev", "schemas",
        "shared",         "sync-server",       "tests",   "build"};
    for (const auto& entry : fs::directory_iterator(root)) {
        const std::string name = entry.path().filename().string();
        CAPTURE(name);
        CHECK((name.starts_with(".") || std::find(agreed.begin(), agreed.end(), name) != agreed.end()));
    }
}

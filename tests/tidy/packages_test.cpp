// What the two packages are made of agrees with itself: files that are named exist, and the same path, user, name and
// ending stand wherever one of them is written. That they install and run is tried by `./dev packages --try`.
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

const fs::path root = NUONG_SOURCE_DIR;

std::string text_of(const fs::path& file) {
    std::ifstream in(root / file);
    CAPTURE(file.string());
    REQUIRE(in);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<std::string> all_in(const std::string& text, const std::string& pattern) {
    const std::regex wanted(pattern, std::regex::ECMAScript | std::regex::multiline);
    std::vector<std::string> found;
    for (std::sregex_iterator at(text.begin(), text.end(), wanted), end; at != end; ++at)
        found.push_back((*at)[at->size() > 1 ? 1 : 0]);
    return found;
}

std::string only_one(const std::string& text, const std::string& pattern) {
    const auto found = all_in(text, pattern);
    CAPTURE(pattern);
    REQUIRE(found.size() == 1);
    return found[0];
}

std::string recipe_text() { return text_of("client/packaging.cmake"); }

}  // namespace

TEST_CASE("every file that the packages are made of exists") {
    const auto files = all_in(recipe_text(), R"((?:client|sync-server)/[A-Za-z_./-]+[a-z])");
    CHECK(files.size() >= 12);
    for (const std::string& file : files) {
        CAPTURE(file);
        CHECK(fs::is_regular_file(root / file));
    }
}

TEST_CASE("the menu, the icon and the kind of file speak of the same things as the program") {
    const std::string desktop = text_of("client/package/nuong.desktop"), mime = text_of("client/package/nuong.xml");
    CHECK(desktop.starts_with("[Desktop Entry]\n"));
    CHECK(only_one(desktop, R"(^Exec=(\S+) %f$)") == "nuong");
    CHECK(only_one(desktop, R"(^Icon=(.+)$)") == "nuong");
    for (const char* key : {"Name", "GenericName", "Comment", "Keywords"}) {
        CAPTURE(key);
        CHECK_FALSE(only_one(desktop, "^" + std::string(key) + "=(.+)$").empty());
        CHECK_FALSE(only_one(desktop, "^" + std::string(key) + R"(\[vi\]=(.+)$)").empty());
    }
    CHECK(only_one(desktop, R"(^MimeType=(.+);$)") == only_one(mime, R"re(<mime-type type="([^"]+)">)re"));
    CHECK("\"*" + only_one(text_of("client/sync/hand_over.h"), R"re(bundle_ending = "([^"]+)")re") + "\"" ==
          only_one(mime, R"re(<glob pattern=("[^"]+")/>)re"));
    const std::string magic = only_one(mime, R"re(offset="0" value="([^"]+)")re");
    CHECK(text_of("schemas/protocol/bundle.md").find("| 8 | `" + magic + "` |") != std::string::npos);
    CHECK(only_one(desktop, R"(^StartupWMClass=(.+)$)") ==
          only_one(text_of("client/platform/glfw_window.cpp"), R"re(GLFW_X11_CLASS_NAME, "([^"]+)")re"));
}

TEST_CASE("the units, the package's scripts and its settings name the same folders and the same user") {
    const std::string recipe = recipe_text(), postinst = text_of("sync-server/package/postinst"),
                      postrm = text_of("sync-server/package/postrm"),
                      settings = only_one(text_of("sync-server/package/conffiles"), R"(^(/\S+)$)");
    const std::string data = only_one(postinst, R"(^data=(\S+)$)"), backups = only_one(postinst, R"(^backups=(\S+)$)");
    CHECK(only_one(postrm, R"(^data=(\S+)$)") == data);
    CHECK(only_one(postrm, R"(^backups=(\S+)$)") == backups);
    CHECK(settings == only_one(recipe, R"(sync-server/nuong-server.conf DESTINATION (\S+))") + "/nuong-server.conf");
    CHECK(only_one(postinst, R"(^settings=(\S+)$)") == settings);
    CHECK(postinst.find("--schemas /usr/share/nuong/schemas") != std::string::npos);
    CHECK(recipe.find("install(DIRECTORY schemas DESTINATION share/nuong ") != std::string::npos);
    const std::string server = text_of("sync-server/nuong-server.service"),
                      backup = text_of("sync-server/nuong-backup.service");
    for (const std::string& unit : {server, backup}) {
        CHECK(unit.find("\nExecStart=/usr/bin/nuong-server --config " + settings + " --data " + data + " ") !=
              std::string::npos);
        CHECK("/var/lib/" + only_one(unit, R"(^StateDirectory=(\S+)$)") == data);
        CHECK(only_one(unit, R"(^User=(\S+)$)") == "nuong");
        CHECK(only_one(unit, R"(^LoadCredentialEncrypted=(\S+)$)") == "nuong-key");  // no path: may be missing
        // The store may lie in a database: on this machine, or on another.
        CHECK(only_one(unit, R"(^RestrictAddressFamilies=(.+)$)") == "AF_INET AF_INET6 AF_UNIX");
        CHECK(unit.find("PrivateNetwork=") == std::string::npos);
    }
    CHECK(backup.find(" --into " + backups + " ") != std::string::npos);
    CHECK(only_one(backup, R"(^ReadWritePaths=(\S+)$)") == backups);
    CHECK(only_one(server, R"(^ReadWritePaths=-(\S+)$)") == backups);  // for the lists there; may be missing
    for (const std::string& unit : all_in(postinst, R"(nuong-[a-z]+\.(?:service|timer))")) {
        CAPTURE(unit);
        CHECK(recipe.find("sync-server/" + unit) != std::string::npos);
        CHECK(text_of("sync-server/" + unit).find("\n[Install]\n") != std::string::npos);
    }
}

TEST_CASE("the package's scripts can be read by sh, run, and delete nothing") {
    for (const char* name : {"postinst", "prerm", "postrm"}) {
        const fs::path script = root / "sync-server/package" / name;
        CAPTURE(script.string());
        CHECK(access(script.c_str(), X_OK) == 0);
        CHECK(std::system(("sh -n " + script.string()).c_str()) == 0);
        CHECK(all_in(text_of(script), R"(\b(?:rm|rmdir|find|deluser|userdel|shred)\b)").empty());
    }
}

#include "shared/sqlite/durable_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>

#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::test;

namespace {

// Root may read everything, so the test steps down for a moment.
class AsNobody {
public:
    AsNobody() : was_(::geteuid()), stepped_down_(was_ != 0 || ::seteuid(65534) == 0) {}
    ~AsNobody() {
        if (::seteuid(was_) != 0) std::abort();
    }
    explicit operator bool() const { return stepped_down_; }

private:
    uid_t was_;
    bool stepped_down_;
};

mode_t mode_of(const std::string& path) {
    struct stat info {};
    ::stat(path.c_str(), &info);
    return info.st_mode & 0777;
}

}  // namespace

TEST_CASE("a file is replaced whole and belongs to its owner alone") {
    TemporaryFolder folder;
    const std::string path = folder / "keyring.json";
    REQUIRE(write_file_durably(path, "first, and longer"));
    REQUIRE(write_file_durably(path, "second"));
    CHECK(read_file(path, 100).value() == "second");
    CHECK(mode_of(path) == 0600);
    REQUIRE(write_file_durably(path, ""));
    CHECK(read_file(path, 100).value() == "");
    REQUIRE(write_file_durably(path, std::string("\0x", 2)));
    CHECK(read_file(path, 100).value() == std::string("\0x", 2));
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("a rest of an interrupted write does not matter") {
    TemporaryFolder folder;
    write_bytes(folder / "keyring.json", "old");
    write_bytes(folder / "keyring.json.new", "half of a much longer content that never arri");
    CHECK(read_file(folder / "keyring.json", 100).value() == "old");
    REQUIRE(write_file_durably(folder / "keyring.json", "new"));
    CHECK(read_file(folder / "keyring.json", 100).value() == "new");
}

TEST_CASE("a counter is overwritten in place and padded to its size") {
    TemporaryFolder folder;
    const std::string path = folder / "guesses.json";
    REQUIRE(overwrite_file_durably(path, "{\"wrong\":12}", 16));
    REQUIRE(overwrite_file_durably(path, "{}", 16));
    CHECK(read_file(path, 100).value() == "{}" + std::string(14, ' '));
}

TEST_CASE("what cannot be read is told apart: not there, too large, not a file") {
    TemporaryFolder folder;
    write_bytes(folder / "big", std::string(101, 'x'));
    CHECK(read_file(folder / "none", 100).error().code == ErrorCode::not_found);
    CHECK(read_file(folder / "big/inside", 100).error().code == ErrorCode::not_found);
    CHECK(read_file(folder / "big", 100).error().code == ErrorCode::invalid);
    CHECK(read_file(folder / "big", 101).value().size() == 101);
    CHECK(read_file(folder.path(), 100).error().code == ErrorCode::damaged);
}

TEST_CASE("a folder that may not be read is an error with its name, not an empty one") {
    TemporaryFolder folder;
    REQUIRE(make_folder(folder / "a/b"));
    CHECK(mode_of(folder / "a/b") == 0700);
    REQUIRE(make_folder(folder / "a/b"));
    write_bytes(folder / "a/b/file", "x");
    ::chmod((folder / "a").c_str(), 0);
    ::chmod(folder.path().c_str(), 0755);
    {
        const AsNobody nobody;
        REQUIRE(nobody);
        const auto read = read_file(folder / "a/b/file", 100);
        const auto written = write_file_durably(folder / "a/b/file", "y");
        const auto made = make_folder(folder / "a/c");
        REQUIRE_FALSE(read);
        REQUIRE_FALSE(written);
        REQUIRE_FALSE(made);
        CHECK(read.error().code == ErrorCode::damaged);
        CHECK(written.error().message.vi.find(folder / "a/b/file") != std::string::npos);
    }
    ::chmod((folder / "a").c_str(), 0700);
    CHECK(read_file(folder / "a/b/file", 100).value() == "x");
}

TEST_CASE("writing where a folder stands fails and leaves no rest") {
    TemporaryFolder folder;
    REQUIRE(make_folder(folder / "keyring.json/inside"));
    CHECK_FALSE(write_file_durably(folder / "keyring.json", "x"));
    CHECK_FALSE(file_exists(folder / "keyring.json.new"));
    CHECK_FALSE(write_file_durably(folder / "nowhere/keyring.json", "x"));
}

TEST_CASE("removing a file that is gone already is fine") {
    TemporaryFolder folder;
    write_bytes(folder / "file", "x");
    CHECK(remove_file(folder / "file"));
    CHECK(remove_file(folder / "file"));
    CHECK_FALSE(file_exists(folder / "file"));
}

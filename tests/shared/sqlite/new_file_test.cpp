// A file that grows beside its name: who watches knows where it is as long as it may lie there, and what a power cut
// leaves of it can be removed without touching anything else.
#include "shared/sqlite/new_file.h"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <stdexcept>
#include <vector>

#include "tests/support/temporary_folder.h"

using namespace nuong;
using nuong::test::bytes_of;
using nuong::test::TemporaryFolder;
using nuong::test::write_bytes;

namespace fs = std::filesystem;

namespace {

// What was said, and whether the file lay there at that moment.
struct Heard {
    std::vector<std::string> said;

    FileWatch watch() {
        return {
            [this](const std::string& file) { said.push_back(fs::exists(file) ? "begins late" : "begins " + file); },
            [this](const std::string& file) { said.push_back(fs::exists(file) ? "ended early" : "ended " + file); }};
    }
};

}  // namespace

TEST_CASE("who watches is told where a file grows before it is there, and when nothing lies there any more") {
    const TemporaryFolder folder;
    const std::string path = folder / "list.csv", growing = folder / "list.csv.new";
    Heard heard;
    SECTION("it gets its name") {
        REQUIRE(write_new_file(path, "names", heard.watch()));
        CHECK(bytes_of(path) == "names");
        CHECK(fs::status(path).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
        CHECK(heard.said == std::vector<std::string>{"begins " + growing, "ended " + growing});
    }
    SECTION("it is given up, however often it was handed on") {
        {
            auto made = NewFile::make(path, heard.watch());
            REQUIRE(made);
            NewFile file = std::move(*made);
            REQUIRE(file.write("names"));
            CHECK(heard.said == std::vector<std::string>{"begins " + growing});
        }
        CHECK(fs::is_empty(folder.path()));
        CHECK(heard.said.size() == 2);
    }
    SECTION("it could not be made") {
        fs::create_directory(growing);  // in its way
        write_bytes(growing + "/kept", "by somebody");
        CHECK_FALSE(NewFile::make(path, heard.watch()));
        CHECK(heard.said.size() == 1);  // what lies there is not known to be gone
        CHECK(bytes_of(growing + "/kept") == "by somebody");
    }
    SECTION("there is no such folder: nobody need know of it") {
        CHECK_FALSE(NewFile::make(folder / "stick/list.csv", heard.watch()));
        CHECK(heard.said.empty());
    }
    SECTION("the stick was pulled before it was whole: it may lie there still") {
        fs::create_directory(folder / "stick");
        {
            const auto file = NewFile::make(folder / "stick/list.csv", heard.watch());
            REQUIRE(file);
            fs::rename(folder / "stick", folder / "pocket");
        }
        CHECK(heard.said.size() == 1);
        CHECK(fs::exists(folder / "pocket/list.csv.new"));
    }
    SECTION("where it cannot be noted, nothing is made") {
        const FileWatch full{[](const std::string&) { throw std::runtime_error("the disk is full"); }, nullptr};
        CHECK_THROWS_AS(NewFile::make(path, full), std::runtime_error);
        CHECK(fs::is_empty(folder.path()));
    }
}

TEST_CASE("two programs write one list to one stick: the first is not robbed of its file, the second is told to wait") {
    const TemporaryFolder folder;
    Heard heard;
    auto first = NewFile::make(folder / "list.csv");
    REQUIRE(first);
    REQUIRE(first->write("of the first"));
    const auto second = NewFile::make(folder / "list.csv", heard.watch());
    REQUIRE_FALSE(second);
    CHECK(second.error().code == ErrorCode::locked);
    CHECK(second.error().message.vi.find("đang ghi") != std::string::npos);
    CHECK(heard.said.empty());
    REQUIRE(first->finish());
    CHECK_FALSE(NewFile::make(folder / "list.csv"));
    REQUIRE(first->publish());
    CHECK(bytes_of(folder / "list.csv") == "of the first");
    CHECK(write_new_file(folder / "list.csv", "of the second"));
}

TEST_CASE("what an earlier attempt left where a file is to grow makes way for it") {
    const TemporaryFolder folder;
    write_bytes(folder / "list.csv.new", "half of the na");
    REQUIRE(write_new_file(folder / "list.csv", "names"));
    CHECK(bytes_of(folder / "list.csv") == "names");
    CHECK_FALSE(fs::exists(folder / "list.csv.new"));
}

TEST_CASE("what another library writes where the file grows is what stands under its name") {
    const TemporaryFolder folder;
    auto file = NewFile::make(folder / "book.xlsx");
    REQUIRE(file);
    write_bytes(file->temporary_path(), "a workbook");
    REQUIRE(file->finish());
    REQUIRE(file->publish());
    CHECK(bytes_of(folder / "book.xlsx") == "a workbook");
}

TEST_CASE("what was cut off is removed; what grows, what was never ours and what is out of reach is not") {
    const TemporaryFolder folder;
    const std::string left = folder / "list.csv.new";
    SECTION("cut off") {
        write_bytes(left, "half of the na");
        CHECK(remove_cut_off(left));
        CHECK_FALSE(fs::exists(left));
        CHECK(remove_cut_off(left));  // gone already
    }
    SECTION("another program writes it just now") {
        auto file = NewFile::make(folder / "list.csv");
        REQUIRE(file);
        CHECK_FALSE(remove_cut_off(left));
        REQUIRE(file->finish());
        CHECK_FALSE(remove_cut_off(left));
        REQUIRE(file->publish());
        CHECK(remove_cut_off(left));
        CHECK(fs::exists(folder / "list.csv"));
    }
    SECTION("a link or a folder of somebody's") {
        write_bytes(folder / "precious", "keep me");
        fs::create_symlink(folder / "precious", left);
        CHECK(remove_cut_off(left));
        CHECK(fs::is_symlink(left));
        CHECK(bytes_of(folder / "precious") == "keep me");
        fs::create_directory(folder / "a.new");
        CHECK(remove_cut_off(folder / "a.new"));
        CHECK(fs::exists(folder / "a.new"));
    }
    SECTION("the folder is not there") { CHECK_FALSE(remove_cut_off(folder / "stick/list.csv.new")); }
}

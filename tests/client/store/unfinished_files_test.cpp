// What a device knows of the readable files that it is writing: enough to find each of them after a power cut, and to
// touch nothing else.
#include "client/store/unfinished_files.h"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "client/store/replica.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::client;
using nuong::test::TemporaryFolder;
using nuong::test::write_bytes;

namespace fs = std::filesystem;

namespace {

struct Device {
    TemporaryFolder home, place;
    DatabaseKey key{std::array<std::uint8_t, 32>{7}};
    std::unique_ptr<Replica> replica = open();

    std::unique_ptr<Replica> open() const { return std::move(Replica::open(home.path(), key).value()); }
    UnfinishedFiles& files() { return replica->unfinished_files(); }
    // As after a power cut: another program, the same disk.
    void start_anew() {
        replica.reset();
        replica = open();
    }
    // The power went while this was being written.
    void cut_off(const std::string& file) {
        write_bytes(file, "half of the na");
        files().add(file);
        start_anew();
    }
};

}  // namespace

TEST_CASE("a file is known from before it is there until it has its name, or is given up") {
    Device device;
    const std::string growing = fs::canonical(device.place.path()).string() + "/list.csv.new";
    {
        auto file = NewFile::make(device.place / "list.csv", device.files().watch());
        REQUIRE(file);
        CHECK(device.files().all() == std::vector<std::string>{growing});
        REQUIRE(file->finish());
        REQUIRE(file->publish());
        CHECK(device.files().all().empty());
    }
    {
        const auto file = NewFile::make(device.place / "list.csv", device.files().watch());
        REQUIRE(file);
        CHECK(device.files().all().size() == 1);
    }
    CHECK(device.files().all().empty());
    CHECK(fs::exists(device.place / "list.csv"));
}

TEST_CASE("who reads one moment of the store writes a file that the store knows of, also when the moment has passed") {
    Device device;
    const auto reader = device.open();
    std::optional<NewFile> file;
    {
        const Snapshot moment(reader->database());
        CHECK(reader->unfinished_files().all().empty());
        auto made = NewFile::make(device.place / "list.csv", watch_over_own_connection(device.home.path(), device.key));
        REQUIRE(made);
        file.emplace(std::move(*made));
        CHECK(reader->unfinished_files().all().empty());  // the moment is still that one
    }
    CHECK(device.files().all().size() == 1);
    REQUIRE(file->finish());
    REQUIRE(file->publish());
    CHECK(device.files().all().empty());
}

TEST_CASE("after a power cut what was being written is removed, and nothing beside it") {
    Device device;
    write_bytes(device.place / "other.csv.new", "of another program");
    write_bytes(device.place / "list.csv", "the list of yesterday");
    device.cut_off(device.place / "list.csv.new");
    device.files().sweep();
    CHECK_FALSE(fs::exists(device.place / "list.csv.new"));
    CHECK(fs::exists(device.place / "list.csv"));
    CHECK(fs::exists(device.place / "other.csv.new"));
    CHECK(device.files().all().empty());
    write_bytes(device.place / "list.csv.new", "later, of another program");
    device.files().sweep();
    CHECK(fs::exists(device.place / "list.csv.new"));
}

TEST_CASE("what lies on a stick that is out stays known until the stick is back") {
    Device device;
    fs::create_directory(device.place / "stick");
    device.cut_off(device.place / "stick/list.csv.new");
    fs::rename(device.place / "stick", device.place / "pocket");
    device.files().sweep();
    CHECK(device.files().all().size() == 1);
    fs::rename(device.place / "pocket", device.place / "stick");
    device.start_anew();
    device.files().sweep();
    CHECK(fs::is_empty(device.place / "stick"));
    CHECK(device.files().all().empty());
}

TEST_CASE("what another program of the same device is writing just now is left to it") {
    Device device;
    auto file = NewFile::make(device.place / "list.csv", device.files().watch());
    REQUIRE(file);
    const auto other = device.open();
    other->unfinished_files().sweep();
    CHECK(fs::exists(file->temporary_path()));
    CHECK(other->unfinished_files().all().size() == 1);
    REQUIRE(file->finish());
    CHECK(file->publish());
}

TEST_CASE("a file is found wherever the program that wrote it stood, and wherever a link led") {
    Device device;
    fs::create_directory(device.place / "here");
    fs::create_directory_symlink(device.place / "here", device.place / "link");
    device.cut_off(device.place / "link/list.csv.new");
    fs::remove(device.place / "link");
    fs::create_directory(device.place / "there");
    fs::create_directory_symlink(device.place / "there", device.place / "link");
    write_bytes(device.place / "there/list.csv.new", "of somebody else");
    device.files().sweep();
    CHECK(fs::is_empty(device.place / "here"));
    CHECK(fs::exists(device.place / "there/list.csv.new"));

    const fs::path before = fs::current_path();
    fs::current_path(device.place / "here");
    device.cut_off("list.csv.new");
    fs::current_path(before);
    device.files().sweep();
    CHECK(fs::is_empty(device.place / "here"));
}

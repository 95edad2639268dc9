// Handing changes over on a stick at the window: found, written, taken in, and what is said of it.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "client/sync/hand_over.h"
#include "tests/client/app/desk.h"
#include "tests/support/patience.h"

using namespace nuong;
using namespace nuong::client;
using namespace nuong::test;
using namespace std::chrono_literals;

namespace {

// A desk with a folder for documents and a place where sticks appear.
struct Office {
    explicit Office(const std::string& name) : home(folder / name) {
        std::filesystem::create_directories(home);
        std::filesystem::create_directories(folder / "documents");
        device = std::make_unique<FieldDevice>(home);
        open();
    }

    void open(const std::string& bundle = "", const std::string& pin = FieldDevice::pin) {
        SessionOptions options = device->options();
        options.bundle = bundle;
        options.mount_folders = {folder.path()};
        options.documents = folder / "documents";
        session = std::make_unique<Session>(options, clock, [] {});
        if (!pin.empty()) session->perform(Unlock{pin});
    }
    void wait_until_done() {
        REQUIRE(nuong::test::waits_until([&] {
            session->receive();
            return !view().busy;
        }));
    }
    const HandOverView& view() {
        const auto* shown = std::get_if<HandOverView>(&session->view_model().screen);
        REQUIRE(shown);
        return *shown;
    }

    TemporaryFolder folder;
    std::string home;
    std::unique_ptr<FieldDevice> device;
    FakeClockSource clock{FieldDevice::morning};
    std::unique_ptr<Session> session;
};

void know_district(Office& office) {
    office.session->perform(Lock{});
    const auto key = Keyring(office.home, FieldDevice::pin_cost).unlock("lan", FieldDevice::pin, FieldDevice::morning);
    REQUIRE(key);
    auto replica = Replica::open(office.home, *key);
    REQUIRE(replica);
    KeyBytes secret{};
    secret.fill(9);
    (void)(*replica)->bundles().signing_key();
    (*replica)->bundles().take_district(seal_key_of(secret).public_key);
    replica->reset();
    office.session->perform(Unlock{FieldDevice::pin});
}

void write_something(Office& office) {
    office.session->perform(EditRecord{office.device->person()});
    office.session->perform(Answer{"address", Value("Thôn Nậm Lúc")});
    office.session->perform(SubmitForm{});
}

}  // namespace

TEST_CASE("what waits is written where the person says, and stays here until a server has it") {
    Office lan("lan");
    know_district(lan);
    write_something(lan);
    lan.session->perform(OpenHandOver{});
    CHECK(lan.view().pending == 1);
    CHECK(lan.view().files.empty());
    REQUIRE(lan.view().folders.size() == 1);
    CHECK(lan.view().folders[0].chosen);
    const std::string path = lan.view().path;
    CHECK(path == lan.folder / "documents/lan-20260302-0800.nuong");
    lan.session->perform(ExportBundle{path});
    lan.wait_until_done();
    REQUIRE(lan.view().result);
    INFO(lan.view().result->text);
    CHECK(lan.view().result->kind == NoticeKind::success);
    CHECK(lan.view().result->text.find("Đã ghi 1 lần lưu") != std::string::npos);
    CHECK(std::filesystem::file_size(path) > 100);
    CHECK(lan.view().pending == 1);
    lan.session->perform(LookForSticks{});
    REQUIRE(lan.view().files.size() == 1);
    CHECK(lan.view().files[0].name == "lan-20260302-0800.nuong");
}

TEST_CASE("a device that has never synced says that it needs one sync first, and writes no file") {
    Office lan("lan");
    write_something(lan);
    lan.session->perform(OpenHandOver{});
    lan.session->perform(ExportBundle{lan.folder / "documents/x.nuong"});
    lan.wait_until_done();
    REQUIRE(lan.view().result);
    CHECK(lan.view().result->kind == NoticeKind::error);
    CHECK(lan.view().result->text.find("Hãy đồng bộ qua mạng một lần") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(lan.folder / "documents/x.nuong"));
}

TEST_CASE("a file that is no bundle is refused in words and changes nothing") {
    Office lan("lan");
    know_district(lan);
    write_bytes(lan.folder / "documents/photo.nuong", "not a bundle");
    lan.session->perform(OpenHandOver{});
    REQUIRE(lan.view().files.size() == 1);
    lan.session->perform(ImportBundle{lan.view().files[0].path});
    lan.wait_until_done();
    REQUIRE(lan.view().result);
    CHECK(lan.view().result->kind == NoticeKind::error);
    CHECK_FALSE(lan.view().carries);
}

TEST_CASE("a colleague's file that the program is opened with is taken in once the PIN is right, and once only") {
    Office binh("binh"), lan("lan");
    know_district(binh);
    know_district(lan);
    write_something(binh);
    binh.session->perform(OpenHandOver{});
    const std::string file = lan.folder / "documents/of binh.nuong";
    binh.session->perform(ExportBundle{file});
    binh.wait_until_done();

    lan.session.reset();
    lan.open(file, "999999");
    REQUIRE(std::holds_alternative<PinView>(lan.session->view_model().screen));
    CHECK_FALSE(lan.session->is_open());
    lan.session.reset();
    lan.open(file, "");
    REQUIRE(lan.session->view_model().notice);
    CHECK(lan.session->view_model().notice->text.find("of binh.nuong") != std::string::npos);
    lan.clock.advance(1min);  // after the wrong one
    lan.session->perform(Unlock{FieldDevice::pin});
    lan.wait_until_done();
    REQUIRE(lan.view().result);
    INFO(lan.view().result->text);
    CHECK(lan.view().result->kind == NoticeKind::success);
    CHECK(lan.view().result->text.starts_with("Đã giữ giúp"));

    lan.session->perform(Lock{});
    lan.session->perform(Unlock{FieldDevice::pin});
    CHECK(std::holds_alternative<HomeView>(lan.session->view_model().screen));
}

TEST_CASE("a stick that is plugged in is offered first; a folder that a pulled one left behind is not") {
    Office lan("lan");
    std::filesystem::create_directory(lan.folder / "left-behind");
    TinyDisk stick(lan.folder, 1024);
    if (!stick.is_mounted()) SKIP("only root may mount the stick");
    lan.session->perform(OpenHandOver{});
    REQUIRE(lan.view().folders.size() == 2);
    CHECK(lan.view().folders[0].is_stick);
    CHECK(lan.view().folders[0].name == "disk");
    CHECK(lan.view().path.starts_with(lan.folder / "disk/"));
    lan.session->perform(ChooseFolder{lan.view().folders[1].folder});
    CHECK(lan.view().path.starts_with(lan.folder / "documents/"));
}

TEST_CASE("a stick that is full is said in words, and no half of a file stays on it") {
    Office lan("lan");
    know_district(lan);
    write_something(lan);
    TinyDisk stick(lan.folder, 64);
    if (!stick.is_mounted()) SKIP("only root may mount the stick");
    stick.fill();
    lan.session->perform(OpenHandOver{});
    lan.session->perform(ExportBundle{lan.view().path});
    lan.wait_until_done();
    REQUIRE(lan.view().result);
    CHECK(lan.view().result->kind == NoticeKind::error);
    CHECK(lan.view().result->text.find("đầy") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(lan.view().path));
}

TEST_CASE("a stick shows once, also where two places to look are one and the same") {
    // Disks of their own that every machine has below its root.
    const std::vector<std::string> once = sticks_below({"/"}), twice = sticks_below({"/", "/."});
    CHECK(std::find(once.begin(), once.end(), "/proc") != once.end());
    CHECK(twice.size() == once.size());
}

// A lost PIN at the window: what the door says, and that every way out of it leaves the old PIN as it was.
#include <catch2/catch_test_macros.hpp>

#include "client/store/recovery_box.h"
#include "shared/protocol/recovery.h"
#include "tests/client/app/desk.h"
#include "tests/client/app/listening_office.h"
#include "tests/support/patience.h"

using namespace nuong;
using namespace nuong::client;
using namespace nuong::test;
using namespace std::chrono_literals;

namespace {

void make_box(Desk& desk, const KeyBytes& district = seal_key_of(KeyBytes{0x44}).public_key) {
    const std::string home = desk.device.options().home;
    const auto key = Keyring(home, FieldDevice::pin_cost).unlock("", FieldDevice::pin, desk.clock.now());
    auto replica = std::move(Replica::open(home, *key).value());
    replica->bundles().signing_key();
    replica->bundles().note_district(district);
    REQUIRE(keep_recovery_box(*replica, home, *key));
}

nuong::HttpResponse answer(nuong::testing::District& district, const nuong::HttpRequest& request) {
    const auto transaction = district.store->begin();
    const auto said = district.service.recover(*transaction, *protocol::decode_recover_request(request.body),
                                               "192.0.2.1", district.clock.now());
    transaction->commit();
    return response_of(said);
}

// The district of the desk's device.
struct Office : ListeningOffice {
    explicit Office(Desk& desk) : ListeningOffice(answer) {
        district.add_user("lan", "worker", {"089"});
        const auto enrolled = district.enrol(
            {district.code_for("lan"), DeviceId{0x77}, "tablet", signing_key_of(KeyBytes{5}).public_key});
        make_box(desk, *std::get<protocol::EnrollAnswer>(enrolled).seal);
    }
    std::string code() {
        const auto transaction = district.store->begin();
        const auto issued =
            issue_recovery(*transaction, *district.service.book(), DeviceId{0x77}, "console", district.clock.now());
        transaction->commit();
        return issued.value().code;
    }
};

void ask(Desk& desk, const Recover& action) {
    desk.perform(action);
    REQUIRE(nuong::test::waits_until([&] {
        desk.session->receive();
        const auto* view = std::get_if<RecoverView>(&desk.view().screen);
        return !view || !view->busy;
    }));
}

}  // namespace

TEST_CASE("the PIN is lost at the window: the district's code, a new PIN, and everything is there") {
    TemporaryFolder home;
    Desk desk(home.path());
    Office office(desk);
    desk.perform(OpenRecovery{});
    ask(desk, {office.url(), "AAAA-AAAA-AAAA"});
    CHECK(desk.screen<RecoverView>().error.starts_with("Mã khôi phục không đúng với máy này."));
    ask(desk, {office.url(), office.code()});
    CHECK(desk.screen<PinView>().is_recovered);
    CHECK(desk.screen<PinView>().first_time);
    CHECK_FALSE(desk.session->is_open());
    const auto box = recovery_box_in(home.path());
    desk.perform(ChoosePin{"135790"});
    REQUIRE(desk.session->is_open());
    CHECK(desk.screen<HomeView>().records == 1);
    CHECK(recovery_box_in(home.path()) != box);  // the code opens nothing any more
    desk.perform(Lock{});
    desk.unlock();  // with the old one
    CHECK_FALSE(desk.session->is_open());
    desk.perform(Unlock{"135790"});
    CHECK(desk.session->is_open());
}

TEST_CASE("a door that waits for a new PIN locks itself like an open device: who comes by later sets none") {
    TemporaryFolder home;
    Desk desk(home.path());
    Office office(desk);
    desk.perform(OpenRecovery{});
    ask(desk, {office.url(), office.code()});
    REQUIRE(desk.screen<PinView>().is_recovered);
    CHECK(desk.session->next_wakeup() <= 600);
    desk.clock.advance(10min);
    desk.session->receive();
    CHECK_FALSE(desk.screen<PinView>().is_recovered);
    CHECK_FALSE(desk.screen<PinView>().first_time);
    desk.unlock();
    CHECK(desk.session->is_open());
}

TEST_CASE("a device that has no recovery box says so; going back, the PIN opens it as before") {
    TemporaryFolder home;
    Desk desk(home.path());
    CHECK(desk.screen<PinView>().can_recover);
    desk.perform(OpenRecovery{});
    CHECK_FALSE(desk.screen<RecoverView>().can_ask);
    desk.perform(Back{});
    desk.unlock();
    CHECK(desk.session->is_open());
}

TEST_CASE("without a line the code stays good and the old PIN too; an address that is none is told at once") {
    TemporaryFolder home;
    Desk desk(home.path());
    make_box(desk);
    desk.perform(OpenRecovery{});
    CHECK(desk.screen<RecoverView>().device == "0000000000000077");
    CHECK(desk.screen<RecoverView>().user == "lan");
    desk.perform(Recover{"ftp://district", "K7QM-2XJD-9RTV"});
    CHECK(desk.screen<RecoverView>().error != "");
    CHECK_FALSE(desk.screen<RecoverView>().busy);
    ask(desk, {"http://127.0.0.1:1", "K7QM-2XJD-9RTV"});
    CHECK(desk.screen<RecoverView>().error != "");
    CHECK(desk.screen<RecoverView>().server_url == "http://127.0.0.1:1");
    desk.perform(Back{});
    CHECK(desk.screen<PinView>().greeting == "Xin chào lan");
    CHECK(desk.screen<PinView>().wrong_attempts == "");
    desk.unlock();
    CHECK(desk.session->is_open());
}

TEST_CASE("a box is made when the device is opened, as soon as the district's key is known") {
    TemporaryFolder home;
    Desk desk(home.path());
    make_box(desk);
    std::filesystem::remove(home.path() + "/recovery.json");
    desk.unlock();
    REQUIRE(recovery_box_in(home.path()));
    CHECK(recovery_box_in(home.path())->user == "lan");
}

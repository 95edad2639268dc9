// A device that a restored server has forgotten, at the window: the code that the district gives is entered where the
// sync was refused.
#include <catch2/catch_test_macros.hpp>

#include "client/sync/sync_worker.h"
#include "tests/client/app/desk.h"
#include "tests/client/app/listening_office.h"
#include "tests/support/patience.h"

using namespace nuong;
using namespace nuong::client;
using namespace nuong::test;

namespace {

// Enrols, and recognises the token of nobody else.
nuong::HttpResponse answer(nuong::testing::District& district, const nuong::HttpRequest& request) {
    if (request.target != "/v1/enroll") return http_error(401, "unknown_token", unknown_token().message);
    return response_of(district.enrol(*protocol::decode_enroll_request(request.body)));
}

void sync(Desk& desk, const std::string& code = "") {
    desk.perform(SyncNow{code});
    REQUIRE(waits_until([&] {
        desk.session->receive();
        return !desk.screen<SyncView>().running;
    }));
}

}  // namespace

TEST_CASE("at the window, a device that the server has forgotten is asked for a code until one is right") {
    TemporaryFolder home;
    Desk desk(home.path());
    ListeningOffice office(answer);
    for (const char* name : {"lan", "binh"}) office.district.add_user(name, "worker", {"089"});
    {
        const auto store = desk.store();
        DeviceInfo device = store->device();
        device.server = office.url();
        Transaction transaction(store->database());
        store->devices().save(device);
        transaction.commit();
    }
    desk.unlock();
    desk.perform(OpenSync{});
    sync(desk);
    CHECK(desk.screen<SyncView>().needs_code);
    CHECK(desk.screen<SyncView>().error.find("Không mất gì") != std::string::npos);
    sync(desk, "AAAA-AAAA-AAAA");
    CHECK(desk.screen<SyncView>().needs_code);
    CHECK(desk.screen<SyncView>().error.starts_with("Mã ghi danh không đúng"));
    sync(desk, office.district.code_for("binh"));
    CHECK(desk.screen<SyncView>().needs_code);
    CHECK(desk.screen<SyncView>().error.find("binh") != std::string::npos);
    sync(desk, office.district.code_for("lan"));
    desk.perform(Lock{});
    const std::string token = desk.store()->device().token;
    CHECK(token != "token");
    CHECK(office.district.store->read()->enrolment(*token_hash(token)));
}

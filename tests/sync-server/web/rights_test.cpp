// Which role opens which page, written down by hand from the programme's rules and not from schemas/roles; and what
// somebody may do with accounts and devices.
#include <catch2/catch_test_macros.hpp>

#include "browser.h"
#include "shared/base/enrolment_link.h"
#include "sync-server/core/enrol.h"

using namespace nuong;
using namespace nuong::testing;

namespace {

// o overview, i indicators, r reports, d devices, u accounts
struct RolePages {
    const char *role, *area, *pages;
};
constexpr RolePages role_pages[]{
    {"outreach_worker", "03061", "oir"}, {"volunteer", "03061", "or"},      {"counselling_point", "03061", "or"},
    {"health_worker", "03061", "or"},    {"commune_police", "03061", "or"}, {"commune_officer", "03061", "oir"},
    {"treatment_facility", "089", "or"}, {"district_staff", "089", "oird"}, {"district_health", "089", "oir"},
    {"province_staff", "10", "oir"},     {"inspector", "089", "or"},        {"shelter", "089", "or"},
    {"mass_organisation", "089", "or"},  {"admin", "089", "ordu"},          {"admin", "", "odu"}};

struct Page {
    char letter;
    const char* path;
};
constexpr Page pages[]{{'o', "/overview"},
                       {'i', "/indicators"},
                       {'r', "/reports"},
                       {'d', "/overview/refused"},
                       {'d', "/devices"},
                       {'d', "/devices/code"},
                       {'d', "/devices/revoke?device=0000000000000001"},
                       {'u', "/users"},
                       {'u', "/users/add"},
                       {'u', "/users/disable?user=lan"}};

DeviceId enrolled(Office& office, const UserId& user, std::uint64_t number) {
    const auto transaction = office.store().begin();
    DeviceRow device;
    device.id = {number};
    device.name = "máy của " + user;
    device.enrolled = device.seen = office.clock.now();
    transaction->put_device(device);
    transaction->put_enrolment({device.id, user, sha256(device.name)});
    transaction->commit();
    return device.id;
}

#if defined(NUONG_SANITIZED)       // ten times as slow: each role tries a few pages, and every page is tried by some
constexpr std::size_t one_in = 7;  // no divisor of how many pages there are
#else
constexpr std::size_t one_in = 1;
#endif

}  // namespace

TEST_CASE("each role opens the pages that are its own, is led to no other, and is refused there") {
    Office office;
    std::size_t refused = 0, turn = 0;
    for (const RolePages& each : role_pages) {
        office.add_user("u", each.role, *each.area ? std::vector<AreaCode>{each.area} : std::vector<AreaCode>{});
        Browser browser(office);
        browser.sit_down_as("u");
        const auto overview = browser.get("/overview");
        for (const Page& page : pages) {
            if (turn++ % one_in != 0) continue;
            CAPTURE(each.role, each.area, page.path);
            const bool may = std::string(each.pages).find(page.letter) != std::string::npos;
            CHECK((browser.get(page.path).status != 403) == may);
            refused += !may;
            if (const std::string path = page.path; path.find_first_of("/?", 1) == std::string::npos)
                CHECK(says(overview, "href=\"" + path + "\"") == may);
        }
    }
    CHECK(refused > 0);
    CHECK(office.audited("web_refused", "u") == refused);
}

TEST_CASE("a report is made by those whose duty it is, in their areas, also when the address is typed by hand") {
    constexpr bool with_files = one_in == 1;
    Office office;
    office.add_user("sep", "district_staff", {"089"});
    office.add_user("xa", "commune_officer", {"03061"});
    office.add_user("tnv", "volunteer", {"03061"});
    struct Case {
        const char *user, *query;
        unsigned status;
    };
    for (const Case& each :
         {Case{"sep", "report=R1&area=089&period=2024-H2", 200},
          Case{"sep", "report=R1&area=03061&period=2024-H2", 200}, Case{"sep", "report=R1&area=10&period=2024-H2", 403},
          Case{"sep", "report=R1&area=99999&period=2024-H2", 404},
          Case{"sep", "report=R77&area=089&period=2024-H2", 404}, Case{"sep", "report=R1&area=089&period=2024-H3", 400},
          Case{"sep", "report=R1&area=089&period=2024-01-01..2024-03-31", 200},  // ordered, and so exact
          Case{"sep", "report=R1&area=089&period=2024-03-31..2024-01-01", 400},
          // Two periods that differ by a day tell of one person.
          Case{"xa", "report=R8&area=03061&period=2024-01-01..2024-03-31", 400},
          Case{"xa", "report=R8&area=03061&by=days&from=2024-01-01&until=2024-03-31", 400},
          Case{"sep", "report=R1&area=089&period=2024-07-01..2024-12-31", 200},
          Case{"sep", "report=R1&area=089&period=9999", 200}, Case{"xa", "report=R1&area=03061&period=2024-H2", 200},
          Case{"xa", "report=R1&area=089&period=2024-H2", 403}, Case{"tnv", "report=R1&area=03061&period=2024-H2", 403},
          Case{"tnv", "report=R8&area=03061&period=2024-H2", 403},
          Case{"xa", "report=R8&area=03061&period=2024-H2", 200}}) {
        CAPTURE(each.user, each.query);
        Browser browser(office);
        browser.sit_down_as(each.user);
        CHECK(browser.get(std::string("/reports?") + each.query).status == each.status);
        if (with_files || each.status != 200)  // what is made is made once more for the file
            CHECK(browser.get(std::string("/reports/file?format=csv&") + each.query).status == each.status);
    }
    CHECK(office.audited("report", "xa") == (with_files ? 4 : 2));
    CHECK(office.audited("report", "tnv") == 0);  // what was refused is no report
    CHECK(office.audited("web_refused", "tnv") == 4);
    CHECK(office.audited("web_refused", "xa") == 2);
    CHECK(office.audited("web_refused", "sep") == 2);
    CHECK(office.audit().back().detail.find("03061") != std::string::npos);
}

TEST_CASE("who stands on a device is told to those who look after it, and of nobody from beyond their areas") {
    Office office;
    office.add_user("sep", "district_staff", {"089"});
    office.add_user("xa", "commune_officer", {"03061"});
    office.add_user("lan", "outreach_worker", {"03061"});
    office.add_user("tinh", "province_staff", {"10"});
    const DeviceId shared = enrolled(office, "lan", 0xA1);
    {
        const auto transaction = office.store().begin();
        transaction->put_enrolment({shared, "tinh", sha256("tinh")});
        transaction->commit();
    }
    Browser staff(office), officer(office);
    staff.sit_down_as("sep");
    officer.sit_down_as("xa");
    CHECK(says(staff.get("/devices"), "máy của lan"));
    CHECK_FALSE(says(staff.last, "tinh"));
    CHECK_FALSE(says(staff.get("/reports?report=R9&area=089&period=2024-H2"), "máy của lan"));  // tinh's as well
    CHECK_FALSE(says(officer.get("/reports?report=R9&area=03061&period=2024-H2"), "máy của lan"));
    CHECK(says(officer.last, "chỉ dành cho người theo dõi các máy"));
}

TEST_CASE(
    "the saves in quarantine behind the number are told to those who look after the device, without what was written") {
    Office office;
    office.add_user("sep", "district_staff", {"089"});
    office.add_user("xa", "commune_officer", {"03061"});
    office.add_user("lan", "outreach_worker", {"03061"});
    const DeviceId device = enrolled(office, "lan", 0xA1);
    Browser staff(office), officer(office);
    staff.sit_down_as("sep");
    officer.sit_down_as("xa");
    CHECK_FALSE(says(staff.get("/overview"), "/overview/refused"));  // there is nothing to see
    {
        Change change;
        change.device = device;
        change.seq = change.n0 = 1;
        change.author = "lan";
        change.at = office.clock.now();
        change.record = make_uuid_v7(office.clock.now());
        change.form = "person_register";
        change.form_version = 1;
        change.writes = {{"full_name", Value("Vàng Seo Phử"), {}}};
        const auto transaction = office.store().begin();
        ChangeRow row;
        row.device = device;
        row.seq = 1;
        row.record = change.record;
        row.author = change.author;
        row.received = office.clock.now();
        row.verdict = "no_right";
        row.reason = {"Tài khoản lan không phụ trách địa bàn “Võ Lao”.", "Not her area."};
        row.body = protocol::encode(change);
        transaction->add_change(row);
        transaction->commit();
    }
    CHECK(says(staff.get("/overview"), "href=\"/overview/refused\""));
    const auto list = staff.get("/overview/refused");
    REQUIRE(list.status == 200);
    for (const char* words : {"máy của lan", "31/12/2024", "không phụ trách địa bàn “Võ Lao”", "<td>"}) {
        CAPTURE(words);
        CHECK(says(list, words));
    }
    CHECK_FALSE(says(list, "Vàng Seo Phử"));
    CHECK(office.audited("quarantine_list", "sep") == 1);
    CHECK(officer.get("/overview/refused").status == 403);
    CHECK_FALSE(says(officer.get("/overview"), "/overview/refused"));
}

TEST_CASE("nobody makes a code for a relay by the page: it would read more than anybody there") {
    Office office;
    office.add_user("qt", "admin", {"089"});
    office.add_user("tram", "relay", {"089"});
    Browser keeper(office);
    keeper.sit_down_as("qt");
    CHECK_FALSE(says(keeper.get("/devices"), "tram"));
    CHECK(keeper.post("/devices/code", {{"user", "tram"}}).status == 403);
}

TEST_CASE("who keeps accounts makes a code that a device enrols with, as text and as a picture of the same") {
    Office office;
    office.add_user("qt", "admin", {"089"});
    office.add_user("lan", "outreach_worker", {"03061"});
    office.add_user("tinh", "province_staff", {"10"});
    Browser browser(office);
    browser.sit_down_as("qt");
    browser.get("/devices");
    const auto shown = browser.post("/devices/code", {{"user", "lan"}});
    REQUIRE(shown.status == 200);
    CHECK(says(shown, "<svg class=\"code\""));
    CHECK(says(shown, "http://district.example"));
    const auto at = shown.body.find("code-text\">");
    REQUIRE(at != std::string::npos);
    const std::string code = shown.body.substr(at + 11, shown.body.find('<', at) - at - 11);
    const auto transaction = office.store().begin();
    protocol::EnrollRequest request;
    request.code = code;
    request.device = {0xBEEF};
    CHECK(std::holds_alternative<protocol::EnrollAnswer>(
        enrol(*transaction, *office.service.book(), request, std::nullopt, office.clock.now())));
    transaction->commit();
    CHECK(office.audited("device_code", "qt") == 1);

    browser.get("/devices");
    for (const char* other : {"tinh", "nobody", ""}) {
        CAPTURE(other);
        CHECK(browser.post("/devices/code", {{"user", other}}).status == 403);
        browser.get("/devices");
    }
    CHECK(browser.post_without_token("/devices/code", {{"user", "lan"}}).status == 403);
    CHECK(office.audited("device_code", "qt") == 1);
}

TEST_CASE("a device is revoked and an account disabled after a question, within the areas of who does it") {
    Office office;
    office.add_user("qt", "admin", {"089"});
    office.add_user("sep", "district_staff", {"089"});
    office.add_user("lan", "outreach_worker", {"03061"});
    office.add_user("tinh", "province_staff", {"10"});
    const std::string near_by = to_string(enrolled(office, "lan", 0xA1)),
                      far_away = to_string(enrolled(office, "tinh", 0xA2));
    Browser keeper(office), staff(office), lan(office);
    keeper.sit_down_as("qt");
    staff.sit_down_as("sep");
    lan.sit_down_as("lan");

    CHECK(says(staff.get("/devices"), "máy của lan"));  // is told, and can do nothing
    CHECK_FALSE(says(staff.last, "máy của tinh"));
    CHECK_FALSE(says(staff.last, "/devices/revoke"));
    CHECK(staff.get("/devices/revoke?device=" + near_by).status == 404);
    staff.get("/devices");
    CHECK(staff.post("/devices/revoke", {{"device", near_by}}).status == 403);

    CHECK(keeper.get("/devices/revoke?device=" + far_away).status == 404);
    keeper.get("/devices");
    CHECK(keeper.post("/devices/revoke", {{"device", far_away}}).status == 403);
    CHECK(keeper.get("/devices/revoke?device=" + near_by).status == 200);
    CHECK(office.store().read()->device(*parse_device_id(near_by))->standing == DeviceStanding::active);
    CHECK(keeper.post("/devices/revoke", {{"device", near_by}}).location == "/devices");
    CHECK(office.store().read()->device(*parse_device_id(near_by))->standing == DeviceStanding::revoked);
    CHECK(office.store().read()->device(*parse_device_id(far_away))->standing == DeviceStanding::active);
    CHECK(office.audited("device_revoke", "qt") == 1);

    CHECK(lan.get("/overview").status == 200);
    keeper.get("/users");
    for (const char* other : {"tinh", "qt", "nobody"}) {
        CAPTURE(other);
        CHECK(keeper.post("/users/disable", {{"user", other}}).status == 403);
        keeper.get("/users");
    }
    CHECK(keeper.get("/users/disable?user=lan").status == 200);
    CHECK(keeper.post("/users/disable", {{"user", "lan"}}).location == "/users");
    CHECK(office.store().read()->user("lan")->disabled);
    CHECK(lan.get("/overview").location == "/login");
    CHECK(office.audited("user_disable", "qt") == 1);
}

// A folder that was copied from a tablet goes on under a number of its own, also when the tablet is revoked.
TEST_CASE("a copy of a device is named as that, and whoever revokes the first one is told of it") {
    Office office;
    office.add_user("qt", "admin", {"089"});
    office.add_user("lan", "outreach_worker", {"03061"});
    const DeviceId tablet = enrolled(office, "lan", 0xA1), laptop{0xA2};
    {
        const auto transaction = office.store().begin();
        DeviceRow copy = transaction->device(tablet).value();
        copy.id = laptop;
        copy.cloned_from = tablet;
        transaction->put_device(copy);
        transaction->put_enrolment({laptop, "lan", sha256("of the copy")});
        transaction->commit();
    }
    Browser keeper(office);
    keeper.sit_down_as("qt");
    CHECK(says(keeper.get("/devices"), to_string(laptop) + ", bản sao của máy " + to_string(tablet)));
    CHECK(says(keeper.get("/devices/revoke?device=" + to_string(tablet)),
               "bản sao vẫn đồng bộ được: " + to_string(laptop)));
    CHECK_FALSE(says(keeper.get("/devices/revoke?device=" + to_string(laptop)), "bản sao vẫn đồng bộ được"));
}

TEST_CASE("who keeps accounts adds one within their areas, and gives nobody what keeps accounts") {
    Office office;
    office.add_user("qt", "admin", {"089"});
    office.add_user("ca_tinh", "admin", {});
    Browser keeper(office);
    keeper.sit_down_as("qt");
    const auto add = [](Browser& browser, const char* user, const char* role, const char* area) {
        browser.get("/users");
        return browser.post("/users/add", {{"user", user}, {"role", role}, {"area", area}});
    };
    CHECK(says(keeper.get("/users"), "Thêm tài khoản"));
    CHECK(says(keeper.last, "value=\"03076\""));
    CHECK_FALSE(says(keeper.last, "value=\"080\""));
    CHECK_FALSE(says(keeper.last, "value=\"admin\""));
    CHECK(add(keeper, "lan.namchay", "outreach_worker", "03076").location == "/users");
    CHECK(says(keeper.get("/users"), "lan.namchay"));
    const auto lan = office.store().read()->user("lan.namchay");
    REQUIRE(lan);
    CHECK(lan->areas == std::vector<AreaCode>{"03076"});
    CHECK(office.audited("user_add", "qt") == 1);

    CHECK(add(keeper, "lan.namchay", "outreach_worker", "03076").status == 400);  // is there
    CHECK(add(keeper, "Lan Nậm Chầy", "outreach_worker", "03076").status == 400);
    CHECK(add(keeper, "binh", "outreach_worker", "080").status == 403);  // another district
    for (const char* role : {"outreach_worker", ""})
        CHECK(add(keeper, "binh", role, "").status == 400);  // nothing chosen
    CHECK(add(keeper, "binh", "king", "03076").status == 404);
    for (const char* role : {"admin", "relay"}) CHECK(add(keeper, "binh", role, "03076").status == 403);
    CHECK_FALSE(office.store().read()->user("binh"));

    Browser province(office);
    province.sit_down_as("ca_tinh");
    CHECK(says(province.get("/users"), "value=\"080\""));
    CHECK(add(province, "binh", "outreach_worker", "080").location == "/users");
    CHECK(add(province, "hoa", "outreach_worker", "").status == 400);

    office.add_user("sep", "district_staff", {"089"});
    Browser staff(office);
    staff.sit_down_as("sep");
    staff.get("/devices");
    CHECK(staff.post("/users/add", {{"user", "x"}, {"role", "outreach_worker"}, {"area", "03076"}}).status == 403);
    CHECK_FALSE(office.store().read()->user("x"));
}

TEST_CASE("at a relay nobody keeps accounts: they are the parent's") {
    Office office;
    office.add_user("qt", "admin", {"089"});
    office.add_user("lan", "outreach_worker", {"03061"});
    {
        const auto transaction = office.store().begin();
        UpstreamRow upstream;
        upstream.url = "https://district.example";
        transaction->put_upstream(upstream);
        transaction->commit();
    }
    Browser browser(office);
    browser.sit_down_as("qt");
    CHECK(says(browser.get("/users"), "lan"));
    CHECK_FALSE(says(browser.last, "/users/disable"));
    CHECK(browser.post("/users/disable", {{"user", "lan"}}).status == 403);
    browser.get("/users");
    const auto added = browser.post("/users/add", {{"user", "x"}, {"role", "outreach_worker"}, {"area", "03061"}});
    CHECK(added.status == 403);
    browser.get("/devices");
    CHECK(browser.post("/devices/code", {{"user", "lan"}}).status == 403);
}

TEST_CASE("an indicator is shown against its target, by unit and over the periods, with the report's numbers") {
    Office office;
    office.add_user("sep", "district_staff", {"089"});
    Browser browser(office);
    browser.sit_down_as("sep");
    const auto all = browser.get("/indicators?area=089&period=2024");
    REQUIRE(all.status == 200);
    const auto at = all.body.find("&amp;row=");
    REQUIRE(at != std::string::npos);
    const std::string row = all.body.substr(at + 9, all.body.find('"', at) - at - 9);
    const auto one = browser.get("/indicators?area=089&period=2024&row=" + row);
    CHECK(says(one, "Qua các kỳ"));
    CHECK(says(one, "năm 2023"));
    CHECK(says(one, "<svg class=\"chart\" role=\"img\""));
    CHECK(browser.get("/indicators?area=10").status == 403);
    CHECK(says(browser.get("/indicators?area=089&period=2024&row=none"), "Không có chỉ tiêu này"));
}

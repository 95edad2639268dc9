// Who is told of the devices of an area: only a role that has the right, only devices whose users lie wholly within,
// and of those names, times and numbers.
#include <catch2/catch_test_macros.hpp>
#include <fstream>

#include "district.h"
#include "sync-server/core/quarantine.h"

using namespace nuong;
using namespace nuong::testing;
using namespace std::chrono_literals;
using protocol::Desk;
using protocol::DeskDevice;
using protocol::Waits;

namespace {

std::string roles_with(const std::string& right, int version) {
    return R"({"id":"roles","version":)" + std::to_string(version) + R"(,"roles":[
        {"id":"worker","name_vi":"Cán bộ","name_en":"Worker","write":["person"],"read":[]},
        {"id":"chief","name_vi":"Huyện","name_en":"Chief","write":["person"],"read":[])" +
           right + "}]}";
}

struct Office : District {
    Office() {
        publish_more({document("roles", roles_with(R"(,"desk":true)", 2))});
        add_user("sep", "chief", {"089"});
        add_user("lan", "worker", {"03076"});
        add_user("binh", "worker", {"02635"});          // of the district beside
        add_user("hai", "worker", {"03079", "02635"});  // of both
        add_user("tinh", "worker", {"10"});             // from above
    }

    std::optional<Desk> ask(const Device& device, const std::string& held = "") {
        protocol::SyncRequest request = device.request();
        request.desk = held;
        return answer_of(exchange(device.token, request)).desk;
    }
    void tell(Device& device, const std::optional<Waits>& waits) {
        protocol::SyncRequest request = device.request();
        request.waits = waits;
        device.take(answer_of(exchange(device.token, request)));
    }
};

std::vector<UserId> users_of(const Desk& desk) {
    std::vector<UserId> users;
    for (const DeskDevice& device : desk.devices) users.push_back(device.user);
    std::sort(users.begin(), users.end());
    return users;
}

const DeskDevice& device_of(const Desk& desk, const UserId& user) {
    const auto at = std::find_if(desk.devices.begin(), desk.devices.end(),
                                 [&](const DeskDevice& device) { return device.user == user; });
    if (at == desk.devices.end()) throw std::runtime_error("no device of " + user);
    return *at;
}

}  // namespace

TEST_CASE("a district is told of its own devices; of the district beside, of people in both and from above nothing") {
    Office office;
    const Device sep = office.device("sep"), lan = office.device("lan"), binh = office.device("binh"),
                 hai = office.device("hai"), tinh = office.device("tinh");
    const auto desk = office.ask(sep);
    REQUIRE(desk);
    CHECK(users_of(*desk) == std::vector<UserId>{"lan", "sep"});
    const DeskDevice& told = device_of(*desk, "lan");
    CHECK(told.device == lan.id);
    CHECK(told.name == "laptop");
    CHECK(told.role == "worker");
    CHECK(told.areas == std::vector<AreaCode>{"03076"});
    CHECK(told.seen == office.clock.now());
    CHECK_FALSE(told.waits);
}

TEST_CASE("a role without the right is told nothing, whatever it asks; one that has lost it is told to forget") {
    Office office;
    const Device sep = office.device("sep"), lan = office.device("lan");
    CHECK_FALSE(office.ask(lan));
    CHECK(office.ask(lan, "01234567") == Desk{});  // it cannot hold anything
    const auto desk = office.ask(sep);
    REQUIRE(desk);
    office.publish_more({document("roles", roles_with("", 3))});
    CHECK(office.ask(sep, protocol::fingerprint(*desk)) == Desk{});
    CHECK_FALSE(office.ask(sep));
    protocol::SyncRequest older = sep.request();  // a program that does not know the question
    CHECK_FALSE(answer_of(office.exchange(sep.token, older)).desk);
}

TEST_CASE("whoever is disabled or whose device is revoked is none of those that are late") {
    Office office;
    const Device sep = office.device("sep"), lan = office.device("lan"), lost = office.device("lan");
    {
        const auto transaction = office.store->begin();
        DeviceRow row = *transaction->device(lost.id);
        row.standing = DeviceStanding::wiped;
        transaction->put_device(row);
        office.service.committed(transaction->commit());
    }
    CHECK(users_of(*office.ask(sep)) == std::vector<UserId>{"lan", "sep"});
    CHECK(device_of(*office.ask(sep), "lan").device == lan.id);
    office.change_user("lan", [](UserRow& user) { user.disabled = true; });
    CHECK(users_of(*office.ask(sep)) == std::vector<UserId>{"sep"});
}

TEST_CASE("what is told: accepted and quarantined changes, when it was last heard of, and what waits there") {
    Office office;
    Device sep = office.device("sep"), lan = office.device("lan");
    lan.make("person", "03076", "Vàng Seo Phử");
    lan.make("person", "03076", "Giàng A Lùng");
    lan.make("contact", "03076", "not hers to write");
    office.tell(lan, Waits{.saves = 4, .drafts = 2, .files = 1});
    office.clock.advance(24h * 9);
    DeskDevice told = device_of(*office.ask(sep), "lan");
    CHECK(told.accepted == 2);
    CHECK(told.refused == 1);
    CHECK(told.waits == Waits{.saves = 4, .drafts = 2, .files = 1});
    CHECK(office.clock.now() - told.seen == 24h * 9);

    office.tell(lan, std::nullopt);  // an older program: what was said before is the last that is known
    told = device_of(*office.ask(sep), "lan");
    CHECK(told.seen == office.clock.now());
    CHECK(told.waits == Waits{.saves = 4, .drafts = 2, .files = 1});
    office.tell(lan, Waits{});
    CHECK(device_of(*office.ask(sep), "lan").waits == Waits{});
}

TEST_CASE(
    "each save in quarantine is told by whose, when and why; nothing of what was written, nor of forms not read") {
    Office office;
    Device sep = office.device("sep"), lan = office.device("lan"), binh = office.device("binh");
    office.clock.advance(1h);
    const Instant saved = office.clock.now();
    lan.make("person", "02635", "Vàng Seo Phử");   // not her area
    lan.make("contact", "03076", "Giàng A Lùng");  // not hers to write, nor the chief's to read
    binh.make("person", "03076", "Lý Thị Mai");    // of the district beside
    lan.write(make_uuid_v7(saved), "person", {{std::string(reserved::area), Value("nhà bà Súa")}});
    office.clock.advance(24h);
    lan.catch_up();
    binh.catch_up();
    const auto desk = office.ask(sep);
    REQUIRE(desk);
    REQUIRE(office.quarantine().size() == 4);
    REQUIRE(desk->refused.size() == 3);
    const protocol::RefusedSave& elsewhere = desk->refused[0];
    CHECK(elsewhere.device == lan.id);
    CHECK(elsewhere.user == "lan");
    CHECK(elsewhere.form == "person");
    CHECK(elsewhere.at == saved);
    CHECK(elsewhere.reason.vi.starts_with("Tài khoản lan không phụ trách địa bàn “Duyên Hải”."));
    CHECK(desk->refused[1].form.empty());
    CHECK(desk->refused[2].reason.vi == "Địa bàn ghi trên phiếu không có trong danh mục.");
    const std::string told = protocol::encode(*desk);
    for (const char* written : {"Vàng Seo Phử", "Giàng A Lùng", "Lý Thị Mai", "nhà bà Súa"})
        CHECK(told.find(written) == std::string::npos);
}

TEST_CASE("of a form that the role does not read, and of somebody whom the asker does not know, little more is told") {
    Office office;
    Device sep = office.device("sep"), lan = office.device("lan");
    office.publish_more(
        {document("roles", roles_with(R"(,"desk":true)", 3)), {"secret.json", "forms", small_form("secret")}});
    {
        const auto transaction = office.store->begin();
        transaction->put_enrolment({lan.id, "tinh", sha256("tinh")});
        office.service.committed(transaction->commit());
    }
    lan.make("secret", "03076", "Vàng Seo Phử");
    Change& other =
        lan.write(make_uuid_v7(office.clock.now()), "person", {{std::string(reserved::area), Value("99999")}});
    other.author = "tinh";
    lan.catch_up();
    const auto desk = office.ask(sep);
    REQUIRE(desk);
    REQUIRE(desk->refused.size() == 2);
    CHECK(desk->refused[0].user == "lan");
    CHECK(desk->refused[0].form.empty());
    CHECK(desk->refused[0].reason.vi.starts_with("Người ghi không có quyền ghi loại phiếu này"));
    CHECK(desk->refused[1].user.empty());
    CHECK(desk->refused[1].form.empty());
    CHECK(protocol::encode(*desk).find("tinh") == std::string::npos);
}

TEST_CASE("a save that counts after all stands on no list any more, and an older program is not told the same again") {
    Office office;
    Device sep = office.device("sep"), lan = office.device("lan");
    lan.make("person", "02635", "Vàng Seo Phử");
    lan.catch_up();
    const auto desk = office.ask(sep);
    REQUIRE(desk);
    REQUIRE(desk->refused.size() == 1);
    CHECK_FALSE(office.ask(sep, protocol::fingerprint(*desk)));
    CHECK_FALSE(office.ask(sep, protocol::fingerprint({desk->devices, {}})));  // what an older program keeps of it
    {
        const auto transaction = office.store->begin();
        const auto row = transaction->refused_changes(0, 1).front();
        REQUIRE(release_from_quarantine(*transaction, row.device, row.seq, "quản trị", office.clock.now()));
        office.service.committed(transaction->commit());
    }
    CHECK(office.ask(sep, protocol::fingerprint(*desk))->refused.empty());
}

TEST_CASE("what devices say of themselves outlives the server's restart, also when it was answered from memory") {
    Office office;
    Device sep = office.device("sep"), lan = office.device("lan");
    lan.catch_up();
    office.clock.advance(1h);
    office.tell(lan, Waits{.drafts = 3});
    {
        const auto transaction = office.store->begin();
        for (const HeardDevice& heard : office.service.take_heard()) transaction->set_heard(heard);
        office.service.committed(transaction->commit());
    }
    SyncService restarted;
    REQUIRE(restarted.load(*office.store->read()));
    protocol::SyncRequest request = sep.request();
    request.desk = "";
    const auto text = restarted.exchange(*office.store, *token_hash(sep.token), request, office.clock.now());
    const auto desk = protocol::decode_sync_answer(std::get<std::string>(text)).value().desk;
    REQUIRE(desk);
    CHECK(device_of(*desk, "lan").waits == Waits{.drafts = 3});
    CHECK(device_of(*desk, "lan").seen == office.clock.now());
}

TEST_CASE("who was not heard of for longest comes first, and nothing is told twice") {
    Office office;
    const Device sep = office.device("sep"), lan = office.device("lan");
    office.add_user("mai", "worker", {"03079"});
    office.clock.advance(1h);
    const Device mai = office.device("mai");
    const auto desk = office.ask(sep);
    REQUIRE(desk);
    CHECK(desk->devices.front().user == "lan");
    CHECK_FALSE(office.ask(sep, protocol::fingerprint(*desk)));
    office.clock.advance(1h);
    CHECK(office.ask(sep, protocol::fingerprint(*desk)));  // sep itself was heard of since
}

TEST_CASE("of the published roles only the district's desk has the right, and it can only be true") {
    std::ifstream in(NUONG_SOURCE_DIR "/schemas/roles/roles.json");
    const std::string shipped{std::istreambuf_iterator<char>(in), {}};
    const auto roles = parse_roles(shipped, "roles");
    REQUIRE(roles);
    for (const auto& [id, role] : *roles) {
        CAPTURE(id);
        CHECK(role.sees_desk == (id == "district_staff"));
    }
    const auto wrong = parse_roles(roles_with(R"(,"desk":"yes")", 2), "roles");
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().message.en.find("desk: can only be true") != std::string::npos);
    const auto unsigned_by = parse_roles(roles_with(R"(,"signs":false)", 2), "roles");
    REQUIRE_FALSE(unsigned_by);
    CHECK(unsigned_by.error().message.en.find("signs: can only be true") != std::string::npos);
}

TEST_CASE("whoever left is told as somebody without a device, while their cases wait to be given to others") {
    Office office;
    office.publish_more({document("roles", R"({"id":"roles","version":3,"roles":[
        {"id":"worker","name_vi":"Cán bộ","name_en":"Worker","write":["person"],"read":[]},
        {"id":"volunteer","name_vi":"Tình nguyện","name_en":"Volunteer","write":["person"],"read":[],
         "assigned_only":["person"]},
        {"id":"chief","name_vi":"Huyện","name_en":"Chief","write":["person"],"read":[],"desk":true}]})")});
    for (const auto& [name, area] : {std::pair{"hoa", "03076"}, {"mai", "03079"}, {"xa", "02635"}})
        office.add_user(name, "volunteer", {area});
    const Device sep = office.device("sep"), hoa = office.device("hoa"), mai = office.device("mai"),
                 xa = office.device("xa"), lan = office.device("lan");
    const auto at_work = office.ask(sep);
    REQUIRE(at_work);
    CHECK(at_work->idle.empty());
    office.change_device(hoa.id, [](DeviceRow& device) { device.standing = DeviceStanding::revoked; });
    office.change_device(xa.id, [](DeviceRow& device) { device.standing = DeviceStanding::revoked; });
    office.change_device(lan.id, [](DeviceRow& device) { device.standing = DeviceStanding::revoked; });
    office.change_user("mai", [](UserRow& user) { user.disabled = true; });
    const auto after = office.ask(sep, protocol::fingerprint(*at_work));
    REQUIRE(after);
    CHECK(users_of(*after) == std::vector<UserId>{"sep"});
    // Not whoever reads the whole area anyway, nor somebody of the district beside.
    CHECK(after->idle ==
          std::vector<protocol::IdlePerson>{{"hoa", "volunteer", {"03076"}}, {"mai", "volunteer", {"03079"}}});
    CHECK(protocol::decode_desk(protocol::encode(*after)) == *after);
    CHECK_FALSE(office.ask(sep, protocol::fingerprint(*after)));
    // An older program keeps none of these people, and is not told the same again with each sync.
    CHECK_FALSE(office.ask(sep, protocol::fingerprint({after->devices, after->refused})));
}

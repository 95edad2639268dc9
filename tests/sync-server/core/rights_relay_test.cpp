// What a relay may do for its people: every role with every form in every place, brought by way of a relay that has let
// everything pass, as one that somebody holds in their hands would.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "shared/protocol/relay.h"
#include "tests/sync-server/core/rights_province.h"

using namespace nuong;
using namespace nuong::testing;

namespace {

constexpr const char* relay_user = "tram";

Province& province() {
    static Province& one = *[] {
        static Province made;
        made.district().add_user(relay_user, "relay", {"089"});
        return &made;
    }();
    return one;
}

Answer<std::string> hand_on(const std::string& token, const protocol::RelayRequest& request) {
    District& district = province().district();
    auto arrived = protocol::decode_relay_request(protocol::encode(request));
    REQUIRE(arrived);
    return district.service.relay(*district.store, *token_hash(token), std::move(*arrived), district.clock.now());
}

void hand_on_everything(const Device& relay, Device& maker) {
    while (maker.acked < maker.log.size()) {
        protocol::RelayRequest request;
        request.runs.push_back({maker.request(), {}});
        const auto answer = hand_on(relay.token, request);
        REQUIRE(std::holds_alternative<std::string>(answer));
        const auto told = protocol::decode_relay_answer(std::get<std::string>(answer)).value();
        REQUIRE(told.taken.makers.size() == 1);
        REQUIRE(told.taken.makers.front().code == "");
        REQUIRE(told.taken.makers.front().acked > maker.acked);
        maker.acked = told.taken.makers.front().acked;
    }
}

// The seqs of a device of which the audit says that they should not have been let in.
std::set<std::uint64_t> flagged(DeviceId device) {
    std::set<std::uint64_t> all;
    const std::string start = to_string(device) + ":";
    std::uint64_t after = 0;
    for (;;) {
        const auto rows = province().district().store->read()->audit(after, 1000);
        if (rows.empty()) return all;
        for (const AuditRow& row : rows)
            if (row.what == "relay_flag" && row.who == relay_user && row.detail.starts_with(start) &&
                row.detail.ends_with(" no_right"))
                all.insert(std::stoull(row.detail.substr(start.size())));
        after = rows.back().n;
    }
}

}  // namespace

TEST_CASE("nobody but a relay hands on what others have made, or learns who works where") {
    for (const RoleRights& rights : rights_table()) {
        CAPTURE(rights.role);
        const Device device = province().district().device(UserId(rights.role));
        Device other = province().district().device("commune_officer");
        other.make("person_register", "03076", "Vàng Seo Phử");
        protocol::RelayRequest request;
        request.runs.push_back({other.request(), {}});
        const auto answer = hand_on(device.token, request);
        REQUIRE(std::holds_alternative<protocol::HttpError>(answer));
        CHECK(std::get<protocol::HttpError>(answer).code == "no_right");
        CHECK_FALSE(province().district().record(other.log.front().record));
    }
}

TEST_CASE("a relay brings records into its own areas only, and each that its maker had no right to is on record") {
    const Device relay = province().district().device(relay_user);
    for (const RoleRights& rights : rights_table()) {
        CAPTURE(rights.role);
        Device maker = province().district().device(UserId(rights.role));
        std::vector<std::pair<FormId, const Place*>> made;
        for (const FormId& form : province().forms())
            for (const Place& place : places) {
                maker.write(make_uuid_v7(province().district().clock.now()), form,
                            {{Path(reserved::area), Value(place.code)}});
                made.emplace_back(form, &place);
            }
        hand_on_everything(relay, maker);
        const auto reader = province().district().store->read();
        const auto flags = flagged(maker.id);
        for (std::size_t i = 0; i < made.size(); ++i) {
            const auto& [form, place] = made[i];
            CAPTURE(form, place->name);
            CHECK(reader->change(maker.id, i + 1)->verdict == (place->is_granted ? "" : "no_right"));
            const auto row = reader->record(maker.log[i].record);
            CHECK((row && !row->area.empty()) == place->is_granted);
            CHECK(flags.contains(i + 1) == (place->is_granted && !writes(rights, form, *place)));
        }
    }
}

TEST_CASE("a relay changes no record outside its areas, and a case that was taken there is on record") {
    const Device relay = province().district().device(relay_user);
    for (const RoleRights& rights : rights_table()) {
        CAPTURE(rights.role);
        const UserId user(rights.role);
        const auto records = province().lay({user, stranger});
        Device maker = province().district().device(user);
        for (const Laid& record : records)
            maker.write(record.id, record.form, {{Path(reserved::assigned), user}, {Path(reserved::area), "03079"}});
        std::map<RecordId, RecordState> before;
        for (const Laid& record : records) before[record.id] = *province().district().record(record.id);
        hand_on_everything(relay, maker);
        const auto flags = flagged(maker.id);
        for (std::size_t i = 0; i < records.size(); ++i) {
            const Laid& record = records[i];
            CAPTURE(said_of(record));
            if (!record.place->is_granted) {
                CHECK(province().district().store->read()->change(maker.id, i + 1)->verdict == "no_right");
                CHECK(province().district().store->read()->record(record.id)->area == record.place->code);
                CHECK(province().district().record(record.id)->registers == before[record.id].registers);
                continue;
            }
            const bool is_theirs = reads_all(rights, record.form) || record.owner == user;
            CHECK(flags.contains(i + 1) == !(writes(rights, record.form, *record.place) && is_theirs));
        }
    }
}

TEST_CASE("a relay holds every record of its areas and none from elsewhere, and knows who works there") {
    province().district().add_user("xa", "commune_officer", {"02635"});
    const auto records = province().lay({"", stranger});
    Device relay = province().district().device(relay_user);
    relay.catch_up();
    for (const Laid& record : records) {
        CAPTURE(said_of(record));
        CHECK(relay.told.contains(record.id) == record.place->is_granted);
        CHECK_FALSE(relay.left.contains(record.id));
    }
    const auto answer = hand_on(relay.token, {});
    const auto directory = protocol::decode_relay_answer(std::get<std::string>(answer)).value().directory;
    REQUIRE(directory);
    std::set<UserId> named;
    for (const protocol::DirectoryUser& user : directory->users) named.insert(user.name);
    for (const RoleRights& rights : rights_table()) CHECK(named.contains(UserId(rights.role)));
    CHECK_FALSE(named.contains("xa"));
}

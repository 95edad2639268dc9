#include "client/app/practice.h"

#include <algorithm>
#include <array>

#include "client/app/practice_stories.h"
#include "client/store/listing.h"
#include "practice_areas.h"
#include "practice_contact.h"
#include "practice_person.h"
#include "practice_referral.h"
#include "practice_screening.h"
#include "practice_session.h"
#include "shared/base/hash.h"
#include "shared/merge/merge.h"

namespace nuong::client {
namespace {

// Names that nobody bears: Try, Sample, Practice, Example, Draft, Pretend.
struct MadeUp {
    const char* name;
    const char* sex;
    int birth_year;
    const char* phone;
    const char* address;
};
constexpr std::array<MadeUp, 6> people{{{"Giàng A Thử", "male", 1988, "0900000001", "Bản Tập 1"},
                                        {"Lý Thị Mẫu", "female", 1994, "0900000002", "Bản Tập 1"},
                                        {"Nguyễn Văn Tập", "male", 1979, "0900000003", "Bản Tập 2"},
                                        {"Hoàng Thị Ví Dụ", "female", 2001, "0900000004", "Bản Tập 2"},
                                        {"Triệu Mùi Nháp", "female", 1966, "0900000005", "Bản Tập 3"},
                                        {"Vàng Seo Giả", "male", 1990, "0900000006", "Bản Tập 3"}}};

PracticeDocument document(const char* kind, const char* id, std::string_view body) {
    return {kind, id, 1, std::string(body)};
}

Change written_by(DeviceId device, const UserId& author, const RecordId& record, Instant at,
                  std::vector<Write> writes) {
    Change change{};
    change.device = device;
    change.seq = 1;
    change.record = record;
    change.form = person_form;
    change.form_version = 1;
    change.at = at;
    change.author = author;
    change.n0 = 1;
    change.writes = std::move(writes);
    return change;
}

RecordState state_of(const MadeUp& person, const AreaCode& area, Instant at) {
    RecordState state{make_uuid_v7(at), person_form, {}, {}};
    const std::string day = to_string(std::chrono::floor<std::chrono::days>(at));
    apply(state, written_by(DeviceId{0x7a}, "mau", state.id, at,
                            {{"address", Value(person.address), {}},
                             {"birth_year", Value(person.birth_year), {}},
                             {"full_name", Value(person.name), {}},
                             {"occurred_on", Value(day), {}},
                             {"phone", Value(person.phone), {}},
                             {"risk_group", Value("complex_area"), {}},
                             {"sex", Value(person.sex), {}},
                             {std::string(reserved::area), Value(area), {}},
                             {std::string(reserved::status), Value("submitted"), {}}}));
    return state;
}

// Somebody else wrote another number without having seen the first: something to decide.
void disagree(RecordState& state, Instant at) {
    apply(state, written_by(DeviceId{0x7b}, "thu", state.id, at, {{"phone", Value("0900000099"), {}}}));
}

DeviceInfo device_for(const PracticeMaterial& material) {
    DeviceInfo device;
    device.device = DeviceId{0x7c};
    device.name = "tập dùng";
    device.token = "practice";  // enrolled, with nobody
    device.user = "tap-dung";
    device.role = material.role;
    device.areas = material.areas;
    device.forms = material.forms;
    device.write = material.write;
    device.epoch = "practice";
    return device;
}

}  // namespace

PracticeMaterial built_in_material() {
    return {.documents = {document("form", "person_register", embedded::practice_person),
                          document("form", "screening_assist", embedded::practice_screening),
                          document("form", "communication_activity", embedded::practice_session),
                          document("form", "outreach_contact", embedded::practice_contact),
                          document("form", "service_referral", embedded::practice_referral),
                          document("areas", "lao_cai", embedded::practice_areas)},
            .role = "outreach_worker",
            .areas = {"089"},
            .home_area = "03061"};
}

PracticeMaterial material_of(Replica& replica) {
    const DeviceInfo device = replica.device();
    PracticeMaterial material{.role = device.role, .areas = device.areas, .forms = device.forms, .write = device.write};
    for (const protocol::SchemaEntry& entry : replica.schemas().catalogue())
        if (auto body = replica.schemas().body(entry.kind, entry.id))
            material.documents.push_back({entry.kind, entry.id, entry.version, std::move(*body)});
    if (!device.areas.empty()) material.home_area = device.areas.front();
    ListQuery somebody;
    somebody.form = person_form;
    somebody.limit = 1;
    for (const Listing& known : replica.records().list(somebody))
        material.home_area = known.area;  // a commune, where the area of the role may be a district
    return material;
}

namespace {

// A store that has heard from a district which does not exist.
Result<std::unique_ptr<Replica>> store_with(const PracticeMaterial& material, const std::vector<RecordState>& records,
                                            Instant now) {
    auto replica = Replica::open_in_memory();
    if (!replica) return replica;
    (*replica)->devices().save(device_for(material));
    protocol::SyncAnswer answer;
    answer.epoch = "practice";
    answer.time = now;
    std::vector<std::string> bodies;
    answer.catalogue.emplace();
    for (const PracticeDocument& each : material.documents) {
        answer.catalogue->push_back({each.kind, each.id, each.version, to_hex(sha256(each.body))});
        bodies.push_back(each.body);
    }
    std::vector<protocol::SentState> states(records.begin(), records.end());
    if (!states.empty())
        answer.areas.push_back({material.areas.empty() ? "" : material.areas.front(), states, {}, 1, false});
    (*replica)->apply(answer, bodies, now);
    return replica;
}

bool has_people(const PracticeMaterial& material) {
    return std::any_of(material.documents.begin(), material.documents.end(),
                       [](const PracticeDocument& each) { return each.kind == "form" && each.id == person_form; });
}

}  // namespace

Result<std::unique_ptr<Replica>> make_practice_store(const PracticeMaterial& material, Instant now) {
    if (!has_people(material)) return store_with(material, {}, now);
    std::vector<RecordState> registered;
    std::vector<RecordId> known;
    for (std::size_t i = 0; i < people.size(); ++i) {
        registered.push_back(state_of(people[i], material.home_area, now - std::chrono::hours(24 * (i + 80))));
        known.push_back(registered.back().id);
    }
    const auto stage = store_with(material, registered, now);
    if (!stage) return stage.error();
    std::vector<RecordState> records = practice_records(**stage, known, now);
    for (RecordState& record : records)
        if (record.id == known.front()) disagree(record, now - std::chrono::hours(2));
    return store_with(material, records, now);
}

}  // namespace nuong::client

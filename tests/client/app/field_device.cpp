#include "tests/client/app/field_device.h"

#include <filesystem>
#include <stdexcept>

#include "client/store/keyring.h"
#include "shared/merge/merge.h"
#include "tests/support/temporary_folder.h"

namespace nuong::client {
namespace {

const DeviceId lan{0x1a}, binh{0xb1};
const char* const commune = "03061";

// Everything that the server has published, read from schemas/.
struct Published {
    std::vector<protocol::SchemaEntry> entries;
    std::vector<std::string> bodies;

    void add(const std::string& kind, const std::string& id, const std::string& file) {
        entries.push_back({kind, id, 1, kind + id});
        bodies.push_back(test::bytes_of(NUONG_SOURCE_DIR "/schemas/" + file));
    }
};

Change written(DeviceId device, const UserId& author, const RecordId& record, std::vector<Write> writes) {
    Change change{};
    change.device = device;
    change.seq = 1;
    change.record = record;
    change.form = "person_register";
    change.form_version = 1;
    change.at = FieldDevice::morning - std::chrono::hours(20);
    change.author = author;
    change.n0 = 1;
    change.writes = std::move(writes);
    return change;
}

std::vector<Write> writes_of_person(const std::string& name, int birth_year, const std::string& day = "2026-03-01") {
    return {{"birth_year", Value(birth_year), {}},
            {"full_name", Value(name), {}},
            {"occurred_on", Value(day), {}},
            {"risk_group", Value("complex_area"), {}},
            {"sex", Value("male"), {}},
            {std::string(reserved::area), Value(commune), {}},
            {std::string(reserved::status), Value("submitted"), {}}};
}

protocol::SyncAnswer answer_with(std::vector<protocol::SentState> states, std::uint64_t at) {
    protocol::SyncAnswer answer;
    answer.epoch = "e1";
    answer.time = FieldDevice::morning;
    answer.areas.push_back({"089", std::move(states), {}, at, false});
    return answer;
}

}  // namespace

const Instant FieldDevice::morning = *parse_instant("2026-03-02T01:00:00.000Z");  // 08:00 in Viet Nam

FieldDevice::FieldDevice(const std::string& home, const std::vector<std::string>& more_forms)
    : home_(home), person_(make_uuid_v7(morning)) {
    const auto key = Keyring(home, pin_cost).create("lan", pin);
    if (!key) throw std::runtime_error(key.error().message.en);
    auto replica = Replica::open(home, *key);
    if (!replica) throw std::runtime_error(replica.error().message.en);
    DeviceInfo device;
    device.device = DeviceId{0x77};
    device.name = "may-cua-lan";
    device.server = "http://127.0.0.1:1";
    device.token = "token";
    device.user = "lan";
    device.role = "outreach_worker";
    device.areas = {"089"};
    device.epoch = "e1";
    (*replica)->devices().save(device);

    RecordState state{person_, "person_register", {}, {}};
    nuong::apply(state, written(lan, "lan", person_, writes_of_person("Vàng Seo Phử", 1985)));
    Change here = written(lan, "lan", person_, {{"phone", Value("0912000111"), {}}});
    here.n0 = 8;  // after the seven of the first change
    nuong::apply(state, here);
    nuong::apply(state, written(binh, "binh", person_, {{"phone", Value("0987000222"), {}}}));

    Published published;
    for (const char* form : {"person_register", "screening_assist", "communication_activity"})
        published.add("form", form, std::string("forms/").append(form).append(".json"));
    for (const std::string& form : more_forms) published.add("form", form, "forms/" + form + ".json");
    published.add("areas", "lao_cai", "areas/lao_cai.json");
    protocol::SyncAnswer answer = answer_with({state}, 1);
    answer.catalogue = published.entries;
    (*replica)->apply(answer, published.bodies, morning);
}

SessionOptions FieldDevice::options() const {
    SessionOptions options;
    options.home = home_;
    options.pin_cost = pin_cost;
    return options;
}

void FieldDevice::add_people(Replica& replica, int count, const std::string& day) {
    static const char* const families[] = {"Vàng", "Giàng", "Lý", "Đặng", "Hoàng", "Nguyễn", "Lò", "Thào"};
    static const char* const givens[] = {"Seo Lùng", "Thị Súa", "Láo Sử", "Văn Dương", "Thị Mai", "A Chu"};
    std::vector<protocol::SentState> states;
    for (int i = 0; i < count; ++i) {
        const RecordId id = make_uuid_v7(morning + std::chrono::milliseconds(i));
        const std::string name = std::string(families[i % 8]) + " " + givens[i % 6] + " " + std::to_string(i);
        RecordState state{id, "person_register", {}, {}};
        nuong::apply(state, written(lan, "lan", id, writes_of_person(name, 1950 + i % 55, day)));
        states.push_back(std::move(state));
    }
    replica.apply(answer_with(std::move(states), 2), {}, morning);
}

}  // namespace nuong::client

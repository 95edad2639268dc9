#include "tests/bench/old_device.h"

#include <filesystem>
#include <stdexcept>

#include "tests/bench/field_device.h"

namespace nuong::bench {
namespace {

// A contact with every fifth person on a day of the last two years, each with a next visit a month later: what home
// asks for the visits that are due. Only their lines in the lists, because home looks at nothing else.
void add_visits(FieldDevice& device, int records) {
    client::RecordStore& store = device.replica().records();
    client::ListQuery people;
    people.limit = static_cast<std::size_t>(records / 5);
    const Date today = date_of(RealClockSource().now(), std::chrono::hours(7));
    Transaction transaction(device.replica().database());
    int number = 0;
    for (const client::Listing& person : store.list(people)) {
        const Date day = today - std::chrono::days(++number % 730);
        client::Listing visit = person;
        visit.record = make_uuid_v7(RealClockSource().now());
        visit.form = "outreach_contact";
        visit.subject = person.record;
        visit.occurred_on = to_string(day);
        visit.due_on = to_string(day + std::chrono::days(30));
        store.put_listing(visit);
    }
    transaction.commit();
}

}  // namespace

void furnish_device(const Setting& setting, const std::string& home) {
    const auto key = client::Keyring(home, cheap_pin).create(device_user, device_pin);
    if (!key) throw std::runtime_error(key.error().message.en);
    FieldDevice device(home, device_user, *key);
    std::vector<std::string> packages;
    for (const auto& entry : std::filesystem::directory_iterator(setting.schemas + "/forms"))
        if (entry.path().extension() == ".json")
            packages.push_back(read_schema(setting, "forms/" + entry.path().filename().string()));
    device.hold_forms(packages);
    People people(1);
    device.add_people(people, setting.records);
    add_visits(device, setting.records);
}

}  // namespace nuong::bench

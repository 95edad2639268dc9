// Going through the records of a device: each of the wanted forms is met once, as it is shown, whether they are few or
// many.
#include "client/store/shown_records.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <map>

#include "client/store/replica.h"
#include "shared/protocol/codec.h"

using namespace nuong;
using namespace nuong::client;

namespace {

RecordId id(int n) {
    RecordId id;
    id.bytes[0] = static_cast<std::uint8_t>(n * 37 % 256);  // not in the order in which they come
    id.bytes[1] = static_cast<std::uint8_t>(n);
    return id;
}

RecordState state_of(int n, const FormId& form) { return {id(n), form, {}, {}}; }

void put(RecordStore& records, int n, const FormId& form, const AreaCode& area) {
    Listing listing;
    listing.record = id(n);
    listing.form = form;
    listing.area = area;
    records.put_base_as_shown(id(n), protocol::encode(state_of(n, form)), listing);
}

}  // namespace

TEST_CASE("whoever goes through the records of some forms meets each once, as it is shown and where it belongs") {
    const int people = GENERATE(3, 60);  // of 100: few, many
    CAPTURE(people);
    const auto opened = Replica::open_in_memory();
    Replica& replica = **opened;
    RecordStore& records = replica.records();
    for (int n = 0; n < 100; ++n)
        put(records, n, n < people ? "person" : n % 2 ? "contact" : "other", n % 3 ? "089" : "090");
    records.drop(id(1));
    RecordState written = state_of(2, "person");
    written.context.add({DeviceId{7}, 1});
    Listing listing = *records.listing(id(2));
    records.put_shown(written, listing);

    std::map<RecordId, std::string> met;
    ShownRecords shown(replica.database(), {"visit", "person"});
    for (auto texts = shown.next(7); !texts.empty(); texts = shown.next(7)) {
        CHECK(texts.size() <= 7);
        for (const ShownText& each : texts) {
            CHECK(each.form == "person");
            CHECK(each.area == (each.record.bytes[1] % 3 ? "089" : "090"));
            CHECK(met.emplace(each.record, each.state).second);
        }
    }
    CHECK(met.size() == static_cast<std::size_t>(people - 1));
    CHECK_FALSE(met.contains(id(1)));
    CHECK(met[id(0)] == protocol::encode(state_of(0, "person")));
    CHECK(met[id(2)] == protocol::encode(written));
    CHECK(shown.next(7).empty());
    ShownRecords none(replica.database(), {});
    CHECK(none.next(7).empty());
}

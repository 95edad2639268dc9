// Change: one save, as it was made on one device. Never edited, never lost (except by lawful erasure of its body).
#pragma once
#include <optional>
#include <vector>

#include "shared/base/hash.h"
#include "shared/model/record_state.h"

namespace nuong {

// One register written in a save, with the heads that the writer saw there and replaced.
struct Write {
    Path path;
    Value value;
    std::vector<Dot> replaces;
    std::optional<Value> before = std::nullopt;  // see Head::before

    bool operator==(const Write&) const = default;
};

struct Change {
    DeviceId device;
    std::uint64_t seq = 0;      // 1, 2, 3 ... per device
    std::optional<Uuid> group;  // changes of one save over several records: applied all or none
    RecordId record;
    FormId form;
    std::uint32_t form_version = 0;
    Instant at;
    UserId author;
    std::uint64_t n0 = 0;  // the dot of writes[0]; writes[i] has n0 + i
    std::vector<Write> writes;

    Dot dot_of(std::size_t write) const { return {device, n0 + write}; }
    bool operator==(const Change&) const = default;
};

// The chain of a device: each link covers the link before and the hash of the change's canonical bytes, so that a body
// can be erased by law without breaking the chain.
Hash next_link(const Hash& previous_link, const Hash& body_hash);

}  // namespace nuong

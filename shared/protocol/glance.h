// Glance: on which days something happened, and when it was last written, seen without reading a record. A report asks
// very many records for no more.
#pragma once
#include <string_view>
#include <vector>

#include "shared/base/date.h"

namespace nuong::protocol {

struct Glance {
    std::vector<Date> days;  // on which it happened
    bool is_enough = false;  // to tell when it happened. Not of a record that takes back or joins another.
};

Glance glance_at(std::string_view encoded_state);

// When the newest of the saves was made that still say something of the record, as the device wrote it. Never earlier
// than that was; no save at all: the beginning of time.
Instant newest_save_at(std::string_view encoded_state);

}  // namespace nuong::protocol

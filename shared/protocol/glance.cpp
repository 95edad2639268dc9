#include "shared/protocol/glance.h"

#include <algorithm>
#include <charconv>

#include "shared/model/record_state.h"
#include "shared/protocol/peek.h"

namespace nuong::protocol {

Glance glance_at(std::string_view encoded_state) {
    Glance glance;
    const auto texts = peek_texts(encoded_state, "occurred_on");
    if (!texts) return glance;
    glance.is_enough = !texts->empty();
    for (const std::string_view text : *texts) {
        if (const auto day = parse_date(text)) glance.days.push_back(*day);
        else glance.is_enough = false;
    }
    for (const std::string_view link : {reserved::corrects, reserved::same_as})
        if (encoded_state.find(link) != std::string_view::npos) glance.is_enough = false;
    return glance;
}

// Inside a text every quote is escaped, so that this can only be the name of a time.
Instant newest_save_at(std::string_view encoded_state) {
    constexpr std::string_view name = "\"at\":";
    std::int64_t newest = 0;
    for (std::size_t at = encoded_state.find(name); at != std::string_view::npos; at = encoded_state.find(name, at)) {
        at += name.size();
        std::int64_t ms = 0;
        std::from_chars(encoded_state.data() + at, encoded_state.data() + encoded_state.size(), ms);
        newest = std::max(newest, ms);
    }
    return Instant(std::chrono::milliseconds(newest));
}

}  // namespace nuong::protocol

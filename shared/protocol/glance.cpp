#include "shared/protocol/glance.h"

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

}  // namespace nuong::protocol

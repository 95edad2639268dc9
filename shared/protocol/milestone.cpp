#include "shared/protocol/milestone.h"

#include "shared/protocol/json_text.h"
#include "shared/protocol/message_reader.h"

namespace nuong::protocol {

void put_milestone(JsonText& json, const Milestone& milestone) {
    json.open('[').number(milestone.commits).text(milestone.life).close(']');
}

Milestone read_milestone(MessageReader& reader) {
    Milestone milestone;
    reader.tuple("milestone", 2, 2, [&](std::size_t place) {
        if (place == 0) milestone.commits = reader.number("milestone");
        if (place == 1) milestone.life = reader.text("milestone");
    });
    return milestone;
}

}  // namespace nuong::protocol

#include "shared/protocol/milestone.h"

#include "shared/protocol/json_text.h"
#include "shared/protocol/message_reader.h"

namespace nuong::protocol {

void put_milestone(JsonText& json, const std::optional<Milestone>& milestone) {
    if (milestone) json.key("at").open('[').number(milestone->commits).text(milestone->life).close(']');
}

Milestone read_milestone(MessageReader& reader) {
    Milestone milestone;
    reader.tuple("at", 2, 2, [&](std::size_t place) {
        if (place == 0) milestone.commits = reader.number("at");
        if (place == 1) milestone.life = reader.text("at");
    });
    return milestone;
}

}  // namespace nuong::protocol

#include "shared/protocol/programs.h"

#include "shared/protocol/json_text.h"
#include "shared/protocol/message_reader.h"

namespace nuong::protocol {

void put_programs(JsonText& json, const Programs& programs) {
    json.open('[').text(to_string(programs.newest)).text(to_string(programs.oldest)).close(']');
}

std::optional<Programs> read_programs(MessageReader& reader) {
    std::optional<ProgramVersion> newest, oldest;
    reader.tuple("programs", 2, 2, [&](std::size_t place) {
        (place == 0 ? newest : oldest) = parse_program_version(reader.text("programs"));
    });
    return newest && oldest ? std::optional(Programs{*newest, *oldest}) : std::nullopt;
}

}  // namespace nuong::protocol

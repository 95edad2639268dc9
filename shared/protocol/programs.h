// Programs: which program a device has, and which the server would have it have. Versions alone; where the newer one is
// to be had is said by whoever runs the server.
#pragma once
#include <optional>

#include "shared/base/program_version.h"

namespace nuong::protocol {

struct Programs {
    ProgramVersion newest;  // that there is for devices
    ProgramVersion oldest;  // that the server still works with

    bool operator==(const Programs&) const = default;
};

class JsonText;
class MessageReader;
void put_programs(JsonText& json, const Programs& programs);  // [newest, oldest]
// Nothing when the versions are spelled as this program does not know it: no sync fails over them.
std::optional<Programs> read_programs(MessageReader& reader);

}  // namespace nuong::protocol

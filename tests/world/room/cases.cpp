#include "tests/world/room/cases.h"

namespace nuong::simulated {

bool looks_after(const std::string& who, const RecordState& record) {
    bool is_given_to_somebody = false, is_given = false, has_placed = false;
    for (const Register& reg : record.registers)
        for (const Head& head : reg.heads) {
            if (reg.path == "~assigned" && !head.value.text().empty()) {
                is_given_to_somebody = true;
                if (head.value.text() == who) is_given = true;
            }
            if (reg.path == "~area" && head.author == who) has_placed = true;
        }
    return is_given_to_somebody ? is_given : has_placed;
}

}  // namespace nuong::simulated

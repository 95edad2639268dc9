#include "shared/model/caseload.h"

#include <algorithm>

namespace nuong {

bool is_case_of(const RecordState& record, const UserId& user) {
    return std::any_of(record.registers.begin(), record.registers.end(), [&](const Register& reg) {
        return std::any_of(reg.heads.begin(), reg.heads.end(), [&](const Head& head) {
            // Who gave a case away has written that, and nothing else need be theirs.
            return reg.path == reserved::assigned ? head.value == Value(user) : head.author == user;
        });
    });
}

}  // namespace nuong

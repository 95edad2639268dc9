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

std::set<UserId> users_of_case(const RecordState& record) {
    std::set<UserId> users;
    for (const Register& reg : record.registers)
        for (const Head& head : reg.heads)
            users.insert(reg.path == reserved::assigned ? UserId(head.value.text()) : head.author);
    users.erase("");
    return users;
}

}  // namespace nuong

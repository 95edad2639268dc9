#include "shared/model/caseload.h"

namespace nuong {
namespace {

std::set<UserId> given_to(const RecordState& record) {
    std::set<UserId> users;
    if (const Register* reg = record.find(reserved::assigned))
        for (const Head& head : reg->heads) users.insert(head.value.text());
    users.erase("");  // taken back
    return users;
}

std::set<UserId> begun_by(const RecordState& record) {
    std::set<UserId> users;
    if (const Register* reg = record.find(reserved::area))
        for (const Head& head : reg->heads) users.insert(head.author);
    return users;
}

}  // namespace

std::set<UserId> users_of_case(const RecordState& record) {
    const std::set<UserId> given = given_to(record);
    return given.empty() ? begun_by(record) : given;
}

bool is_case_of(const RecordState& record, const UserId& user) { return users_of_case(record).contains(user); }

}  // namespace nuong

// Principal: who is asking, with everything that decides what they may do. Made from the store, kept in memory.
#pragma once
#include <memory>
#include <string>
#include <variant>

#include "shared/protocol/answer_seal.h"
#include "shared/protocol/codec.h"
#include "sync-server/core/document_book.h"
#include "sync-server/store/change_store.h"

namespace nuong {

// An answer, or a refusal with a stable code: unknown_token, revoked, wipe, disabled, wrong_code, too_many_tries ...
template <class T>
using Answer = std::variant<T, protocol::HttpError>;

protocol::HttpError unknown_token();
// What a new code from the district puts right: says so behind `what`, and that nothing is lost.
protocol::HttpError needs_new_code(const std::string& code, Message what);

struct Principal {
    DeviceId device;
    UserId user;
    Role role;
    std::vector<AreaCode> roots;  // granted areas, none within another: each has a feed of its own
    protocol::Grants grants;      // as told to the device
    std::string grants_mark;
    std::string epoch;  // of the store, and of the readable forms: more to read means to read from the start
    // At the top, of a device: what it may be answered with, one for each key that it is known to sign with; and
    // whether nothing else is good enough any more.
    std::vector<protocol::AnswerSeal> seals;
    bool must_seal = false;
};

bool is_within_grants(const Principal& principal, const AreaTree& areas, const AreaCode& area);
// Of somebody with these areas: every one of them, and at least one.
bool are_within_grants(const Principal& principal, const AreaTree& areas, const std::vector<AreaCode>& codes);
// Of forms that the role reads of its own caseload only: whether the record is one of it. Of others always.
bool is_own_case(const Principal& principal, const RecordRow& row);
// Role, area and caseload together: may the device hold this record?
bool may_see(const Principal& principal, const AreaTree& areas, const RecordRow& row);

std::optional<protocol::HttpError> refusal_of_device(StoreReader& store, const DeviceRow& device);
std::optional<protocol::HttpError> refusal_of_user(StoreReader& store, const DocumentBook& book, const UserId& name);

// A person without a device, as somebody at the server's console acts for them: the same rights.
Answer<Principal> principal_of(StoreReader& store, const DocumentBook& book, const UserId& user);
// A person on a device; whoever is disabled, revoked or without a known role is refused.
Answer<Principal> principal_of(StoreReader& store, const DocumentBook& book, DeviceId device, const UserId& user);
Answer<Principal> authenticate(StoreReader& store, const DocumentBook& book, const Hash& token_hash);

}  // namespace nuong

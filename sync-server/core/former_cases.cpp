#include "sync-server/core/former_cases.h"

#include "shared/model/caseload.h"
#include "shared/protocol/codec.h"

namespace nuong {

void note_former_cases(StoreTransaction& transaction, const RecordRow& before, const RecordState& after) {
    const auto state = protocol::decode_state(before.state);
    if (!state) return;
    for (const UserId& user : users_of_case(*state))
        if (!is_case_of(after, user)) transaction.add_former_case(after.id, user);
}

}  // namespace nuong

#include "sync-server/core/former_cases.h"

#include "shared/model/caseload.h"
#include "shared/protocol/codec.h"

namespace nuong {

void note_former_cases(StoreTransaction& transaction, const RecordState& after) {
    const auto row = transaction.record(after.id);
    if (!row) return;
    const auto before = protocol::decode_state(row->state);
    if (!before) return;
    for (const UserId& user : users_of_case(*before))
        if (!is_case_of(after, user)) transaction.add_former_case(after.id, user);
}

}  // namespace nuong

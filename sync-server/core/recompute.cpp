#include "sync-server/core/recompute.h"

#include "shared/merge/merge.h"
#include "shared/protocol/codec.h"
#include "sync-server/core/push_changes.h"

namespace nuong {
Result<std::optional<RecordState>> recomputed(StoreReader& reader, const RecordId& id) {
    if (reader.is_erased(id)) return std::optional<RecordState>();
    RecordState state;
    state.id = id;
    std::optional<RecordState> base;
    if (const auto text = reader.base(id)) {
        auto said = protocol::decode_state(*text);
        if (!said) return Error{ErrorCode::damaged, said.error().message};
        state = *said;
        base = std::move(*said);
    }
    for (const ChangeRow& arrived : reader.changes_of(id)) {
        if (arrived.body.empty()) continue;  // somebody else has called it erased: what it said nobody can tell
        auto sent = protocol::decode_sent_change(arrived.body);
        if (!sent || (!sent->wrong.empty() && arrived.verdict.empty())) {
            const std::string name = to_string(arrived.device) + ":" + std::to_string(arrived.seq);
            return Error{ErrorCode::damaged, {"không đọc được lần lưu " + name, "change " + name + " cannot be read"}};
        }
        if (base && knows(*base, sent->change)) continue;  // the parent has decided
        if (arrived.verdict.empty()) apply_arrived(state, sent->change, arrived.received);
        else use_up_arrived(state, sent->change);
    }
    return std::optional(std::move(state));
}

}  // namespace nuong

#include "sync-server/core/restricted_records.h"

#include "shared/protocol/codec.h"

namespace nuong {
namespace {

constexpr std::size_t states_at_once = 500;

}  // namespace

Result<forms::RestrictedRecords> restricted_records(StoreReader& reader, const DocumentBook& book) {
    forms::RestrictedRecords restricted;
    for (const protocol::SchemaEntry& entry : book.catalogue) {
        const auto form = entry.kind == "form" ? book.compiled->find(reader, entry.id, entry.version) : nullptr;
        if (!form || form->restricted < 0) continue;
        std::optional<RecordId> after;
        for (auto rows = reader.records(entry.id, after, states_at_once); !rows.empty();
             rows = reader.records(entry.id, after, states_at_once)) {
            after = rows.back().id;
            for (const RecordRow& row : rows) {
                if (row.form.empty()) continue;  // erased
                const auto state = protocol::decode_state(row.state);
                if (!state) return state.error();
                restricted.note(*form, *state);
            }
        }
    }
    restricted.settle();
    return restricted;
}

}  // namespace nuong

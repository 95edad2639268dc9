#include "sync-server/core/restricted_records.h"

#include <algorithm>

#include "shared/protocol/codec.h"

namespace nuong {
namespace {

constexpr std::size_t states_at_once = 500;

// What is seen of a state without reading it: most people were never asked about the mark and are joined with nobody,
// so their records need not be read one by one before every export.
class Glance {
public:
    explicit Glance(const forms::CompiledForm& form) {
        is_useless_ = forms::is_restricted(form, {{}, form.definition.id, {}, {}});  // with nothing answered
        for (const int question : forms::questions_of_restriction(form)) {
            const forms::Node& node = form.node(question);
            is_useless_ = is_useless_ || !forms::is_stored(node.type) || node.scope >= 0 || !node.calculation.empty();
            asked_.push_back(node.id);
        }
    }
    bool passes(std::string_view state) const {
        return !is_useless_ && state.find(reserved::same_as) == std::string_view::npos &&
               std::none_of(asked_.begin(), asked_.end(),
                            [&](const Path& id) { return state.find(id) != std::string_view::npos; });
    }

private:
    std::vector<Path> asked_;
    bool is_useless_ = false;
};

}  // namespace

Result<forms::RestrictedRecords> restricted_records(StoreReader& reader, const DocumentBook& book) {
    forms::RestrictedRecords restricted;
    for (const protocol::SchemaEntry& entry : book.catalogue) {
        const auto form = entry.kind == "form" ? book.compiled->find(reader, entry.id, entry.version) : nullptr;
        if (!form || form->restricted < 0) continue;
        const Glance glance(*form);
        std::optional<RecordId> after;
        for (auto rows = reader.records(entry.id, after, states_at_once); !rows.empty();
             rows = reader.records(entry.id, after, states_at_once)) {
            after = rows.back().id;
            for (const RecordRow& row : rows) {
                if (row.form.empty() || glance.passes(row.state)) continue;  // erased, or free
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

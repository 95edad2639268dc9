// Restriction of processing (settings.restricted): what is known of somebody may only be kept, corrected, and used
// where the law orders it. A form says by which of its answers a record is restricted; nothing here knows which form
// that is.
#pragma once
#include <cstddef>
#include <unordered_set>
#include <utility>
#include <vector>

#include "shared/forms/compile.h"
#include "shared/model/record_state.h"

namespace nuong::forms {

// Whoever says so is heard while people disagree: it is restricted as the record shows it, or would show it with any of
// the values that stand against each other, whatever their merge policy picks meanwhile. So only a write that has seen
// the restriction lifts it. Where more values disagree than can be gone through, it is restricted.
bool is_restricted(const CompiledForm& form, const RecordState& record);
// For whoever has the shown answers already.
bool is_restricted(const CompiledForm& form, const RecordState& record, const Fields& shown);

// The questions that decide it, as nodes in the order of the form: where a person restricts. Empty: the form has no
// mark.
std::vector<int> questions_of_restriction(const CompiledForm& form);

// Who is restricted, by the ids of their records; all other records are told apart by whom they are about. One set of
// ids is all that is kept.
class RestrictedRecords {
public:
    // Records of forms that have a mark; of all others nothing is noted.
    void note(const CompiledForm& form, const RecordState& record);
    // After the last one: two records of one person are restricted together.
    void settle();

    bool holds(const RecordId& record) const { return records_.contains(record); }
    // The record itself, or the one whom it is about (settings.subject).
    bool covers(const FormDefinition& form, const RecordId& record, const Fields& answers) const;
    std::size_t size() const { return records_.size(); }

private:
    std::unordered_set<RecordId> records_;
    std::vector<std::pair<RecordId, RecordId>> same_;  // joined by a person
};

}  // namespace nuong::forms

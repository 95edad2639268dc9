// Between the answers of a form and the registers of a record: which register holds which answer, what a save has to
// write, what is shown, and where people disagree. Pure functions; the form says the merge units and policies.
//
// One field = one register under the field's id, except
//   settings.merge "record"   all answers together in "~record"
//   a group with merge        its answers together under the group's id
//   select_multiple + union   one register per option, "symptoms/fever"
//   rows of a repeat          "members/<row key>/age"
#pragma once
#include <vector>

#include "shared/forms/form_definition.h"
#include "shared/merge/policy.h"
#include "shared/model/change.h"

namespace nuong::forms {

// What the form says of the question at an answer path, whether its rows are there or not; nullptr when it has none.
const Node* node_of(const FormDefinition& form, std::string_view path);

// The answers that the record shows now, by answer path (see instance.h). Calculated values are not among them: an
// Instance computes them.
Fields shown_answers(const FormDefinition& form, const RecordState& record);

// The writes that turn what the record shows into `answers`; registers whose shown value stays are not written, so an
// untouched conflict stays a conflict. An answer that is missing in `answers` but present in the record is cleared.
std::vector<Write> writes_for(const FormDefinition& form, const RecordState& record, const Fields& answers,
                              DeviceId writer);

// For writes made over `seen` that are saved now: a counter goes on from what this device has counted meanwhile.
void count_on(const FormDefinition& form, const RecordState& seen, const RecordState& now, DeviceId writer,
              std::vector<Write>& writes);

// A register in which concurrent heads say different things and a person must decide.
struct FieldConflict {
    Path path;         // of the register
    const Node* node;  // what the form says of it; null for a reserved register or "~record"
    Value shown;       // meanwhile in force
    std::vector<Head> heads;
};
std::vector<FieldConflict> conflicts_of(const FormDefinition& form, const RecordState& record);

// The policy under which a register of this form merges.
Policy policy_of(const FormDefinition& form, const Path& register_path);

// The write that ends a conflict: it names every head.
Write resolution(const FormDefinition& form, const RecordState& record, const Path& register_path, Value value,
                 DeviceId writer);

// What a reserved register shows, e.g. the area code of "~area"; "" when it was never written.
std::string shown_text(const RecordState& record, std::string_view reserved_path);

}  // namespace nuong::forms

// What is different between two versions of a form, in the words of the people who fill it; and what that means for a
// draft that was begun under the older one. Questions are the same question when they have the same id.
#pragma once
#include <vector>

#include "shared/forms/instance.h"

namespace nuong::forms {

struct FormChange {
    enum class Kind {
        added,     // a question that was not there
        removed,   // a question that is not asked any more; its answer is kept
        retyped,   // it takes another kind of answer
        choices,   // other choices are offered
        required,  // it must be answered now
        reworded,  // other words; perhaps another meaning
        unfit,     // the answer in the draft is not accepted any more
    };
    Kind kind = Kind::added;
    Path path;  // of the question; of the answer for `unfit`
    Message message;

    bool operator==(const FormChange&) const = default;
};

// In the order of the newer form; what was removed comes last. Groups, notes and calculations are not spoken of.
std::vector<FormChange> changes_between(const FormDefinition& before, const FormDefinition& after);

// Of a draft that was filled under `before` and stands in `after` now: what changed, and which of its answers no longer
// fit. `before` is nullptr when the older version is not at hand: then only the answers are looked at.
std::vector<FormChange> draft_changes(const FormDefinition* before, const Instance& after);

}  // namespace nuong::forms

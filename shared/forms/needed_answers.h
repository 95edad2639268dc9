// NeededAnswers: which answers of a record it takes to know some of them: those themselves, and what they follow from
// by conditions, calculations and rows. Whoever asks few questions of very many records need not read the others.
#pragma once
#include <set>

#include "shared/forms/compile.h"

namespace nuong::forms {

class NeededAnswers {
public:
    // `asked`: nodes of the form.
    NeededAnswers(FormPointer form, const std::set<int>& asked);

    // Does it take this register (see record_fields.h)? Of what is not a question of the record by itself, yes.
    bool has(std::string_view register_path) const;

private:
    FormPointer form_;
    std::vector<bool> needed_;  // by node
};

}  // namespace nuong::forms

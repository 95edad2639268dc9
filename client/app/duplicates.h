// People who may stand in the register twice: found for whoever registers somebody, and for whoever looks after the
// register. Nothing is linked by itself; linking and parting are saves like any other and can be taken back.
#pragma once
#include <optional>
#include <vector>

#include "client/app/count_progress.h"
#include "client/app/workbook.h"
#include "shared/forms/likeness.h"

namespace nuong::client {

struct Duplicate {
    RecordId record, other;  // for a person who is not saved yet, `record` is nil
    forms::Likeness likeness;

    bool operator==(const Duplicate&) const = default;
};

// Whom of the register these answers may mean; the likest first. `self`: the record that is being edited.
std::vector<Duplicate> lookalikes(Workbook& workbook, const forms::FormDefinition& form, const Fields& answers,
                                  const AreaCode& area, const std::optional<RecordId>& self, std::size_t most);

// Whoever begins a form for somebody has looked them up as much as by a search: noted where they are shown. As of any
// search not what was typed, only how many stood there, and who when it was one.
void note_lookalikes(Replica& replica, const FormId& form, const std::vector<Duplicate>& shown, Instant wall_now);

// All pairs of a form's records that nobody has linked or told apart yet; the likest first.
std::vector<Duplicate> duplicates(Workbook& workbook, const FormId& form, std::size_t most);

// Those of every register that this person may write, for in others there is nothing to decide. As many as a screen
// lists, and one more where there are more. Nothing: `progress` has ended it.
inline constexpr std::size_t duplicates_listed_max = 200;
std::optional<std::vector<Duplicate>> duplicates_to_decide(Workbook& workbook, const CountProgress& progress = {});

// "Cùng họ tên, sinh cách nhau 1 năm, cùng xã"
std::string likeness_text(const forms::Likeness& likeness, Language language);

}  // namespace nuong::client

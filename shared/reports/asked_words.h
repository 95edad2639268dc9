// AskedWords: what a measure asks, in the words of a form, made ready to be evaluated.
#pragma once
#include "shared/reports/answer_sheet.h"
#include "shared/reports/period.h"

namespace nuong::reports {

// What {period_start} and {period_end} stand for.
struct WordsOfDays {
    Date start, end;  // the end: see as_of_day()
};

// For the record (`repeat` is -1) or for one row of a repeat. Nothing: nothing is asked. Errors: invalid, of words that
// do not fit the form.
Result<std::optional<AskedExpression>> expression_of(const forms::CompiledForm& form, const std::string& source,
                                                     const WordsOfDays& days, int repeat);

}  // namespace nuong::reports

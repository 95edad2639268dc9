// CountedDays: by which days a record counts, as the measures of its form say, beside the day on which it was written
// of: an episode by its start and its end, whoever is under management on all days between, a row by a day of its own.
// Whether a record lies in a period that was locked is asked of these days, by reports and for whoever writes.
#pragma once
#include <memory>
#include <vector>

#include "shared/forms/needed_answers.h"
#include "shared/reports/answer_sheet.h"
#include "shared/reports/measure.h"
#include "shared/reports/period.h"

namespace nuong::reports {

struct DaySpan {
    Date first, last;  // Date::max(): it goes on

    bool operator==(const DaySpan&) const = default;
};

class CountedDays {
public:
    // `period`: for words that name one. Measures of other forms, and what does not fit the form, are left out.
    CountedDays(const forms::FormPointer& form, const Measures& measures, const Period& period);

    // Of any other days than that on which it happened.
    bool has_own() const { return !asked_.empty(); }
    // `answers` as forms::shown_answers gives them; `day` is that of the record. Each span once.
    std::vector<DaySpan> of(const Fields& answers, std::optional<Date> day);

private:
    struct Asked {
        int each = -1;  // repeat node
        forms::Expression from;
        std::optional<forms::Expression> to;
        bool is_day = false;  // from it on to the same day
    };
    void ask(const forms::CompiledForm& form, const Measure& measure, const Period& period);

    Date today_;
    std::vector<Asked> asked_;
    std::unique_ptr<AnswerSheet> sheet_;  // when anything is asked
};

// What a count asks of a form: by which days its records count, and the answers that play a part in it.
struct CountedForm {
    CountedDays days;
    forms::NeededAnswers needed;
};

// `count`: a Counter or a Tally, that was asked for all that it will count.
template <class Count>
CountedForm counted_form(const Count& count, const forms::FormPointer& form, const Period& period) {
    const FormId& id = form->definition.id;
    return {CountedDays(form, count.measures_of(id), period), forms::NeededAnswers(form, count.answers_asked_of(id))};
}

}  // namespace nuong::reports

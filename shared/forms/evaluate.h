// Computes expressions over something that holds answers: an Instance, or a bare list of fields.
#pragma once
#include <string>
#include <vector>

#include "shared/forms/expression.h"
#include "shared/forms/form_definition.h"

namespace nuong::forms {

// What the world around a form looks like while it is filled.
struct Environment {
    Date today{};
    Instant now{};
    std::string language = "vi";
    std::string user;
    std::string device;
};

// A row of a repeat, or the record itself (scope -1, row 0).
struct Place {
    int scope = -1;
    int row = 0;

    bool operator==(const Place&) const = default;
};

// Where values come from.
class ValueSource {
public:
    virtual ~ValueSource() = default;
    virtual const Datum& value(int node, int row) const = 0;  // effective: blank while not relevant
    virtual int enclosing_row(Place place, int scope) const = 0;
    virtual void rows_below(Place shared, int scope, std::vector<int>& rows) const = 0;  // in order, relevant or not
    virtual int position(Place place) const = 0;  // 1-based, of the row within its parent
    virtual bool is_row_relevant(Place place) const = 0;
};

struct Evaluation {
    const FormDefinition& form;
    const ValueSource& source;
    const Environment& environment;
    Place place;
    const Choice* choice = nullptr;  // the candidate, in a choice filter
};

Datum evaluate(const Expression& expression, const Evaluation& evaluation);

// For functions (functions.h).
Datum evaluate_term(const Expression& expression, const Term& term, const Evaluation& evaluation);
void collect_values(const Expression& expression, const Term& term, const Evaluation& evaluation,
                    std::vector<Datum>& values);

}  // namespace nuong::forms

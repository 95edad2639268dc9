// PossibleAnswers: what the answers must be for all of some conditions to hold, as far as that can be told from
// comparisons with constants. Knows only what it can prove: what it does not understand is possible.
#pragma once
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "shared/forms/compile.h"

namespace nuong::forms {

class PossibleAnswers {
public:
    // `never_asked` says which questions are always blank. `self` is the question that "." means; -1: none.
    PossibleAnswers(const CompiledForm& form, const std::vector<bool>& never_asked, int self = -1)
        : form_(form), never_asked_(never_asked), self_(self) {}

    // False when the condition contradicts itself or those before it.
    bool require(const Expression& expression) { return require(expression, expression.top(), true); }

private:
    struct Answer {  // of one question
        std::optional<std::string> is;
        std::set<std::string> is_not, contains, lacks;
        double low = -std::numeric_limits<double>::infinity(), high = std::numeric_limits<double>::infinity();
        bool low_open = false, high_open = false;
        bool is_blank = false, is_given = false;
    };

    bool require(const Expression& expression, const Term& term, bool wanted);
    bool require_call(const Expression& expression, const Term& term, bool wanted);
    bool require_comparison(const Term& left, const Term& right, Op op);
    bool require_equal(int node, const Datum& constant, bool equal);
    bool require_bound(int node, double bound, Op op);
    bool can_be_given(int node, Answer& answer);
    bool has_room(const Answer& answer) const;
    bool offers(int node, const std::string& code) const;
    int question_of(const Term& term) const;

    const CompiledForm& form_;
    const std::vector<bool>& never_asked_;
    int self_;
    std::map<int, Answer> answers_;
};

}  // namespace nuong::forms

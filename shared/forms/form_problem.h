// What is wrong with a form package, said to its author: all of it at once, each with the place where it stands.
#pragma once
#include <string>
#include <vector>

#include "shared/base/message.h"

namespace nuong::forms {

enum class Severity { error, warning };

struct Problem {
    std::string where;  // "household/age: constraint", "choices/sex", "settings"
    Message message;
    Severity severity = Severity::error;

    bool operator==(const Problem&) const = default;
};
using Problems = std::vector<Problem>;

inline bool has_error(const Problems& problems) {
    for (const Problem& problem : problems)
        if (problem.severity == Severity::error) return true;
    return false;
}

inline void add_error(Problems& problems, std::string where, std::string vi, std::string en) {
    problems.push_back({std::move(where), {std::move(vi), std::move(en)}, Severity::error});
}
inline void add_warning(Problems& problems, std::string where, std::string vi, std::string en) {
    problems.push_back({std::move(where), {std::move(vi), std::move(en)}, Severity::warning});
}

}  // namespace nuong::forms

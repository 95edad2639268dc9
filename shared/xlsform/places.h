// Places: where in the workbook each part of the package comes from, so that what the compiler finds is told to the
// author in the author's places.
#pragma once
#include <map>
#include <string>

#include "shared/forms/form_problem.h"
#include "shared/xlsform/form_table.h"

namespace nuong::xlsform {

class Places {
public:
    // `part` as problems name it: "household/age", "survey[3]", "choices/sex/male", "settings".
    void add(const std::string& part, const FormTable& table, std::size_t row);

    // "household/age: constraint" -> "survey!H12 (household/age: constraint)"; unknown parts stay as they are.
    std::string in_workbook(const std::string& where) const;

private:
    struct Origin {
        const FormTable* table = nullptr;
        std::size_t row = 0;
    };
    std::map<std::string, Origin, std::less<>> origins_;
};

}  // namespace nuong::xlsform

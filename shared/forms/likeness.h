// Could two records mean one person? What a register says of a person, and whether two of those are so alike that a
// human should look. It decides nothing: records are linked and parted by people only.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "shared/forms/form_definition.h"
#include "shared/model/value.h"

namespace nuong::forms {

struct PersonMarks {
    std::string name;                  // folded: no marks, lower case
    int birth_year = 0;                // 0: not known
    std::string sex;                   // the code of the choice; "": not known
    std::vector<std::string> numbers;  // of documents; letters and digits only
    AreaCode area;

    bool operator==(const PersonMarks&) const = default;
};

// By settings.same_person: its first text is the name, its integer the year of birth, its choice the sex, every other
// text a number. Nothing when the form has no such setting, or no name was given.
std::optional<PersonMarks> person_marks(const FormDefinition& form, const Fields& answers, const AreaCode& area);

struct Likeness {
    bool same_number = false;
    bool same_name = false;
    bool same_area = false;
    int years_apart = 0;  // of birth; 0 when one is not known

    bool operator==(const Likeness&) const = default;
};

// Alike are two that share the number of a document, or the name with the sex and a year of birth at most one year
// apart (people and papers disagree about the year by the lunar calendar). What is not known does not tell them apart.
std::optional<Likeness> likeness(const PersonMarks& a, const PersonMarks& b);
int rank_of(const Likeness& likeness);  // the greater the liker

}  // namespace nuong::forms

// Records that a report names in its head, as every treatment centre of a province, found before anything is counted.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "shared/reports/counter.h"

namespace nuong::reports {

// Those of a form whose `question` is answered `is`; `label` and `code` are questions as well.
struct WantedRecords {
    FormId form;
    Path question;
    std::string is;
    Path label, code;  // code: empty when nobody asks for it

    bool operator==(const WantedRecords&) const = default;
};

struct NamedRecord {
    std::string record, name, code;

    bool operator==(const NamedRecord&) const = default;
};

// Those that are not void, in the order in which they are shown.
using FindRecords = std::function<std::vector<NamedRecord>(const WantedRecords&)>;

// To look at a report where no records are known: one that stands for any.
FindRecords one_of_each();

// What is shown of it; nothing when it is void or answered otherwise. A record without a name is called by its code, or
// by its id.
std::optional<NamedRecord> named_record(const WantedRecords& wanted, const CountedRecord& record);

// Calls for each record of a form as it is counted, by what the form shows where people disagree.
using EachRecord = std::function<void(const FormId&, const std::function<void(const CountedRecord&)>&)>;
// Reads once what rows and reports ask for again and again. For a report, or a look at several, and not longer: what is
// saved meanwhile is not seen.
FindRecords find_among(EachRecord each_record);

// Whether its records tell of people: they are counted, and named in no head.
bool is_about_people(const forms::FormDefinition& form);
// Whether a record is about one person. What a form asks of others in rows, such as who was commended in a commune,
// makes it no record of theirs.
bool is_about_a_person(const forms::FormDefinition& form);

}  // namespace nuong::reports

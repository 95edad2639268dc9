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
};

struct NamedRecord {
    std::string record, name, code;

    bool operator==(const NamedRecord&) const = default;
};

// Those that are not void, in the order in which they are shown.
using FindRecords = std::function<std::vector<NamedRecord>(const WantedRecords&)>;

// To look at a report where no records are known: one that stands for any.
FindRecords one_of_each();

// What is shown of it, by what its form shows where people disagree; nothing when it is void or answered otherwise. A
// record without a name is called by its code, or by its id.
std::optional<NamedRecord> named_record(const WantedRecords& wanted, const CountedRecord& record);

// Whether its records tell of people: they are counted, and named in no head.
bool is_about_people(const forms::FormDefinition& form);

// Those with a code first, by code; then by name.
void put_in_order(std::vector<NamedRecord>& records);

}  // namespace nuong::reports

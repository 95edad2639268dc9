// Records that a report names in its head, as every treatment centre of a province, found before anything is counted.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "shared/model/record_state.h"

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

// What is shown of it; nothing when it is void or answered otherwise.
std::optional<NamedRecord> named_record(const WantedRecords& wanted, const RecordId& id, const RecordState& state);

// Those with a code first, by code; then by name.
void put_in_order(std::vector<NamedRecord>& records);

}  // namespace nuong::reports

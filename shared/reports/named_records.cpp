#include "shared/reports/named_records.h"

#include <algorithm>
#include <tuple>

#include "shared/forms/record_fields.h"

namespace nuong::reports {

FindRecords one_of_each() {
    return [](const WantedRecords&) {
        return std::vector<NamedRecord>{{"00000000-0000-7000-8000-000000000000", "…", "…"}};
    };
}

std::optional<NamedRecord> named_record(const WantedRecords& wanted, const RecordId& id, const RecordState& state) {
    const auto answer = [&](std::string_view path) { return forms::shown_text(state, path); };
    if (answer(reserved::status) == status::void_ || answer(wanted.question) != wanted.is) return std::nullopt;
    return NamedRecord{to_string(id), answer(wanted.label), wanted.code.empty() ? "" : answer(wanted.code)};
}

void put_in_order(std::vector<NamedRecord>& records) {
    const auto key = [](const NamedRecord& each) {
        return std::tuple(each.code.empty(), std::string_view(each.code), std::string_view(each.name),
                          std::string_view(each.record));
    };
    std::sort(records.begin(), records.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
}

}  // namespace nuong::reports

#include "shared/reports/named_records.h"

#include <algorithm>
#include <tuple>

namespace nuong::reports {

FindRecords one_of_each() {
    return [](const WantedRecords&) {
        return std::vector<NamedRecord>{{"00000000-0000-7000-8000-000000000000", "…", "…"}};
    };
}

std::optional<NamedRecord> named_record(const WantedRecords& wanted, const CountedRecord& record) {
    const auto answer = [&](const Path& path) {
        const Value* value = find(record.answers, path);
        return value ? value->text() : std::string();
    };
    if (record.status == status::void_ || answer(wanted.question) != wanted.is) return std::nullopt;
    NamedRecord named{record.record, answer(wanted.label), wanted.code.empty() ? "" : answer(wanted.code)};
    if (named.name.empty()) named.name = named.code.empty() ? named.record : named.code;
    return named;
}

bool is_about_people(const forms::FormDefinition& form) {
    return !form.settings.subject.empty() || std::any_of(form.nodes.begin(), form.nodes.end(), [](const auto& node) {
        return node.sensitivity == forms::Sensitivity::identifying;
    });
}

void put_in_order(std::vector<NamedRecord>& records) {
    const auto key = [](const NamedRecord& each) {
        return std::tuple(each.code.empty(), std::string_view(each.code), std::string_view(each.name),
                          std::string_view(each.record));
    };
    std::sort(records.begin(), records.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
}

}  // namespace nuong::reports

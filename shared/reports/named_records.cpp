#include "shared/reports/named_records.h"

#include <algorithm>
#include <memory>
#include <tuple>

namespace nuong::reports {

namespace {

// Those with a code first, by code; then by name.
void put_in_order(std::vector<NamedRecord>& records) {
    const auto key = [](const NamedRecord& each) {
        return std::tuple(each.code.empty(), std::string_view(each.code), std::string_view(each.name),
                          std::string_view(each.record));
    };
    std::sort(records.begin(), records.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
}

}  // namespace

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

FindRecords one_of_each() {
    return [](const WantedRecords&) {
        return std::vector<NamedRecord>{{"00000000-0000-7000-8000-000000000000", "…", "…"}};
    };
}

FindRecords find_among(EachRecord each_record) {
    struct Found {
        WantedRecords wanted;
        std::vector<NamedRecord> records;
    };
    return [each_record = std::move(each_record),
            known = std::make_shared<std::vector<Found>>()](const WantedRecords& wanted) {
        for (const Found& found : *known)
            if (found.wanted == wanted) return found.records;
        std::vector<NamedRecord> records;
        each_record(wanted.form, [&](const CountedRecord& record) {
            if (auto named = named_record(wanted, record)) records.push_back(std::move(*named));
        });
        put_in_order(records);
        known->push_back({wanted, records});
        return records;
    };
}

bool is_about_people(const forms::FormDefinition& form) {
    return !form.settings.subject.empty() || std::any_of(form.nodes.begin(), form.nodes.end(), [](const auto& node) {
        return node.sensitivity == forms::Sensitivity::identifying;
    });
}

bool is_about_a_person(const forms::FormDefinition& form) {
    return !form.settings.subject.empty() || std::any_of(form.nodes.begin(), form.nodes.end(), [](const auto& node) {
        const bool is_once = node.scope < 0 && node.type != forms::FieldType::repeat;
        return is_once && node.sensitivity == forms::Sensitivity::identifying;
    });
}

}  // namespace nuong::reports

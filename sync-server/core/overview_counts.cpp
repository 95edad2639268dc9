#include "sync-server/core/overview_counts.h"

#include <algorithm>

#include "shared/forms/period_lock.h"
#include "shared/forms/record_day.h"
#include "shared/forms/record_fields.h"
#include "shared/protocol/peek.h"

namespace nuong {
namespace {

constexpr std::size_t rows_at_a_time = 500;

struct Days {
    std::string from, until;
    bool hold(std::string_view day) const { return from <= day && day <= until; }
};

// Two answers to one question come from two devices.
bool is_of_one_device(const RecordRow& row) {
    const auto devices = protocol::peek_texts(row.state, "device");
    return devices && std::all_of(devices->begin(), devices->end(),
                                  [&](std::string_view device) { return device == devices->front(); });
}

// At a glance, without decoding: none of the days that it may show is one of these, nobody has returned it, and nobody
// has to decide anything.
bool says_nothing(const RecordRow& row, const Days& days) {
    if (!is_of_one_device(row)) return false;
    if (row.state.find(std::string("\"") + std::string(status::returned) + '"') != std::string::npos) return false;
    const auto texts = protocol::peek_texts(row.state, "occurred_on");
    return texts && !texts->empty() &&
           std::none_of(texts->begin(), texts->end(), [&](std::string_view text) { return days.hold(text); });
}

void add(OverviewCounts& counts, const forms::CompiledForm& form, const RecordRow& row, const Days& days) {
    const auto state = protocol::decode_state(row.state);
    if (!state) return;
    const std::string standing = forms::shown_text(*state, reserved::status);
    if (standing == status::returned) ++counts.returned[{row.area, row.form}];
    if (standing != status::void_ && !forms::conflicts_of(form.definition, *state).empty())
        ++counts.to_decide[{row.area, row.form}];
    const std::string day =
        forms::day_of_record(forms::shown_answers(form.definition, *state), forms::newest_write(*state));
    if (standing != status::void_ && days.hold(day)) ++counts.records[{row.area, row.form, day}];
}

bool reads_all(const Principal& asker, const AreaTree& areas, const AreaCode& area, const FormId& form) {
    return asker.role.may_read(form) && !asker.role.assigned_only.contains(form) &&
           is_within_grants(asker, areas, area);
}

// The version of each form in force.
std::map<FormId, forms::FormPointer> forms_in_force(StoreReader& reader, FormShelf& shelf) {
    std::map<FormId, forms::FormPointer> forms;
    for (const DocumentRow& document : reader.documents_in_force())
        if (document.kind == "form" && document.id != forms::period_lock_form)  // a lock is no work of its day
            forms[document.id] = shelf.find(reader, document.id, document.version);
    return forms;
}

}  // namespace

std::vector<DayCount> OverviewCounts::days_for(const Principal& asker, const AreaTree& areas) const {
    std::vector<DayCount> days;
    for (const auto& [place, count] : records)
        if (reads_all(asker, areas, place.area, place.form)) days.push_back({place.day, place.area, count});
    return days;
}

std::int64_t OverviewCounts::sum_for(const Principal& asker, const AreaTree& areas, const Sums& sums) const {
    std::int64_t sum = 0;
    for (const auto& [place, count] : sums)
        if (reads_all(asker, areas, place.first, place.second)) sum += count;
    return sum;
}

OverviewCounts count_overview(StoreReader& reader, FormShelf& shelf, Date from, Date until, Instant now) {
    const Days days{to_string(from), to_string(until)};
    const auto forms = forms_in_force(reader, shelf);
    OverviewCounts counts;
    counts.counted = now;
    std::optional<RecordId> after;
    for (;;) {
        const auto rows = reader.records("", after, rows_at_a_time);
        if (rows.empty()) return counts;
        after = rows.back().id;
        for (const RecordRow& row : rows) {
            const auto form = forms.find(row.form);
            if (form != forms.end() && form->second && !says_nothing(row, days)) add(counts, *form->second, row, days);
        }
    }
}

}  // namespace nuong

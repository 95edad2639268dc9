#include "client/app/silent_units.h"

#include <algorithm>

#include "client/app/held_figures.h"
#include "shared/forms/record_day.h"
#include "shared/reports/silent_units.h"
#include "shared/reports/within_commune.h"

namespace nuong::client {
namespace {

// Of the forms that a report counts, those whose records are all here. What asks no day is heard of in no period.
struct FormsOfReport {
    std::set<FormId> with_day;
    bool any_held = false, all_held = true;
};

FormsOfReport forms_counted(Replica& replica, const reports::Tally& tally) {
    const DeviceInfo device = replica.device();
    FormsOfReport counted;
    for (const auto& [id, form] : replica.forms().all()) {
        if (!tally.wants(id)) continue;
        const bool is_held = holds_whole(device, id);
        counted.any_held = counted.any_held || is_held;
        counted.all_held = counted.all_held && is_held;
        if (is_held && form && form->find(forms::day_question) >= 0) counted.with_day.insert(id);
    }
    return counted;
}

std::vector<reports::ReportColumn> without_any_of(Replica& replica, const std::set<FormId>& forms,
                                                  const reports::ReportTable& table) {
    reports::SilentUnits silent(table, replica.areas());
    if (silent.is_empty()) return {};
    replica.records().look_at_places(to_string(table.period.first), to_string(table.period.last),
                                     [&](const FormId& form, const AreaCode& area) {
                                         if (forms.contains(form)) silent.hear(area);
                                         return !silent.is_empty();
                                     });
    return silent.named();
}

// Words in a remark stay when numbers are hidden for a reader from above: they are only for whoever sees all of them.
bool sees_whole_table(Replica& replica, const reports::ReportTable& table) {
    const AreaTree& areas = replica.areas();
    const std::vector<AreaCode> roots = areas.outermost(replica.device().areas);
    return reports::is_of_communes(areas, roots) || std::find(roots.begin(), roots.end(), table.area) != roots.end();
}

Message of_what_is_held(const std::vector<reports::ReportColumn>& units) {
    Message names;
    for (const reports::ReportColumn& unit : units) {
        names.vi += (names.vi.empty() ? "" : ", ") + unit.name.vi;
        names.en += (names.en.empty() ? "" : ", ") + unit.name.en;
    }
    const std::string count = std::to_string(units.size());
    return {"Trong các phiếu mà máy này giữ đủ, kỳ này chưa có gì từ " + count + " đơn vị: " + names.vi + ".",
            "Of the forms that this device holds whole, nothing has come for the period from " + count +
                " units: " + names.en + "."};
}

}  // namespace

void tell_of_silent_units(Workbook& workbook, const reports::Tally& tally, reports::ReportTable& table) {
    Replica& replica = workbook.replica();
    const std::vector<AreaCode> granted = replica.device().areas;
    if (!granted.empty() && !replica.areas().is_within_any(table.area, granted)) return;
    const FormsOfReport forms = forms_counted(replica, tally);
    if (!forms.any_held || (!forms.all_held && !sees_whole_table(replica, table))) return;
    auto silent = without_any_of(replica, forms.with_day, table);
    if (forms.all_held) table.silent = std::move(silent);
    else if (!silent.empty()) table.remarks.push_back(of_what_is_held(silent));
}

}  // namespace nuong::client

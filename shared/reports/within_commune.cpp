#include "shared/reports/within_commune.h"

#include <algorithm>

#include "shared/reports/report_areas.h"
#include "shared/reports/silent_units.h"
#include "shared/reports/small_counts.h"

namespace nuong::reports {
namespace {

// Each line is a count of one, and how many lines there are is a count as well.
void leave_out_people(ReportTable& table) {
    bool left_out = false;
    for (ReportSection& section : table.sections) {
        if (!section.lists_people) continue;
        section.list.clear();
        section.list_head.clear();
        section.list_left_out = 0;
        left_out = true;
    }
    if (left_out)
        table.remarks.push_back({"Danh sách từng người của xã không có ở đây; hãy xem trong Nương trên máy.",
                                 "Lists of the people of a commune are not here; look at them in Nương on a device."});
}

}  // namespace

bool is_commune_or_below(const AreaTree& areas, const AreaCode& code) {
    const Area* area = areas.find(code);
    const std::string_view level = area ? level_of_type(area->type) : "";
    return level == "commune" || level == "hamlet";
}

bool is_of_communes(const AreaTree& areas, const std::vector<AreaCode>& roots) {
    return !roots.empty() && std::all_of(roots.begin(), roots.end(),
                                         [&](const AreaCode& root) { return is_commune_or_below(areas, root); });
}

void keep_within_commune(const AreaTree& areas, const std::vector<AreaCode>& roots, ReportTable& table) {
    if (is_of_communes(areas, roots)) return;
    if (is_commune_or_below(areas, table.area)) {
        hide_small_counts(table);
        leave_out_people(table);
    }
    if (std::find(roots.begin(), roots.end(), table.area) == roots.end()) hide_rows_of_few(table);
    if (is_commune_or_below(areas, table.area)) name_no_hidden_unit(table);
}

}  // namespace nuong::reports

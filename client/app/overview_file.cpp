#include "client/app/overview_file.h"

#include <algorithm>

#include "client/app/report_actions.h"
#include "shared/base/time_zone.h"
#include "shared/reports/week_counts.h"
#include "shared/reports/within_commune.h"

namespace nuong::client {
namespace {

const Message heat_file_title{"Bảng nhiệt: xã theo tuần", "Heat table: communes by week"};

}  // namespace

WeeksHere weeks_here(Replica& replica, Instant now) {
    const Date today = date_of(now, viet_nam_offset);
    const AreaTree& areas = replica.areas();
    WeeksHere here{last_weeks(today, weeks_shown), {}};
    const auto counts = replica.desk().day_counts(to_string(here.mondays.front()),
                                                  to_string(here.mondays.back() + std::chrono::days(6)));
    here.rows = by_commune(areas, communes(areas, replica.device().areas, counts, today), counts, here.mondays);
    return here;
}

reports::ReportTable overview_table(Replica& replica, Instant now) {
    const WeeksHere here = weeks_here(replica, now);
    const AreaTree& areas = replica.areas();
    const auto granted = areas.outermost(replica.device().areas);
    auto table = reports::weeks_on_paper(reports::communes_by_week(here.rows, !reports::is_of_communes(areas, granted)),
                                         areas, granted, here.mondays);
    const std::string when = day_and_time(now);
    table.source = {"Phiếu trên máy này, đếm lúc " + when, "Records on this device, counted " + when};
    return table;
}

PrintView overview_file_view(Replica& replica, const std::vector<FolderChoice>& folders,
                             const std::optional<Notice>& result, Language language) {
    const AreaTree& areas = replica.areas();
    const std::string names = reports::names_of(areas, areas.outermost(replica.device().areas)).in(language);
    PrintView view{.title = heat_file_title.in(language), .subject = names, .folders = folders, .result = result};
    view.formats = {Command{"Excel", SaveReport{"xlsx"}, false}};
    return view;
}

}  // namespace nuong::client

#include "client/app/commune_table.h"

#include "client/app/device_report.h"
#include "client/app/views.h"
#include "shared/base/time_zone.h"

namespace nuong::client {
namespace {

constexpr std::chrono::days whole_week{6};  // from its Monday

Message place_name(Workbook& workbook, const AreaCode& area) {
    return {area_name(workbook, area, Language::vi), area_name(workbook, area, Language::en)};
}

// Those that the grants name, in one line.
Message names_of_grants(Workbook& workbook, const std::vector<AreaCode>& granted) {
    Message names;
    for (const AreaCode& area : granted) {
        const Message name = place_name(workbook, area);
        names.vi += (names.vi.empty() ? "" : ", ") + name.vi;
        names.en += (names.en.empty() ? "" : ", ") + name.en;
    }
    return names;
}

reports::Cell cell_of_count(std::int64_t count) {
    reports::Cell cell;
    cell.numerator = static_cast<double>(count);
    return cell;
}

// A figure of the table: of every commune, and of all of them.
template <class Count>
reports::ReportRow figure_of_communes(const CommunesByWeek& table, std::string id, Message label, Count count) {
    reports::ReportRow row{.id = std::move(id), .label = std::move(label), .unit = "count", .cells = {}, .total = {}};
    for (const CommuneWeeks& commune : table.rows) row.cells.push_back(cell_of_count(count(commune)));
    row.total = cell_of_count(count(table.sum));
    return row;
}

std::vector<reports::ReportRow> figures_of_weeks(const CommunesByWeek& table) {
    std::vector<reports::ReportRow> rows;
    for (std::size_t i = 0; i < table.mondays.size(); ++i) {
        const Date monday = table.mondays[i];
        const std::string number = std::to_string(week_number(monday)), days = week_days(monday);
        rows.push_back(figure_of_communes(table, to_string(monday),
                                          {"Tuần " + number + " (" + days + ")", "Week " + number + " (" + days + ")"},
                                          [i](const CommuneWeeks& commune) { return commune.weeks[i]; }));
        rows.back().head = {{"Tuần " + number, "Week " + number}, {days, days}};
    }
    const std::string all = std::to_string(table.mondays.size());
    rows.push_back(figure_of_communes(table, "all", {"Cả " + all + " tuần", "All " + all + " weeks"},
                                      [](const CommuneWeeks& commune) { return commune.total; }));
    return rows;
}

// Which communes have been silent, for whoever reads only numbers.
std::vector<Message> silent_communes(Workbook& workbook, const CommunesByWeek& table) {
    Message silent;
    for (const CommuneWeeks& commune : table.rows) {
        const Message said = silence_of(commune);
        if (said.vi.empty()) continue;
        const Message name = place_name(workbook, commune.area);
        silent.vi += (silent.vi.empty() ? "" : "; ") + name.vi + ": " + said.vi;
        silent.en += (silent.en.empty() ? "" : "; ") + name.en + ": " + said.en;
    }
    if (silent.vi.empty()) return {};
    return {{silent.vi + ".", silent.en + "."}};
}

}  // namespace

CommunesByWeek communes_by_week(Workbook& workbook, Instant now) {
    Replica& replica = workbook.replica();
    const Date today = date_of(now, viet_nam_offset);
    const AreaTree& areas = replica.areas();
    CommunesByWeek table{.mondays = last_weeks(today, weeks_shown), .rows = {}, .sum = {}};
    const auto counts =
        replica.desk().day_counts(to_string(table.mondays.front()), to_string(table.mondays.back() + whole_week));
    table.rows = by_commune(areas, communes(areas, replica.device().areas, counts, today), counts, table.mondays);
    table.sum.weeks.resize(table.mondays.size());
    for (const CommuneWeeks& each : table.rows) {
        for (std::size_t i = 0; i < each.weeks.size(); ++i) table.sum.weeks[i] += each.weeks[i];
        table.sum.total += each.total;
    }
    return table;
}

Message silence_of(const CommuneWeeks& commune) {
    if (commune.silent < 2) return {};
    const bool is_whole = commune.total == 0;
    const std::string weeks = std::to_string(is_whole ? static_cast<int>(commune.weeks.size()) : commune.silent);
    return {weeks + " tuần chưa có gì", "nothing for " + weeks + " weeks"};
}

reports::ReportTable commune_table(Workbook& workbook, Language language, Instant now) {
    const CommunesByWeek table = communes_by_week(workbook, now);
    const auto granted = workbook.replica().areas().outermost(workbook.replica().device().areas);
    const Date first = table.mondays.front(), last = table.mondays.back() + whole_week;
    const Message title{"SỐ PHIẾU THEO XÃ VÀ TUẦN", "RECORDS BY COMMUNE AND WEEK"};
    reports::ReportSection section;
    section.id = "weeks";
    section.title = {"Số phiếu theo ngày ghi trên phiếu", "Records by the day that stands on them"};
    section.form = language == Language::vi ? "Xã theo tuần" : "Communes by week";  // as the sheet is called
    section.form_title = title;
    section.areas_as_rows = true;
    section.rows = figures_of_weeks(table);
    reports::ReportTable written{.report = section.form,
                                 .title = title,
                                 .area = granted.empty() ? AreaCode() : granted.front(),
                                 .area_name = names_of_grants(workbook, granted),
                                 .period = {first, last, to_string(first) + ".." + to_string(last)},
                                 .columns = {},
                                 .sections = {},
                                 .source = source_of_report(workbook.replica(), workbook.now())};
    for (const CommuneWeeks& commune : table.rows)
        written.columns.push_back({commune.area, place_name(workbook, commune.area)});
    written.sections.push_back(std::move(section));
    written.remarks = silent_communes(workbook, table);
    return written;
}

}  // namespace nuong::client

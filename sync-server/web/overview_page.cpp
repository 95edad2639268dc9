#include "sync-server/web/overview_page.h"

#include <algorithm>

#include "shared/base/local_text.h"
#include "shared/base/time_zone.h"
#include "shared/reports/report_grid.h"
#include "shared/reports/small_counts.h"
#include "shared/reports/week_counts.h"
#include "sync-server/core/accounts.h"
#include "sync-server/core/device_count.h"
#include "sync-server/core/overview_counts.h"
#include "sync-server/core/report_rights.h"

namespace nuong::web {
namespace {

struct Sums {
    std::int64_t devices = 0, late = 0, refused = 0, saves = 0, drafts = 0;
};

Sums sums_of(const std::vector<KnownDevice>& devices, Instant now) {
    Sums sums;
    for (const KnownDevice& each : devices) {
        if (each.device.standing != DeviceStanding::active) continue;
        ++sums.devices;
        sums.late += now - each.device.seen > quiet_max;
        sums.refused += static_cast<std::int64_t>(each.refused);
        if (!each.device.waits) continue;
        sums.saves += each.device.waits->saves;
        sums.drafts += each.device.waits->drafts;
    }
    return sums;
}

Html card(const Visitor& visitor, std::int64_t number, const Message& words, bool is_bad = false) {
    std::vector<Attribute> attributes;
    if (is_bad && number > 0) attributes.push_back({"class", "late"});
    return element("li", attributes, element("b", grouped(visitor.language, number)) + visitor.say(words));
}

Html device_cards(const Visitor& visitor, const std::vector<KnownDevice>& devices) {
    const Sums sums = sums_of(devices, visitor.now);
    return card(visitor, sums.devices, {"máy đang dùng", "devices in use"}) +
           card(visitor, sums.late, {"máy không liên lạc quá 7 ngày", "devices not heard of for 7 days"}, true) +
           card(visitor, sums.refused, {"lần lưu bị từ chối, máy chủ giữ lại", "changes refused, in quarantine"},
                true) +
           card(visitor, sums.saves, {"lần lưu chờ gửi trên các máy", "saves that wait on devices"}) +
           card(visitor, sums.drafts, {"nháp trên các máy", "drafts on devices"});
}

// Above the communes a few are not told: somebody may know whose they are.
Html small_card(const Visitor& visitor, std::int64_t number, const Message& words) {
    const bool is_hidden = !is_of_communes(visitor.principal, visitor.book->areas) && number > 0 &&
                           number < static_cast<std::int64_t>(reports::small_count);
    if (!is_hidden) return card(visitor, number, words, true);
    return element("li", {{"class", "late"}}, element("b", "<5") + visitor.say(words));
}

// What the visitor may see of the communes in the last weeks.
struct LastWeeks {
    std::vector<Date> mondays;
    std::vector<CommuneWeeks> rows;
    reports::ReportTable table;  // of the rows, without small counts
};

LastWeeks last_weeks_of(const Visitor& visitor, const OverviewCounts& counts) {
    const AreaTree& areas = visitor.book->areas;
    const Date today = date_of(visitor.now, viet_nam_offset);
    const auto days = counts.days_for(visitor.principal, areas);
    LastWeeks weeks{last_weeks(today, weeks_shown), {}, {}};
    weeks.rows = by_commune(areas, communes(areas, visitor.principal.grants.areas, days, today), days, weeks.mondays);
    weeks.table = reports::communes_by_week(weeks.rows, !is_of_communes(visitor.principal, areas));
    return weeks;
}

Html cell_of(const Visitor& visitor, const reports::ReportRow& row, const reports::Cell& cell) {
    const bool is_hidden = cell.status == reports::CellStatus::hidden;
    const double number = cell.numerator.value_or(0);
    const char* shade = is_hidden || (number > 0 && number < 20) ? "some" : number > 0 ? "more" : "none";
    const std::string text =
        is_hidden ? reports::shown_text(row, cell) : grouped(visitor.language, static_cast<std::int64_t>(number));
    return element("td", {{"class", shade}}, text);
}

bool hides_any(const reports::ReportRow& row) {
    const auto is_hidden = [](const reports::Cell& cell) { return cell.status == reports::CellStatus::hidden; };
    return is_hidden(row.total) || std::any_of(row.cells.begin(), row.cells.end(), is_hidden);
}

Html silence(const Visitor& visitor, const CommuneWeeks& row, bool is_hidden) {
    if (row.silent == 0 || is_hidden) return "";
    const std::string weeks = std::to_string(row.silent);
    return visitor.say({"im lặng " + weeks + " tuần", "silent for " + weeks + " weeks"});
}

std::string name_of(const Visitor& visitor, const AreaCode& code) {
    const Area* area = visitor.book->areas.find(code);
    return area ? visitor.say(area->name) : code;
}

Html heat_head(const Visitor& visitor, const std::vector<Date>& mondays) {
    const auto tall = [](const std::string& words) {
        return element("th", {{"scope", "col"}, {"rowspan", "2"}}, words);
    };
    Html weeks;
    for (const Date monday : mondays)
        weeks += element("th", {{"scope", "col"}, {"class", "number"}},
                         std::to_string(week_number(monday)) + element("small", week_days(monday)));
    const Html over_weeks = element("th", {{"scope", "colgroup"}, {"colspan", std::to_string(mondays.size())}},
                                    visitor.say({"Tuần", "Week"}));
    return element("thead",
                   element("tr", tall(visitor.say({"Xã", "Commune"})) + over_weeks +
                                     tall(visitor.say({"Cộng", "Total"})) + tall(visitor.say({"Ghi chú", "Remark"}))) +
                       element("tr", weeks));
}

Html heat_table(const Visitor& visitor, const LastWeeks& weeks) {
    const auto& [mondays, rows, table] = weeks;
    Html body;
    bool is_any_hidden = false;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const reports::ReportRow& row = table.sections[0].rows[i];
        const bool is_hidden = hides_any(row);
        is_any_hidden = is_any_hidden || is_hidden;
        Html line = element("th", {{"scope", "row"}}, name_of(visitor, rows[i].area));
        for (const reports::Cell& cell : row.cells) line += cell_of(visitor, row, cell);
        line += cell_of(visitor, row, row.total) + element("td", silence(visitor, rows[i], is_hidden));
        body += element("tr", line);
    }
    const std::string label = visitor.say({"Phiếu theo xã và tuần", "Records by commune and week"});
    Html html =
        wide(label, element("table", {{"class", "heat"}}, heat_head(visitor, mondays) + element("tbody", body)));
    if (is_any_hidden)
        html += remark(visitor.say({"<5*: ẩn vì quá ít, hoặc để không ai tính ra ô ẩn khác.",
                                    "<5*: hidden because there are very few, or so that nobody computes another "
                                    "hidden cell."}));
    return html;
}

}  // namespace

Html overview_of(const Visitor& visitor, const OverviewCounts& counts,
                 const std::optional<std::vector<KnownDevice>>& devices) {
    const AreaTree& areas = visitor.book->areas;
    const bool reads_any = visitor.principal.grants.forms && !visitor.principal.grants.forms->empty();
    Html cards;
    if (devices) cards += device_cards(visitor, *devices);
    const auto sum = [&](const OverviewCounts::Sums& sums) { return counts.sum_for(visitor.principal, areas, sums); };
    if (reads_any)
        cards += small_card(visitor, sum(counts.returned),
                            {"phiếu bị trả lại, chờ người ghi sửa", "records returned to their workers"}) +
                 small_card(visitor, sum(counts.to_decide),
                            {"phiếu có hai cách ghi, chờ quyết định trên máy của người ghi",
                             "records with two answers, to be decided on a device"});
    Html html = cards.is_empty() ? Html() : element("ul", {{"class", "cards"}}, cards);
    if (!reads_any)
        return html + paragraph(visitor.say({"Vai trò này không xem số liệu nào từ phiếu.",
                                             "This role is shown no figures from records."}));
    html += heading(visitor.say({"Phiếu theo xã và tuần", "Records by commune and week"}));
    html += remark(Html(visitor.say({"Theo ngày diễn ra, không tính phiếu đã hủy. Đếm lúc ",
                                     "By the day when it happened, without void records. Counted "})) +
                   date_and_time(counts.counted) + ".");
    const Message excel{"Tải bảng này (Excel)", "This table as an Excel file"};
    html += element("ul", {{"class", "files"}}, element("li", link("/overview/file", visitor.say(excel))));
    return html + heat_table(visitor, last_weeks_of(visitor, counts));
}

reports::ReportTable overview_on_paper(const Visitor& visitor, const OverviewCounts& counts) {
    const LastWeeks weeks = last_weeks_of(visitor, counts);
    auto table = reports::weeks_on_paper(weeks.table, visitor.book->areas,
                                         visitor.book->areas.outermost(visitor.principal.grants.areas), weeks.mondays);
    const std::string counted = day_and_time(counts.counted);
    table.source = {"Đếm lúc " + counted, "Counted " + counted};
    return table;
}

}  // namespace nuong::web

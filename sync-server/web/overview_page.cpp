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
#include "sync-server/core/refused_saves.h"
#include "sync-server/core/report_rights.h"

namespace nuong::web {
namespace {

constexpr std::size_t refused_shown_max = 500;

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

std::vector<Attribute> look_of(std::int64_t number, bool is_bad) {
    return is_bad && number > 0 ? std::vector<Attribute>{{"class", "late"}} : std::vector<Attribute>{};
}

Html card(const Visitor& visitor, std::int64_t number, const Message& words, bool is_bad = false) {
    return element("li", look_of(number, is_bad), element("b", grouped(visitor.language, number)) + visitor.say(words));
}

// Its number leads to what it counts.
Html refused_card(const Visitor& visitor, std::int64_t number) {
    const Message words{"lần lưu bị từ chối, máy chủ giữ lại", "changes refused, in quarantine"};
    if (number == 0) return card(visitor, number, words);
    return element("li", look_of(number, true),
                   element("b", grouped(visitor.language, number)) + link("/overview/refused", visitor.say(words)));
}

Html device_cards(const Visitor& visitor, const std::vector<KnownDevice>& devices) {
    const Sums sums = sums_of(devices, visitor.now);
    return card(visitor, sums.devices, {"máy đang dùng", "devices in use"}) +
           card(visitor, sums.late, {"máy không liên lạc quá 7 ngày", "devices not heard of for 7 days"}, true) +
           refused_card(visitor, sums.refused) +
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

std::string form_title(StoreReader& reader, const Visitor& visitor, const FormId& id) {
    for (const protocol::SchemaEntry& entry : visitor.book->catalogue) {
        if (entry.kind != "form" || entry.id != id) continue;
        const auto form = visitor.book->compiled->find(reader, id, entry.version);
        if (form) return form->definition.title.in(visitor.language == Language::vi ? "vi" : "en", "vi");
    }
    return id;
}

Html refused_line(StoreReader& reader, const Visitor& visitor, const std::vector<KnownDevice>& devices,
                  const protocol::RefusedSave& save) {
    std::string name = to_string(save.device);
    for (const KnownDevice& each : devices)
        if (each.device.id == save.device && !each.device.name.empty()) name = each.device.name;
    const std::string user = save.user.empty() ? visitor.say({"một người khác", "somebody else"}) : save.user;
    const std::string form = save.form.empty() ? visitor.say({"(vai trò này không xem)", "(not read by this role)"})
                                               : form_title(reader, visitor, save.form);
    return table_line(
        name, {long_words(user), long_words(form), date_and_time(save.at), long_words(visitor.say(save.reason))});
}

}  // namespace

Html refused_of(StoreReader& reader, const Visitor& visitor, const std::vector<KnownDevice>& devices) {
    KnownUsers known;
    for (const KnownDevice& each : devices)
        if (each.device.standing == DeviceStanding::active)
            known[each.device.id].insert(each.users.begin(), each.users.end());
    const auto saves = refused_saves(reader, visitor.principal, known, refused_shown_max);
    const std::string title = visitor.say({"Lần lưu máy chủ giữ lại", "Saves in quarantine"});
    Html html = paragraph(link("/overview", visitor.say({"← Tổng quan", "← Overview"}))) + heading(title);
    if (saves.empty()) return html + paragraph(visitor.say({"Không có gì bị giữ lại.", "Nothing is in quarantine."}));
    Html lines;
    for (const protocol::RefusedSave& save : saves) lines += refused_line(reader, visitor, devices, save);
    const auto say = [&](const char* vi, const char* en) { return visitor.say({vi, en}); };
    html +=
        remark(say("Chưa được tính vào số liệu. Nội dung còn nguyên trên máy người ghi, nơi họ xem lý do và sửa để "
                   "gửi lại; ở đây không hiện điều đã ghi.",
                   "Not counted in any figure. What was written is still on its writer's device, where the reason "
                   "stands and it can be put right and sent again; it is not shown here."));
    html += wide(title, element("table", {{"class", "lines"}},
                                table_head({say("Máy", "Device"), say("Người ghi", "Written by"), say("Phiếu", "Form"),
                                            say("Lưu lúc", "Saved"), say("Vì sao", "Why")}) +
                                    element("tbody", lines)));
    const std::int64_t more = sums_of(devices, visitor.now).refused - static_cast<std::int64_t>(saves.size());
    if (more <= 0) return html;
    const std::string number = grouped(visitor.language, more);
    return html + remark(visitor.say({"Còn " + number + " lần lưu nữa không kể ở đây.",
                                      "There are " + number + " more that are not listed."}));
}

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

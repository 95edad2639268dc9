// The overview of an area: numbers to act on, devices that are late, communes by weeks.
#include "client/app/overview.h"

#include <algorithm>

#include "client/app/device_report.h"
#include "client/app/duplicates.h"
#include "client/app/overview_file.h"
#include "client/app/period_views.h"
#include "client/app/phrases.h"
#include "client/app/views.h"
#include "client/store/listing.h"
#include "shared/base/time_zone.h"

namespace nuong::client {
namespace {

constexpr std::size_t late_shown_max = 4;  // beside everything else; all of them one tap away

struct Telling {  // what every part needs
    Workbook& workbook;
    Language language;
    Instant now;

    bool vi() const { return language == Language::vi; }
    std::string number(std::int64_t count) const { return grouped(language, count); }
};

OverviewFigure figure(const Message& label, std::int64_t count, Tone tone, Action open, std::string detail,
                      Language language) {
    return {label.in(language), std::move(detail), count, count > 0 ? tone : Tone::neutral, std::move(open)};
}

OverviewFigure duplicates_figure(const Telling& tell) {
    const Message label{"Nghi ghi hai lần", "Maybe twice"};
    const auto counted = tell.workbook.replica().desk().count("duplicates");
    if (!counted)
        return {label.in(tell.language), tell.vi() ? "chạm để tìm" : "tap to look", {}, Tone::neutral, OpenConflicts{}};
    constexpr auto listed_max = static_cast<std::int64_t>(duplicates_listed_max);
    auto shown =
        figure(label, std::min(counted->number, listed_max), Tone::info, OpenConflicts{},
               (tell.vi() ? "đếm " : "counted ") + when_text(counted->at, tell.now, tell.language), tell.language);
    shown.is_more = counted->number > listed_max;
    return shown;
}

std::string elsewhere_text(const Telling& tell, const DeskSums& sums) {
    if (sums.drafts == 0) return "";
    const std::string drafts = tell.number(sums.drafts), devices = tell.number(sums.drafting);
    return tell.vi() ? "và " + drafts + " trên " + devices + " máy khác" : drafts + " more on " + devices + " others";
}

std::string refusing_text(const Telling& tell, const DeskSums& sums) {
    if (sums.refused == 0) return "";
    return tell.vi() ? "của " + tell.number(sums.refusing) + " máy" : "of devices: " + tell.number(sums.refusing);
}

// Requests first, because the law sets their day. Who does not read such records is told no number.
std::vector<OverviewFigure> late_figures(const Telling& tell) {
    const LateCount late = count_late(tell.workbook, tell.now);
    std::vector<OverviewFigure> figures;
    const auto add = [&](Late what, const Message& label, std::int64_t count, Tone tone, ListKind list,
                         const std::string& detail) {
        if (can_be_late(tell.workbook, what))
            figures.push_back(figure(label, count, tone, OpenGathered{list}, detail, tell.language));
    };
    add(Late::requests, {"Yêu cầu quá hạn", "Overdue requests"}, late.requests, Tone::danger, ListKind::late_requests,
        tell.vi() ? "về dữ liệu cá nhân" : "about personal data");
    add(Late::visits, {"Thăm quá hẹn", "Overdue visits"}, late.visits, Tone::warning, ListKind::late_visits, "");
    add(Late::referrals, {"Chuyển gửi quá hạn", "Overdue referrals"}, late.referrals, Tone::warning,
        ListKind::late_referrals, "");
    return figures;
}

std::vector<OverviewFigure> figures_of(const Telling& tell, const DeskSums& sums) {
    Replica& replica = tell.workbook.replica();
    const Language language = tell.language;
    std::vector<OverviewFigure> figures = late_figures(tell);
    const std::vector<OverviewFigure> others{
        figure({"Cần quyết định", "To decide"}, replica.records().to_decide_count(), Tone::warning, OpenConflicts{}, "",
               language),
        duplicates_figure(tell),
        figure({"Chờ kiểm tra", "To be checked"}, replica.desk().unchecked_count(replica.device().review), Tone::info,
               OpenGathered{ListKind::unchecked}, "", language),
        figure({"Bị trả lại", "Returned"}, replica.desk().returned_count(), Tone::warning,
               OpenGathered{ListKind::returned}, "", language),
        figure({"Máy chủ giữ lại", "In quarantine"}, sums.refused, Tone::danger, OpenDevices{true},
               refusing_text(tell, sums), language),
        figure({"Nháp trên máy này", "Drafts here"}, replica.drafts().count(), Tone::info,
               OpenGathered{ListKind::drafts}, elsewhere_text(tell, sums), language),
        figure({"Máy lâu chưa gửi", "Late devices"}, sums.late, Tone::warning, OpenDevices{},
               (tell.vi() ? "trong số " : "of ") + tell.number(sums.devices), language),
    };
    figures.insert(figures.end(), others.begin(), others.end());
    return figures;
}

std::string areas_text(const Telling& tell, const std::vector<AreaCode>& areas) {
    constexpr std::size_t named_max = 3;
    std::string text;
    for (std::size_t i = 0; i < std::min(areas.size(), named_max); ++i)
        text += (i > 0 ? ", " : "") + area_name(tell.workbook, areas[i], tell.language);
    return areas.size() > named_max ? text + "…" : text;
}

// "lúc ấy còn 3 lần lưu, 2 nháp": what the device has said itself.
std::string waits_text(const Telling& tell, const std::optional<protocol::Waits>& waits) {
    if (!waits) return tell.vi() ? "máy chưa cho biết còn gì chờ gửi" : "it has not said what waits";
    if (waits->nothing()) return tell.vi() ? "lúc ấy không còn gì chờ" : "nothing waited then";
    std::string parts;
    const auto add = [&](std::uint32_t count, const Message& one, const Message& many) {
        if (count > 0) parts += (parts.empty() ? "" : ", ") + count_text(count, one, many, tell.language);
    };
    add(waits->saves, {"lần lưu chưa gửi", "save not sent"}, {"lần lưu chưa gửi", "saves not sent"});
    add(waits->drafts, {"nháp", "draft"}, {"nháp", "drafts"});
    add(waits->files, {"tệp", "file"}, {"tệp", "files"});
    return (tell.vi() ? "lúc ấy còn " : "then waiting: ") + parts;
}

DeviceRow device_row(const Telling& tell, const protocol::DeskDevice& device) {
    DeviceRow row{.title = joined(device.user, device.name)};
    if (device.user != tell.workbook.replica().device().user) row.user = device.user;
    const RoleNames& roles = tell.workbook.replica().role_names();
    row.detail = joined(role_text(roles, device.role, tell.language), areas_text(tell, device.areas));
    const std::string accepted = tell.number(static_cast<std::int64_t>(device.accepted));
    row.detail = joined(
        row.detail, (tell.vi() ? "gặp lần cuối " : "last heard of ") + when_text(device.seen, tell.now, tell.language));
    row.detail = joined(row.detail, tell.vi() ? "đã nhận " + accepted + " lần lưu" : accepted + " saves accepted");
    row.detail = joined(row.detail, waits_text(tell, device.waits));
    if (device.refused > 0) {
        const std::string refused = tell.number(static_cast<std::int64_t>(device.refused));
        row.badges.push_back({tell.vi() ? "Giữ lại " + refused : refused + " in quarantine", Tone::danger});
    }
    if (is_late(device.seen, tell.now)) {
        const std::string days = std::to_string(quiet_days(device.seen, tell.now));
        row.badges.push_back({tell.vi() ? "Trễ " + days + " ngày" : days + " days silent", Tone::warning});
    }
    return row;
}

DeviceRow idle_row(const Telling& tell, const protocol::IdlePerson& person) {
    const RoleNames& roles = tell.workbook.replica().role_names();
    DeviceRow row{.title = person.user,
                  .detail = joined(role_text(roles, person.role, tell.language), areas_text(tell, person.areas)),
                  .user = person.user};
    row.badges.push_back({tell.vi() ? "Không có máy" : "No device", Tone::neutral});
    return row;
}

bool is_wanted(const Telling& tell, OverviewOf what, const protocol::DeskDevice& device) {
    switch (what) {
        case OverviewOf::all: return is_late(device.seen, tell.now);
        case OverviewOf::refusing_devices: return device.refused > 0;
        case OverviewOf::devices: break;
    }
    return true;
}

RefusedSaveRow refused_row(const Telling& tell, const protocol::Desk& desk, const protocol::RefusedSave& save) {
    std::string device;
    for (const protocol::DeskDevice& each : desk.devices)
        if (each.device == save.device) device = each.name;
    const std::string user = !save.user.empty() ? save.user
                             : tell.vi()        ? "Một người khác trên máy này"
                                                : "Somebody else on this device";
    const std::string form = !save.form.empty() ? form_title(tell.workbook, save.form, tell.language)
                             : tell.vi()        ? "loại phiếu mà vai trò này không xem"
                                                : "a kind of form that this role does not read";
    const std::string when = (tell.vi() ? "lưu " : "saved ") + when_text(save.at, tell.now, tell.language);
    return {joined(user, device), joined(form, when), save.reason.in(tell.language)};
}

// Which they are, as far as the server has told; an older one says only of which devices.
void add_refused(OverviewView& view, const Telling& tell, const ToldDesk& told, const DeskSums& sums) {
    const auto listed = static_cast<std::int64_t>(told.desk.refused.size());
    view.refused_title = tell.vi() ? "Lần lưu máy chủ giữ lại" : "Saves in quarantine";
    for (const protocol::RefusedSave& save : told.desk.refused)
        view.refused.push_back(refused_row(tell, told.desk, save));
    if (listed == 0 && sums.refused > 0)
        view.refused_about = tell.vi() ? "Máy chủ này chưa kể từng lần lưu, chỉ cho biết máy nào; xem bên dưới."
                                       : "This server does not tell which saves, only of which devices; see below.";
    else if (listed > 0)
        view.refused_about =
            tell.vi() ? "Chưa được tính vào số liệu. Nội dung còn nguyên trên máy người ghi, nơi họ xem lý do "
                        "và sửa để gửi lại; ở đây không hiện điều đã ghi."
                      : "Not counted in any figure. What was written is still on its writer's device, where "
                        "the reason stands and it can be put right and sent again; it is not shown here.";
    if (listed > 0 && listed < sums.refused) {
        const std::string more = tell.number(sums.refused - listed);
        view.refused_about += tell.vi() ? " Còn " + more + " lần lưu nữa không kể ở đây."
                                        : " There are " + more + " more that are not listed.";
    }
}

std::string devices_about(const Telling& tell, const std::optional<ToldDesk>& told, bool is_some_shown,
                          OverviewOf what) {
    if (!told)
        return tell.vi() ? "Máy chủ chưa cho biết về các máy trong địa bàn. Hãy đồng bộ một lần khi có mạng."
                         : "The server has not told anything of the devices yet. Sync once when there is a network.";
    const std::string when = when_text(told->at, tell.now, tell.language);
    const std::string as_of = tell.vi() ? "Theo máy chủ, " + when + "." : "As the server knew, " + when + ".";
    if (is_some_shown) return as_of;
    if (what == OverviewOf::refusing_devices)
        return as_of + (tell.vi() ? " Không có gì bị giữ lại." : " Nothing is in quarantine.");
    return as_of + (tell.vi() ? " Mọi máy đều đã gửi trong 7 ngày qua." : " Every device was heard of within 7 days.");
}

void add_devices(OverviewView& view, const Telling& tell, const std::optional<ToldDesk>& told, OverviewOf what) {
    view.devices_title = what == OverviewOf::refusing_devices
                             ? (tell.vi() ? "Máy có phần bị giữ lại" : "Devices with changes in quarantine")
                         : what == OverviewOf::devices ? (tell.vi() ? "Mọi máy trong địa bàn" : "All devices here")
                                                       : (tell.vi() ? "Máy lâu chưa gửi" : "Late devices");
    if (told)
        for (const protocol::DeskDevice& device : told->desk.devices)
            if (is_wanted(tell, what, device)) view.devices.push_back(device_row(tell, device));
    if (told && what == OverviewOf::devices)  // whoever left may have left cases to be given to others
        for (const protocol::IdlePerson& person : told->desk.idle) view.devices.push_back(idle_row(tell, person));
    view.devices_about = devices_about(tell, told, !view.devices.empty(), what);
    if (what != OverviewOf::all || !told) return;
    if (view.devices.size() > late_shown_max) view.devices.resize(late_shown_max);
    const auto all = static_cast<std::int64_t>(told->desk.devices.size());
    view.more_devices = Command{tell.vi() ? "Xem cả " + tell.number(all) + " máy" : "See all " + tell.number(all),
                                OpenDevices{}, false};
}

std::string remark_of(const CommuneWeeks& row, Language language) {
    if (row.silent < 2) return "";
    const bool is_whole = row.total == 0;
    const std::string weeks = std::to_string(is_whole ? static_cast<int>(row.weeks.size()) : row.silent);
    return language == Language::vi ? weeks + " tuần chưa có gì" : "nothing for " + weeks + " weeks";
}

HeatRow heat_row(const Telling& tell, const CommuneWeeks& counts, const std::vector<int>& levels,
                 const std::vector<Date>& mondays) {
    HeatRow row{.name = area_name(tell.workbook, counts.area, tell.language)};
    row.remark = remark_of(counts, tell.language);
    const auto last = [](Date monday) { return to_string(monday + std::chrono::days(6)); };
    for (std::size_t i = 0; i < mondays.size(); ++i)
        row.cells.push_back(
            {counts.weeks[i], levels[i], OpenDays{counts.area, to_string(mondays[i]), last(mondays[i])}});
    row.total = {counts.total, 0, OpenDays{counts.area, to_string(mondays.front()), last(mondays.back())}};
    return row;
}

HeatRow sum_row(const Telling& tell, const std::vector<CommuneWeeks>& table, const std::vector<Date>& mondays) {
    CommuneWeeks sum{"", std::vector<std::int64_t>(mondays.size()), 0, 0};
    for (const CommuneWeeks& each : table) {
        for (std::size_t i = 0; i < mondays.size(); ++i) sum.weeks[i] += each.weeks[i];
        sum.total += each.total;
    }
    HeatRow row = heat_row(tell, sum, std::vector<int>(mondays.size()), mondays);
    row.name = tell.vi() ? "Cả địa bàn" : "All areas";
    row.is_sum = true;
    return row;
}

void add_heat(OverviewView& view, const Telling& tell) {
    const auto [mondays, table] = weeks_here(tell.workbook.replica(), tell.now);
    const auto dark = levels(table);
    view.heat.title = tell.vi() ? "Xã theo tuần" : "Communes by week";
    view.heat.about = tell.vi() ? "Số phiếu trên máy này, theo ngày ghi trên phiếu (ngày xảy ra việc, không phải ngày "
                                  "gửi). Ô đậm hơn là nhiều hơn; chạm một số để xem các phiếu."
                                : "Records on this device by the day that stands on them (when it happened, not when "
                                  "it was sent). Darker is more; tap a number to see the records.";
    view.heat.file =
        Command{tell.vi() ? "Ghi bảng này ra tệp Excel" : "Write this table to an Excel file", OpenReportFile{}, false};
    view.heat.total_title = std::to_string(mondays.size()) + (tell.vi() ? " tuần" : " weeks");
    for (const Date monday : mondays)
        view.heat.weeks.push_back({(tell.vi() ? "Tuần " : "Week ") + std::to_string(week_number(monday)),
                                   week_days(monday), week_text(monday, tell.language)});
    view.heat.rows.push_back(sum_row(tell, table, mondays));
    for (std::size_t i = 0; i < table.size(); ++i) view.heat.rows.push_back(heat_row(tell, table[i], dark[i], mondays));
}

}  // namespace

OverviewView overview_view(Workbook& workbook, OverviewOf what, Language language, Instant now) {
    const Telling tell{workbook, language, now};
    OverviewView view{.title = language == Language::vi ? "Tình hình địa bàn" : "Overview"};
    const auto told = workbook.replica().desk().told();
    const DeskSums sums = told ? sums_of(told->desk, workbook.replica().device().device, now) : DeskSums();
    if (told && what == OverviewOf::refusing_devices) add_refused(view, tell, *told, sums);
    add_devices(view, tell, told, what);
    if (what != OverviewOf::all) {
        view.title = language == Language::vi ? "Máy trong địa bàn" : "Devices";
        if (!view.refused_title.empty()) view.title = language == Language::vi ? "Máy chủ giữ lại" : "In quarantine";
        return view;
    }
    view.figures = figures_of(tell, sums);
    if (auto periods = open_periods_figure(workbook, language, now)) view.figures.push_back(std::move(*periods));
    if (!known_reports(workbook.replica()).empty())
        view.reports = Command{tell.vi() ? "Lập báo cáo" : "Make a report", OpenReports{}, false};
    add_heat(view, tell);
    return view;
}

std::optional<std::int64_t> late_devices(Workbook& workbook, Instant now) {
    Replica& replica = workbook.replica();
    if (!replica.sees_desk()) return std::nullopt;
    const auto told = replica.desk().told();
    return told ? sums_of(told->desk, replica.device().device, now).late : 0;
}

}  // namespace nuong::client

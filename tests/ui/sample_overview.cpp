#include "tests/ui/sample_overview.h"

#include "client/app/overview.h"

namespace nuong::client::samples {
namespace {

const char* const communes[] = {"Khánh Yên",    "Võ Lao",     "Sơn Thủy",   "Nậm Mả",           "Tân Thượng",
                                "Nậm Rạng",     "Nậm Chầy",   "Tân An",     "Khánh Yên Thượng", "Nậm Xé",
                                "Dần Thàng",    "Chiềng Ken", "Làng Giàng", "Hòa Mạc",          "Khánh Yên Trung",
                                "Khánh Yên Hạ", "Dương Quỳ",  "Nậm Tha",    "Minh Lương",       "Thẩm Dương",
                                "Liêm Phú",     "Nậm Xây"};

HeatTable heat(Words t) {
    HeatTable table{.title = t("Xã theo tuần", "Communes by week"),
                    .about = t("Số phiếu trên máy này, theo ngày ghi trên phiếu (ngày xảy ra việc, không phải ngày "
                               "gửi). Ô đậm hơn là nhiều hơn; chạm một số để xem các phiếu.",
                               "Records on this device by the day that stands on them (when it happened, not when it "
                               "was sent). Darker is more; tap a number to see the records."),
                    .total_title = t("12 tuần", "12 weeks")};
    table.file = Command{t("Ghi bảng này ra tệp Excel", "Write this table to an Excel file"), OpenReportFile{}, false};
    const auto mondays = last_weeks(*parse_date("2024-12-05"), 12);
    for (const Date monday : mondays)
        table.weeks.push_back({t("Tuần ", "Week ") + std::to_string(week_number(monday)), week_days(monday),
                               week_text(monday, t.language)});
    HeatRow sum{.name = t("Cả địa bàn", "All areas"), .is_sum = true, .cells = std::vector<HeatCell>(12)};
    for (int row = 0; row < 22; ++row) {
        HeatRow each{.name = communes[row]};
        for (int week = 0; week < 12; ++week) {
            const bool silent = row == 5 ? week > 8 : row == 17;
            const std::int64_t count = silent ? 0 : (row * 7 + week * 5) % 11 * ((row + week) % 3) * 2;
            const int level = count == 0 ? 0 : count < 5 ? 1 : count < 11 ? 2 : count < 17 ? 3 : 4;
            const std::string day = to_string(mondays[static_cast<std::size_t>(week)]);
            each.cells.push_back({count, level, OpenDays{std::to_string(3055 + row), day, day}});
            each.total.count += count;
            sum.cells[static_cast<std::size_t>(week)].count += count;
        }
        if (row == 5) each.remark = t("2 tuần chưa có gì", "nothing for 2 weeks");
        if (row == 17) each.remark = t("12 tuần chưa có gì", "nothing for 12 weeks");
        each.total.open = OpenDays{std::to_string(3055 + row), "2024-09-16", "2024-12-08"};
        sum.total.count += each.total.count;
        table.rows.push_back(std::move(each));
    }
    table.rows.insert(table.rows.begin(), std::move(sum));
    return table;
}

DeviceRow device(const char* title, std::string detail, std::vector<Badge> badges) {
    return {title, std::move(detail), std::move(badges), "colleague"};
}

}  // namespace

OverviewView overview(Words t) {
    OverviewView view{.title = t("Tình hình địa bàn", "Overview")};
    view.reports = Command{t("Lập báo cáo", "Make a report"), OpenReports{}, false};
    view.figures = {
        {t("Yêu cầu quá hạn", "Overdue requests"), t("về dữ liệu cá nhân", "about personal data"), 1, Tone::danger,
         OpenGathered{ListKind::late_requests}},
        {t("Thăm quá hẹn", "Overdue visits"), "", 14, Tone::warning, OpenGathered{ListKind::late_visits}},
        {t("Chuyển gửi quá hạn", "Overdue referrals"), "", 3, Tone::warning, OpenGathered{ListKind::late_referrals}},
        {t("Cần quyết định", "To decide"), "", 2, Tone::warning, OpenConflicts{}},
        {t("Nghi ghi hai lần", "Maybe twice"), t("đếm hôm qua 16:05", "counted yesterday 16:05"), 7, Tone::info,
         OpenConflicts{}},
        {t("Bị trả lại", "Returned"), "", 0, Tone::neutral, OpenGathered{ListKind::returned}},
        {t("Máy chủ giữ lại", "In quarantine"), t("của 2 máy", "of devices: 2"), 5, Tone::danger, OpenDevices{true}},
        {t("Nháp trên máy này", "Drafts here"), t("và 12 trên 4 máy khác", "12 more on 4 others"), 1, Tone::info,
         OpenGathered{ListKind::drafts}},
        {t("Máy lâu chưa gửi", "Late devices"), t("trong số 32", "of 32"), 3, Tone::warning, OpenDevices{}},
        {t("Kỳ chưa khóa", "Periods open"), t("đầu 2024", "H1 2024"), 2, Tone::warning, OpenPeriods{"2024-H1"}}};
    view.devices_title = t("Máy lâu chưa gửi", "Late devices");
    view.devices_about = t("Theo máy chủ, hôm nay 10:42.", "As the server knew, today 10:42.");
    view.devices = overview_of_devices(t).devices;
    view.devices.resize(2);
    view.more_devices = Command{t("Xem cả 32 máy", "See all 32"), OpenDevices{}, false};
    view.heat = heat(t);
    return view;
}

OverviewView overview_of_devices(Words t) {
    OverviewView view{.title = t("Máy trong địa bàn", "Devices")};
    view.devices_title = t("Mọi máy trong địa bàn", "All devices here");
    view.devices_about = t("Theo máy chủ, hôm nay 10:42.", "As the server knew, today 10:42.");
    view.devices = {
        device("lung · Máy tính bảng đội tình nguyện số 3",
               t("Tình nguyện viên · Nậm Tha · gặp lần cuối 02/10/2024 08:15 · đã nhận 41 lần lưu · lúc ấy còn 6 lần "
                 "lưu chưa gửi, 2 nháp",
                 "Volunteer · Nậm Tha · last heard of 02/10/2024 08:15 · 41 saves accepted · then waiting: 6 saves "
                 "not sent, 2 drafts"),
               {{t("Trễ 64 ngày", "64 days silent"), Tone::warning}}),
        device(
            "mai.tran · Máy trạm y tế",
            t("Cán bộ y tế · Khánh Yên Hạ, Khánh Yên Trung, Chiềng Ken… · gặp lần cuối 24/11/2024 16:40 · đã nhận "
              "1.204 lần lưu · lúc ấy không còn gì chờ",
              "Health worker · Khánh Yên Hạ, Khánh Yên Trung, Chiềng Ken… · last heard of 24/11/2024 16:40 · 1,204 "
              "saves accepted · nothing waited then"),
            {{t("Giữ lại 3", "3 in quarantine"), Tone::danger}, {t("Trễ 10 ngày", "10 days silent"), Tone::warning}}),
        device("ha · Máy của chị Hà",
               t("Cán bộ tiếp cận · Khánh Yên Hạ · gặp lần cuối hôm qua 16:05 · đã nhận 131 lần lưu · máy "
                 "chưa cho biết còn gì chờ gửi",
                 "Outreach worker · Khánh Yên Hạ · last heard of yesterday 16:05 · 131 saves accepted · it has not "
                 "said what waits"),
               {})};
    return view;
}

OverviewView overview_of_refused(Words t) {
    OverviewView view = overview_of_devices(t);
    view.title = t("Máy chủ giữ lại", "In quarantine");
    view.refused_title = t("Lần lưu máy chủ giữ lại", "Saves in quarantine");
    view.refused_about =
        t("Chưa được tính vào số liệu. Nội dung còn nguyên trên máy người ghi, nơi họ xem lý do và sửa để gửi lại; ở "
          "đây không hiện điều đã ghi.",
          "Not counted in any figure. What was written is still on its writer's device, where the reason stands and it "
          "can be put right and sent again; it is not shown here.");
    view.refused = {
        {"mai.tran · Máy trạm y tế", t("Phiếu đăng ký · lưu hôm qua 16:05", "Register · saved yesterday 16:05"),
         t("Tài khoản mai.tran không phụ trách địa bàn “Võ Lao”. Nếu chọn nhầm, hãy chọn lại địa bàn rồi "
           "nộp lại.",
           "The account mai.tran is not responsible for the area \"Võ Lao\". If it was chosen by mistake, "
           "choose the area again and submit again.")},
        {t("Một người khác trên máy này · Máy trạm y tế", "Somebody else on this device · Máy trạm y tế"),
         t("loại phiếu mà vai trò này không xem · lưu 02/12/2024 08:15",
           "a kind of form that this role does not read · saved 02/12/2024 08:15"),
         t("Người ghi không có quyền ghi loại phiếu này, hoặc không phụ trách địa bàn đó.",
           "Whoever wrote it may not write this kind of form, or is not responsible for that area.")}};
    view.devices_title = t("Máy có phần bị giữ lại", "Devices with changes in quarantine");
    view.devices = {view.devices[1]};
    return view;
}

OverviewView overview_untold(Words t) {
    OverviewView view = overview(t);
    view.figures[3] = {
        t("Nghi ghi hai lần", "Maybe twice"), t("chạm để tìm", "tap to look"), {}, Tone::neutral, OpenConflicts{}};
    view.devices.clear();
    view.more_devices.reset();
    view.devices_about = t("Máy chủ chưa cho biết về các máy trong địa bàn. Hãy đồng bộ một lần khi có mạng.",
                           "The server has not told anything of the devices yet. Sync once when there is a network.");
    return view;
}

ListView unchecked(Words t) {
    ListView view{
        .kind = ListKind::unchecked,
        .title = t("Chờ kiểm tra", "To be checked"),
        .search_hint = t("Tìm trong danh sách này", "Search in this list"),
        .rows = {{record(101), "Giàng A Lùng", t("Phiếu đăng ký · Võ Lao · 02/12/2024", "Register · Võ Lao"), {}},
                 {record(102), "Lý Thị Mai", t("ASSIST · Võ Lao · 03/12/2024", "ASSIST · Võ Lao"), {}},
                 {record(103),
                  "Sùng Thị Mỷ",
                  t("Phiếu đăng ký · Nậm Tha · 04/12/2024", "Register · Nậm Tha"),
                  {{t("Cần quyết định", "To decide"), Tone::warning}}}},
        .total = 3,
        .check = CheckAll{{record(101), record(102)}}};
    return view;
}

CaseloadView caseload(Words t) {
    return {
        .user = "hoa",
        .title = "hoa",
        .about = t("Tình nguyện viên · đang phụ trách 41 phiếu", "Volunteer · 41 records to look after"),
        .count = 41,
        .colleagues = {{"lung", "Giàng A Lùng",
                        t("nhận được 37/41 phiếu trong địa bàn của họ", "can take 37/41 records, in their areas"), 37},
                       {"mai", "Lý Thị Mai",
                        t("nhận được 4/41 phiếu trong địa bàn của họ", "can take 4/41 records, in their areas"), 4}}};
}

CaseloadView caseload_empty(Words t) {
    return {.user = "hoa",
            .title = "hoa",
            .about = t("Tình nguyện viên · đang phụ trách 0 phiếu", "Volunteer · 0 records to look after")};
}

}  // namespace nuong::client::samples

#include "tests/ui/sample_reports.h"

#include <array>

#include "shared/reports/chosen_days.h"

namespace nuong::client::samples {
namespace {

ReportView report_frame(Words t) {
    return {.report = "R1",
            .title = t("R1 · Báo cáo quản lý người nghiện, người sử dụng trái phép", "R1 · People under management"),
            .area = t("Huyện Văn Bàn, Tỉnh Lào Cai", "Văn Bàn (district), Lào Cai (province)"),
            .period = t("6 tháng đầu năm 2024", "first half of 2024"),
            .earlier = ChoosePeriod{"2023-H2"},
            .later = ChoosePeriod{"2024-H2"},
            .kinds = {{t("Quý", "Quarter"), ChoosePeriod{"2024-04-01..2024-06-30"}, false},
                      {t("6 tháng", "Half year"), ChoosePeriod{"2024-H1"}, true},
                      {t("Năm", "Year"), ChoosePeriod{"2024"}, false},
                      {t("Từ ngày đến ngày", "From day to day"), AskDays{}, false}},
            .has_versions = true};
}

}  // namespace

ReportView report(Words t) {
    ReportView view = report_frame(t);
    view.count.is_ready = true;
    FigureTable table{.form = t("B02 · BIỂU 02. NGƯỜI THEO DIỆN QUẢN LÝ", "B02 · FORM 02. PEOPLE BY CATEGORY"),
                      .title = t("I. Đầu kỳ, tăng, giảm, cuối kỳ", "I. Opening, in, out, closing"),
                      .note = t("<5*: ẩn vì quá ít người, hoặc để không ai tính ra ô ẩn khác.",
                                "<5*: hidden because there are very few people."),
                      .head = {{"", t("Chỉ tiêu", "Indicator")}}};
    for (const char* unit :
         {"Khánh Yên", "Võ Lao", "Sơn Thủy", "Nậm Mả", "Tân Thượng", "Nậm Rạng", "Nậm Chầy", "Nậm Xé"})
        table.head.push_back({t("Chia theo đơn vị", "By unit"), unit});
    for (const std::string& word : {t("Tổng cộng", "Total"), t("Mục tiêu", "Target"), t("Chênh lệch", "Difference"),
                                    t("% mục tiêu", "% of target"), t("Đánh giá", "Status")})
        table.head.push_back({t("Cả địa bàn", "Whole area"), word});
    for (const std::string& name :
         {t("Người nghiện có hồ sơ quản lý: đầu kỳ", "Addicts with file: opening"),
          t("Người nghiện có hồ sơ quản lý: tăng trong kỳ", "Addicts with file: in"),
          t("Tỷ lệ người sau cai được theo dõi tại xã, phường, thị trấn", "Share of people followed after rehab")}) {
        FigureLine line{.cells = {{name, false}}, .open = OpenChart{0, table.lines.size()}};
        for (std::size_t i = 0; i < 8; ++i)
            line.cells.push_back(i == 3
                                     ? FigureCell{"<5*", false}
                                     : FigureCell{"1.204", true, Tone::neutral, OpenFigure{0, table.lines.size(), i}});
        line.cells.push_back({"9.632", true, Tone::neutral, OpenFigure{0, table.lines.size()}});
        line.cells.push_back({"80", true});
        line.cells.push_back({"-8", true});
        line.cells.push_back({"90", true});
        const bool is_met = table.lines.empty();
        line.cells.push_back(
            {is_met ? t("đạt", "met") : t("chưa đạt", "not met"), false, is_met ? Tone::good : Tone::warning});
        table.lines.push_back(line);
    }
    view.tables = {table};
    view.below = {t("Lập trên máy của sep 05/12/2024 08:15 · đồng bộ lần cuối 04/12/2024 16:00 · 0 lần lưu chờ gửi",
                    "Made on the device of sep 05/12/2024 08:15 · last sync 04/12/2024 16:00 · 0 saves to send")};
    return view;
}

ReportView report_by_units(Words t) {
    ReportView view = report_frame(t);
    view.count.is_ready = true;
    FigureTable table{.form = t("B01 · BIỂU 01. CAI NGHIỆN", "B01 · FORM 01. TREATMENT"),
                      .title = t("Cai nghiện theo kế hoạch", "Treatment by plan"),
                      .head = {{"", t("Đơn vị", "Unit")}}};
    std::size_t row = 0;
    for (const std::string& figure :
         {t("Cai nghiện tại cơ sở", "At a centre"), t("Cai nghiện tự nguyện tại gia đình, cộng đồng", "At home"),
          t("Quản lý sau cai", "After treatment")}) {
        for (const std::string& part : {t("chỉ tiêu", "target"), t("kết quả", "actual"), std::string("%")})
            table.head.push_back({figure, part, OpenChart{0, row}});
        ++row;
    }
    table.head.push_back({"", t("Duy trì không tái nghiện", "Abstinent"), OpenChart{0, row}});
    for (const std::string& unit :
         {std::string("Khánh Yên"), std::string("Võ Lao"), std::string("Nậm Mả"), t("Tổng cộng", "Total")}) {
        FigureLine line{.cells = {{unit, false}}, .is_total = unit == t("Tổng cộng", "Total")};
        for (std::size_t i = 1; i < table.head.size(); ++i)
            line.cells.push_back({unit == "Nậm Mả" && i == 2 ? "<5*" : "34", unit != "Nậm Mả" || i != 2});
        table.lines.push_back(line);
    }
    view.tables = {table};
    return view;
}

FigureView figure_records(Words t) {
    FigureView view{.title = t("Số lượt người được truyền thông trực tiếp", "People reached by sessions, turns"),
                    .subject = t("Võ Lao · 6 tháng đầu năm 2024", "Võ Lao · first half of 2024"),
                    .number = "131",
                    .about = t("từ 4 phiếu trên máy này", "from 4 records on this device"),
                    .count = {.is_ready = true},
                    .more = true,
                    .may_be_written = true};
    const char* const heads[] = {"42", "37", "28", "24"};
    for (int i = 0; i < 4; ++i)
        view.rows.push_back({record(20 + i),
                             t("Truyền thông tại thôn Bất", "Session in Bất"),
                             t("Buổi truyền thông · Võ Lao · 12/03/2024", "Session · Võ Lao · 12/03/2024"),
                             {{t("góp ", "adds ") + heads[i], Tone::neutral}}});
    return view;
}

ChartView chart(Words t) {
    const auto mark = [&](const std::string& name, const std::string& text, std::optional<double> number,
                          double target) {
        ChartMark made{name, text, number};
        if (!number) return made;
        const bool is_met = *number >= target;
        made.target = target;
        made.target_text = t("mục tiêu ", "target ") + std::to_string(static_cast<int>(target));
        made.status = is_met ? t("đạt", "met") : t("chưa đạt", "not met");
        made.tone = is_met ? Tone::good : Tone::warning;
        return made;
    };
    ChartView view{.title = t("Tỷ lệ người sau cai được theo dõi tại xã, phường, thị trấn",
                              "Share of people followed after rehab"),
                   .subject = t("Huyện Văn Bàn · 6 tháng đầu năm 2024", "Văn Bàn · first half of 2024"),
                   .whole = mark(t("6 tháng đầu năm 2024", "first half of 2024"), "76,92%", 76.92, 80),
                   .bars_title = t("Theo đơn vị", "By unit"),
                   .bars = {mark("Khánh Yên", "92,3%", 92.3, 80), mark("Võ Lao", "61,54%", 61.54, 80),
                            mark("Nậm Mả", "<5*", std::nullopt, 80), mark("Tân Thượng", "80%", 80, 80)},
                   .trend_title = t("Cả địa bàn qua các kỳ", "The whole area over the periods"),
                   .count = {.is_ready = true}};
    view.trend = {
        mark(t("cuối 2021", "H2 2021"), "48%", 48, 60),         mark(t("đầu 2022", "H1 2022"), "55,2%", 55.2, 60),
        mark(t("cuối 2022", "H2 2022"), "-", std::nullopt, 60), mark(t("đầu 2023", "H1 2023"), "71%", 71, 70),
        mark(t("cuối 2023", "H2 2023"), "74,4%", 74.4, 70),     mark(t("đầu 2024", "H1 2024"), "76,92%", 76.92, 80)};
    return view;
}

ReportView report_of_bands(Words t) {
    ReportView view = report_frame(t);
    view.report = "B03";
    view.title = t("B03 · Tiếp cận, tư vấn, sàng lọc", "B03 · Outreach, counselling, screening");
    view.count.is_ready = true;
    FigureTable table{.form = t("B03 · BIỂU 03. TIẾP CẬN, TƯ VẤN, SÀNG LỌC", "B03 · FORM 03. OUTREACH"),
                      .title = t("II. Sàng lọc ASSIST", "II. ASSIST screening"),
                      .head = {{"", t("Chỉ tiêu", "Indicator")}, {"", t("Cả địa bàn", "Whole area")}}};
    table.lines.push_back({.cells = {{t("Người được sàng lọc", "People screened"), false}, {"1.284", true}}});
    const auto part = [&](int level, float share, const char* vi, const char* en, const std::string& number) {
        return BandPart{level, share, t(vi, en) + " " + number};
    };
    const auto bar = [&](const std::string& name, const std::string& whole, float low, float moderate, float high,
                         const std::array<std::string, 4>& numbers) {
        const bool is_seen = !whole.empty();
        table.bands.push_back(
            {name,
             whole,
             {part(1, is_seen ? low : 0, "nguy cơ thấp", "low risk", numbers[0]),
              part(2, is_seen ? moderate : 0, "nguy cơ trung bình", "moderate risk", numbers[1]),
              part(3, is_seen ? high : 0, "nguy cơ cao", "high risk", numbers[2]),
              part(0, is_seen ? 1 - low - moderate - high : 0, "chưa đủ câu trả lời", "incomplete", numbers[3])}});
    };
    bar(t("Thuốc lá, thuốc lào", "Tobacco"), "1.284", 0.55f, 0.35f, 0.08f, {"706", "449", "103", "26"});
    bar(t("Kích thích dạng amphetamine", "Amphetamine-type stimulants"), "212", 0.2f, 0.5f, 0.3f,
        {"42", "106", "64", "0"});
    bar(t("Chất gây ảo giác", "Hallucinogens"), "", 0, 0, 0, {"17", "<5*", "<5*", "0"});
    view.tables.push_back(std::move(table));
    return view;
}

// One that was sent, and what came late after it.
VersionsView versions(Words t) {
    VersionsView view{
        .title = t("R1 · Báo cáo quản lý người nghiện, người sử dụng trái phép", "R1 · People under management"),
        .subject = t("Huyện Văn Bàn, Tỉnh Lào Cai · 6 tháng đầu năm 2024", "Văn Bàn · first half of 2024"),
        .heard = t("Theo máy chủ của huyện lúc 05/12/2024 08:15", "As the district's server said on 05/12/2024 08:15"),
        .empty_text = t("Chưa có bản nào được chốt.", "No version was frozen yet."),
        .may_ask = true,
        .may_freeze = true,
        .freezing = {t("Máy chủ của huyện lập báo cáo từ mọi phiếu đã gửi về, rồi giữ lại. Từ đó không số "
                       "nào trong bản ấy thay đổi nữa.",
                       "The district's server makes the report of all records and keeps it. Nothing in "
                       "it changes any more."),
                     t("Máy này còn 12 lần lưu chưa gửi: hãy đồng bộ trước.",
                       "12 saves on this device are not sent yet: sync first.")}};
    const auto row = [&](std::uint32_t version, const Badge& state, std::vector<std::string> steps) {
        return VersionRow{.version = version,
                          .title = t("Phiên bản ", "Version ") + std::to_string(version),
                          .state = state,
                          .steps = std::move(steps),
                          .with_now = {t("So với hiện tại", "Compare with now"), CompareVersions{version, 0}, false},
                          .save = {t("Lưu tệp", "Save a file"), OpenVersionFile{version}, false}};
    };
    const std::string draft = t("bản nháp: ", "draft: "), checked = t("đã kiểm tra: ", "checked: ");
    VersionRow third = row(3, {t("bản nháp", "draft"), Tone::neutral}, {draft + "lan, 05/12/2024 08:10"});
    third.next = Command{t("Kiểm tra xong", "Checked"), AdvanceVersion{3, "checked"}, true};
    third.with_before = Command{t("So với bản trước", "Compare with the one before"), CompareVersions{2, 3}, false};
    third.replaces = t("Thay cho phiên bản 1", "In the place of version 1");
    third.note = t("Bổ sung xã Nậm Mả gửi muộn", "With what came late from Nậm Mả");
    VersionRow second = row(2, {t("đã kiểm tra", "checked"), Tone::info},
                            {draft + "sep, 02/08/2024 09:00", checked + "lan, 02/08/2024 10:30"});
    second.no_next = t("Bạn đã chốt hoặc kiểm tra bản này nên không ký; người ký phải là một người khác.",
                       "You have frozen or checked it and do not sign it; somebody else must.");
    second.with_before = Command{t("So với bản trước", "Compare with the one before"), CompareVersions{1, 2}, false};
    const VersionRow first = row(
        1, {t("đã gửi", "sent"), Tone::good},
        {draft + "lan, 10/07/2024 08:00", checked + "hoa, 10/07/2024 09:00",
         t("đã ký: ", "signed: ") + "chánh, 11/07/2024 15:20", t("đã gửi: ", "sent: ") + "chánh, 11/07/2024 16:00"});
    view.versions = {third, second, first};
    return view;
}

DifferenceView difference(Words t) {
    DifferenceView view{.title = t("R1 · Báo cáo quản lý người nghiện", "R1 · People under management"),
                        .subject = t("Huyện Văn Bàn · 6 tháng đầu năm 2024", "Văn Bàn · first half of 2024"),
                        .about = t("Phiên bản 1 so với hiện tại", "Version 1 beside now"),
                        .below = {t("Đơn vị mới: Nậm Xé", "New units: Nậm Xé")}};
    FigureTable table{.title = t("I. Đầu kỳ, tăng, giảm, cuối kỳ", "I. Opening, in, out, closing"),
                      .head = {{"", t("Chỉ tiêu", "Indicator")},
                               {"", t("Đơn vị", "Unit")},
                               {"", t("Số liệu", "Figure")},
                               {"", t("Phiên bản 1", "Version 1")},
                               {"", t("Hiện tại", "Now")}}};
    for (const char* unit : {"Nậm Mả", "Võ Lao"})
        table.lines.push_back({.cells = {{t("Người nghiện có hồ sơ quản lý: tăng trong kỳ", "Addicts with file: in")},
                                         {unit},
                                         {t("kết quả", "actual")},
                                         {"1.204", true},
                                         {"1.211", true}}});
    view.tables = {table};
    return view;
}

std::vector<Sample> all_of_reports(Words t) {
    ReportView counting = report_frame(t);
    counting.count.counts = true;
    counting.count.progress = 0.4f;
    counting.count.progress_text = "81.200 / 203.000";
    ReportView days = report(t), no_days = report(t);
    days.days = DaysView{"05/03/2024", "20/02/2024",
                         t("Ngày cuối (20/02/2024) đứng trước ngày đầu (05/03/2024). Hãy sửa lại một trong hai ngày.",
                           "The last day (20/02/2024) lies before the first (05/03/2024). Put one of them right.")};
    no_days.no_days = reports::only_of_official_periods().message.in(t.language);
    PrintView file{.title = t("R1 · Báo cáo quản lý", "R1 · People under management"),
                   .subject = t("Huyện Văn Bàn · 6 tháng đầu năm 2024", "Văn Bàn · first half of 2024"),
                   .folders = {{"/home/ha", "ha", false, true}},
                   .formats = {{"Excel", SaveReport{"xlsx"}, false},
                               {"Word", SaveReport{"docx"}, false},
                               {"CSV", SaveReport{"csv"}, false},
                               {t("Hình để in", "Pictures to print"), SaveReport{"html"}, false}}};
    PrintView of_list = file;
    of_list.title = t("Danh sách người", "People");
    of_list.subject = "";
    of_list.formats = {
        {"Excel", SaveList{"xlsx"}, false}, {"CSV", SaveList{"csv"}, false}, {"JSON", SaveList{"json"}, false}};
    PrintView writing = of_list;
    writing.count = {.counts = true, .progress = 0.3f, .progress_text = "60.900 / 203.000"};
    const ReportListView list{
        .title = t("Báo cáo", "Reports"),
        .reports = {{"R1", t("R1 · Báo cáo quản lý người nghiện, người sử dụng", "R1 · People under management"), ""},
                    {"R9", t("R9 · Tình hình đồng bộ", "R9 · Synchronisation"),
                     t("Chỉ lập trên máy chủ", "On the server only")}}};
    VersionsView asking = versions(t);
    asking.asking = t("Máy chủ đang lập và chốt báo cáo…", "The server is making and freezing the report…");
    asking.may_stop = true;
    const VersionsView offline{
        .title = asking.title,
        .subject = asking.subject,
        .result = Badge{t("Các bản đã chốt nằm ở máy chủ của huyện, nên việc này cần có mạng. Không kết nối được.",
                          "Frozen versions lie at the district's server, so this needs a network. No connection."),
                        Tone::warning},
        .may_ask = true};
    return {{"versions", frame(t, versions(t))},
            {"versions_asking", frame(t, asking)},
            {"versions_offline", frame(t, offline)},
            {"difference", frame(t, difference(t))},
            {"reports", frame(t, list)},
            {"report_counting", frame(t, counting)},
            {"report", frame(t, report(t))},
            {"report_days", frame(t, days)},
            {"report_no_days", frame(t, no_days)},
            {"report_bands", frame(t, report_of_bands(t))},
            {"report_records", frame(t, figure_records(t))},
            {"report_chart", frame(t, chart(t))},
            {"report_file", frame(t, file)},
            {"list_file", frame(t, of_list)},
            {"list_file_writing", frame(t, writing)},
            {"report_by_units", frame(t, report_by_units(t))}};
}

}  // namespace nuong::client::samples

#include "tests/ui/sample_reports.h"

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
                      {t("Năm", "Year"), ChoosePeriod{"2024"}, false}}};
}

}  // namespace

ReportView report(Words t) {
    ReportView view = report_frame(t);
    view.is_ready = true;
    FigureTable table{.form = t("B02 · BIỂU 02. NGƯỜI THEO DIỆN QUẢN LÝ", "B02 · FORM 02. PEOPLE BY CATEGORY"),
                      .title = t("I. Đầu kỳ, tăng, giảm, cuối kỳ", "I. Opening, in, out, closing"),
                      .note = t("<5*: ẩn vì quá ít người, hoặc để không ai tính ra ô ẩn khác.",
                                "<5*: hidden because there are very few people."),
                      .head = {{"", t("Chỉ tiêu", "Indicator")}}};
    for (const char* unit :
         {"Khánh Yên", "Võ Lao", "Sơn Thủy", "Nậm Mả", "Tân Thượng", "Nậm Rạng", "Nậm Chầy", "Nậm Xé"})
        table.head.push_back({t("Chia theo đơn vị", "By unit"), unit});
    for (const std::string& word : {t("Tổng cộng", "Total"), t("Mục tiêu", "Target"), t("Đánh giá", "Status")})
        table.head.push_back({t("Cả địa bàn", "Whole area"), word});
    for (const std::string& name :
         {t("Người nghiện có hồ sơ quản lý: đầu kỳ", "Addicts with file: opening"),
          t("Người nghiện có hồ sơ quản lý: tăng trong kỳ", "Addicts with file: in"),
          t("Tỷ lệ người sau cai được theo dõi tại xã, phường, thị trấn", "Share of people followed after rehab")}) {
        FigureLine line{.cells = {{name, false}}};
        for (int i = 0; i < 8; ++i) line.cells.push_back(i == 3 ? FigureCell{"<5*", false} : FigureCell{"1.204", true});
        line.cells.push_back({"9.632", true});
        line.cells.push_back({"80", true});
        line.cells.push_back({t("chưa đạt", "not met"), false});
        table.lines.push_back(line);
    }
    view.tables = {table};
    view.below = {t("Lập trên máy của sep 05/12/2024 08:15 · đồng bộ lần cuối 04/12/2024 16:00 · 0 lần lưu chờ gửi",
                    "Made on the device of sep 05/12/2024 08:15 · last sync 04/12/2024 16:00 · 0 saves to send")};
    return view;
}

std::vector<Sample> all_of_reports(Words t) {
    ReportView counting = report_frame(t);
    counting.counts = true;
    counting.progress = 0.4f;
    counting.progress_text = "81.200 / 203.000";
    PrintView file{.title = t("R1 · Báo cáo quản lý", "R1 · People under management"),
                   .subject = t("Huyện Văn Bàn · 6 tháng đầu năm 2024", "Văn Bàn · first half of 2024"),
                   .folders = {{"/home/ha", "ha", false, true}},
                   .formats = {{"Excel", SaveReport{"xlsx"}, false},
                               {"Word", SaveReport{"docx"}, false},
                               {"CSV", SaveReport{"csv"}, false}}};
    const ReportListView list{
        .title = t("Báo cáo", "Reports"),
        .reports = {{"R1", t("R1 · Báo cáo quản lý người nghiện, người sử dụng", "R1 · People under management"), ""},
                    {"R8", t("R8 · Thiết bị chưa đồng bộ", "R8 · Late devices"),
                     t("Chỉ lập trên máy chủ", "On the server only")}}};
    return {{"reports", frame(t, list)},
            {"report_counting", frame(t, counting)},
            {"report", frame(t, report(t))},
            {"report_file", frame(t, file)}};
}

}  // namespace nuong::client::samples

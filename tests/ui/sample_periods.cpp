#include "tests/ui/sample_periods.h"

namespace nuong::client::samples {

PeriodsView periods(Words t) {
    PeriodsView view{
        .title = t("Kỳ số liệu", "Periods"),
        .area = t("Huyện Văn Bàn", "Văn Bàn (district)"),
        .period = t("6 tháng đầu năm 2024", "first half of 2024"),
        .about = t("Khóa kỳ không chặn ai ghi: điều ghi muộn vẫn lưu, người ghi được nhắc. Chạm một dòng để xem còn "
                   "thiếu gì, để khóa hay mở lại.",
                   "A lock stops nobody: what comes late is kept, and its writer is told. Tap a line to see what is "
                   "missing, to lock or to reopen."),
        .earlier = OpenPeriods{"2023-H2"},
        .later = OpenPeriods{"2024-H2"}};
    const Badge open{t("Chưa khóa", "Open"), Tone::warning}, locked{t("Đã khóa", "Locked"), Tone::good},
        checked{t("Đã kiểm tra, chưa khóa", "Checked, open"), Tone::info};
    view.rows = {
        {t("Mọi biểu mẫu", "Every form"),
         t("1.204 phiếu, 31 chờ kiểm tra, 2 bị trả lại · khóa 3/22 đơn vị",
           "1,204 records, 31 to be checked, 2 returned · locked 3/22 units"),
         open, OpenPeriod{"2024-H1", "all"}},
        {t("Buổi truyền thông", "Communication session"),
         t("310 phiếu, 31 chờ kiểm tra · khóa 3/22 đơn vị", "310 records, 31 to be checked · locked 3/22 units"), open,
         OpenPeriod{"2024-H1", "communication_activity"}},
        {t("Sàng lọc ASSIST", "ASSIST screening"), t("412 phiếu · khóa 3/22 đơn vị", "412 records · locked 3/22 units"),
         checked, OpenPeriod{"2024-H1", "screening_assist"}},
        {t("Thăm người sau cai nghiện tại nơi cư trú", "Visit after rehabilitation"),
         t("482 phiếu · khóa 22/22 đơn vị", "482 records · locked 22/22 units"), locked,
         OpenPeriod{"2024-H1", "post_rehab_visit"}}};
    return view;
}

PeriodView period(Words t) {
    PeriodView view{.title = t("Mọi biểu mẫu", "Every form"),
                    .subject = t("Huyện Văn Bàn · 6 tháng đầu năm 2024", "Văn Bàn (district) · first half of 2024"),
                    .state = {t("Chưa khóa", "Open"), Tone::warning},
                    .units = t("Chưa khóa ở 22/22 đơn vị: Khánh Yên, Võ Lao, Sơn Thủy, Nậm Mả, Tân Thượng, Nậm Rạng, "
                               "Nậm Chầy, Tân An, …",
                               "Not locked in 22 of 22 units: Khánh Yên, Võ Lao, Sơn Thủy, Nậm Mả, Tân Thượng, Nậm "
                               "Rạng, Nậm Chầy, Tân An, …")};
    const OpenDays days{.area = {}, .from = "2024-01-01", .until = "2024-06-30"};
    view.figures = {{t("Phiếu trong kỳ", "Records"), "", 1'204, Tone::info, days},
                    {t("Chờ kiểm tra", "To be checked"), "", 31, Tone::warning, OpenGathered{ListKind::unchecked}},
                    {t("Bị trả lại", "Returned"), "", 2, Tone::warning, OpenGathered{ListKind::returned}},
                    {t("Cần quyết định", "To decide"), "", 0, Tone::neutral, OpenConflicts{}},
                    {t("Nháp trên máy này", "Drafts here"), "", 1, Tone::info, OpenGathered{ListKind::drafts}},
                    {t("Máy chủ giữ lại", "In quarantine"), "", 5, Tone::danger, OpenDevices{true}}};
    view.missing = {t("31 phiếu của kỳ chưa ai kiểm tra", "31 records of the period that nobody has checked"),
                    t("2 phiếu của kỳ bị trả lại, chưa sửa", "2 records of the period returned, not put right"),
                    t("12 nháp trên các máy khác, chưa rõ của kỳ nào", "12 drafts on other devices, of any period"),
                    t("5 lần lưu đang bị máy chủ giữ lại", "5 changes in quarantine")};
    view.about_lock =
        t("Cho cả Huyện Văn Bàn: 22 đơn vị cùng lúc.", "For all of Văn Bàn (district): 22 units at once.");
    view.lock = DecidePeriod{"2024-H1", "all", true, ""};
    return view;
}

PeriodView period_reopened(Words t) {
    PeriodView view = period(t);
    view.units = t("Chưa khóa ở 1/22 đơn vị: Nậm Chầy", "Not locked in 1 of 22 units: Nậm Chầy");
    view.reopen = DecidePeriod{"2024-H1", "all", false, ""};
    view.missing.clear();
    const Badge open{t("Chưa khóa", "Open"), Tone::warning}, locked{t("Đã khóa", "Locked"), Tone::good};
    for (const auto& [area, name] : {std::pair("03061", "Khánh Yên"), {"03076", "Võ Lao"}, {"03079", "Nậm Chầy"}}) {
        const bool is_open = name == std::string("Nậm Chầy");
        view.each_unit.push_back({name,
                                  t("Chỉ cho ", "For ") + name +
                                      t("; các đơn vị khác giữ nguyên.", " alone; the other units stay as they are."),
                                  is_open ? open : locked, DecidePeriod{"2024-H1", "all", is_open, "", area}});
    }
    return view;
}

}  // namespace nuong::client::samples

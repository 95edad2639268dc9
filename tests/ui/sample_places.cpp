#include "tests/ui/sample_places.h"

namespace nuong::client::samples {

SearchView search_begun(Words t) {
    SearchView view{.search_hint =
                        t("Tìm tên, năm sinh, điện thoại (không cần dấu)", "Name, year, phone (marks not needed)")};
    view.empty_text =
        t("Gõ vài chữ của tên, năm sinh hay số điện thoại. Tìm trong mọi phiếu trên máy này.",
          "Type some letters of a name, a year or a phone number. Every form on this device is searched.");
    return view;
}

SearchView search_hits(Words t) {
    SearchView view = search_begun(t);
    view.query = "huong";
    SearchGroup people{.form = "person_register", .title = t("Danh sách người", "People")};
    people.rows = {{record(101),
                    "Đặng Thị Hường",
                    t("1994 · thôn Nậm Lúc, xã Khánh Yên Hạ", "1994 · Nậm Lúc, Khánh Yên Hạ"),
                    {{t("Chờ gửi", "To send"), Tone::info}}},
                   {record(102), "Nguyễn Thị Hương", "1987 · Võ Lao", {}}};
    people.more = Command{t("Xem tất cả", "Show all"), OpenRecords{"person_register", "huong"}, false};
    SearchGroup family{.form = "family_member", .title = t("Phiếu gia đình, người chăm sóc", "Family and carers")};
    family.rows = {
        {record(301), "Giàng Thị Hương", t("Cha/mẹ · Giàng A Lùng · 1985", "Parent · Giàng A Lùng · 1985"), {}}};
    view.groups = {people, family};
    view.may_be_written = true;
    return view;
}

AreaView areas(Words t) {
    AreaView view{
        .question = t("Nơi đăng ký thường trú", "Permanent residence"),
        .search_hint = t("Tìm tên xã, huyện (không cần dấu) hoặc mã", "Name of a commune or district, or code")};
    view.above = {{"", t("Mọi địa bàn", "All areas")}, {"10", t("Tỉnh Lào Cai", "Lao Cai (province)")}};
    view.inside = t("Huyện Văn Bàn", "Van Ban (district)");
    view.whole = Command{t("Chọn Huyện Văn Bàn", "Choose Van Ban (district)"), ChooseArea{"089"}, false};
    const Badge closed{t("đến hết 30/06/2025", "until 30/06/2025"), Tone::neutral};
    for (const auto& [code, vi, en] : {std::tuple("03061", "Xã Nậm Xé", "Nam Xe (commune)"),
                                       std::tuple("03064", "Xã Minh Lương", "Minh Luong (commune)"),
                                       std::tuple("03049", "Thị trấn Khánh Yên", "Khanh Yen (township)")})
        view.rows.push_back(
            {.area = code, .title = t(vi, en), .badges = {closed}, .chosen = code == std::string("03061")});
    return view;
}

AreaView areas_found(Words t) {
    AreaView view = areas(t);
    view.above.clear();
    view.inside.clear();
    view.whole.reset();
    view.query = "nam";
    for (AreaRow& row : view.rows)
        row.detail = t("Huyện Văn Bàn, Tỉnh Lào Cai", "Van Ban (district), Lao Cai (province)");
    view.as_words = Command{t("Ghi nguyên chữ: nam", "Write as typed: nam"), ChooseArea{"nam"}, false};
    return view;
}

FormView form_from_paper(Words t) {
    FormView view = contact_form(t);
    view.area = AreaOfForm{};
    view.from_paper = true;
    return view;
}

}  // namespace nuong::client::samples

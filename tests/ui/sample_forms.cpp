#include "tests/ui/sample_forms.h"

namespace nuong::client::samples {
namespace {

std::vector<Choice> reasons(Words t) {
    return {{"refused", t("Từ chối trả lời", "Refused")}, {"unknown", t("Không biết", "Does not know")}};
}

}  // namespace

std::vector<Choice> frequency(Words t) {
    return {{"0", t("Không lần nào", "Never")},
            {"2", t("Một hoặc hai lần", "Once or twice")},
            {"3", t("Hằng tháng", "Monthly")},
            {"4", t("Hằng tuần", "Weekly")},
            {"6", t("Hằng ngày hoặc gần như hằng ngày", "Daily or almost daily")}};
}

std::vector<Choice> yes_no(Words t) { return {{"yes", t("Có", "Yes")}, {"no", t("Không", "No")}}; }

RecordId record(int n) {
    RecordId id{};
    id.bytes[15] = static_cast<std::uint8_t>(n & 0xFF);
    id.bytes[14] = static_cast<std::uint8_t>(n >> 8);
    return id;
}

FormView screening_form(Words t) {
    FormView view{
        .record = record(1), .title = t("Sàng lọc ASSIST", "ASSIST screening"), .subject = "Đặng Thị Hường, 1994"};
    FormPage first{t("Câu 2 – Ba tháng qua", "Question 2 – Past three months"), {}};
    first.items = {
        {.path = "intro",
         .kind = ItemKind::note,
         .label = t("Hỏi nhẹ nhàng, ở nơi riêng tư. Người được hỏi có thể từ chối bất cứ câu nào.",
                    "Ask gently and in private. Any question may be declined.")},
        {.path = "q2_ats",
         .kind = ItemKind::select_one,
         .label = t("Trong 3 tháng qua, anh/chị dùng chất kích thích dạng amphetamine (ma túy đá, hồng phiến) bao lâu "
                    "một lần?",
                    "In the past 3 months, how often have you used amphetamine-type stimulants?"),
         .hint = t("Đọc to từng lựa chọn.", "Read each option aloud."),
         .value = "4",
         .choices = frequency(t),
         .missing = reasons(t),
         .required = true,
         .answered = true},
        {.path = "q8",
         .kind = ItemKind::select_one,
         .label = t("Anh/chị đã bao giờ tiêm chích ma túy chưa?", "Have you ever injected drugs?"),
         .value = Missing{"refused"},
         .choices = {{"never", t("Không, chưa bao giờ", "No, never")},
                     {"recent", t("Có, trong 3 tháng qua", "Yes, in the past 3 months")},
                     {"past", t("Có, nhưng không phải trong 3 tháng qua", "Yes, but not in the past 3 months")}},
         .missing = reasons(t),
         .required = true},
        {.path = "consent",
         .kind = ItemKind::select_one,
         .label = t("Đồng ý tham gia?", "Consent given?"),
         .choices = yes_no(t),
         .required = true,
         .error = t("Cần có sự đồng ý trước khi hỏi tiếp.", "Consent is needed before going on.")},
    };
    view.pages = {first, {t("Kết quả", "Result"), {}}};
    view.page = 0;
    view.answered = 7;
    view.total = 12;
    view.problems = {{"consent", 0, t("Đồng ý tham gia? chưa trả lời", "Consent is not answered")}};
    view.saved_state = t("Đã lưu nháp lúc 10:42", "Draft saved at 10:42");
    return view;
}

FormView screening_result(Words t) {
    FormView view = screening_form(t);
    view.page = 1;
    view.answered = 12;
    view.can_submit = true;
    view.problems.clear();
    view.result_title = t("Kết quả sàng lọc", "Screening result");
    view.results = {
        {t("Kích thích dạng amphetamine", "Amphetamine-type stimulants"), "27", t("Nguy cơ cao", "High risk"),
         t("Can thiệp ngắn và chuyển gửi: mở phiếu chuyển gửi tới trạm y tế.", "Brief intervention and referral."), 3},
        {t("Đồ uống có cồn", "Alcohol"), "14", t("Nguy cơ trung bình", "Moderate risk"),
         t("Can thiệp ngắn, hẹn gặp lại sau 3 tháng.", "Brief intervention, meet again in 3 months."), 2},
        {t("Thuốc lá, thuốc lào", "Tobacco"), "3", t("Nguy cơ thấp", "Low risk"),
         t("Cung cấp thông tin.", "Give information."), 1},
        {t("Thuốc an thần, thuốc ngủ", "Sedatives"), "", t("Chưa đủ câu trả lời", "Incomplete"),
         t("Có câu bị từ chối, chưa kết luận.", "An item was declined, no conclusion."), 0},
    };
    FormItem item{.path = "next_step",
                  .kind = ItemKind::select_multiple,
                  .label = t("Bước tiếp theo", "Next step"),
                  .value = "brief_intervention refer",
                  .choices = {{"info", t("Cung cấp thông tin", "Information")},
                              {"brief_intervention", t("Can thiệp ngắn", "Brief intervention")},
                              {"refer", t("Chuyển gửi", "Referral")},
                              {"urgent", t("Khẩn cấp", "Urgent")}},
                  .answered = true};
    view.pages[1].items = {item};
    return view;
}

// A table of two lines.
std::vector<FormItem> relatives(Words t) {
    const std::vector<Choice> who{{"parent", t("Cha, mẹ", "Parent")}, {"spouse", t("Vợ, chồng", "Spouse")}};
    struct Relative {
        const char *name, *who;
        std::string shown;
    };
    std::vector<FormItem> items;
    for (const Relative& one :
         {Relative{"Đặng Văn Páo", "parent", who[0].label}, Relative{"", "spouse", who[1].label}}) {
        const Path path = items.empty() ? "members/1" : "members/2";
        const std::string number = items.empty() ? " 1" : " 2";
        items.push_back({.path = path,
                         .kind = ItemKind::heading,
                         .label = t("Người thân", "Relatives") + number,
                         .removable = true,
                         .repeat = "members"});
        items.push_back({.path = path + "/name",
                         .kind = ItemKind::text,
                         .label = t("Họ và tên", "Name"),
                         .value = one.name,
                         .required = true,
                         .repeat = "members",
                         .question = "members/name",
                         .cell = one.name});
        items.push_back({.path = path + "/who",
                         .kind = ItemKind::select_one,
                         .label = t("Là", "Is"),
                         .value = one.who,
                         .choices = who,
                         .answered = true,
                         .repeat = "members",
                         .question = "members/who",
                         .cell = one.shown});
    }
    items.push_back(
        {.path = "members", .kind = ItemKind::add_repeat, .label = t("Người thân", "Relatives"), .repeat = "members"});
    return items;
}

FormView person_form(Words t) {
    FormView view{.record = record(3), .title = t("Phiếu quản lý người", "Person register")};
    view.area = AreaOfForm{t("Xã Khánh Yên Hạ, Huyện Văn Bàn, Tỉnh Lào Cai",
                             "Khanh Yen Ha (commune), Van Ban (district), Lao Cai (province)")};
    view.takes_card = true;
    view.from_paper = false;
    FormPage page{t("Nhân thân", "Identity"), {}};
    page.items = {
        {.path = "full_name",
         .kind = ItemKind::text,
         .label = t("Họ và tên", "Full name"),
         .value = "Đặng Thị Hường",
         .required = true,
         .answered = true},
        {.path = "birth_year",
         .kind = ItemKind::integer,
         .label = t("Năm sinh", "Birth year"),
         .value = 1994,
         .required = true,
         .answered = true},
        {.path = "birth_date",
         .kind = ItemKind::date,
         .label = t("Ngày sinh", "Birth date"),
         .value = "1994-09-05",
         .warning = t("Ngày sinh gần đúng?", "Is the date an estimate?")},
        {.path = "id_no",
         .kind = ItemKind::ascii,
         .label = t("Số căn cước công dân", "Citizen card number"),
         .hint = t("12 chữ số, quét được bằng máy đọc mã", "12 digits, a scanner works"),
         .value = "0100940",
         .error = t("Căn cước có 12 chữ số.", "A citizen card has 12 digits."),
         .can_explain = true,
         .why = t("Căn cước có 12 chữ số. Điều kiện: đủ 12 chữ số khi «Loại giấy tờ» là «Căn cước công dân».",
                  "A citizen card has 12 digits. Condition: 12 digits when «Document» is «Citizen card».")},
        {.path = "ethnicity",
         .kind = ItemKind::select_from_list,
         .label = t("Dân tộc", "Ethnicity"),
         .value = "dao",
         .shown = "Dao",
         .choices = {{"dao", "Dao"}, {"tay", "Tày"}, {"hmong", "Mông"}},
         .choices_total = 54,
         .conflict = true},
        {.path = "height", .kind = ItemKind::decimal, .label = t("Cân nặng", "Weight"), .value = 48.5, .unit = "kg"},
        {.path = "guardian",
         .kind = ItemKind::text,
         .label = t("Người giám hộ", "Guardian"),
         .why_hidden = t("Đang ẩn, chỉ hỏi khi «Tuổi» < 18. «Tuổi» hiện là «30».",
                         "Hidden, asked only when «Age» < 18. \"Age\" is now \"30\".")},
        {.path = "age", .kind = ItemKind::calculated, .label = t("Tuổi", "Age"), .shown = t("30 tuổi", "30 years")},
        {.path = "read_rights",
         .kind = ItemKind::acknowledge,
         .label =
             t("Đã đọc cho người được hỏi nghe về quyền giữ kín thông tin", "The right to privacy was read aloud")},
        {.path = "note",
         .kind = ItemKind::multiline,
         .label = t("Ghi chú", "Note"),
         .value = t("Sống cùng mẹ.\nGặp được vào buổi tối.", "Lives with her mother.\nCan be met in the evening.")},
    };
    for (FormItem& item : relatives(t)) page.items.push_back(std::move(item));
    view.pages = {page};
    view.answered = 4;
    view.total = 11;
    view.saved_state = t("Đã lưu nháp lúc 10:42", "Draft saved at 10:42");
    view.can_submit = true;
    view.changes = {t("«Dân tộc» có danh sách lựa chọn mới.", "\"Ethnicity\" offers other choices now."),
                    t("«Cân nặng» là câu mới.", "\"Weight\" is a new question.")};
    view.can_undo = view.can_redo = true;
    view.hidden = 1;
    view.shows_hidden = true;
    return view;
}

FormView substances_form(Words t) {
    FormView view{.record = record(8),
                  .title = t("Sàng lọc ASSIST v3.1", "ASSIST v3.1 screening"),
                  .subject = "Đặng Thị Hường",
                  .page = 0,
                  .answered = 14,
                  .total = 41};
    view.pages = {{t("3. Trong 3 tháng qua, anh/chị có ham muốn mạnh phải dùng chất này bao lâu một lần?",
                     "3. How often a strong desire to use, in the past 3 months?"),
                   {}}};
    const std::vector<std::string> names{t("Thuốc lá, thuốc lào", "Tobacco products"),
                                         t("Đồ uống có cồn", "Alcoholic beverages"),
                                         t("Cần sa", "Cannabis"),
                                         t("Cocain", "Cocaine"),
                                         t("Chất kích thích dạng amphetamine", "Amphetamine-type stimulants"),
                                         t("Thuốc an thần, thuốc ngủ", "Sedatives or sleeping pills")};
    std::vector<Choice> choices = frequency(t);
    choices.push_back({"declined", t("Từ chối", "Declined")});
    for (std::size_t i = 0; i < names.size(); ++i)
        view.pages[0].items.push_back({.path = "q3/" + std::to_string(i),
                                       .kind = ItemKind::select_one,
                                       .label = names[i],
                                       .value = i < 2 ? Value(choices[i + 1].code) : Value(),
                                       .choices = choices,
                                       .required = true,
                                       .together = "q3",
                                       .table = "q3"});
    view.pages[0].items[3].error =
        t("Hãy chọn một câu trả lời; người được hỏi có thể từ chối.", "Choose an answer; the person may decline.");
    view.saved_state = t("Đã lưu trên máy lúc 10:42", "Kept on this device, 10:42");
    view.can_undo = true;
    view.pages.push_back({t("Trang sau", "Next page"), {{.path = "x", .label = "x"}}});
    return view;
}

FormView session_form(Words t) {
    FormView view{.record = record(4),
                  .title = t("Buổi truyền thông", "Session"),
                  .subject = t("Thôn Nậm Lúc, 05/12/2024", "Nậm Lúc, 05/12/2024")};
    FormPage page{t("Đếm người", "Head count"), {}};
    page.items = {
        {.path = "women",
         .kind = ItemKind::counter,
         .label = t("Nữ", "Women"),
         .value = 23,
         .unit = t("người", "people")},
        {.path = "men", .kind = ItemKind::counter, .label = t("Nam", "Men"), .value = 18, .unit = t("người", "people")},
        {.path = "total", .kind = ItemKind::calculated, .label = t("Tổng số", "Total"), .shown = "41"},
        {.path = "topics",
         .kind = ItemKind::select_multiple,
         .label = t("Chủ đề", "Topics"),
         .value = "drug hiv",
         .choices = {{"drug", t("Ma túy", "Drugs")},
                     {"rehab", t("Cai nghiện", "Treatment")},
                     {"post_rehab", t("Sau cai", "Aftercare")},
                     {"trafficking", t("Mua bán người", "Trafficking")},
                     {"hiv", "HIV"},
                     {"prostitution", t("Mại dâm", "Prostitution")}}},
    };
    view.pages = {page};
    view.answered = 3;
    view.total = 4;
    view.can_submit = true;
    view.saved_state = t("Đã lưu nháp lúc 10:42", "Draft saved at 10:42");
    return view;
}
FormView contact_form(Words t) {
    FormView view{.record = record(7),
                  .title = t("Phiếu tiếp cận, tư vấn", "Outreach contact"),
                  .subject = "Đặng Thị Hường · 1994",
                  .answered = 1,
                  .total = 3};
    FormPage page{view.title, {}};
    page.items = {{.path = "person",
                   .kind = ItemKind::record,
                   .label = t("Người", "Person"),
                   .value = to_string(record(101)),
                   .shown = "Đặng Thị Hường · 1994",
                   .required = true,
                   .answered = true},
                  {.path = "family",
                   .kind = ItemKind::record,
                   .label = t("Người nhà được gặp", "Family member met"),
                   .hint = t("Chưa có thì lập phiếu gia đình trước.", "If there is none yet, make one first.")},
                  {.path = "facility",
                   .kind = ItemKind::record,
                   .label = t("Nơi gặp", "Where"),
                   .value = to_string(record(401)),
                   .shown = t("Trạm y tế xã Khánh Yên Hạ", "Khánh Yên Hạ health station"),
                   .answered = true}};
    view.pages = {page};
    return view;
}

FormView one_question(Words t) {
    FormView form{
        .record = record(9), .title = t("Sàng lọc ASSIST", "ASSIST screening"), .subject = "Đặng Thị Hường · 1994"};
    FormItem rule{.path = "rule",
                  .kind = ItemKind::note,
                  .label = t("Không đọc các phương án, chờ người được hỏi trả lời.",
                             "Do not read out the options, wait for the answer.")};
    FormItem question{
        .path = "q8",
        .kind = ItemKind::select_one,
        .label = t("Đã bao giờ ông/bà, anh/chị sử dụng ma túy bằng đường tiêm chích chưa?",
                   "Have you ever used any drug by injection?"),
        .hint = t("Chỉ tính khi không do thầy thuốc chỉ định.", "Non-medical use only."),
        .value = "recent",
        .choices = {{"never", t("Chưa bao giờ", "No, never")},
                    {"recent", t("Có, trong 3 tháng qua", "Yes, in the past 3 months")},
                    {"past", t("Có, nhưng không phải trong 3 tháng qua", "Yes, but not in the past 3 months")}},
        .missing = {{"refused", t("Từ chối trả lời", "Declined to answer")}},
        .required = true,
        .answered = true};
    FormItem name{.path = "anonymous_code", .kind = ItemKind::text, .label = t("Mã ẩn danh", "Anonymous code")};
    form.pages = {{t("Tiêm chích", "Injection"), {rule, question}, true},
                  {"", {name}, true},
                  {t("Xem lại và nộp", "Look back and submit"), {}}};
    form.one_by_one = true;
    form.answered = 31;
    form.total = 52;
    form.saved_state = t("Đã lưu trên máy lúc hôm nay 10:42", "Kept on this device, today 10:42");
    form.can_undo = true;
    return form;
}

FormView looking_back_at(Words t) {
    FormView form = one_question(t);
    form.page = 2;
    form.problems = {
        {"q8", 0,
         t("Đã bao giờ ông/bà sử dụng ma túy bằng đường tiêm chích chưa?: Cần trả lời câu này.",
           "Have you ever used any drug by injection?: This needs an answer.")},
        {"anonymous_code", 1, t("Mã ẩn danh: Cần trả lời câu này.", "Anonymous code: This needs an answer.")}};
    return form;
}

}  // namespace nuong::client::samples

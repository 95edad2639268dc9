#include "tests/ui/sample_views.h"

#include "client/app/phrases.h"
#include "client/app/refusal.h"

#include "tests/ui/sample_overview.h"
#include "tests/ui/sample_periods.h"
#include "tests/ui/sample_places.h"
#include "tests/ui/sample_reports.h"

namespace nuong::client::samples {

SettingsView settings(Words t) {
    return {.language = t.language,
            .preferences = {.typing = usual_typing(t.language)},
            .version = "0.1.0",
            .newer_version = "0.2.0",
            .device = t("Máy của chị Hà", "Hà's laptop"),
            .user = "ha.khanhyenha"};
}

ViewModel frame(Words t, Screen screen) {
    return {.language = t.language,
            .preferences = {.typing = usual_typing(t.language)},
            .user = t("Hoàng Thị Hà – xã Khánh Yên Hạ", "Hoàng Thị Hà – Khánh Yên Hạ commune"),
            .device = t("Máy của chị Hà", "Hà's laptop"),
            .today = "2024-12-05",
            .screen = std::move(screen),
            .sync = {SyncState::idle, t("Đã gửi hết", "All sent"), t("lần cuối hôm nay 10:42", "last today 10:42")}};
}

EnrollView enroll(Words t) {
    return {
        .server_url = "https://nuong.vanban.laocai.example",
        .code = "7KQ2-M4XD",
        .device_name = t("Máy của chị Hà", "Hà's laptop"),
        .error = t("Mã này đã dùng rồi. Hãy xin huyện mã mới.", "This code was used. Ask the district for a new one.")};
}

PinView pin(Words t) {
    return {.greeting = t("Chào chị Hà", "Good morning, Hà"),
            .wrong_attempts = t("Mã PIN chưa đúng, còn 7 lần thử.", "Wrong PIN, 7 tries left."),
            .can_recover = true};
}

PinView pin_of_two(Words t) {
    return {.greeting = t("Chào chị Hà", "Good morning, Hà"),
            .wait_seconds = 30,
            .users = {{"ha", "Hoàng Thị Hà", true}, {"lung", "Giàng A Lùng", false}},
            .can_recover = true};
}

PinView pin_of_team(Words) {
    PinView view{.nobody_chosen = true, .can_add = true};
    for (const char* user : {"ha", "lung", "mai.tran", "suu", "binh", "tuyet.nguyen"})
        view.users.push_back({user, user, false});
    return view;
}

EnrollView enroll_another(Words) {
    return {.server_url = "https://district.example", .is_another = true, .can_go_back = true};
}

PinView pin_last_tries(Words t) {
    PinView view = pin(t);
    view.wrong_attempts.clear();
    view.tries_left = 2;
    view.wait_seconds = 30;
    return view;
}

SyncView sync_lease(Words t) {
    return {.pending = 12,
            .last_sync = t("Đồng bộ lần cuối: 15 ngày trước", "Last sync: 15 days ago"),
            .lease = t(
                "Máy đã 14 ngày chưa liên lạc với huyện, nên chưa cho xem phiếu. Không mất gì: mọi thứ chưa gửi vẫn ở "
                "trên máy. Hãy đến nơi có mạng và chạm “Đồng bộ”.",
                "No contact with the district for 14 days, so no records are shown now. Nothing is lost: all that "
                "was not sent is still here. Go where there is a network and tap “Sync”.")};
}

RecoverView recover(Words t) {
    return {
        .user = "ha",
        .device = "4f1c9a02d7be6613",
        .server_url = "https://nuong.vanban.laocai.example",
        .error = t("Mã khôi phục đã quá một giờ nên không dùng được nữa. Trên máy không có gì thay đổi hay bị mất. Hãy "
                   "xin cán bộ huyện mã mới.",
                   "The recovery code is more than an hour old and works no more. Nothing here has changed or is "
                   "lost. Ask the district for a new one.")};
}

HomeView home(Words t) {
    HomeView view{.pending = 12, .conflicts = 2, .refused = 1, .records = 20417};
    view.last_sync = t("Đồng bộ lần cuối: hôm nay 10:42 · Trạm y tế xã Khánh Yên Hạ", "Last sync: today 10:42");
    view.tiles = {
        {TileIcon::person,
         t("Người mới", "New person"),
         t("Lập phiếu quản lý", "Open a file"),
         {},
         Tone::neutral,
         StartForm{"person_register", {}}},
        {TileIcon::screening,
         t("Sàng lọc", "Screening"),
         t("ASSIST, có tính điểm", "ASSIST, with score"),
         {},
         Tone::neutral,
         StartForm{"screening_assist", {}}},
        {TileIcon::session,
         t("Buổi truyền thông", "Session"),
         t("Đếm người tham dự", "Count who came"),
         {},
         Tone::neutral,
         OpenSessions{}},
        {TileIcon::people, t("Danh sách người", "People"), t("Tìm không cần dấu", "No marks needed"), 20000,
         Tone::neutral, OpenPeople{}},
        {TileIcon::form,
         t("Phiếu khác", "Other forms"),
         t("Mọi biểu mẫu, theo nhóm", "Every form, in groups"),
         {},
         Tone::neutral,
         OpenForms{}},
        {TileIcon::conflict, t("Cần quyết định", "To decide"), t("Hai người ghi khác nhau", "Two people differ"), 2,
         Tone::warning, OpenConflicts{}},
    };
    view.waiting = Command{t("Xem phiếu chờ gửi", "See what waits"), OpenWaiting{}, false};
    view.refused_rows = sync_done(t).refused;
    view.due = {{record(101),
                 "Đặng Thị Hường",
                 t("Phiếu tiếp cận, tư vấn · hẹn 05/12/2024", "Outreach contact · due 05/12/2024"),
                 {{t("Hôm nay", "Today"), Tone::info}}},
                {record(102),
                 "Giàng A Lùng",
                 t("Điều trị nghiện tự nguyện · hạn 02/12/2024", "Voluntary treatment · due 02/12/2024"),
                 {{t("Trễ 3 ngày", "3 days late"), Tone::warning}}}};
    view.more_due = true;
    view.returned = {{record(203),
                      "Lò Văn Sơn",
                      t("thiếu số giấy tờ của người giám hộ · Phiếu quản lý",
                        "the guardian's document number is missing · Person file"),
                      {{t("Trả lại", "Returned"), Tone::warning}}}};
    view.drafts = {
        {record(1), t("Sàng lọc ASSIST · Đặng Thị Hường", "ASSIST screening · Đặng Thị Hường"),
         t("7/12 câu, sửa lúc 10:42", "7 of 12 answered, 10:42")},
        {record(2), t("Buổi truyền thông · Thôn Nậm Lúc", "Session · Nậm Lúc hamlet"),
         t("3/9 câu, hôm qua", "3 of 9, yesterday")},
    };
    return view;
}

HomeView home_after_loss(Words t) {
    HomeView view = home(t);
    view.refused_rows = {};
    view.due = view.returned = {};
    view.more_due = false;
    view.drafts_out_of_sight = drafts_out_of_sight_words(2).in(t.language);
    return view;
}

ListView people(Words t) {
    const char* const names[] = {"Đặng Thị Hường", "Giàng A Lùng",  "Nguyễn Văn An",  "Lý Thị Mẩy",
                                 "Vàng Seo Páo",   "Hoàng Văn Thụ", "Triệu Mùi Pham", "Nguyễn Thị Ngọc Quỳnh Anh"};
    ListView view{.kind = ListKind::people,
                  .title = t("Danh sách người", "People"),
                  .search_hint = t("Tên, năm sinh, mã – không cần dấu", "Name, birth year, code – no marks needed"),
                  .total = 20000,
                  .more = true,
                  .create = Command{t("Người mới", "New person"), StartForm{"person_register", {}}, true},
                  .review = Command{t("Tìm người bị ghi hai lần", "Find people registered twice"), OpenConflicts{}}};
    for (int i = 0; i < 60; ++i) {
        Row row{
            record(100 + i), names[i % 8],
            std::to_string(1960 + (i * 7) % 45) + " · " + t("thôn Nậm Lúc, xã Khánh Yên Hạ", "Nậm Lúc, Khánh Yên Hạ")};
        if (i % 5 == 1) row.badges.push_back({t("Chờ gửi", "To send"), Tone::info});
        if (i % 7 == 2) row.badges.push_back({t("2 giá trị", "2 values"), Tone::warning});
        view.rows.push_back(std::move(row));
    }
    view.may_be_written = true;
    return view;
}

ListView sessions(Words t) {
    ListView view{.kind = ListKind::sessions,
                  .title = t("Buổi truyền thông", "Sessions"),
                  .search_hint = t("Địa điểm, chủ đề", "Place, topic"),
                  .total = 0,
                  .create = Command{t("Buổi mới", "New session"), StartForm{"communication_activity", {}}, true},
                  .empty_text = t("Chưa có buổi nào. Chạm “Buổi mới” để ghi buổi đầu tiên.",
                                  "No sessions yet. Tap “New session” to write the first one.")};
    return view;
}

ListView contacts(Words t) {
    ListView view{.kind = ListKind::records,
                  .form = "outreach_contact",
                  .title = t("Phiếu tiếp cận, tư vấn", "Outreach and counselling contact"),
                  .search_hint = t("Tìm trong các phiếu này (không cần dấu)", "Search these records"),
                  .total = 2,
                  .create = Command{t("Phiếu mới", "New form"), StartForm{"outreach_contact", {}}, true}};
    view.rows = {{record(202), t("Đã gặp", "Met"), "Đặng Thị Hường · 1994 · 21/11/2024 · Khánh Yên Hạ", {}},
                 {record(204),
                  t("Không gặp", "Not found"),
                  "Nguyễn Thị Ngọc Quỳnh Anh · 2001 · 02/12/2024 · Khánh Yên Thượng",
                  {{t("Chờ gửi", "To send"), Tone::info}}}};
    return view;
}

ListView picker(Words t) {
    ListView view{.kind = ListKind::records,
                  .form = "family_member",
                  .picks = "family",
                  .title = t("Người nhà", "Family member"),
                  .search_hint = t("Tìm trong các phiếu này (không cần dấu)", "Search these records"),
                  .total = 2,
                  .create = Command{t("Phiếu mới", "New form"), StartForm{"family_member", record(101)}, true}};
    view.rows = {
        {record(301), "Giàng Thị Dợ", t("Đặng Thị Hường · 1994 · Cha/mẹ", "Đặng Thị Hường · 1994 · Parent"), {}},
        {record(302), "Đặng Văn Páo", t("Đặng Thị Hường · 1994 · Con", "Đặng Thị Hường · 1994 · Child"), {}}};
    return view;
}

FormListView forms(Words t) {
    const auto row = [&](const char* id, const char* vi, const char* en, int count) {
        return FormRow{.form = id,
                       .title = t(vi, en),
                       .start = StartForm{id, {}},
                       .records = Command{t("Đã ghi: ", "Records: ") + grouped(t.language, count), OpenRecords{id}},
                       .print = OpenPrint{id, {}}};
    };
    FormListView view{.title = t("Phiếu khác", "Other forms"),
                      .search_hint = t("Tìm biểu mẫu (không cần dấu)", "Find a form (marks not needed)")};
    view.groups = {{t("Về một người", "About a person"),
                    {row("family_member", "Phiếu gia đình, người chăm sóc", "Family and caregiver", 311),
                     row("person_register", "Phiếu quản lý người nghiện, sử dụng trái phép, nguy cơ cao, sau cai",
                         "Person register", 20417),
                     row("outreach_contact", "Phiếu tiếp cận, tư vấn", "Outreach contact", 2)}},
                   {t("Hoạt động, cơ sở, địa bàn", "Activities, facilities, areas"),
                    {row("awareness_survey", "Phiếu khảo sát nhận thức", "Awareness survey (anonymous)", 0)}}};
    view.groups[1].rows.push_back(
        {.form = "facility_profile",
         .title = t("Hồ sơ cơ sở", "Facility"),
         .detail = t("Chỉ xem", "To read only"),
         .records = Command{t("Đã ghi: ", "Records: ") + "17", OpenRecords{"facility_profile"}},
         .print = OpenPrint{"facility_profile", {}}});
    return view;
}

FormListView forms_about(Words t) {
    FormListView view = forms(t);
    view.subject = "Đặng Thị Hường · 1994";
    view.groups.resize(1);
    view.groups[0].title.clear();
    for (FormRow& row : view.groups[0].rows) {
        row.start = StartForm{row.form, record(101)};
        row.records.reset();
    }
    return view;
}

RecordView contact(Words t) {
    RecordView view{.record = record(202), .title = t("Đã gặp", "Met"), .subtitle = "21/11/2024 · Khánh Yên Hạ"};
    view.facts = {{"person", t("Người", "Person"), "Đặng Thị Hường · 1994", false, record(101)},
                  {"family", t("Người nhà", "Family member"), "Giàng Thị Dợ", true, record(301)},
                  {"minutes", t("Số phút", "Minutes"), "35"}};
    view.commands = {{t("Sửa", "Edit"), EditRecord{record(202)}, true}};
    return view;
}

RecordView person(Words t) {
    RecordView view{.record = record(101),
                    .title = "Đặng Thị Hường",
                    .subtitle = t("1994 · Nữ · thôn Nậm Lúc, xã Khánh Yên Hạ, huyện Văn Bàn",
                                  "1994 · Female · Nậm Lúc, Khánh Yên Hạ, Văn Bàn")};
    view.print = OpenPrint{"person_register", view.record};
    view.badges = {{t("Người có nguy cơ cao", "High risk"), Tone::warning}, {t("Chờ gửi", "To send"), Tone::info}};
    view.facts = {
        {"phone", t("Điện thoại", "Phone"), "0912 345 678", true},
        {"ethnicity", t("Dân tộc", "Ethnicity"), "Dao", false},
        {"occupation", t("Nghề nghiệp", "Occupation"), t("Làm nương, buôn bán nhỏ", "Farming, small trade"), false},
        {"address", t("Chỗ ở hiện nay", "Address"), t("Thôn Nậm Lúc, gần cầu treo", "Nậm Lúc, near the bridge"), false},
        {"poverty", t("Hộ", "Household"), t("Cận nghèo", "Near poor"), false},
        {"presence", t("Hiện diện", "Presence"), t("Đang có mặt tại địa phương", "Here"), false},
    };
    view.timeline = {
        {record(201), t("Sàng lọc ASSIST", "ASSIST screening"), "05/12/2024",
         t("Kích thích dạng amphetamine 27 – nguy cơ cao", "ATS 27 – high risk"),
         Badge{t("Đã nộp", "Submitted"), Tone::good}},
        {record(202), t("Tiếp cận, tư vấn", "Outreach contact"), "21/11/2024",
         t("Gặp tại nhà, 35 phút", "At home, 35 min"), Badge{t("Chờ gửi", "To send"), Tone::info}},
        {record(203), t("Phiếu quản lý", "Person file"), "02/10/2024", "",
         Badge{t("Bị trả lại", "Returned"), Tone::danger}},
    };
    view.commands = {{t("Sàng lọc mới", "New screening"), StartForm{"screening_assist", record(101)}, true},
                     {t("Phiếu khác về người này", "Other form about this person"), OpenForms{record(101)}, false},
                     {t("Sửa", "Edit"), EditRecord{record(101)}, false}};
    return view;
}

RecordView returned(Words t) {
    RecordView view = person(t);
    view.review = ReviewView{.text = t("Trả lại: thiếu số giấy tờ của người giám hộ · sep, hôm qua 16:20",
                                       "Returned: the guardian's document number is missing · sep, yesterday 16:20"),
                             .next = t("Chạm “Sửa”, chữa lại rồi nộp.", "Tap “Edit”, put it right, submit."),
                             .tone = Tone::warning};
    return view;
}

RecordView to_check(Words t) {
    RecordView view = person(t);
    view.review = ReviewView{.may_check = true, .may_return = true};
    return view;
}

RecordView screened(Words t) {
    RecordView view{.record = record(12),
                    .title = "ASSIST",
                    .subtitle = t("05/12/2024 · Xã Nậm Xé", "05/12/2024 · Nậm Xé commune")};
    view.outcome = {
        .title = t("Mức nguy cơ từng chất", "Risk band per substance"),
        .rows = screening_result(t).results,
        .advice = {t("Nguy cơ cao: can thiệp ngắn và chuyển gửi để đánh giá, điều trị.",
                     "High risk: brief intervention and referral for assessment and treatment.")},
        .words = {t("Cảm ơn anh/chị đã trả lời thật lòng. Điểm của anh/chị ở mức nguy cơ cao: có thể anh/chị đang lệ "
                    "thuộc, và có cách điều trị giúp được. Anh/chị có muốn tôi chuyển gửi không?",
                    "Thank you for answering honestly. Your scores are in the high range: you may be dependent, and "
                    "there is treatment that helps. Would you like me to refer you?")}};
    view.facts = {{"setting", t("Bối cảnh sàng lọc", "Setting"), t("Sàng lọc riêng", "On its own")}};
    view.commands = {{t("Chuyển gửi", "Refer"), StartForm{"service_referral", record(101)}, true},
                     {t("Sửa", "Edit"), EditRecord{record(12)}, false}};
    return view;
}

std::string not_fitting(Words t) {
    return t("Đang có thai: Chỉ ghi cho phụ nữ.\nNgày ra trại: Phải sau ngày vào trại.",
             "Pregnant: only of women.\nLeft the centre on: must be after the day of arrival.");
}

RecordView inconsistent(Words t) {
    RecordView view = person(t);
    view.badges.push_back({t("Không khớp", "Does not fit"), Tone::warning});
    view.inconsistency = Restriction{
        t("Các câu trả lời không còn khớp nhau", "The answers do not fit together any more"), not_fitting(t),
        t("Nhiều người đã ghi riêng rồi được gộp lại. Hãy hỏi lại, rồi sửa phiếu; không có gì bị mất.",
          "Several people wrote apart and it was merged. Ask again, then edit; nothing is lost.")};
    return view;
}

Restriction no_to_screening(Words t, const std::string& what_to_do) {
    return {t("Không đồng ý", "No consent"), t("Sàng lọc: Rút lại 02/03/2026", "Screening: withdrawn 02/03/2026"),
            what_to_do};
}

RecordView refusing(Words t) {
    RecordView view = person(t);
    view.refused_consents = no_to_screening(
        t, t("Trước khi làm những việc này phải hỏi lại chính người ấy. Nay đồng ý thì ghi thêm một dòng.",
             "Before any of this is done the person has to be asked again. Whoever agrees now gets a new row."));
    return view;
}

FormView form_refused(Words t) {
    FormView view = screening_form(t);
    view.page = 0;
    view.refused_consent = no_to_screening(
        t,
        t("Chỉ làm tiếp khi nay chính người ấy đồng ý lại; khi đó ghi thêm một dòng “Đồng ý” vào phiếu của họ. Không "
          "thì bỏ phiếu này.",
          "Go on only when the person agrees again now; then their record gets a new row that says so. Otherwise "
          "discard this form."));
    return view;
}

ConflictListView conflicts(Words t) {
    return {{{record(101), "phone", "Đặng Thị Hường", t("Điện thoại", "Phone"), "0912 345 678 / 0987 654 321"},
             {record(102), "birth_year", "Giàng A Lùng", t("Năm sinh", "Birth year"), "1988 / 1989"}},
            {{record(105), "", "Sùng Thị Mỷ", "",
              t("Đang có thai: Chỉ ghi cho phụ nữ. (+1)", "Pregnant: only of women. (+1)")}},
            {{record(103), record(104), "Nguyễn Văn An · 1985", "Nguyễn Văn An · 1986",
              t("cùng họ tên, năm sinh lệch 1, cùng địa bàn", "same name, born a year apart, same area")}}};
}

DuplicateView duplicate(Words t) {
    DuplicateView view{record(103), record(104), "Nguyễn Văn An", "Nguyễn Văn An", {}, true};
    view.rows = {
        {t("Địa bàn", "Area"), t("Xã Khánh Yên Hạ", "Khánh Yên Hạ"), t("Xã Khánh Yên Hạ", "Khánh Yên Hạ"), false},
        {t("Năm sinh", "Year of birth"), "1985", "1986", true},
        {t("Điện thoại", "Phone"), "0912 345 678", "", true},
        {t("Nghề nghiệp", "Occupation"),
         t("Làm ruộng, có khi đi làm thuê ở thị trấn", "Farmer, sometimes a day labourer"), t("Làm ruộng", "Farmer"),
         true}};
    return view;
}

ConflictView conflict(Words t) {
    ConflictView view{.record = record(101),
                      .path = "phone",
                      .title = "Đặng Thị Hường",
                      .field = t("Điện thoại", "Phone"),
                      .shown = "0912 345 678",
                      .about = t("Phiếu đăng ký · Xã Võ Lao", "Register of persons · Võ Lao commune")};
    view.heads = {{.dot = {DeviceId{1}, 4},
                   .value = "0912 345 678",
                   .author = "Hoàng Thị Hà",
                   .device = t("Máy của chị Hà", "Hà's laptop"),
                   .when = t("Hôm nay 10:42", "Today 10:42"),
                   .shown = true},
                  {.dot = {DeviceId{2}, 7},
                   .value = "0987 654 321",
                   .author = "Giàng A Lùng",
                   .device = t("Máy tính bảng đội tình nguyện số 3", "Tablet of volunteer team 3"),
                   .when = t("Hôm qua 16:05", "Yesterday 16:05"),
                   .before = "0912 000 000"}};
    view.story = {
        {record(7), t("Lần thăm", "Visit"), "02/03/2026", t("Đã đổi số điện thoại", "Has a new number"), {}},
        {record(8), "ASSIST", "01/02/2026", "", Badge{t("Nguy cơ trung bình", "Moderate risk"), Tone::warning}}};
    view.alike = {{record(109), "phone", "Vàng Thị Dợ", "", t("Phiếu đăng ký · Xã Võ Lao", "Register · Võ Lao")},
                  {record(110), "phone", "Lù A Sáng", "", t("Phiếu đăng ký · Xã Nậm Tha", "Register · Nậm Tha")}};
    view.other_value = true;
    view.editor = {.path = "phone", .kind = ItemKind::ascii, .label = t("Điện thoại", "Phone")};
    return view;
}

SyncView sync_running(Words t) {
    return {
        .progress_text = t("Còn gửi 4 lần lưu, nhận khoảng 120 phiếu", "4 saves to send, about 120 records to come"),
        .amount_text = t("đã gửi 3 kB, nhận 14 kB", "3 kB sent, 14 kB received"),
        .time_text = t("còn khoảng 40 giây", "about 40 seconds left"),
        .progress = 0.55f,
        .pushed = 8,
        .received = 31,
        .pending = 4,
        .running = true};
}

SyncView sync_done(Words t) {
    SyncView view{.progress_text = t("Xong lúc 10:43, một lần gửi", "Done at 10:43, one request"),
                  .progress = 1,
                  .pushed = 12,
                  .received = 164,
                  .conflicts = 2,
                  .finished = true};
    view.refused = {{record(9), t("Sàng lọc ASSIST · Đặng Thị Hường", "ASSIST screening · Đặng Thị Hường"),
                     t("Xã Nậm Tha không thuộc địa bàn của chị. Hãy báo huyện; phiếu vẫn còn trên máy.",
                       "Nậm Tha is not in your area. Tell the district; the form stays on this device."),
                     true}};
    return view;
}

SyncView sync_offline(Words t) {
    return {.pending = 12, .offline = true, .last_sync = t("Đồng bộ lần cuối: 3 ngày trước", "Last sync: 3 days ago")};
}

SyncView sync_new_code(Words t) {
    SyncView view{.pending = 12, .finished = true, .needs_code = true};
    view.error =
        t("Máy chủ không nhận ra máy này. Không mất gì: mọi thứ vẫn ở trên máy. Hãy xin cán bộ huyện một mã "
          "mới, rồi nhập vào ô “Mã mới của huyện” ở màn hình Đồng bộ.",
          "The server does not know this device. Nothing is lost: everything is still on the device. Ask the "
          "district for a new code, then enter it under “New code from the district” on the Sync screen.");
    return view;
}

HandOverView hand_over() {
    HandOverView view{.pending = 12, .carries = true, .path = "/media/ha/KINGSTON/ha-20241205-1043.nuong"};
    view.folders = {{"/media/ha/KINGSTON", "KINGSTON", true, true}, {"/home/ha", "ha", false, false}};
    view.files = {{"/media/ha/KINGSTON/lung-20241204-1700.nuong", "lung-20241204-1700.nuong", "/media/ha/KINGSTON"}};
    return view;
}

HandOverView handed_over(Words t) {
    HandOverView view{.pending = 12, .path = "/home/ha/ha-20241205-1043.nuong"};
    view.folders = {{"/home/ha", "ha", false, true}};
    view.result = Notice{NoticeKind::success,
                         t("Đã ghi 12 lần lưu (0 của máy khác) vào tệp “/home/ha/ha-20241205-1043.nuong”. Chỉ huyện mở "
                           "được tệp này. Dữ liệu vẫn còn trên máy cho đến khi máy chủ báo đã nhận.",
                           "Wrote 12 changes (0 of other devices) to \"/home/ha/ha-20241205-1043.nuong\". Only the "
                           "district can open it. Everything stays on this device until the server has said so.")};
    return view;
}

FilePickerView files(Words t) {
    FilePickerView view{.question = t("Ảnh", "Photo"), .folder = "/media/ha/CANON/DCIM/100CANON"};
    view.folders = {{"/media/ha/CANON/DCIM", "CANON", true, false}, {"/home/ha", "ha", false, false}};
    view.above = "/media/ha/CANON/DCIM";
    view.rows = {{"/media/ha/CANON/DCIM/100CANON/old", "old", "", true},
                 {"/media/ha/CANON/DCIM/100CANON/IMG_2041.JPG", "IMG_2041.JPG",
                  t("3,4 MB · hôm nay 10:42", "3.4 MB · today 10:42"), false},
                 {"/media/ha/CANON/DCIM/100CANON/IMG_2040.JPG", "IMG_2040.JPG",
                  t("3,1 MB · hôm nay 10:41", "3.1 MB · today 10:41"), false}};
    return view;
}

CardView card(Words t) {
    CardView view;
    view.doubts = {t("Chữ số thứ 4 của số căn cước không khớp với giới tính trên thẻ; hãy nhìn lại thẻ.",
                     "The 4th digit of the number does not fit the sex on the card; look at the card.")};
    view.rows = {
        {t("Họ và tên", "Full name"), "Giàng A Lùng", "Giàng A Lung", false},
        {t("Giới tính", "Sex"), t("Nam", "Male"), "", true},
        {t("Ngày sinh (Đủ ngày tháng năm)", "Date of birth (Full date)"), "01/02/1985", "", false},
        {t("Số giấy tờ (Căn cước (12 số))", "Document number (Citizen ID (12 digits))"), "010085001234", "", false},
        {t("Nơi đăng ký thường trú", "Permanent residence"), "Thôn Nậm Miện, Xã Nậm Xé, Huyện Văn Bàn, Tỉnh Lào Cai",
         "", false}};
    view.can_fill = true;
    return view;
}

CardView spoilt_card(Words t) {
    CardView view;
    view.problem = t("Mã quét bị thiếu ở cuối nên chưa dùng được. Hãy quét lại, hoặc gõ tay vào phiếu.",
                     "The code was cut off and cannot be used. Scan again, or type into the form by hand.");
    return view;
}

PadView pad(Words t) {
    return {.path = "consent/signature",
            .question = t("Chữ ký của người được tư vấn", "Signature of the person counselled"),
            .is_signature = true};
}

PrintView print(Words t) {
    PrintView view{.title = t("Phiếu quản lý người nghiện, sử dụng trái phép, nguy cơ cao, sau cai", "Person register"),
                   .subject = "Đặng Thị Hường · 1994",
                   .names_a_person = true};
    view.folders = {{"/media/usb/KINGSTON", "KINGSTON", true, true}, {"/home/ha", "ha", false, false}};
    return view;
}

PrintView printed(Words t) {
    PrintView view = print(t);
    view.result = Notice{NoticeKind::success,
                         t("Đã ghi tệp “person_register-4f3a90d2-20260302-0800.html” vào USB KINGSTON. Mở tệp đó trên "
                           "máy có máy in, rồi chọn In. In xong hãy xóa tệp.",
                           "Wrote the file \"person_register-4f3a90d2-20260302-0800.html\" to the stick KINGSTON. Open "
                           "it on a computer with a printer and choose Print. Delete the file once it is printed.")};
    return view;
}

PrintView print_blank(Words t) {
    PrintView view{.title = t("Phiếu tiếp cận, tư vấn", "Outreach contact")};
    view.folders = {{"/home/ha", "ha", false, true}};
    return view;
}

FilePickerView no_files(Words t) {
    FilePickerView view{.question = t("Ảnh", "Photo"), .folder = "/home/ha"};
    view.folders = {{"/home/ha", "ha", false, true}};
    view.empty_text = t("Ở đây không có tệp nào dùng được. Cắm thẻ máy ảnh hay USB rồi chọn nó ở trên.",
                        "No file here that can be used. Plug in the camera's card or a stick and choose it above.");
    return view;
}

std::vector<Sample> all(Language language) {
    const Words t{language};
    std::vector<Sample> samples = {
        {"enroll", frame(t, enroll(t))},
        {"pin", frame(t, pin(t))},
        {"pin_choose", frame(t, PinView{.first_time = true})},
        {"pin_two_users", frame(t, pin_of_two(t))},
        {"pin_switching", frame(t, pin_of_team(t))},
        {"pin_unfinished", frame(t, PinView{.is_unfinished = true, .can_go_back = true})},
        {"pin_last_tries", frame(t, pin_last_tries(t))},
        {"sync_lease", frame(t, sync_lease(t))},
        {"recover", frame(t, recover(t))},
        {"recover_no_box", frame(t, RecoverView{.user = "ha", .can_ask = false})},
        {"pin_new", frame(t, PinView{.first_time = true, .can_go_back = true, .is_recovered = true})},
        {"enroll_another", frame(t, enroll_another(t))},
        {"home", frame(t, home(t))},
        {"home_after_loss", frame(t, home_after_loss(t))},
        {"overview", frame(t, overview(t))},
        {"unchecked", frame(t, unchecked(t))},
        {"caseload", frame(t, caseload(t))},
        {"caseload_empty", frame(t, caseload_empty(t))},
        {"overview_devices", frame(t, overview_of_devices(t))},
        {"overview_refused", frame(t, overview_of_refused(t))},
        {"overview_untold", frame(t, overview_untold(t))},
        {"people", frame(t, people(t))},
        {"search", frame(t, search_hits(t))},
        {"search_begun", frame(t, search_begun(t))},
        {"sessions_empty", frame(t, sessions(t))},
        {"contacts", frame(t, contacts(t))},
        {"picker", frame(t, picker(t))},
        {"forms", frame(t, forms(t))},
        {"forms_about", frame(t, forms_about(t))},
        {"person", frame(t, person(t))},
        {"contact", frame(t, contact(t))},
        {"inconsistent", frame(t, inconsistent(t))},
        {"refusing", frame(t, refusing(t))},
        {"returned", frame(t, returned(t))},
        {"to-check", frame(t, to_check(t))},
        {"screened", frame(t, screened(t))},
        {"form_screening", frame(t, screening_form(t))},
        {"form_substances", frame(t, substances_form(t))},
        {"form_refused", frame(t, form_refused(t))},
        {"form_result", frame(t, screening_result(t))},
        {"form_one_question", frame(t, one_question(t))},
        {"form_looking_back", frame(t, looking_back_at(t))},
        {"form_person", frame(t, person_form(t))},
        {"form_session", frame(t, session_form(t))},
        {"form_contact", frame(t, contact_form(t))},
        {"form_from_paper", frame(t, form_from_paper(t))},
        {"conflicts", frame(t, conflicts(t))},
        {"conflicts_none", frame(t, ConflictListView{})},
        {"conflict", frame(t, conflict(t))},
        {"duplicate", frame(t, duplicate(t))},
        {"sync_running", frame(t, sync_running(t))},
        {"sync_done", frame(t, sync_done(t))},
        {"sync_offline", frame(t, sync_offline(t))},
        {"sync_new_code", frame(t, sync_new_code(t))},
        {"hand_over", frame(t, hand_over())},
        {"handed_over", frame(t, handed_over(t))},
        {"pad", frame(t, pad(t))},
        {"print", frame(t, print(t))},
        {"printed", frame(t, printed(t))},
        {"print_blank", frame(t, print_blank(t))},
        {"files", frame(t, files(t))},
        {"files_none", frame(t, no_files(t))},
        {"areas", frame(t, areas(t))},
        {"areas_found", frame(t, areas_found(t))},
        {"card", frame(t, card(t))},
        {"card_spoilt", frame(t, spoilt_card(t))},
        {"settings", frame(t, settings(t))},
    };
    ViewModel shared = frame(t, home(t));
    shared.is_shared = true;
    samples.push_back({"home_shared", shared});
    ViewModel noticed = frame(t, home(t));
    noticed.notice = Notice{NoticeKind::success, t("Đã nộp phiếu. Sẽ gửi khi có mạng.",
                                                   "Submitted. It will be sent when there is a network.")};
    noticed.sync = {SyncState::attention, t("2 mục cần quyết định", "2 to decide")};
    samples.push_back({"home_notice", noticed});
    for (const auto& [name, screen] : {std::pair<const char*, Screen>("practice_home", home(t)),
                                       std::pair<const char*, Screen>("practice_settings", settings(t)),
                                       std::pair<const char*, Screen>("practice_form", screening_form(t)),
                                       std::pair<const char*, Screen>("practice_question", one_question(t))}) {
        ViewModel practice = frame(t, screen);
        practice.is_practice = true;
        practice.sync = {SyncState::idle, t("Không gửi gì", "Nothing is sent"), t("chỉ để tập", "only practice")};
        samples.push_back({name, practice});
    }
    for (Sample& each : all_of_reports(t)) samples.push_back(std::move(each));
    samples.push_back({"periods", frame(t, periods(t))});
    samples.push_back({"period", frame(t, period(t))});
    samples.push_back({"period_reopened", frame(t, period_reopened(t))});
    return samples;
}
}  // namespace nuong::client::samples

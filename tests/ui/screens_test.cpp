// What each screen shows and what it asks for when somebody uses it.
#include <catch2/catch_test_macros.hpp>

#include "client/app/refusal.h"
#include "client/pictures/photo.h"
#include "tests/ui/sample_views.h"
#include "tests/ui/ui_driver.h"

using namespace nuong;
using namespace nuong::client;

namespace {

constexpr samples::Words vi{Language::vi};
constexpr samples::Words en{Language::en};

}  // namespace

TEST_CASE("enrolling: server, code and name go out as they were typed, without Vietnamese marks added") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, EnrollView{});
    ui.frame(2);
    CHECK_FALSE(ui.widget("Ghi danh").enabled);
    ui.tap("Địa chỉ máy chủ");
    ui.type("https://aws.test");
    ui.tap("Mã ghi danh");
    ui.type("DDAW-ooww");
    ui.tap("Tên máy");
    ui.type("May 1");
    SECTION("by the button") { ui.tap("Ghi danh"); }
    SECTION("by Enter after the last of them") { ui.press(ImGuiKey_Enter); }
    CHECK(only<Enroll>(ui.take_actions()) == Enroll{"https://aws.test", "DDAW-ooww", "May 1"});
}

TEST_CASE("a QR code scanned into the address fills the code as well, and an address typed by hand stays as it is") {
    for (const char* field : {"Địa chỉ máy chủ", "Mã ghi danh"}) {
        UiDriver ui({1024, 600});
        ui.view = samples::frame(vi, EnrollView{});
        ui.frame(2);
        ui.tap(field);
        ui.type_at_once("https://district.example#ABCD-EFGH-JKLM");
        ui.press(ImGuiKey_Enter);
        ui.frame(2);
        CHECK(ui.widget("Địa chỉ máy chủ").value == "https://district.example");
        CHECK(ui.widget("Mã ghi danh").value == "ABCD-EFGH-JKLM");
        ui.tap("Ghi danh");
        CHECK(only<Enroll>(ui.take_actions()) == Enroll{"https://district.example", "ABCD-EFGH-JKLM", ""});
    }
}

TEST_CASE("unlocking: by keys and Enter, or by the keypad, in both languages") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::pin(vi));
    ui.frame(3);
    CHECK(ui.sees("Chào chị Hà"));
    CHECK(ui.sees("Mã PIN chưa đúng, còn 7 lần thử."));
    ui.type("246810");
    CHECK(ui.widget("Mã PIN").value == "******");
    ui.press(ImGuiKey_Enter);
    CHECK(only<Unlock>(ui.take_actions()).pin == "246810");

    ui.view = samples::frame(en, samples::pin(en));
    ui.frame(3);
    for (const char* digit : {"1", "3", "5", "7", "9", "9", "Erase", "0"}) ui.tap(digit);
    CHECK(ui.take_actions().empty());
    ui.tap("Unlock");
    CHECK(only<Unlock>(ui.take_actions()).pin == "135790");
}

TEST_CASE("choosing a PIN: long enough and typed twice") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, PinView{.first_time = true, .pin_length_min = 6});
    ui.frame(3);
    ui.type("123");
    ui.tap("Tiếp theo");
    CHECK(ui.sees("Mã PIN còn ngắn. Số chữ số ít nhất: 6"));
    ui.type("456");
    ui.tap("Tiếp theo");
    ui.type("123450");
    ui.tap("Lưu mã PIN");
    CHECK(ui.take_actions().empty());
    CHECK(ui.sees("Hai lần nhập chưa giống nhau, hãy nhập lại."));
    ui.type("123456");
    ui.tap("Tiếp theo");
    ui.type("123456");
    ui.press(ImGuiKey_Enter);
    CHECK(only<ChoosePin>(ui.take_actions()).pin == "123456");
}

TEST_CASE("while a wrong PIN must wait nothing can be tried") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::pin_of_two(vi));
    ui.frame(3);
    CHECK(ui.sees("Hãy đợi rồi thử lại sau 30 giây"));
    ui.tap("1");
    ui.tap("Mở khóa");
    CHECK(ui.take_actions().empty());
    ui.tap("Giàng A Lùng");
    CHECK(only<ChooseUser>(ui.take_actions()).user == "lung");
}

TEST_CASE("home: the tiles do what the session put on them, drafts go on, the bar reaches sync and lock") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::home(vi));
    ui.frame(2);
    CHECK(ui.sees("20.417"));
    ui.tap("Người mới");
    CHECK(only<StartForm>(ui.take_actions()).form == "person_register");
    ui.tap("Cần quyết định");
    CHECK(only<OpenConflicts>(ui.take_actions()) == OpenConflicts{});
    ui.tap("Buổi truyền thông · Thôn Nậm Lúc");
    CHECK(only<ResumeDraft>(ui.take_actions()).draft == samples::record(2));
    ui.tap("Khóa");
    CHECK(only<Lock>(ui.take_actions()) == Lock{});
    ui.tap("EN");
    CHECK(only<SetLanguage>(ui.take_actions()).language == Language::en);
}

TEST_CASE("home: drafts that cannot be opened are thrown away by two decisions") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::home_after_loss(vi));
    ui.frame(2);
    ui.tap("Xóa nháp");
    CHECK(ui.sees(drafts_out_of_sight_words(2).vi));
    CHECK(ui.sees("Xóa các nháp không mở được này? Các câu trả lời trong đó sẽ mất."));
    ui.tap("Giữ lại");
    CHECK(ui.take_actions().empty());
    CHECK_FALSE(ui.sees("Xóa hẳn"));
    ui.tap("Xóa nháp");
    ui.tap("Xóa hẳn");
    CHECK(only<DiscardDraftsOutOfSight>(ui.take_actions()) == DiscardDraftsOutOfSight{});
    CHECK_FALSE(ui.sees("Xóa hẳn"));
}

TEST_CASE("home in English, with figures written the English way") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(en, samples::home(en));
    ui.frame(2);
    CHECK(ui.sees("20,417"));
    CHECK(ui.sees("Other forms"));
}

TEST_CASE("a notice is shown and can be put away") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::home(vi));
    ui.view.notice = Notice{NoticeKind::error, "Ổ đĩa đầy, chưa lưu được."};
    ui.frame(2);
    CHECK(ui.sees("Ổ đĩa đầy, chưa lưu được."));
    ui.tap("Đóng");
    CHECK(only<DismissNotice>(ui.take_actions()) == DismissNotice{});
}

TEST_CASE("people: every key searches, a row opens, and twenty thousand rows cost no more than those in sight") {
    UiDriver ui({1024, 600});
    ListView list = samples::people(vi);
    for (int i = 0; i < 20000; ++i) list.rows.push_back({samples::record(1000 + i), "Người " + std::to_string(i)});
    ui.view = samples::frame(vi, list);
    ui.frame(2);
    CHECK(ui.widgets().size() < 60);
    ui.tap("Tìm kiếm");
    ui.type("nguyeenx");
    const auto searches = ui.take<Search>();
    REQUIRE(searches.size() == 8);
    CHECK(searches.back().text == "nguyễn");
    ui.tap("Xóa tìm kiếm");
    CHECK(only<Search>(ui.take_actions()).text.empty());
    ui.tap("Giàng A Lùng");
    CHECK(only<OpenRecord>(ui.take_actions()).record == samples::record(101));
    ui.tap("Người mới");
    CHECK(only<StartForm>(ui.take_actions()).form == "person_register");
}

TEST_CASE("an empty list says what to do, and the last row offers more") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::sessions(vi));
    ui.frame(2);
    CHECK(ui.sees("Chưa có buổi nào. Chạm “Buổi mới” để ghi buổi đầu tiên."));
    ui.view = samples::frame(en, samples::people(en));
    ui.frame(2);
    ui.tap("Show more");
    CHECK(only<ShowMore>(ui.take_actions()) == ShowMore{});
}

TEST_CASE("a person: facts, a conflict in place, the timeline, and what can be done next") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::person(vi));
    ui.frame(2);
    CHECK(ui.sees("0912 345 678"));
    ui.tap("Nhiều giá trị, chạm để chọn");
    CHECK(only<OpenConflict>(ui.take_actions()) == OpenConflict{samples::record(101), "phone"});
    ui.tap("Sàng lọc ASSIST");
    CHECK(only<OpenRecord>(ui.take_actions()).record == samples::record(201));
    ui.tap("Sàng lọc mới");
    CHECK(only<StartForm>(ui.take_actions()).subject == samples::record(101));
    ui.tap("Quay lại");
    CHECK(only<Back>(ui.take_actions()) == Back{});
}

TEST_CASE("conflicts: both values with who and when; one tap takes one, another can be typed") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::conflicts(vi));
    ui.frame(2);
    ui.tap("Giàng A Lùng");
    CHECK(only<OpenConflict>(ui.take_actions()) == OpenConflict{samples::record(102), "birth_year"});

    ui.view = samples::frame(vi, samples::conflict(vi));
    ui.frame(2);
    CHECK(ui.sees("Người ghi: Giàng A Lùng"));
    CHECK(ui.sees("Hôm qua 16:05"));
    ui.tap("Chọn giá trị này");
    CHECK(only<TakeHead>(ui.take_actions()) == TakeHead{samples::record(101), "phone", {DeviceId{1}, 4}});
    ui.tap("Điện thoại");
    ui.type("0900 111");
    ui.pass_seconds(0.5);
    ui.tap("Dùng giá trị vừa nhập");
    CHECK(only<SetValue>(ui.take_actions()) == SetValue{samples::record(101), "phone", "0900 111"});
}

TEST_CASE("conflicts that are alike: seen first, then decided for all of them with one tap") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::conflict(vi));
    ui.frame(2);
    CHECK(ui.sees("2 phiếu khác cũng ghi như vậy"));
    ui.tap("Lù A Sáng");
    CHECK(only<OpenConflict>(ui.take_actions()) == OpenConflict{samples::record(110), "phone"});
    ui.tap("Quyết định cho tất cả");
    ui.frame(2);
    ui.tap("Chọn cho cả 3 phiếu");
    const std::vector<FieldPlace> others{{samples::record(109), "phone"}, {samples::record(110), "phone"}};
    CHECK(only<TakeHead>(ui.take_actions()) == TakeHead{samples::record(101), "phone", {DeviceId{1}, 4}, others});
    ui.tap("Đang quyết định cho tất cả");
    ui.frame(2);
    ui.tap("Chọn giá trị này");
    CHECK(only<TakeHead>(ui.take_actions()).alike.empty());
}

TEST_CASE("answers that do not fit together: listed with what is wrong, and the record says what to do") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::conflicts(vi));
    ui.frame(2);
    CHECK(ui.sees("Các câu trả lời không khớp nhau"));
    ui.tap("Sùng Thị Mỷ");
    CHECK(only<OpenRecord>(ui.take_actions()) == OpenRecord{samples::record(105)});

    ui.view = samples::frame(vi, samples::inconsistent(vi));
    ui.frame(2);
    CHECK(ui.sees("Các câu trả lời không còn khớp nhau"));
    CHECK(ui.sees("Không khớp"));
    ui.tap("Sửa");
    CHECK(only<EditRecord>(ui.take_actions()) == EditRecord{samples::record(101)});
}

TEST_CASE("two who may be one: listed below what is to decide, compared side by side, and a person says which") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::conflicts(vi));
    ui.frame(2);
    CHECK(ui.sees("Có thể là cùng một người"));
    ui.tap("Nguyễn Văn An · 1985 / Nguyễn Văn An · 1986");
    const OpenDuplicate pair{samples::record(103), samples::record(104)};
    CHECK(only<OpenDuplicate>(ui.take_actions()) == pair);

    ui.view = samples::frame(vi, samples::duplicate(vi));
    ui.frame(2);
    CHECK(ui.sees("1985"));
    CHECK(ui.sees("1986"));
    CHECK(ui.sees("khác"));
    ui.tap("Cùng một người");
    CHECK(only<LinkSame>(ui.take_actions()) == LinkSame{pair.record, pair.other});
    ui.tap("Hai người khác nhau");
    CHECK(only<TellApart>(ui.take_actions()) == TellApart{pair.record, pair.other});

    DuplicateView with_papers = samples::duplicate(vi);
    with_papers.rows = {{"Giấy tờ: Số", "B 1234567", "b1234567", false}, {"Giấy tờ: Số", "", "010089001234", true}};
    ui.view = samples::frame(vi, with_papers);
    ui.frame(2);
    for (const char* label : {"Giấy tờ: Số", "B 1234567", "b1234567", "010089001234"}) CHECK(ui.sees(label));

    DuplicateView to_read = samples::duplicate(vi);
    to_read.may_decide = false;
    ui.view = samples::frame(vi, to_read);
    ui.frame(2);
    CHECK_FALSE(ui.sees("Cùng một người"));
}

TEST_CASE("whoever registers a person sees who may stand there already, and a tap goes there") {
    UiDriver ui({1024, 600});
    FormView form = samples::person_form(vi);
    form.alike = {{samples::record(103), "Nguyễn Văn An · 1985", "Xã Khánh Yên Hạ · cùng họ tên, cùng địa bàn"}};
    ui.view = samples::frame(vi, form);
    ui.frame(2);
    CHECK(ui.sees("Có thể đã có trong sổ"));
    ui.tap("Nguyễn Văn An · 1985");
    CHECK(only<OpenRecord>(ui.take_actions()).record == samples::record(103));
}

TEST_CASE("sync: progress while it runs, figures and refusals after it, calm words without a network") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::sync_running(vi));
    ui.frame(2);
    CHECK(ui.sees("Còn gửi 4 lần lưu, nhận khoảng 120 phiếu"));
    CHECK(ui.sees("đã gửi 3 kB, nhận 14 kB · còn khoảng 40 giây"));
    ui.tap("Dừng");
    CHECK(only<StopSync>(ui.take_actions()) == StopSync{});
    SyncView stopping = samples::sync_running(vi);
    stopping.stopping = true;
    ui.view = samples::frame(vi, stopping);
    ui.frame(2);
    CHECK_FALSE(ui.widget("Đang dừng…").enabled);

    ui.view = samples::frame(vi, samples::sync_done(vi));
    ui.frame(2);
    CHECK(ui.sees("Đồng bộ xong"));
    CHECK(ui.sees("164"));
    CHECK(ui.sees("Máy chủ không nhận"));
    ui.tap("Xem và quyết định");
    CHECK(only<OpenConflicts>(ui.take_actions()) == OpenConflicts{});

    ui.view = samples::frame(en, samples::sync_offline(en));
    ui.frame(2);
    CHECK(ui.sees(
        "No network. Your data is safe on this device. It is tried again by itself while the program is open."));
    ui.tap("Sync now");
    CHECK(only<SyncNow>(ui.take_actions()) == SyncNow{});
}

TEST_CASE("sync: a device that the server has forgotten is taken back with a code, typed or scanned") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::sync_new_code(vi));
    ui.frame(2);
    CHECK(ui.sees(samples::sync_new_code(vi).error));
    CHECK_FALSE(ui.widget("Xác nhận máy này").enabled);
    ui.tap("Mã mới của huyện");
    ui.type_at_once("https://nuong.example#7K3M-Q2WD-91XT");
    ui.frame(2);
    ui.tap("Xác nhận máy này");
    CHECK(only<SyncNow>(ui.take_actions()) == SyncNow{"7K3M-Q2WD-91XT"});
    ui.view = samples::frame(vi, samples::sync_offline(vi));
    ui.frame(2);
    CHECK_FALSE(ui.sees("Xác nhận máy này"));
}

TEST_CASE("other forms: a tap begins one, the button beside it shows its records, the search goes out key by key") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::forms(vi));
    ui.frame(2);
    CHECK(ui.sees("Về một người"));
    ui.tap("Phiếu tiếp cận, tư vấn");
    CHECK(only<StartForm>(ui.take_actions()) == StartForm{"outreach_contact", {}});
    ui.tap("Đã ghi: 311");
    CHECK(only<OpenRecords>(ui.take_actions()).form == "family_member");
    ui.tap("Hồ sơ cơ sở");  // may only be read: the row itself leads to the records
    CHECK(only<OpenRecords>(ui.take_actions()).form == "facility_profile");
    ui.tap("Tìm kiếm");
    ui.type("duw");
    CHECK(ui.take<Search>().back().text == "dư");
}

TEST_CASE("a question about another record shows its title, opens the list, and can be cleared unless it is required") {
    UiDriver ui({1024, 600});
    FormView form = samples::contact_form(vi);
    ui.view = samples::frame(vi, form);
    ui.frame(2);
    CHECK(ui.sees("Chưa chọn"));
    ui.tap("Chọn từ danh sách");
    CHECK(only<OpenPicker>(ui.take_actions()).path == "family");
    form.pages[0].items.resize(1);
    ui.view = samples::frame(vi, form);
    ui.frame(2);
    CHECK(ui.text().find("Bỏ chọn") == std::string::npos);
    ui.tap("Đổi");
    CHECK(only<OpenPicker>(ui.take_actions()).path == "person");
    form = samples::contact_form(vi);
    form.pages[0].items.erase(form.pages[0].items.begin(), form.pages[0].items.begin() + 2);
    ui.view = samples::frame(vi, form);
    ui.frame(2);
    ui.tap("Bỏ chọn");
    CHECK(only<Answer>(ui.take_actions()) == Answer{"facility", Null{}});
}

TEST_CASE("in the list of a question a tap chooses; in other lists it opens") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::picker(vi));
    ui.frame(2);
    ui.tap("Đặng Văn Páo");
    CHECK(only<ChooseRecord>(ui.take_actions()).record == samples::record(302));
    ui.tap("Phiếu mới");
    CHECK(only<StartForm>(ui.take_actions()) == StartForm{"family_member", samples::record(101)});
    ui.view = samples::frame(vi, samples::contacts(vi));
    ui.frame(2);
    ui.tap("Đã gặp");
    CHECK(only<OpenRecord>(ui.take_actions()).record == samples::record(202));
}

TEST_CASE("back from the list of a question, the form stands at that question again") {
    UiDriver ui({1024, 600});
    FormView form = samples::contact_form(vi);
    for (int i = 0; i < 20; ++i)
        form.pages[0].items.push_back({.path = "q" + std::to_string(i), .label = "Câu " + std::to_string(i)});
    form.pages[0].items.push_back({.path = "last", .kind = ItemKind::record, .label = "Phiếu liên quan"});
    ui.view = samples::frame(vi, form);
    ui.frame(3);
    CHECK_FALSE(ui.sees("Phiếu liên quan"));
    ui.view = samples::frame(vi, samples::picker(vi));
    ui.frame(2);
    form.focus = "last";
    ui.view = samples::frame(vi, form);
    ui.frame(4);
    CHECK(ui.sees("Phiếu liên quan"));
}

TEST_CASE("a record that another one names is opened from its page") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::contact(vi));
    ui.frame(2);
    ui.tap("Đặng Thị Hường · 1994");
    CHECK(only<OpenRecord>(ui.take_actions()).record == samples::record(101));
}

TEST_CASE("home: what is due leads to the person, what waits and all that is due to their lists") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::home(vi));
    ui.frame(2);
    ui.tap("Giàng A Lùng");
    CHECK(only<OpenRecord>(ui.take_actions()).record == samples::record(102));
    ui.tap("Xem thêm");
    CHECK(only<OpenDue>(ui.take_actions()) == OpenDue{});
    ui.tap("Xem phiếu chờ gửi");
    CHECK(only<OpenWaiting>(ui.take_actions()) == OpenWaiting{});
}

TEST_CASE("what was refused says why, that nothing is lost, and opens again as a draft, on home and after a sync") {
    UiDriver ui({1024, 600});
    for (const Screen& screen : {Screen(samples::home(vi)), Screen(samples::sync_done(vi))}) {
        ui.view = samples::frame(vi, screen);
        ui.frame(2);
        ui.tap("Mở lại thành nháp");
        CHECK(only<ReopenRefused>(ui.take_actions()).record == samples::record(9));
        CHECK(ui.text().find("Không có gì bị mất") != std::string::npos);
    }
}

TEST_CASE("handing over: the stick is chosen by its name, the file can be renamed, a colleague's file is taken in") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::sync_offline(vi));
    ui.frame(2);
    ui.tap("Giao bằng USB");
    CHECK(only<OpenHandOver>(ui.take_actions()) == OpenHandOver{});
    ui.view = samples::frame(vi, samples::hand_over());
    ui.frame(2);
    ui.tap("Thư mục ha");
    CHECK(only<ChooseFolder>(ui.take_actions()).folder == "/home/ha");
    ui.tap("Tệp để ghi");
    ui.press(ImGuiKey_End);
    ui.type("2");
    ui.tap("Ghi tệp");
    CHECK(only<ExportBundle>(ui.take_actions()).path == "/media/ha/KINGSTON/ha-20241205-1043.nuong2");
    ui.tap("lung-20241204-1700.nuong");
    CHECK(only<ImportBundle>(ui.take_actions()).path == "/media/ha/KINGSTON/lung-20241204-1700.nuong");
    ui.tap("Tìm lại");
    CHECK(only<LookForSticks>(ui.take_actions()) == LookForSticks{});
}

TEST_CASE("a photo is chosen from the camera's card, and what was chosen is seen and can be changed") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::files(vi));
    ui.frame(2);
    ui.tap("IMG_2041.JPG");
    CHECK(only<AttachFile>(ui.take_actions()).file == "/media/ha/CANON/DCIM/100CANON/IMG_2041.JPG");
    ui.tap("old");
    CHECK(only<OpenFolder>(ui.take_actions()).folder == "/media/ha/CANON/DCIM/100CANON/old");
    ui.tap("Thư mục bên trên");
    CHECK(only<OpenFolder>(ui.take_actions()).folder == "/media/ha/CANON/DCIM");
    ui.tap("Thư mục ha");
    CHECK(only<OpenFolder>(ui.take_actions()).folder == "/home/ha");

    FormItem photo{.path = "photos/1/photo", .kind = ItemKind::file, .label = "Ảnh"};
    const auto show = [&] {
        FormView form{.title = "Buổi truyền thông", .pages = {{"Ảnh", {photo}}}};
        ui.view = samples::frame(vi, form);
        ui.frame(2);
    };
    show();
    ui.tap("Chọn tệp");
    CHECK(only<OpenFiles>(ui.take_actions()).path == "photos/1/photo");
    photo.shown = "Ảnh, 182 kB";
    photo.answered = true;
    photo.preview = std::make_shared<const Photo>(Photo{2, 1, {255, 0, 0, 0, 0, 255}});
    show();
    CHECK(ui.text().find("Ảnh, 182 kB") != std::string::npos);
    ui.tap("Chọn tệp khác");
    CHECK(only<OpenFiles>(ui.take_actions()).path == "photos/1/photo");
    ui.tap("Bỏ chọn");
    CHECK(only<Answer>(ui.take_actions()).value == Value());
}

TEST_CASE("while a stick is written nothing else can be begun, and the screen says to leave it in") {
    UiDriver ui({1024, 600});
    HandOverView busy = samples::hand_over();
    busy.busy = true;
    ui.view = samples::frame(vi, busy);
    ui.frame(2);
    CHECK_FALSE(ui.widget("Đang ghi, chưa rút USB…").enabled);
    CHECK_FALSE(ui.widget("Tìm lại").enabled);
    ui.tap("Đang ghi, chưa rút USB…");
    CHECK(ui.take_actions().empty());
    ui.view = samples::frame(vi, samples::handed_over(vi));
    ui.frame(2);
    CHECK(ui.text().find("Dữ liệu vẫn còn trên máy cho đến khi máy chủ báo đã nhận.") != std::string::npos);
}

TEST_CASE("settings: every choice asks for all that is wished, with one thing changed") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::settings(vi));
    ui.frame(2);
    const Preferences before = samples::settings(vi).preferences;
    CHECK(ui.widget("Thường").chosen);
    const auto after = [&](const char* choice) {
        ui.tap(choice);
        return only<SetPreferences>(ui.take_actions()).wanted;
    };
    Preferences wanted = before;
    wanted.theme = Theme::night;
    CHECK(after("Ban đêm") == wanted);
    wanted = before;
    wanted.text_size = TextSize::very_large;
    CHECK(after("Rất to") == wanted);
    wanted = before;
    wanted.layout = FormLayout::one_question;
    CHECK(after("Từng câu một") == wanted);
    wanted = before;
    wanted.typing = TypingMethod::off;
    CHECK(after("Tắt gõ dấu") == wanted);
    wanted = before;
    wanted.auto_lock = std::chrono::minutes(5);
    CHECK(after("5 phút") == wanted);
    ui.tap("English");
    CHECK(only<SetLanguage>(ui.take_actions()).language == Language::en);
    ui.tap("Thường");
    CHECK(ui.take_actions().empty());  // it is so already
    ui.tap("Quay lại");
    CHECK(only<Back>(ui.take_actions()) == Back{});
}

TEST_CASE("settings are one tap from home, and can be worked by keys alone") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::home(vi));
    ui.frame(2);
    ui.tap("Cài đặt");
    CHECK(only<OpenSettings>(ui.take_actions()) == OpenSettings{});
    ui.view = samples::frame(vi, samples::settings(vi));
    ui.frame(2);
    for (int presses = 0; presses < 40 && !ui.widget("Ban đêm").focused; ++presses) ui.press(ImGuiKey_Tab);
    REQUIRE(ui.widget("Ban đêm").focused);
    ui.press(ImGuiKey_Enter);
    CHECK(only<SetPreferences>(ui.take_actions()).wanted.theme == Theme::night);
}

TEST_CASE("before the PIN the colours change with one tap, from day to night and back") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::pin(vi));
    ui.frame(3);
    for (const Theme next : {Theme::day, Theme::night, Theme::standard}) {
        ui.tap("Màu màn hình");
        ui.view.preferences = only<SetPreferences>(ui.take_actions()).wanted;
        CHECK(ui.view.preferences.theme == next);
    }
}

TEST_CASE("practice says so on every screen, and is one tap to begin at the door and one to leave") {
    UiDriver ui({1024, 600});
    for (const samples::Sample& sample : samples::all(Language::vi)) {
        ui.view = sample.view;
        ui.view.is_practice = true;
        ui.frame(2);
        INFO(sample.name);
        CHECK(ui.sees("TẬP DÙNG – không gửi đi đâu cả"));
        ui.view.is_practice = false;
        ui.frame(2);
        CHECK_FALSE(ui.sees("TẬP DÙNG – không gửi đi đâu cả"));
    }
    for (const Screen& door : {Screen(samples::pin(vi)), Screen(EnrollView{})}) {
        ui.view = samples::frame(vi, door);
        ui.frame(3);
        CHECK(ui.sees("Tập dùng"));  // without scrolling: who has no code yet sees a way on
        ui.tap("Tập dùng");
        CHECK(only<StartPractice>(ui.take_actions()) == StartPractice{});
    }
    ui.view = samples::frame(vi, samples::home(vi));
    ui.view.is_practice = true;
    ui.frame(2);
    CHECK_FALSE(ui.sees("Khóa"));
    ui.tap("Thoát tập dùng");
    CHECK(only<LeavePractice>(ui.take_actions()) == LeavePractice{});
    ui.view = samples::frame(vi, samples::settings(vi));
    ui.frame(2);
    ui.tap("Vào tập dùng");
    CHECK(only<StartPractice>(ui.take_actions()) == StartPractice{});
}

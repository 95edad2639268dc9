// What the window is told and asked, without the window: the door, drafts, submitting, deciding, trouble.
#include "client/app/session.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "tests/client/app/desk.h"
#include "tests/support/patience.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::client;
using namespace nuong::test;
using namespace std::chrono_literals;

namespace {

// What lies on the disk, opened beside the session; it must be locked.
std::unique_ptr<Replica> store_in(const TemporaryFolder& home) {
    const auto key = Keyring(home.path(), FieldDevice::pin_cost).unlock("lan", FieldDevice::pin, FieldDevice::morning);
    REQUIRE(key);
    auto replica = Replica::open(home.path(), *key);
    REQUIRE(replica);
    return std::move(*replica);
}

NoticeKind notice_kind(Desk& desk) {
    REQUIRE(desk.view().notice);
    return desk.view().notice->kind;
}

}  // namespace

TEST_CASE("five wrong PINs: the screen counts the seconds down, and then the right one opens") {
    TemporaryFolder home;
    Desk desk(home.path());
    for (int i = 0; i < 5; ++i) desk.perform(Unlock{"000000"});
    CHECK(desk.screen<PinView>().wait_seconds == 30);
    CHECK(desk.session->next_wakeup() <= 1.0);
    desk.clock.advance(12s);
    CHECK(desk.screen<PinView>().wait_seconds == 18);
    desk.unlock();  // too early, although right
    CHECK_FALSE(desk.session->is_open());
    desk.clock.advance(18s);
    CHECK(desk.screen<PinView>().wait_seconds == 0);
    desk.unlock();
    CHECK(desk.screen<HomeView>().records == 1);
}

TEST_CASE("the window knows the day in Viet Nam and notices midnight") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    CHECK(desk.view().today == "2026-03-02");
    desk.clock.set(*parse_instant("2026-03-02T16:59:00.000Z"));
    desk.perform(DismissNotice{});
    CHECK(desk.view().today == "2026-03-02");
    desk.clock.advance(1min);
    desk.session->receive();
    CHECK(desk.view().today == "2026-03-03");
}

TEST_CASE("left alone it locks, and the form that was open waits with its answers") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    desk.start_screening();
    desk.perform(Answer{"age", Value(39)});
    desk.clock.advance(9min);
    desk.session->receive();
    CHECK(desk.session->is_open());
    CHECK_FALSE(desk.session->is_idle_too_long());
    desk.clock.advance(1min);
    CHECK(desk.session->is_idle_too_long());
    desk.session->receive();
    CHECK_FALSE(desk.session->is_open());
    CHECK(std::holds_alternative<PinView>(desk.view().screen));
    desk.unlock();
    CHECK(desk.item("age").value == Value(39));
    desk.perform(GoHome{});
    REQUIRE(desk.screen<HomeView>().drafts.size() == 1);
    CHECK(desk.screen<HomeView>().drafts[0].title == FieldDevice::person_name);
}

TEST_CASE("the language changes everywhere, also in an open form") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    desk.start_screening();
    CHECK(desk.item("setting").label == "Bối cảnh sàng lọc");
    desk.perform(SetLanguage{Language::en});
    CHECK(desk.view().language == Language::en);
    CHECK(desk.item("setting").label == "Setting");
    desk.perform(GoHome{});
    CHECK(desk.screen<HomeView>().tiles.at(0).title == "People");
}

TEST_CASE("after a restart a draft has every answer, of every kind") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    const std::vector<std::pair<Path, Value>> answers = {{"full_name", Value("Hà Văn Phước")},
                                                         {"sex", Value("male")},
                                                         {"birth_year", Value(1991)},
                                                         {"langs", Value("vi hmn")},
                                                         {"education", Value(Missing{"refused"})},
                                                         {"risk_group", Value("complex_area")},
                                                         {"note", Value("Nhà cuối bản,\nhỏi trưởng bản.")}};
    desk.perform(StartForm{"person_register", std::nullopt});
    for (const auto& [path, value] : answers) {
        desk.perform(Answer{path, value});
        INFO(path);
        CHECK_FALSE(desk.view().notice);
    }
    desk.restart();
    desk.unlock();
    REQUIRE(desk.screen<HomeView>().drafts.size() == 1);
    CHECK(desk.screen<HomeView>().drafts[0].title == "Hà Văn Phước · 1991");
    desk.perform(ResumeDraft{desk.screen<HomeView>().drafts[0].record});
    for (const auto& [path, value] : answers) {
        INFO(path);
        CHECK(desk.item(path).value == value);
    }
}

TEST_CASE("submitting with open questions stores nothing and goes to the first of them") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    desk.start_screening();
    desk.perform(Answer{"setting", Value("standalone")});
    desk.perform(Answer{"consent", Value("yes")});
    desk.perform(GoToPage{8});
    desk.perform(SubmitForm{});
    const FormView& form = desk.screen<FormView>();
    CHECK_FALSE(form.can_submit);
    REQUIRE_FALSE(form.problems.empty());
    CHECK(form.problems.front().path == "q1/tobacco");
    CHECK(form.page == form.problems.front().page);
    CHECK(desk.item("q1/tobacco").error != "");
    CHECK(notice_kind(desk) == NoticeKind::warning);
    desk.perform(GoHome{});
    CHECK(desk.screen<HomeView>().pending == 0);
    CHECK(desk.screen<HomeView>().drafts.size() == 1);
}

TEST_CASE("a submitted screening stands in the person's timeline with its risk in words") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    desk.start_screening();
    const std::vector<std::pair<Path, const char*>> answers = {
        {"setting", "standalone"}, {"consent", "yes"},    {"q2/opioid", "6"},      {"q3/opioid", "6"},
        {"q4/opioid", "7"},        {"q5/opioid", "8"},    {"q6/opioid", "recent"}, {"q7/opioid", "recent"},
        {"q8", "never"},           {"next_step", "refer"}};
    desk.perform(Answer{"consent", Value("yes")});
    for (const char* substance : {"tobacco", "alcohol", "cannabis", "cocaine", "ats", "inhalant", "sedative",
                                  "hallucinogen", "opioid", "other"})
        desk.perform(
            Answer{std::string("q1/") + substance, Value(std::string_view(substance) == "opioid" ? "yes" : "no")});
    for (const auto& [path, code] : answers) desk.perform(Answer{path, Value(code)});
    CHECK(desk.item("worst_band").shown == "Nguy cơ cao");
    CHECK(desk.item("advice").shown == "Chuyển gửi");
    const FormView& form = desk.screen<FormView>();
    const auto opioid = std::find_if(form.results.begin(), form.results.end(),
                                     [](const ResultRow& row) { return row.label == "Chất dạng thuốc phiện"; });
    REQUIRE(opioid != form.results.end());
    CHECK(opioid->score == "39");
    CHECK(opioid->band == "Nguy cơ cao");
    CHECK(opioid->advice != "");
    REQUIRE(form.results.size() == 2);  // what was never used shares one card
    CHECK(form.results[1].label.starts_with("Thuốc lá, thuốc lào, "));
    CHECK(form.results[1].band == "Nguy cơ thấp");
    desk.perform(SubmitForm{});
    CHECK(notice_kind(desk) == NoticeKind::success);
    CHECK(desk.screen<RecordView>().outcome.rows.at(0).score == "39");  // what it came to
    desk.perform(Back{});
    const RecordView& person = desk.screen<RecordView>();
    CHECK(person.title == "Vàng Seo Phử");
    CHECK(person.subtitle.starts_with("1985 · "));
    REQUIRE(person.timeline.size() == 1);
    CHECK(person.timeline[0].date == "02/03/2026");
    REQUIRE(person.timeline[0].status);
    CHECK(person.timeline[0].status->text == "Nguy cơ cao");
    CHECK(desk.view().sync.text == "1 chờ gửi");
}

TEST_CASE("each screening says in the timeline how it stands to the one before") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    const auto screen = [&](const std::vector<std::pair<Path, const char*>>& opioid) {
        desk.perform(OpenRecord{desk.device.person()});
        desk.start_screening();
        for (const auto& [path, code] : {std::pair{"consent", "yes"}, {"setting", "standalone"}})
            desk.perform(Answer{path, Value(code)});
        for (const char* substance : {"tobacco", "alcohol", "cannabis", "cocaine", "ats", "inhalant", "sedative",
                                      "hallucinogen", "opioid", "other"})
            desk.perform(
                Answer{std::string("q1/") + substance, Value(std::string_view(substance) == "opioid" ? "yes" : "no")});
        for (const auto& [path, code] : opioid) desk.perform(Answer{path, Value(code)});
        for (const auto& [path, code] : {std::pair{"q8", "never"}, {"next_step", "refer"}})
            desk.perform(Answer{path, Value(code)});
        desk.perform(SubmitForm{});
        desk.clock.advance(std::chrono::hours(24 * 30));
        desk.unlock();
        desk.perform(OpenRecord{desk.device.person()});
    };
    screen({{"q2/opioid", "6"},
            {"q3/opioid", "6"},
            {"q4/opioid", "7"},
            {"q5/opioid", "8"},
            {"q6/opioid", "recent"},
            {"q7/opioid", "recent"}});
    for (int i = 0; i < 2; ++i)
        screen({{"q2/opioid", "6"},
                {"q3/opioid", "0"},
                {"q4/opioid", "0"},
                {"q5/opioid", "0"},
                {"q6/opioid", "never"},
                {"q7/opioid", "never"}});
    std::vector<std::string> told;
    for (const TimelineEntry& entry : desk.screen<RecordView>().timeline)
        told.push_back(entry.status->text + ": " + entry.summary);
    CHECK(told == std::vector<std::string>{"Nguy cơ trung bình: ASSIST · như lần trước (01/04/2026)",
                                           "Nguy cơ trung bình: ASSIST · giảm so với 02/03/2026",
                                           "Nguy cơ cao: ASSIST"});
}

TEST_CASE("a conflict is told in words and decided at the window") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    CHECK(desk.screen<HomeView>().conflicts == 1);
    desk.perform(OpenConflicts{});
    REQUIRE(desk.screen<ConflictListView>().rows.size() == 1);
    const ConflictRow row = desk.screen<ConflictListView>().rows[0];
    CHECK(row.title == FieldDevice::person_name);
    CHECK(row.field == "Số điện thoại");
    desk.perform(OpenConflict{row.record, row.path});
    const ConflictView conflict = desk.screen<ConflictView>();
    REQUIRE(conflict.heads.size() == 2);
    CHECK(conflict.about.find(" · ") != std::string::npos);  // which form, and where
    for (const HeadView& head : conflict.heads) {
        CHECK(head.device == "máy khác");
        CHECK(head.when.starts_with("hôm qua"));
    }
    const auto wanted = std::find_if(conflict.heads.begin(), conflict.heads.end(),
                                     [](const HeadView& head) { return head.author == "binh"; });
    REQUIRE(wanted != conflict.heads.end());
    desk.perform(TakeHead{conflict.record, conflict.path, wanted->dot});
    CHECK(notice_kind(desk) == NoticeKind::success);
    CHECK(desk.screen<ConflictListView>().rows.empty());
    desk.perform(GoHome{});
    CHECK(desk.screen<HomeView>().conflicts == 0);
    CHECK(desk.screen<HomeView>().pending == 1);
    desk.perform(OpenRecord{desk.device.person()});
    const RecordView& person = desk.screen<RecordView>();
    const auto phone =
        std::find_if(person.facts.begin(), person.facts.end(), [](const Fact& fact) { return fact.path == "phone"; });
    REQUIRE(phone != person.facts.end());
    CHECK(phone->value == "0987000222");
    CHECK_FALSE(phone->conflict);
}

TEST_CASE("a full disk is said in words, and what was kept before stays") {
    TemporaryFolder folder;
    TinyDisk disk(folder, 2048);
    if (!disk.is_mounted()) SKIP("only root may mount the tiny disk");
    std::filesystem::create_directory(disk / "home");
    Desk desk(disk / "home");
    desk.unlock();
    desk.start_screening();
    desk.perform(Answer{"age", Value(39)});
    CHECK_FALSE(desk.view().notice);
    disk.fill();
    for (int i = 0; i < 200 && !desk.view().notice; ++i)
        desk.perform(Answer{"note", Value(std::string(2000, 'x') + std::to_string(i))});
    CHECK(notice_kind(desk) == NoticeKind::error);
    CHECK(std::holds_alternative<FormView>(desk.view().screen));
    disk.make_room();
    desk.perform(Answer{"note", Value("đủ chỗ lại rồi")});
    CHECK_FALSE(desk.view().notice);
    CHECK(desk.item("age").value == Value(39));
    CHECK(desk.item("note").value == Value("đủ chỗ lại rồi"));
}

TEST_CASE("a store that is gone is told at the door, and no empty one takes its place") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.session.reset();
    std::filesystem::remove(home.path() + "/store.db");
    desk.restart();
    desk.unlock();
    CHECK(desk.screen<PinView>().wrong_attempts.find("store.db") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(home.path() + "/store.db"));
}

namespace {

void wait_for_sync(Desk& desk) {
    REQUIRE(nuong::test::waits_until([&] {
        desk.session->receive();
        return desk.view().sync.state != SyncState::syncing;
    }));
}

bool syncs_after(Desk& desk, std::chrono::seconds waited) {
    desk.clock.advance(waited);
    desk.session->receive();
    return desk.view().sync.state == SyncState::syncing;
}

}  // namespace

TEST_CASE("without a network the sync says so on the badge, and nothing is lost") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    desk.perform(OpenSync{});
    desk.perform(SyncNow{});
    CHECK(desk.view().sync.state == SyncState::syncing);
    wait_for_sync(desk);
    CHECK(desk.screen<SyncView>().offline);
    CHECK(desk.view().sync.state == SyncState::offline);
    CHECK(desk.view().sync.text == "Chưa có mạng");
    CHECK(desk.screen<SyncView>().conflicts == 1);
}

TEST_CASE("a sync that met no network goes on by itself, less and less often, until the device is locked") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    CHECK_FALSE(syncs_after(desk, 60s));  // nobody has asked for one
    desk.perform(SyncNow{});
    wait_for_sync(desk);
    CHECK(desk.session->next_wakeup() <= 30);  // the window sleeps no longer than that
    CHECK_FALSE(syncs_after(desk, 10s));
    CHECK(syncs_after(desk, 21s));
    wait_for_sync(desk);
    CHECK_FALSE(syncs_after(desk, 25s));
    CHECK(syncs_after(desk, 36s));
    wait_for_sync(desk);
    desk.perform(Lock{});
    desk.unlock();
    CHECK_FALSE(syncs_after(desk, 150s));
}

namespace {

// A form that the district publishes while the device is locked.
void publish(Desk& desk, const TemporaryFolder& home, std::uint32_t version, const std::string& survey) {
    desk.session.reset();
    auto replica = store_in(home);
    const std::string body = R"({"id":"visit","version":)" + std::to_string(version) +
                             R"(,"title":{"vi":"Phiếu thăm","en":"Visit"},"survey":)" + survey + "}";
    protocol::SyncAnswer answer;
    answer.epoch = "e1";
    answer.time = FieldDevice::morning;
    answer.catalogue = replica->schemas().catalogue();
    std::erase_if(*answer.catalogue, [](const protocol::SchemaEntry& entry) { return entry.id == "visit"; });
    std::vector<std::string> bodies(answer.catalogue->size());
    answer.catalogue->push_back({"form", "visit", version, "visit" + std::to_string(version) + survey});
    bodies.push_back(body);
    replica->apply(answer, bodies, FieldDevice::morning);
    replica.reset();
    desk.restart();
    desk.unlock();
}

const char* const weekly_visit = R"j([
    {"type":"text","name":"village","label":{"vi":"Thôn","en":"Village"},"default":"${last-saved#village}"},
    {"type":"integer","name":"met","label":{"vi":"Gặp mấy người","en":"People met"}},
    {"type":"text","name":"seen","label":{"vi":"Ghi lúc","en":"Noted"},"calculation":"concat(${village}, ' ', ${met})","trigger":"met"},
    {"type":"text","name":"why_none","label":{"vi":"Vì sao không gặp","en":"Why nobody"},"relevant":"${met} = 0","required":"${village} != ''"}])j";

}  // namespace

TEST_CASE("what was taken back stays taken back after a dead battery, and what the form set by itself is kept") {
    TemporaryFolder home;
    Desk desk(home.path());
    publish(desk, home, 1, weekly_visit);
    desk.perform(StartForm{"visit", std::nullopt});
    desk.perform(Answer{"village", Value("Nậm Chày")});
    desk.perform(Answer{"met", Value(3)});
    CHECK(desk.item("seen").value == Value("Nậm Chày 3"));
    CHECK(desk.screen<FormView>().can_undo);
    desk.perform(Answer{"met", Value(30)});
    desk.perform(Undo{});
    CHECK(desk.screen<FormView>().can_redo);
    desk.restart();
    desk.unlock();
    desk.perform(ResumeDraft{desk.screen<HomeView>().drafts.at(0).record});
    CHECK(desk.item("met").value == Value(3));
    CHECK(desk.item("seen").value == Value("Nậm Chày 3"));
    CHECK_FALSE(desk.screen<FormView>().can_undo);
}

TEST_CASE("the next visit begins where the last one was") {
    TemporaryFolder home;
    Desk desk(home.path());
    publish(desk, home, 1, weekly_visit);
    desk.perform(StartForm{"visit", std::nullopt});
    CHECK(desk.item("village").value.is_null());
    desk.perform(Answer{"village", Value("Nậm Chày")});
    desk.perform(SubmitForm{});
    desk.perform(StartForm{"visit", std::nullopt});
    CHECK(desk.item("village").value == Value("Nậm Chày"));
}

TEST_CASE("a question says why it is hidden and why it must be answered, when asked") {
    TemporaryFolder home;
    Desk desk(home.path());
    publish(desk, home, 1, weekly_visit);
    desk.perform(StartForm{"visit", std::nullopt});
    desk.perform(Answer{"village", Value("Võ Lao")});
    CHECK(desk.screen<FormView>().hidden == 1);
    desk.perform(ShowHidden{true});
    CHECK(desk.item("why_none").why_hidden ==
          "Đang ẩn, chỉ hỏi khi «Gặp mấy người» = 0. «Gặp mấy người» chưa có câu trả lời.");
    desk.perform(Answer{"met", Value(0)});
    CHECK(desk.screen<FormView>().hidden == 0);
    CHECK(desk.item("why_none").can_explain);
    CHECK(desk.item("why_none").why.empty());
    desk.perform(Explain{"why_none"});
    CHECK(desk.item("why_none").why == "Bắt buộc vì «Thôn» không phải là trống. «Thôn» hiện là «Võ Lao».");
    desk.perform(Explain{"why_none"});
    CHECK(desk.item("why_none").why.empty());
    CHECK_FALSE(desk.item("village").can_explain);
}

TEST_CASE("a draft of last week opens under Monday's form, keeps its answers and says once what changed") {
    TemporaryFolder home;
    Desk desk(home.path());
    publish(desk, home, 1, weekly_visit);
    desk.perform(StartForm{"visit", std::nullopt});
    desk.perform(Answer{"village", Value("Nậm Chày")});
    desk.perform(Answer{"met", Value(4)});
    publish(desk, home, 2, R"j([{"type":"text","name":"village","label":{"vi":"Thôn","en":"Village"}},
        {"type":"text","name":"met","label":{"vi":"Gặp những ai","en":"Who was met"}},
        {"type":"integer","name":"minutes","label":{"vi":"Số phút","en":"Minutes"}}])j");
    const auto draft = desk.screen<HomeView>().drafts.at(0).record;
    desk.perform(ResumeDraft{draft});
    CHECK(desk.item("village").value == Value("Nậm Chày"));
    CHECK(desk.item("met").value == Value("4"));
    const std::vector<std::string> changes = desk.screen<FormView>().changes;
    REQUIRE(changes.size() == 4);
    CHECK(changes[0] == "«Gặp những ai» nay nhận kiểu câu trả lời khác: hãy xem lại.");
    CHECK(changes[1] == "«Số phút» là câu mới.");
    desk.perform(DismissFormChanges{});
    CHECK(desk.screen<FormView>().changes.empty());
    desk.perform(LeaveForm{});
    desk.perform(ResumeDraft{draft});
    CHECK(desk.screen<FormView>().changes.empty());
}

TEST_CASE("Monday's form asks a new question that must be answered, and last year's family still gets its new number") {
    TemporaryFolder home;
    Desk desk(home.path());
    publish(desk, home, 1, R"j([{"type":"text","name":"village","label":{"vi":"Thôn","en":"Village"}},
        {"type":"text","name":"phone","label":{"vi":"Điện thoại","en":"Phone"}}],"settings":{"kind":"register"})j");
    desk.perform(StartForm{"visit", std::nullopt});
    desk.perform(Answer{"village", Value("Nậm Chày")});
    desk.perform(SubmitForm{});
    const RecordId record = desk.screen<RecordView>().record;
    publish(desk, home, 2, R"j([{"type":"text","name":"village","label":{"vi":"Thôn","en":"Village"}},
        {"type":"text","name":"phone","label":{"vi":"Điện thoại","en":"Phone"},"constraint":"string-length(.) > 3"},
        {"type":"integer","name":"size","label":{"vi":"Mấy người","en":"How many"},"required":true}],
        "settings":{"kind":"register"})j");
    const auto edit = [&](const Path& path, const Value& value) {
        desk.perform(OpenRecord{record});
        desk.perform(EditRecord{record});
        desk.perform(Answer{path, value});
        desk.perform(SubmitForm{});
    };
    edit("phone", Value("0912345678"));
    REQUIRE(desk.view().notice);
    CHECK(desk.view().notice->kind == NoticeKind::warning);  // saved, and it says what is missing
    CHECK(desk.view().notice->text.starts_with("Đã lưu trên máy."));
    CHECK(desk.screen<RecordView>().record == record);

    edit("phone", Value("09"));  // what is wrong with the answer itself is wrong as ever
    CHECK(desk.view().notice->text.starts_with("Còn câu chưa trả lời đúng"));
    desk.perform(Answer{"phone", Value("0987654321")});
    desk.perform(Answer{"size", Value(4)});
    desk.perform(SubmitForm{});
    CHECK(desk.view().notice->kind == NoticeKind::success);

    edit("size", Value());  // nor is an answer taken away that must be there
    CHECK(desk.view().notice->text.starts_with("Còn câu chưa trả lời đúng"));
}

TEST_CASE("a role that may only look is offered nothing to fill, and hears why when it asks") {
    TemporaryFolder home;
    Desk desk(home.path());
    {
        const auto replica = store_in(home);
        DeviceInfo device = replica->device();
        device.forms = {{"person_register", "screening_assist"}};
        device.write = {{"screening_assist"}};
        replica->devices().save(device);
        CHECK(replica->devices().load() == device);
    }
    desk.unlock();
    std::vector<std::string> tiles;
    for (const Tile& tile : desk.screen<HomeView>().tiles) tiles.push_back(tile.title);
    CHECK(tiles == std::vector<std::string>{"Danh sách người", "Sàng lọc ẩn danh", "Phiếu khác", "Cần quyết định"});
    desk.perform(OpenPeople{});
    CHECK_FALSE(desk.screen<ListView>().create);
    desk.perform(OpenRecord{desk.device.person()});
    REQUIRE(desk.screen<RecordView>().commands.size() == 1);
    CHECK(desk.screen<RecordView>().commands[0].label == "Sàng lọc ASSIST");
    desk.perform(EditRecord{desk.device.person()});
    REQUIRE(desk.view().notice);
    CHECK(desk.view().notice->text.find("chỉ được xem") != std::string::npos);
    CHECK(desk.screen<RecordView>().record == desk.device.person());
}

TEST_CASE("a session in the list says its day once") {
    TemporaryFolder home;
    Desk desk(home.path());
    {
        const auto replica = store_in(home);
        Workbook workbook(*replica, desk.clock);
        const auto form = workbook.form_to_fill("communication_activity");
        REQUIRE(form);
        forms::Instance session = workbook.new_instance(*form, Language::vi);
        REQUIRE(session.set("kind", Value("event")));
        REQUIRE(session.set("event/type", Value("session")));
        Fields answers = session.answers_to_save();
        const RecordState blank{make_uuid_v7(FieldDevice::morning), "communication_activity", {}, {}};
        auto writes = forms::writes_for((*form)->definition, blank, answers, DeviceId{0x77});
        writes.push_back({std::string(reserved::area), Value("03061"), {}});
        writes.push_back({std::string(reserved::status), Value("submitted"), {}});
        replica->save({blank.id, blank.form, (*form)->definition.version, std::move(writes), std::nullopt},
                      FieldDevice::morning);
    }
    desk.unlock();
    desk.perform(OpenSessions{});
    REQUIRE(desk.screen<ListView>().rows.size() == 1);
    CHECK(desk.screen<ListView>().rows[0].title == "Buổi tuyên truyền");
    CHECK(desk.screen<ListView>().rows[0].detail == "02/03/2026 · Võ Lao");
}

// Every form of the programme at the window: found, begun about somebody, joined to other records, looked up again.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "tests/client/app/desk.h"

using namespace nuong;
using namespace nuong::client;
using namespace nuong::test;

namespace {

const std::vector<std::string> more_forms = {"outreach_contact", "family_member",    "facility_profile",
                                             "hotline_call",     "hotline_followup", "training_class"};

std::vector<FormId> ids(const FormListView& view) {
    std::vector<FormId> found;
    for (const FormGroup& group : view.groups)
        for (const FormRow& row : group.rows) found.push_back(row.form);
    return found;
}

const FormRow& row(const FormListView& view, const FormId& form) {
    for (const FormGroup& group : view.groups)
        for (const FormRow& each : group.rows)
            if (each.form == form) return each;
    FAIL("no form " << form);
    throw std::logic_error("not reached");
}

// What the role of this device may do, as the server says at a sync.
void grant(const TemporaryFolder& home, const std::vector<FormId>& read, const std::vector<FormId>& write) {
    const auto key = Keyring(home.path(), FieldDevice::pin_cost).unlock("lan", FieldDevice::pin, FieldDevice::morning);
    REQUIRE(key);
    auto replica = Replica::open(home.path(), *key);
    REQUIRE(replica);
    DeviceInfo device = (*replica)->device();
    device.forms = read;
    device.write = write;
    (*replica)->devices().save(device);
}

void fill_contact(Desk& desk) {
    desk.perform(Answer{"purpose", Value("psych")});
    desk.perform(Answer{"outcome", Value("met")});
    desk.perform(Answer{"consent_how", Value("spoken")});
}

RecordId add_family(Desk& desk, const std::string& name) {
    desk.perform(StartForm{"family_member", desk.device.person()});
    desk.perform(Answer{"name", Value(name)});
    desk.perform(Answer{"relation", Value("parent")});
    desk.perform(Answer{"knows_status", Value("yes")});
    desk.perform(SubmitForm{});
    return desk.screen<RecordView>().record;
}

}  // namespace

TEST_CASE("home, other forms, one form: two taps to every form that the role may write") {
    TemporaryFolder home;
    Desk desk(home.path(), more_forms);
    grant(home, {"person_register", "outreach_contact", "family_member", "facility_profile"},
          {"person_register", "outreach_contact", "family_member"});
    desk.unlock();
    const auto& tiles = desk.screen<HomeView>().tiles;
    REQUIRE(
        std::any_of(tiles.begin(), tiles.end(), [](const Tile& tile) { return tile.action == Action(OpenForms{}); }));
    desk.perform(OpenForms{});
    const FormListView forms = desk.screen<FormListView>();
    REQUIRE(forms.groups.size() == 2);
    CHECK(forms.groups[0].title == "Về một người");
    CHECK(ids(forms) ==
          std::vector<FormId>{"family_member", "person_register", "outreach_contact", "facility_profile"});
    CHECK_FALSE(row(forms, "facility_profile").start);  // her role only reads it
    CHECK(row(forms, "facility_profile").detail == "Chỉ xem");
    REQUIRE(row(forms, "family_member").start);
    desk.perform(*row(forms, "family_member").start);
    CHECK(desk.screen<FormView>().title == "Phiếu gia đình, người chăm sóc");
    desk.perform(Back{});
    CHECK(desk.screen<FormListView>().groups.size() == 2);
}

TEST_CASE("a form is found by a part of its name without marks, in either language") {
    TemporaryFolder home;
    Desk desk(home.path(), more_forms);
    desk.unlock();
    desk.perform(OpenForms{});
    desk.perform(Search{"duong day"});
    CHECK(ids(desk.screen<FormListView>()) == std::vector<FormId>{"hotline_followup", "hotline_call"});
    desk.perform(Search{"caregiver"});
    CHECK(ids(desk.screen<FormListView>()) == std::vector<FormId>{"family_member"});
    desk.perform(Search{"xyz"});
    CHECK(desk.screen<FormListView>().groups.empty());
}

TEST_CASE("from a person's page another form begins with the person filled in, and comes back to the person") {
    TemporaryFolder home;
    Desk desk(home.path(), more_forms);
    desk.unlock();
    desk.perform(OpenPeople{});
    desk.perform(OpenRecord{desk.device.person()});
    const auto& commands = desk.screen<RecordView>().commands;
    const auto other = std::find_if(commands.begin(), commands.end(),
                                    [](const Command& command) { return command.label == "Phiếu khác về người này"; });
    REQUIRE(other != commands.end());
    desk.perform(Action(other->action));
    const FormListView forms = desk.screen<FormListView>();
    CHECK(forms.subject == FieldDevice::person_name);
    CHECK(ids(forms) == std::vector<FormId>{"family_member", "outreach_contact", "screening_assist"});
    desk.perform(*row(forms, "outreach_contact").start);
    CHECK(desk.screen<FormView>().subject == FieldDevice::person_name);
    CHECK(desk.item("person").kind == ItemKind::record);
    CHECK(desk.item("person").shown == FieldDevice::person_name);
    fill_contact(desk);
    desk.perform(SubmitForm{});
    CHECK(desk.screen<RecordView>().record == desk.device.person());
    CHECK(desk.screen<RecordView>().timeline.size() == 1);
}

TEST_CASE("a follow-up that begins on the page of a call refers to that call") {
    TemporaryFolder home;
    Desk desk(home.path(), more_forms);
    desk.unlock();
    desk.perform(StartForm{"hotline_call", std::nullopt});
    desk.perform(Answer{"time", Value("08:30:00")});
    desk.perform(Answer{"caller", Value(desk.item("caller").choices.at(0).code)});
    desk.perform(Answer{"topic", Value(desk.item("topic").choices.at(0).code)});
    desk.perform(Answer{"summary", Value("Hỏi nơi cai nghiện")});
    desk.perform(SubmitForm{});
    const RecordView call = desk.screen<RecordView>();
    desk.perform(OpenForms{call.record});
    CHECK(ids(desk.screen<FormListView>()) == std::vector<FormId>{"hotline_followup"});
    desk.perform(StartForm{"hotline_followup", call.record});
    CHECK(desk.item("call").value == Value(to_string(call.record)));
}

TEST_CASE("what was written with a form is listed, found by name and day, opened and corrected by a new record") {
    TemporaryFolder home;
    Desk desk(home.path(), more_forms);
    desk.unlock();
    desk.perform(StartForm{"outreach_contact", desk.device.person()});
    fill_contact(desk);
    desk.perform(SubmitForm{});
    desk.perform(GoHome{});
    desk.perform(OpenForms{});
    const FormRow contacts = row(desk.screen<FormListView>(), "outreach_contact");
    REQUIRE(contacts.records);
    CHECK(contacts.records->label == "Đã ghi: 1");
    desk.perform(Action(contacts.records->action));
    REQUIRE(desk.screen<ListView>().rows.size() == 1);
    CHECK(desk.screen<ListView>().title == "Phiếu tiếp cận, tư vấn");
    CHECK(desk.screen<ListView>().rows[0].title == "Vàng Seo Phử");
    CHECK(desk.screen<ListView>().rows[0].detail.starts_with("1985 · Đã gặp · 02/03/2026"));
    desk.perform(Search{"02/03"});
    CHECK(desk.screen<ListView>().rows.size() == 1);
    desk.perform(Search{"khong co"});
    CHECK(desk.screen<ListView>().rows.empty());
    desk.perform(Search{""});
    const RecordId first = desk.screen<ListView>().rows.at(0).record;
    desk.perform(OpenRecord{first});
    const auto& facts = desk.screen<RecordView>().facts;
    const auto person =
        std::find_if(facts.begin(), facts.end(), [](const Fact& fact) { return fact.path == "person"; });
    REQUIRE(person != facts.end());
    CHECK(person->value == FieldDevice::person_name);
    CHECK(person->record == desk.device.person());
    desk.perform(EditRecord{first});
    desk.perform(Answer{"minutes", Value(25)});
    desk.perform(SubmitForm{});
    desk.perform(GoHome{});
    desk.perform(OpenRecords{"outreach_contact"});
    CHECK(desk.screen<ListView>().rows.size() == 2);  // an event stays as it was; the correction stands beside it
    desk.perform(OpenRecord{desk.device.person()});
    const auto& timeline = desk.screen<RecordView>().timeline;
    REQUIRE(timeline.size() == 2);
    for (const TimelineEntry& entry : timeline) {
        CHECK(entry.summary == "Đã gặp");
        CHECK(entry.status.has_value() == (entry.record == first));
        if (entry.status) CHECK(entry.status->text == "Đã có bản sửa");
    }
}

TEST_CASE("a question that refers to a record is answered from a list, and the answer survives a closed lid") {
    TemporaryFolder home;
    Desk desk(home.path(), more_forms);
    desk.unlock();
    const RecordId mother = add_family(desk, "Giàng Thị Dợ");
    desk.perform(StartForm{"outreach_contact", std::nullopt});
    desk.perform(Answer{"who", Value("family")});
    CHECK(desk.item("family").kind == ItemKind::record);
    CHECK(desk.item("family").shown == "");
    desk.perform(OpenPicker{"family"});
    const ListView list = desk.screen<ListView>();
    CHECK(list.picks == "family");
    CHECK(list.form == "family_member");
    REQUIRE(list.rows.size() == 1);
    CHECK(list.rows[0].title == "Giàng Thị Dợ");

    desk.perform(Back{});  // without a choice nothing changes
    CHECK(desk.item("family").value == Value());
    CHECK(desk.screen<FormView>().focus == "family");

    desk.perform(OpenPicker{"family"});
    desk.perform(Search{"giang thi do"});
    REQUIRE(desk.screen<ListView>().rows.size() == 1);
    desk.perform(ChooseRecord{mother});
    CHECK(desk.item("family").value == Value(to_string(mother)));
    CHECK(desk.item("family").shown.starts_with("Giàng Thị Dợ"));
    CHECK(desk.screen<FormView>().focus == "family");
    desk.restart();
    desk.unlock();
    desk.perform(ResumeDraft{desk.screen<HomeView>().drafts.at(0).record});
    CHECK(desk.item("family").value == Value(to_string(mother)));
    desk.perform(Answer{"family", Null{}});
    CHECK(desk.item("family").shown == "");
}

TEST_CASE("the list of a reference begins with what belongs to the person, and a search looks further") {
    TemporaryFolder home;
    Desk desk(home.path(), more_forms);
    desk.unlock();
    desk.perform(StartForm{"person_register", std::nullopt});
    desk.perform(Answer{"full_name", Value("Lý Láo Sử")});
    desk.perform(Answer{"sex", Value("male")});
    desk.perform(Answer{"birth_year", Value(1990)});
    desk.perform(Answer{"risk_group", Value("complex_area")});
    desk.perform(SubmitForm{});
    const RecordId other_person = desk.screen<RecordView>().record;
    desk.perform(GoHome{});
    add_family(desk, "Giàng Thị Dợ");
    desk.perform(GoHome{});
    desk.perform(StartForm{"outreach_contact", desk.device.person()});
    desk.perform(Answer{"who", Value("family")});
    desk.perform(OpenPicker{"family"});
    CHECK(desk.screen<ListView>().rows.size() == 1);
    desk.perform(GoHome{});
    desk.perform(StartForm{"family_member", other_person});
    desk.perform(Answer{"name", Value("Lý Thị Mẩy")});
    desk.perform(Answer{"relation", Value("parent")});
    desk.perform(Answer{"knows_status", Value("yes")});
    desk.perform(SubmitForm{});
    desk.perform(GoHome{});
    desk.perform(StartForm{"outreach_contact", other_person});
    desk.perform(Answer{"who", Value("family")});
    desk.perform(OpenPicker{"family"});
    REQUIRE(desk.screen<ListView>().rows.size() == 1);
    CHECK(desk.screen<ListView>().rows[0].title == "Lý Thị Mẩy");
    desk.perform(Search{"thi"});
    CHECK(desk.screen<ListView>().rows.size() == 2);
}

TEST_CASE("a record that is missing is made on the way, and is the answer when one comes back") {
    TemporaryFolder home;
    Desk desk(home.path(), more_forms);
    desk.unlock();
    desk.perform(StartForm{"outreach_contact", desk.device.person()});
    desk.perform(Answer{"who", Value("family")});
    desk.perform(OpenPicker{"family"});
    CHECK(desk.screen<ListView>().rows.empty());
    REQUIRE(desk.screen<ListView>().create);
    desk.perform(Action(desk.screen<ListView>().create->action));
    CHECK(desk.screen<FormView>().title == "Phiếu gia đình, người chăm sóc");
    CHECK(desk.screen<FormView>().subject == FieldDevice::person_name);
    desk.perform(Answer{"name", Value("Giàng Thị Dợ")});
    desk.perform(Answer{"relation", Value("parent")});
    desk.perform(Answer{"knows_status", Value("yes")});
    desk.perform(SubmitForm{});
    CHECK(desk.screen<FormView>().title == "Phiếu tiếp cận, tư vấn");
    CHECK(desk.item("family").shown.starts_with("Giàng Thị Dợ"));
    CHECK(desk.item("who").value == Value("family"));
    desk.perform(Back{});
    CHECK(desk.screen<HomeView>().drafts.size() == 1);
}

TEST_CASE("leaving the record that was being made returns to the form that asked for it, both drafts kept") {
    TemporaryFolder home;
    Desk desk(home.path(), more_forms);
    desk.unlock();
    desk.perform(StartForm{"outreach_contact", desk.device.person()});
    desk.perform(Answer{"who", Value("family")});
    desk.perform(OpenPicker{"family"});
    desk.perform(Action(desk.screen<ListView>().create->action));
    desk.perform(Answer{"name", Value("Giàng")});
    desk.perform(Back{});
    CHECK(desk.screen<FormView>().title == "Phiếu tiếp cận, tư vấn");
    CHECK(desk.item("family").value == Value());
    desk.perform(Back{});
    CHECK(desk.screen<HomeView>().drafts.size() == 2);
}

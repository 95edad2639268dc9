// Whose data may only be kept: what the form's mark says of one record, of records that people wrote apart, and of all.
#include "shared/forms/restriction.h"

#include <catch2/catch_test_macros.hpp>

#include "shared/forms/record_fields.h"
#include "shared/merge/merge.h"
#include "tests/shared/forms/form_world.h"

using namespace nuong;
using namespace nuong::forms;

namespace {

const DeviceId lan{0xA}, binh{0xB};

// The same questions under another merge, or another mark.
FormPointer register_with(const std::string& group, const std::string& restricted = "${only_kept} = 'yes'",
                          const std::string& settings = "") {
    return compiled(package(R"~([
        {"type":"text","name":"full_name","label":"Họ và tên"},
        {"type":"select_multiple yn","name":"wishes","label":"Mong muốn","policy":"union"},
        {"type":"begin_group","name":"rights","label":"Quyền")~" +
                                group + R"~(,"children":[
          {"type":"select_one yn","name":"only_kept","label":"Hạn chế","policy":"review"},
          {"type":"text","name":"why","label":"Vì sao","relevant":"${only_kept} = 'yes'"}]},
        {"type":"select_one yn","name":"closed","label":"Đã đóng"},
        {"type":"calculate","name":"open_case","calculation":"if(${closed} = 'yes', 'no', 'yes')"}])~",
                            yes_no, R"({"restricted":")" + restricted + "\"" + settings + "}"));
}

// One register of a record as a device writes it over what it sees.
struct Record {
    explicit Record(FormPointer of) : form(std::move(of)) {
        state.id = make_uuid_v7(Instant{} + std::chrono::milliseconds(1));
        state.form = form->definition.id;
    }
    FormPointer form;
    RecordState state;
    std::int64_t clock = 0;

    Change written(DeviceId device, const Fields& answers) {
        return {.device = device,
                .seq = 1,
                .group = std::nullopt,
                .record = state.id,
                .form = state.form,
                .form_version = 1,
                .at = Instant(std::chrono::milliseconds(++clock)),
                .author = to_string(device),
                .n0 = next_n(state, device),
                .writes = writes_for(form->definition, state, answers, device)};
    }
    void save(DeviceId device, const Fields& answers) { apply(state, written(device, answers)); }
    // Neither has seen what the other wrote.
    void save_apart(const Fields& of_lan, const Fields& of_binh) {
        const Change first = written(lan, of_lan), second = written(binh, of_binh);
        apply(state, first);
        apply(state, second);
    }
    bool is_restricted() const { return forms::is_restricted(*form, state); }
};

Fields marked(const char* only_kept) { return {{"full_name", "Phử"}, {"rights/only_kept", only_kept}}; }

}  // namespace

TEST_CASE("a record is restricted as its answers say, whatever they merge as") {
    struct Case {
        const char* restricted;
        Fields answers;
        bool is_restricted;
    };
    const std::vector<Case> cases{
        {"${only_kept} = 'yes'", {}, false},
        {"${only_kept} = 'yes'", marked("no"), false},
        {"${only_kept} = 'yes'", marked("yes"), true},
        {"${only_kept} = 'yes' and ${closed} = 'yes'", marked("yes"), false},
        {"${only_kept} = 'yes' and ${closed} = 'yes'", {{"closed", "yes"}, {"rights/only_kept", "yes"}}, true},
        {"selected(${wishes}, 'no')", {{"wishes", "yes no"}}, true},
        {"selected(${wishes}, 'no')", {{"wishes", "yes"}}, false},
        {"${open_case} = 'no'", {{"closed", "yes"}}, true},
        {"${open_case} = 'no'", {{"full_name", "Phử"}}, false},
        {"true()", {{"full_name", "Phử"}}, true},
    };
    for (const char* group : {"", R"(,"merge":"group","policy":"review")", R"(,"merge":"group")"})
        for (const Case& one : cases) {
            CAPTURE(group, one.restricted, one.answers.size());
            Record record(register_with(group, one.restricted));
            record.save(lan, one.answers);
            CHECK(record.is_restricted() == one.is_restricted);
        }
    Record whole(register_with("", "${only_kept} = 'yes'", R"(,"merge":"record")"));
    whole.save(lan, marked("yes"));
    CHECK(whole.is_restricted());
    Record without(compiled(package(R"([{"type":"text","name":"only_kept","label":"A"}])")));
    without.save(lan, {{"only_kept", "yes"}});
    CHECK_FALSE(without.is_restricted());
    CHECK(questions_of_restriction(*without.form).empty());
}

TEST_CASE("while people disagree, whoever says restricted is heard; only who has seen it lifts it") {
    for (const std::string merge : {"", R"(,"merge":"group","policy":"review")", R"(,"merge":"group")"})
        for (const bool was_marked : {false, true})
            for (const bool yes_is_newer : {false, true}) {
                CAPTURE(merge, was_marked, yes_is_newer);
                if (was_marked && merge.empty()) continue;  // a field that only one of them wrote is no dispute
                Record record(register_with(merge));
                if (was_marked) record.save(lan, marked("yes"));
                Fields yes = marked("yes"), no = marked("no");
                set(yes, "rights/why", Value("người ấy yêu cầu"));  // so that both of them write
                if (yes_is_newer) record.save_apart(no, yes);
                else record.save_apart(yes, no);
                CHECK(record.is_restricted());
                record.save(binh, marked("yes"));
                CHECK(record.is_restricted());
                record.save(binh, marked("no"));  // over all that there was
                CHECK_FALSE(record.is_restricted());
            }
}

TEST_CASE("a dispute about something else restricts nobody") {
    Record record(register_with(""));
    record.save_apart({{"full_name", "Phử"}, {"closed", "yes"}}, {{"full_name", "Phư"}, {"closed", "no"}});
    CHECK(conflicts_of(record.form->definition, record.state).size() == 2);
    CHECK_FALSE(record.is_restricted());
}

TEST_CASE("two disputed answers are read in every way in which they can be put together") {
    Record record(register_with("", "${only_kept} = 'yes' and ${closed} = 'yes'"));
    record.save_apart({{"closed", "no"}, {"rights/only_kept", "yes"}}, {{"closed", "yes"}, {"rights/only_kept", "no"}});
    CHECK(record.is_restricted());
    Record whole(register_with("", "${only_kept} = 'yes'", R"(,"merge":"record")"));
    whole.save_apart(marked("yes"), marked("no"));
    CHECK(whole.is_restricted());
    Record computed(register_with("", "${open_case} = 'no'"));
    computed.save_apart({{"closed", "yes"}}, {{"closed", "no"}});
    CHECK(computed.is_restricted());
}

TEST_CASE("more disputes than can be gone through restrict, rather than not") {
    Record record(register_with("", "${open_case} = 'no'"));  // what is computed may ask for anything
    record.save(lan, {{"closed", "no"}});
    CHECK_FALSE(record.is_restricted());
    for (int i = 0; i < 7; ++i) {
        Register disputed{Path("row" + std::to_string(i)), {}};
        for (const DeviceId device : {lan, binh})
            disputed.heads.push_back({{device, 100}, {}, "", Value(to_string(device)), std::nullopt});
        record.state.registers.push_back(disputed);
    }
    CHECK(record.is_restricted());
}

TEST_CASE("the register of the programme: who restricts, and where a person finds it") {
    const FormPointer form = shipped_form("person_register");
    Record record(form);
    record.save(lan, {{"birth_year", 1985}, {"full_name", "Vàng Seo Phử"}, {"sex", "male"}});
    CHECK_FALSE(record.is_restricted());
    record.save(lan, {{"birth_year", 1985},
                      {"data_rights/processing_restricted", "yes"},
                      {"data_rights/restricted_since", "2026-03-02"},
                      {"data_rights/restricted_why", "duty"},
                      {"full_name", "Vàng Seo Phử"},
                      {"sex", "male"}});
    CHECK(record.is_restricted());
    const auto questions = questions_of_restriction(*form);
    REQUIRE(questions.size() == 1);
    CHECK(form->node(questions[0]).id == "data_rights/processing_restricted");
}

TEST_CASE("all who are restricted: by their own mark, or because somebody has found that they are one person") {
    const FormPointer
        person = register_with(""),
        visit = compiled(package(
            R"([{"type":"record_ref","name":"who","label":"Ai","parameters":{"form":"trial"}},{"type":"text","name":"said","label":"Nói"}])",
            "{}", R"({"subject":"who"})"));
    std::vector<RecordState> people;
    for (int i = 0; i < 4; ++i) {
        Record record(person);
        record.state.id = make_uuid_v7(Instant{} + std::chrono::milliseconds(10 + i));
        record.save(lan, marked(i == 1 ? "yes" : "no"));
        people.push_back(record.state);
    }
    const auto is_same = [&](std::size_t one, std::size_t other) {
        people[one].registers.insert(
            std::lower_bound(people[one].registers.begin(), people[one].registers.end(), reserved::same_as,
                             [](const Register& reg, std::string_view path) { return reg.path < path; }),
            Register{Path(reserved::same_as),
                     {Head{{binh, 50}, {}, "", Value(to_string(people[other].id)), std::nullopt}}});
    };
    is_same(1, 0);  // the restricted one is the double of the first
    is_same(2, 1);  // and the third is said to be the second
    RestrictedRecords restricted;
    for (const RecordState& each : people) restricted.note(*person, each);
    restricted.settle();
    CHECK(restricted.size() == 3);
    for (std::size_t i = 0; i < people.size(); ++i) CHECK(restricted.holds(people[i].id) == (i < 3));

    const RecordId record = make_uuid_v7(Instant{} + std::chrono::milliseconds(99));
    const auto covers = [&](const Fields& answers) { return restricted.covers(visit->definition, record, answers); };
    CHECK(covers({{"who", to_string(people[0].id)}}));
    CHECK_FALSE(covers({{"who", to_string(people[3].id)}}));
    CHECK_FALSE(covers({{"said", to_string(people[0].id)}}));  // named by the way: it is not about them
    CHECK_FALSE(covers({}));
}

#include "shared/forms/record_fields.h"

#include <catch2/catch_test_macros.hpp>

#include "shared/forms/parse_form.h"
#include "shared/merge/merge.h"

using namespace nuong;
using namespace nuong::forms;

namespace {

const DeviceId lan{0xA}, binh{0xB};

FormDefinition register_form() {
    auto parsed = parse_form(R"({"id":"household","version":1,"title":{"vi":"Hộ","en":"Household"},
        "settings":{"kind":"register"},
        "survey":[
          {"type":"text","name":"name","label":{"vi":"Tên","en":"Name"},"policy":"review"},
          {"type":"text","name":"phone","label":{"vi":"Số điện thoại","en":"Phone"}},
          {"type":"integer","name":"visits","label":{"vi":"Lượt","en":"Visits"},"policy":"counter"},
          {"type":"integer","name":"first_year","label":{"vi":"Năm","en":"Year"},"policy":"min"},
          {"type":"select_multiple need","name":"needs","label":{"vi":"Nhu cầu","en":"Needs"},"policy":"union"},
          {"type":"begin_group","name":"place","label":{"vi":"Chỗ ở","en":"Place"},"merge":"group","children":[
            {"type":"text","name":"hamlet","label":{"vi":"Bản","en":"Hamlet"}},
            {"type":"text","name":"house","label":{"vi":"Nhà","en":"House"}}]},
          {"type":"calculate","name":"double","calculation":"${visits} * 2"}],
        "choices":{"need":[{"name":"rice","label":{"vi":"Gạo","en":"Rice"}},{"name":"job","label":{"vi":"Việc","en":"Job"}},
                           {"name":"school","label":{"vi":"Học","en":"School"}}]}})");
    REQUIRE(parsed.definition);
    return std::move(*parsed.definition);
}

// What a device does with a save, without the store.
struct Device {
    DeviceId id;
    RecordState state;
    std::int64_t clock = 0;

    Change save(const FormDefinition& form, const Fields& answers) {
        Change change{.device = id,
                      .seq = 1,
                      .group = std::nullopt,
                      .record = state.id,
                      .form = form.id,
                      .form_version = 1,
                      .at = Instant(std::chrono::milliseconds(++clock)),
                      .author = to_string(id),
                      .n0 = next_n(state, id),
                      .writes = writes_for(form, state, answers, id)};
        apply(state, change);
        return change;
    }
    Fields shown(const FormDefinition& form) const { return shown_answers(form, state); }
};

Fields with(Fields answers, const char* path, Value value) {
    set(answers, path, std::move(value));
    return answers;
}

struct Two {
    FormDefinition form = register_form();
    Device a{lan, {}, 0}, b{binh, {}, 100};

    explicit Two(const Fields& start) {
        a.save(form, start);
        b.state = a.state;
    }
    void meet() { a.state = b.state = join(a.state, b.state); }
};

}  // namespace

TEST_CASE("what was answered is what is shown") {
    const FormDefinition form = register_form();
    Device a{lan, {}, 0};
    const Fields answers{{"first_year", 2001},
                         {"name", "Sùng A Chu"},
                         {"needs", "rice school"},
                         {"phone", Missing{"refused"}},
                         {"place/hamlet", "Nà Lốc"},
                         {"place/house", "7"},
                         {"visits", 3}};
    a.save(form, answers);
    CHECK(a.shown(form) == answers);
    CHECK(writes_for(form, a.state, answers, lan).empty());
}

TEST_CASE("a save writes only what the person changed") {
    Two two(Fields{{"name", "Sùng A Chu"}, {"phone", "0912"}, {"visits", 3}});
    const Change change = two.a.save(two.form, with(two.a.shown(two.form), "phone", "0999"));
    REQUIRE(change.writes.size() == 1);
    CHECK(change.writes[0].path == "phone");
    CHECK(change.writes[0].replaces == std::vector<Dot>{{lan, 2}});
}

TEST_CASE("different fields merge, the same field keeps both values") {
    Two two(Fields{{"name", "Sùng A Chu"}, {"phone", "0912"}});
    two.a.save(two.form, with(with(two.a.shown(two.form), "place/hamlet", "Nà Lốc"), "phone", "1"));
    two.b.save(two.form, with(with(two.b.shown(two.form), "first_year", 1999), "phone", "2"));
    two.meet();
    CHECK(find(two.a.shown(two.form), "place/hamlet")->text() == "Nà Lốc");
    CHECK(*find(two.a.shown(two.form), "first_year") == Value(1999));
    const auto conflicts = conflicts_of(two.form, two.a.state);
    REQUIRE(conflicts.size() == 1);
    CHECK(conflicts[0].path == "phone");
    CHECK(conflicts[0].shown == Value("2"));  // the newest, meanwhile
    CHECK(conflicts[0].heads.size() == 2);
}

TEST_CASE("editing another field leaves an open conflict open") {
    Two two(Fields{{"name", "Sùng A Chu"}, {"phone", "0912"}});
    two.a.save(two.form, with(two.a.shown(two.form), "phone", "1"));
    two.b.save(two.form, with(two.b.shown(two.form), "phone", "2"));
    two.meet();
    two.a.save(two.form, with(two.a.shown(two.form), "first_year", 2000));
    CHECK(conflicts_of(two.form, two.a.state).size() == 1);
}

TEST_CASE("a decision ends the conflict on both devices") {
    Two two(Fields{{"name", "Sùng A Chu"}, {"phone", "0912"}});
    two.a.save(two.form, with(two.a.shown(two.form), "phone", "1"));
    two.b.save(two.form, with(two.b.shown(two.form), "phone", "2"));
    two.meet();
    const Write decision = resolution(two.form, two.a.state, "phone", "1", lan);
    CHECK(decision.replaces.size() == 2);
    two.a.save(two.form, with(two.a.shown(two.form), "phone", "1"));
    two.meet();
    CHECK(conflicts_of(two.form, two.b.state).empty());
    CHECK(find(two.b.shown(two.form), "phone")->text() == "1");
}

TEST_CASE("under review the last agreed value stays in force until somebody decides") {
    Two two(Fields{{"name", "Sùng A Chu"}});
    two.a.save(two.form, with(two.a.shown(two.form), "name", "Sùng A Chua"));
    two.b.save(two.form, with(two.b.shown(two.form), "name", "Sùng A Chủ"));
    two.meet();
    CHECK(find(two.a.shown(two.form), "name")->text() == "Sùng A Chu");
    CHECK(conflicts_of(two.form, two.a.state).size() == 1);
}

TEST_CASE("tallies of two devices add up, and a correction corrects only one's own part") {
    Two two(Fields{{"name", "x"}, {"visits", 10}});
    two.a.save(two.form, with(two.a.shown(two.form), "visits", 13));
    two.b.save(two.form, with(two.b.shown(two.form), "visits", 15));
    two.meet();
    CHECK(*find(two.a.shown(two.form), "visits") == Value(18));
    CHECK(conflicts_of(two.form, two.a.state).empty());
    two.b.save(two.form, with(two.b.shown(two.form), "visits", 17));
    two.meet();
    CHECK(*find(two.a.shown(two.form), "visits") == Value(17));
}

TEST_CASE("options that two people chose apart are both chosen, and a removal takes away only what it saw") {
    Two two(Fields{{"name", "x"}, {"needs", "rice job"}});
    two.a.save(two.form, with(two.a.shown(two.form), "needs", "rice"));
    two.b.save(two.form, with(two.b.shown(two.form), "needs", "rice job school"));
    two.meet();
    CHECK(find(two.a.shown(two.form), "needs")->text() == "rice school");
    CHECK(conflicts_of(two.form, two.a.state).empty());
}

TEST_CASE("a declared group is one unit: halves of two addresses never mix") {
    Two two(Fields{{"name", "x"}, {"place/hamlet", "Nà Lốc"}, {"place/house", "1"}});
    two.a.save(two.form, with(two.a.shown(two.form), "place/hamlet", "Bản Pho"));
    two.b.save(two.form, with(two.b.shown(two.form), "place/house", "22"));
    two.meet();
    const Fields shown = two.a.shown(two.form);
    CHECK(find(shown, "place/hamlet")->text() + find(shown, "place/house")->text() == "Nà Lốc22");
    REQUIRE(conflicts_of(two.form, two.a.state).size() == 1);
    CHECK(conflicts_of(two.form, two.a.state)[0].path == "place");
}

TEST_CASE("a cleared answer is cleared everywhere, an untouched one is not") {
    Two two(Fields{{"name", "x"}, {"phone", "0912"}, {"first_year", 1990}});
    two.a.save(two.form, {{"name", "x"}, {"first_year", 1990}});
    two.b.save(two.form, with(two.b.shown(two.form), "first_year", 1980));
    two.meet();
    CHECK(find(two.a.shown(two.form), "phone") == nullptr);
    CHECK(*find(two.a.shown(two.form), "first_year") == Value(1980));
}

TEST_CASE("registers of a newer version of the form are passed on untouched") {
    const FormDefinition form = register_form();
    Device a{lan, {}, 0};
    a.save(form, {{"name", "x"}});
    Change newer{.device = binh,
                 .seq = 1,
                 .group = std::nullopt,
                 .record = a.state.id,
                 .form = form.id,
                 .form_version = 2,
                 .at = {},
                 .author = "b",
                 .n0 = 1,
                 .writes = {{"shoe_size", 38, {}}}};
    apply(a.state, newer);
    a.save(form, {{"name", "y"}});
    REQUIRE(a.state.find("shoe_size") != nullptr);
    CHECK(a.state.find("shoe_size")->heads[0].value == Value(38));
}

TEST_CASE("an interview that merges as a whole is one register") {
    FormDefinition form = register_form();
    form.settings.merges_whole = true;
    Two two(Fields{{"name", "x"}, {"phone", "1"}});
    two.form = form;
    two.a.state = two.b.state = RecordState{};
    two.a.save(form, {{"name", "x"}, {"phone", "1"}});
    REQUIRE(two.a.state.registers.size() == 1);
    CHECK(two.a.state.registers[0].path == "~record");
    two.b.state = two.a.state;
    two.a.save(form, {{"name", "x"}, {"phone", "2"}});
    two.b.save(form, {{"name", "y"}, {"phone", "1"}});
    two.meet();
    const Fields shown = two.a.shown(form);
    CHECK(find(shown, "name")->text() + find(shown, "phone")->text() == "y1");  // never x's name with y's phone
    CHECK(conflicts_of(form, two.a.state).size() == 1);
}

TEST_CASE("options ticked in a row stay in their row: two helpers take attendance of two people at one time") {
    auto parsed =
        parse_form(R"({"id":"class","version":1,"title":{"vi":"Lớp","en":"Class"},"settings":{"kind":"register"},
        "survey":[{"type":"begin_repeat","name":"roster","label":{"vi":"Học viên","en":"Trainees"},"children":[
          {"type":"text","name":"name","label":{"vi":"Tên","en":"Name"}},
          {"type":"select_multiple session","name":"attended","label":{"vi":"Buổi","en":"Sessions"},"policy":"union"}]}],
        "choices":{"session":[{"name":"1","label":{"vi":"1","en":"1"}},{"name":"2","label":{"vi":"2","en":"2"}}]}})");
    REQUIRE(parsed.definition);
    const FormDefinition& form = *parsed.definition;
    Device one{lan, {}}, other{binh, {}};
    one.state.id = other.state.id = RecordId{};
    const Fields roster{{"roster/k1/name", "Vàng A"}, {"roster/k2/name", "Lý B"}};
    apply(other.state, one.save(form, roster));

    const Change morning = one.save(form, with(roster, "roster/k1/attended", "1"));
    const Change evening = other.save(form, with(with(roster, "roster/k1/attended", "2"), "roster/k2/attended", "2"));
    apply(one.state, evening);
    apply(other.state, morning);
    CHECK(one.state == other.state);
    const Fields expected{{"roster/k1/attended", "1 2"},
                          {"roster/k1/name", "Vàng A"},
                          {"roster/k2/attended", "2"},
                          {"roster/k2/name", "Lý B"}};
    CHECK(one.shown(form) == expected);
    // Unticking in one row leaves the other row alone.
    one.save(form, with(expected, "roster/k1/attended", "1"));
    CHECK(one.shown(form) == with(expected, "roster/k1/attended", "1"));
}

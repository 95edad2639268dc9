#include "shared/merge/policy.h"

#include <catch2/catch_test_macros.hpp>

#include "shared/merge/merge.h"

using namespace nuong;
using namespace std::chrono_literals;

namespace {

const DeviceId lan{1}, binh{2}, chi{3};

Instant at(int seconds) { return Instant(std::chrono::seconds(seconds)); }

// Concurrent heads, one per device, in the order of devices; times as given.
Register heads(std::vector<std::pair<Value, int>> values) {
    Register reg{"field", {}};
    for (std::uint64_t i = 0; i < values.size(); ++i)
        reg.heads.push_back({{DeviceId{i + 1}, 1}, at(values[i].second), "", values[i].first, std::nullopt});
    return reg;
}

Head reviewed(DeviceId device, int seconds, Value value, std::optional<Value> before) {
    return {{device, 1}, at(seconds), "", std::move(value), std::move(before)};
}

}  // namespace

TEST_CASE("each policy shows what it promises over concurrent heads") {
    struct Case {
        Policy policy;
        std::vector<std::pair<Value, int>> heads;
        Value shown;
        bool has_conflict;
    };
    const Missing refused{"refused"};
    for (const Case& c : std::initializer_list<Case>{
             {Policy::latest, {{"a", 1}}, "a", false},
             {Policy::latest, {{"a", 2}, {"b", 1}}, "a", true},
             {Policy::latest, {{"a", 1}, {"b", 1}}, "b", true},   // same time: the greater dot
             {Policy::latest, {{"a", 1}, {"a", 2}}, "a", false},  // they agree
             {Policy::latest, {{"a", 1}, {Null{}, 2}}, Null{}, true},
             {Policy::latest, {{3, 1}, {3.0, 2}}, 3.0, true},
             {Policy::max, {{3, 9}, {12, 1}, {7, 5}}, 12, false},
             {Policy::max, {{-1.5, 1}, {-2, 2}}, -1.5, false},
             {Policy::max, {{refused, 9}, {4, 1}}, 4, false},
             {Policy::max, {{refused, 1}}, refused, false},
             {Policy::max, {{4, 1}}, 4, false},
             {Policy::min, {{3, 9}, {12, 1}, {-7, 5}}, -7, false},
             {Policy::min, {{Null{}, 9}, {4, 1}}, 4, false},
             {Policy::min, {{Null{}, 1}}, Null{}, false},
             {Policy::min, {{5, 1}, {refused, 2}, {5.5, 3}}, 5, false},
             {Policy::unite, {{false, 9}, {true, 1}}, true, false},
             {Policy::unite, {{true, 1}, {Null{}, 9}}, true, false},
             {Policy::unite, {{false, 1}, {false, 2}}, false, false},
             {Policy::unite, {{Null{}, 1}, {false, 2}}, false, false},
             {Policy::unite, {{false, 1}, {Null{}, 2}}, false, false},
             {Policy::unite, {{Null{}, 1}}, Null{}, false},
             {Policy::unite, {{Null{}, 1}, {refused, 2}}, refused, false},
             {Policy::counter, {{3, 1}, {4, 2}, {5, 3}}, 12, false},
             {Policy::counter, {{1.5, 1}, {2, 2}}, 3.5, false},
             {Policy::counter, {{2.5, 1}, {1.5, 2}}, 4, false},
             {Policy::counter, {{3, 1}, {Null{}, 2}}, 3, false},
             {Policy::counter, {{refused, 1}}, refused, false},
             {Policy::append, {{"note", 1}}, "note", false},
             {Policy::append, {{"note", 1}, {"note, again", 2}}, "note, again", false},
         }) {
        CAPTURE(name_of(c.policy), plain_text(c.shown), c.heads.size());
        const RegisterView view = view_of(c.policy, heads(c.heads));
        CHECK(view.shown == c.shown);
        CHECK(view.has_conflict == c.has_conflict);
    }
}

TEST_CASE("the time of a view is that of its newest head, also when an older one is shown") {
    CHECK(view_of(Policy::max, heads({{9, 1}, {2, 5}})).at == at(5));
    CHECK(view_of(Policy::counter, heads({{9, 7}, {2, 5}})).at == at(7));
}

TEST_CASE("under review a conflict keeps the last agreed value in force") {
    const Register agreed{"~status", {reviewed(lan, 1, "active", std::nullopt)}};
    CHECK(view_of(Policy::review, agreed) == RegisterView{"active", at(1), false});
    CHECK(agreed_before(Policy::review, &agreed) == Value("active"));
    const Register disputed{"~status", {reviewed(lan, 20, "void", "active"), reviewed(binh, 10, "moved", "active")}};
    CHECK(view_of(Policy::review, disputed) == RegisterView{"active", at(20), true});
    CHECK(agreed_before(Policy::review, &disputed) == Value("active"));
}

TEST_CASE("under review the agreed value is the one that the oldest side saw, whatever the order of heads") {
    struct Case {
        std::vector<Head> heads;
        Value shown;
        bool has_conflict;
    };
    for (const Case& c : std::initializer_list<Case>{
             // Chi saw Lan's version only and went on from it, Binh had written over the version before
             {{reviewed(binh, 10, "moved", "active"), reviewed(chi, 30, "void", "dead")}, "active", true},
             {{reviewed(binh, 30, "moved", "active"), reviewed(chi, 10, "void", "dead")}, "dead", true},
             // one side never saw a value
             {{reviewed(lan, 1, "active", std::nullopt), reviewed(binh, 10, "moved", "draft")}, "draft", true},
             // nobody did: both registered the same person on the same day
             {{reviewed(lan, 1, "active", std::nullopt), reviewed(binh, 10, "draft", std::nullopt)}, "draft", true},
             // the same decision made twice is no conflict
             {{reviewed(lan, 1, "void", "active"), reviewed(binh, 10, "void", "active")}, "void", false},
             // the agreed value was an empty one
             {{reviewed(lan, 1, "void", Null{}), reviewed(binh, 10, "moved", Null{})}, Null{}, true}}) {
        const RegisterView view = view_of(Policy::review, Register{"~status", c.heads});
        CAPTURE(plain_text(c.shown));
        CHECK(view.shown == c.shown);
        CHECK(view.has_conflict == c.has_conflict);
    }
}

TEST_CASE("a dispute about a status lasts until somebody who saw both sides decides") {
    const RecordId person = *parse_uuid("0190a3b2-1111-7222-8333-444455556666");
    const auto decide = [&](RecordState& state, DeviceId device, int seconds, const char* status) {
        const Register* reg = state.find("~status");
        apply(state, {.device = device,
                      .seq = 1,
                      .group = std::nullopt,
                      .record = person,
                      .form = "person_register",
                      .form_version = 1,
                      .at = at(seconds),
                      .author = "",
                      .n0 = next_n(state, device),
                      .writes = {{"~status", status, replaced_by_write(Policy::review, reg, device),
                                  agreed_before(Policy::review, reg)}}});
    };
    RecordState hers{person, "person_register", {}, {}};
    decide(hers, lan, 1, "active");
    RecordState his = hers;
    decide(hers, lan, 10, "void");
    decide(his, binh, 20, "moved");
    RecordState both = join(hers, his);
    CHECK(view_of(Policy::review, *both.find("~status")) == RegisterView{"active", at(20), true});
    decide(both, chi, 30, "moved");
    CHECK(view_of(Policy::review, *both.find("~status")) == RegisterView{"moved", at(30), false});
    decide(his, binh, 40, "draft");  // Binh has not heard of the decision and goes on
    both = join(both, his);
    CHECK(view_of(Policy::review, *both.find("~status")) == RegisterView{"active", at(40), true});
}

TEST_CASE("only a write under review carries what was agreed before") {
    const Register reg = heads({{"active", 1}});
    for (const Policy policy :
         {Policy::latest, Policy::max, Policy::min, Policy::unite, Policy::counter, Policy::append})
        CHECK_FALSE(agreed_before(policy, &reg).has_value());
    CHECK_FALSE(agreed_before(Policy::review, nullptr).has_value());
}

TEST_CASE("a write replaces every head it sees; a counter replaces only its own device's total") {
    const Register reg = heads({{1, 1}, {2, 2}, {3, 3}});
    const std::vector<Dot> all{{lan, 1}, {binh, 1}, {chi, 1}};
    for (const Policy policy :
         {Policy::latest, Policy::max, Policy::min, Policy::unite, Policy::append, Policy::review})
        CHECK(replaced_by_write(policy, &reg, binh) == all);
    CHECK(replaced_by_write(Policy::counter, &reg, binh) == std::vector<Dot>{{binh, 1}});
    CHECK(replaced_by_write(Policy::counter, &reg, DeviceId{9}).empty());
    CHECK(replaced_by_write(Policy::latest, nullptr, lan).empty());
}

TEST_CASE("policies are known by their names in forms") {
    for (const Policy policy :
         {Policy::latest, Policy::max, Policy::min, Policy::unite, Policy::counter, Policy::append, Policy::review})
        CHECK(parse_policy(name_of(policy)) == policy);
    CHECK(parse_policy("union") == Policy::unite);
    for (const char* name : {"", "Latest", "unite", "last"}) CHECK_FALSE(parse_policy(name).has_value());
    CHECK(reserved_policy("~status") == Policy::review);
    CHECK(reserved_policy("~area") == Policy::latest);
}

TEST_CASE("a save comes after every head it replaces, however slow the clock") {
    RecordState state{{}, "person_register", {}, {heads({{1, 100}, {2, 200}})}};
    const auto writes = [](std::vector<Dot> replaces) {
        return std::vector<Write>{{"field", 5, std::move(replaces)}, {"unknown", 1, {{lan, 9}}}};
    };
    CHECK(save_time(at(50), state, writes({{lan, 1}, {binh, 1}})) == at(250) + 1ms);
    CHECK(save_time(at(50), state, writes({{lan, 1}})) == at(150) + 1ms);
    CHECK(save_time(at(200), state, writes({{binh, 1}})) == at(220) + 1ms);
    CHECK(save_time(at(200) + 1ms, state, writes({{binh, 1}})) == at(200) + 1ms);
    CHECK(save_time(at(300), state, writes({{lan, 1}, {binh, 1}})) == at(300));
    CHECK(save_time(at(50), state, writes({})) == at(50));
    for (const auto off : {-1ms, -59'999ms, -60'000ms, -1'000'001ms, 70ms, 59'999ms}) {
        const Instant saved = save_time(at(0) + off, state, writes({{binh, 1}}));
        CHECK(saved > at(200));
        CHECK(saved <= at(260));
    }
}

TEST_CASE("two copies of a store with slow clocks that count the same visit do not write the same words") {
    const RecordState state{{}, "communication_activity", {}, {heads({{1, 5000}})}};
    const std::vector<Write> counted{{"field", 3, {{lan, 1}}}};
    CHECK(save_time(at(17) + 300ms, state, counted) == at(5017) + 301ms);
    CHECK(save_time(at(18) + 299ms, state, counted) == at(5018) + 300ms);
    CHECK(save_time(at(18) + 300ms, state, counted) == at(5018) + 301ms);
}

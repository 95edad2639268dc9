#include "shared/merge/merge.h"

#include <catch2/catch_test_macros.hpp>

#include "shared/merge/policy.h"

using namespace nuong;
using namespace std::chrono_literals;

namespace {

const DeviceId lan{1}, binh{2};
const RecordId person = *parse_uuid("0190a3b2-1111-7222-8333-444455556666");

Instant at(int seconds) { return Instant(std::chrono::seconds(seconds)); }

RecordState empty_record() { return {person, "", {}, {}}; }

Change save(DeviceId device, std::uint64_t n0, int seconds, std::vector<Write> writes) {
    return {.device = device,
            .seq = n0,
            .group = std::nullopt,
            .record = person,
            .form = "person_register",
            .form_version = 1,
            .at = at(seconds),
            .author = device == lan ? "lan" : "binh",
            .n0 = n0,
            .writes = std::move(writes)};
}

RecordState after(std::initializer_list<Change> changes) {
    RecordState state = empty_record();
    for (const Change& change : changes) apply(state, change);
    return state;
}

std::vector<Value> values(const RecordState& state, std::string_view path) {
    std::vector<Value> found;
    if (const Register* reg = state.find(path))
        for (const Head& head : reg->heads) found.push_back(head.value);
    return found;
}

}  // namespace

TEST_CASE("a first save makes one head per field, each with its own dot") {
    const RecordState state = after({save(lan, 1, 10, {{"full_name", "Lò Thị Mai", {}}, {"birth_year", 1990, {}}})});
    CHECK(state.form == "person_register");
    REQUIRE(state.registers.size() == 2);
    CHECK(state.registers[0] == Register{"birth_year", {{{lan, 2}, at(10), "lan", Value(1990), std::nullopt}}});
    CHECK(state.registers[1] == Register{"full_name", {{{lan, 1}, at(10), "lan", Value("Lò Thị Mai"), std::nullopt}}});
    CHECK(state.context.vector() == std::vector<Dot>{{lan, 2}});
    CHECK(next_n(state, lan) == 3);
    CHECK(next_n(state, binh) == 1);
}

TEST_CASE("two people edit different fields while apart: both edits survive and nobody is asked") {
    const Change start = save(lan, 1, 10, {{"full_name", "Mai", {}}, {"village", "Nậm Cắn", {}}});
    const RecordState hers = after({start, save(lan, 3, 20, {{"full_name", "Lò Thị Mai", {{lan, 1}}}})});
    const RecordState his = after({start, save(binh, 1, 15, {{"village", "Nậm Càn", {{lan, 2}}}})});
    const RecordState both = join(hers, his);
    CHECK(values(both, "full_name") == std::vector<Value>{"Lò Thị Mai"});
    CHECK(values(both, "village") == std::vector<Value>{"Nậm Càn"});
}

TEST_CASE("two people edit the same field while apart: both stay until a person who saw both decides") {
    const Change start = save(lan, 1, 10, {{"birth_year", 1990, {}}});
    RecordState both = join(after({start, save(lan, 2, 20, {{"birth_year", 1991, {{lan, 1}}}})}),
                            after({start, save(binh, 1, 15, {{"birth_year", 1989, {{lan, 1}}}})}));
    CHECK(values(both, "birth_year") == std::vector<Value>{1991, 1989});
    apply(both, save(lan, 3, 30, {{"birth_year", 1989, {{lan, 2}, {binh, 1}}}}));
    CHECK(values(both, "birth_year") == std::vector<Value>{1989});
    CHECK(values(both, "birth_year").size() == 1);
}

TEST_CASE("the clock never decides what was replaced: a correction made by a slow clock wins over what it saw") {
    const RecordState state =
        after({save(lan, 1, 5000, {{"weight", 52, {}}}), save(binh, 1, 3, {{"weight", 55, {{lan, 1}}}})});
    CHECK(values(state, "weight") == std::vector<Value>{55});
}

TEST_CASE("a cleared answer is a value: it replaces, and a field that was not touched stays") {
    const RecordState state = after({save(lan, 1, 1, {{"phone", "0912", {}}, {"village", "Tả Phìn", {}}}),
                                     save(lan, 3, 2, {{"phone", Null{}, {{lan, 1}}}})});
    CHECK(values(state, "phone") == std::vector<Value>{Null{}});
    CHECK(values(state, "village") == std::vector<Value>{"Tả Phìn"});
}

TEST_CASE("the correction arrives before what it corrects: the late original stays hidden") {
    const Change original = save(lan, 1, 10, {{"birth_year", 1990, {}}});
    const Change correction = save(binh, 1, 20, {{"birth_year", 1991, {{lan, 1}}}});
    CHECK(after({correction, original}) == after({original, correction}));
    CHECK(values(after({correction, original}), "birth_year") == std::vector<Value>{1991});
}

TEST_CASE("whoever has seen only the third count knows the second by its number, and not that it ended the first") {
    const Change first = save(lan, 1, 10, {{"handed_out", 3, {}}});
    const Change second = save(lan, 2, 20, {{"handed_out", 12, {{lan, 1}}}});
    const Change third = save(lan, 3, 30, {{"handed_out", 19, {{lan, 2}}}});
    CHECK(knows(after({third}), second));
    CHECK_FALSE(contains(after({third}), second));
    CHECK_FALSE(contains(after({third}), first));
    CHECK(contains(after({first, third}), first));
    CHECK(contains(after({first, second, third}), second));
    RecordState refused = after({first});  // the second was refused: the first stands, and stays
    mark_used(refused, second);
    CHECK(contains(refused, second));
    // With what is not known yet added: nobody is shown 3 + 19.
    CHECK(values(after({third, first, second}), "handed_out") == std::vector<Value>{19});
}

TEST_CASE("a superseded write that comes back from an old device stays superseded") {
    const Change original = save(lan, 1, 10, {{"birth_year", 1990, {}}});
    const RecordState old_device = after({original});
    const RecordState today = after({original, save(binh, 1, 20, {{"birth_year", 1991, {{lan, 1}}}})});
    CHECK(join(old_device, today) == today);
    CHECK(join(today, old_device) == today);
}

TEST_CASE("a change applied twice changes nothing the second time") {
    const Change change = save(lan, 1, 10, {{"full_name", "Mai", {}}, {"village", "Sín Chải", {}}});
    CHECK(after({change, change}) == after({change}));
}

TEST_CASE("changes that arrive over a gap leave a cloud that closes when the gap is filled") {
    const Change first = save(lan, 1, 10, {{"full_name", "Mai", {}}});
    const Change second = save(lan, 2, 20, {{"village", "Sín Chải", {}}});
    const Change third = save(lan, 3, 30, {{"phone", "0912", {}}});
    RecordState state = after({third});
    CHECK(state.context.vector().empty());
    CHECK(state.context.cloud() == std::vector<Dot>{{lan, 3}});
    CHECK(next_n(state, lan) == 4);
    apply(state, first);
    CHECK(state.context.vector() == std::vector<Dot>{{lan, 1}});
    apply(state, second);
    CHECK(state.context.vector() == std::vector<Dot>{{lan, 3}});
    CHECK(state.context.cloud().empty());
}

TEST_CASE("a refused change stays invisible and its dots are used up") {
    const Change start = save(lan, 1, 10, {{"birth_year", 1990, {}}});
    const Change refused = save(lan, 2, 20, {{"birth_year", 1890, {{lan, 1}}}, {"phone", "0912", {}}});
    RecordState state = after({start});
    mark_used(state, refused);
    CHECK(values(state, "birth_year") == std::vector<Value>{1990});
    CHECK(values(state, "phone").empty());
    CHECK(next_n(state, lan) == 4);
    const RecordState before = state;
    mark_used(state, refused);
    CHECK(state == before);
}

TEST_CASE("a write over a refused one does not hide what the refused one wanted to hide") {
    const Change start = save(lan, 1, 10, {{"birth_year", 1990, {}}});
    const Change refused = save(lan, 2, 20, {{"birth_year", 1890, {{lan, 1}}}});
    RecordState state = after({start});
    mark_used(state, refused);
    apply(state, save(lan, 3, 30, {{"birth_year", 1991, {{lan, 2}}}}));
    CHECK(values(state, "birth_year") == std::vector<Value>{1990, 1991});
}

TEST_CASE("two servers that stamped one write keep the lower time, whoever hears first") {
    const Change original = save(lan, 1, 500, {{"village", "Tả Phìn", {}}});
    Change clamped = original;
    clamped.at = at(100);
    CHECK(join(after({original}), after({clamped})) == after({clamped}));
    CHECK(join(after({clamped}), after({original})) == after({clamped}));
    CHECK(after({original, clamped}) == after({clamped}));
    CHECK(after({clamped, original}) == after({clamped}));
}

TEST_CASE("a record that is known by its dots only takes its form from the other side") {
    RecordState shell = empty_record();
    mark_used(shell, save(binh, 1, 10, {{"village", "Tả Phìn", {}}}));
    const RecordState state = after({save(lan, 1, 10, {{"full_name", "Mai", {}}})});
    CHECK(join(shell, state).form == "person_register");
    CHECK(join(shell, state) == join(state, shell));
}

TEST_CASE("what a write under review replaced travels with its head") {
    const RecordState state = after({save(lan, 1, 10, {{"~status", "active", {}, Value("draft")}})});
    CHECK(state.find("~status")->heads.front().before == Value("draft"));
    CHECK(join(empty_record(), state).find("~status")->heads.front().before == Value("draft"));
}

// Taking back and doing again: what a slip of the finger changed is put right by one tap, with all that followed from
// it.
#include <random>

#include "tests/shared/forms/form_world.h"

using namespace nuong;
using namespace nuong::forms;

namespace {

std::string all_of(const Instance& form) {
    std::string all;
    for (const NamedValue& answer : form.answers())
        if (!answer.name.starts_with("rooms/"))  // rows that a count made stay and stop counting
            all += answer.name + "=" + plain_text(answer.value) + " ";
    return all + "| " + errors_of(form);
}

// Rows in rows, a count, a trigger, a constraint over other answers: everything that an edit can set off.
Instance household_visit() {
    return opened(package(R"j([
        {"type":"integer","name":"people","label":"Số người"},
        {"type":"text","name":"village","label":"Thôn"},
        {"type":"calculate","name":"stamp","calculation":"concat(${village}, ' ', ${people})","trigger":"village"},
        {"type":"begin_repeat","name":"members","label":"Người","children":[
          {"type":"integer","name":"age","label":"Tuổi","default":"1","constraint":". < 10 + ${people}","constraint_message":"Ít hơn"},
          {"type":"integer","name":"again","label":"Lại","calculation":"${age} + 1","trigger":"age"},
          {"type":"begin_repeat","name":"visits","label":"Lượt","children":[{"type":"integer","name":"minutes","label":"Phút"}]}]},
        {"type":"begin_repeat","name":"rooms","label":"Phòng","repeat_count":"${people}","children":[{"type":"text","name":"use","label":"Để làm gì"}]},
        {"type":"calculate","name":"total","calculation":"sum(${age})"}])j"));
}

}  // namespace

TEST_CASE("an answer taken back brings back what the form had set because of it") {
    Instance form = household_visit();
    CHECK_FALSE(form.undo());
    CHECK(form.set("people", 3));
    CHECK(form.set("village", "Nậm Chày"));
    CHECK(value_text(form, "stamp") == "Nậm Chày 3");
    CHECK(form.last_edit() == Edit{{"village", Value(), "Nậm Chày"}, {"stamp", Value(), "Nậm Chày 3"}});
    CHECK(form.undo());
    CHECK(form.last_edit() == Edit{{"stamp", "Nậm Chày 3", Value()}, {"village", "Nậm Chày", Value()}});
    CHECK(value_text(form, "stamp").empty());
    CHECK(form.redo());
    CHECK(value_text(form, "stamp") == "Nậm Chày 3");
    CHECK_FALSE(form.redo());
    CHECK(form.undo());
    CHECK(form.set("village", "Võ Lao"));  // something new: what was taken back is gone
    CHECK_FALSE(form.can_redo());
    CHECK(value_text(form, "stamp") == "Võ Lao 3");
}

TEST_CASE("a row taken out by mistake comes back whole, in its place and under its own key") {
    Instance form = household_visit();
    for (const char* key : {"a", "b", "c"}) CHECK(form.add_row("members", key));
    CHECK(form.set("members/b/age", 7));
    CHECK(form.add_row("members/b/visits", "v"));
    CHECK(form.set("members/b/visits/v/minutes", 20));
    const std::string before = all_of(form);
    CHECK(form.remove_row("members/b"));
    CHECK(value_text(form, "total") == "2");
    CHECK(form.answers_to_save() != Fields{});
    CHECK(form.undo());
    CHECK(all_of(form) == before);
    CHECK(value_text(form, "total") == "9");
    CHECK(form.find("members/b"));
    CHECK_FALSE(nuong::find(form.answers(), "members/b/~live")->is_null());
    CHECK(*nuong::find(form.answers(), "members/b/~live") == Value(true));
    CHECK(form.redo());
    CHECK(*nuong::find(form.answers(), "members/b/~live") == Value(false));
    // A row that was only just made leaves nothing behind when it is taken back.
    CHECK(form.add_row("members", "d"));
    CHECK(form.undo());
    CHECK_FALSE(nuong::find(form.answers(), "members/d/~live"));
}

TEST_CASE("whatever was done, taking all of it back is the beginning, and doing it again is the end") {
    for (unsigned seed = 1; seed <= 60; ++seed) {
        INFO("seed " << seed);
        std::mt19937 chance(seed);
        const auto below = [&](int bound) { return static_cast<int>(chance() % static_cast<unsigned>(bound)); };
        Instance form = household_visit();
        std::vector<std::string> states{all_of(form)};
        for (int step = 0; step < 40; ++step) {
            std::vector<std::string> rows;
            for (const Item& item : form.items())
                if (item.is_row && item.path.starts_with("members/")) rows.push_back(item.path);
            const std::string row =
                rows.empty() ? "" : rows[static_cast<std::size_t>(below(static_cast<int>(rows.size())))];
            const bool inner = row.find("/visits/") != std::string::npos;
            switch (below(6)) {
                case 0: (void)form.set("people", below(5)); break;
                case 1: (void)form.set("village", std::string(1, static_cast<char>('a' + below(3)))); break;
                case 2: (void)form.add_row("members", "k" + std::to_string(100 + step)); break;
                case 3: (void)form.set(row + (inner ? "/minutes" : "/age"), below(20)); break;
                case 4: (void)form.add_row(row + "/visits", "k" + std::to_string(100 + step)); break;
                default: (void)form.remove_row(row); break;
            }
            if (all_of(form) == states.back()) continue;
            states.push_back(all_of(form));
        }
        for (std::size_t i = states.size() - 1; i-- > 0;) {
            REQUIRE(form.undo());
            REQUIRE(all_of(form) == states[i]);
        }
        for (std::size_t i = 1; i < states.size(); ++i) {
            REQUIRE(form.redo());
            REQUIRE(all_of(form) == states[i]);
        }
        REQUIRE_FALSE(form.redo());
    }
}

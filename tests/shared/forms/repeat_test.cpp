#include "tests/shared/forms/form_world.h"

using namespace nuong;
using namespace nuong::forms;

TEST_CASE("rows of a repeat: sums, positions, labels and errors follow every change") {
    Instance form = opened(package(household));
    const std::string an = *form.add_row("members"), binh = *form.add_row("members"), chi = *form.add_row("members");
    CHECK(an < binh);
    CHECK(binh < chi);
    CHECK(form.set("members/" + an + "/name", "An"));
    CHECK(form.set("members/" + binh + "/name", "Bình"));
    CHECK(form.set("members/" + chi + "/name", "Chi"));
    CHECK(form.set("members/" + an + "/age", 30));
    CHECK(form.set("members/" + binh + "/age", 10));
    CHECK(form.set("members/" + chi + "/age", 40));
    CHECK(value_text(form, "total") == "80");
    CHECK(value_text(form, "names") == "An, Bình, Chi");
    CHECK(form.value("members/" + chi + "/share") == Value(50));
    CHECK(form.value("members/" + chi + "/place") == Value(3));
    CHECK(form.view(*form.find("members/" + binh + "/age")).label == "Tuổi của Bình");

    CHECK(form.set("oldest_allowed", 35));
    CHECK(errors_of(form) == "members/" + chi + "/age constraint");
    CHECK(form.remove_row("members/" + an));
    CHECK(form.value("members/" + chi + "/place") == Value(2));
    CHECK(form.value("members/" + chi + "/share") == Value(80));
    CHECK(value_text(form, "names") == "Bình, Chi");
    CHECK(form.remove_row("members/" + chi));
    CHECK(form.is_valid());
    CHECK_FALSE(form.remove_row("members/" + chi));
    CHECK_FALSE(form.set("members/" + chi + "/age", 1));
}

TEST_CASE("repeats within repeats: each row sums its own, the record sums all") {
    Instance form = opened(package(household));
    CHECK(form.add_row("members", "a"));
    CHECK(form.add_row("members", "b"));
    for (const char* row : {"members/a/visits", "members/b/visits"}) {
        CHECK(form.add_row(row, "1"));
        CHECK(form.add_row(row, "2"));
    }
    CHECK(form.set("members/a/visits/1/minutes", 5));
    CHECK(form.set("members/a/visits/2/minutes", 7));
    CHECK(form.set("members/b/visits/1/minutes", 11));
    CHECK(form.value("members/a/minutes_of_one") == Value(12));
    CHECK(form.value("members/b/minutes_of_one") == Value(11));
    CHECK(form.value("all_minutes") == Value(23));
    CHECK(form.remove_row("members/a"));
    CHECK(form.value("all_minutes") == Value(11));
    CHECK(form.value("members/a/minutes_of_one") == Value());
}

TEST_CASE("a record is read back as it was saved, with its rows in order and what the form does not know") {
    Instance form = opened(package(household));
    for (const char* key : {"1", "2", "10"}) CHECK(form.add_row("members", key));
    CHECK(form.set("members/10/age", 3));
    CHECK(form.set("members/2/age", 2));
    CHECK(form.remove_row("members/1"));
    Fields saved = form.answers_to_save();
    nuong::set(saved, "written_by_a_newer_form", "giữ lại");
    Instance again(compiled(package(household)), on("2024-07-01"), saved);
    CHECK(again.answers() == saved);
    CHECK(again.answers_to_save() == saved);
    CHECK(again.value("members/10/place") == Value(2));
    CHECK_FALSE(again.find("members/1"));
    CHECK(*nuong::find(saved, "members/1/~live") == Value(false));
    CHECK(again.value("oldest_allowed") == Value(120));
}

TEST_CASE("a wanted number of rows: fewer hides, more brings back") {
    Instance form = opened(package(R"j([{"type":"integer","name":"size","label":"Số"},
        {"type":"begin_repeat","name":"kids","label":"Con","repeat_count":"${size}","children":[{"type":"integer","name":"age","label":"Tuổi","required":true,"default":"1"},{"type":"integer","name":"school","label":"Lớp"}]},
        {"type":"calculate","name":"sum","calculation":"sum(${age})"},{"type":"calculate","name":"n","calculation":"count(${kids})"}])j"));
    CHECK(value_text(form, "n") == "0");
    CHECK(form.set("size", 3));
    CHECK(value_text(form, "n") == "3");
    CHECK(value_text(form, "sum") == "3");
    CHECK(form.set("kids/3/age", 9));
    CHECK(value_text(form, "sum") == "11");
    CHECK(form.set("size", 2));
    CHECK(value_text(form, "sum") == "2");
    CHECK(value_text(form, "n") == "2");
    CHECK_FALSE(is_shown(form, "kids/3/age"));
    CHECK_FALSE(nuong::find(form.answers_to_save(), "kids/3/age"));
    CHECK(form.explain("kids/3/age", "relevant").en == "Hidden because only 2 rows are needed.");
    CHECK(form.set("size", 3));
    CHECK(value_text(form, "sum") == "11");
    CHECK(form.set("size", 2'000'000'000));
    CHECK(value_text(form, "n") == "1000");
    CHECK(form.set("size", Value()));
    CHECK(value_text(form, "n") == "0");
}

TEST_CASE("a group's nested answers inside a repeat keep the row") {
    const FormPointer form = compiled(package(
        R"([{"type":"begin_repeat","name":"r","label":"R","children":[{"type":"begin_group","name":"g","label":"G","children":[{"type":"begin_group","name":"h","label":"H","children":[{"type":"integer","name":"x","label":"x"}]}]}]}])"));
    const auto fields = fields_from_json(*form, *parse_json(R"({"r":[{"g":{"h":{"x":1}}},{"g":{"h":{"x":2}}}]})", "a"));
    REQUIRE(fields);
    CHECK(*fields == Fields{{"r/1/g/h/x", 1}, {"r/1/~live", true}, {"r/2/g/h/x", 2}, {"r/2/~live", true}});
    const Instance instance(form, on("2024-01-01"), *fields);
    CHECK(instance.value("r/2/g/h/x") == Value(2));
    CHECK(dump_json(fields_to_json(*form, instance.answers())) ==
          R"({"r":[{"g":{"h":{"x":1}},"~key":"1"},{"g":{"h":{"x":2}},"~key":"2"}]})");
}

TEST_CASE("rows made by a count get their computed defaults, once") {
    Instance form = opened(package(
        R"j([{"type":"integer","name":"size","label":"N"},{"type":"begin_repeat","name":"r","label":"R","repeat_count":"${size}","children":[
            {"type":"integer","name":"no","label":"No","default":"position(..) * 10"}]}])j"));
    CHECK(form.set("size", 2));
    CHECK(form.value("r/2/no") == Value(20));
    CHECK(form.clear("r/2/no"));
    CHECK(form.set("size", 1));
    CHECK(form.set("size", 2));
    CHECK(form.value("r/2/no") == Value());
}

TEST_CASE("after any sequence of edits the form stands as if it had just been read") {
    const std::string text = package(
        R"j([{"type":"integer","name":"size","label":"N"},{"type":"select_one yn","name":"ask","label":"?"},
            {"type":"begin_group","name":"home","label":"H","relevant":"not(${ask} = 'no')","children":[
              {"type":"begin_repeat","name":"people","label":"P","children":[
                {"type":"integer","name":"age","label":"A","required":true,"constraint":". < ${limit}"},
                {"type":"select_one yn","name":"works","label":"W","relevant":"${age} >= 15"},
                {"type":"integer","name":"pay","label":"$","relevant":"${works} = 'yes'","constraint":". <= ${average} * 3 + 10"},
                {"type":"calculate","name":"rank","calculation":"position(..) + count(${people})"},
                {"type":"begin_repeat","name":"trips","label":"T","repeat_count":"${age} mod 4","children":[
                  {"type":"integer","name":"km","label":"km","default":"1"},
                  {"type":"calculate","name":"code","calculation":"concat(${rank}, '-', position(..), '-', ${km})"}]},
                {"type":"calculate","name":"far","calculation":"max(${km})"}]}]},
            {"type":"integer","name":"limit","label":"L","default":"60"},
            {"type":"calculate","name":"average","calculation":"round(sum(${pay}) div count-non-empty(${pay}), 1)"},
            {"type":"calculate","name":"codes","calculation":"join(' ', ${code})"},
            {"type":"text","name":"why","label":"?","relevant":"${average} > 20 or sum(${km}) > 5","required":true}])j",
        yes_no);
    const FormPointer form = compiled(text);
    std::uint32_t seed = 1;
    const auto dice = [&](std::uint32_t sides) {
        seed = seed * 1664525u + 1013904223u;
        return static_cast<int>((seed >> 8) % sides);
    };
    for (int round = 0; round < 60; ++round) {
        Instance instance(form, on("2024-06-30"));
        std::vector<std::string> rows;
        for (int step = 0, next = 100; step < 60; ++step) {
            const std::string row =
                rows.empty() ? "" : rows[static_cast<std::size_t>(dice(static_cast<std::uint32_t>(rows.size())))];
            switch (rows.empty() ? 0 : dice(9)) {
                case 0: {
                    const std::string key = std::to_string(next++);
                    CHECK(instance.add_row("home/people", key));
                    rows.push_back("home/people/" + key);
                    break;
                }
                case 1:
                    if (dice(3) == 0) {
                        CHECK(instance.remove_row(row));
                        std::erase(rows, row);
                    }
                    break;
                case 2: CHECK(instance.set("ask", dice(2) ? "yes" : "no")); break;
                case 3: CHECK(instance.set("limit", dice(80))); break;
                case 4: CHECK(instance.set(row + "/works", dice(3) ? "yes" : "no")); break;
                case 5: CHECK(instance.set(row + "/pay", dice(100))); break;
                case 6: (void)instance.set(row + "/trips/1/km", dice(9)); break;
                default: CHECK(instance.set(row + "/age", dice(5) ? Value(dice(70)) : Value())); break;
            }
        }
        const Instance fresh(form, on("2024-06-30"), instance.answers());
        REQUIRE(fresh.values() == instance.values());
        REQUIRE(fresh.problems() == instance.problems());
        REQUIRE(fresh.is_valid() == instance.is_valid());
        REQUIRE(fresh.answers_to_save() == instance.answers_to_save());
    }
}

// How fast it is, told on demand: test_forms "[speed]". The bounds here are loose, for a busy machine without luck.
#include <chrono>
#include <cstdio>

#include "shared/forms/record_title.h"
#include "tests/shared/forms/form_world.h"

using namespace nuong;
using namespace nuong::forms;

namespace {

template <class Work>
double microseconds_each(int times, Work work) {
    double best = 1e18;
    for (int round = 0; round < 5; ++round) {
        const auto start = std::chrono::steady_clock::now();
        for (int i = 0; i < times; ++i) work(i);
        const std::chrono::duration<double, std::micro> spent = std::chrono::steady_clock::now() - start;
        best = std::min(best, spent.count() / times);
    }
    return best;
}

void tell(const char* what, double microseconds) { std::printf("%-58s %10.2f us\n", what, microseconds); }

}  // namespace

TEST_CASE("speed of the shipped forms", "[.][speed]") {
    const std::string text = file_text(NUONG_SOURCE_DIR "/schemas/forms/screening_assist.json");
    tell("screening_assist: parse and compile", microseconds_each(5, [&](int) { CHECK(compile_package(text)); }));
    const FormPointer form = shipped_form("screening_assist");
    Instance instance(form, on("2024-06-30"));
    tell("screening_assist: open an empty form",
         microseconds_each(20, [&](int) { Instance fresh(form, on("2024-06-30")); }));
    CHECK(instance.set("consent", "yes"));
    for (const char* substance : {"tobacco", "alcohol", "opioid"}) {
        CHECK(instance.set(std::string("q1/") + substance, "yes"));
        CHECK(instance.set(std::string("q2/") + substance, "6"));
        for (const char* question : {"q3/", "q4/", "q5/"})
            if (std::string(question) != "q5/" || std::string(substance) != "tobacco")
                CHECK(instance.set(std::string(question) + substance, "6"));
        CHECK(instance.set(std::string("q6/") + substance, "past"));
    }
    const double one =
        microseconds_each(200, [&](int i) { CHECK(instance.set("q7/opioid", i % 2 ? "past" : "never")); });
    tell("screening_assist: one answer (a score changes)", one);
    CHECK(instance.value("score/opioid").number());
    CHECK(one < 1'000);
    tell("screening_assist: consent no, yes",
         microseconds_each(50, [&](int i) { CHECK(instance.set("consent", i % 2 ? "yes" : "no")); }));
    tell("screening_assist: views of all items", microseconds_each(20, [&](int) {
             for (const Item& item : instance.items()) (void)instance.view(item);
         }));
    const FormPointer person = shipped_form("person_register");
    const Fields an{{"birth_year", 1990}, {"full_name", "Nguyễn Thị Đào"}, {"phone", "0912345678"}, {"sex", "female"}};
    tell("person_register: title_of",
         microseconds_each(2'000, [&](int) { CHECK_FALSE(title_of(*person, an, "vi").empty()); }));
    tell("person_register: search_text_of",
         microseconds_each(2'000, [&](int) { CHECK_FALSE(search_text_of(*person, an).empty()); }));
    const auto where = compile_expression(*person, "${birth_year} < 2000 and ${sex} = 'female'");
    tell("person_register: where over answers",
         microseconds_each(2'000, [&](int) { CHECK(evaluates_true(person, *where, an, {})); }));
    const auto aged = compile_expression(*person, "${age} > 20");
    tell("person_register: where over a calculation",
         microseconds_each(500, [&](int) { CHECK(evaluates_true(person, *aged, an, *parse_date("2024-01-01"))); }));
}

TEST_CASE("speed of many rows and many choices", "[.][speed]") {
    const FormPointer rows = compiled(package(
        R"j([{"type":"begin_repeat","name":"r","label":"R","children":[{"type":"integer","name":"x","label":"x","default":"2"},{"type":"calculate","name":"y","calculation":"${x} * position(..)"}]
},
        {"type":"calculate","name":"total","calculation":"sum(${y})"}])j"));
    const double added = microseconds_each(1, [&](int) {
        Instance form(rows, on("2024-06-30"));
        for (int i = 0; i < 250; ++i) CHECK(form.add_row("r", "k" + std::to_string(1000 + i)));
        CHECK(form.value("total") == Value(250 * 251));
    });
    tell("250 rows added with position() and an outer sum", added);
    CHECK(added < 100'000);
    std::string list;
    for (int i = 0; i < 50'000; ++i)
        list += (i ? "," : "") + std::string(R"({"name":"c)") + std::to_string(i) + R"(","label":"Lựa chọn","p":"p)" +
                std::to_string(i % 500) + "\"}";
    const std::string big = package(
        R"([{"type":"text","name":"p","label":"P"},{"type":"select_one l","name":"c","label":"C","choice_filter":"p = ${p}"}])",
        R"({"l":[)" + list + "]}");
    tell("50,000 choices: parse and compile", microseconds_each(1, [&](int) { CHECK(compile_package(big)); }));
    const FormPointer choices = compiled(big);
    Instance form(choices, on("2024-06-30"));
    tell("50,000 choices: filter", microseconds_each(4, [&](int i) { CHECK(form.set("p", "p" + std::to_string(i))); }));
    CHECK(form.view(*form.find("c")).choices.size() == 100);
}

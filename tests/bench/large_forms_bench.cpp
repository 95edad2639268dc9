// Forms as large as the field knows them, made here: hundreds of questions that depend on each other, tens of thousands
// of choices, hundreds of rows. Each in two sizes, ten times apart, to see how the time grows.
#include <stdexcept>

#include "shared/forms/compile.h"
#include "shared/forms/instance.h"
#include "tests/bench/bench.h"
#include "tests/bench/stopwatch.h"

namespace nuong::bench {
namespace {

std::string package(const std::string& survey, const std::string& choices = "{}") {
    return R"({"id":"large","version":1,"title":"Lớn","choices":)" + choices + R"(,"survey":[)" + survey + "]}";
}

std::string question(const std::string& type, const std::string& name, const std::string& more = "") {
    return R"({"type":")" + type + R"(","name":")" + name + R"(","label":"Câu )" + name + "\"" + more + "}";
}

// A verbal autopsy in size: of `count` questions, three quarters are asked only after another's answer.
std::string interview(int count) {
    std::string survey = question("select_one yn", "consent");
    for (int i = 1; i < count; ++i) {
        const std::string gate = i % 20 == 0 || i < 20 ? "consent" : "q" + std::to_string(i - i % 20);
        const std::string relevant = i % 4 == 0 && i % 20 != 0 ? "" : R"(,"relevant":"${)" + gate + R"(} = 'yes'")";
        survey += "," + question("select_one yn", "q" + std::to_string(i), relevant);
    }
    return package(survey, R"({"yn":[{"name":"yes","label":"Có"},{"name":"no","label":"Không"}]})");
}

std::string long_list(int count) {
    std::string list;
    for (int i = 0; i < count; ++i)
        list += (i ? "," : "") + std::string(R"({"name":"c)") + std::to_string(i) + R"(","label":"Thôn )" +
                std::to_string(i) + R"(","commune":"p)" + std::to_string(i % 500) + "\"}";
    return package(question("text", "commune") + "," +
                       question("select_one villages", "village", R"(,"choice_filter":"commune = ${commune}")"),
                   R"({"villages":[)" + list + "]}");
}

// The same list as a file beside the form.
std::string long_table(int count) {
    std::string csv = "name,label,commune\\n";
    for (int i = 0; i < count; ++i)
        csv += "c" + std::to_string(i) + ",Thôn " + std::to_string(i) + ",p" + std::to_string(i % 500) + "\\n";
    return R"j({"id":"large","version":1,"title":"Lớn","tables":{"villages":")j" + csv + R"j("},"survey":[)j" +
           question("text", "commune") + "," +
           question("select_one_from_file villages.csv", "village", R"(,"choice_filter":"commune = ${commune}")") +
           R"j(,{"type":"calculate","name":"looked_up","calculation":"pulldata('villages', 'label', 'name', ${village})"}]})j";
}

std::string rows_with_positions() {
    return package(
        R"j({"type":"begin_repeat","name":"r","label":"R","children":[{"type":"integer","name":"x","label":"X","default":"2"},)j"
        R"j({"type":"calculate","name":"y","calculation":"${x} * position(..)"}]},)j"
        R"j({"type":"calculate","name":"total","calculation":"sum(${y})"})j");
}

std::string chain(int count) {
    std::string survey = question("integer", "c0");
    for (int i = 1; i < count; ++i)
        survey += R"(,{"type":"calculate","name":"c)" + std::to_string(i) + R"(","calculation":"${c)" +
                  std::to_string(i - 1) + R"(} + 1"})";
    return package(survey);
}

forms::FormPointer compiled(const std::string& text) {
    forms::Compiled form = forms::compile_package(text);
    if (!form) throw std::runtime_error("a large form does not compile: " + form.problems.front().message.en);
    return form.form;
}

forms::Instance opened(const forms::FormPointer& form) {
    forms::Environment environment;
    environment.today = Date(std::chrono::days(19'900));
    return {form, environment};
}

template <class Work>
double milliseconds(int times, Work work) {
    std::vector<double> each;
    for (int turn = 0; turn < times; ++turn) {
        const Stopwatch watch;
        work(turn);
        each.push_back(watch.read().seconds * 1e3);
    }
    return median(each);
}

void must(bool done) {
    if (!done) throw std::runtime_error("a large form took no answer");
}

void fill_rows(forms::Instance& form, int count) {
    for (int i = 0; i < count; ++i) must(static_cast<bool>(form.add_row("r", "k" + std::to_string(100'000 + i))));
}

void measure_interview(Section& section, int count, bool is_goal, int turns) {
    const std::string text = interview(count), size = std::to_string(count) + " questions";
    const auto goal = is_goal ? Goal::at_most : Goal::none;
    section.lines.push_back({size + ": load", milliseconds(turns, [&](int) { compiled(text); }), "ms", {}, goal, 30});
    // A form is compiled once in a program and shared; every further record begins here.
    const forms::FormPointer kept = compiled(text);
    section.lines.push_back({size + ": open a record of the compiled form",
                             milliseconds(4 * turns, [&](int) { must(opened(kept).is_valid()); }),
                             "ms",
                             {},
                             goal,
                             3});
    forms::Instance form = opened(kept);
    section.lines.push_back(
        {size + ": consent yes, no",
         milliseconds(4 * turns,
                      [&](int turn) { must(static_cast<bool>(form.set("consent", turn % 2 ? "no" : "yes"))); }),
         "ms",
         {},
         goal,
         1});
}

void measure_choices(Section& section, const std::string& text, const std::string& size, bool is_goal, int turns) {
    const auto goal = is_goal ? Goal::at_most : Goal::none;
    section.lines.push_back({size + ": load", milliseconds(turns, [&](int) { compiled(text); }), "ms", {}, goal, 60});
    forms::Instance form = opened(compiled(text));
    section.lines.push_back(
        {size + ": filter",
         milliseconds(4 * turns,
                      [&](int turn) {
                          must(static_cast<bool>(form.set("commune", "p" + std::to_string(turn % 500))));
                          must(!form.view(*form.find("village")).choices.empty());
                      }),
         "ms",
         {},
         goal,
         2});
}

void measure_rows(Section& section, int turns) {
    const forms::FormPointer form = compiled(rows_with_positions());
    for (const int count : {250, 2500})
        section.lines.push_back({std::to_string(count) + " rows added, position() and a sum",
                                 milliseconds(turns,
                                              [&](int) {
                                                  forms::Instance fresh = opened(form);
                                                  fill_rows(fresh, count);
                                                  must(fresh.value("total") == Value(count * (count + 1)));
                                              }),
                                 "ms",
                                 {},
                                 count == 250 ? Goal::at_most : Goal::none,
                                 5});
    forms::Instance full = opened(form);
    fill_rows(full, 1000);
    int gone = 0;
    section.lines.push_back(
        {"the first of 1000 rows removed",
         milliseconds(4 * turns,
                      [&](int) {
                          must(static_cast<bool>(full.remove_row("r/k" + std::to_string(100'000 + gone++))));
                          must(full.value("total") != Value());
                      }),
         "ms",
         {},
         Goal::at_most,
         1});
}

void measure_chain(Section& section, int count, bool is_goal, int turns) {
    const std::string text = chain(count), size = std::to_string(count) + " chained calculations";
    const auto goal = is_goal ? Goal::at_most : Goal::none;
    section.lines.push_back({size + ": load", milliseconds(turns, [&](int) { compiled(text); }), "ms", {}, goal, 20});
    forms::Instance form = opened(compiled(text));
    section.lines.push_back({size + ": one answer",
                             milliseconds(4 * turns, [&](int turn) { must(static_cast<bool>(form.set("c0", turn))); }),
                             "ms"});
}

}  // namespace

Section bench_large_forms(const Setting& setting) {
    Section section{"large", "forms made here, each in two sizes ten times apart"};
    const int turns = 3 * setting.rounds;
    measure_interview(section, 550, true, turns);
    measure_interview(section, 5500, false, turns);
    measure_choices(section, long_list(5'000), "5000 choices", false, turns);
    measure_choices(section, long_list(50'000), "50000 choices", true, turns);
    measure_choices(section, long_table(5'000), "5000 choices in a CSV", false, turns);
    measure_choices(section, long_table(50'000), "50000 choices in a CSV", true, turns);
    measure_rows(section, turns);
    measure_chain(section, 1000, true, turns);
    measure_chain(section, 10'000, false, turns);
    return section;
}

}  // namespace nuong::bench

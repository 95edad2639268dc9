// The ASSIST form: from its text to a form that can be filled, and one answer given.
#include <stdexcept>

#include "shared/forms/compile.h"
#include "shared/forms/instance.h"
#include "tests/bench/bench.h"
#include "tests/bench/people.h"
#include "tests/bench/stopwatch.h"

namespace nuong::bench {

Section bench_forms(const Setting& setting) {
    const std::string text = read_schema(setting, "forms/screening_assist.json");
    std::vector<double> load, answer, blank;
    for (int turn = 0; turn < 20 * setting.rounds; ++turn) {
        const Stopwatch loading;
        const forms::Compiled compiled = forms::compile_package(text);
        load.push_back(loading.read().seconds * 1e3);
        if (!compiled) throw std::runtime_error("the ASSIST form does not compile");
        forms::Environment environment;
        environment.today = Date(std::chrono::days(19'900));
        environment.language = "vi";
        const Stopwatch opening;
        forms::Instance instance(compiled.form, environment);
        blank.push_back(opening.read().seconds * 1e3);
        People people(static_cast<std::uint64_t>(turn));
        people.answer_assist(instance);
        for (const char* frequency : {"2", "3", "4", "6"}) {
            const Stopwatch answering;
            if (!instance.set("q2/opioid", frequency)) throw std::runtime_error("q2/opioid takes no answer");
            answer.push_back(answering.read().seconds * 1e3);
        }
    }
    Section section{"forms", "ASSIST v3.1 (the goals are those of the larger verbal-autopsy form)"};
    section.lines.push_back({"load: parse and compile", median(load), "ms", {}, Goal::at_most, 30});
    section.lines.push_back({"open a blank form", median(blank), "ms"});
    section.lines.push_back({"one answer, all recomputed", median(answer), "ms", {}, Goal::at_most, 1});
    return section;
}

}  // namespace nuong::bench

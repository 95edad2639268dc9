#include "shared/forms/form_test.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/forms/fields_json.h"
#include "shared/forms/instance.h"

namespace nuong::forms {
namespace {

// 3 and 3.0 and "3" are the same answer to a test's author.
bool agree(const Value& wanted, const Value& got) {
    if (wanted.number() && got.number()) return *wanted.number() == *got.number();
    if (wanted.is_null() && got.is_blank()) return !got.as<Missing>();
    return wanted == got || (!wanted.as<Missing>() && !got.as<Missing>() && plain_text(wanted) == plain_text(got));
}

class TestRun {
public:
    TestRun(const FormTest& test, TestReport& report) : test_(test), report_(report) {}

    void run(const FormPointer& form, Date today) {
        const auto nested = parse_json(test_.answers, "answers");
        if (!nested) return fail("", nested.error().message);
        const auto answers = fields_from_json(*form, *nested);
        if (!answers) return fail("", answers.error().message);
        Environment environment;
        environment.today = test_.today.value_or(today);
        environment.now = Instant(environment.today) + std::chrono::hours(8);
        environment.language = form->definition.default_language;
        Instance instance(form, environment);
        instance.load(*answers);
        check(instance, test_.then);
        for (std::size_t i = 0; i < test_.steps.size(); ++i) {
            step_ = i + 1;
            take(instance, test_.steps[i]);
            check(instance, test_.steps[i].then);
        }
        if (is_ok_) ++report_.passed;
    }

private:
    void fail(const std::string& path, Message message) {
        is_ok_ = false;
        if (step_ > 0) {
            const std::string step = std::to_string(step_);
            message = {"bước " + step + ": " + message.vi, "step " + step + ": " + message.en};
        }
        report_.failed.push_back({test_.name, path, std::move(message)});
    }
    void differ(const std::string& path, const std::string& wanted, const std::string& got) {
        fail(path, {"cần \"" + wanted + "\" nhưng được \"" + got + "\"",
                    "wanted \"" + wanted + "\" but got \"" + got + "\""});
    }

    void take(Instance& instance, const TestStep& step) {
        if (!step.language.empty()) instance.set_language(step.language);
        if (step.today) instance.set_today(*step.today);
        if (!step.add_row.empty()) {
            const std::size_t slash = std::min(step.add_row.rfind('/'), step.add_row.size());
            const std::string key = slash < step.add_row.size() ? step.add_row.substr(slash + 1) : "";
            expect_done(step.add_row, instance.add_row(step.add_row.substr(0, slash), key));
        }
        if (!step.remove_row.empty()) expect_done(step.remove_row, instance.remove_row(step.remove_row));
        for (const auto& [path, value] : step.set) expect_done(path, instance.set(path, value));
    }

    void expect_done(const std::string& path, const Status& done) {
        if (!done) fail(path, done.error().message);
    }

    void check(const Instance& instance, const TestExpectation& then) {
        for (const auto& [path, wanted] : then.expect) {
            const Value got = instance.value(path);
            if (!instance.find(path)) fail(path, {"không có trong biểu mẫu", "is not in the form"});
            else if (!agree(wanted, got)) differ(path, plain_text(wanted), plain_text(got));
        }
        for (const auto& [path, wanted] : then.relevant) {
            const auto item = instance.find(path);
            if (!item) fail(path, {"không có trong biểu mẫu", "is not in the form"});
            else if (instance.is_relevant(*item) != wanted)
                differ(path, wanted ? "relevant" : "not relevant", wanted ? "not relevant" : "relevant");
        }
        std::vector<Path> errors, warnings;
        for (const AnswerError& error : instance.problems()) errors.push_back(error.path);
        for (const AnswerWarning& warning : instance.warnings()) warnings.push_back(warning.path);
        if (then.valid && *then.valid != instance.is_valid())
            differ("", *then.valid ? "valid" : "not valid", errors.empty() ? "valid" : listed(errors));
        if (then.errors) check_paths(*then.errors, errors);
        if (then.warnings) check_paths(*then.warnings, warnings);
        check_words(instance, then);
    }

    void check_words(const Instance& instance, const TestExpectation& then) {
        for (const auto& [path, wanted] : then.labels)
            if (const auto item = shown(instance, path); item && instance.view(*item).label != wanted)
                differ(path, wanted, instance.view(*item).label);
        for (const auto& [path, wanted] : then.choices) {
            const auto item = shown(instance, path);
            if (!item) continue;
            std::vector<std::string> offered;
            for (const ChoiceView& choice : instance.view(*item).choices) offered.push_back(choice.name);
            if (offered != wanted) differ(path, listed(wanted), listed(offered));
        }
    }

    std::optional<Item> shown(const Instance& instance, const Path& path) {
        const auto item = instance.find(path);
        if (!item) fail(path, {"không có trong biểu mẫu", "is not in the form"});
        return item;
    }

    void check_paths(std::vector<Path> wanted, std::vector<Path> got) {
        std::sort(wanted.begin(), wanted.end());
        std::sort(got.begin(), got.end());
        if (wanted != got) differ("", listed(wanted), listed(got));
    }

    static std::string listed(const std::vector<std::string>& names) {
        std::string all;
        for (const std::string& name : names) all += (all.empty() ? "" : " ") + name;
        return all;
    }

    const FormTest& test_;
    TestReport& report_;
    std::size_t step_ = 0;  // 0: the answers that it begins with
    bool is_ok_ = true;
};

}  // namespace

TestReport run_form_tests(const FormPointer& form, Date today) {
    TestReport report;
    for (const FormTest& test : form->definition.tests) TestRun(test, report).run(form, today);
    return report;
}

Json to_json(const TestReport& report) {
    Json failed = Json::array();
    for (const TestFailure& failure : report.failed)
        failed.push_back({{"test", failure.test},
                          {"path", failure.path},
                          {"message", {{"vi", failure.message.vi}, {"en", failure.message.en}}}});
    return {{"passed", report.passed}, {"failed", std::move(failed)}};
}

}  // namespace nuong::forms

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
        check(instance);
        if (is_ok_) ++report_.passed;
    }

private:
    void fail(const std::string& path, Message message) {
        is_ok_ = false;
        report_.failed.push_back({test_.name, path, std::move(message)});
    }
    void differ(const std::string& path, const std::string& wanted, const std::string& got) {
        fail(path, {"cần \"" + wanted + "\" nhưng được \"" + got + "\"",
                    "wanted \"" + wanted + "\" but got \"" + got + "\""});
    }

    void check(const Instance& instance) {
        for (const auto& [path, wanted] : test_.expect) {
            const Value got = instance.value(path);
            if (!instance.find(path)) fail(path, {"không có trong biểu mẫu", "is not in the form"});
            else if (!agree(wanted, got)) differ(path, plain_text(wanted), plain_text(got));
        }
        for (const auto& [path, wanted] : test_.relevant) {
            const auto item = instance.find(path);
            if (!item) fail(path, {"không có trong biểu mẫu", "is not in the form"});
            else if (instance.is_relevant(*item) != wanted)
                differ(path, wanted ? "relevant" : "not relevant", wanted ? "not relevant" : "relevant");
        }
        std::string errors;
        for (const AnswerError& error : instance.problems()) errors += (errors.empty() ? "" : " ") + error.path;
        if (test_.valid && *test_.valid != instance.is_valid())
            differ("", *test_.valid ? "valid" : "not valid", errors.empty() ? "valid" : errors);
        if (!test_.errors) return;
        std::vector<Path> wanted = *test_.errors, got;
        for (const AnswerError& error : instance.problems()) got.push_back(error.path);
        std::sort(wanted.begin(), wanted.end());
        std::sort(got.begin(), got.end());
        std::string listed;
        for (const Path& path : wanted) listed += (listed.empty() ? "" : " ") + path;
        if (wanted != got) differ("", listed, errors);
    }

    const FormTest& test_;
    TestReport& report_;
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

// Runs the tests that live inside a form package: answers in, expected values, relevance and errors out.
#pragma once
#include "shared/base/json.h"
#include "shared/forms/compile.h"

namespace nuong::forms {

struct TestFailure {
    std::string test;
    std::string path;  // "" when the test itself could not run
    Message message;   // what was expected and what came

    bool operator==(const TestFailure&) const = default;
};

struct TestReport {
    int passed = 0;
    std::vector<TestFailure> failed;  // one entry per expectation that did not hold

    bool is_ok() const { return failed.empty(); }
};

// Tests that name no day run on `today`.
TestReport run_form_tests(const FormPointer& form, Date today);

Json to_json(const TestReport& report);  // {passed, failed:[{test,path,message:{vi,en}}]}

}  // namespace nuong::forms

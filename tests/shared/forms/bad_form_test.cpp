#include <random>

#include "shared/forms/form_report.h"
#include "shared/forms/form_test.h"
#include "shared/forms/parse_form.h"
#include "tests/shared/forms/form_world.h"

using namespace nuong;
using namespace nuong::forms;

namespace {

// "where: message" of every error, in English.
std::vector<std::string> errors_in(const std::string& text) {
    std::vector<std::string> all;
    for (const Problem& problem : compile_package(text).problems)
        if (problem.severity == Severity::error) all.push_back(problem.where + ": " + problem.message.en);
    return all;
}

using Errors = std::vector<std::string>;

}  // namespace

TEST_CASE("an author is told all that is wrong at once, and where") {
    CHECK(errors_in(R"({"id":"1x","version":0,"title":{},"survey":[
        {"type":"text","name":"a"},{"type":"text","name":"a","label":"A"},{"type":"bogus","name":"b","label":"B"},{"type":"text","name":"b c","label":"B"},
        {"type":"select_one nolist","name":"c","label":"C"},{"type":"calculate","name":"d"},{"type":"integer","name":"e","label":"E","policy":"newest"},7]})") ==
          Errors{"id: The form id is missing or not valid.",
                 "version: Must be a whole number from 1, raised with every edit.", "title: The form needs a title.",
                 "a: label: The label is missing: nobody would know what to answer.",
                 "a: The name is used twice in one group.", "a: id: The id \"a\" is used twice or reserved.",
                 "b: type: There is no question type \"bogus\".",
                 "survey[3]: The name \"b c\" is not valid: use letters, digits, _ - . and start with a letter.",
                 "c: type: There is no choice list \"nolist\".", "d: calculation: The calculation is missing.",
                 "e: policy: There is no policy \"newest\".", "survey[7]: Must be a question {…}."});
}

TEST_CASE("choices without codes, twice the same code, without labels") {
    CHECK(
        errors_in(package(
            R"([{"type":"select_one l","name":"a","label":"A"}])",
            R"({"l":[{"name":"x","label":"X"},{"name":"x","label":"X"},{"name":"y z","label":"Y"},{"name":"w"},3]})")) ==
        Errors{"choices/l[2]: name: A choice needs a name without spaces.",
               "choices/l[3]: label: The choice \"w\" has no label.",
               "choices/l[4]: Must be a choice {\"name\":…,\"label\":…}.",
               "choices/l[1]: name: The choice \"x\" stands twice."});
}

TEST_CASE("a mistake in a formula names the question, the place and the likely name") {
    CHECK(
        errors_in(package(
            R"([{"type":"integer","name":"weight","label":"W"},{"type":"calculate","name":"bmi","calculation":"${wieght} * 2"},
        {"type":"text","name":"t","label":"T","relevant":"${weight} >> 3","constraint":"weight > 3"}])")) ==
        Errors{"bmi: calculation: Position 1 in \"${wieght} * 2\": There is no question named \"wieght\"; did you mean "
               "\"weight\"?",
               "t: relevant: Position 12 in \"${weight} >> 3\": A value must stand here, not \">\".",
               "t: constraint: Position 1 in \"weight > 3\": \"weight\" is not a value; write ${weight} for a question "
               "or 'weight' for a choice."});
}

TEST_CASE("what can never work is found before anybody is asked") {
    const std::string lists = R"({"l":[{"name":"x","label":"X"}]})";
    CHECK(
        errors_in(package(
            R"j([{"type":"text","name":"name","label":"N"},{"type":"integer","name":"n","label":"n"},{"type":"date","name":"day","label":"D"},
        {"type":"calculate","name":"a","calculation":"${name} + 1"},{"type":"calculate","name":"b","calculation":"${day} * 2"},
        {"type":"text","name":"c","label":"C","relevant":"${n} = 'many'"},{"type":"text","name":"d","label":"D","relevant":"'yes'"},
        {"type":"calculate","name":"e","calculation":"sum(${name}, 2)"},{"type":"calculate","name":"f","calculation":"now()"},
        {"type":"text","name":"g","label":"G","constraint":"regex(., '[')"},{"type":"calculate","name":"h","calculation":"position(..)"}])j",
            lists)) ==
        Errors{"f: calculation: Position 1 in \"now()\": The function now changes at every call, so it can only stand "
               "in a default.",
               "g: constraint: Position 10 in \"regex(., '[')\": This pattern is not valid, or too complex.",
               "h: calculation: Position 10 in \"position(..)\": position() needs a repeat around this question."});
    CHECK(
        errors_in(package(
            R"j([{"type":"text","name":"name","label":"N"},{"type":"integer","name":"n","label":"n"},{"type":"date","name":"day","label":"D"},
        {"type":"calculate","name":"a","calculation":"${name} + 1"},{"type":"calculate","name":"b","calculation":"${day} * 2"},
        {"type":"text","name":"c","label":"C","relevant":"${n} = 'many'"},{"type":"text","name":"d","label":"D","relevant":"'yes'"},
        {"type":"calculate","name":"e","calculation":"sum(${name}, 2)"}])j",
            lists)) ==
        Errors{"a: calculation: Position 1 in \"${name} + 1\": A text cannot be calculated with; if it holds a number, "
               "use number(…).",
               "b: calculation: Position 1 in \"${day} * 2\": A date can only be added to or subtracted from.",
               "c: relevant: Position 1 in \"${n} = 'many'\": This comparison is never true: \"many\" is not of the "
               "type of n.",
               "d: relevant: A condition that is true or false is needed here, not a value.",
               "e: calculation: Position 5 in \"sum(${name}, 2)\": Texts cannot be added or ranked."});
}

TEST_CASE("a loop is named") {
    CHECK(
        errors_in(package(
            R"([{"type":"calculate","name":"a","calculation":"${b} + 1"},{"type":"calculate","name":"b","calculation":"${c}"},{"type":"calculate","name":"c","calculation":"${a}"},{"type":"calculate","name":"far","calculation":"${a}"}])")) ==
        Errors{"a: value: A loop: each needs the next: a (value) ← b (value) ← c (value) ← a."});
    CHECK(errors_in(package(R"([{"type":"integer","name":"a","label":"A","relevant":"${a} > 1"}])")) ==
          Errors{"a: relevant: A loop: each needs the next: a (relevant) ← a (value) ← a."});
    CHECK(
        errors_in(
            package(
                R"j([{"type":"begin_repeat","name":"r","label":"R","repeat_count":"count(${x})","children":[{"type":"integer","name":"x","label":"X"}]
    }])j"))
            .size() == 1);
    CHECK(
        errors_in(
            package(
                R"([{"type":"integer","name":"a","label":"A","constraint":". > 1 and ${b} > .","warn":". > 5","warn_message":"!"},{"type":"integer","name":"b","label":"B","constraint":"${a} < ."}])"))
            .empty());
}

TEST_CASE("a name that stands twice must say which is meant, unless one is near") {
    const std::string two =
        R"({"type":"begin_group","name":"g1","label":"1","children":[{"type":"integer","name":"x","label":"x"},{"type":"calculate","name":"y","calculation":"${x} + 1"}]},
        {"type":"begin_group","name":"g2","label":"2","children":[{"type":"integer","name":"x","label":"x"}]})";
    CHECK(errors_in(package("[" + two + R"(,{"type":"calculate","name":"z","calculation":"${x}"}])")) ==
          Errors{"z: calculation: Position 1 in \"${x}\": Several questions are named \"x\"; write ${group/name}."});
    Instance form = opened(package("[" + two + R"(,{"type":"calculate","name":"z","calculation":"${g2/x} * 10"}])"));
    CHECK(form.set("g1/x", 1));
    CHECK(form.set("g2/x", 5));
    CHECK(value_text(form, "g1/y") == "2");
    CHECK(value_text(form, "z") == "50");
}

TEST_CASE("unknown keys and missing translations are warnings: the form still works") {
    const Compiled form = compile_package(
        R"({"id":"f","version":1,"title":{"vi":"Phiếu","en":"Form"},"extra":1,"survey":[{"type":"text","name":"a","label":{"vi":"A"},"constrait":". > 1"}]})");
    REQUIRE(form);
    CHECK(
        dump_json(check_report(form.problems, Language::en)) ==
        R"({"errors":[],"ok":true,"warnings":[{"message":"This key is not known and was ignored; check its spelling.","where":"a: constrait"},)"
        R"({"message":"This key is not known and was ignored; check its spelling.","where":"extra"},{"message":"Not translated into \"en\".","where":"a: label"}]})");
}

TEST_CASE("a failing embedded test says what was wanted and what came") {
    const FormPointer form = compiled(
        R"({"id":"f","version":1,"title":"F","survey":[{"type":"integer","name":"a","label":"A","constraint":". < 5"},{"type":"calculate","name":"b","calculation":"${a} + 1"}],
        "tests":[{"name":"right","answers":{"a":1},"expect":{"b":2},"valid":true},{"name":"wrong","answers":{"a":7},"expect":{"b":9},"relevant":{"a":false},"valid":true,"errors":[]},{"name":"misspelt","answers":{"aa":7}}]})");
    const TestReport report = run_form_tests(form, *parse_date("2024-01-01"));
    CHECK(report.passed == 1);
    Errors said;
    for (const TestFailure& failure : report.failed)
        said.push_back(failure.test + "|" + failure.path + "|" + failure.message.en);
    CHECK(said == Errors{"wrong|b|wanted \"9\" but got \"8\"", "wrong|a|wanted \"not relevant\" but got \"relevant\"",
                         "wrong||wanted \"valid\" but got \"a\"", "wrong||wanted \"\" but got \"a\"",
                         "misspelt||The form has no \"aa\". Did you mean \"a\"?"});
}

TEST_CASE("form eval tells everything by path") {
    EvalRequest request;
    request.environment = on("2024-06-30");
    request.environment.language = "en";
    request.answers = R"({"kind":"event","event":{"type":"talk","topics":"drug","attendees":{"pupils_male":-4}}})";
    request.xpath = "${headcount} + 1";
    request.explain = "media/product";
    const auto report = eval_report(shipped_form("communication_activity"), request);
    REQUIRE(report);
    CHECK((*report)["values"]["event/headcount"] == -4);
    CHECK((*report)["values"]["occurred_on"] == "2024-06-30");
    CHECK((*report)["relevant"]["media"] == false);
    CHECK((*report)["required"]["event/type"] == true);
    CHECK((*report)["readonly"]["event/type"] == false);
    CHECK((*report)["choices"]["kind"] == Json{"event", "product"});
    CHECK((*report)["labels"]["event/host"] == "Host");
    CHECK((*report)["errors"] == Json{{{"path", "event/attendees/pupils_male"},
                                       {"kind", "constraint"},
                                       {"message", "A number from 0 to 100,000."}}});
    CHECK((*report)["valid"] == false);
    CHECK((*report)["xpath"] == -3);
    CHECK((*report)["explain"]["relevant"] ==
          "Hidden with the group \"Media product\", asked only when «Kind» is «Media product». \"Kind\" is now "
          "\"Event\".");
    request.answers = "{";
    CHECK_FALSE(eval_report(shipped_form("communication_activity"), request));
}

TEST_CASE("no bytes make the parser crash") {
    for (const char* text : {"", "{", "null", "[]", "{\"survey\":{}}", "{\"survey\":[[]]}", "\xFF\xFE",
                             "{\"choices\":[],\"survey\":[{\"type\":{},\"name\":[]}],\"tests\":{},\"settings\":7}",
                             "{\"id\":7,\"version\":-1,\"title\":[],\"survey\":[{\"type\":\"text\",\"name\":\"a\","
                             "\"label\":{\"vi\":1},\"missing\":{},\"default\":[]}]}"}) {
        CAPTURE(text);
        CHECK_FALSE(compile_package(text));
        CHECK(has_error(compile_package(text).problems));
    }
    const std::string good = file_text(NUONG_SOURCE_DIR "/schemas/forms/communication_activity.json");
    std::mt19937 random(7);
    int survived = 0;
    for (int i = 0; i < 300; ++i) {
        std::string text = good;
        for (int edit = 0; edit < 1 + i % 8; ++edit) {
            const std::size_t at = random() % text.size();
            if (random() % 3 == 0) text.erase(at, random() % 40);
            else if (random() % 2 == 0) text.insert(at, 1, "{}[]\",:$()'.0a"[random() % 14]);
            else text[at] = static_cast<char>(random() % 256);
        }
        const Compiled form = compile_package(text);
        CHECK((form || has_error(form.problems)));
        if (!form) continue;
        ++survived;
        Instance instance(form.form, on("2024-06-30"));
        CHECK(instance.set("kind", "product"));
    }
    CHECK(survived > 0);
}

TEST_CASE("no text makes the expression parser crash") {
    const Instance form = opened(package(R"([{"type":"integer","name":"a","label":"A"}])"));
    const std::vector<std::string> words{"${a}", "1", "'x'", "+",  "-",         "*",  "div",  "mod", "and", "or",
                                         "(",    ")", ",",   "if", "sum",       "(",  "=",    "<",   ".",   "..",
                                         "/",    "|", "[",   "]",  "current()", "//", "not(", "$",   "'",   "\xE1"};
    std::mt19937 random(11);
    int understood = 0;
    for (int i = 0; i < 20'000; ++i) {
        std::string source;
        for (auto n = 1 + random() % 9; n > 0; --n)
            source += words[random() % words.size()] + (random() % 2 ? " " : "");
        const auto expression = compile_expression(form.form(), source);
        if (!expression) continue;
        ++understood;
        const Value value = form.evaluate_value(*expression);
        CHECK_FALSE(value.as<Fields>());
    }
    CHECK(understood > 100);
}

TEST_CASE("what becomes of records when their person asks to be erased is said in words that are known") {
    const auto with = [](const std::string& settings) {
        return R"({"id":"x","version":1,"title":"X","settings":{)" + settings +
               R"(},"survey":[{"type":"text","name":"a","label":"A"}]})";
    };
    CHECK(errors_in(with(R"("erasure":"never","retention_days":0)")) ==
          Errors{R"(settings: erasure: Must be "on_request", "kept_by_law" or "with_person".)",
                 "settings: retention_days: Must be a number of days, from 1 to 36525."});
    const auto rule = [&](const std::string& settings) {
        return compile_package(with(settings)).form->definition.settings.erasure;
    };
    CHECK(rule("") == Erasure::on_request);
    CHECK(rule(R"("erasure":"on_request")") == Erasure::on_request);
    CHECK(rule(R"("erasure":"kept_by_law")") == Erasure::kept_by_law);
    CHECK(rule(R"("erasure":"with_person")") == Erasure::with_person);
}

TEST_CASE("by what a record is restricted is a condition over its own answers, and no day ends it by itself") {
    const auto with = [](const std::string& restricted) {
        return package(R"([{"type":"select_one yn","name":"only_kept","label":{"vi":"Hạn chế","en":"Restricted"}},
                           {"type":"date","name":"until","label":{"vi":"Đến","en":"Until"}}])",
                       yes_no, R"({"restricted":")" + restricted + R"("})");
    };
    for (const char* good : {"${only_kept} = 'yes'", "${until} != ''", "${only_kept} = 'yes' and ${until} = ''"}) {
        CAPTURE(good);
        CHECK(errors_in(with(good)).empty());
        CHECK(compile_package(with(good)).form->restricted >= 0);
    }
    CHECK(compile_package(package(R"([{"type":"text","name":"a","label":"A"}])")).form->restricted == -1);
    CHECK(errors_in(with("${only_kept} = 'yes' and ${until} > today()")) ==
          Errors{"settings: restricted: Must not depend on the day: a restriction ends only when a person says so."});
    CHECK(errors_in(with("concat(${only_kept}, '')")) ==
          Errors{"settings: restricted: A condition that is true or false is needed here, not a value."});
    for (const char* bad : {"${only_kep} = 'yes'", "${only_kept} = ", "no_such(${only_kept})"}) {
        CAPTURE(bad);
        const Compiled compiled = compile_package(with(bad));
        CHECK_FALSE(compiled);
        const auto& told = compiled.problems;
        CHECK(std::any_of(told.begin(), told.end(), [](const Problem& problem) {
            return problem.where == "settings: restricted" && problem.severity == Severity::error &&
                   !problem.message.vi.empty() && !problem.message.en.empty();
        }));
    }
}

// What a report reads of a record is what the form shows when somebody opens it.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "shared/base/json.h"
#include "shared/forms/fields_json.h"
#include "shared/forms/instance.h"
#include "shared/reports/answer_sheet.h"

using namespace nuong;
using namespace nuong::reports;
namespace fs = std::filesystem;

namespace {

std::string text_of_file(const fs::path& path) {
    std::ifstream in(path);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// A whole record as the form's own tests answer it.
struct Example {
    forms::FormPointer form;
    std::string name;
    Fields answers;
};

std::vector<Example> examples() {
    std::vector<Example> found;
    for (const auto& entry : fs::recursive_directory_iterator(NUONG_SOURCE_DIR "/schemas/forms")) {
        if (entry.path().extension() != ".json") continue;
        const std::string text = text_of_file(entry.path());
        const auto compiled = forms::compile_package(text);
        REQUIRE(compiled);
        const auto package = parse_json(text, entry.path().string());
        if (!package->contains("tests")) continue;
        for (const Json& test : (*package)["tests"]) {
            if (!test.contains("answers")) continue;
            auto fields = forms::fields_from_json(*compiled.form, test["answers"]);
            if (fields)
                found.push_back(
                    {compiled.form, entry.path().stem().string() + ": " + std::string(test["name"]), *fields});
        }
    }
    return found;
}

}  // namespace

TEST_CASE(
    "every question of every shipped form is read as an opened form shows it, in all of the forms' own examples") {
    const Date today = *parse_date("2024-06-30");
    const forms::Environment here{
        .today = today, .now = Instant(today), .language = "vi", .user = {}, .device = {}, .utc_offset_min = 420};
    std::size_t compared = 0;
    for (const Example& example : examples()) {
        CAPTURE(example.name);
        const forms::Instance opened(example.form, here, example.answers);
        AnswerSheet sheet(example.form);
        sheet.load(opened.answers(), *parse_date("2020-01-01"));
        for (const forms::Item& item : opened.items()) sheet.answer(item.node, item.row);  // on that day
        sheet.set_today(today);
        for (const forms::Item& item : opened.items()) {
            if (item.is_row) continue;
            const auto type = example.form->node(item.node).type;
            if (type == forms::FieldType::group || type == forms::FieldType::repeat || type == forms::FieldType::note)
                continue;
            CAPTURE(item.path);
            CHECK(forms::value_of(sheet.answer(item.node, item.row)) == opened.value(item.path));
            ++compared;
        }
    }
    CHECK(compared > 1000);
}

namespace {

AskedExpression asked(AnswerSheet& sheet, const std::string& words) {
    AskedExpression made{*forms::compile_expression(sheet.form(), words)};
    sheet.give_number(made, -1);
    return made;
}

}  // namespace

TEST_CASE(
    "what several counts ask in the same words is known until the next record, and until the next day if need be") {
    const auto compiled =
        forms::compile_package(R"form({"id":"f","version":1,"title":{"vi":"Phiếu","en":"Form"},"survey":[
      {"type":"date","name":"due","label":{"vi":"Hạn"}},
      {"type":"calculate","name":"late","calculation":"if(${due} < today(), 'yes', 'no')"},
      {"type":"integer","name":"visits","label":{"vi":"Số lần"},"relevant":"${late} = 'yes'"}]
})form");
    REQUIRE(compiled);
    AnswerSheet sheet(compiled.form);
    const AskedExpression many = asked(sheet, "${visits} > 3"), again = asked(sheet, "${visits} > 3"),
                          due = asked(sheet, "${due}"), day = asked(sheet, "today()");
    CHECK(many.number == again.number);
    CHECK(many.number != due.number);
    const auto is = [&](const AskedExpression& expression) { return forms::text_of(sheet.evaluate(expression, {})); };
    sheet.load({{"due", "2024-03-01"}, {"visits", 5}}, *parse_date("2024-06-30"));
    CHECK(is(many) == "true");
    CHECK(is(again) == "true");
    CHECK(is(day) == "2024-06-30");
    sheet.set_today(*parse_date("2023-12-31"));  // not late yet: nobody is asked how often
    CHECK(is(again) == "false");
    CHECK(is(many) == "false");
    CHECK(is(due) == "2024-03-01");
    CHECK(is(day) == "2023-12-31");
    sheet.load({{"due", "2023-03-01"}, {"visits", 4}}, *parse_date("2023-12-31"));
    CHECK(is(many) == "true");
    CHECK(is(due) == "2023-03-01");
}

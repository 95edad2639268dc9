#include "shared/forms/parse_test.h"

#include <nlohmann/json.hpp>

#include "shared/forms/json_reader.h"

namespace nuong::forms {
namespace {

constexpr std::size_t tests_max = 10'000;

using NamedValues = std::vector<std::pair<Path, Value>>;

const Json* object_of(JsonReader& reader, const char* key, Problems& problems) {
    const Json* json = reader.get(key);
    if (json && !json->is_object()) {
        add_error(problems, reader.at(key), "Phải là {đường dẫn: giá trị}.", "Must be {path: value}.");
        return nullptr;
    }
    return json;
}

NamedValues named_values(JsonReader& reader, const char* key, Problems& problems) {
    NamedValues values;
    const Json* json = object_of(reader, key, problems);
    if (!json) return values;
    for (const auto& [path, wanted] : json->items()) {
        auto value = value_from_json(wanted);
        if (value) values.emplace_back(path, std::move(*value));
        else add_error(problems, reader.at(key) + "/" + path, value.error().message.vi, value.error().message.en);
    }
    return values;
}

std::optional<Date> day_of(JsonReader& reader, Problems& problems) {
    const std::string today = reader.text("today");
    if (today.empty()) return std::nullopt;
    const auto day = parse_date(today);
    if (!day) add_error(problems, reader.at("today"), "Phải là ngày năm-tháng-ngày.", "Must be a date year-month-day.");
    return day;
}

TestExpectation expectation(JsonReader& reader, Problems& problems) {
    TestExpectation then;
    then.expect = named_values(reader, "expect", problems);
    for (const auto& [path, value] : named_values(reader, "relevant", problems)) {
        if (const bool* shown = value.as<bool>()) then.relevant.emplace_back(path, *shown);
        else
            add_error(problems, reader.at("relevant"), path + " phải là true hoặc false.",
                      path + " must be true or false.");
    }
    for (const auto& [path, value] : named_values(reader, "labels", problems))
        then.labels.emplace_back(path, plain_text(value));
    if (const Json* choices = object_of(reader, "choices", problems))
        for (const auto& [path, codes] : choices->items()) {
            JsonReader list(*choices, reader.at("choices"), problems);
            then.choices.emplace_back(path, list.names(path.c_str()));
        }
    if (const Json* valid = reader.get("valid")) {
        if (valid->is_boolean()) then.valid = valid->get<bool>();
        else add_error(problems, reader.at("valid"), "Phải là true hoặc false.", "Must be true or false.");
    }
    if (reader.get("errors")) then.errors = reader.names("errors");
    if (reader.get("warnings")) then.warnings = reader.names("warnings");
    return then;
}

TestStep step(const Json& json, const std::string& place, Problems& problems) {
    JsonReader reader(json, place, problems);
    TestStep step;
    step.set = named_values(reader, "set", problems);
    step.add_row = reader.text("add_row");
    step.remove_row = reader.text("remove_row");
    step.language = reader.text("language");
    step.today = day_of(reader, problems);
    step.then = expectation(reader, problems);
    reader.warn_unknown_keys();
    return step;
}

void parse_test(const Json& json, const std::string& place, FormDefinition& form, Problems& problems) {
    JsonReader reader(json, place, problems);
    FormTest test;
    test.name = reader.text("name");
    test.today = day_of(reader, problems);
    const Json* answers = reader.get("answers");
    test.answers = answers ? dump_json(*answers) : "{}";
    test.then = expectation(reader, problems);
    if (const Json* steps = reader.get("steps")) {
        if (!steps->is_array())
            add_error(problems, reader.at("steps"), "Phải là một danh sách bước.", "Must be a list of steps.");
        else
            for (std::size_t i = 0; i < steps->size() && i < tests_max; ++i) {
                const std::string at = place + "/steps[" + std::to_string(i) + "]";
                if ((*steps)[i].is_object()) test.steps.push_back(step((*steps)[i], at, problems));
                else add_error(problems, at, "Phải là một bước {…}.", "Must be a step {…}.");
            }
    }
    reader.warn_unknown_keys();
    form.tests.push_back(std::move(test));
}

}  // namespace

void parse_tests(const Json& tests, FormDefinition& form, Problems& problems) {
    if (!tests.is_array() || tests.size() > tests_max)
        return add_error(problems, "tests", "Phải là một danh sách ca thử.", "Must be a list of tests.");
    for (std::size_t i = 0; i < tests.size(); ++i) {
        const std::string place = "tests[" + std::to_string(i) + "]";
        if (tests[i].is_object()) parse_test(tests[i], place, form, problems);
        else add_error(problems, place, "Phải là một ca thử {…}.", "Must be a test {…}.");
    }
}

}  // namespace nuong::forms

#include "tests/conformance/session_suite.h"

#include <fstream>
#include <sstream>

#include "shared/forms/import_xform.h"
#include "shared/forms/xform_texts.h"
#include "tests/conformance/form_state.h"

namespace nuong::conformance {
namespace {

using namespace nuong::forms;
using Json = nlohmann::json;

std::string file_text(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

// Files and places were objects when the session was recorded, and only their type was written down. What the question
// came to hold is known, so that is what is answered.
bool is_lost(const Json& step) {
    const Json& values = step["args"]["vals"];
    return values.size() == 1 && values[0].is_string() && values[0].get<std::string>().starts_with("[object ");
}

Json found_again(const Json& step) {
    const auto changed = step["changed"].find(step["args"]["ref"].get<std::string>());
    return changed == step["changed"].end() ? Json::array() : Json::array({changed->at("v")});
}

std::string text_in(const Json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_boolean()) return value.get<bool>() ? "1" : "0";
    return value.is_null() ? "" : value.dump();
}

Value answer_in(const Json& values, const Node& node) {
    std::string all;
    for (const Json& value : values) {
        if (value.is_boolean() && node.type == FieldType::acknowledge) return Value(value.get<bool>());
        const std::string text = text_in(value);
        if (!text.empty()) all += (all.empty() ? "" : " ") + text;
    }
    if (node.type == FieldType::acknowledge && !all.empty()) return Value(all == "OK" || all == "1");
    return all.empty() ? Value() : Value(all);
}

// "" when the step could be taken.
std::string taken(Instance& instance, const Json& step) {
    const std::string op = step["op"].get<std::string>();
    const Json& args = step["args"];
    if (op == "setLanguage") {
        instance.set_language(language_code(args["lang"].get<std::string>()));
        return "";
    }
    const OpenForm open = state_of(instance);
    const std::string reference = args["ref"].get<std::string>() + (op == "addRepeat" ? "#range" : "");
    const auto path = open.paths.find(reference);
    if (path == open.paths.end()) return reference + " is not there";
    if (op == "addRepeat") {
        const auto added = instance.add_row(path->second);
        return added ? "" : added.error().message.en;
    }
    if (op == "removeRepeat") {
        const Status removed = instance.remove_row(path->second);
        return removed ? "" : removed.error().message.en;
    }
    const Node& node = *instance.view(*instance.find(path->second)).node;
    const Value answer = answer_in(is_lost(step) ? found_again(step) : args["vals"], node);
    Status set = instance.set(path->second, answer);
    // ODK's client takes a value of the wrong type as no value; ours refuses it, and the person is told.
    if (!set && !step.contains("error") && set.error().code == ErrorCode::invalid) set = instance.clear(path->second);
    return set ? "" : reference + ": " + set.error().message.en;
}

Environment environment_of(const Json& session, const FormDefinition& form) {
    Environment environment;
    environment.language = form.default_language;
    environment.utc_offset_min = -420;
    environment.today = *parse_date("2026-11-21");
    environment.now = *parse_instant("2026-11-21T15:00:00.000Z");
    const Json& preload = session["preload"];
    if (preload.is_object()) {
        environment.user = preload.value("username", "");
        environment.device = preload.value("deviceid", preload.value("deviceID", ""));
    }
    return environment;
}

std::string played(const Json& session, Instance& instance) {
    FormState expected;
    for (const auto& [reference, state] : session["init_state"].items()) expected[reference] = state;
    if (const std::string differs = difference(expected, state_of(instance)); !differs.empty())
        return "at the beginning: " + differs;
    int number = 0;
    for (const Json& step : session["steps"]) {
        ++number;
        const std::string at = "step " + std::to_string(number) + " (" + step["op"].get<std::string>() + "): ";
        const std::string refused = taken(instance, step);
        if (!refused.empty() && !step.contains("error")) return at + refused;
        if (step.contains("removed"))
            for (const Json& reference : step["removed"]) expected.erase(reference.get<std::string>());
        for (const auto& [reference, state] : step["changed"].items()) expected[reference] = state;
        if (const std::string differs = difference(expected, state_of(instance)); !differs.empty()) return at + differs;
    }
    return "";
}

std::string outcome(const Json& session, const std::string& forms_folder) {
    ParsedForm parsed = import_xform(file_text(forms_folder + "/" + session["form"].get<std::string>()), nullptr);
    Problems problems = parsed.problems;
    FormPointer form;
    if (parsed) {
        Compiled compiled = compile_form(std::move(*parsed.definition));
        form = compiled.form;
        problems.insert(problems.end(), compiled.problems.begin(), compiled.problems.end());
    }
    if (session.contains("init_error")) return form ? "recorded an error, ours opens the form" : "";
    if (!form) {
        for (const Problem& problem : problems)
            if (problem.severity == Severity::error) return "not opened: " + problem.where + ": " + problem.message.en;
        return "not opened";
    }
    const Environment environment = environment_of(session, form->definition);
    if (!session["edit_instance"].is_string()) {
        Instance instance(form, environment);
        return played(session, instance);
    }
    const auto answers = answers_from_xml(form->definition, session["edit_instance"].get<std::string>());
    if (!answers) return "the record was not read: " + answers.error().message.en;
    Instance instance(form, environment, *answers);
    return played(session, instance);
}

}  // namespace

void run_sessions(const std::string& sessions_path, const std::string& forms_folder, Verdicts& verdicts) {
    std::ifstream in(sessions_path);
    for (std::string line; std::getline(in, line);) {
        const Json session = Json::parse(line);
        const std::string file = session["file"].get<std::string>(), test = session["test"].get<std::string>();
        const std::string differs = outcome(session, forms_folder);
        if (session.value("known_wrong", false)) verdicts.add_known_wrong(file, test, differs);
        else verdicts.add("sessions", file, test, session["form"].get<std::string>(), differs);
    }
}

}  // namespace nuong::conformance

// form list, check, eval, test.
#include <nlohmann/json.hpp>

#include "client/cli/command.h"
#include "shared/base/time_zone.h"
#include "shared/forms/form_report.h"
#include "shared/forms/form_test.h"
#include "shared/sqlite/durable_file.h"

namespace nuong::client {
namespace {

constexpr std::size_t package_bytes_max = 32u << 20;

Result<Output> run_list(const Setting& setting, const Arguments&) {
    auto open = open_device(setting);
    if (!open) return open.error();
    Output output;
    output.json = OrderedJson::array();
    for (const auto& [id, form] : open->replica->forms().all()) {
        const std::string title = form->definition.title.in(setting.language == Language::vi ? "vi" : "en", "vi");
        output.json.push_back({{"form", id}, {"version", form->definition.version}, {"title", title}});
        output.text += id + "  " + std::to_string(form->definition.version) + "  " + title + "\n";
    }
    return output;
}

Result<std::string> package(const Arguments& arguments) { return read_file(arguments.position(0), package_bytes_max); }

Output from(OrderedJson json, bool good) {
    Output output;
    output.text = dump_json_for_people(json);
    output.json = std::move(json);
    output.exit_code = good ? 0 : 1;
    return output;
}

Result<Output> run_check(const Setting& setting, const Arguments& arguments) {
    const auto text = package(arguments);
    if (!text) return text.error();
    const forms::Compiled compiled = forms::compile_package(*text);
    return from(OrderedJson(forms::check_report(compiled.problems, setting.language)), static_cast<bool>(compiled));
}

Error broken_form(const forms::Problems& problems) {
    for (const forms::Problem& problem : problems)
        if (problem.severity == forms::Severity::error)
            return {ErrorCode::invalid,
                    {problem.where + ": " + problem.message.vi, problem.where + ": " + problem.message.en}};
    return {ErrorCode::invalid, {"Biểu mẫu không dùng được.", "The form cannot be used."}};
}

Result<forms::FormPointer> compiled_package(const Arguments& arguments) {
    const auto text = package(arguments);
    if (!text) return text.error();
    forms::Compiled compiled = forms::compile_package(*text);
    if (!compiled) return broken_form(compiled.problems);
    return std::move(compiled.form);
}

Date today_of(const Setting& setting) { return date_of(setting.clock->now(), viet_nam_offset); }

Result<Output> run_test(const Setting& setting, const Arguments& arguments) {
    const auto form = compiled_package(arguments);
    if (!form) return form.error();
    const forms::TestReport report = forms::run_form_tests(*form, today_of(setting));
    return from(OrderedJson(forms::to_json(report)), report.is_ok());
}

Result<Output> run_eval(const Setting& setting, const Arguments& arguments) {
    const auto form = compiled_package(arguments);
    if (!form) return form.error();
    forms::EvalRequest request;
    const std::string own = setting.language == Language::vi ? "vi" : "en";
    request.environment.language = arguments.has("--language") ? arguments.value("--language") : own;
    request.environment.today = today_of(setting);
    request.environment.now = setting.clock->now();
    if (arguments.has("--answers")) {
        const auto answers = read_input(arguments.value("--answers"));
        if (!answers) return answers.error();
        request.answers = *answers;
    }
    if (arguments.has("--today")) {
        const auto today = parse_date(arguments.value("--today"));
        if (!today)
            return Error{ErrorCode::usage, {"--today cần dạng 2024-05-31.", "--today needs the form 2024-05-31."}};
        request.environment.today = *today;
    }
    if (arguments.has("--xpath")) request.xpath = arguments.value("--xpath");
    if (arguments.has("--explain")) request.explain = arguments.value("--explain");
    const auto json = forms::eval_report(*form, request);
    if (!json) return json.error();
    return from(OrderedJson(*json), true);
}

}  // namespace

std::vector<CommandSpec> form_commands() {
    return {
        {"form list", "", {"Các biểu mẫu trên máy", "The forms on this device"}, {}, 0, 0, run_list},
        {"form check", "FILE", {"Kiểm tra một biểu mẫu", "Check a form package"}, {}, 1, 1, run_check},
        {"form eval",
         "FILE [--answers A.json] [--today DATE] [--language L] [--xpath EXPR] [--explain PATH]",
         {"Điền thử một biểu mẫu, không cần kho dữ liệu", "Fill a form without a store"},
         {{"--answers"}, {"--today"}, {"--language"}, {"--xpath"}, {"--explain"}},
         1,
         1,
         run_eval},
        {"form test",
         "FILE",
         {"Chạy các kiểm tra nằm trong biểu mẫu", "Run the tests embedded in a form"},
         {},
         1,
         1,
         run_test},
    };
}

}  // namespace nuong::client

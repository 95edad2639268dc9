// form list, check, convert, eval, test.
#include <nlohmann/json.hpp>

#include "client/cli/command.h"
#include "client/cli/form_file.h"
#include "shared/base/time_zone.h"
#include "shared/forms/form_report.h"
#include "shared/forms/form_test.h"

namespace nuong::client {
namespace {

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

Output from(OrderedJson json, bool good) {
    Output output;
    output.text = dump_json_for_people(json);
    output.json = std::move(json);
    output.exit_code = good ? 0 : 1;
    return output;
}

Result<Output> run_check(const Setting& setting, const Arguments& arguments) {
    const auto file = read_form_file(arguments.position(0));
    if (!file) return file.error();
    return from(OrderedJson(forms::check_report(file->problems, setting.language)), file->form != nullptr);
}

Error broken_form(const forms::Problems& problems) {
    for (const forms::Problem& problem : problems)
        if (problem.severity == forms::Severity::error)
            return {ErrorCode::invalid,
                    {problem.where + ": " + problem.message.vi, problem.where + ": " + problem.message.en}};
    return {ErrorCode::invalid, {"Biểu mẫu không dùng được.", "The form cannot be used."}};
}

Result<forms::FormPointer> compiled_package(const Arguments& arguments) {
    auto file = read_form_file(arguments.position(0));
    if (!file) return file.error();
    if (!file->form) return broken_form(file->problems);
    return std::move(file->form);
}

// What could not be kept is told; only an error stops it.
Result<Output> run_convert(const Setting& setting, const Arguments& arguments) {
    const auto file = read_form_file(arguments.position(0));
    if (!file) return file.error();
    Output output = from(OrderedJson(forms::check_report(file->problems, setting.language)), file->form != nullptr);
    if (!file->form) return output;
    if (const auto written = write_form_file(*file, arguments.position(1)); !written) return written.error();
    return output;
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
        {"form check",
         "FILE",
         {"Kiểm tra một biểu mẫu (.json, .xlsx)", "Check a form (.json, .xlsx)"},
         {},
         1,
         1,
         run_check},
        {"form convert",
         "IN OUT",
         {"Đổi XLSForm (.xlsx) thành gói biểu mẫu (.json) và ngược lại",
          "Turn an XLSForm (.xlsx) into a form package (.json), or back"},
         {},
         2,
         2,
         run_convert},
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

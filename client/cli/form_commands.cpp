// form list, check, convert, eval, test.
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "client/cli/command.h"
#include "client/cli/form_file.h"
#include "shared/base/time_zone.h"
#include "shared/forms/form_report.h"
#include "shared/forms/form_test.h"
#include "shared/forms/moment.h"

namespace nuong::client {
namespace {

Result<Output> list_forms(const Setting& setting, const Arguments&) {
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

// "+07:00", "Asia/Ho_Chi_Minh": minutes east of UTC at that moment. The system's table of zones is asked, and left as
// it was found.
std::optional<int> offset_of(const std::string& zone, Instant at) {
    if (zone == "UTC" || zone == "Z") return 0;
    if (const auto moment = forms::moment_of(forms::Datum("1970-01-02T00:00:00" + zone), 0))
        return static_cast<int>((Instant(std::chrono::days(1)) - moment->instant) / std::chrono::minutes(1));
    const bool is_name = zone.find('/') != std::string::npos && zone.find("..") == std::string::npos;
    if (!is_name || !std::filesystem::exists("/usr/share/zoneinfo/" + zone)) return std::nullopt;
    const char* held = std::getenv("TZ");
    const std::optional<std::string> before = held ? std::optional<std::string>(held) : std::nullopt;
    ::setenv("TZ", zone.c_str(), 1);
    ::tzset();
    const auto seconds =
        static_cast<std::time_t>(std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count());
    std::tm local{};
    const bool is_known = ::localtime_r(&seconds, &local) != nullptr;
    if (before) ::setenv("TZ", before->c_str(), 1);
    else ::unsetenv("TZ");
    ::tzset();
    return is_known ? std::optional(static_cast<int>(local.tm_gmtoff / 60)) : std::nullopt;
}

// When and where the form is filled: as said, else here and now.
Status set_time(const Arguments& arguments, forms::Environment& environment) {
    if (arguments.has("--now")) {
        const auto now = forms::moment_of(forms::Datum(arguments.value("--now")), 0);
        if (!now)
            return Error{
                ErrorCode::usage,
                {"--now cần dạng 2024-05-31T08:00:00+07:00.", "--now needs the form 2024-05-31T08:00:00+07:00."}};
        environment.now = now->instant;
        environment.today = date_of(environment.now, viet_nam_offset);
    }
    if (arguments.has("--zone")) {
        const auto offset = offset_of(arguments.value("--zone"), environment.now);
        if (!offset)
            return Error{
                ErrorCode::usage,
                {"--zone cần dạng +07:00 hoặc Asia/Ho_Chi_Minh.", "--zone needs the form +07:00 or Asia/Ho_Chi_Minh."}};
        environment.utc_offset_min = *offset;
        environment.today = date_of(environment.now, std::chrono::minutes(*offset));
    }
    if (!arguments.has("--today")) return Done{};
    const auto today = parse_date(arguments.value("--today"));
    if (!today) return Error{ErrorCode::usage, {"--today cần dạng 2024-05-31.", "--today needs the form 2024-05-31."}};
    environment.today = *today;
    return Done{};
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
    if (const Status set = set_time(arguments, request.environment); !set) return set.error();
    if (arguments.has("--xpath")) request.xpath = arguments.value("--xpath");
    if (arguments.has("--explain")) request.explain = arguments.value("--explain");
    const auto json = forms::eval_report(*form, request);
    if (!json) return json.error();
    return from(OrderedJson(*json), true);
}

}  // namespace

std::vector<CommandSpec> form_commands() {
    return {
        {"form list", "", {"Các biểu mẫu trên máy", "The forms on this device"}, {}, 0, 0, list_forms},
        {"form check",
         "FILE",
         {"Kiểm tra một biểu mẫu (.json, .xlsx, .xml)", "Check a form (.json, .xlsx, .xml)"},
         {},
         1,
         1,
         run_check},
        {"form convert",
         "IN OUT",
         {"Đổi XLSForm (.xlsx) hoặc ODK (.xml) thành gói biểu mẫu (.json), gói thành .xlsx",
          "Turn an XLSForm (.xlsx) or ODK form (.xml) into a package (.json), a package into .xlsx"},
         {},
         2,
         2,
         run_convert},
        {"form eval",
         "FILE [--answers A.json] [--today DATE] [--now T] [--zone TZ] [--language L] [--xpath EXPR] [--explain PATH]",
         {"Điền thử một biểu mẫu, không cần kho dữ liệu", "Fill a form without a store"},
         {{"--answers"}, {"--today"}, {"--now"}, {"--zone"}, {"--language"}, {"--xpath"}, {"--explain"}},
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

// form list, check, eval, test.
#include <nlohmann/json.hpp>

#include "client/cli/command.h"
#include "shared/forms/form_report.h"
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
    OrderedJson json = forms::check_report(*text, setting.language);
    const bool good = json["ok"].get<bool>();
    return from(std::move(json), good);
}

Result<Output> run_test(const Setting& setting, const Arguments& arguments) {
    const auto text = package(arguments);
    if (!text) return text.error();
    auto json = forms::test_report(*text, setting.language);
    if (!json) return json.error();
    const bool good = (*json)["failed"].empty();
    return from(std::move(*json), good);
}

Result<Output> run_eval(const Setting& setting, const Arguments& arguments) {
    const auto text = package(arguments);
    if (!text) return text.error();
    forms::EvalRequest request;
    request.language = arguments.has("--language") ? arguments.value("--language") : setting.language == Language::vi ? "vi" : "en";
    request.today = date_of(setting.clock->now(), std::chrono::hours(7));
    request.now = setting.clock->now();
    if (arguments.has("--answers")) {
        const auto answers = read_input(arguments.value("--answers"));
        if (!answers) return answers.error();
        request.answers = *answers;
    }
    if (arguments.has("--today")) {
        const auto today = parse_date(arguments.value("--today"));
        if (!today) return Error{ErrorCode::usage, {"--today cần dạng 2024-05-31.", "--today needs the form 2024-05-31."}};
        request.today = *today;
    }
    if (arguments.has("--xpath")) request.xpath = arguments.value("--xpath");
    if (arguments.has("--explain")) request.explain = arguments.value("--explain");
    auto json = forms::eval_report(*text, request, setting.language);
    if (!json) return json.error();
    return from(std::move(*json), true);
}

}  // namespace

std::vector<Command> form_commands() {
    return {
        {"form list", "", {"Các biểu mẫu trên máy", "The forms on this device"}, {}, 0, 0, run_list},
        {"form check", "FILE", {"Kiểm tra một biểu mẫu", "Check a form package"}, {}, 1, 1, run_check},
        {"form eval", "FILE [--answers A.json] [--today DATE] [--language L] [--xpath EXPR] [--explain PATH]",
         {"Điền thử một biểu mẫu, không cần kho dữ liệu", "Fill a form without a store"},
         {{"--answers"}, {"--today"}, {"--language"}, {"--xpath"}, {"--explain"}}, 1, 1, run_eval},
        {"form test", "FILE", {"Chạy các kiểm tra nằm trong biểu mẫu", "Run the tests embedded in a form"}, {}, 1, 1, run_test},
    };
}

}  // namespace nuong::client

// period lock, reopen, list: which periods of an area were handed in.
#include <nlohmann/json.hpp>

#include "client/app/period_locks.h"
#include "client/cli/command.h"
#include "shared/base/local_text.h"
#include "shared/reports/period.h"

namespace nuong::client {
namespace {

Result<PeriodDecision> decision_from(const Arguments& arguments, bool locks) {
    const auto period = reports::parse_period(arguments.value("--period"));
    if (!period || !arguments.has("--area") || arguments.value("--reason").empty())
        return Error{ErrorCode::usage,
                     {"Cần --area MÃ, --period (ví dụ 2024-H1, 2024 hoặc TỪ..ĐẾN) và --reason LÝ_DO.",
                      "--area CODE, --period (2024-H1, 2024 or FROM..TO) and --reason TEXT are needed."}};
    return PeriodDecision{arguments.value("--area"),
                          arguments.has("--form") ? arguments.value("--form") : forms::every_form,
                          period->first,
                          period->last,
                          locks,
                          arguments.value("--reason")};
}

OrderedJson json_of(const forms::PeriodLock& lock) {
    return {{"record", to_string(lock.record)},
            {"area", lock.area},
            {"form", lock.form},
            {"first", to_string(lock.first)},
            {"last", to_string(lock.last)},
            {"state", lock.is_locked ? "locked" : "reopened"},
            {"reason", lock.reason}};
}

std::string line_of(const forms::PeriodLock& lock, Language language) {
    const Message state = lock.is_locked ? Message{"đã khóa", "locked"} : Message{"mở lại", "reopened"};
    return date_text(to_string(lock.first)) + " – " + date_text(to_string(lock.last)) + "  " + lock.area + "  " +
           lock.form + "  " + state.in(language) + "  " + lock.reason + "\n";
}

Output listed(const std::vector<forms::PeriodLock>& locks, Language language) {
    Output output;
    output.json = OrderedJson::array();
    for (const forms::PeriodLock& lock : locks) {
        output.json.push_back(json_of(lock));
        output.text += line_of(lock, language);
    }
    return output;
}

Result<Output> decide(const Setting& setting, const Arguments& arguments, bool locks) {
    const auto decision = decision_from(arguments, locks);
    if (!decision) return decision.error();
    auto open = open_device(setting);
    if (!open) return open.error();
    const auto decided = decide_period(open->workbook, *decision);
    return decided ? Result<Output>(listed(*decided, setting.language)) : Result<Output>(decided.error());
}

Result<Output> run_lock(const Setting& setting, const Arguments& arguments) { return decide(setting, arguments, true); }

Result<Output> run_reopen(const Setting& setting, const Arguments& arguments) {
    return decide(setting, arguments, false);
}

Result<Output> run_list_locks(const Setting& setting, const Arguments& arguments) {
    auto open = open_device(setting);
    if (!open) return open.error();
    const auto area = arguments.has("--area") ? std::optional(arguments.value("--area")) : std::nullopt;
    return listed(known_locks(open->workbook, area), setting.language);
}

}  // namespace

std::vector<CommandSpec> period_commands() {
    const std::string usage = "--area CODE --period 2024-H1|2024|FROM..TO --reason TEXT [--form FORM]";
    const std::vector<OptionSpec> options{{"--area"}, {"--period"}, {"--reason"}, {"--form"}};
    return {{"period lock",
             usage,
             {"Khóa kỳ đã nộp của một địa bàn và mọi địa bàn bên dưới; ghi muộn vẫn lưu, người ghi được nhắc",
              "Lock a period that was handed in, of an area and all below; what comes late is saved, its writer told"},
             options,
             0,
             0,
             run_lock},
            {"period reopen",
             usage,
             {"Mở lại một kỳ, có lý do", "Reopen a period, with a reason"},
             options,
             0,
             0,
             run_reopen},
            {"period list",
             "[--area CODE]",
             {"Các kỳ đã khóa hoặc mở lại", "The periods that were locked or reopened"},
             {{"--area"}},
             0,
             0,
             run_list_locks}};
}

}  // namespace nuong::client

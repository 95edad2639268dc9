// report: the same figures as on the server, without a network.
#include <nlohmann/json.hpp>

#include "client/app/written_report.h"
#include "client/cli/command.h"

namespace nuong::client {
namespace {

Result<Output> run_report(const Setting& setting, const Arguments& arguments) {
    const auto period = reports::parse_period(arguments.value("--period"));
    if (!period || !arguments.has("--area"))
        return Error{ErrorCode::usage,
                     {"Cần --area MÃ và --period, ví dụ --period 2024-H1.",
                      "--area CODE and --period are needed, e.g. --period 2024-H1."}};
    auto open = open_device(setting);
    if (!open) return open.error();
    const ReportWish wish{arguments.position(0), arguments.value("--area"), *period,
                          reports::is_workbook(arguments.value("--format"), arguments.value("--out"))};
    if (const Status may = check_days(open->workbook, wish); !may) return may.error();
    const auto counted = count_report(open->workbook, wish);
    if (!counted) return counted.error();
    const reports::ReportTable table =
        written_report(*open->replica, *counted, setting.clock->now()).table;  // also what is only printed
    const std::string shape = arguments.has("--format") ? arguments.value("--format") : "by name";
    note_report(*open->replica, wish, setting.clock->now(), arguments.has("--out") ? shape : "");
    note_former(*open->replica, table, setting.clock->now());
    Output output;
    output.json = reports::to_json(table, setting.language);
    const auto written = reports::write_report(table, arguments.value("--format"), arguments.value("--out"),
                                               setting.language, open->replica->unfinished_files().watch());
    if (!written) return written.error();
    output.text = *written;
    return output;
}

}  // namespace

std::vector<CommandSpec> report_commands() {
    return {{"report",
             "ID --area CODE --period 2024-H1|2024|FROM..TO [--format xlsx|docx|csv|json|text] [--out FILE]",
             {"Lập báo cáo ngay trên máy", "Make a report on this device"},
             {{"--area"}, {"--period"}, {"--format"}, {"--out"}},
             1,
             1,
             run_report}};
}

}  // namespace nuong::client

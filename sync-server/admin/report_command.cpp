// report: the district's figures, as text, CSV, JSON or an Excel workbook.
#include <nlohmann/json.hpp>

#include "sync-server/admin/command.h"
#include "sync-server/admin/print.h"
#include "sync-server/core/make_report.h"

namespace nuong::admin {

Result<int> report(Context& context) {
    const CommandLine& line = context.line;
    const auto period = reports::parse_period(line.value("period"));
    if (!period || !line.has("area"))
        return Error{ErrorCode::usage,
                     {"Cần --area MÃ và --period, ví dụ --period 2024-H1.",
                      "--area CODE and --period are needed, e.g. --period 2024-H1."}};
    auto store = context.folder.open();
    if (!store) return store.error();
    auto reader = (*store)->read();
    const std::string& id = line.words[0];
    auto table = line.has("user") ? make_report_for(*reader, line.value("user"), id, line.value("area"), *period)
                                  : make_report(*reader, id, line.value("area"), *period);
    if (!table) return table.error();
    table->source = source_of_report(*reader, *period, context.clock.now());
    reader.reset();
    context.note(**store, "report",
                 id + " " + line.value("area") + " " + line.value("period") +
                     (line.has("user") ? " for " + line.value("user") : ""));
    const std::string format = line.json && line.value("out").empty() ? "json" : line.value("format");
    const auto written = reports::write_report(*table, format, line.value("out"), line.language);
    if (!written) return written.error();
    context.out << *written << (written->ends_with('\n') ? "" : "\n");
    return 0;
}

}  // namespace nuong::admin

// report: the district's figures, as text, CSV, JSON or an Excel workbook; as they are now, or as a version of them was
// frozen.
#include <charconv>
#include <nlohmann/json.hpp>

#include "shared/base/time_zone.h"
#include "sync-server/admin/print.h"
#include "sync-server/admin/report_asked.h"
#include "sync-server/core/report_rights.h"

namespace nuong::admin {
namespace {

Result<reports::ReportTable> table_to_write(StoreReader& reader, const AskedReport& asked, const CommandLine& line,
                                            Instant now) {
    if (!line.has("version")) {
        const bool draws_trends = reports::is_workbook(line.value("format"), line.value("out"));
        auto table = report_now(reader, asked, now, draws_trends ? Former::counted : Former::left_out);
        if (table) tell_of_late_additions(reader, asked.subject, *table);
        if (table) tell_of_version(reader, asked.subject, *table);
        return table;
    }
    const auto version = asked_version(line.value("version"));
    if (!version) return version.error();
    const auto issue = asked_issue(reader, asked, *version);
    return issue ? issued_report(reader, *issue) : Result<reports::ReportTable>(issue.error());
}

}  // namespace

std::string AskedReport::words() const {
    return subject.report + " " + subject.area + " " + subject.period.code + (user ? " for " + *user : "");
}

Result<AskedReport> asked_report(const CommandLine& line) {
    const auto period = reports::parse_period(line.value("period"));
    if (!period || !line.has("area"))
        return Error{ErrorCode::usage,
                     {"Cần --area MÃ và --period, ví dụ --period 2024-H1.",
                      "--area CODE and --period are needed, e.g. --period 2024-H1."}};
    return AskedReport{{line.words[0], line.value("area"), *period},
                       line.has("user") ? std::optional(line.value("user")) : std::nullopt};
}

Result<std::uint32_t> asked_version(const std::string& text) {
    std::uint32_t version = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), version);
    if (error == std::errc() && end == text.data() + text.size() && version > 0) return version;
    return Error{ErrorCode::usage,
                 {"Phiên bản là một số từ 1 trở lên, không phải “" + text + "”.",
                  "A version is a number from 1 on, and not \"" + text + "\"."}};
}

Result<reports::ReportTable> report_now(StoreReader& reader, const AskedReport& asked, Instant now, Former former) {
    const auto& [id, area, period] = asked.subject;
    if (asked.user)
        if (const Status may = check_maker(reader, *asked.user, asked.subject); !may) return may.error();
    const Date today = date_of(now, viet_nam_offset);
    auto table = asked.user ? make_report_for(reader, *asked.user, id, area, period, former, today)
                            : make_report(reader, id, area, period, former, today);
    if (table) table->source = source_of_report(reader, asked.subject, now);
    return table;
}

Status keep_for(StoreReader& reader, const AskedReport& asked, reports::ReportTable& table) {
    return asked.user ? keep_within_rights_of(reader, *asked.user, table) : Status(Done{});
}

Result<ReportIssueRow> asked_issue(StoreReader& reader, const AskedReport& asked, std::uint32_t version) {
    auto issue = issue_of(reader, asked.subject, version);
    const AreaCode& area = issue ? issue->area : asked.subject.area;  // which may not be the one of that name
    if (asked.user)
        if (const Status may = check_maker(reader, *asked.user, {asked.subject.report, area, asked.subject.period});
            !may)
            return may.error();
    return issue;
}

Result<int> report(Context& context) {
    const CommandLine& line = context.line;
    const auto asked = asked_report(line);
    if (!asked) return asked.error();
    auto store = context.folder.open();
    if (!store) return store.error();
    auto reader = (*store)->read();
    auto table = table_to_write(*reader, *asked, line, context.clock.now());
    if (!table) return table.error();
    if (const Status kept = keep_for(*reader, *asked, *table); !kept) return kept.error();
    if (asked->user) take_out_for(*reader, *asked->user, context.clock.now(), *table);
    reader.reset();
    context.note(**store, "report", asked->words() + (line.has("version") ? " version " + line.value("version") : ""));
    const std::string format = line.json && line.value("out").empty() ? "json" : line.value("format");
    const auto written = reports::write_report(*table, format, line.value("out"), line.language);
    if (!written) return written.error();
    print_lines(context.out, *written);
    return 0;
}

}  // namespace nuong::admin

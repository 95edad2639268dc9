// Reports as they were handed in, and the steps that each has taken.
#include "sync-server/store/columns.h"
#include "sync-server/store/tables.h"

namespace nuong::tables {
namespace {

using namespace columns;

std::vector<ReportStepRow> steps_of(Sql& db, std::uint64_t issue) {
    Query rows = db.prepare("select state, who, at from report_step where issue = ? order by n");
    rows.bind(1, integer_of(issue));
    std::vector<ReportStepRow> steps;
    while (rows.step())
        steps.push_back({std::string(rows.text(0)), std::string(rows.text(1)), instant_from(rows.integer(2))});
    return steps;
}

}  // namespace

std::vector<ReportIssueRow> report_issues(Sql& db) {
    std::vector<ReportIssueRow> issues;
    {
        Query rows = db.prepare(
            "select id, report, area, period, version, replaces, note, epoch, position, hash from report_issue"
            " order by id");
        while (rows.step()) {
            ReportIssueRow& row = issues.emplace_back();
            row.id = count_from(rows.integer(0));
            row.report = rows.text(1);
            row.area = rows.text(2);
            row.period = rows.text(3);
            row.version = static_cast<std::uint32_t>(rows.integer(4));
            if (!rows.is_null(5)) row.replaces = static_cast<std::uint32_t>(rows.integer(5));
            row.note = rows.text(6);
            row.epoch = rows.text(7);
            row.position = count_from(rows.integer(8));
            row.hash = hash_from(rows.blob(9));
        }
    }
    for (ReportIssueRow& row : issues) row.steps = steps_of(db, row.id);
    return issues;
}

std::optional<std::string> report_issue_body(Sql& db, std::uint64_t id) {
    Query rows = db.prepare("select body from report_issue where id = ?");
    if (!rows.bind(1, integer_of(id)).step()) return std::nullopt;
    return rows.sealed(0);
}

std::uint64_t add_report_issue(Sql& db, const ReportIssueRow& row, const std::string& body) {
    std::uint64_t id = 0;
    {
        Query insert = db.prepare(
            "insert into report_issue(report, area, period, version, replaces, note, epoch, position, hash, body)"
            " values(?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id");
        insert.bind(1, row.report).bind(2, row.area).bind(3, row.period).bind(4, std::int64_t{row.version});
        if (row.replaces) insert.bind(5, std::int64_t{*row.replaces});
        else insert.bind_null(5);
        insert.bind(6, row.note).bind(7, row.epoch).bind(8, integer_of(row.position));
        insert.bind(9, blob_of(row.hash)).bind_sealed(10, body);
        while (insert.step()) id = count_from(insert.integer(0));
    }
    for (const ReportStepRow& step : row.steps) add_report_step(db, id, step);
    return id;
}

void add_report_step(Sql& db, std::uint64_t issue, const ReportStepRow& step) {
    db.prepare(
          "insert into report_step(issue, n, state, who, at)"
          " values(?1, (select count(*) from report_step where issue = ?1), ?2, ?3, ?4)")
        .bind(1, integer_of(issue))
        .bind(2, step.state)
        .bind(3, step.who)
        .bind(4, integer_of(step.at))
        .run();
}

}  // namespace nuong::tables

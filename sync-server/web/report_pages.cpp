#include "sync-server/web/report_pages.h"

#include <algorithm>
#include <charconv>

#include "shared/base/time_zone.h"
#include "shared/reports/report_file_name.h"
#include "sync-server/core/report_rights.h"
#include "sync-server/core/report_sources.h"
#include "sync-server/web/figure_table.h"
#include "sync-server/web/report_choice.h"

namespace nuong::web {
namespace {

constexpr std::size_t versions_shown = 100;

const Message reports_title{"Báo cáo", "Reports"};

Frame frame_of(const Visitor& visitor, const WebRequest& request, const Message& title) {
    return {visitor.language, title, Place::reports, &visitor, address_of(request)};
}

// What the address asks for; nothing chosen yet: no subject.
struct Asked {
    std::optional<ReportSubject> subject;
    std::optional<std::uint32_t> version;

    std::string words() const {
        return subject->report + " " + subject->area + " " + subject->period.code +
               (version ? " version " + std::to_string(*version) : "");
    }
    Fields fields() const {
        Fields fields{{"report", subject->report}, {"area", subject->area}, {"period", subject->period.code}};
        if (version) fields["version"] = std::to_string(*version);
        return fields;
    }
};

Result<Asked> asked_in(const Fields& query) {
    Asked asked;
    const std::string report = field(query, "report"), version = field(query, "version");
    if (report.empty()) return asked;
    const auto period = asked_period(query);
    if (!period) return period.error();
    if (!*period || field(query, "area").empty())
        return Error{ErrorCode::usage, {"Hãy chọn địa bàn và kỳ.", "Choose an area and a period."}};
    asked.subject = ReportSubject{report, field(query, "area"), **period};
    if (version.empty()) return asked;
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(version.data(), version.data() + version.size(), number);
    if (error != std::errc() || end != version.data() + version.size())
        return Error{ErrorCode::usage, {"Phiên bản là một số.", "A version is a number."}};
    asked.version = number;
    return asked;
}

Result<reports::ReportTable> table_of(StoreReader& reader, const Visitor& visitor, const Asked& asked,
                                      Former former = Former::left_out) {
    return asked.version ? report_frozen(reader, visitor, *asked.subject, *asked.version)
                         : report_now(reader, visitor, *asked.subject, former);
}

Html choices(const Visitor& visitor, const std::vector<reports::ReportDefinition>& reports, const Asked& asked) {
    std::vector<Option> options;
    for (const auto& report : reports) options.push_back({report.id, report.id + " · " + visitor.say(report.title)});
    const auto& subject = asked.subject;
    const auto& roots = visitor.principal.roots;
    const AreaCode area = subject ? subject->area : roots.empty() ? "" : roots.front();
    const auto period = subject ? std::optional(subject->period) : std::nullopt;
    return get_form("/reports",
                    choice(visitor.say({"Báo cáo", "Report"}), "report", options, subject ? subject->report : "") +
                        area_and_period(visitor, area, period) +
                        element("p", {{"class", "actions"}}, button(visitor.say({"Xem", "Show"}))) +
                        days_choice(visitor, period));
}

Html files(const Visitor& visitor, const Asked& asked) {
    const auto file = [&](const char* format, const Message& words) {
        Fields fields = asked.fields();
        fields["format"] = format;
        return element("li", link(address("/reports/file", fields), visitor.say(words)));
    };
    return element("ul", {{"class", "files"}},
                   file("xlsx", {"Tải Excel", "Excel file"}) + file("docx", {"Tải Word", "Word file"}) +
                       file("csv", {"Tải CSV", "CSV file"}));
}

Html version_line(const Visitor& visitor, const ReportIssueRow& issue) {
    const Fields fields{{"report", issue.report},
                        {"area", issue.area},
                        {"period", issue.period},
                        {"version", std::to_string(issue.version)}};
    const Area* area = visitor.book->areas.find(issue.area);
    const auto period = reports::parse_period(issue.period);
    const ReportStepRow& last = issue.steps.back();
    return table_line(
        issue.report,
        {area ? visitor.say(area->name) : issue.area, period ? visitor.say(title_of(*period)) : issue.period,
         link(address("/reports", fields), visitor.say({"Phiên bản ", "Version "}) + std::to_string(issue.version)),
         visitor.say(words_of_state(last.state)), last.who, date_and_time(last.at), long_words(issue.note)});
}

// The page takes no version a step on: that is done in Nương, and by whom is told here.
Html signing(StoreReader& reader, const Visitor& visitor, const std::vector<reports::ReportDefinition>& reports,
             const Asked& asked) {
    const auto report = std::find_if(reports.begin(), reports.end(), [&](const reports::ReportDefinition& each) {
        return asked.subject && each.id == asked.subject->report;
    });
    return report == reports.end() ? Html() : paragraph(visitor.say(who_signs(reader, *report)));
}

// The newest first; of the report that is shown, or of all that the visitor may make.
Html versions(StoreReader& reader, const Visitor& visitor, const std::vector<reports::ReportDefinition>& reports,
              const Asked& asked) {
    auto issues = asked.subject ? issues_of(reader, *asked.subject) : reader.report_issues();
    std::erase_if(issues, [&](const ReportIssueRow& each) {
        return !may_have(visitor.principal, visitor.book->areas, reports, each);
    });
    std::reverse(issues.begin(), issues.end());
    if (issues.size() > versions_shown) issues.resize(versions_shown);
    const std::string title = visitor.say({"Các bản đã chốt", "Frozen versions"});
    if (issues.empty())
        return asked.subject ? Html() : heading(title) + paragraph(visitor.say({"Chưa có bản nào.", "None yet."}));
    const auto say = [&](const char* vi, const char* en) { return visitor.say({vi, en}); };
    Html lines;
    for (const ReportIssueRow& issue : issues) lines += version_line(visitor, issue);
    const Html head =
        table_head({say("Báo cáo", "Report"), say("Địa bàn", "Area"), say("Kỳ", "Period"), say("Bản", "Version"),
                    say("Trạng thái", "State"), say("Bởi", "By"), say("Lúc", "At"), say("Ghi chú", "Note")});
    return heading(title) + wide(title, element("table", {{"class", "lines"}}, head + element("tbody", lines))) +
           signing(reader, visitor, reports, asked);
}

Html shown(const Visitor& visitor, const Asked& asked, const reports::ReportTable& table) {
    std::string of = visitor.say(subject_of(table));
    if (asked.version) of += visitor.say({" · Phiên bản ", " · Version "}) + std::to_string(*asked.version);
    return element("section", heading(table.report + " · " + visitor.say(table.title)) + paragraph(of) +
                                  files(visitor, asked) + figures_of(table, visitor.language));
}

std::string content_type_of(const std::string& format) {
    if (format == "xlsx") return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    if (format == "docx") return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    return "text/csv; charset=utf-8";
}

}  // namespace

WebTurn already_counting(const Frame& frame) {
    return page_of_error(
        frame,
        {"Máy chủ đang lập một báo cáo khác cho bạn hoặc cho người khác. Hãy đợi vài giây rồi tải lại trang.",
         "The server is counting another report, for you or for others. Wait a few seconds, then load "
         "the page again."},
        429);
}

Result<WebAnswer> answer_of_file(const reports::ReportTable& table, const std::string& format,
                                 std::optional<std::uint32_t> version, Language language) {
    auto bytes = report_file(table, format, language);
    if (!bytes) return bytes.error();
    WebAnswer answer;
    answer.content_type = content_type_of(format);
    answer.file_name = reports::file_name_of(table, {.format = format, .version = version});
    answer.body = std::move(*bytes);
    return answer;
}

WebTurn noted(const Visitor& visitor, std::string what, std::string detail, WebAnswer answer) {
    return WebTurn::Write{[user = visitor.principal.user, now = visitor.now, what = std::move(what),
                           detail = std::move(detail),
                           answer = std::move(answer)](StoreTransaction& transaction) -> WebTurn {
        transaction.add_audit(now, user, what, detail);
        return answer;
    }};
}

WebTurn report_page(StoreReader& reader, const Visitor& visitor, const WebRequest& request, Counting& counting) {
    Frame frame = frame_of(visitor, request, reports_title);
    const auto asked = asked_in(request.query);
    if (!asked) return page_of_error(frame, asked.error());
    const auto reports = reports_of_role(reader.documents_in_force(), visitor.principal.role.id);
    Html body = choices(visitor, reports, *asked);
    if (!asked->subject) return page(frame, body + versions(reader, visitor, reports, *asked));
    const auto turn = counting.begin(visitor.session.hash);
    if (!turn) return already_counting(frame);
    const auto table = table_of(reader, visitor, *asked);
    if (!table) return page_of_error(frame, table.error());
    body += shown(visitor, *asked, *table) + versions(reader, visitor, reports, *asked);
    frame.title = {table->report + " · " + reports_title.vi, table->report + " · " + reports_title.en};
    return noted(visitor, "report", asked->words() + " web", page(frame, body));
}

WebTurn report_download(StoreReader& reader, const Visitor& visitor, const WebRequest& request, Counting& counting) {
    const Frame frame = frame_of(visitor, request, reports_title);
    const auto asked = asked_in(request.query);
    if (!asked) return page_of_error(frame, asked.error());
    if (!asked->subject)
        return page_of_error(frame, Error{ErrorCode::usage, {"Hãy chọn báo cáo.", "Choose a report."}});
    const auto turn = counting.begin(visitor.session.hash);
    if (!turn) return already_counting(frame);
    const std::string format = field(request.query, "format");
    const auto table = table_of(reader, visitor, *asked, format == "xlsx" ? Former::counted : Former::left_out);
    if (!table) return page_of_error(frame, table.error());
    auto answer = answer_of_file(*table, format, asked->version, visitor.language);
    if (!answer) return page_of_error(frame, answer.error());
    return noted(visitor, "report", asked->words() + " web " + format, std::move(*answer));
}

}  // namespace nuong::web

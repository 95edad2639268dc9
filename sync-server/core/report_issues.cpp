#include "sync-server/core/report_issues.h"

#include <algorithm>

#include "shared/base/time_zone.h"
#include "shared/reports/counter.h"
#include "shared/reports/frozen_table.h"
#include "sync-server/core/document_book.h"
#include "sync-server/core/make_report.h"

namespace nuong {
namespace {

std::string period_key(const reports::Period& period) {
    const auto known = reports::calendar_period(period);
    return known ? known->code : period.code;
}

std::size_t steps_taken(std::string_view state) {
    return static_cast<std::size_t>(std::find(issue_states.begin(), issue_states.end(), state) - issue_states.begin());
}

bool was_signed(const ReportIssueRow& issue) {
    const std::string state = state_of(issue);
    return state == "signed" || state == "sent";
}

// What figures of now are compared with: the version that was handed in last, else the last one that was checked. A
// draft binds nobody, and one that was made after a version was sent must not hide what has changed since that.
const ReportIssueRow* version_that_counts(const std::vector<ReportIssueRow>& versions) {
    const ReportIssueRow* checked = nullptr;
    for (auto at = versions.rbegin(); at != versions.rend(); ++at) {
        if (was_signed(*at)) return &*at;
        if (!checked && state_of(*at) == "checked") checked = &*at;
    }
    return checked;
}

std::string mark_of(const ReportIssueRow& issue) { return to_hex(issue.hash).substr(0, 16); }

// What it takes the place of: the version that was handed in last, else the last one.
std::optional<std::uint32_t> replaced_by_next(const std::vector<ReportIssueRow>& versions) {
    for (auto at = versions.rbegin(); at != versions.rend(); ++at)
        if (was_signed(*at)) return at->version;
    return versions.empty() ? std::nullopt : std::optional(versions.back().version);
}

// As typed, or what an official code means on the last day.
bool means(const DocumentBook* book, const AreaCode& typed, Date day, const AreaCode& area) {
    const Area* meant = book ? book->areas.resolve(typed, day) : nullptr;
    return typed == area || (meant && meant->code == area);
}

Message last_step(const ReportIssueRow& issue) {
    const Message state = words_of_state(state_of(issue));
    const std::string when = day_and_time(issue.steps.back().at);
    return {state.vi + " " + when, state.en + " " + when};
}

Message remark_of(const ReportIssueRow& issue) {
    const std::string version = std::to_string(issue.version);
    Message remark{"Phiên bản " + version, "Version " + version};
    if (issue.replaces) {
        remark.vi += " (thay cho phiên bản " + std::to_string(*issue.replaces) + ")";
        remark.en += " (in the place of version " + std::to_string(*issue.replaces) + ")";
    }
    for (const ReportStepRow& step : issue.steps) {
        const Message state = words_of_state(step.state);
        const std::string separator = &step == &issue.steps.front() ? ": " : "; ",
                          when = " " + day_and_time(step.at) + " (" + step.who + ")";
        remark.vi += separator + state.vi + when;
        remark.en += separator + state.en + when;
    }
    remark.vi += ". Mã kiểm tra " + mark_of(issue) + ".";
    remark.en += ". Fingerprint " + mark_of(issue) + ".";
    if (issue.note.empty()) return remark;
    return {remark.vi + " Ghi chú: " + issue.note, remark.en + " Note: " + issue.note};
}

bool has_its_steps(const ReportIssueRow& issue) {
    return !issue.steps.empty() && issue.steps.size() <= issue_states.size() &&
           std::equal(issue.steps.begin(), issue.steps.end(), issue_states.begin(),
                      [](const ReportStepRow& step, const char* state) { return step.state == state; });
}

Status may_sign(const ReportIssueRow& issue, const UserId& who) {
    const std::string id = std::to_string(issue.id);
    const Message command{"report advance " + id + " signed --user TÊN",
                          "report advance " + id + " signed --user NAME"};
    if (who == server_console)
        return Error{ErrorCode::refused,
                     {"Bản số " + id + " chưa được ký: phải nói ai ký, ví dụ " + command.vi + ".",
                      "Number " + id + " was not signed: say who signs it, as in " + command.en + "."}};
    const Message done = done_by(issue, who);
    if (done.en.empty()) return Done{};
    return Error{ErrorCode::refused,
                 {"“" + who + "” đã " + done.vi + " bản số " + id +
                      " nên không ký được; người ký phải là một người khác: " + command.vi + ".",
                  "\"" + who + "\" has " + done.en + " number " + id +
                      " and cannot sign it; somebody else must: " + command.en + "."}};
}

// Which one, what is wrong with it, and what to do.
Error is_damaged(const ReportIssueRow& issue, const Message& why) {
    const std::string what = issue.report + ", " + issue.area + ", " + issue.period, id = std::to_string(issue.id),
                      version = std::to_string(issue.version);
    return {ErrorCode::damaged,
            {"Báo cáo đã chốt " + what + ", phiên bản " + version + " (số " + id + ") bị hỏng trong kho: " + why.vi +
                 ". Đừng dùng nó; hãy khôi phục từ bản sao lưu làm sau khi chốt: nuong-server restore BẢN_SAO.",
             "The frozen report " + what + ", version " + version + " (number " + id + ") is damaged in the store: " +
                 why.en + ". Do not use it; restore a backup made after it was frozen: nuong-server restore FILE."}};
}

}  // namespace

std::string state_of(const ReportIssueRow& issue) { return issue.steps.empty() ? "" : issue.steps.back().state; }

Message done_by(const ReportIssueRow& issue, const UserId& who) {
    Message done;
    for (const ReportStepRow& step : issue.steps) {
        if (step.who != who) continue;
        const Message state =
            step.state == issue_states.front() ? Message{"chốt", "frozen"} : Message{"kiểm tra", "checked"};
        done.vi += (done.vi.empty() ? "" : " và ") + state.vi;
        done.en += (done.en.empty() ? "" : " and ") + state.en;
    }
    return done;
}

ReportIssueRow freeze_report(StoreTransaction& transaction, reports::ReportTable table, const Freezing& freezing) {
    reports::keep_figures_alone(table);
    const std::string body = reports::encode_table(table);
    ReportIssueRow issue;
    issue.report = table.report;
    issue.area = table.area;
    issue.period = period_key(table.period);
    std::vector<ReportIssueRow> versions = transaction.report_issues();
    std::erase_if(versions, [&](const ReportIssueRow& other) {
        return other.report != issue.report || other.area != issue.area || other.period != issue.period;
    });
    issue.version = versions.empty() ? 1 : versions.back().version + 1;
    issue.replaces = replaced_by_next(versions);
    issue.note = freezing.note;
    issue.epoch = freezing.facts.epoch;
    issue.position = freezing.facts.position;
    issue.hash = sha256(body);
    issue.steps = {{issue_states.front(), freezing.who, freezing.at}};
    issue.id = transaction.add_report_issue(issue, body);
    return issue;
}

Result<ReportIssueRow> advance_issue(StoreTransaction& transaction, std::uint64_t id, const std::string& state,
                                     const UserId& who, Instant at) {
    const std::size_t wanted = steps_taken(state);
    if (wanted == issue_states.size())
        return Error{ErrorCode::usage,
                     {"Không có trạng thái “" + state + "”; thứ tự là draft, checked, signed, sent.",
                      "There is no state \"" + state + "\"; they are draft, checked, signed, sent."}};
    auto issue = find_issue(transaction, id);
    const std::string number = std::to_string(id);
    if (!issue)
        return Error{
            ErrorCode::not_found,
            {"Không có bản báo cáo số " + number + ".", "There is no frozen report with number " + number + "."}};
    const Message now = words_of_state(state_of(*issue));
    if (wanted != steps_taken(state_of(*issue)) + 1)
        return Error{ErrorCode::invalid,
                     {"Bản số " + number + " đang là “" + now.vi + "”, không chuyển sang “" + words_of_state(state).vi +
                          "” được: chỉ đi từng bước, từ draft, checked, signed đến sent.",
                      "Number " + number + " is \"" + now.en + "\" and cannot become \"" + words_of_state(state).en +
                          "\": it goes one step at a time, draft, checked, signed, sent."}};
    if (state == "signed")
        if (const Status may = may_sign(*issue, who); !may) return may.error();
    issue->steps.push_back({state, who, at});
    transaction.add_report_step(id, issue->steps.back());
    return *issue;
}

std::optional<ReportIssueRow> find_issue(StoreReader& reader, std::uint64_t id) {
    for (ReportIssueRow& issue : reader.report_issues())
        if (issue.id == id) return std::move(issue);
    return std::nullopt;
}

std::vector<ReportIssueRow> issues_of(StoreReader& reader, const std::optional<AreaCode>& area,
                                      const std::optional<reports::Period>& period) {
    std::vector<ReportIssueRow> issues = reader.report_issues();
    if (issues.empty()) return issues;
    const auto book = make_book(reader.documents_in_force());
    std::erase_if(issues, [&](const ReportIssueRow& issue) {
        const auto its_own = reports::parse_period(issue.period);
        if (issue.steps.empty() || !its_own || (period && issue.period != period_key(*period))) return true;
        return area && !means(book ? book->get() : nullptr, *area, its_own->last, issue.area);
    });
    return issues;
}

std::vector<ReportIssueRow> issues_of(StoreReader& reader, const ReportSubject& subject) {
    auto issues = issues_of(reader, subject.area, subject.period);
    std::erase_if(issues, [&](const ReportIssueRow& issue) { return issue.report != subject.report; });
    return issues;
}

Result<ReportIssueRow> issue_of(StoreReader& reader, const ReportSubject& subject, std::uint32_t version) {
    std::string there;
    for (const ReportIssueRow& issue : issues_of(reader, subject)) {
        if (issue.version == version) return issue;
        there += (there.empty() ? "" : ", ") + std::to_string(issue.version);
    }
    const std::string what = subject.report + ", " + subject.area + ", " + subject.period.code,
                      wanted = std::to_string(version);
    return Error{
        ErrorCode::not_found,
        {"Không có phiên bản " + wanted + " của " + what + (there.empty() ? "." : "; đã có: " + there + "."),
         "There is no version " + wanted + " of " + what + (there.empty() ? "." : "; there are: " + there + ".")}};
}

Result<reports::ReportTable> frozen_table(StoreReader& reader, const ReportIssueRow& issue) {
    const auto body = reader.report_issue_body(issue.id);
    if (!body || sha256(*body) != issue.hash)
        return is_damaged(issue, {"nội dung không còn khớp mã kiểm tra", "it does not have its fingerprint any more"});
    if (!has_its_steps(issue))
        return is_damaged(issue, {"các bước kiểm tra, ký, gửi bị thiếu hoặc sai thứ tự",
                                  "its steps are missing or out of their order"});
    auto table = reports::decode_table(*body);
    if (!table) return is_damaged(issue, {"không đọc lại được nội dung", "what it says cannot be read"});
    const bool is_its_own =
        table->report == issue.report && table->area == issue.area && period_key(table->period) == issue.period;
    if (!is_its_own) return is_damaged(issue, {"nội dung là của một báo cáo khác", "what it says is another report"});
    return table;
}

IssueCheck check_issues(StoreReader& reader) {
    IssueCheck check;
    for (const ReportIssueRow& issue : reader.report_issues()) {
        ++check.issues;
        if (const auto table = frozen_table(reader, issue); !table) check.damaged.push_back(table.error().message);
    }
    return check;
}

Result<reports::ReportTable> issued_report(StoreReader& reader, const ReportIssueRow& issue) {
    auto table = frozen_table(reader, issue);
    if (!table) return table;
    const std::string version = std::to_string(issue.version);
    const Message step = last_step(issue);
    table->source = {"Phiên bản " + version + ", " + step.vi + " · " + mark_of(issue) + " · " + table->source.vi,
                     "Version " + version + ", " + step.en + " · " + mark_of(issue) + " · " + table->source.en};
    table->remarks.push_back(remark_of(issue));
    return table;
}

// "3 số liệu, 2 dòng hay đơn vị": what is there in one of both only counts as well.
Message size_of(const reports::ReportDifference& difference) {
    const std::size_t lone = difference.units_new.size() + difference.units_gone.size() + difference.rows_new.size() +
                             difference.rows_gone.size();
    const std::string figures = std::to_string(difference.figures.size()), others = std::to_string(lone);
    if (lone == 0) return {figures + " số liệu", figures + " figures"};
    const Message rows{others + " dòng hay đơn vị", others + " rows or units"};
    if (difference.figures.empty()) return rows;
    return {figures + " số liệu, " + rows.vi, figures + " figures, " + rows.en};
}

void tell_of_late_additions(StoreReader& reader, const ReportSubject& subject, reports::ReportTable& table) {
    const reports::Period period = reports::period_before(subject.period);
    const auto versions = issues_of(reader, {subject.report, subject.area, period});
    const ReportIssueRow* at = version_that_counts(versions);
    if (!at) return;
    const Message step = last_step(*at), before = reports::title_of(period);
    const std::string version = std::to_string(at->version);
    const auto frozen = frozen_table(reader, *at);
    const auto now = make_report(reader, subject.report, subject.area, period);
    if (!frozen || !now) {
        table.remarks.push_back(
            {"Bổ sung kỳ trước (" + before.vi + "): không so sánh được với phiên bản " + version + ".",
             "Late additions (" + before.en + "): version " + version + " cannot be compared."});
        return;
    }
    const auto difference = reports::difference_between(*frozen, *now);
    if (difference.is_empty()) return;
    const Message what = size_of(difference);
    table.remarks.push_back(
        {"Bổ sung kỳ trước (" + before.vi + "): " + what.vi + " khác với phiên bản " + version + " (" + step.vi + ").",
         "Late additions (" + before.en + "): " + what.en + " differ from version " + version + " (" + step.en + ")."});
}

void tell_of_version(StoreReader& reader, const ReportSubject& subject, reports::ReportTable& table) {
    const auto versions = issues_of(reader, subject);
    const ReportIssueRow* at = version_that_counts(versions);
    if (!at) return;
    const std::string version = std::to_string(at->version);
    const Message step = last_step(*at);
    Message said;
    if (const auto frozen = frozen_table(reader, *at); !frozen) {
        said = {"phiên bản " + version + " (" + step.vi + ") bị hỏng, không so sánh được",
                "version " + version + " (" + step.en + ") is damaged and cannot be compared"};
    } else {
        const auto difference = reports::difference_between(*frozen, table);
        const Message what = size_of(difference);
        if (difference.is_empty())
            said = {"đã có phiên bản " + version + " (" + step.vi + "), số liệu vẫn như thế",
                    "there is version " + version + " (" + step.en + "), with the same figures"};
        else
            said = {
                "đã có phiên bản " + version + " (" + step.vi + "); bổ sung kỳ trước: nay " + what.vi + " khác",
                "there is version " + version + " (" + step.en + "); late additions: " + what.en + " differ by now"};
    }
    table.source.vi += " · " + said.vi;
    table.source.en += " · " + said.en;
    table.remarks.push_back({"Kỳ này " + said.vi + ".", "Of this period " + said.en + "."});
}

}  // namespace nuong

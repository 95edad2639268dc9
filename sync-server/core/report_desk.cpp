#include "sync-server/core/report_desk.h"

#include <algorithm>

#include "shared/base/time_zone.h"
#include "shared/reports/frozen_table.h"
#include "sync-server/core/make_report.h"
#include "sync-server/core/report_rights.h"
#include "sync-server/core/report_sources.h"

namespace nuong {
namespace {

using protocol::ReportsAnswer;
using protocol::ReportsRequest;

constexpr std::chrono::days years_back_max{20 * 366};

protocol::HttpError refusal_from(const Error& error) {
    if (error.code == ErrorCode::refused) return {"no_right", error.message};
    if (error.code == ErrorCode::not_found) return {"no_report", error.message};
    if (error.code == ErrorCode::usage) return {"unknown_period", error.message};  // it is made of official ones alone
    if (error.code == ErrorCode::damaged)  // what to do about it is for whoever runs the server: `doctor` says it
        return {"damaged",
                {"Phiên bản này bị hỏng trong kho của máy chủ. Đừng dùng nó; hãy báo người quản trị máy chủ của huyện.",
                 "This version is damaged in the server's store. Do not use it; tell whoever runs the district's "
                 "server."}};
    return {"not_made", error.message};
}

protocol::HttpError no_such_period() {
    return {"unknown_period",
            {"Không có kỳ đó, hoặc kỳ đó chưa bắt đầu hay đã quá lâu. Hãy chọn kỳ khác.",
             "There is no such period, or it has not begun, or it is too long ago. Choose another one."}};
}

protocol::HttpError same_eyes(const ReportIssueRow& issue, const UserId& who) {
    const std::string version = std::to_string(issue.version);
    const Message done = done_by(issue, who);
    return {"same_eyes",
            {"Bạn (" + who + ") đã " + done.vi + " phiên bản " + version +
                 " nên không ký được; người ký phải là một người khác.",
             "You (" + who + ") have " + done.en + " version " + version + " and cannot sign it; somebody else must."}};
}

protocol::HttpError not_next(const ReportIssueRow& issue) {
    const ReportStepRow& last = issue.steps.back();
    const Message now = words_of_state(last.state);
    const std::string version = std::to_string(issue.version),
                      by = " (" + last.who + ", " + day_and_time(last.at) + ")";
    return {"not_next",
            {"Phiên bản " + version + " nay là “" + now.vi + "”" + by + ". Hãy xem lại danh sách.",
             "Version " + version + " is \"" + now.en + "\" by now" + by + ". Look at the list again."}};
}

protocol::HttpError too_many_versions() {
    return {"not_made",
            {"Báo cáo này của kỳ này đã có quá nhiều phiên bản.", "This report has too many versions of this period."}};
}

protocol::ReportVersion told_version(const ReportIssueRow& issue) {
    protocol::ReportVersion version{issue.version, issue.replaces, issue.note, issue.hash, {}};
    if (version.note.size() > protocol::note_bytes_max) version.note.clear();  // of the console, which has no limit
    for (const ReportStepRow& step : issue.steps) version.steps.push_back({step.state, step.who, step.at});
    return version;
}

// As it is kept, but for when it was drawn and how much data there was then.
std::string figures_text(reports::ReportTable table) {
    reports::keep_figures_alone(table);
    table.source = {};
    return reports::encode_table(table);
}

// Whoever did not hear the answer asks for the same again: it must not become two versions that say the same. There is
// no request id, for this holds as well when the device was switched off between, or a second one is used; and nobody
// misses a version that differs from the last one in nothing but its number. With another note it is one of its own.
bool says_the_same(StoreReader& reader, const std::vector<ReportIssueRow>& versions, const UserId& who,
                   const std::string& note, const reports::ReportTable& table) {
    if (versions.empty()) return false;
    const ReportIssueRow& last = versions.back();
    if (last.steps.size() != 1 || last.steps.back().who != who || last.note != note) return false;
    const auto frozen = frozen_table(reader, last);
    return frozen && figures_text(*frozen) == figures_text(table);
}

}  // namespace

protocol::HttpError only_at_the_district() {
    return {"at_district",
            {"Máy này đang nối với một máy chủ trung chuyển, nơi không giữ các bản báo cáo đã chốt. Hãy nối thẳng với "
             "máy chủ của huyện.",
             "This device is connected to a relay, which does not keep the frozen reports. Connect to the district's "
             "server itself."}};
}

protocol::HttpError counts_already() {
    return {"busy",
            {"Máy chủ đang lập báo cáo khác. Chưa có gì được chốt. Hãy đợi vài giây rồi thử lại.",
             "The server is counting other reports. Nothing was frozen. Wait a few seconds, then try again."}};
}

bool ReportDesk::counts() const {
    return request_.ask == ReportsRequest::Ask::freeze ||
           (request_.ask == ReportsRequest::Ask::table && request_.version == 0);
}

Answer<ReportDesk::Turn> ReportDesk::read(StoreReader& reader) const {
    const Date today = date_of(now_, viet_nam_offset);
    auto period = official_period(request_.period);
    if (!period)
        period = reports::parse_period(request_.period);  // which reports are of chosen days, check_maker() knows
    if (!period || period->first > today || period->last < today - years_back_max) return no_such_period();
    const ReportSubject subject{request_.report, request_.area, *period};
    if (const Status may = check_maker(reader, principal_->user, subject); !may) return refusal_from(may.error());
    switch (request_.ask) {
        case ReportsRequest::Ask::freeze: return freeze(reader, subject);
        case ReportsRequest::Ask::advance: return advance(reader, subject);
        case ReportsRequest::Ask::table: return show(reader, subject);
        case ReportsRequest::Ask::list: break;
    }
    ReportsAnswer answer;
    for (const ReportIssueRow& issue : versions(reader, subject)) answer.versions.push_back(told_version(issue));
    return Turn(std::move(answer));
}

// What the console freezes for a user: with what is drawn in its workbook, and what came late for the period before.
Answer<ReportDesk::Turn> ReportDesk::freeze(StoreReader& reader, const ReportSubject& subject) const {
    auto made = make_report_for(reader, principal_->user, subject.report, subject.area, subject.period, Former::counted,
                                date_of(now_, viet_nam_offset));
    if (!made) return refusal_from(made.error());
    made->source = source_of_report(reader, subject, now_);
    tell_of_late_additions(reader, subject, *made);
    const auto unlocked = unlocked_units(reader, *made);
    if (!unlocked) return refusal_from(unlocked.error());
    std::vector<AreaCode> open;
    for (const reports::ReportColumn& unit : *unlocked) open.push_back(unit.area);
    const Freezing freezing{principal_->user, now_, request_.note, reader.facts()};
    return Turn(Write([desk = *this, subject, freezing, open, table = std::move(*made)](StoreTransaction& transaction) {
        Written written = desk.version_made(transaction, subject, freezing, table);
        if (auto* answer = std::get_if<ReportsAnswer>(&written)) answer->unlocked = open;
        return written;
    }));
}

ReportDesk::Written ReportDesk::version_made(StoreTransaction& transaction, const ReportSubject& subject,
                                             const Freezing& freezing, const reports::ReportTable& table) const {
    const auto before = versions(transaction, subject);
    const bool is_there = says_the_same(transaction, before, freezing.who, freezing.note, table);
    if (!is_there && before.size() >= protocol::versions_max) return too_many_versions();
    if (!is_there) {
        const ReportIssueRow issue = freeze_report(transaction, table, freezing);
        transaction.add_audit(now_, freezing.who, "report_freeze",
                              words(subject) + " version " + std::to_string(issue.version) + " " + to_hex(issue.hash));
    }
    Written made = written(transaction, subject);
    if (auto* answer = std::get_if<ReportsAnswer>(&made)) answer->is_there_already = is_there;
    return made;
}

Answer<ReportDesk::Turn> ReportDesk::advance(StoreReader& reader, const ReportSubject& subject) const {
    const auto issue = version(reader, subject);
    if (const auto* refused = std::get_if<protocol::HttpError>(&issue)) return *refused;
    return Turn(Write([desk = *this, subject, id = std::get<ReportIssueRow>(issue).id](StoreTransaction& transaction) {
        return desk.step_on(transaction, subject, id);
    }));
}

ReportDesk::Written ReportDesk::step_on(StoreTransaction& transaction, const ReportSubject& subject,
                                        std::uint64_t id) const {
    const UserId& who = principal_->user;
    const auto issue = find_issue(transaction, id);
    const bool was_done = issue && state_of(*issue) == request_.state && issue->steps.back().who == who;
    if (was_done) return written(transaction, subject);  // a retry after a lost answer
    const Status may = check_step(transaction, principal_->role.id, subject.report, request_.state);
    if (!may && issue) {
        note_refused_step(transaction, subject, *issue);
        return refusal_from(may.error());
    }
    const auto advanced = advance_issue(transaction, id, request_.state, who, now_);
    if (advanced) {
        transaction.add_audit(now_, who, "report_advance",
                              words(subject) + " version " + std::to_string(advanced->version) + " " + request_.state);
        return written(transaction, subject);
    }
    if (advanced.error().code == ErrorCode::invalid && issue) return not_next(*issue);
    if (advanced.error().code != ErrorCode::refused || !issue)
        return protocol::HttpError{"malformed", advanced.error().message};
    note_refused_step(transaction, subject, *issue);
    return same_eyes(*issue, who);
}

void ReportDesk::note_refused_step(StoreTransaction& transaction, const ReportSubject& subject,
                                   const ReportIssueRow& issue) const {
    transaction.add_audit(now_, principal_->user, "report_advance",
                          words(subject) + " version " + std::to_string(issue.version) + " not " + request_.state);
}

Answer<ReportDesk::Turn> ReportDesk::show(StoreReader& reader, const ReportSubject& subject) const {
    auto shown = Result<reports::ReportTable>(Error{});
    std::string what = words(subject);
    if (request_.version == 0) {
        shown = table(reader, subject);
    } else {
        const auto issue = version(reader, subject);
        if (const auto* refused = std::get_if<protocol::HttpError>(&issue)) return *refused;
        shown = issued_report(reader, std::get<ReportIssueRow>(issue));
        what += " version " + std::to_string(request_.version);
    }
    if (!shown) return refusal_from(shown.error());
    if (const Status kept = keep_within_rights(*principal_, book_->areas, *shown); !kept)
        return refusal_from(kept.error());
    std::string text = reports::encode_table(*shown);
    if (text.size() > protocol::table_bytes_max)
        return protocol::HttpError{"not_made",
                                   {"Báo cáo này quá lớn để gửi về máy.", "This report is too large for a device."}};
    return Turn(Write([desk = *this, subject, what, text = std::move(text)](StoreTransaction& transaction) -> Written {
        transaction.add_audit(desk.now_, desk.principal_->user, "report", what);
        Written written = desk.written(transaction, subject);
        if (auto* answer = std::get_if<ReportsAnswer>(&written)) answer->table = text;
        return written;
    }));
}

// As it stands now. Of its lists only the lines, as of a version: who stands on them is for the device to know.
Result<reports::ReportTable> ReportDesk::table(StoreReader& reader, const ReportSubject& subject) const {
    auto made = make_report_for(reader, principal_->user, subject.report, subject.area, subject.period,
                                Former::left_out, date_of(now_, viet_nam_offset));
    if (!made) return made;
    made->source = source_of_report(reader, subject, now_);
    tell_of_late_additions(reader, subject, *made);
    tell_of_version(reader, subject, *made);
    reports::keep_figures_alone(*made);
    return made;
}

std::vector<ReportIssueRow> ReportDesk::versions(StoreReader& reader, const ReportSubject& subject) const {
    auto issues = issues_of(reader, subject);
    if (issues.empty()) return issues;
    const auto of_role = reports_of_role(reader.documents_in_force(), principal_->role.id);
    std::erase_if(issues, [&](const ReportIssueRow& issue) {
        return issue.version > protocol::versions_max || !may_have(*principal_, book_->areas, of_role, issue);
    });
    return issues;
}

Answer<ReportIssueRow> ReportDesk::version(StoreReader& reader, const ReportSubject& subject) const {
    std::string there;
    for (ReportIssueRow& issue : versions(reader, subject)) {
        if (issue.version == request_.version) return std::move(issue);
        there += (there.empty() ? "" : ", ") + std::to_string(issue.version);
    }
    const std::string wanted = std::to_string(request_.version);
    return protocol::HttpError{
        "no_version",
        {"Không có phiên bản " + wanted + (there.empty() ? "." : "; đã có: " + there + "."),
         "There is no version " + wanted + (there.empty() ? "." : "; there are: " + there + ".")}};
}

ReportDesk::Written ReportDesk::written(StoreTransaction& transaction, const ReportSubject& subject) const {
    ReportsAnswer answer;
    for (const ReportIssueRow& issue : versions(transaction, subject)) answer.versions.push_back(told_version(issue));
    return answer;
}

std::string ReportDesk::words(const ReportSubject& subject) const {
    return subject.report + " " + subject.area + " " + subject.period.code + " device " + to_string(principal_->device);
}

ReportDesk::Written ask_report_desk(SyncService& service, ChangeStore& store, const Hash& token,
                                    protocol::ReportsRequest request, Instant now) {
    auto known = service.authenticate(*store.read(), token);
    if (const auto* refused = std::get_if<protocol::HttpError>(&known)) return *refused;
    const ReportDesk desk(service.book(), std::get<std::shared_ptr<const Principal>>(known), std::move(request), now);
    auto read = desk.read(*store.read());
    if (const auto* refused = std::get_if<protocol::HttpError>(&read)) return *refused;
    auto& next = std::get<0>(read);
    if (auto* answer = std::get_if<ReportsAnswer>(&next)) return std::move(*answer);
    const auto transaction = store.begin();
    ReportDesk::Written written = std::get<ReportDesk::Write>(next)(*transaction);
    service.committed(transaction->commit());
    return written;
}

}  // namespace nuong

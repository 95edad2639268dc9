// Frozen versions of a report in the window: which there are, one more, one step on, how two differ, the file of one.
// The district is asked behind the window; what it says is taken with the other news.
#include <algorithm>

#include "client/app/area_choice.h"
#include "client/app/frozen_versions.h"
#include "client/app/phrases.h"
#include "client/app/report_views.h"
#include "client/app/session.h"
#include "client/app/version_worker.h"
#include "client/sync/sealed_line.h"
#include "shared/base/time_zone.h"
#include "shared/reports/report_file_name.h"

namespace nuong::client {
namespace {

using DeskAsk = protocol::ReportsRequest::Ask;

Message is_not_frozen() {
    return {"Báo cáo này ẩn các số nhỏ nên chỉ chốt theo sáu tháng hoặc cả năm. Hãy quay lại và chọn kỳ khác.",
            "This report hides small counts, so only half years and years of it are frozen. Go back and choose another "
            "period."};
}

Message note_is_too_long() {
    return {"Ghi chú dài hơn mức máy chủ nhận nên chưa chốt. Hãy viết ngắn lại.",
            "Nothing was frozen: the note is longer than the server takes. Make it shorter."};
}

Message was_given_up(const VersionWish& wish) {
    if (only_reads(wish)) return {"Đã dừng hỏi máy chủ.", "The question was stopped."};
    return {"Đã dừng đợi. Có thể máy chủ vẫn làm xong: hãy xem lại danh sách trước khi làm lại.",
            "You have stopped waiting. The server may still do it: look at the list again first."};
}

}  // namespace

bool Session::is_at_versions() const { return !places_.empty() && std::holds_alternative<AtVersions>(places_.back()); }

void Session::on(const OpenVersions&) {
    if (!workbook_ || !is_at_report() || !district_) return;
    if (!versions_.is_of(report_.wish)) {
        district_->give_up();
        versions_ = {
            .wish = report_.wish, .title = report_.title, .may_be_of_chosen_days = report_.may_be_of_chosen_days};
    }
    versions_.no_signing = why_no_signing(*replica_, report_.wish.report);
    versions_.result.reset();
    go(AtVersions{});
    on(AskVersions{});
}

void Session::ask_district(const VersionWish& wish) {
    if (!workbook_ || !district_ || versions_.asking) return;
    if (!versions_.may_be_frozen()) {
        versions_.kind = NoticeKind::info;
        versions_.result = is_not_frozen();
        return;
    }
    const DeviceInfo device = replica_->device();
    versions_.asking = wish;
    district_->ask({device.server, device.ca_file, device.token, answer_seal_of(*replica_)}, wish);
}

void Session::on(const AskVersions&) {
    if (is_at_versions()) ask_district({.request = versions_.question(DeskAsk::list)});
}

void Session::on(const FreezeVersion& action) {
    if (!is_at_versions() || versions_.asking) return;
    versions_.result.reset();
    if (action.note.size() > protocol::note_bytes_max) {
        versions_.kind = NoticeKind::warning;
        versions_.result = note_is_too_long();
        return;
    }
    VersionWish wish{.request = versions_.question(DeskAsk::freeze)};
    wish.request.note = action.note;
    ask_district(wish);
}

void Session::on(const AdvanceVersion& action) {
    if (!is_at_versions() || versions_.asking || !versions_.find(action.version)) return;
    versions_.result.reset();
    VersionWish wish{.request = versions_.question(DeskAsk::advance)};
    wish.request.version = action.version;
    wish.request.state = action.state;
    ask_district(wish);
}

void Session::on(const CompareVersions& action) {
    if (!is_at_versions() || versions_.asking || !versions_.find(action.before)) return;
    versions_.result.reset();
    VersionWish wish{.request = versions_.question(DeskAsk::table), .compares = true, .other = action.after};
    wish.request.version = action.before;
    ask_district(wish);
}

void Session::on(const OpenVersionFile& action) {
    if (!is_at_versions() || versions_.asking || !versions_.find(action.version)) return;
    versions_.result.reset();
    VersionWish wish{.request = versions_.question(DeskAsk::table)};
    wish.request.version = action.version;
    ask_district(wish);
}

void Session::on(const StopAsking&) {
    if (!district_ || !versions_.asking) return;
    district_->give_up();
    versions_.kind = NoticeKind::info;
    versions_.result = was_given_up(*versions_.asking);
    versions_.asking.reset();
}

// Whoever goes away need not wait for what was only to be looked at; what the server was told to do goes on.
void Session::stop_reading_versions() {
    if (!district_ || !versions_.asking || !only_reads(*versions_.asking)) return;
    district_->give_up();
    versions_.asking.reset();
}

void Session::take_version_news() {
    const auto news = district_ ? district_->take_news() : std::nullopt;
    if (!news || !versions_.asking) return;
    changed_ = true;
    const VersionWish wish = *versions_.asking;
    versions_.asking.reset();
    if (*news) return take_version(wish, **news);
    const Error& error = news->error();
    versions_.kind = error.code == ErrorCode::unreachable ? NoticeKind::warning : NoticeKind::error;
    versions_.result = told_of(wish, error);
}

void Session::take_version(const VersionWish& wish, const VersionNews& news) {
    versions_.versions = news.versions;
    versions_.heard = corrected_now();
    if (const Message told = told_of(wish, news, replica_->areas()); !told.vi.empty()) {
        versions_.kind = news.is_there_already ? NoticeKind::info : NoticeKind::success;
        versions_.result = told;
    }
    if (wish.request.ask != DeskAsk::table || !is_at_versions()) return;
    const auto version = [](std::uint32_t number) { return number == 0 ? "now" : std::to_string(number); };
    const std::string what = wish.request.report + " " + wish.request.area + " " + wish.request.period + " version " +
                             version(wish.request.version);
    if (news.difference) {
        note("report", std::nullopt, what + " beside " + version(wish.other));
        versions_.compared = wish;
        versions_.difference = *news.difference;
        return go(AtDifference{});
    }
    versions_.table = news.table;
    versions_.compared = wish;  // says which one the table is
    AtPrint at{.form = {}, .record = {}, .folders = folders_to_write_to(), .is_report = true, .is_version = true};
    at.folders.front().chosen = true;
    go(std::move(at));
}

// The same bytes as the server's console writes of it.
void Session::save_version(AtPrint& at, const std::string& format) {
    const FolderChoice* folder = at.folder();
    if (!folder || !versions_.table || !versions_.compared) return;
    const protocol::ReportsRequest& asked = versions_.compared->request;
    const std::string version = std::to_string(asked.version);
    const std::string name = reports::file_name_of(
        *versions_.table,
        {.format = format, .version = asked.version > 0 ? std::optional(asked.version) : std::nullopt});
    note("report", std::nullopt,
         asked.report + " " + asked.area + " " + asked.period + " version " + version + " file " + format);
    if (reports::is_workbook(format, "")) note_former(*replica_, *versions_.table, clock_.now());
    const auto written = reports::write_report(*versions_.table, format, folder->folder + "/" + name, options_.language,
                                               replica_->unfinished_files().watch());
    if (!written) {
        at.result = Notice{NoticeKind::error, written.error().message.in(options_.language)};
        return;
    }
    at.result = Notice{NoticeKind::success, told_of_table(name, *folder).in(options_.language)};
}

PrintView Session::version_file_view(const AtPrint& at) {
    const Language language = options_.language;
    const std::string version =
        versions_.compared ? std::to_string(versions_.compared->request.version) : std::string();
    PrintView view{.title = joined(versions_.wish.report, versions_.title.in(language)),
                   .subject = joined(area_text(replica_->areas(), versions_.wish.area, language),
                                     period_text(versions_.wish.period, language)) +
                              (language == Language::vi ? " · Phiên bản " : " · Version ") + version,
                   .folders = at.folders,
                   .result = at.result};
    view.formats = table_formats();
    return view;
}

}  // namespace nuong::client

#include "client/app/sync_progress.h"

#include <algorithm>

#include "client/app/phrases.h"
#include "client/sync/sync_worker.h"

namespace nuong::client {
namespace {

float part(std::int64_t done, std::int64_t left) {
    return left <= 0 ? 1.0f : static_cast<float>(done) / static_cast<float>(done + left);
}

// "còn khoảng 2 phút"
std::string left_text(std::chrono::seconds left, Language language) {
    const bool vi = language == Language::vi;
    const std::int64_t minutes = (left.count() + 30) / 60;
    if (left.count() < 10) return vi ? "còn vài giây" : "a few seconds left";
    if (left.count() < 90)
        return (vi ? "còn khoảng " : "about ") + std::to_string((left.count() + 5) / 10 * 10) +
               (vi ? " giây" : " seconds left");
    return (vi ? "còn khoảng " : "about ") + std::to_string(minutes) + (vi ? " phút" : " minutes left");
}

std::string amount_text(std::int64_t up, std::int64_t down, Language language) {
    const auto size = [&](std::int64_t bytes) { return size_text(static_cast<std::uint64_t>(bytes), language); };
    return language == Language::vi ? "đã gửi " + size(up) + ", nhận " + size(down)
                                    : size(up) + " sent, " + size(down) + " received";
}

// "Gửi 12 phiếu, nhận khoảng 340 phiếu": what comes next, not what is over.
std::string doing_text(const SyncReport& report, Language language) {
    const bool vi = language == Language::vi;
    const auto number = [](std::int64_t count) { return std::to_string(count); };
    const std::int64_t files = report.files_waiting + report.files_wanted;
    std::string text;
    if (report.to_send > 0)
        text = vi ? "Còn gửi " + number(report.to_send) + " lần lưu" : number(report.to_send) + " saves to send";
    if (report.to_receive.value_or(0) > 0) {
        text += text.empty() ? (vi ? "Còn nhận " : "") : (vi ? ", nhận " : ", ");
        text += vi ? "khoảng " + number(*report.to_receive) + " phiếu"
                   : "about " + number(*report.to_receive) + " records to come";
    }
    if (text.empty() && files > 0)
        text = vi ? "Còn " + number(files) + " tệp đính kèm (" +
                        size_text(static_cast<std::uint64_t>(report.file_bytes_to_send + report.file_bytes_to_receive),
                                  language) +
                        ")"
                  : number(files) + " attached files to go (" +
                        size_text(static_cast<std::uint64_t>(report.file_bytes_to_send + report.file_bytes_to_receive),
                                  language) +
                        ")";
    if (text.empty()) text = vi ? "Đang hỏi máy chủ…" : "Asking the server…";
    return text;
}

}  // namespace

float done_of(const SyncReport& report) {
    const std::int64_t sent = report.pushed + report.refused;
    const float records = report.to_receive ? part(sent + report.received, report.to_send + *report.to_receive)
                                            : 0.5f * part(sent, report.to_send);  // as much may come as goes
    const std::int64_t moved = report.files_sent + report.files_received,
                       to_move = report.files_waiting + report.files_wanted;
    if (moved + to_move == 0) return records;
    return 0.5f * records + (records < 1.0f ? 0.0f : 0.5f * part(moved, to_move));
}

std::optional<std::chrono::seconds> time_left(const SyncReport& report) {
    constexpr double seconds_min = 3, done_min = 0.05;
    const double done = static_cast<double>(done_of(report));
    if (report.requests < 2 || report.seconds < seconds_min || done < done_min) return std::nullopt;
    return std::chrono::seconds(static_cast<std::int64_t>(report.seconds * (1 - done) / done));
}

void show_progress(SyncView& view, const SyncEvent& event, Language language) {
    const SyncReport& report = event.report;
    view.pushed = report.pushed;
    view.received = report.received;
    view.conflicts = report.conflicts;
    view.pending = report.to_send;
    view.running = !event.finished;
    view.finished = event.finished;
    view.stopped = event.stopped;
    view.stopping = view.stopping && !event.finished;
    view.progress =
        event.finished ? 1.0f : std::max(view.progress, done_of(report));  // an estimate may grow; a bar not
    view.progress_text = event.finished ? "" : doing_text(report, language);
    view.amount_text =
        amount_text(report.bytes_up + event.bytes_moving_up, report.bytes_down + event.bytes_moving_down, language);
    const auto left = event.finished ? std::nullopt : time_left(report);
    view.time_text = left ? left_text(*left, language) : "";
    view.offline = event.finished && !event.stopped && report.outcome == SyncOutcome::offline;
    view.needs_code = event.finished && report.needs_code;
    view.error = event.finished && !event.stopped ? report.message.in(language) : "";
}

}  // namespace nuong::client

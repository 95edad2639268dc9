#include "sync-server/relay/upstream_worker.h"

#include <algorithm>

#include "shared/base/random.h"
#include "shared/sqlite/database.h"

namespace nuong {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t passed_on_max = 32, passed_on_bytes_max = 32u << 20;
constexpr std::chrono::milliseconds gathering = 500ms;  // so that one exchange takes what several devices bring at once

UpstreamRow parent_of(ChangeStore& store) { return store.read()->upstream().value(); }

bool is_bundle(const HttpRequest& request) { return request.target == "/v1/bundles"; }

// A bundle is carried on, to here or to the district; the device goes on with its files.
HttpResponse no_line_for(const HttpRequest& request) {
    if (is_bundle(request))
        return http_error(404, "not_found",
                          {"Máy chủ trung chuyển chưa liên lạc được với huyện. Gói vẫn giữ trên máy và sẽ chuyển sau.",
                           "This relay cannot reach the district now. The bundle stays on the device until later."});
    HttpResponse response = http_error(
        503, "busy",
        {"Máy chủ trung chuyển chưa liên lạc được với huyện, mà mã dùng một lần thì chỉ huyện mới kiểm tra được. Không "
         "có gì thay đổi trên máy. Hãy thử lại sau, hoặc dùng thẳng địa chỉ máy chủ của huyện.",
         "This relay cannot reach the district now, and only the district can check a one-time code. Nothing on the "
         "device has changed. Try again later, or use the address of the district's server itself."});
    response.retry_after = std::chrono::seconds(60);
    return response;
}

}  // namespace

UpstreamWorker::UpstreamWorker(std::unique_ptr<ChangeStore> store, SyncService& service, const ClockSource& clock,
                               Heard heard)
    : store_(std::move(store)),
      service_(service),
      clock_(clock),
      heard_(std::move(heard)),
      transport_(parent_of(*store_).url, parent_of(*store_).ca_file),
      thread_([this](std::stop_token stop) { work(std::move(stop)); }) {}

UpstreamWorker::~UpstreamWorker() {
    thread_.request_stop();
    transport_.cancel();
    thread_.join();
    for (PassedOn& waiting : passed_on_) waiting.reply(no_line_for(waiting.request));
}

void UpstreamWorker::something_was_saved() {
    {
        const std::lock_guard lock(mutex_);
        is_due_ = true;
    }
    wake_.notify_one();
}

void UpstreamWorker::pass_on(HttpRequest request, HttpReply reply) {
    {
        const std::lock_guard lock(mutex_);
        std::size_t bytes = request.body.size();
        for (const PassedOn& waiting : passed_on_) bytes += waiting.request.body.size();
        if (passed_on_.size() >= passed_on_max || bytes > passed_on_bytes_max) return reply(no_line_for(request));
        passed_on_.push_back({std::move(request), std::move(reply)});
    }
    wake_.notify_one();
}

void UpstreamWorker::work(std::stop_token stop) {
    while (!stop.stop_requested() && !is_over_) {
        std::deque<PassedOn> waiting;
        {
            std::unique_lock lock(mutex_);
            wake_.wait_for(lock, stop, policy_.wait(random_u64()), [this] { return is_due_ || !passed_on_.empty(); });
            const bool is_hurried = !passed_on_.empty();
            if (policy_.is_failing() && is_due_ && !is_hurried)  // what was saved does not make the line any better
                wake_.wait_for(lock, stop, policy_.wait(random_u64()), [this] { return !passed_on_.empty(); });
            else if (!is_hurried) wake_.wait_for(lock, stop, gathering, [this] { return !passed_on_.empty(); });
            is_due_ = false;
            waiting.swap(passed_on_);
        }
        if (stop.stop_requested()) {
            for (PassedOn& each : waiting) each.reply(no_line_for(each.request));
            return;
        }
        if (waiting.empty()) exchange();
        else answer_for_parent(std::move(waiting));
    }
}

void UpstreamWorker::exchange() {
    Result<UpstreamReport> report = UpstreamReport{};
    UpstreamRow parent;  // as it knows this relay
    try {
        parent = parent_of(*store_);
        report = exchange_upstream(*store_, service_, transport_, clock_);
    } catch (const DatabaseError& error) {
        report = error.error();
    } catch (const std::exception& error) {
        report = Error{ErrorCode::unreachable, {error.what(), error.what()}};
    }
    if (report && report->is_ordered_to_wipe) {
        is_over_ = true;
        return heard_.order_to_wipe(parent);
    }
    if (report && report->held_back > 0 && report->held_back != held_back_)
        heard_.words(
            {"Máy chủ cấp trên chưa nhận dữ liệu của " + std::to_string(report->held_back) +
                 " máy; dữ liệu vẫn giữ ở đây. Hãy để các máy đó đồng bộ thẳng với huyện một lần.",
             "The parent does not take what " + std::to_string(report->held_back) +
                 " devices have saved; it is kept here. Let those devices sync with the district itself once."});
    if (report) held_back_ = report->held_back;
    if (report && policy_.is_failing())
        heard_.words({"Đã liên lạc lại được với máy chủ cấp trên.", "The parent server is back."});
    if (!report && !policy_.is_failing())
        heard_.words(
            {"Chưa gửi được lên máy chủ cấp trên; dữ liệu vẫn giữ ở đây và sẽ tự gửi lại. " + report.error().message.vi,
             "The parent server cannot be reached; everything is kept here and sent later. " +
                 report.error().message.en});
    if (report) policy_.succeeded();
    else policy_.failed();
}

void UpstreamWorker::answer_for_parent(std::deque<PassedOn> waiting) {
    std::vector<std::pair<HttpReply, HttpResponse>> answers;
    bool is_lost = false;
    for (PassedOn& each : waiting) {
        constexpr std::string_view scheme = "Bearer ";
        const std::string token =
            each.request.authorization.starts_with(scheme) ? each.request.authorization.substr(scheme.size()) : "";
        const auto said =
            is_lost
                ? Result<client::HttpResponse>(Error{})
                : transport_.exchange({"POST", each.request.target, token, each.request.body, each.request.seal_mark});
        is_lost = !said;  // the others need not wait for the same
        HttpResponse response = no_line_for(each.request);
        if (said) {
            response = {};
            response.status = static_cast<unsigned>(said->status);
            response.body = said->body;
            if (said->is_sealed) response.headers.emplace_back("Nuong-Sealed", "1");
        }
        answers.emplace_back(std::move(each.reply), std::move(response));
    }
    exchange();  // so that a new device is known here before it hears so, and what a bundle brought is here as well
    for (auto& [reply, response] : answers) reply(std::move(response));
}

}  // namespace nuong

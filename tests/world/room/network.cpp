#include "tests/world/room/network.h"

#include "shared/protocol/codec.h"
#include "shared/protocol/compression.h"

namespace nuong::simulated {
namespace {

constexpr std::size_t stragglers_max = 4;

Error broken_line() { return {ErrorCode::unreachable, {"Mất mạng giữa chừng.", "The line broke."}}; }

std::string with_flipped_bit(std::string body, std::uint64_t where) {
    if (!body.empty())
        body[where % body.size()] = static_cast<char>(body[where % body.size()] ^ (1 << (where >> 32) % 8));
    return body;
}

client::HttpResponse answer_with(const protocol::SyncAnswer& answer) {
    return {200, protocol::pack(protocol::encode(answer))};
}

}  // namespace

std::optional<protocol::SyncRequest> sync_request_of(const client::HttpRequest& request) {
    if (request.path != "/v1/sync") return std::nullopt;
    const auto text = protocol::unpack(request.body);
    auto decoded = text ? protocol::decode_sync_request(*text) : Result<protocol::SyncRequest>(text.error());
    return decoded ? std::optional(std::move(*decoded)) : std::nullopt;
}

std::optional<protocol::SyncAnswer> sync_answer_of(const client::HttpResponse& response) {
    if (response.status != 200) return std::nullopt;
    const auto text = protocol::unpack(response.body);
    auto decoded = text ? protocol::decode_sync_answer(*text) : Result<protocol::SyncAnswer>(text.error());
    return decoded ? std::optional(std::move(*decoded)) : std::nullopt;
}

Result<client::HttpResponse> SimulatedNetwork::lost(const char* what) {
    story_.tell(std::string("      line: ") + what);
    lost_something = true;
    take_time(std::chrono::seconds(30));
    return broken_line();
}

void SimulatedNetwork::take_time(std::chrono::milliseconds time) {
    if (device_clock_) device_clock_->advance(time);
    server_->clock().world().advance(time);
}

client::HttpResponse SimulatedNetwork::ask(const client::HttpRequest& request) {
    client::HttpResponse response = bug_ == Bug::answer_before_commit && is_bad && chance_.percent(25)
                                        ? acknowledged_only(request)
                                        : server_->handle(request);
    if (bug_ == Bug::none || bug_ == Bug::position_taken_at_start || bug_ == Bug::file_given_to_anybody)
        watch(request, response);
    return response;
}

Result<client::HttpResponse> SimulatedNetwork::exchange(const client::HttpRequest& request) {
    ++exchanges;
    take_time(std::chrono::milliseconds(is_bad ? 50 + chance_.below(12'000) : 50));
    if (is_bad) return over_a_bad_line(request);
    client::HttpResponse response = ask(request);
    if (response.status == 0) return lost(server_->is_gone() ? "nobody answers" : "the server's power goes");
    return falsified(request, std::move(response));
}

Result<client::HttpResponse> SimulatedNetwork::over_a_bad_line(const client::HttpRequest& request) {
    if (chance_.percent(12)) return lost("the request is lost");
    if (chance_.percent(4)) {
        if (stragglers_.size() < stragglers_max) stragglers_.push_back({server_, request});
        return lost("the request is under way for a long time");
    }
    if (chance_.percent(3)) {
        // TLS notices; nobody may choke on the bytes before it does.
        if (const auto text = protocol::unpack(with_flipped_bit(request.body, chance_.next())))
            (void)protocol::decode_sync_request(*text);
        return lost("a bit of the request is flipped");
    }
    if (chance_.percent(3)) {
        client::HttpRequest cut = request;
        cut.body.resize(chance_.below(cut.body.size() + 1));
        if (cut.body.size() < request.body.size() && !request.body.empty()) {
            story_.tell("      line: the request is cut");
            return server_->handle(cut);
        }
    }
    const bool is_file = request.path.starts_with("/v1/blobs/");
    if (is_file && chance_.percent(3)) {  // by what lies between and speaks TLS itself
        client::HttpRequest mangled = request;
        mangled.body = with_flipped_bit(request.body, chance_.next());
        story_.tell("      line: a piece of a file is mangled");
        client::HttpResponse response = server_->handle(mangled);
        response.body = response.status == 200 && request.method == "GET"
                            ? with_flipped_bit(response.body, chance_.next())
                            : response.body;
        if (response.status == 0) return lost("nobody answers");
        return response;
    }
    if (chance_.percent(8)) {
        story_.tell("      line: the request arrives twice");
        server_->handle(request);
    }
    client::HttpResponse response = ask(request);
    if (response.status == 0) return lost(server_->is_gone() ? "nobody answers" : "the server's power goes");
    if (chance_.percent(4) && stragglers_.size() < stragglers_max) stragglers_.push_back({server_, request});
    if (chance_.percent(12)) return lost("the answer is lost");
    if (chance_.percent(3)) {
        if (const auto text = protocol::unpack(with_flipped_bit(response.body, chance_.next())))
            (void)protocol::decode_sync_answer(*text);
        return lost("a bit of the answer is flipped");
    }
    if (chance_.percent(3) && !response.body.empty()) {
        story_.tell("      line: the answer is cut");
        response.body.resize(chance_.below(response.body.size()));
        return response;
    }
    return falsified(request, std::move(response));
}

void SimulatedNetwork::deliver_straggler() {
    if (stragglers_.empty()) return;
    story_.tell("      line: an old request arrives");
    stragglers_.front().to->handle(stragglers_.front().request);
    stragglers_.pop_front();
}

// What a server would say that answers first and then dies before it has written anything.
client::HttpResponse SimulatedNetwork::acknowledged_only(const client::HttpRequest& request) {
    auto decoded = sync_request_of(request);
    if (!decoded || decoded->changes.empty()) return server_->handle(request);
    const std::uint64_t last = decoded->changes.back().change.seq;
    decoded->changes.clear();
    client::HttpRequest reading = request;
    reading.body = protocol::pack(protocol::encode(*decoded));
    client::HttpResponse response = server_->handle(reading);
    auto answer = sync_answer_of(response);
    if (!answer) return response;
    answer->acked = last;
    return answer_with(*answer);
}

// A device that goes on with the cursors and acknowledgements of a server that is no more.
client::HttpResponse SimulatedNetwork::believed(const client::HttpRequest& request, client::HttpResponse response) {
    auto asked = sync_request_of(request);
    const auto first = sync_answer_of(response);
    if (!asked || !first || asked->epoch.empty() || asked->epoch == first->epoch) return response;
    const std::string known = asked->epoch;
    asked->epoch = first->epoch;
    client::HttpRequest again = request;
    again.body = protocol::pack(protocol::encode(*asked));
    auto answer = sync_answer_of(server_->handle(again));
    if (!answer) return response;
    answer->epoch = known;
    answer->acked = std::max(answer->acked, asked->heard.value_or(0));
    return answer_with(*answer);
}

client::HttpResponse SimulatedNetwork::falsified(const client::HttpRequest& request, client::HttpResponse response) {
    if (bug_ == Bug::restored_server_believed) return believed(request, std::move(response));
    switch (bug_) {
        case Bug::pages_out_of_order:
        case Bug::page_lost_after_cursor:
        case Bug::truncated_page_accepted:
        case Bug::leave_ignored:
        case Bug::verdicts_ignored:
        case Bug::relay_keeps_what_left:
        case Bug::erasure_not_told:
        case Bug::copy_not_recognised: break;
        default: return response;
    }
    const auto asked = sync_request_of(request);
    auto answer = asked ? sync_answer_of(response) : std::nullopt;
    if (!answer) return response;
    falsify(*asked, *answer);
    return answer_with(*answer);
}

void SimulatedNetwork::falsify(const protocol::SyncRequest& request, protocol::SyncAnswer& answer) {
    if (bug_ == Bug::verdicts_ignored)
        std::erase_if(answer.verdicts, [](const auto& verdict) { return verdict.code != "fork"; });
    if (bug_ == Bug::copy_not_recognised &&
        std::erase_if(answer.verdicts, [](const auto& verdict) { return verdict.code == "fork"; }) > 0)
        answer.acked = request.changes.back().change.seq;
    if (bug_ == Bug::erasure_not_told && answer.erased) answer.erased->records.clear();
    for (protocol::AreaPage& page : answer.areas) {
        const bool is_relay = !device_clock_;
        if (bug_ == Bug::leave_ignored || (bug_ == Bug::relay_keeps_what_left && is_relay)) page.left.clear();
        if (bug_ == Bug::page_lost_after_cursor && is_bad && chance_.percent(20)) page.states.clear();
        if (bug_ == Bug::truncated_page_accepted && is_bad && chance_.percent(20))
            page.states.resize(page.states.size() / 2);
        if (bug_ == Bug::pages_out_of_order && !page.states.empty()) {
            earlier_pages_.push_back(page.states);
            if (is_bad && chance_.percent(30)) page.states = chance_.one_of(earlier_pages_);
        }
    }
}

}  // namespace nuong::simulated

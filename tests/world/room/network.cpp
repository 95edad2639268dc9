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

}  // namespace

const char* name_of(Bug bug) {
    switch (bug) {
        case Bug::none: return "none";
        case Bug::lost_answer_taken_as_ack: return "lost_answer_taken_as_ack";
        case Bug::pages_out_of_order: return "pages_out_of_order";
        case Bug::page_lost_after_cursor: return "page_lost_after_cursor";
        case Bug::leave_ignored: return "leave_ignored";
        case Bug::verdicts_ignored: return "verdicts_ignored";
        case Bug::pending_written_into_base: return "pending_written_into_base";
        case Bug::save_names_nothing: return "save_names_nothing";
        case Bug::answer_before_commit: return "answer_before_commit";
        case Bug::counter_writes_the_total: return "counter_writes_the_total";
    }
    return "";
}

Result<client::HttpResponse> SimulatedNetwork::lost(const char* what) {
    story_.tell(std::string("      line: ") + what);
    lost_something = true;
    device_clock_.advance(std::chrono::seconds(30));
    headquarters_.clock().advance(std::chrono::seconds(30));
    return broken_line();
}

Result<client::HttpResponse> SimulatedNetwork::exchange(const client::HttpRequest& request) {
    ++exchanges;
    const std::chrono::milliseconds took(is_bad ? 50 + chance_.below(12'000) : 50);
    device_clock_.advance(took);
    headquarters_.clock().advance(took);
    if (!is_bad) return falsified(headquarters_.handle(request));
    if (chance_.percent(12)) return lost("the request is lost");
    if (chance_.percent(4)) {
        if (stragglers_.size() < stragglers_max) stragglers_.push_back(request);
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
            return headquarters_.handle(cut);
        }
    }
    if (chance_.percent(8)) {
        story_.tell("      line: the request arrives twice");
        headquarters_.handle(request);
    }
    client::HttpResponse response = bug_ == Bug::answer_before_commit && chance_.percent(25)
                                        ? acknowledged_only(request)
                                        : headquarters_.handle(request);
    if (chance_.percent(4) && stragglers_.size() < stragglers_max) stragglers_.push_back(request);
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
    return falsified(std::move(response));
}

void SimulatedNetwork::deliver_straggler() {
    if (stragglers_.empty()) return;
    story_.tell("      line: an old request arrives");
    headquarters_.handle(stragglers_.front());
    stragglers_.pop_front();
}

// What a server would say that answers first and then dies before it has written anything.
client::HttpResponse SimulatedNetwork::acknowledged_only(const client::HttpRequest& request) {
    const auto text = protocol::unpack(request.body);
    auto decoded = text ? protocol::decode_sync_request(*text) : Result<protocol::SyncRequest>(text.error());
    if (!decoded || decoded->changes.empty()) return headquarters_.handle(request);
    const std::uint64_t last = decoded->changes.back().change.seq;
    decoded->changes.clear();
    client::HttpRequest reading = request;
    reading.body = protocol::pack(protocol::encode(*decoded));
    client::HttpResponse response = headquarters_.handle(reading);
    const auto said = protocol::unpack(response.body);
    auto answer = said ? protocol::decode_sync_answer(*said) : Result<protocol::SyncAnswer>(said.error());
    if (!answer) return response;
    answer->acked = last;
    response.body = protocol::pack(protocol::encode(*answer));
    return response;
}

client::HttpResponse SimulatedNetwork::falsified(client::HttpResponse response) {
    const bool of_line = bug_ == Bug::pages_out_of_order || bug_ == Bug::page_lost_after_cursor ||
                         bug_ == Bug::leave_ignored || bug_ == Bug::verdicts_ignored;
    if (!of_line || response.status != 200) return response;
    const auto text = protocol::unpack(response.body);
    auto answer = text ? protocol::decode_sync_answer(*text) : Result<protocol::SyncAnswer>(text.error());
    if (!answer) return response;  // a document
    if (bug_ == Bug::verdicts_ignored) answer->verdicts.clear();
    for (protocol::AreaPage& page : answer->areas) {
        if (bug_ == Bug::leave_ignored) page.left.clear();
        if (bug_ == Bug::page_lost_after_cursor && is_bad && chance_.percent(20)) page.states.clear();
        if (bug_ == Bug::pages_out_of_order && !page.states.empty()) {
            earlier_pages_.push_back(page.states);
            if (is_bad && chance_.percent(30)) page.states = chance_.one_of(earlier_pages_);
        }
    }
    response.body = protocol::pack(protocol::encode(*answer));
    return response;
}

}  // namespace nuong::simulated

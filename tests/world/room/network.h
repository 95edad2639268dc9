// The bad line between a device and its server: under a seed it loses requests, loses answers after the server has
// committed, repeats requests at once or much later, cuts bodies short, flips bits, and is slow.
#pragma once
#include <deque>
#include <string>

#include "client/sync/transport.h"
#include "tests/world/room/chance.h"
#include "tests/world/room/headquarters.h"

namespace nuong::simulated {

// Mistakes that a client, a server or the line between them could make. The world must notice each of them.
enum class Bug {
    none,
    lost_answer_taken_as_ack,
    pages_out_of_order,
    page_lost_after_cursor,
    leave_ignored,
    verdicts_ignored,
    pending_written_into_base,
    save_names_nothing,
    answer_before_commit,
    counter_writes_the_total,
};
const char* name_of(Bug bug);

class SimulatedNetwork final : public client::Transport {
public:
    SimulatedNetwork(Headquarters& headquarters, Chance& chance, FakeClockSource& device_clock, Story& story, Bug bug)
        : headquarters_(headquarters), chance_(chance), device_clock_(device_clock), story_(story), bug_(bug) {}

    Result<client::HttpResponse> exchange(const client::HttpRequest& request) override;
    // A copy of an old request that was under way all the time reaches the server; nobody hears the answer.
    void deliver_straggler();

    bool is_bad = false;          // faults happen
    bool lost_something = false;  // since somebody last looked
    std::uint64_t exchanges = 0;

private:
    Result<client::HttpResponse> lost(const char* what);
    client::HttpResponse acknowledged_only(const client::HttpRequest& request);
    client::HttpResponse falsified(client::HttpResponse response);

    Headquarters& headquarters_;
    Chance& chance_;
    FakeClockSource& device_clock_;
    Story& story_;
    Bug bug_;
    std::deque<client::HttpRequest> stragglers_;
    std::vector<std::vector<protocol::SentState>> earlier_pages_;
};

}  // namespace nuong::simulated

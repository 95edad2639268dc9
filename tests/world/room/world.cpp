#include "tests/world/room/world.h"

#include <filesystem>

#include "tests/world/room/seeded_random.h"

namespace nuong::simulated {
namespace {

constexpr int rounds_max = 12;

Instant first_morning() { return *parse_instant("2024-03-01T00:30:00.000Z"); }

// Each event has numbers of its own, so that one can be left out and the others stay as they are.
std::uint64_t seed_of(std::uint64_t seed, std::uint64_t event) {
    std::uint64_t mixed = seed * 0x9E3779B97F4A7C15ULL + event * 0xBF58476D1CE4E5B9ULL;
    mixed ^= mixed >> 31;
    return mixed * 0x94D049BB133111EBULL;
}

struct Post {
    Grant grant;
    std::vector<FormId> fills;
};

const std::vector<FormId> all_forms{"person_register", "communication_activity", "screening_assist"};

std::vector<Post> posts() {
    return {
        {{"lan", "outreach_worker", {"03079"}}, all_forms},
        {{"minh", "district_staff", {"089"}}, {"person_register", "communication_activity"}},
        {{"hoa", "volunteer", {"03079", "03076"}}, all_forms},  // may not write persons: refused when she does
        {{"binh", "commune_police", {"089"}}, {"person_register", "person_file"}},
        {{"thu", "health_worker", {"089"}}, {"person_health", "screening_assist"}},
        {{"nga", "counselling_point", {"03079"}}, {"person_health", "screening_assist"}},
        {{"tuan", "district_staff", {"10"}}, {"person_register", "communication_activity"}},
        {{"mai", "commune_officer", {"03076"}}, {"person_register", "person_file", "communication_activity"}},
        {{"son", "outreach_worker", {"089", "03079"}}, all_forms},  // one grant within the other
    };
}

}  // namespace

World::World(const District& district, const Plan& plan, std::string folder)
    : district_(district),
      plan_(plan),
      clock_(first_morning()),
      chance_(seed_of(plan.seed, 0)),
      headquarters_(district, clock_, chance_, plan.bug),
      around_{headquarters_, chance_, story_, ledger_, std::move(folder), plan.bug} {
    headquarters_.start_epoch("first");  // by name, so that the same seed gives the same bytes
    has_copies_ = chance_.percent(40);
    has_erasures_ = !has_copies_ && chance_.percent(30);
    if (!has_copies_ && chance_.percent(80)) set_up_relays();
    people();
}

void World::people() {
    auto candidates = posts();
    const std::size_t count = 2 + chance_.below(5);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t which = chance_.below(candidates.size());
        const Post post = candidates[which];
        candidates.erase(candidates.begin() + static_cast<std::ptrdiff_t>(which));
        const Grant& grant = grants_[post.grant.user] = post.grant;
        headquarters_.put_user(grant.user, grant.role, grant.areas, false);
        story_.tell(grant.user + " joins as " + grant.role);
        workers_.push_back(
            std::make_unique<FieldWorker>(around_, grant, post.fills, DeviceId{chance_.next() | 1}, grant.user));
        workers_.back()->line().is_bad = true;
    }
}

void World::complain(const std::string& what) {
    if (trouble_.empty()) trouble_ = what;
}

void World::one_event() {
    FieldWorker& worker = *workers_[chance_.below(workers_.size())];
    const auto passed = std::chrono::milliseconds(chance_.below(3'600'000));
    clock_.advance(passed);
    for (const auto& each : workers_) each->pass_time(passed);
    if (!relays_.empty() && chance_.percent(25)) relay_event(worker);
    else if (chance_.percent(has_erasures_ ? 9 : 5)) server_event();
    else event_of(worker);
    if (chance_.percent(25)) worker.act([&] { worker.look(); });
    if (headquarters_.lost_power()) {
        story_.tell("the server's power is back");
        headquarters_.restart();
    }
    for (const auto& relay : relays_)
        if (relay->lost_power()) relay->restart();
    if (!worker.complaint().empty()) complain(worker.complaint());
    learn_arrivals();
}

void World::event_of(FieldWorker& worker) {
    const std::size_t what = chance_.below(100);
    if (chance_.percent(4)) worker.disk().cut_power_after(chance_.below(30));
    if (chance_.percent(2)) return worker.act([&] { worker.pry(); });
    if (what < 13) worker.act([&] { worker.create(); });
    else if (what < 38) worker.act([&] { worker.edit(); });
    else if (what < 43) worker.act([&] { worker.set_status(); });
    else if (what < 46) worker.act([&] { worker.move(); });
    else if (what < 48) hand_over(worker);
    else if (what < 51) worker.act([&] { worker.resolve(); });
    else if (what < 54) worker.act([&] { worker.open_draft(); });
    else if (what < 57) worker.act([&] { worker.submit_draft(); });
    else if (what < 84) worker.act([&] { worker.sync_step(); });
    else if (what < 86) worker.act([&] { worker.restart(); });
    else if (what < 87) worker.step_clock();
    else if (what < 89) worker.line().deliver_straggler();
    else if (what < 90) worker.drop_session();
    else if (what < 91) worker.disk().is_full() ? worker.disk().make_room() : worker.disk().fill();
    else if (what < 96) stick_event(worker);
    else if (!has_copies_) worker.act([&] { worker.edit(); });
    else if (what < 98) worker.back_up();
    else if (what < 99) worker.set_back();
    else copy_device(worker);
}

void World::hand_over(FieldWorker& worker) {
    const auto& somebody = *std::next(grants_.begin(), static_cast<std::ptrdiff_t>(chance_.below(grants_.size())));
    const UserId user = chance_.percent(10) ? "" : somebody.first;
    worker.act([&] { worker.hand_over(user); });
}

void World::server_event() {
    const std::size_t what = chance_.below(100);
    if (has_erasures_ && chance_.percent(40)) return erase_somebody();
    if (has_erasures_ && chance_.percent(40)) return server_copy_ ? set_server_back() : back_up_server();
    if (what < 20) return new_grants();
    if (what < 28) return disable_or_enable();
    if (what < 34) return revoke();
    if (what < 38) return new_device();
    if (what < 43) return publish();
    if (what < 53) {
        story_.tell("the server starts again");
        return headquarters_.restart();
    }
    if (what < 57) return step_clock(headquarters_);
    if (what < 63) return fill_or_make_room(headquarters_);
    if (what < 75) return headquarters_.disk().cut_power_after(chance_.below(60));
    if (what < 88 || has_copies_) return back_up_server();
    set_server_back();
}

bool World::sync_all() {
    std::int64_t moved = 0;
    for (const auto& worker : workers_) {
        const client::SyncReport report = worker->sync_whole();
        moved += report.pushed + report.refused + report.received + report.left + report.handed_on;
        moved += report.erased;
        moved += report.files_sent + report.files_received;
        if (report.is_renewed) ++moved, ++renewed_;
        const bool is_well = report.outcome == client::SyncOutcome::ok;
        if (is_well != may_sync(*worker))
            complain(worker->name() + (is_well ? " syncs and may not" : " cannot sync over a good line: ") +
                     report.message.en);
        if (!worker->complaint().empty()) complain(worker->complaint());
        learn_arrivals();
    }
    return exchange_all() || moved > 0;
}

void World::settle() {
    for (const auto& worker : workers_) {
        worker->drop_session();
        worker->line().is_bad = false;
        worker->disk().make_room();
        worker->disk().keep_power();
    }
    headquarters_.disk().keep_power();
    headquarters_.disk().make_room();
    for (auto& [user, grant] : grants_)
        if (grant.is_disabled) {
            grant.is_disabled = false;
            headquarters_.put_user(user, grant.role, grant.areas, false);
        }
    for (const auto& relay : relays_) {
        relay->line().is_bad = false;
        relay->disk().keep_power();
        relay->disk().make_room();
    }
    headquarters_.is_at_rest = true;
    story_.tell("the lines are good now");
    ask_for_codes();
    find_servers();
    for (int round = 0; round < rounds_max && exchange_all(); ++round) {
    }
    come_to_rest();
}

void World::come_to_rest() {
    for (int round = 0; trouble_.empty() && sync_all(); ++round)
        if (round > rounds_max) complain("everybody syncs and it never comes to rest");
}

// Everybody compares what they hold once more.
void World::time_passes() {
    constexpr std::chrono::minutes time{61};
    clock_.advance(time);
    for (const auto& worker : workers_) worker->pass_time(time);
    come_to_rest();
}

Outcome World::live() {
    for (int i = 1; i <= plan_.events && trouble_.empty(); ++i) {
        if (plan_.left_out.contains(i)) continue;
        chance_ = Chance(seed_of(plan_.seed, static_cast<std::uint64_t>(i)));
        const std::size_t before = headquarters_.comparisons();
        one_event();
        if (headquarters_.comparisons() > before && is_a_relay_ahead())
            early_comparisons_ += headquarters_.comparisons() - before;
    }
    if (trouble_.empty()) settle();
    if (trouble_.empty()) old_sticks_arrive();
    if (trouble_.empty() && !relays_.empty()) time_passes();
    if (trouble_.empty() && !relays_.empty()) check_relays();
    everybody_to_the_top();
    if (trouble_.empty() && !relays_.empty()) come_to_rest();
    if (trouble_.empty()) check();
    Outcome outcome{trouble_, story_.lines(), portrait(), ledger_.count()};
    outcome.renewed = renewed_;
    for (const auto& worker : workers_) {
        outcome.conflicts += static_cast<std::size_t>(worker->replica().records().conflict_count());
        outcome.refused += static_cast<std::size_t>(worker->replica().log().count(client::LogState::refused));
    }
    for (const Saved& saved : ledger_.saves()) outcome.forgotten += saved.verdicts.empty();
    return outcome;
}

Outcome live_once(const District& district, const Plan& plan) {
    namespace fs = std::filesystem;
    static const fs::path memory = "/dev/shm";
    static const fs::path parent = fs::is_directory(memory) ? memory : fs::temp_directory_path();
    static const std::string run = to_string(make_uuid_v7(RealClockSource().now()));
    const fs::path folder = parent / ("nuong-world-" + run);
    fs::create_directory(folder);
    seed_all_random(plan.seed);
    Outcome outcome;
    try {
        outcome = World(district, plan, folder.string()).live();
    } catch (const std::exception& error) {
        outcome.trouble = std::string("thrown: ") + error.what();
    }
    std::error_code ignored;
    fs::remove_all(folder, ignored);
    return outcome;
}

}  // namespace nuong::simulated

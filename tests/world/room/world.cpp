#include "tests/world/room/world.h"

#include <filesystem>

namespace nuong::simulated {
namespace {

constexpr int rounds_max = 12;

Instant first_morning() { return *parse_instant("2024-03-01T00:30:00.000Z"); }

const std::vector<FormId> all_forms{"person_register", "communication_activity", "screening_assist"};

std::vector<Post> posts() {
    return {
        {"lan", "outreach_worker", {"03079"}, all_forms},
        {"minh", "district_staff", {"089"}, {"person_register", "communication_activity"}},
        {"hoa", "volunteer", {"03079", "03076"}, all_forms},  // may not write persons: refused when she does
        {"binh", "commune_police", {"089"}, {"person_register", "person_file"}},
        {"thu", "health_worker", {"089"}, {"person_health", "screening_assist"}},
        {"nga", "counselling_point", {"03079"}, {"person_health", "screening_assist"}},
        {"tuan", "district_staff", {"10"}, {"person_register", "communication_activity"}},
        {"mai", "commune_officer", {"03076"}, {"person_register", "person_file", "communication_activity"}},
        {"son", "outreach_worker", {"089", "03079"}, all_forms},  // one grant within the other
    };
}

}  // namespace

World::World(const District& district, std::uint64_t seed, Bug bug, std::string folder)
    : clock_(first_morning()),
      chance_(seed),
      bug_(bug),
      folder_(std::move(folder)),
      headquarters_(district, clock_),
      around_{headquarters_, chance_, story_, ledger_, bug, 1} {
    people();
}

void World::people() {
    auto candidates = posts();
    const std::size_t count = 2 + chance_.below(4);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t which = chance_.below(candidates.size());
        Post post = candidates[which];
        candidates.erase(candidates.begin() + static_cast<std::ptrdiff_t>(which));
        headquarters_.put_user(post.user, post.role, post.areas);
        std::string home;
        if (chance_.percent(25)) {
            home = folder_ + "/" + post.user;
            std::filesystem::create_directories(home);
        }
        story_.tell(post.user + " joins as " + post.role);
        const DeviceId device{chance_.next() | 1};
        workers_.push_back(std::make_unique<FieldWorker>(around_, std::move(post), device, std::move(home)));
        workers_.back()->line().is_bad = true;
    }
}

void World::complain(const std::string& what) {
    if (trouble_.empty()) trouble_ = what;
}

void World::new_grants() {
    static const std::vector<std::vector<AreaCode>> choices{{"03079"}, {"03076"}, {"089"}, {"03079", "03076"}, {"10"}};
    const Post& post = workers_[chance_.below(workers_.size())]->post();
    const auto& areas = chance_.one_of(choices);
    headquarters_.put_user(post.user, post.role, areas);
    story_.tell("the district gives " + post.user + " the area " + areas.front());
}

void World::one_event() {
    FieldWorker& worker = *workers_[chance_.below(workers_.size())];
    const auto passed = std::chrono::milliseconds(chance_.below(3'600'000));
    clock_.advance(passed);
    for (const auto& each : workers_) each->pass_time(passed);
    const std::size_t what = chance_.below(100);
    if (what < 14) worker.create();
    else if (what < 42) worker.edit();
    else if (what < 47) worker.set_status();
    else if (what < 52) worker.move();
    else if (what < 55) worker.resolve();
    else if (what < 58) worker.open_draft();
    else if (what < 61) worker.submit_draft();
    else if (what < 91) worker.sync_step();
    else if (what < 93) worker.restart();
    else if (what < 95) worker.step_clock();
    else if (what < 97) worker.line().deliver_straggler();
    else if (what < 98) worker.drop_session();
    else if (what < 99) new_grants();
    else if (chance_.percent(70)) {
        story_.tell("the server starts again");
        headquarters_.restart();
    } else {
        story_.tell("the server is a new incarnation");
        headquarters_.start_epoch("epoch " + std::to_string(++epochs_));
    }
    if (!worker.complaint().empty()) complain(worker.complaint());
}

void World::settle() {
    for (const auto& worker : workers_) {
        worker->drop_session();
        worker->line().is_bad = false;
    }
    story_.tell("the lines are good now");
    for (int round = 0; round < rounds_max; ++round) {
        std::int64_t moved = 0;
        for (const auto& worker : workers_) {
            const client::SyncReport report = worker->sync_whole();
            moved += report.pushed + report.refused + report.received + report.left;
            if (report.outcome != client::SyncOutcome::ok)
                complain(worker->post().user + " cannot sync over a good line: " + report.message.en);
            if (!worker->complaint().empty()) complain(worker->complaint());
        }
        if (moved == 0) return;
    }
    complain("everybody syncs and it never comes to rest");
}

Outcome World::live(int events) {
    for (int i = 0; i < events && trouble_.empty(); ++i) one_event();
    if (trouble_.empty()) settle();
    if (trouble_.empty()) check();
    Outcome outcome{trouble_, story_.lines(), portrait(), ledger_.writes().size(), 0, 0};
    for (const auto& worker : workers_) {
        outcome.conflicts += static_cast<std::size_t>(worker->replica().records().conflict_count());
        outcome.refused += static_cast<std::size_t>(worker->replica().log().count(client::LogState::refused));
    }
    return outcome;
}

Outcome live_once(const District& district, std::uint64_t seed, Bug bug, int events) {
    namespace fs = std::filesystem;
    static const fs::path memory = "/dev/shm";
    const fs::path parent = fs::is_directory(memory) ? memory : fs::temp_directory_path();
    const fs::path folder = parent / ("nuong-world-" + to_string(make_uuid_v7(RealClockSource().now())));
    Outcome outcome;
    try {
        outcome = World(district, seed, bug, folder.string()).live(events);
    } catch (const std::exception& error) {
        outcome.trouble = std::string("thrown: ") + error.what();
    }
    std::error_code ignored;
    fs::remove_all(folder, ignored);
    return outcome;
}

}  // namespace nuong::simulated

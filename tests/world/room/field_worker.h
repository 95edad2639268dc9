// FieldWorker: a person with a device: the real replica and the real session over a bad line, a clock that may be wrong
// by years, and a habit of filling, correcting, voiding and moving records.
#pragma once
#include <memory>
#include <optional>

#include "client/store/replica.h"
#include "client/sync/sync_session.h"
#include "tests/world/room/ledger.h"
#include "tests/world/room/network.h"

namespace nuong::simulated {

struct Post {
    UserId user;
    std::string role;
    std::vector<AreaCode> areas;
    std::vector<FormId> fills;
};

// What all people of one world share.
struct Surroundings {
    Headquarters& headquarters;
    Chance& chance;
    Story& story;
    Ledger& ledger;
    Bug bug = Bug::none;
    std::uint64_t next_value = 1;  // so that no two writes carry the same value
};

class FieldWorker {
public:
    // Enrolled and synced for the first time. `home` empty: in memory, cannot be restarted.
    FieldWorker(Surroundings& around, Post post, DeviceId device, std::string home);

    void create();
    void edit();
    void set_status();
    void move();
    void resolve();
    void open_draft();
    void submit_draft();
    void restart();
    void step_clock();
    void pass_time(std::chrono::milliseconds time) { clock_.advance(time); }
    // One request of a session, begun when there is none.
    void sync_step();
    client::SyncReport sync_whole();
    void drop_session() { session_.reset(); }

    client::Replica& replica() { return *replica_; }
    const Post& post() const { return post_; }
    SimulatedNetwork& line() { return line_; }
    DeviceId device() const { return device_; }
    const std::string& complaint() const { return complaint_; }

private:
    void enrol();
    std::optional<RecordState> any_record();
    Fields some_answers(const FormId& form, Fields answers);
    // As a device lets a record be submitted: every question that must be answered is.
    Fields completed(const client::FormLibrary::Form& form, Fields answers);
    void answer_person(Fields& answers);
    void answer_file(Fields& answers);
    void answer_health(Fields& answers);
    void answer_activity(Fields& answers);
    void answer_screening(Fields& answers);
    void save(const RecordState& seen, std::vector<Write> writes, std::optional<Uuid> draft, const char* what);
    Write plain_write(const RecordState& seen, std::string_view path, Value value);
    AreaCode any_own_area();
    void after_step(bool more);
    void complain(const std::string& what);

    Surroundings& around_;
    Post post_;
    DeviceId device_;
    std::string home_;
    FakeClockSource clock_;
    SimulatedNetwork line_;
    std::unique_ptr<client::Replica> replica_;
    std::unique_ptr<client::SyncSession> session_;
    double counted_ = 0;  // what the person adds with the save under way
    std::string complaint_;
};

}  // namespace nuong::simulated

// FieldWorker: a person with a device: the real replica on a simulated disk and the real session over a bad line, a
// clock that may be wrong by years, and a habit of filling, correcting, voiding and moving records. The device loses
// power, runs out of room, is backed up, set back and copied; what it has saved is written down in the ledger.
#pragma once
#include <memory>
#include <optional>
#include <span>

#include "client/store/replica.h"
#include "client/sync/sync_session.h"
#include "tests/world/room/headquarters.h"
#include "tests/world/room/ledger.h"
#include "tests/world/room/network.h"

namespace nuong::simulated {

// What all people of one world share.
struct Surroundings {
    Headquarters& headquarters;
    Chance& chance;
    Story& story;
    Ledger& ledger;
    std::string folder;  // for sticks; on the machine that runs the world
    Bug bug = Bug::none;
    std::uint64_t next_value = 1;  // so that no two writes carry the same value
    Acknowledged acknowledged = {};
};

// A bundle on its way.
struct Stick {
    std::string bytes;
    DeviceId maker;
    std::set<SaveNumber> saves;  // of the maker, and of those for whom it carried
    KeyBytes sealed_to{};        // the server that can open it
    bool is_damaged = false;
};

// A copy of a device's folder, with what the world knows of it.
struct DeviceBackup {
    Disk::Image disk;
    DeviceId device;
    std::vector<SaveNumber> log;
    std::set<SaveNumber> carried;
    std::vector<Hash> audit;
};

class FieldWorker {
public:
    // Enrolled and synced for the first time.
    FieldWorker(Surroundings& around, const Grant& grant, std::vector<FormId> fills, DeviceId device, std::string name);
    // The folder of another device, copied onto a second one.
    FieldWorker(Surroundings& around, const FieldWorker& original, std::string name);

    // Everything below happens inside: the power may go at any write, and then comes back.
    void act(const std::function<void()>& what);

    void create();
    void edit();
    void set_status();
    void move();
    void hand_over(const UserId& user);  // "": to nobody
    void resolve();
    void open_draft();
    void submit_draft();
    // One request of a session, begun when there is none.
    void sync_step();
    client::SyncReport sync_whole();
    void ask_for_code();
    void drop_session() { session_.reset(); }
    std::optional<Stick> export_stick();
    void import_stick(const Stick& stick);

    // field_audit.cpp
    void look();
    const std::vector<Hash>& audit() const { return audit_; }  // the links of what was noted, in order
    std::optional<Hash> audit_told_at_top();                   // how far the device thinks that the top has it

    // field_files.cpp
    void pry();
    std::map<Hash, bool> held_files();  // all with bytes here; whether whole
    void forget_files();                // this store is gone
    // Attached here, to no save yet, to an open draft or to a record of which something was refused: it may be
    // corrected yet.
    bool is_at_work_on(const Hash& hash);
    bool has_loose(const Hash& hash) const { return loose_.contains(hash); }  // attached, and saved with nothing yet
    bool has_in_draft(const Hash& hash);
    bool has_attached_in_vain(const Hash& hash);

    // field_device.cpp
    void restart();
    void step_clock();
    void pass_time(std::chrono::milliseconds time) { clock_.advance(time); }
    void back_up();
    void set_back();
    Disk& disk() { return disk_; }

    client::Replica& replica() { return *replica_; }
    const Grant& grant() const { return grant_; }
    const std::vector<FormId>& fills() const { return fills_; }
    const std::string& name() const { return name_; }
    SimulatedNetwork& line() { return line_; }
    DeviceId device() const { return device_; }
    const std::vector<SaveNumber>& log() const { return log_; }
    const std::set<SaveNumber>& carried() const { return carried_; }
    const std::string& complaint() const { return complaint_.empty() ? line_.complaint : complaint_; }

private:
    struct Intent {  // of a save that is under way
        RecordState seen;
        double counted = 0;
    };

    void begin();
    void enrol();
    std::optional<RecordState> any_record();
    Date today();
    std::int64_t this_year();
    Fields some_answers(const FormId& form, Fields answers);
    // As a device lets a record be submitted: every question that must be answered is.
    Fields completed(const client::FormLibrary::Form& form, Fields answers);
    void attach(Fields& answers, const Path& path, const std::string& type);
    void answer_person(Fields& answers);
    void answer_file(Fields& answers);
    void answer_health(Fields& answers);
    void answer_activity(Fields& answers);
    void answer_screening(Fields& answers);
    void save(const RecordState& seen, std::vector<Write> writes, std::optional<Uuid> draft, const char* what);
    Write plain_write(const RecordState& seen, std::string_view path, Value value);
    AreaCode any_own_area();
    void after_step(bool more);
    void end_session();
    void complain(const std::string& what);
    // field_device.cpp
    void open();
    void be_nobody();
    void be_wiped();
    void come_back();
    void read_log();
    void read_audit();
    void note_top();
    void note_renewals(DeviceId as, std::span<const protocol::SentChange> fresh);
    void note_renewal(DeviceId as, std::span<const protocol::SentChange> fresh);
    std::vector<protocol::SentChange> fresh_rows();
    void misbehave_after_step();

    Surroundings& around_;
    const Grant& grant_;
    std::vector<FormId> fills_;
    std::string name_;
    DeviceId device_;
    Disk disk_;
    FakeClockSource clock_;
    SimulatedNetwork line_;
    std::unique_ptr<client::Replica> replica_;
    std::unique_ptr<client::SyncSession> session_;
    std::vector<SaveNumber> log_;  // row by row, what the store's log holds
    std::set<SaveNumber> carried_;
    std::vector<Hash> audit_;
    std::vector<DeviceBackup> backups_;
    std::optional<Intent> intent_;
    std::multimap<Hash, Uuid> attached_to_;  // whatever became of the save: a record or draft
    std::set<Hash> loose_;                   // attached here to a save that did not come about, or not yet
    Uuid holder_;                            // the record or draft that names what is attached
    double counted_ = 0;                     // what the person adds with the save under way
    std::string complaint_;
};

}  // namespace nuong::simulated

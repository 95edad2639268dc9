// World: a district with a few people, a server, sticks and bad lines between them, living through a schedule that
// comes from one number. At the end the lines are good, everybody syncs until nothing moves, and everything is compared
// with the ledger.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tests/world/room/field_worker.h"
#include "tests/world/room/relay_house.h"

namespace nuong::simulated {

inline constexpr int events_usual = 90;

// Everything that decides how a world goes.
struct Plan {
    std::uint64_t seed = 1;
    Bug bug = Bug::none;
    int events = events_usual;
    std::set<int> left_out = {};  // events that do not happen; the others stay as they are
};

struct Outcome {
    std::string trouble;             // the first thing that was wrong; empty when all was well
    std::vector<std::string> story;  // what happened, line by line
    std::string final_state;         // of the server and the devices, to compare two runs of one seed
    std::size_t saves = 0, conflicts = 0, refused = 0, renewed = 0, forgotten = 0;
};

class World {
public:
    // `folder` is for files on the machine that runs the world; it is there and empty at the start.
    World(const District& district, const Plan& plan, std::string folder);
    Outcome live();

private:
    // events (world.cpp)
    void people();
    void one_event();
    void event_of(FieldWorker& worker);
    void hand_over(FieldWorker& worker);
    void server_event();
    void settle();
    void come_to_rest();
    void time_passes();
    bool sync_all();
    // what the district does and where sticks go (district_events.cpp)
    void new_grants();
    void disable_or_enable();
    void revoke();
    void new_device();
    void step_clock(Server& server);
    void fill_or_make_room(Server& server);
    void publish();
    void erase_somebody();
    void back_up_server();
    void set_server_back();
    void ask_for_codes();
    void copy_device(const FieldWorker& original);
    void stick_event(FieldWorker& worker);
    void hand_in(const Stick& stick);
    void old_sticks_arrive();
    void learn_arrivals();
    bool may_sync(const FieldWorker& worker) const;
    // what happens to relays, and where devices go (relay_events.cpp)
    void set_up_relays();
    bool covers(const RelayHouse& relay, const RelayHouse& other) const;
    void relay_event(FieldWorker& worker);
    void exchange(RelayHouse& relay);
    std::optional<UpstreamReport> run_of(RelayHouse& relay);
    std::set<std::string> taken_by(RelayHouse& relay);
    std::set<std::string> refused_by(RelayHouse& relay);
    void roam(FieldWorker& worker);
    void send_to(FieldWorker& worker, Server& server);
    void back_up(RelayHouse& relay);
    void set_back(RelayHouse& relay);
    void copy(RelayHouse& relay);
    void new_areas(RelayHouse& relay);
    void find_servers();
    void everybody_to_the_top();
    bool exchange_all();
    // (relay_check.cpp)
    void check_relays();
    void check_relay(RelayHouse& relay);
    void check_seal(FieldWorker& worker);
    bool is_cut_off(const ChangeRow& row);
    bool has_cut_off(StoreReader& relay, const std::function<bool(const Saved&)>& is_wanted);
    bool is_of_the_cut_off(StoreReader& relay, const Hash& file);
    bool is_of_the_cut_off(StoreReader& relay, const RecordId& record);
    void add_saves_of_relays(std::set<SaveNumber>& held);
    // check (world_check.cpp)
    void check();
    void read_states();
    void learn_copies_of_revoked();
    void learn_verdicts();
    bool is_erased(const RecordId& record) { return reader_->is_erased(record); }
    void check_erasures();
    void check_erasures_at(StoreReader& server, const std::string& name);
    void check_saves();
    void check_own_verdicts(FieldWorker& worker);
    void check_ledger();
    void check_heads(const RecordState& state, const std::string& id);
    void check_counters();
    // audits (audit_check.cpp)
    void check_audits();
    void check_audits_told();
    bool is_expected(const std::string& problem);
    // files (file_check.cpp)
    static std::set<Hash> files_at(Server& server);  // whole
    void check_files_at_top();
    void check_file(const Hash& hash, KnownFile& file, const Saved& saved);
    void check_files_of(FieldWorker& worker);
    void check_files_of(RelayHouse& relay);
    std::set<RecordId> records_naming(const Hash& hash);
    bool is_named(const Hash& hash);
    bool is_of_the_forgotten(const Hash& hash);
    void check_device(FieldWorker& worker);
    bool may_see(const Grant& grant, const RecordRow& row, const RecordState& state);
    bool was_never_made(const RecordId& record);
    bool is_partly_forgotten(const RecordId& record);
    bool is_refused(const RecordId& id);
    bool is_of_one_kept(FieldWorker& worker, const Hash& hash);
    bool is_a_refused_one_held();
    bool is_a_relay_ahead();
    void check_comparisons();
    void check_no_traffic();
    void complain(const std::string& what);
    std::string portrait();

    const District& district_;
    Plan plan_;
    FakeClockSource clock_;
    Chance chance_;  // of the event that is happening
    Story story_;
    Ledger ledger_;
    Headquarters headquarters_;
    Surroundings around_;
    std::map<UserId, Grant> grants_;
    std::vector<std::unique_ptr<FieldWorker>> workers_;
    std::vector<std::unique_ptr<RelayHouse>> relays_;  // in half of the worlds
    std::map<RelayHouse*, Disk::Image> relay_copies_;
    std::vector<Stick> sticks_;
    std::set<DeviceId> revoked_, wiped_;  // the latter: told to destroy what they hold
    bool has_copies_ = false;             // this is a world where devices are copied and set back; else the server is
    bool has_erasures_ = false;           // this is a world where people ask to be erased
    std::vector<Tombstone> erased_;       // the list that lies beside the server's store
    bool has_new_form_ = false;
    std::optional<Disk::Image> server_copy_;
    std::uint64_t arrivals_ = 0;              // on the server, learned so far
    std::unique_ptr<StoreReader> reader_;     // while the end is looked at
    std::map<RecordId, RecordState> states_;  // of the server, at the end
    std::map<std::pair<RecordId, Dot>, WriteNumber> on_server_;
    int epochs_ = 1, copies_ = 0;
    std::size_t renewed_ = 0;
    std::size_t early_comparisons_ = 0;  // at the district, while a relay had shown what it had not handed on
    std::string trouble_;
};

// One world in a folder of its own, gone afterwards.
Outcome live_once(const District& district, const Plan& plan);

}  // namespace nuong::simulated

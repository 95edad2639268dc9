// World: several devices, two relays and a top server that live through one random schedule of saves, pushes, pulls,
// sticks carried by hand, lost and repeated messages, refusals and restored backups. After every event the node that
// was touched must show what the oracle says; at the end, with the network whole again, all nodes must hold the same.
#pragma once
#include <cstdint>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "shared/merge/merge.h"
#include "tests/shared/merge/oracle.h"

namespace nuong::oracle {

// Mistakes that a node could make around the merge. The world must notice each of them.
enum class Bug {
    none,
    context_forgotten,
    delta_taken_as_contiguous,
    one_dot_per_save,
    clone_keeps_device_id,
    missing_register_is_empty,
    refused_dot_forgotten,
    relay_keeps_refusal_to_itself,
    unordered_push_acked_as_whole,
    restored_server_keeps_epoch,
    carried_changes_not_passed_on,
    pending_mixed_into_base,
    cursor_before_page,
    answer_before_commit,
    save_names_nothing,
    context_growth_not_announced,
};

inline constexpr std::size_t records = 2, paths = 3;

struct Entry {
    Change change;
    std::vector<std::size_t> writes;  // their numbers at the oracle
    bool is_answered = false;
    bool is_refused = false;
    bool is_carried = false;  // came on a stick from another device
};
using Key = std::pair<DeviceId, std::uint64_t>;  // of a change

struct Page {
    std::vector<RecordState> states;
    std::vector<Knowledge> knowledge;
    std::vector<std::size_t> which;
};

struct Node {
    DeviceId id;
    std::uint64_t epoch = 1;
    std::uint64_t last_seq = 0;
    std::vector<RecordState> base{records};  // what a server said; for a server, what it holds
    std::vector<Knowledge> known{records};
    std::vector<Entry> log;  // own and carried changes
    std::map<Key, std::size_t> place;
    std::vector<std::uint64_t> positions = std::vector<std::uint64_t>(records, 0);
    std::uint64_t last_position = 0;
    std::map<std::pair<std::size_t, std::uint64_t>, std::set<Key>> acked;    // by server and epoch
    std::map<std::pair<std::size_t, std::uint64_t>, std::uint64_t> cursors;  // by server and epoch
};

class World {
public:
    World(std::uint64_t seed, Bug bug);
    // The first thing that went wrong, or "" when all was well.
    std::string live(int events);

private:
    static constexpr std::size_t top = 0, first_device = 3, node_count = 7;

    bool chance(int percent) { return static_cast<int>(random_() % 100) < percent; }
    std::size_t below(std::size_t n) { return static_cast<std::size_t>(random_() % n); }
    std::size_t server_of(std::size_t client);

    void one_event();
    void save(std::size_t device);
    void push(std::size_t client, std::size_t server, bool all);
    Entry receive(std::size_t server, std::size_t client, const Entry& sent);
    void learn_verdict(std::size_t client, const Entry& answer);
    void pull(std::size_t client, std::size_t server, bool all);
    void take_page(std::size_t client, const Page& page);
    void carry_stick(std::size_t from, std::size_t to);
    void repeat_old_message();
    void back_up();
    void restore();
    void forget_contexts(std::size_t node);
    void settle();

    bool keep(Node& node, const Entry& entry);
    void accept(Node& node, const Entry& entry);
    void refuse(Node& node, const Entry& entry);
    void announce(Node& node, std::size_t record, const RecordState& before);
    void apply_as_bug(RecordState& state, const Change& change) const;
    RecordState shown(const Node& node, std::size_t record) const;
    Knowledge knowledge(const Node& node, std::size_t record) const;
    void check(std::size_t node);
    void check_all_agree();
    void complain(const std::string& what);

    Bug bug_;
    std::mt19937_64 random_;
    Oracle oracle_;
    std::vector<Node> nodes_{node_count};
    std::map<std::size_t, Node> backups_;
    struct OldPage {
        std::size_t client;
        Page page;
    };
    struct OldPush {
        std::size_t server, client;
        Entry entry;
    };
    std::vector<OldPage> old_pages_;
    std::vector<OldPush> old_pushes_;
    WriteSet refused_, perhaps_gone_;
    bool servers_may_fail_ = false, devices_may_fail_ = false;
    std::uint64_t next_id_ = 100;
    std::size_t moved_ = 0;
    std::string trouble_;
};

}  // namespace nuong::oracle

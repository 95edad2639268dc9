#include "tests/shared/merge/world.h"

#include <algorithm>

#include "shared/merge/policy.h"

namespace nuong::oracle {
namespace {

const char* const path_names[paths] = {"birth_year", "full_name", "village"};

RecordId record_id(std::size_t record) {
    RecordId id;
    id.bytes[15] = static_cast<std::uint8_t>(record + 1);
    return id;
}

Key key_of(const Entry& entry) { return {entry.change.device, entry.change.seq}; }

// A register whose head is not a number of ours would be a mixture of writes: it shows up as write 0 twice or not at
// all.
WriteSet heads_in(const RecordState& state, std::size_t path) {
    WriteSet heads;
    const Register* reg = state.find(path_names[path]);
    if (!reg) return heads;
    for (const Head& head : reg->heads)
        if (const auto* number = head.value.as<std::int64_t>()) heads.set(static_cast<std::size_t>(*number));
    return heads;
}

}  // namespace

World::World(std::uint64_t seed, Bug bug) : bug_(bug), random_(seed) {
    for (Node& node : nodes_) {
        node.id = {++next_id_};
        for (std::size_t r = 0; r < records; ++r) node.base[r] = {record_id(r), "household", {}, {}};
    }
    // Two losses at once may be more than any protocol survives: a device and the only server that heard of it.
    servers_may_fail_ = chance(50);
    devices_may_fail_ = !servers_may_fail_;
}

std::string World::live(int events) {
    for (int i = 0; i < events && trouble_.empty(); ++i) one_event();
    if (trouble_.empty()) settle();
    return trouble_;
}

std::size_t World::server_of(std::size_t client) {
    if (client < first_device) return top;
    return 1 + (client - first_device) / 2;
}

void World::one_event() {
    const std::size_t device = first_device + below(node_count - first_device), relay = 1 + below(2);
    const std::size_t server = chance(80) ? server_of(device) : below(first_device);  // workers travel
    const std::size_t event = below(100);
    if (event < 36) save(device);
    else if (event < 54) push(device, server, false);
    else if (event < 70) pull(device, server, false);
    else if (event < 77) push(relay, top, false);
    else if (event < 83) pull(relay, top, false);
    else if (event < 88) carry_stick(device, first_device + below(node_count - first_device));
    else if (event < 93) repeat_old_message();
    else if (event < 96) back_up();
    else if (event < 98) restore();
    if (bug_ == Bug::context_forgotten && chance(10)) forget_contexts(below(node_count));
}

void World::save(std::size_t device) {
    if (oracle_.is_full()) return;
    Node& node = nodes_[device];
    const std::size_t record = below(records);
    const RecordState state = shown(node, record);
    Entry entry;
    entry.change = {.device = node.id,
                    .seq = ++node.last_seq,
                    .group = std::nullopt,
                    .record = record_id(record),
                    .form = "household",
                    .form_version = 1,
                    .at = Instant(std::chrono::milliseconds(below(1'000'000))),  // clocks here are all wrong
                    .author = "lan",
                    .n0 = next_n(state, node.id),
                    .writes = {}};
    const Knowledge knowing = knowledge(node, record);
    const std::size_t only = below(paths);
    for (std::size_t path = 0; path < paths; ++path) {
        if (path != only && !chance(35)) continue;
        const std::size_t number = oracle_.write(record, path, knowing);
        std::vector<Dot> seen = replaced_by_write(Policy::latest, state.find(path_names[path]), node.id);
        if (bug_ == Bug::save_names_nothing) seen.clear();
        entry.change.writes.push_back({path_names[path], Value(static_cast<std::int64_t>(number)), std::move(seen)});
        entry.writes.push_back(number);
    }
    if (chance(7))
        for (const std::size_t number : entry.writes) refused_.set(number);
    if (bug_ == Bug::pending_mixed_into_base) apply(node.base[record], entry.change);
    if (bug_ != Bug::one_dot_per_save) {
        keep(node, entry);
    } else {
        for (std::size_t i = 0; i < entry.writes.size(); ++i) {
            Entry part{entry.change, {entry.writes[i]}};
            part.change.writes = {entry.change.writes[i]};
            if (i > 0) part.change.seq = ++node.last_seq;
            keep(node, part);
        }
    }
    check(device);
}

void World::push(std::size_t client, std::size_t server, bool all) {
    Node& node = nodes_[client];
    auto& acked = node.acked[{server, nodes_[server].epoch}];
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < node.log.size(); ++i) {
        const Entry& entry = node.log[i];
        if (acked.count(key_of(entry))) continue;
        if (bug_ == Bug::carried_changes_not_passed_on && entry.is_carried) continue;
        if (bug_ == Bug::relay_keeps_refusal_to_itself && client < first_device && entry.is_refused) continue;
        if (all || chance(70)) chosen.push_back(i);
    }
    if (!all && chance(30)) std::shuffle(chosen.begin(), chosen.end(), random_);
    for (const std::size_t i : chosen) {
        const Entry sent = node.log[i];
        if (!all && chance(10)) old_pushes_.push_back({server, client, sent});
        if (bug_ == Bug::answer_before_commit && chance(5)) {
            acked.insert(key_of(sent));
            continue;
        }
        const Entry answer = receive(server, client, sent);
        if (!all && chance(20)) continue;  // the answer was lost
        acked.insert(key_of(sent));
        learn_verdict(client, answer);
    }
    if (bug_ == Bug::unordered_push_acked_as_whole && !chosen.empty())
        for (const Entry& entry : node.log) acked.insert(key_of(entry));
    check(client);
    check(server);
}

// Only the first server that hears of a change may refuse it; the next ones take its word.
Entry World::receive(std::size_t server, std::size_t client, const Entry& sent) {
    Node& node = nodes_[server];
    if (const auto known = node.place.find(key_of(sent)); known != node.place.end()) return node.log[known->second];
    Entry entry = sent;
    entry.is_carried = false;
    entry.is_answered = true;
    entry.is_refused = client < first_device ? sent.is_refused : refused_[sent.writes.front()];
    keep(node, entry);
    if (entry.is_refused) refuse(node, entry);
    else accept(node, entry);
    return entry;
}

void World::learn_verdict(std::size_t client, const Entry& answer) {
    Node& node = nodes_[client];
    Entry& entry = node.log[node.place.at(key_of(answer))];
    if (entry.is_answered) return;
    entry.is_answered = true;
    entry.is_refused = answer.is_refused;
    if (entry.is_refused) refuse(node, entry);
    else accept(node, entry);
}

void World::pull(std::size_t client, std::size_t server, bool all) {
    const Node& from = nodes_[server];
    std::uint64_t& cursor = nodes_[client].cursors[{server, from.epoch}];
    std::vector<std::size_t> order;
    for (std::size_t r = 0; r < records; ++r)
        if (from.positions[r] > cursor) order.push_back(r);
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return from.positions[a] < from.positions[b]; });
    if (!all && order.size() > 1 && chance(50)) order.resize(1);
    if (order.empty()) return;
    Page page;
    for (const std::size_t r : order) {
        page.states.push_back(from.base[r]);
        page.knowledge.push_back(from.known[r]);
        page.which.push_back(r);
        if (bug_ == Bug::missing_register_is_empty)
            std::erase_if(page.states.back().registers, [&](const Register&) { return chance(30); });
    }
    const std::uint64_t end = from.positions[order.back()];
    if (bug_ == Bug::cursor_before_page) cursor = end;
    if (!all && chance(bug_ == Bug::cursor_before_page ? 45 : 15)) return;  // the answer was lost
    if (!all && chance(10)) old_pages_.push_back({client, page});
    take_page(client, page);
    cursor = end;
    moved_ += order.size();
    check(client);
}

void World::take_page(std::size_t client, const Page& page) {
    Node& node = nodes_[client];
    for (std::size_t i = 0; i < page.which.size(); ++i) {
        const std::size_t r = page.which[i];
        const RecordState before = node.base[r];
        node.base[r] = join(node.base[r], page.states[i]);
        node.known[r].learn(page.knowledge[i]);
        announce(node, r, before);
    }
}

void World::carry_stick(std::size_t from, std::size_t to) {
    if (from == to) return;
    for (Entry entry : nodes_[from].log) {
        entry.is_answered = entry.is_refused = false;
        entry.is_carried = true;
        keep(nodes_[to], entry);
    }
    check(to);
}

void World::repeat_old_message() {
    if (chance(50) && !old_pages_.empty()) {
        const OldPage& old = old_pages_[below(old_pages_.size())];
        take_page(old.client, old.page);
        check(old.client);
    } else if (!old_pushes_.empty()) {
        const OldPush& old = old_pushes_[below(old_pushes_.size())];
        receive(old.server, old.client, old.entry);
        check(old.server);
    }
}

void World::back_up() {
    const std::size_t node = below(node_count);
    backups_[node] = nodes_[node];
}

void World::restore() {
    std::vector<std::size_t> able;
    for (const auto& [node, copy] : backups_)
        if (node < first_device ? servers_may_fail_ : devices_may_fail_) able.push_back(node);
    if (able.empty()) return;
    const std::size_t which = able[below(able.size())];
    Node& node = nodes_[which];
    const Node before = node;
    const std::uint64_t epoch = node.epoch;
    node = backups_.at(which);
    for (std::size_t r = 0; r < records; ++r) {
        WriteSet elsewhere;
        for (const Node& other : nodes_) elsewhere |= knowledge(other, r).writes;
        perhaps_gone_ |= knowledge(before, r).writes & ~elsewhere;
    }
    if (which < first_device) {
        servers_may_fail_ = false;
        node.epoch = bug_ == Bug::restored_server_keeps_epoch ? epoch : ++next_id_;
    } else if (bug_ != Bug::clone_keeps_device_id) {
        node.id = {++next_id_};
        node.last_seq = 0;
    }
    check(which);
}

void World::forget_contexts(std::size_t node) {
    for (RecordState& state : nodes_[node].base) {
        state.context = {};
        for (const Register& reg : state.registers)
            for (const Head& head : reg.heads) state.context.add(head.dot);
    }
}

void World::settle() {
    for (int round = 0; round < 5; ++round) {
        moved_ = 0;
        for (std::size_t client = node_count; client-- > 1 && trouble_.empty();) {
            push(client, server_of(client), true);
            pull(client, server_of(client), true);
        }
    }
    if (trouble_.empty() && moved_ != 0) complain("never quiet: records move although nobody writes");
    if (trouble_.empty()) check_all_agree();
}

bool World::keep(Node& node, const Entry& entry) {
    if (!node.place.emplace(key_of(entry), node.log.size()).second) return false;
    node.log.push_back(entry);
    return true;
}

void World::accept(Node& node, const Entry& entry) {
    const std::size_t r = oracle_.record_of(entry.writes.front());
    const RecordState before = node.base[r];
    apply_as_bug(node.base[r], entry.change);
    for (const std::size_t number : entry.writes) node.known[r].writes.set(number);
    announce(node, r, before);
}

void World::refuse(Node& node, const Entry& entry) {
    const std::size_t r = oracle_.record_of(entry.writes.front());
    const RecordState before = node.base[r];
    if (bug_ != Bug::refused_dot_forgotten) mark_used(node.base[r], entry.change);
    for (const std::size_t number : entry.writes) node.known[r].refused.set(number);
    announce(node, r, before);
}

// A record that knows more than before goes to the end of the feed, also when nothing visible changed.
void World::announce(Node& node, std::size_t record, const RecordState& before) {
    const RecordState& after = node.base[record];
    const bool only_visible = bug_ == Bug::context_growth_not_announced;
    if (only_visible ? after.registers != before.registers : !(after == before))
        node.positions[record] = ++node.last_position;
}

void World::apply_as_bug(RecordState& state, const Change& change) const {
    apply(state, change);
    if (bug_ != Bug::delta_taken_as_contiguous) return;
    for (std::size_t i = 0; i < change.writes.size(); ++i) state.context.add_run(change.device, change.dot_of(i).n);
}

RecordState World::shown(const Node& node, std::size_t record) const {
    RecordState state = node.base[record];
    for (const Entry& entry : node.log)
        if (!entry.is_answered && entry.change.record == state.id) apply_as_bug(state, entry.change);
    return state;
}

Knowledge World::knowledge(const Node& node, std::size_t record) const {
    Knowledge knowing = node.known[record];
    for (const Entry& entry : node.log)
        if (!entry.is_answered && oracle_.record_of(entry.writes.front()) == record)
            for (const std::size_t number : entry.writes) knowing.writes.set(number);
    return knowing;
}

void World::check(std::size_t node) {
    for (std::size_t r = 0; r < records && trouble_.empty(); ++r) {
        const RecordState state = shown(nodes_[node], r);
        const Knowledge knowing = knowledge(nodes_[node], r);
        for (std::size_t path = 0; path < paths; ++path) {
            const WriteSet got = heads_in(state, path), want = oracle_.heads(knowing, r, path);
            if (got == want) continue;
            const char* what =
                (got & ~want).any() ? "came back: a superseded write is visible" : "lost: a write is missing";
            return complain(std::string(what) + " at node " + std::to_string(node));
        }
    }
}

void World::check_all_agree() {
    const Node& first = nodes_[top];
    for (std::size_t r = 0; r < records; ++r) {
        Knowledge all;
        for (const Node& node : nodes_) all.learn(knowledge(node, r));
        for (std::size_t number = 0; number < oracle_.size(); ++number)
            if (oracle_.record_of(number) == r && !(all.writes | all.refused | perhaps_gone_)[number])
                return complain("lost: nobody knows write " + std::to_string(number));
        for (std::size_t path = 0; path < paths; ++path)
            if (heads_in(first.base[r], path) != oracle_.heads(all, r, path))
                return complain("lost: the top does not show what was written");
        for (const Node& node : nodes_)
            if (!(shown(node, r) == first.base[r])) return complain("diverged: two nodes hold different states");
        if (perhaps_gone_.none() && !first.base[r].context.cloud().empty())
            return complain("gap: the context never closes");
    }
}

void World::complain(const std::string& what) {
    if (trouble_.empty()) trouble_ = what;
}

}  // namespace nuong::oracle

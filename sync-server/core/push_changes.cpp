#include "sync-server/core/push_changes.h"

#include <algorithm>
#include <span>
#include <unordered_map>

#include "shared/merge/merge.h"
#include "shared/merge/policy.h"
#include "shared/protocol/limits.h"
#include "sync-server/core/judge.h"
#include "sync-server/core/limits.h"

namespace nuong {
namespace {

// One request's push, inside one part of a transaction.
class Push {
public:
    Push(StoreTransaction& transaction, const DocumentBook& book, const Principal& principal, Instant now)
        : transaction_(transaction), principal_(principal), judge_(transaction, book, principal), now_(now) {}

    PushOutcome run(const Hash& previous_link, std::span<const ArrivedChange> changes) {
        const auto device = transaction_.device(principal_.device);
        outcome_.acked = device->acked;
        link_ = device->link;
        while (!changes.empty()) {
            const ArrivedChange& next = changes.front();
            if (next.change.seq <= outcome_.acked) {
                if (!repeats_what_we_have(next)) break;
                changes = changes.subspan(1);
            } else {
                if (next.change.seq != outcome_.acked + 1) break;  // a gap: the device sends again from acked + 1
                if (&next == first_of_request_ && previous_link != link_) {
                    fork_at(next.change.seq);
                    break;
                }
                const std::size_t together = length_of_group(changes);
                take(changes.first(together));
                changes = changes.subspan(together);
            }
        }
        transaction_.set_progress(principal_.device, outcome_.acked, link_, now_);
        return std::move(outcome_);
    }

    void note_first(const ArrivedChange* first) { first_of_request_ = first; }

private:
    // A retry after a lost answer gets the answer again; another change under the same seq is a second copy at work.
    bool repeats_what_we_have(const ArrivedChange& arrived) {
        const auto stored = transaction_.change(principal_.device, arrived.change.seq);
        if (!stored || stored->hash != arrived.hash) {
            fork_at(arrived.change.seq);
            return false;
        }
        if (!stored->verdict.empty())
            outcome_.verdicts.push_back({arrived.change.seq, stored->verdict, stored->reason});
        return true;
    }

    void fork_at(std::uint64_t seq) {
        outcome_.forked = true;
        outcome_.verdicts.push_back(
            {seq,
             "fork",
             {"Kho dữ liệu này là bản sao của một thiết bị khác. Máy sẽ lấy số hiệu mới và gửi lại.",
              "This store is a copy of another device's. It takes a new identity and sends again."}});
        transaction_.add_audit(now_, principal_.user, "fork", to_string(principal_.device) + " " + std::to_string(seq));
    }

    // Changes of one save over several records stand together; they must be consecutive.
    static std::size_t length_of_group(std::span<const ArrivedChange> changes) {
        std::size_t length = 1;
        if (!changes.front().change.group) return length;
        while (length < changes.size() && changes[length].change.group == changes.front().change.group &&
               changes[length].change.seq == changes[length - 1].change.seq + 1)
            ++length;
        return length;
    }

    struct Touched {
        Found found;
        AreaCode area_before;
        std::string text;  // of the state after the change
    };

    void take(std::span<const ArrivedChange> group) {
        std::vector<std::optional<Refusal>> refusals;
        std::unordered_map<RecordId, Touched> touched;
        for (const ArrivedChange& arrived : group) {
            const auto known = touched.find(arrived.change.record);
            Touched& record = known == touched.end() ? touched[arrived.change.record] : known->second;
            if (known == touched.end()) record = find(arrived.change.record);
            auto refusal = judge_.refusal_of(arrived.change, record.found);
            if (!refusal) refusal = try_on(record, arrived.change);
            refusals.push_back(std::move(refusal));
        }
        const bool whole = std::none_of(refusals.begin(), refusals.end(), [](const auto& r) { return r.has_value(); });
        for (std::size_t i = 0; i < group.size(); ++i) {
            if (!whole && !refusals[i]) refusals[i] = refused_with_its_group();
            keep(group[i], refusals[i]);
            if (!whole) use_up_dots(group[i].change);
        }
        if (whole)
            for (auto& [id, record] : touched) store(std::move(record));
    }

    Touched find(const RecordId& id) {
        Touched touched;
        touched.found.state.id = id;
        if (auto row = transaction_.record(id)) {
            auto state = protocol::decode_state(row->state);
            if (!state) throw std::runtime_error("record " + to_string(id) + " cannot be read from the store");
            touched.found.state = std::move(*state);
            touched.found.area = touched.area_before = row->area;
        }
        return touched;
    }

    std::optional<Refusal> try_on(Touched& record, const Change& change) {
        RecordState& state = record.found.state;
        apply_arrived(state, change, now_);
        if (AreaCode area = area_of(state); !area.empty()) record.found.area = std::move(area);
        record.text = protocol::encode(state);
        if (record.text.size() <= limits::state_bytes_max && parts_of(state) <= protocol::writes_max)
            return std::nullopt;
        return Refusal{"too_large",
                       {"Hồ sơ này đã quá lớn. Hãy lập hồ sơ mới cho phần tiếp theo.",
                        "This record has grown too large. Start a new record for the rest."}};
    }

    // What the decoder of a state counts.
    static std::size_t parts_of(const RecordState& state) {
        std::size_t parts = state.context.cloud().size();
        for (const Register& reg : state.registers) parts += reg.heads.size();
        return parts;
    }

    void store(Touched record) {
        const RecordState& state = record.found.state;
        const bool moved = !record.area_before.empty() && record.area_before != record.found.area;
        transaction_.put_record({state.id, state.form, record.found.area, std::move(record.text), 0},
                                moved ? std::optional(record.area_before) : std::nullopt);
    }

    // The record moves to the end of the feed, so that the device learns that its write is not in it.
    void use_up_dots(const Change& change) {
        if (change.n0 > static_cast<std::uint64_t>(INT64_MAX) - change.writes.size()) return;
        Touched record = find(change.record);
        mark_used(record.found.state, change);
        record.text = protocol::encode(record.found.state);
        if (parts_of(record.found.state) <= protocol::writes_max) store(std::move(record));
    }

    void keep(const ArrivedChange& arrived, const std::optional<Refusal>& refusal) {
        link_ = next_link(link_, arrived.hash);
        ChangeRow row;
        row.device = principal_.device;
        row.seq = arrived.change.seq;
        row.hash = arrived.hash;
        row.link = link_;
        row.record = arrived.change.record;
        row.author = arrived.change.author;
        row.received = now_;
        row.body = arrived.body;
        if (refusal) {
            row.verdict = refusal->code;
            row.reason = refusal->message;
            outcome_.verdicts.push_back({row.seq, refusal->code, refusal->message});
        }
        transaction_.add_change(row);
        outcome_.acked = row.seq;
    }

    StoreTransaction& transaction_;
    const Principal& principal_;
    Judge judge_;
    Instant now_;
    Hash link_{};
    PushOutcome outcome_;
    const ArrivedChange* first_of_request_ = nullptr;
};

}  // namespace

std::vector<ArrivedChange> prepare(std::vector<Change> changes) {
    std::vector<ArrivedChange> prepared;
    prepared.reserve(changes.size());
    for (Change& change : changes) {
        ArrivedChange arrived{std::move(change), {}, {}};
        arrived.body = protocol::encode(arrived.change);
        arrived.hash = sha256(arrived.body);
        prepared.push_back(std::move(arrived));
    }
    return prepared;
}

PushOutcome push_changes(StoreTransaction& transaction, const DocumentBook& book, const Principal& principal,
                         const Hash& previous_link, const std::vector<ArrivedChange>& changes, Instant now) {
    Push push(transaction, book, principal, now);
    push.note_first(changes.data());
    return push.run(previous_link, changes);
}

void apply_arrived(RecordState& state, Change change, Instant received) {
    change.at = std::min(change.at, received + limits::clock_ahead_max);
    apply(state, change);
}

AreaCode area_of(const RecordState& state) {
    const Register* reg = state.find(reserved::area);
    return reg ? view_of(reserved_policy(reserved::area), *reg).shown.text() : AreaCode();
}

}  // namespace nuong

#include "sync-server/core/push_changes.h"

#include <algorithm>
#include <span>
#include <unordered_map>

#include "shared/forms/subject.h"
#include "shared/merge/merge.h"
#include "shared/merge/policy.h"
#include "shared/protocol/limits.h"
#include "sync-server/core/blobs.h"
#include "sync-server/core/erasure.h"
#include "sync-server/core/former_areas.h"
#include "sync-server/core/former_cases.h"
#include "sync-server/core/inspect.h"
#include "sync-server/core/judge.h"
#include "sync-server/core/limits.h"
#include "sync-server/core/save_group.h"
#include "sync-server/core/signers.h"

namespace nuong {
namespace {

// Whoever makes a record says its area, where nobody had said one before. Anything else on a record that is not here is
// a correction that came before it.
bool makes_record(const Change& change) {
    return std::any_of(change.writes.begin(), change.writes.end(),
                       [](const Write& write) { return write.path == reserved::area && write.replaces.empty(); });
}

// Of an event that was right when it was made: the form may have grown since, and nobody can be asked again.
bool corrects_another(const Change& change) {
    return std::any_of(change.writes.begin(), change.writes.end(),
                       [](const Write& write) { return write.path == reserved::corrects; });
}

// One request's push, inside one part of a transaction.
class Push {
public:
    Push(StoreTransaction& transaction, const DocumentBook& book, const Principal& principal, Instant now,
         const RelayedVerdicts* told = nullptr)
        : transaction_(transaction),
          book_(book),
          principal_(principal),
          judge_(transaction, book, principal),
          parent_(transaction.upstream()),
          now_(parent_ ? parent_->time(now) : now),
          told_(told) {}

    PushOutcome run(const ArrivedRun& run) {
        std::span<const ArrivedChange> changes = run.changes;
        const auto device = transaction_.device(principal_.device);
        outcome_.acked = device->acked;
        link_ = device->link;
        transaction_.expect(records_of(run));
        const ArrivedChange* const first = changes.data();
        while (!changes.empty()) {
            const ArrivedChange& next = changes.front();
            const std::uint64_t seq = next.sent.change.seq;
            if (seq <= outcome_.acked) {
                if (!repeats_what_we_have(next)) break;
                changes = changes.subspan(1);
            } else if (outcome_.is_uncompared) {
                break;  // the device goes on from `acked`, when it has seen by the chain that all before was its own
            } else {
                if (seq != outcome_.acked + 1) break;  // a gap: the device sends again from acked + 1
                if (&next == first && run.previous != protocol::mark_of(link_)) {
                    fork_at(seq);
                    break;
                }
                if (!is_proven(run, changes)) return std::move(outcome_);
                if (const auto stored = parent_ ? transaction_.change(principal_.device, seq) : std::nullopt) {
                    if (!goes_on_as_kept(next, *stored)) break;
                    changes = changes.subspan(1);
                    continue;
                }
                const std::size_t together = length_of_group(changes);
                take(changes.first(together));
                changes = changes.subspan(together);
            }
        }
        transaction_.set_progress(principal_.device, outcome_.acked, link_, now_);
        keep_signature(run);
        return std::move(outcome_);
    }

private:
    // Known before anything new is taken: `rest` is all that is new here. The device's own chain over all of it is what
    // it has signed, whatever becomes of each change.
    bool is_proven(const ArrivedRun& run, std::span<const ArrivedChange> rest) {
        if (is_checked_) return true;
        is_checked_ = true;
        Hash link = link_;
        for (const ArrivedChange& arrived : rest) link = next_link(link, arrived.hash);
        const protocol::ChainEnd end{principal_.device, rest.back().sent.change.seq, link};
        const auto signer = run.signature ? signer_of(transaction_, end, *run.signature) : std::nullopt;
        if (signer) {
            transaction_.note_signs(principal_.device, *signer);
            signed_end_ = end;
            return true;
        }
        if (run.is_proven || !signs(transaction_, principal_.device)) return true;
        outcome_.unproven = run.signature ? wrongly_signed() : not_signed();
        transaction_.add_audit(now_, told_ ? told_->relay.user : principal_.user, outcome_.unproven->code,
                               to_string(principal_.device) + " " + std::to_string(end.last));
        return false;
    }

    void keep_signature(const ArrivedRun& run) {
        if (signed_end_ && signed_end_->last == outcome_.acked && signed_end_->link == link_)
            transaction_.add_run_signature(principal_.device, {outcome_.acked, *run.signature});
    }

    // A retry after a lost answer gets the answer again; another change under the same seq is a second copy at work.
    bool repeats_what_we_have(const ArrivedChange& arrived) {
        const std::uint64_t seq = arrived.sent.change.seq;
        const auto stored = transaction_.change(principal_.device, seq);
        if (!stored && parent_) {  // from before this relay met the device: the parent has it, and only it can compare
            outcome_.is_uncompared = true;
            const Change& change = arrived.sent.change;
            const bool is_gone = arrived.sent.erased || transaction_.is_erased(change.record);
            if (!is_gone) note_blob_references(transaction_, change, false);  // whoever brings them may leave them here
            if (!is_decided_above(change) && !is_gone) note_passed_over(transaction_, change);
            return true;
        }
        if (!stored || stored->hash != arrived.hash) {
            fork_at(seq);
            return false;
        }
        if (!stored->verdict.empty()) outcome_.verdicts.push_back({seq, stored->verdict, stored->reason});
        (void)is_decided_above(arrived.sent.change);
        return true;
    }

    // At a relay whose parent was set back: what the device had told the parent before is taken anew, and then comes
    // what has been here all the time.
    bool goes_on_as_kept(const ArrivedChange& arrived, const ChangeRow& stored) {
        const Hash link = next_link(link_, arrived.hash);
        if (stored.hash != arrived.hash || stored.link != link) {
            fork_at(stored.seq);
            return false;
        }
        link_ = link;
        outcome_.acked = stored.seq;
        if (!stored.verdict.empty()) outcome_.verdicts.push_back({stored.seq, stored.verdict, stored.reason});
        return true;
    }

    void fork_at(std::uint64_t seq) {
        outcome_.forked = true;
        outcome_.verdicts.push_back(
            {seq,
             "fork",
             {"Kho dữ liệu này là bản sao của một máy khác. Máy này sẽ lấy số hiệu mới và gửi lại.",
              "This store is a copy of another device's. It takes a new identity and sends again."}});
        transaction_.add_audit(now_, principal_.user, "fork", to_string(principal_.device) + " " + std::to_string(seq));
    }

    struct Touched {
        Found found;
        AreaCode area_before;
        std::vector<AreaCode> passed = {};  // where it was made to lie by what was replaced already when it arrived
        std::uint64_t position_before = 0;
        bool was_touched = false;    // already in this commit, by this push or by another device's
        bool is_erased = false;      // by law: it is not here any more
        bool needs_telling = false;  // the state is not what the device thinks that it is
        std::string text;            // of the state after the change
    };

    void take(std::span<const ArrivedChange> group) {
        std::vector<std::optional<Refusal>> refusals;
        std::unordered_map<RecordId, Touched> touched;
        for (const ArrivedChange& arrived : group) {
            const Change& change = arrived.sent.change;
            if (arrived.sent.erased) {
                refusals.push_back(refused_as_erased());
                continue;
            }
            if (!arrived.sent.wrong.empty()) {
                refusals.push_back(refused_as_unreadable(arrived.sent.wrong));
                continue;
            }
            if (is_decided_above(change)) {
                refusals.emplace_back();
                continue;
            }
            const auto [at, is_first] = touched.try_emplace(change.record);
            Touched& record = at->second;
            if (is_first) record = find(change.record);
            if (is_first && record.found.state.form.empty())
                record.is_erased = was_anybody_erased() && transaction_.is_erased(change.record);
            if (record.is_erased) {
                refusals.push_back(refused_as_erased());
                continue;
            }
            auto refusal = told_ ? told_refusal(change, record.found) : judge_.refusal_of(change, record.found);
            if (refusal && is_for_the_parent(*refusal, change)) refusal.reset();
            if (!refusal) refusal = try_on(record, change);
            refusals.push_back(std::move(refusal));
        }
        // What was erased is no reason to refuse what was saved together with it.
        const auto stands = [](const auto& refusal) { return !refusal || refusal->code == protocol::verdict_erased; };
        const bool whole = std::all_of(refusals.begin(), refusals.end(), stands);
        for (std::size_t i = 0; i < group.size(); ++i) {
            if (!whole && !refusals[i]) refusals[i] = refused_with_its_group();
            keep(group[i], refusals[i]);
            if (!whole && !group[i].sent.change.writes.empty()) use_up_dots(group[i].sent.change);
        }
        if (whole)
            for (auto& [id, record] : touched)
                if (!record.text.empty()) store(std::move(record));
        if (has_erased_) transaction_.forget_erased_bodies();
        has_erased_ = false;
    }

    // The device was at the parent with it before it came here: the record as the parent said it has it already, or
    // does without it. Here it is only kept.
    bool is_decided_above(const Change& change) {
        if (!parent_) return false;
        const auto text = transaction_.base(change.record);
        const auto base = text ? protocol::decode_state(*text) : Result<RecordState>(Error{});
        if (!base || change.writes.empty() || !knows(*base, change)) return false;
        tell_how_it_stands(change.record);
        return true;
    }

    // In this answer as far as there is room; else it comes by the feed, to others as well.
    void tell_how_it_stands(const RecordId& record) {
        auto& told = outcome_.decided_above;
        if (std::find(told.begin(), told.end(), record) != told.end()) return;
        if (told.size() < protocol::doubted_max) return told.push_back(record);
        if (auto row = transaction_.record(record)) transaction_.put_record(std::move(*row), std::nullopt);
    }

    // What lies outside a relay's areas it hands on: its parent judges it (told_refusal), and may have taken it
    // already. Who may write a form at all it can tell itself.
    bool is_for_the_parent(const Refusal& refusal, const Change& change) {
        if (!parent_ || told_ || refusal.code != "no_right" || !judge_.may_write(change)) return false;
        for (const Write& write : change.writes)
            if (write.path == reserved::area) return area_at_relay(*parent_, book_.areas, write.value.text()).empty();
        return false;
    }

    // The relay's verdict. This server's own is only noted, but for what it could not merge, and what is neither the
    // relay's business nor the author's.
    std::optional<Refusal> told_refusal(const Change& change, const Found& found) {
        for (const protocol::Verdict& verdict : told_->refused)
            if (verdict.seq == change.seq && verdict.code != protocol::verdict_erased)
                return Refusal{verdict.code, verdict.message};
        if (auto refusal = judge_.refusal_of_relayed(change, found)) return refusal;
        auto own = judge_.refusal_of(change, found);
        if (own && judge_.is_outside(change, found, told_->relay)) return own;
        if (own)
            transaction_.add_audit(now_, told_->relay.user, "relay_flag",
                                   to_string(change.device) + ":" + std::to_string(change.seq) + " " + own->code);
        return std::nullopt;
    }

    Touched find(const RecordId& id) {
        Touched touched;
        touched.found.state.id = id;
        if (auto row = transaction_.record(id)) {
            auto state = protocol::decode_state(row->state);
            if (!state) throw std::runtime_error("a record cannot be read from the store: run verify");
            touched.found.state = std::move(*state);
            touched.found.area = touched.area_before = row->area;
            touched.position_before = row->position;
            touched.was_touched = row->position == 0;
        }
        return touched;
    }

    // About somebody who was erased while the writer was away: what nobody else knows yet goes as well, a record that
    // this change makes. One that stands for somebody else is not taken along by whoever points it at them, by mistake
    // or on purpose.
    std::optional<Refusal> try_on(Touched& record, const Change& change) {
        RecordState& state = record.found.state;
        const bool is_new = state.registers.empty() && state.context.empty();
        const bool is_made = is_new && makes_record(change) && !corrects_another(change);
        const bool was_only_refused = !is_new && record.found.area.empty();
        const auto used = book_.compiled->find(transaction_, change.form, change.form_version);
        const auto form = used ? used : book_.form_in_force(transaction_, change.form);
        const auto subject_before = subject_of(form, state);
        const bool stands = !state.registers.empty();
        apply_arrived(state, change, now_);
        if (is_erased(subject_of(form, state))) {
            record.text.clear();
            const bool goes_along = stands ? is_erased(subject_before) : makes_record(change);
            return goes_along ? refused_as_erased() : refused_as_about_erased();
        }
        // Another server has looked at what it hands on, or says so; and nobody here knows the rules of a version that
        // was never published. Of such it is asked alone whether who was asked has agreed.
        if (auto refusal = used && !told_ ? broken_rule(form, state, change, is_made)
                                          : refusal_for_consent(form, state, change, now_))
            return refusal;
        if (change.at > now_ + limits::clock_ahead_max) record.needs_telling = true;
        if (AreaCode area = area_of(state); !area.empty()) record.found.area = std::move(area);
        note_where_it_was(record, areas_written(change));
        if (was_only_refused) note_where_it_was(record, areas_refused(transaction_, state.id));
        record.text = protocol::encode(state);
        return refusal_by_size(state, record.text.size());
    }

    // A server that was set back may hear of a move before it hears of where the record was moved from. Whoever has
    // read it there has to be told that it left, as if things had come in their order.
    void note_where_it_was(Touched& record, const std::vector<AreaCode>& areas) {
        if (record.found.area.empty()) return;
        for (const AreaCode& area : areas) {
            const bool is_passed = area != record.found.area && area != record.area_before;
            if (is_passed && book_.areas.contains(area)) record.passed.push_back(area);
        }
    }

    // A rule may speak of today, and this server's clock may have been set back: what holds on the newest day that it
    // has ever seen is accepted.
    std::optional<Refusal> broken_rule(const forms::FormPointer& form, const RecordState& after, const Change& change,
                                       bool is_made) {
        const auto refusal = refusal_by_form(form, after, change, is_made, now_);
        const Instant newest = refusal ? transaction_.newest_time() : now_;
        return newest > now_ ? refusal_by_form(form, after, change, is_made, newest) : refusal;
    }

    // Only looked for when somebody was ever erased.
    std::optional<RecordId> subject_of(const forms::FormPointer& form, const RecordState& state) {
        if (!form || !was_anybody_erased()) return std::nullopt;
        return forms::subject_of(form->definition, state);
    }

    bool is_erased(const std::optional<RecordId>& record) { return record && transaction_.is_erased(*record); }

    bool was_anybody_erased() {
        if (!was_anybody_erased_) was_anybody_erased_ = !transaction_.erasures(0, 1).empty();
        return *was_anybody_erased_;
    }

    void store(Touched record) {
        const RecordState& state = record.found.state;
        const AreaCode area = parent_ ? area_at_relay(*parent_, book_.areas, record.found.area) : record.found.area;
        const bool moved = !record.area_before.empty() && record.area_before != area;
        const auto before = parent_ ? transaction_.record(state.id) : std::nullopt;
        if (before) note_former_cases(transaction_, *before, state);
        std::uint64_t place = transaction_.put_record({state.id, state.form, area, std::move(record.text), 0},
                                                      moved ? std::optional(record.area_before) : std::nullopt);
        for (const AreaCode& passed : record.passed)
            if (const AreaCode was = parent_ ? area_at_relay(*parent_, book_.areas, passed) : passed;
                !was.empty() && was != area)
                place = transaction_.put_record(*transaction_.record(state.id), was);
        note_own(record, place);
    }

    void note_own(const Touched& record, std::uint64_t place) {
        const RecordId& id = record.found.state.id;
        const auto known = outcome_.own.find(id);
        if (record.needs_telling) outcome_.own.erase(id);
        else if (known != outcome_.own.end()) known->second.position = place;
        else if (!record.was_touched) outcome_.own[id] = {place, record.position_before, record.area_before};
    }

    // The record moves to the end of the feed, so that the device learns that its write is not in it.
    void use_up_dots(const Change& change) {
        if (transaction_.is_erased(change.record)) return;
        Touched record = find(change.record);
        if (!use_up_arrived(record.found.state, change)) return;
        note_where_it_was(record, areas_written(change));
        record.text = protocol::encode(record.found.state);
        record.needs_telling = true;
        store(std::move(record));
    }

    void keep(const ArrivedChange& arrived, const std::optional<Refusal>& refusal) {
        link_ = next_link(link_, arrived.hash);
        ChangeRow row;
        row.device = principal_.device;
        row.seq = arrived.sent.change.seq;
        row.hash = arrived.hash;
        row.link = link_;
        row.record = arrived.sent.change.record;
        row.author = arrived.sent.change.author;
        row.received = now_;
        row.body = arrived.sent.text;
        if (refusal) {
            row.verdict = refusal->code;
            row.reason = refusal->message;
            outcome_.verdicts.push_back({row.seq, refusal->code, refusal->message});
        }
        if (arrived.sent.erased) row.body.clear();
        transaction_.add_change(row);
        const bool is_erased = refusal && refusal->code == protocol::verdict_erased;
        if (!is_erased) note_blob_references(transaction_, arrived.sent.change, !refusal);
        else if (!arrived.sent.erased) erase_on_arrival(arrived.sent.change);
        outcome_.acked = row.seq;
    }

    // What was written in a record that is no more, or about somebody who was erased: then that record goes as well.
    void erase_on_arrival(const Change& change) {
        has_erased_ = was_anybody_erased_.emplace(true);
        if (!parent_ && !transaction_.is_erased(change.record))
            return erase(transaction_, {change.record}, erasure::request, principal_.user, now_);
        transaction_.erase({change.record, now_, std::string(erasure::request)});
    }

    StoreTransaction& transaction_;
    const DocumentBook& book_;
    const Principal& principal_;
    Judge judge_;
    std::optional<UpstreamRow> parent_;  // at a relay: it may have decided already
    Instant now_;                        // of the district, as far as it is known here: it ranks and judges
    const RelayedVerdicts* told_;        // nullptr: this is the first server
    Hash link_{};
    bool is_checked_ = false;
    bool has_erased_ = false;                 // bodies have to be forgotten
    std::optional<bool> was_anybody_erased_;  // ever; looked up when first asked
    std::optional<protocol::ChainEnd> signed_end_;
    PushOutcome outcome_;
};

}  // namespace

void PushOutcome::settle(const Committed& committed) {
    for (auto& [id, record] : own) record.position = committed.position_of(record.position);
}

PushOutcome push_changes(StoreTransaction& transaction, const DocumentBook& book, const Principal& principal,
                         const ArrivedRun& run, Instant now) {
    return Push(transaction, book, principal, now).run(run);
}

PushOutcome push_relayed(StoreTransaction& transaction, const DocumentBook& book, const Principal& maker,
                         const ArrivedRun& run, const RelayedVerdicts& told, Instant now) {
    return Push(transaction, book, maker, now, &told).run(run);
}

AreaCode area_of(const RecordState& state) {
    const Register* reg = state.find(reserved::area);
    return reg ? view_of(reserved_policy(reserved::area), *reg).shown.text() : AreaCode();
}

AreaCode area_at_relay(const UpstreamRow& upstream, const AreaTree& areas, const AreaCode& area) {
    const bool is_here = std::any_of(upstream.areas.begin(), upstream.areas.end(),
                                     [&](const AreaCode& root) { return areas.is_within(area, root); });
    return is_here ? area : AreaCode();
}

}  // namespace nuong

#include "sync-server/core/erasure.h"

#include <map>
#include <set>
#include <sstream>

#include "shared/base/time_zone.h"
#include "shared/forms/record_fields.h"
#include "shared/forms/restriction.h"
#include "shared/forms/subject.h"
#include "shared/merge/merge.h"
#include "shared/protocol/codec.h"
#include "shared/protocol/limits.h"
#include "sync-server/core/remainder.h"

namespace nuong {
namespace {

constexpr std::size_t rows_at_once = 500;

bool is_kept_by_law(const forms::FormPointer& form) {
    return form && form->definition.settings.erasure == forms::Erasure::kept_by_law;
}

// "Quyền về dữ liệu › Hạn chế xử lý"
Message words_of(const forms::FormDefinition& form, int node) {
    Message words;
    for (int each = node; each >= 0; each = form.nodes[static_cast<std::size_t>(each)].parent) {
        const Message label =
            forms::message_of(form.nodes[static_cast<std::size_t>(each)].label, form.default_language);
        words = each == node ? label : Message{label.vi + " › " + words.vi, label.en + " › " + words.en};
    }
    return words;
}

// On the record itself, or on the one whom it is about.
std::optional<RestrictionMark> mark_for(StoreReader& reader, const DocumentBook& book, const RecordRow& row) {
    const auto form = book.form_in_force(reader, row.form);
    const auto state = protocol::decode_state(row.state);
    if (!form || !state) return std::nullopt;
    if (form->restricted < 0) {
        const auto person = forms::subject_of(form->definition, *state);
        const auto theirs = person ? reader.record(*person) : std::nullopt;
        const bool goes_on = theirs && !theirs->form.empty() && theirs->form != row.form;
        return goes_on ? mark_for(reader, book, *theirs) : std::nullopt;
    }
    RestrictionMark mark{row.id,
                         row.form,
                         forms::is_restricted(*form, *state),
                         forms::message_of(form->definition.title, form->definition.default_language),
                         {},
                         {}};
    for (const int question : forms::questions_of_restriction(*form)) {
        mark.questions.push_back(form->node(question).id);
        mark.words.push_back(words_of(form->definition, question));
    }
    return mark;
}

}  // namespace

namespace {

class Planning {
public:
    Planning(StoreReader& reader, const DocumentBook& book, const RecordId& record)
        : reader_(reader), book_(book), record_(record), name_(to_string(record)) {}

    Result<ErasurePlan> run() {
        plan_.seen = seen_so_far(reader_);
        own_ = reader_.record(record_);
        look_at_refused();
        if (!is_there())
            return Error{ErrorCode::not_found,
                         {"Không có hồ sơ " + name_ + ", hoặc đã xóa rồi.",
                          "There is no record " + name_ + ", or it was erased already."}};
        look_at_records();
        if (own_ && !own_->form.empty()) look_at_own();
        else companions_.push_back({record_, {}, {}, {}, 0});
        look_at_history();
        settle();
        return std::move(plan_);
    }

private:
    bool is_there() const { return (own_ && !own_->form.empty()) || refused_.contains(record_); }

    // Of a record of which everything was refused only the refused saves say whom it is about.
    void look_at_refused() {
        std::uint64_t after = 0;
        for (auto rows = reader_.refused_changes(after, rows_at_once); !rows.empty();
             rows = reader_.refused_changes(after, rows_at_once))
            for (const ChangeRow& row : rows) {
                after = row.arrival;
                if (row.record == record_ || row.body.find(name_) != std::string::npos) add_refused(row);
            }
        for (const auto& [id, state] : refused_)
            if (id != record_) look_at({id, state.form, {}, {}, 0}, state);
    }

    void add_refused(const ChangeRow& row) {
        const auto accepted = reader_.record(row.record);
        if (accepted && !accepted->form.empty()) {
            if (row.record != record_) mention(*accepted);
            return;
        }
        RecordState& state = refused_[row.record];
        state.id = row.record;
        if (const auto sent = protocol::decode_sent_change(row.body); sent && sent->wrong.empty())
            apply(state, sent->change);
    }

    void look_at_records() {
        std::optional<RecordId> after;
        for (auto rows = reader_.records("", after, rows_at_once); !rows.empty();
             rows = reader_.records("", after, rows_at_once)) {
            after = rows.back().id;
            for (RecordRow& row : rows) {
                if (row.form.empty() || row.id == record_ || row.state.find(name_) == std::string::npos) continue;
                const auto state = protocol::decode_state(row.state);
                if (state) look_at(std::move(row), *state);
                else mention(std::move(row));
            }
        }
    }

    // What a record said of the person before somebody wrote it anew stays among its changes.
    void look_at_history() {
        std::uint64_t after = 0;
        for (auto rows = reader_.changes(after, rows_at_once); !rows.empty();
             rows = reader_.changes(after, rows_at_once))
            for (const ChangeRow& row : rows) {
                after = row.arrival;
                const bool names = row.record != record_ && row.verdict.empty() &&
                                   row.body.find(name_) != std::string::npos && !mentioned_.contains(row.record);
                if (!names) continue;
                if (auto record = reader_.record(row.record); record && !record->form.empty())
                    mention(std::move(*record));
            }
    }

    void look_at(RecordRow row, const RecordState& state) {
        const auto form = book_.form_in_force(reader_, row.form);
        if (form && forms::subject_of(form->definition, state) == record_) {
            const forms::Erasure rule = form->definition.settings.erasure;
            if (rule == forms::Erasure::kept_by_law) plan_.kept.push_back(std::move(row));
            else if (rule == forms::Erasure::with_person) companions_.push_back(std::move(row));
            else plan_.erased.push_back(row.id);
        } else if (forms::shown_text(state, reserved::same_as) == name_) {
            plan_.twins.push_back(std::move(row));
        } else {
            mention(std::move(row));
        }
    }

    void look_at_own() {
        if (const auto state = protocol::decode_state(own_->state))
            if (const auto other = parse_uuid(forms::shown_text(*state, reserved::same_as)))
                if (auto twin = reader_.record(*other);
                    twin && !twin->form.empty() && *other != record_ && !has_place(*other))
                    plan_.twins.push_back(std::move(*twin));
        companions_.push_back(*own_);
    }

    static bool has(const std::vector<RecordRow>& rows, const RecordId& record) {
        return std::any_of(rows.begin(), rows.end(), [&](const RecordRow& row) { return row.id == record; });
    }

    bool has_place(const RecordId& record) const {
        return has(plan_.kept, record) || has(companions_, record) || has(plan_.twins, record) ||
               std::find(plan_.erased.begin(), plan_.erased.end(), record) != plan_.erased.end();
    }

    void mention(RecordRow row) {
        if (mentioned_.insert(row.id).second) plan_.mentions.push_back(std::move(row));
    }

    void settle() {
        std::erase_if(plan_.mentions, [&](const RecordRow& row) { return has_place(row.id); });
        const FormId form = own_ ? own_->form : FormId();
        const bool is_needed = !plan_.kept.empty() || is_kept_by_law(book_.form_in_force(reader_, form));
        for (RecordRow& row : companions_)
            if (is_needed) plan_.kept.push_back(std::move(row));
            else plan_.erased.push_back(row.id);
        if (is_needed && own_ && !form.empty()) plan_.mark = mark_for(reader_, book_, *own_);
    }

    StoreReader& reader_;
    const DocumentBook& book_;
    const RecordId record_;
    const std::string name_;
    std::optional<RecordRow> own_;
    std::map<RecordId, RecordState> refused_;  // of which nothing was accepted
    std::vector<RecordRow> companions_;        // stay or go with the person
    std::set<RecordId> mentioned_;
    ErasurePlan plan_;
};

bool was_ever_written(StoreTransaction& transaction, const RecordId& record) {
    const auto row = transaction.record(record);
    return (row && !row->form.empty()) || !transaction.changes_of(record).empty();
}

}  // namespace

Result<ErasurePlan> plan_of_erasure(StoreReader& reader, const DocumentBook& book, const RecordId& record) {
    return Planning(reader, book, record).run();
}

bool is_outdated(StoreReader& reader, const ErasurePlan& plan, const RecordId& record) {
    std::vector<RecordId> about = plan.erased;
    about.push_back(record);
    return has_come_about(reader, plan.seen, about);
}

void erase(StoreTransaction& transaction, const std::vector<RecordId>& records, std::string_view reason,
           const std::string& who, Instant now) {
    keep_remainder(transaction, records, date_of(now, viet_nam_offset));
    for (const RecordId& record : records) {
        if (transaction.is_erased(record) || !was_ever_written(transaction, record)) continue;
        const auto row = transaction.record(record);
        const std::string form = row && !row->form.empty() ? row->form : "refused";
        transaction.erase({record, now, std::string(reason)});
        transaction.add_audit(now, who, "erase", to_string(record) + " " + form + " " + std::string(reason));
    }
    transaction.forget_erased_bodies();
}

void erase_again(StoreTransaction& transaction, const std::vector<Tombstone>& tombstones) {
    std::map<Date, std::vector<Tombstone>> by_day;  // of the erasure: it decides which periods were over
    for (const Tombstone& tombstone : tombstones) by_day[date_of(tombstone.at, viet_nam_offset)].push_back(tombstone);
    for (const auto& [day, erased] : by_day) {
        std::vector<RecordId> records;
        for (const Tombstone& tombstone : erased) records.push_back(tombstone.record);
        keep_remainder(transaction, records, day);
        for (const Tombstone& tombstone : erased) transaction.erase(tombstone);
    }
    transaction.forget_erased_bodies();
}

std::optional<protocol::Erasures> erasures_after(StoreReader& reader, std::uint64_t at) {
    const auto rows = reader.erasures(at, protocol::erasures_max + 1);
    if (rows.empty()) return std::nullopt;
    protocol::Erasures erasures;
    erasures.more = rows.size() > protocol::erasures_max;
    for (const ErasedRow& row : rows) {
        if (erasures.records.size() == protocol::erasures_max) break;
        erasures.records.push_back(row.tombstone);
        erasures.at = row.n;
    }
    return erasures;
}

std::string line_of(const Tombstone& tombstone) {
    return to_string(tombstone.record) + " " + to_string(tombstone.at) + " " + tombstone.reason;
}

std::optional<Tombstone> tombstone_in_line(std::string_view line) {
    std::istringstream words{std::string(line)};
    std::string record, at, reason;
    if (!(words >> record >> at >> reason)) return std::nullopt;
    const auto id = parse_uuid(record);
    const auto instant = parse_instant(at);
    return id && instant ? std::optional(Tombstone{*id, *instant, reason}) : std::nullopt;
}

}  // namespace nuong

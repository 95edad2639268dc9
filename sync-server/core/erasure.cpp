#include "sync-server/core/erasure.h"

#include <map>
#include <sstream>

#include "shared/base/time_zone.h"
#include "shared/forms/restriction.h"
#include "shared/forms/subject.h"
#include "shared/protocol/codec.h"
#include "shared/protocol/limits.h"
#include "sync-server/core/remainder.h"

namespace nuong {
namespace {

constexpr std::size_t rows_at_once = 500;

bool is_kept_by_law(const forms::FormPointer& form) {
    return form && form->definition.settings.erasure == forms::Erasure::kept_by_law;
}

forms::FormPointer form_in_force(StoreReader& reader, const DocumentBook& book, const FormId& id) {
    for (const protocol::SchemaEntry& entry : book.catalogue)
        if (entry.kind == "form" && entry.id == id) return book.compiled->find(reader, id, entry.version);
    return nullptr;
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
    const auto form = form_in_force(reader, book, row.form);
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

Result<ErasurePlan> plan_of_erasure(StoreReader& reader, const DocumentBook& book, const RecordId& record) {
    const auto own = reader.record(record);
    if (!own || own->form.empty())
        return Error{ErrorCode::not_found,
                     {"Không có hồ sơ " + to_string(record) + ", hoặc đã xóa rồi.",
                      "There is no record " + to_string(record) + ", or it was erased already."}};
    ErasurePlan plan;
    std::vector<RecordRow> companions;  // stay or go with the person
    const std::string name = to_string(record);
    std::optional<RecordId> after;
    for (auto rows = reader.records("", after, rows_at_once); !rows.empty();
         rows = reader.records("", after, rows_at_once)) {
        after = rows.back().id;
        for (RecordRow& row : rows) {
            if (row.form.empty() || row.id == record || row.state.find(name) == std::string::npos) continue;
            const auto form = form_in_force(reader, book, row.form);
            const auto state = protocol::decode_state(row.state);
            if (!form || !state || forms::subject_of(form->definition, *state) != record) continue;
            const forms::Erasure rule = form->definition.settings.erasure;
            if (rule == forms::Erasure::kept_by_law) plan.kept.push_back(std::move(row));
            else if (rule == forms::Erasure::with_person) companions.push_back(std::move(row));
            else plan.erased.push_back(row.id);
        }
    }
    const bool is_needed = !plan.kept.empty() || is_kept_by_law(form_in_force(reader, book, own->form));
    companions.push_back(*own);
    for (RecordRow& row : companions)
        if (is_needed) plan.kept.push_back(std::move(row));
        else plan.erased.push_back(row.id);
    if (is_needed) plan.mark = mark_for(reader, book, *own);
    return plan;
}

void erase(StoreTransaction& transaction, const std::vector<RecordId>& records, std::string_view reason,
           const std::string& who, Instant now) {
    keep_remainder(transaction, records, date_of(now, viet_nam_offset));
    for (const RecordId& record : records) {
        const auto row = transaction.record(record);
        if (!row || row->form.empty()) continue;
        transaction.erase({record, now, std::string(reason)});
        transaction.add_audit(now, who, "erase", to_string(record) + " " + row->form + " " + std::string(reason));
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

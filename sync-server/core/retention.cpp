#include "sync-server/core/retention.h"

#include <algorithm>
#include <functional>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "shared/base/time_zone.h"
#include "shared/forms/subject.h"
#include "sync-server/core/audit_from_end.h"
#include "sync-server/core/erasure.h"

namespace nuong {
namespace {

constexpr std::size_t rows_at_once = 500;
constexpr std::chrono::days jump_min{92};  // a server rests for a summer; retention is of years
constexpr const char* round_noted = "retention";

using Each = std::function<void(const RecordRow&, const RecordState&)>;

void go_through(StoreReader& reader, const FormId& form, const Each& each) {
    std::optional<RecordId> after;
    for (auto rows = reader.records(form, after, rows_at_once); !rows.empty();
         rows = reader.records(form, after, rows_at_once)) {
        after = rows.back().id;
        for (const RecordRow& row : rows)
            if (const auto state = row.form.empty() ? Result<RecordState>(Error{}) : protocol::decode_state(row.state))
                each(row, *state);
    }
}

Instant last_written(const RecordState& state) {
    Instant last{};
    for (const Register& reg : state.registers)
        for (const Head& head : reg.heads) last = std::max(last, head.at);
    return last;
}

// By this server's own clock. Of what was refused nothing stands in the record.
Instant last_arrived(StoreReader& reader, const RecordId& record) {
    Instant last{};
    for (const ChangeRow& row : reader.changes_of(record))
        if (row.verdict.empty()) last = std::max(last, row.received);
    return last;
}

// What is about people: records that go only together with them, or all others.
struct AboutPeople {
    std::unordered_map<RecordId, std::vector<RecordId>> companions;
    std::unordered_set<RecordId> needed;
};

AboutPeople records_about_people(StoreReader& reader, const DocumentBook& book) {
    AboutPeople about;
    for (const protocol::SchemaEntry& entry : book.catalogue) {
        const auto form = entry.kind == "form" ? book.compiled->find(reader, entry.id, entry.version) : nullptr;
        if (!form || form->definition.settings.subject.empty()) continue;
        const bool goes_along = form->definition.settings.erasure == forms::Erasure::with_person;
        go_through(reader, entry.id, [&](const RecordRow& row, const RecordState& state) {
            const auto person = forms::subject_of(form->definition, state);
            if (person && goes_along) about.companions[*person].push_back(row.id);
            else if (person) about.needed.insert(*person);
        });
    }
    return about;
}

// Saves that were refused, of a record of which nothing was ever taken: nobody has decided for as long as such records
// are kept at all. (Those of a living record go with it.)
void add_expired_refusals(StoreReader& reader, const DocumentBook& book, Instant now, std::vector<RecordId>& expired) {
    struct Refused {
        FormId form;
        Instant newest{};
    };
    std::map<RecordId, Refused> waiting;
    std::uint64_t after = 0;
    for (auto rows = reader.refused_changes(after, rows_at_once); !rows.empty();
         rows = reader.refused_changes(after, rows_at_once))
        for (const ChangeRow& row : rows) {
            after = row.arrival;
            const auto change = protocol::decode_change(row.body);
            const auto record = reader.record(row.record);
            if (!change || (record && !record->form.empty())) continue;
            Refused& known = waiting[row.record];
            known = {change->form, std::max(known.newest, row.received)};
        }
    for (const auto& [record, refused] : waiting) {
        const auto form = book.form_in_force(reader, refused.form);
        const auto days = form ? form->definition.settings.retention_days : 0;
        if (days > 0 && refused.newest < now - std::chrono::hours(24) * days) expired.push_back(record);
    }
}

std::vector<RecordId> ids_of_expired(StoreReader& reader, const DocumentBook& book, Instant now) {
    std::vector<RecordId> expired, people;
    for (const protocol::SchemaEntry& entry : book.catalogue) {
        const auto form = entry.kind == "form" ? book.compiled->find(reader, entry.id, entry.version) : nullptr;
        if (!form || form->definition.settings.retention_days == 0) continue;
        const Instant limit = now - std::chrono::hours(24) * form->definition.settings.retention_days;
        auto& found = form->definition.settings.subject.empty() ? people : expired;
        go_through(reader, entry.id, [&](const RecordRow& row, const RecordState& state) {
            if (last_written(state) < limit && last_arrived(reader, row.id) < limit) found.push_back(row.id);
        });
    }
    if (!people.empty()) {
        const AboutPeople about = records_about_people(reader, book);
        std::erase_if(people, [&](const RecordId& person) { return about.needed.contains(person); });
        for (const RecordId& person : people) {
            if (const auto along = about.companions.find(person); along != about.companions.end())
                expired.insert(expired.end(), along->second.begin(), along->second.end());
            expired.push_back(person);
        }
    }
    add_expired_refusals(reader, book, now, expired);
    return expired;
}

}  // namespace

ExpiredRecords expired_records(StoreReader& reader, const DocumentBook& book, Instant now, std::size_t most) {
    ExpiredRecords expired{ids_of_expired(reader, book, now), seen_so_far(reader)};
    expired.records.resize(std::min(most, expired.records.size()));
    return expired;
}

// From the end: a round is noted every day. A jump that was taken back is none.
std::optional<ClockJump> clock_jump(StoreReader& reader, Instant now) {
    std::optional<ClockJump> jump;
    Instant later = now;
    audit_from_end(reader, [&](const AuditRow& row) {
        if (later <= now && row.at + jump_min < later) jump = {row.at, later};
        later = row.at;
        return !jump && row.what != round_noted;
    });
    return jump;
}

Message told_of(const ClockJump& jump) {
    const std::string from = to_string(date_of(jump.from, viet_nam_offset)),
                      to = to_string(date_of(jump.to, viet_nam_offset));
    return {
        "Đồng hồ máy chủ đi thẳng từ " + from + " sang " + to +
            ". Nếu giờ sai thì phiếu nào cũng như đã quá hạn lưu, nên chưa phiếu nào bị xóa vì quá hạn. Hãy xem lại "
            "giờ (timedatectl). Nếu giờ đúng, máy chỉ tắt lâu, thì chạy: nuong-server erase --expired --yes "
            "--clock-is-right",
        "The server's clock went from " + from + " straight to " + to +
            ". With a wrong clock every record seems to have been kept for long enough, so none was erased for "
            "that. Look at the time (timedatectl). If it is right, and the server was off for so long, run: "
            "nuong-server erase --expired --yes --clock-is-right"};
}

void note_retention(StoreTransaction& transaction, const std::string& who, std::size_t erased, Instant now) {
    transaction.add_audit(now, who, round_noted, std::to_string(erased));
}

bool erase_expired(StoreTransaction& transaction, std::span<const RecordId> expired, const SeenSoFar& seen,
                   const std::string& who, Instant now) {
    if (has_come_about(transaction, seen, expired)) return false;
    erase(transaction, {expired.begin(), expired.end()}, erasure::expired, who, now);
    return true;
}

}  // namespace nuong

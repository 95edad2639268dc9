#include "sync-server/core/retention.h"

#include <algorithm>
#include <functional>
#include <unordered_map>
#include <unordered_set>

#include "shared/forms/subject.h"

namespace nuong {
namespace {

constexpr std::size_t rows_at_once = 500;

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

}  // namespace

std::vector<RecordId> expired_records(StoreReader& reader, const DocumentBook& book, Instant now, std::size_t most) {
    std::vector<RecordId> expired, people;
    for (const protocol::SchemaEntry& entry : book.catalogue) {
        const auto form = entry.kind == "form" ? book.compiled->find(reader, entry.id, entry.version) : nullptr;
        if (!form || form->definition.settings.retention_days == 0) continue;
        const Instant limit = now - std::chrono::hours(24) * form->definition.settings.retention_days;
        auto& found = form->definition.settings.subject.empty() ? people : expired;
        go_through(reader, entry.id, [&](const RecordRow& row, const RecordState& state) {
            if (last_written(state) < limit) found.push_back(row.id);
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
    if (expired.size() > most) expired.resize(most);
    return expired;
}

}  // namespace nuong

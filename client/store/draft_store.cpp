#include "client/store/draft_store.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/base/json.h"
#include "shared/protocol/codec.h"
#include "shared/sqlite/columns.h"

namespace nuong::client {
namespace {

Instant instant_from(std::int64_t ms) { return Instant(std::chrono::milliseconds(ms)); }

Draft draft_from(const Statement& row) {
    Draft draft;
    draft.id = columns::uuid_from(row.blob(0));
    draft.form = row.text(1);
    draft.form_version = static_cast<std::uint32_t>(row.integer(2));
    if (!row.is_null(3)) draft.record = columns::uuid_from(row.blob(3));
    draft.area = row.text(4);
    draft.created = instant_from(row.integer(5));
    draft.updated = instant_from(row.integer(6));
    draft.place = row.text(8);
    if (row.text(7).empty()) return draft;
    auto seen = protocol::decode_state(row.text(7));
    if (!seen) throw DatabaseError(DatabaseError::Kind::damaged, "draft: " + seen.error().message.en);
    draft.seen = std::move(*seen);
    return draft;
}

Value value_from(std::string_view text) {
    const auto json = parse_json(text, "draft");
    auto value = json ? value_from_json(*json) : Result<Value>(json.error());
    if (!value) throw DatabaseError(DatabaseError::Kind::damaged, "draft: " + value.error().message.en);
    return std::move(*value);
}

}  // namespace

void DraftStore::open(const Draft& draft, const Fields& answers) {
    Transaction transaction(db_);
    Statement row = db_.prepare(
        "insert into draft(id, form, version, record, area, created, updated, seen, place)"
        " values(?, ?, ?, ?, ?, ?, ?, ?, ?)");
    const std::string seen = draft.seen ? protocol::encode(*draft.seen) : std::string();
    row.bind(1, Blob(draft.id.bytes)).bind(2, draft.form).bind(3, std::int64_t{draft.form_version});
    if (draft.record) row.bind(4, Blob(draft.record->bytes));
    else row.bind_null(4);
    row.bind(5, draft.area).bind(6, draft.created.time_since_epoch().count());
    row.bind(7, draft.updated.time_since_epoch().count()).bind(8, seen).bind(9, draft.place).run();
    for (const NamedValue& answer : answers) append_answer(draft.id, answer.name, answer.value);
    transaction.commit();
}

void DraftStore::answer(const Uuid& draft, const Fields& answers, Instant now) {
    Transaction transaction(db_);
    if (!find(draft)) return;
    for (const NamedValue& answer : answers) append_answer(draft, answer.name, answer.value);
    db_.prepare("update draft set updated = ?, place = ? where id = ?")
        .bind(1, now.time_since_epoch().count())
        .bind(2, answers.empty() ? Path() : answers.front().name)
        .bind(3, Blob(draft.bytes))
        .run();
    transaction.commit();
}

void DraftStore::stand_at(const Uuid& draft, const Path& place) {
    db_.prepare("update draft set place = ? where id = ?").bind(1, place).bind(2, Blob(draft.bytes)).run();
}

void DraftStore::append_answer(const Uuid& draft, const Path& path, const Value& value) {
    const std::string text = dump_json(to_json(value));
    db_.prepare("insert into draft_answer(draft, path, value) values(?, ?, ?)")
        .bind(1, Blob(draft.bytes))
        .bind(2, path)
        .bind(3, text)
        .run();
}

void DraftStore::move(const Uuid& draft, const AreaCode& area, Instant now) {
    db_.prepare("update draft set area = ?, updated = ? where id = ?")
        .bind(1, area)
        .bind(2, now.time_since_epoch().count())
        .bind(3, Blob(draft.bytes))
        .run();
}

void DraftStore::adopt_version(const Uuid& draft, std::uint32_t form_version) {
    db_.prepare("update draft set version = ? where id = ?")
        .bind(1, std::int64_t{form_version})
        .bind(2, Blob(draft.bytes))
        .run();
}

std::optional<Draft> DraftStore::find(const Uuid& draft) {
    Statement row =
        db_.prepare("select id, form, version, record, area, created, updated, seen, place from draft where id = ?");
    row.bind(1, Blob(draft.bytes));
    if (!row.step()) return std::nullopt;
    return draft_from(row);
}

std::vector<Draft> DraftStore::list() {
    std::vector<Draft> drafts;
    Statement rows = db_.prepare(
        "select id, form, version, record, area, created, updated, seen, place from draft order by updated desc, id");
    while (rows.step()) drafts.push_back(draft_from(rows));
    return drafts;
}

std::int64_t DraftStore::count() { return db_.integer_of("select count(*) from draft"); }

Fields DraftStore::answers(const Uuid& draft) {
    Fields answers;
    Statement rows = db_.prepare("select path, value from draft_answer where draft = ? order by n");
    rows.bind(1, Blob(draft.bytes));
    while (rows.step()) set(answers, rows.text(0), value_from(rows.text(1)));
    return answers;
}

void DraftStore::rename(const RenamedDots& renamed) {
    for (Draft& draft : list()) {
        if (!draft.seen) continue;
        rename_dots(*draft.seen, renamed);
        const std::string seen = protocol::encode(*draft.seen);
        db_.prepare("update draft set seen = ? where id = ?").bind(1, seen).bind(2, Blob(draft.id.bytes)).run();
    }
}

void DraftStore::remove_about(const RecordId& record) {
    std::vector<Uuid> drafts;
    {
        Statement rows = db_.prepare(
            "select id from draft where record = ?1 or id = ?1"
            " or exists(select 1 from draft_answer where draft = draft.id and instr(value, ?2) > 0)");
        rows.bind(1, Blob(record.bytes)).bind(2, to_string(record));
        while (rows.step()) drafts.push_back(columns::uuid_from(rows.blob(0)));
    }
    for (const Uuid& draft : drafts) remove(draft);
}

void DraftStore::remove(const Uuid& draft) {
    // As one: a draft without its answers would, when submitted, clear what the record says.
    Savepoint whole(db_);
    db_.prepare("delete from draft_answer where draft = ?").bind(1, Blob(draft.bytes)).run();
    db_.prepare("delete from draft where id = ?").bind(1, Blob(draft.bytes)).run();
    whole.release();
}

}  // namespace nuong::client

// Records, leaves, digests, changes and the counter of positions.
#include <algorithm>
#include <array>
#include <map>

#include "shared/base/encoding.h"
#include "shared/base/random.h"
#include "sync-server/store/columns.h"
#include "sync-server/store/tables.h"

namespace nuong::tables {
namespace {

using namespace columns;

constexpr std::string_view change_columns =
    "arrival, device, seq, hash, link, rid, author, received, verdict, reason_vi, reason_en, body";

std::vector<ChangeRow> read_changes(Query& statement) {
    std::vector<ChangeRow> rows;
    while (statement.step()) {
        ChangeRow row;
        row.arrival = count_from(statement.integer(0));
        row.device = device_from(statement.integer(1));
        row.seq = count_from(statement.integer(2));
        row.hash = hash_from(statement.blob(3));
        row.link = hash_from(statement.blob(4));
        row.record = uuid_from(statement.blob(5));
        row.author = statement.text(6);
        row.received = instant_from(statement.integer(7));
        row.verdict = statement.text(8);
        row.reason = {statement.sealed(9), statement.sealed(10)};
        row.body = statement.sealed(11);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::string select_changes(std::string_view rest) {
    return "select " + std::string(change_columns) + " from change " + std::string(rest);
}

RecordRow read_record(Query& statement) {
    return {uuid_from(statement.blob(0)), std::string(statement.text(1)), std::string(statement.text(2)),
            statement.sealed(3), count_from(statement.integer(4))};
}

protocol::Milestone read_milestone(Query& statement, int column) {
    return {count_from(statement.integer(column)), std::string(statement.text(column + 1))};
}

template <std::size_t size>
std::string random_name() {
    std::array<std::uint8_t, size> bytes;
    fill_random(bytes);
    return to_base64url(bytes);
}

}  // namespace

StoreFacts facts(Sql& db) {
    Query statement = db.prepare(
        "select server_id, epoch, pos, settings, (select coalesce(max(n), 0) from erased), commits, "
        "(select name from life order by start desc limit 1) from store where id = 0");
    if (!statement.step()) throw DatabaseError(DatabaseError::Kind::damaged, "the store has no identity");
    return {std::string(statement.text(0)),   std::string(statement.text(1)),   count_from(statement.integer(2)),
            count_from(statement.integer(3)), count_from(statement.integer(4)), read_milestone(statement, 5)};
}

std::string life_at(Sql& db, std::uint64_t commits) {
    Query statement = db.prepare(
        "select name from life where start < ? and ? <= (select commits from store) order by start desc limit 1");
    statement.bind(1, integer_of(commits)).bind(2, integer_of(commits));
    return statement.step() ? std::string(statement.text(0)) : std::string();
}

void begin_life(Sql& db) {
    db.prepare("insert into life(start, name) select commits, ? from store").bind(1, random_name<3>()).run();
}

StoreMoment moment(Sql& db) {
    StoreFacts now = facts(db);
    return {std::move(now.epoch), now.position, std::move(now.milestone)};
}

StoreMoment count_commit(Sql& db, std::uint64_t positions) {
    Query statement = db.prepare(
        "update store set pos = pos + ?, commits = commits + 1 where id = 0 returning epoch, pos, commits, "
        "(select name from life order by start desc limit 1)");
    statement.bind(1, integer_of(positions));
    if (!statement.step()) throw DatabaseError(DatabaseError::Kind::damaged, "the store has no identity");
    StoreMoment counted{std::string(statement.text(0)), count_from(statement.integer(1)), read_milestone(statement, 2)};
    statement.run();
    return counted;
}

void name_store(Sql& db) {
    db.prepare(
          "insert into store(id, server_id, epoch, pos, settings, digested) values(0, ?, ?, 0, 0, 1) on conflict do "
          "nothing")
        .bind(1, random_name<9>())
        .bind(2, random_name<9>())
        .run();
}

void count_settings_change(Sql& db) { db.prepare("update store set settings = settings + 1 where id = 0").run(); }

void start_epoch(Sql& db, const std::string& epoch) {
    db.prepare("update store set epoch = ? where id = 0").bind(1, epoch).run();
    db.execute("update device set erasures = 0");  // what devices have read is counted anew
    db.execute("delete from code");
    db.execute("delete from recovery");
}

std::optional<RecordRow> record(Sql& db, const RecordId& id) {
    Query statement = db.prepare("select rid, form, area, state, pos from record where rid = ?");
    statement.bind(1, blob_of(id));
    if (!statement.step()) return std::nullopt;
    return read_record(statement);
}

std::vector<RecordRow> records_among(Sql& db, std::span<const RecordId> ids) {
    constexpr std::size_t at_once = 32;  // always as many: one prepared statement
    static const std::string sql = [] {
        std::string text = "select rid, form, area, state, pos from record where rid in (?";
        for (std::size_t i = 1; i < at_once; ++i) text += ", ?";
        return text + ")";
    }();
    std::vector<RecordRow> rows;
    for (; !ids.empty(); ids = ids.subspan(std::min(at_once, ids.size()))) {
        Query statement = db.prepare(sql);
        for (std::size_t i = 0; i < at_once; ++i)
            statement.bind(static_cast<int>(i) + 1, blob_of(ids[std::min(i, ids.size() - 1)]));
        while (statement.step()) rows.push_back(read_record(statement));
    }
    return rows;
}

std::vector<FeedStep> feed(Sql& db, const AreaCode& area, std::uint64_t after, std::size_t limit) {
    Query statement = db.prepare(
        "select pos, rid, 0 as gone from record where area = ?1 and pos > ?2"
        " union all select pos, rid, 1 from leave where area = ?1 and pos > ?2 order by pos limit ?3");
    statement.bind(1, area).bind(2, integer_of(after)).bind(3, integer_of(std::uint64_t{limit}));
    std::vector<FeedStep> steps;
    while (statement.step())
        steps.push_back({count_from(statement.integer(0)), uuid_from(statement.blob(1)), statement.integer(2) != 0});
    return steps;
}

std::uint64_t feed_length(Sql& db, const AreaCode& area, std::uint64_t after, std::uint64_t most) {
    Query statement =
        db.prepare("select count(*) from (select 1 from record where area = ?1 and pos > ?2 limit ?3) as counted");
    statement.bind(1, area).bind(2, integer_of(after)).bind(3, integer_of(most));
    return statement.step() ? count_from(statement.integer(0)) : 0;
}

std::vector<std::pair<AreaCode, std::uint64_t>> feed_heads(Sql& db) {
    // Two skip-scans of the feed indexes, not a pass over a million records.
    Query statement = db.prepare(
        "with recursive areas(area) as ("
        " select (select min(area) from record)"
        " union all select (select min(area) from record where area > areas.area) from areas where area is not null)"
        " select area, (select max(pos) from record where record.area = areas.area) from areas where area is not null"
        " union all select area, max(pos) from leave group by area");
    std::vector<std::pair<AreaCode, std::uint64_t>> heads;
    while (statement.step()) heads.emplace_back(statement.text(0), count_from(statement.integer(1)));
    return heads;
}

std::vector<RecordRow> records(Sql& db, const FormId& form, const std::optional<RecordId>& after, std::size_t limit) {
    Query statement =
        form.empty()
            ? db.prepare(
                  "select rid, form, area, state, pos from record where rid > ?1 and ?2 = '' order by rid limit ?3")
            : db.prepare(
                  "select rid, form, area, state, pos from record where rid > ?1 and form = ?2 order by rid limit ?3");
    statement.bind(1, after ? blob_of(*after) : Blob()).bind(2, form).bind(3, integer_of(std::uint64_t{limit}));
    std::vector<RecordRow> rows;
    while (statement.step()) rows.push_back(read_record(statement));
    return rows;
}

std::vector<RecordRow> next(Sql& db, RecordWalk& walk, std::size_t most) {
    std::vector<RecordRow> rows;
    if (db.has_row_numbers()) {
        Query statement = db.prepare(
            "select rid, form, area, state, pos, rowid from record where rowid > ?1 order by rowid limit ?2");
        statement.bind(1, walk.row).bind(2, integer_of(std::uint64_t{most}));
        while (statement.step()) {
            rows.push_back(read_record(statement));
            walk.row = statement.integer(5);
        }
    } else {
        rows = records(db, "", walk.last, most);
        if (!rows.empty()) walk.last = rows.back().id;
    }
    return rows;
}

std::uint64_t record_count(Sql& db) { return count_from(db.integer_of("select count(*) from record")); }

std::vector<DigestRow> digests(Sql& db, const AreaCode& area) {
    Query statement = area.empty()
                          ? db.prepare("select area, form, records, mark from digest order by area, form")
                          : db.prepare("select area, form, records, mark from digest where area = ? order by form");
    if (!area.empty()) statement.bind(1, area);
    std::vector<DigestRow> rows;
    while (statement.step())
        rows.push_back({std::string(statement.text(0)),
                        std::string(statement.text(1)),
                        {count_from(statement.integer(2)), count_from(statement.integer(3))}});
    return rows;
}

void change_digest(Sql& db, const DigestRow& difference) {
    // There is no exclusive or in SQLite: it is what one of them has, less what both have.
    db.prepare(
          "insert into digest(area, form, records, mark) values(?1, ?2, ?3, ?4) on conflict(area, form) do update set"
          " records = digest.records + ?3, mark = (digest.mark | ?4) - (digest.mark & ?4)")
        .bind(1, difference.area)
        .bind(2, difference.form)
        .bind(3, integer_of(difference.digest.records))
        .bind(4, integer_of(difference.digest.mark))
        .run();
}

void count_digests(Sql& db) {
    const SqlTurn turn(db, &Sql::begin_write);
    if (db.integer_of("select coalesce(max(digested), 1) from store") != 0) return;  // another process was first
    std::map<std::pair<AreaCode, FormId>, Digest> counted;
    {
        Query statement = db.prepare("select rid, form, area, state, pos from record");
        while (statement.step()) {
            const RecordRow row = read_record(statement);
            counted[{row.area, row.form}].add(state_mark(row.id, row.state));
        }
    }
    db.execute("delete from digest");
    for (const auto& [place, digest] : counted) change_digest(db, {place.first, place.second, digest});
    db.execute("update store set digested = 1");
    db.commit();
}

void put_record(Sql& db, const RecordRow& row) {
    db.prepare(
          "insert into record(rid, form, area, pos, state) values(?,?,?,?,?) on conflict(rid) do update set"
          " form = excluded.form, area = excluded.area, pos = excluded.pos, state = excluded.state")
        .bind(1, blob_of(row.id))
        .bind(2, row.form)
        .bind(3, row.area)
        .bind(4, integer_of(row.position))
        .bind_sealed(5, row.state)
        .run();
}

void put_leave(Sql& db, const AreaCode& area, const RecordId& record, std::uint64_t position) {
    db.prepare(
          "insert into leave(area, rid, pos) values(?,?,?) on conflict(area, rid) do update set pos = excluded.pos")
        .bind(1, area)
        .bind(2, blob_of(record))
        .bind(3, integer_of(position))
        .run();
}

bool was_case_of(Sql& db, const RecordId& record, const UserId& user) {
    Query rows = db.prepare("select 1 from former_case where rid = ? and \"user\" = ?");
    return rows.bind(1, blob_of(record)).bind(2, user).step();
}

void add_former_case(Sql& db, const RecordId& record, const UserId& user) {
    db.prepare("insert into former_case(rid, \"user\") values(?, ?) on conflict do nothing")
        .bind(1, blob_of(record))
        .bind(2, user)
        .run();
}

void add_passed_over(Sql& db, const RecordId& record, const AreaCode& area) {
    db.prepare("insert into passed_over(rid, area) values(?, ?) on conflict do nothing")
        .bind(1, blob_of(record))
        .bind(2, area)
        .run();
}

std::vector<AreaCode> take_passed_over(Sql& db, const RecordId& record) {
    Query rows = db.prepare("select area from passed_over where rid = ?");
    rows.bind(1, blob_of(record));
    std::vector<AreaCode> areas;
    while (rows.step()) areas.emplace_back(rows.text(0));
    if (!areas.empty()) db.prepare("delete from passed_over where rid = ?").bind(1, blob_of(record)).run();
    return areas;
}

void drop_leave(Sql& db, const AreaCode& area, const RecordId& record) {
    db.prepare("delete from leave where area = ? and rid = ?").bind(1, area).bind(2, blob_of(record)).run();
}

std::optional<ChangeRow> change(Sql& db, DeviceId device, std::uint64_t seq) {
    Query statement = db.prepare(select_changes("where device = ? and seq = ?"));
    statement.bind(1, integer_of(device)).bind(2, integer_of(seq));
    auto rows = read_changes(statement);
    if (rows.empty()) return std::nullopt;
    return std::move(rows.front());
}

std::vector<ChangeRow> changes_of(Sql& db, const RecordId& record) {
    Query statement = db.prepare(select_changes("where rid = ? order by arrival"));
    statement.bind(1, blob_of(record));
    return read_changes(statement);
}

std::uint64_t newest_arrival(Sql& db) {
    return count_from(db.integer_of("select coalesce(max(arrival), 0) from change"));
}

std::vector<ChangeRow> changes(Sql& db, std::uint64_t after, std::size_t limit) {
    Query statement = db.prepare(select_changes("where arrival > ? order by arrival limit ?"));
    statement.bind(1, integer_of(after)).bind(2, integer_of(std::uint64_t{limit}));
    return read_changes(statement);
}

std::vector<ChangeRow> refused_changes(Sql& db, std::uint64_t after, std::size_t limit) {
    Query statement =
        db.prepare(select_changes("where arrival > ? and verdict <> '' and body <> '' order by arrival limit ?"));
    statement.bind(1, integer_of(after)).bind(2, integer_of(std::uint64_t{limit}));
    return read_changes(statement);
}

std::vector<ChangeRow> refused_changes_of(Sql& db, DeviceId device, std::uint64_t after, std::size_t limit) {
    Query statement = db.prepare(select_changes("where device = ? and seq > ? and verdict <> '' order by seq limit ?"));
    statement.bind(1, integer_of(device)).bind(2, integer_of(after)).bind(3, integer_of(std::uint64_t{limit}));
    return read_changes(statement);
}

std::vector<ChangeRow> changes_by(Sql& db, DeviceId device, std::uint64_t after, std::size_t limit) {
    Query statement = db.prepare(select_changes("where device = ? and seq > ? order by seq limit ?"));
    statement.bind(1, integer_of(device)).bind(2, integer_of(after)).bind(3, integer_of(std::uint64_t{limit}));
    return read_changes(statement);
}

std::vector<std::pair<DeviceId, std::uint64_t>> refused_counts(Sql& db) {
    Query statement = db.prepare(
        "select device, count(*) from change where verdict <> '' and body <> '' group by device order by device");
    std::vector<std::pair<DeviceId, std::uint64_t>> counts;
    while (statement.step()) counts.emplace_back(device_from(statement.integer(0)), count_from(statement.integer(1)));
    return counts;
}

void add_change(Sql& db, const ChangeRow& row) {
    db.prepare(
          "insert into change(device, seq, hash, link, rid, author, received, verdict, reason_vi, reason_en, body)"
          " values(?,?,?,?,?,?,?,?,?,?,?)")
        .bind(1, integer_of(row.device))
        .bind(2, integer_of(row.seq))
        .bind(3, blob_of(row.hash))
        .bind(4, blob_of(row.link))
        .bind(5, blob_of(row.record))
        .bind(6, row.author)
        .bind(7, integer_of(row.received))
        .bind(8, row.verdict)
        .bind_sealed(9, row.reason.vi)
        .bind_sealed(10, row.reason.en)
        .bind_sealed(11, row.body)
        .run();
}

void set_verdict(Sql& db, DeviceId device, std::uint64_t seq, const std::string& verdict, const Message& reason) {
    db.prepare("update change set verdict = ?, reason_vi = ?, reason_en = ? where device = ? and seq = ?")
        .bind(1, verdict)
        .bind_sealed(2, reason.vi)
        .bind_sealed(3, reason.en)
        .bind(4, integer_of(device))
        .bind(5, integer_of(seq))
        .run();
}

}  // namespace nuong::tables

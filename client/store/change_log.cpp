#include "client/store/change_log.h"

#include <algorithm>

#include "shared/protocol/codec.h"
#include "shared/protocol/limits.h"
#include "shared/sqlite/columns.h"

namespace nuong::client {
namespace {

// A body that an older or newer program wrote may not be readable in all parts; one that does not even say whose it is
// means a damaged store.
protocol::SentChange sent_from(std::string_view body) {
    auto sent = protocol::decode_sent_change(body);
    if (!sent) throw DatabaseError(DatabaseError::Kind::damaged, "log: " + sent.error().message.en);
    return std::move(*sent);
}

// With the state that a change is in; see the table verdict.
constexpr std::string_view select_change =
    "select l.seq, l.body, coalesce(v.state, l.seq <= (select acked from device), 0), coalesce(v.code, ''),"
    " coalesce(v.reason_vi, ''), coalesce(v.reason_en, '') from log l left join verdict v on v.seq = l.seq ";

std::string select_changes(std::string_view rest) { return std::string(select_change) + std::string(rest); }

std::vector<LoggedChange> read_all(Statement& rows) {
    std::vector<LoggedChange> changes;
    while (rows.step()) {
        protocol::SentChange sent = sent_from(rows.text(1));
        changes.push_back({static_cast<std::uint64_t>(rows.integer(0)),
                           std::move(sent.change),
                           static_cast<LogState>(rows.integer(2)),
                           std::string(rows.text(3)),
                           {std::string(rows.text(4)), std::string(rows.text(5))},
                           sent.wrong.empty(),
                           sent.erased.has_value()});
    }
    return changes;
}

std::optional<RecordId> record_in(Statement& row) {
    if (!row.step() || row.blob(0).size() != 16) return std::nullopt;
    return columns::uuid_from(row.blob(0));
}

std::vector<RecordId> records_in(Statement& rows) {
    std::vector<RecordId> records;
    while (const auto record = record_in(rows)) records.push_back(*record);
    return records;
}

}  // namespace

std::int64_t ChangeLog::start() { return db_.integer_of("select log_start from device"); }

void ChangeLog::append(Change& change) {
    change.seq = last_seq() + 1;
    const std::string body = protocol::encode(change);
    if (const auto read = protocol::decode_change(body); !read)  // better refused now, to the person's face, than later
        throw DatabaseError(DatabaseError::Kind::misuse,
                            "a save that no server could read: " + read.error().message.en);
    const Hash link = next_link(link_before(change.seq), sha256(body));
    db_.prepare("insert into log(seq, record, body, link) values(?, ?, ?, ?)")
        .bind(1, row_of(change.seq))
        .bind(2, Blob(change.record.bytes))
        .bind(3, body)
        .bind(4, Blob(link))
        .run();
}

WaitingChanges ChangeLog::waiting(std::size_t bytes_max) {
    return waiting_after(static_cast<std::uint64_t>(db_.integer_of("select acked - log_start from device")), bytes_max);
}

WaitingChanges ChangeLog::waiting_after(std::uint64_t seq, std::size_t bytes_max) {
    WaitingChanges changes;
    std::size_t bytes = 0;
    Statement rows = db_.prepare("select body, seq from log where seq > ? order by seq");
    rows.bind(1, row_of(seq));
    while (rows.step()) {
        const std::string_view body = rows.text(0);
        bytes += body.size();
        if (!changes.bodies.empty() && bytes > bytes_max) break;
        if (changes.bodies.size() >= protocol::changes_max) break;
        if (changes.bodies.empty()) changes.first_seq = static_cast<std::uint64_t>(rows.integer(1) - start());
        changes.bodies.emplace_back(body);
    }
    return changes;
}

Hash ChangeLog::link_before(std::uint64_t seq) {
    if (seq <= 1) return Hash{};
    Statement row = db_.prepare("select link from log where seq = ?");
    row.bind(1, row_of(seq - 1));
    return row.step() ? columns::hash_from(row.blob(0)) : Hash{};
}

std::uint64_t ChangeLog::last_seq() {
    return static_cast<std::uint64_t>(std::max<std::int64_t>(0, db_.integer_of("select max(seq) from log") - start()));
}

void ChangeLog::ack_up_to(std::uint64_t seq) { db_.prepare("update device set acked = ?").bind(1, row_of(seq)).run(); }

bool ChangeLog::refuse(std::uint64_t seq, const std::string& code, const Message& reason) {
    Statement known = db_.prepare("select 1 from verdict where seq = ? and state in (2, 5)");
    if (known.bind(1, row_of(seq)).step()) return false;
    db_.prepare(
           "insert into verdict(seq, state, code, reason_vi, reason_en) values(?, 2, ?, ?, ?)"
           " on conflict(seq) do update set state = 2, code = excluded.code, reason_vi = excluded.reason_vi,"
           " reason_en = excluded.reason_en")
        .bind(1, row_of(seq))
        .bind(2, code)
        .bind(3, reason.vi)
        .bind(4, reason.en)
        .run();
    return true;
}

std::vector<RecordId> ChangeLog::forgive_up_to(std::uint64_t seq, const std::vector<std::uint64_t>& still) {
    std::vector<std::uint64_t> refused;
    {
        Statement rows = db_.prepare("select seq from verdict where state = 2 and seq > ? and seq <= ?");
        rows.bind(1, row_of(0)).bind(2, row_of(seq));
        while (rows.step()) refused.push_back(static_cast<std::uint64_t>(rows.integer(0) - row_of(0)));
    }
    std::vector<RecordId> touched;
    for (const std::uint64_t each : refused) {
        if (std::find(still.begin(), still.end(), each) != still.end()) continue;
        db_.prepare("delete from verdict where seq = ?").bind(1, row_of(each)).run();
        if (const auto record = record_of(each)) touched.push_back(*record);
    }
    return touched;
}

std::vector<LoggedChange> ChangeLog::open_changes_of(const RecordId& record) {
    Statement rows = db_.prepare(select_changes("where l.record = ? and v.seq is null order by l.seq"));
    rows.bind(1, Blob(record.bytes));
    return read_all(rows);
}

void ChangeLog::settle(std::uint64_t row) {
    db_.prepare("insert or replace into verdict(seq, state) values(?, 3)")
        .bind(1, static_cast<std::int64_t>(row))
        .run();
}

bool ChangeLog::settle_erased(std::uint64_t seq) {
    Statement known = db_.prepare("select 1 from verdict where seq = ? and state = 3");
    if (known.bind(1, row_of(seq)).step()) return false;
    settle(static_cast<std::uint64_t>(row_of(seq)));
    return true;
}

bool ChangeLog::erase(const RecordId& record, std::uint64_t seq) {
    struct Row {
        std::int64_t seq = 0;
        std::string without_body;
    };
    std::vector<Row> rows;
    bool is_all = true;
    {
        Statement held = db_.prepare("select seq, body from log where record = ?");
        held.bind(1, Blob(record.bytes));
        while (held.step()) {
            const std::int64_t row = held.integer(0);
            const protocol::SentChange sent = sent_from(held.text(1));
            if (sent.erased) continue;
            if (row > row_of(seq)) is_all = false;
            else
                rows.push_back(
                    {row, protocol::SentChange::without_body(sent.change.device, sent.change.seq, record, sent.hash())
                              .text});
        }
    }
    for (const Row& row : rows) {
        db_.prepare("update log set body = ? where seq = ?").bind(1, row.without_body).bind(2, row.seq).run();
        settle(static_cast<std::uint64_t>(row.seq));
    }
    return is_all;
}

std::vector<LoggedChange> ChangeLog::retire_from(std::uint64_t seq) {
    Statement rows = db_.prepare(select_changes("where l.seq >= ? order by l.seq"));
    rows.bind(1, row_of(seq));
    std::vector<LoggedChange> retired = read_all(rows);
    for (const LoggedChange& logged : retired)
        db_.prepare("insert or replace into verdict(seq, state) values(?, 4)")
            .bind(1, static_cast<std::int64_t>(logged.row))
            .run();
    return retired;
}

std::optional<Value> ChangeLog::written(const RecordId& record, const Path& path, Dot dot) {
    for (const LoggedChange& logged : changes_of(record))
        for (std::size_t i = 0; i < logged.change.writes.size(); ++i)
            if (logged.change.dot_of(i) == dot && logged.change.writes[i].path == path)
                return logged.change.writes[i].value;
    return std::nullopt;
}

void ChangeLog::settle_acked(const RecordId& record) {
    db_.prepare(
           "insert or ignore into verdict(seq, state)"
           " select seq, 3 from log where record = ? and seq <= (select acked from device)")
        .bind(1, Blob(record.bytes))
        .run();
}

std::vector<LoggedChange> ChangeLog::changes_of(const RecordId& record) {
    Statement rows = db_.prepare(select_changes("where l.record = ? order by l.seq"));
    rows.bind(1, Blob(record.bytes));
    return read_all(rows);
}

std::vector<LoggedChange> ChangeLog::refused_changes_of(const RecordId& record) {
    Statement rows = db_.prepare(select_changes("where l.record = ? and v.state in (2, 5) order by l.seq"));
    rows.bind(1, Blob(record.bytes));
    return read_all(rows);
}

std::vector<LoggedChange> ChangeLog::refused() {
    Statement rows = db_.prepare(select_changes("where v.state = 2 order by l.seq"));
    return read_all(rows);
}

// Numbers are given without gaps, so nothing need be counted in the log itself: that would read all of it.
std::int64_t ChangeLog::count(LogState state) {
    const std::int64_t last = row_of(last_seq());
    const std::int64_t answered = std::min(last, db_.integer_of("select acked from device"));
    switch (state) {
        case LogState::waiting: return last - answered;
        case LogState::acked: return answered - db_.integer_of("select count(*) from verdict");
        case LogState::refused: return db_.integer_of("select count(*) from verdict where state = 2");
        case LogState::reissued: return db_.integer_of("select count(*) from verdict where state = 4");
        case LogState::reopened: return db_.integer_of("select count(*) from verdict where state = 5");
        case LogState::settled: return db_.integer_of("select count(*) from verdict where state = 3");
    }
    return 0;
}

void ChangeLog::take_up(const RecordId& record) {
    db_.prepare("update verdict set state = 5 where state = 2 and seq in (select seq from log where record = ?)")
        .bind(1, Blob(record.bytes))
        .run();
}

std::vector<RecordId> ChangeLog::waiting_records(std::size_t limit) {
    Statement rows = db_.prepare(
        "select record from log where seq > (select acked from device) group by record order by max(seq) desc limit ?");
    rows.bind(1, static_cast<std::int64_t>(limit));
    return records_in(rows);
}

bool ChangeLog::has_any(const RecordId& record) {
    Statement row = db_.prepare("select 1 from log where record = ? limit 1");
    row.bind(1, Blob(record.bytes));
    return row.step();
}

std::optional<RecordId> ChangeLog::record_of(std::uint64_t seq) {
    Statement row = db_.prepare("select record from log where seq = ?");
    row.bind(1, row_of(seq));
    return record_in(row);
}

std::optional<RecordId> ChangeLog::last_record_of(const FormId& form) {
    Statement row = db_.prepare(
        "select log.record from log join listing on listing.record = log.record "
        "where listing.form = ? order by log.seq desc limit 1");
    row.bind(1, form);
    return record_in(row);
}

std::optional<RecordId> ChangeLog::last_record() {
    Statement row = db_.prepare("select record from log order by seq desc limit 1");
    return record_in(row);
}

std::vector<RecordId> ChangeLog::records_after(std::uint64_t seq) {
    Statement rows = db_.prepare("select distinct record from log where seq > ? and seq <= (select acked from device)");
    rows.bind(1, row_of(seq));
    return records_in(rows);
}

std::vector<RecordId> ChangeLog::refused_after(std::uint64_t seq) {
    Statement rows = db_.prepare(
        "select distinct l.record from log l join verdict v on v.seq = l.seq where v.state in (2, 5) and v.seq > "
        "?");
    rows.bind(1, row_of(seq));
    return records_in(rows);
}

std::vector<RecordId> ChangeLog::out_of_sight_after(std::uint64_t seq) {
    Statement rows =
        db_.prepare("select distinct record from log where seq > ? and record not in (select id from record)");
    rows.bind(1, row_of(seq));
    return records_in(rows);
}

void ChangeLog::reopen_after(std::uint64_t seq) {
    const std::int64_t last = row_of(seq);
    db_.prepare("delete from verdict where seq > ?").bind(1, last).run();
    db_.prepare("update device set acked = min(acked, ?)").bind(1, last).run();
}

bool ChangeLog::has_waiting(const RecordId& record) {
    Statement row =
        db_.prepare("select 1 from log where record = ? and seq > coalesce((select acked from device), 0) limit 1");
    row.bind(1, Blob(record.bytes));
    return row.step();
}

}  // namespace nuong::client

// The web page: passphrases, links that set them, who is logged in, who was wrong.
#include "sync-server/store/columns.h"
#include "sync-server/store/tables.h"

namespace nuong::tables {

using namespace columns;

std::optional<WebPassphraseRow> web_passphrase(Sql& db, const UserId& user) {
    Query row = db.prepare("select kept, at from web_passphrase where \"user\" = ?");
    if (!row.bind(1, user).step()) return std::nullopt;
    return WebPassphraseRow{user, row.sealed(0), instant_from(row.integer(1))};
}

void put_web_passphrase(Sql& db, const WebPassphraseRow& row) {
    db.prepare(
          "insert into web_passphrase(\"user\", kept, at) values(?,?,?) on conflict(\"user\") do update set"
          " kept = excluded.kept, at = excluded.at")
        .bind(1, row.user)
        .bind_sealed(2, row.kept)
        .bind(3, integer_of(row.at))
        .run();
}

std::optional<WebLinkRow> web_link(Sql& db, const Hash& hash) {
    Query row = db.prepare("select \"user\", expires from web_link where hash = ?");
    if (!row.bind(1, blob_of(hash)).step()) return std::nullopt;
    return WebLinkRow{hash, std::string(row.text(0)), instant_from(row.integer(1))};
}

void put_web_link(Sql& db, const WebLinkRow& row) {
    db.prepare(
          "insert into web_link(\"user\", hash, expires) values(?,?,?) on conflict(\"user\") do update set"
          " hash = excluded.hash, expires = excluded.expires")
        .bind(1, row.user)
        .bind(2, blob_of(row.hash))
        .bind(3, integer_of(row.expires))
        .run();
}

std::optional<WebSessionRow> web_session(Sql& db, const Hash& hash) {
    Query row = db.prepare("select \"user\", began, seen from web_session where hash = ?");
    if (!row.bind(1, blob_of(hash)).step()) return std::nullopt;
    return WebSessionRow{hash, std::string(row.text(0)), instant_from(row.integer(1)), instant_from(row.integer(2))};
}

void add_web_session(Sql& db, const WebSessionRow& row, std::size_t most) {
    db.prepare(
          "delete from web_session where \"user\" = ?1 and hash not in"
          " (select hash from web_session where \"user\" = ?1 order by seen desc, hash limit ?2)")
        .bind(1, row.user)
        .bind(2, integer_of(most - 1))
        .run();
    db.prepare("insert into web_session(hash, \"user\", began, seen) values(?,?,?,?)")
        .bind(1, blob_of(row.hash))
        .bind(2, row.user)
        .bind(3, integer_of(row.began))
        .bind(4, integer_of(row.seen))
        .run();
}

void set_web_seen(Sql& db, const Hash& hash, Instant seen) {
    db.prepare("update web_session set seen = ? where hash = ?").bind(1, integer_of(seen)).bind(2, blob_of(hash)).run();
}

void drop_web_session(Sql& db, const Hash& hash) {
    db.prepare("delete from web_session where hash = ?").bind(1, blob_of(hash)).run();
}

void end_web_access(Sql& db, const UserId& user) {
    db.prepare("delete from web_session where \"user\" = ?").bind(1, user).run();
    db.prepare("delete from web_link where \"user\" = ?").bind(1, user).run();
}

void end_all_web_access(Sql& db) {
    db.execute("delete from web_session");
    db.execute("delete from web_link");
}

std::optional<WebTriesRow> web_tries(Sql& db, const std::string& of) {
    Query row = db.prepare("select tries, last from web_tries where of = ?");
    if (!row.bind(1, of).step()) return std::nullopt;
    return WebTriesRow{of, static_cast<std::uint32_t>(row.integer(0)), instant_from(row.integer(1))};
}

void put_web_tries(Sql& db, const WebTriesRow& row) {
    if (row.tries == 0) {
        db.prepare("delete from web_tries where of = ?").bind(1, row.of).run();
        return;
    }
    db.prepare(
          "insert into web_tries(of, tries, last) values(?,?,?) on conflict(of) do update set"
          " tries = excluded.tries, last = excluded.last")
        .bind(1, row.of)
        .bind(2, std::int64_t{row.tries})
        .bind(3, integer_of(row.last))
        .run();
}

void forget_old_web_rows(Sql& db, Instant sessions_seen, Instant tries_last) {
    db.prepare("delete from web_session where seen < ?").bind(1, integer_of(sessions_seen)).run();
    db.prepare("delete from web_tries where last < ?").bind(1, integer_of(tries_last)).run();
}

}  // namespace nuong::tables

#include "client/store/schema_store.h"

namespace nuong::client {

std::vector<protocol::SchemaEntry> SchemaStore::catalogue() {
    std::vector<protocol::SchemaEntry> entries;
    Statement rows = db_.prepare("select kind, id, version, hash from schema where current = 1 order by kind, id");
    while (rows.step())
        entries.push_back({std::string(rows.text(0)), std::string(rows.text(1)),
                           static_cast<std::uint32_t>(rows.integer(2)), std::string(rows.text(3))});
    return entries;
}

bool SchemaStore::has(const std::string& hash) {
    Statement row = db_.prepare("select 1 from schema where hash = ?");
    row.bind(1, hash);
    return row.step();
}

std::optional<std::string> SchemaStore::body(const std::string& kind, const std::string& id) {
    Statement row =
        db_.prepare("select body from schema where kind = ? and id = ? order by current desc, version desc limit 1");
    row.bind(1, kind).bind(2, id);
    if (!row.step()) return std::nullopt;
    return std::string(row.text(0));
}

std::optional<std::string> SchemaStore::body(const std::string& kind, const std::string& id, std::uint32_t version) {
    Statement row = db_.prepare("select body from schema where kind = ? and id = ? and version = ?");
    row.bind(1, kind).bind(2, id).bind(3, std::int64_t{version});
    if (!row.step()) return std::nullopt;
    return std::string(row.text(0));
}

std::vector<std::string> SchemaStore::bodies(const std::string& kind) {
    std::vector<std::string> bodies;
    Statement rows = db_.prepare("select body from schema where kind = ? and current = 1 order by id");
    rows.bind(1, kind);
    while (rows.step()) bodies.emplace_back(rows.text(0));
    return bodies;
}

void SchemaStore::keep(const protocol::SchemaEntry& entry, std::string_view body) {
    db_.prepare("insert or ignore into schema(kind, id, version, hash, body, current) values(?, ?, ?, ?, ?, 0)")
        .bind(1, entry.kind)
        .bind(2, entry.id)
        .bind(3, std::int64_t{entry.version})
        .bind(4, entry.hash)
        .bind(5, body)
        .run();
}

void SchemaStore::replace_catalogue(const std::vector<protocol::SchemaEntry>& entries,
                                    const std::vector<std::string>& bodies) {
    db_.prepare("update schema set current = 0").run();
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const protocol::SchemaEntry& entry = entries[i];
        if (i < bodies.size() && !bodies[i].empty())
            db_.prepare(
                   "insert or replace into schema(kind, id, version, hash, body, current) values(?, ?, ?, ?, ?, 1)")
                .bind(1, entry.kind)
                .bind(2, entry.id)
                .bind(3, std::int64_t{entry.version})
                .bind(4, entry.hash)
                .bind(5, bodies[i])
                .run();
        else db_.prepare("update schema set current = 1 where hash = ?").bind(1, entry.hash).run();
    }
}

std::vector<protocol::Cursor> SchemaStore::cursors() {
    std::vector<protocol::Cursor> cursors;
    Statement rows = db_.prepare("select area, at from cursor order by area");
    while (rows.step()) cursors.push_back({std::string(rows.text(0)), static_cast<std::uint64_t>(rows.integer(1))});
    return cursors;
}

void SchemaStore::put_cursor(const protocol::Cursor& cursor) {
    db_.prepare("insert or replace into cursor(area, at) values(?, ?)")
        .bind(1, cursor.area)
        .bind(2, static_cast<std::int64_t>(cursor.at))
        .run();
}

void SchemaStore::drop_cursor(const AreaCode& area) {
    db_.prepare("delete from cursor where area = ?").bind(1, area).run();
}

void SchemaStore::reset_cursors() { db_.prepare("delete from cursor").run(); }

}  // namespace nuong::client

// Users, devices, codes, documents and the audit.
#include "sync-server/store/columns.h"
#include "sync-server/store/tables.h"

namespace nuong::tables {
namespace {

using namespace columns;

constexpr std::string_view select_device =
    "select id, name, standing, enrolled, seen, acked, link, cloned_from, top, link_at_start, at_top,"
    " waiting_saves, waiting_drafts, waiting_files, wiped, erasures, wipe_orders, seals from device ";

DeviceRow read_device(Query& statement) {
    DeviceRow row;
    row.id = device_from(statement.integer(0));
    row.name = statement.text(1);
    row.standing = standing_of(statement.text(2));
    row.enrolled = instant_from(statement.integer(3));
    row.seen = instant_from(statement.integer(4));
    row.acked = count_from(statement.integer(5));
    row.link = hash_from(statement.blob(6));
    if (!statement.is_null(7)) row.cloned_from = device_from(statement.integer(7));
    row.top = count_from(statement.integer(8));
    row.link_at_start = hash_from(statement.blob(9));
    row.at_top = count_from(statement.integer(10));
    if (!statement.is_null(11)) {
        const auto number = [&](int column) { return static_cast<std::uint32_t>(statement.integer(column)); };
        row.waits = protocol::Waits{number(11), number(12), number(13)};
    }
    if (!statement.is_null(14)) row.wiped = instant_from(statement.integer(14));
    row.erasures = count_from(statement.integer(15));
    if (!statement.is_null(16)) row.wipe_orders = hashes_from(statement.blob(16));
    row.seals = statement.integer(17) != 0;
    return row;
}

EnrolmentRow read_enrolment(Query& statement) {
    return {device_from(statement.integer(0)), std::string(statement.text(1)), hash_from(statement.blob(2))};
}

DocumentRow read_document(Query& statement) {
    return {std::string(statement.text(0)), std::string(statement.text(1)),
            static_cast<std::uint32_t>(statement.integer(2)), std::string(statement.text(3)),
            std::string(statement.text(4))};
}

void read_areas(Sql& db, UserRow& user) {
    Query statement = db.prepare("select area from user_area where \"user\" = ? order by place");
    statement.bind(1, user.name);
    while (statement.step()) user.areas.emplace_back(statement.text(0));
}

}  // namespace

std::optional<UserRow> user(Sql& db, const UserId& name) {
    UserRow row;
    {
        Query statement = db.prepare("select name, role, disabled from \"user\" where name = ?");
        statement.bind(1, name);
        if (!statement.step()) return std::nullopt;
        row = {std::string(statement.text(0)), std::string(statement.text(1)), statement.integer(2) != 0, {}};
    }
    read_areas(db, row);
    return row;
}

std::vector<UserRow> users(Sql& db) {
    std::vector<UserRow> rows;
    {
        Query statement = db.prepare("select name, role, disabled from \"user\" order by name");
        while (statement.step())
            rows.push_back(
                {std::string(statement.text(0)), std::string(statement.text(1)), statement.integer(2) != 0, {}});
    }
    for (UserRow& row : rows) read_areas(db, row);
    return rows;
}

void put_user(Sql& db, const UserRow& row) {
    db.prepare(
          "insert into \"user\"(name, role, disabled) values(?,?,?) on conflict(name) do update set role = "
          "excluded.role,"
          " disabled = excluded.disabled")
        .bind(1, row.name)
        .bind(2, row.role)
        .bind(3, std::int64_t{row.disabled})
        .run();
    db.prepare("delete from user_area where \"user\" = ?").bind(1, row.name).run();
    std::int64_t place = 0;
    for (const AreaCode& area : row.areas)
        db.prepare("insert into user_area(\"user\", area, place) values(?,?,?)")
            .bind(1, row.name)
            .bind(2, area)
            .bind(3, place++)
            .run();
}

std::optional<DeviceRow> device(Sql& db, DeviceId id) {
    Query statement = db.prepare(std::string(select_device) + "where id = ?");
    statement.bind(1, integer_of(id));
    if (!statement.step()) return std::nullopt;
    return read_device(statement);
}

std::vector<DeviceRow> devices(Sql& db) {
    Query statement = db.prepare(std::string(select_device) + "order by enrolled, id");
    std::vector<DeviceRow> rows;
    while (statement.step()) rows.push_back(read_device(statement));
    return rows;
}

void put_device(Sql& db, const DeviceRow& row) {
    const std::string standing = name_of(row.standing);
    Query statement = db.prepare(
        "insert into device(id, name, standing, enrolled, seen, acked, link, cloned_from, top, link_at_start,"
        " wipe_orders) values(?,?,?,?,?,?,?,?,?,?,?)"
        " on conflict(id) do update set name = excluded.name, standing = excluded.standing, seen = excluded.seen,"
        " acked = excluded.acked, link = excluded.link, top = excluded.top,"
        " link_at_start = excluded.link_at_start, wipe_orders = excluded.wipe_orders");
    statement.bind(1, integer_of(row.id))
        .bind(2, row.name)
        .bind(3, standing)
        .bind(4, integer_of(row.enrolled))
        .bind(5, integer_of(row.seen))
        .bind(6, integer_of(row.acked))
        .bind(7, blob_of(row.link));
    if (row.cloned_from) statement.bind(8, integer_of(*row.cloned_from));
    else statement.bind_null(8);
    statement.bind(9, integer_of(row.top)).bind(10, blob_of(row.link_at_start));
    if (row.wipe_orders.empty()) statement.bind_null(11).run();
    else statement.bind(11, Blob(joined(row.wipe_orders))).run();
}

void set_progress(Sql& db, DeviceId device, std::uint64_t acked, const Hash& link, Instant seen) {
    db.prepare("update device set acked = ?, link = ?, seen = ? where id = ?")
        .bind(1, integer_of(acked))
        .bind(2, blob_of(link))
        .bind(3, integer_of(seen))
        .bind(4, integer_of(device))
        .run();
}

void set_heard(Sql& db, const HeardDevice& heard) {
    db.prepare("update device set seen = ?1 where id = ?2 and seen < ?1")
        .bind(1, integer_of(heard.seen))
        .bind(2, integer_of(heard.device))
        .run();
    if (heard.erasures > 0)
        db.prepare("update device set erasures = ?1 where id = ?2 and erasures < ?1")
            .bind(1, integer_of(heard.erasures))
            .bind(2, integer_of(heard.device))
            .run();
    if (!heard.waits) return;
    db.prepare("update device set waiting_saves = ?, waiting_drafts = ?, waiting_files = ? where id = ?")
        .bind(1, std::int64_t{heard.waits->saves})
        .bind(2, std::int64_t{heard.waits->drafts})
        .bind(3, std::int64_t{heard.waits->files})
        .bind(4, integer_of(heard.device))
        .run();
}

void set_wiped(Sql& db, DeviceId device, Instant at) {
    db.prepare("update device set wiped = ? where id = ?").bind(1, integer_of(at)).bind(2, integer_of(device)).run();
}

void set_seals(Sql& db, DeviceId device) {
    db.prepare("update device set seals = 1 where id = ?").bind(1, integer_of(device)).run();
}

std::optional<EnrolmentRow> enrolment(Sql& db, const Hash& token_hash) {
    Query statement = db.prepare("select device, \"user\", token_hash from enrolment where token_hash = ?");
    statement.bind(1, blob_of(token_hash));
    if (!statement.step()) return std::nullopt;
    return read_enrolment(statement);
}

std::vector<EnrolmentRow> enrolments(Sql& db, DeviceId device) {
    Query statement =
        db.prepare("select device, \"user\", token_hash from enrolment where device = ? order by \"user\"");
    statement.bind(1, integer_of(device));
    std::vector<EnrolmentRow> rows;
    while (statement.step()) rows.push_back(read_enrolment(statement));
    return rows;
}

std::vector<EnrolmentRow> enrolments(Sql& db) {
    Query statement = db.prepare("select device, \"user\", token_hash from enrolment order by device, \"user\"");
    std::vector<EnrolmentRow> rows;
    while (statement.step()) rows.push_back(read_enrolment(statement));
    return rows;
}

void put_enrolment(Sql& db, const EnrolmentRow& row) {
    db.prepare(
          "insert into enrolment(device, \"user\", token_hash) values(?,?,?) on conflict(device, \"user\") do update "
          "set"
          " token_hash = excluded.token_hash")
        .bind(1, integer_of(row.device))
        .bind(2, row.user)
        .bind(3, blob_of(row.token_hash))
        .run();
}

std::optional<CodeRow> code(Sql& db, const Hash& name) {
    Query statement = db.prepare("select hash, \"user\", expires, used_by, key from code where hash = ?");
    statement.bind(1, blob_of(name));
    if (!statement.step()) return std::nullopt;
    CodeRow row{hash_from(statement.blob(0)), std::string(statement.text(1)), instant_from(statement.integer(2)),
                std::nullopt};
    if (!statement.is_null(3)) row.used_by = device_from(statement.integer(3));
    if (!statement.is_null(4)) row.key = secret_of(statement, 4);
    return row;
}

void put_code(Sql& db, const CodeRow& row) {
    Query statement = db.prepare(
        "insert into code(hash, \"user\", expires, used_by, key) values(?,?,?,?,?) on conflict(hash) do update set"
        " used_by = excluded.used_by");
    statement.bind(1, blob_of(row.name)).bind(2, row.user).bind(3, integer_of(row.expires));
    if (row.used_by) statement.bind(4, integer_of(*row.used_by));
    else statement.bind_null(4);
    if (row.key) statement.bind_sealed(5, blob_of(row.key->bytes()));
    else statement.bind_null(5);
    statement.run();
}

std::optional<RecoveryRow> recovery(Sql& db, DeviceId device) {
    Query statement = db.prepare("select key, expires, opened from recovery where device = ?");
    statement.bind(1, integer_of(device));
    if (!statement.step()) return std::nullopt;
    RecoveryRow row{device, secret_of(statement, 0), instant_from(statement.integer(1)), std::nullopt};
    if (!statement.is_null(2)) row.opened = hash_from(statement.blob(2));
    return row;
}

void put_recovery(Sql& db, const RecoveryRow& row) {
    Query statement = db.prepare(
        "insert into recovery(device, key, expires, opened) values(?,?,?,?) on conflict(device) do update set"
        " key = excluded.key, expires = excluded.expires, opened = excluded.opened");
    statement.bind(1, integer_of(row.device)).bind_sealed(2, blob_of(row.key.bytes())).bind(3, integer_of(row.expires));
    if (row.opened) statement.bind(4, blob_of(*row.opened));
    else statement.bind_null(4);
    statement.run();
}

SecretKey secret_of(const Query& row, int column) {
    std::string bytes = row.sealed(column);
    KeyBytes secret = hash_from(bytes_of(bytes));
    forget(bytes);
    SecretKey key(secret);
    forget(secret);
    return key;
}

std::optional<SecretKey> seal_secret(Sql& db) {
    Query statement = db.prepare("select secret from seal_key");
    if (!statement.step()) return std::nullopt;
    return secret_of(statement, 0);
}

void put_seal_secret(Sql& db, const SecretKey& secret) {
    db.prepare("insert into seal_key(id, secret) values(0, ?)").bind_sealed(1, blob_of(secret.bytes())).run();
}

std::vector<DocumentRow> documents_in_force(Sql& db) {
    Query statement =
        db.prepare("select kind, id, version, hash, body from document where in_force = 1 order by kind, id");
    std::vector<DocumentRow> rows;
    while (statement.step()) rows.push_back(read_document(statement));
    return rows;
}

std::optional<DocumentRow> document(Sql& db, const std::string& hash) {
    Query statement = db.prepare("select kind, id, version, hash, body from document where hash = ?");
    statement.bind(1, hash);
    if (!statement.step()) return std::nullopt;
    return read_document(statement);
}

std::optional<DocumentRow> document(Sql& db, const std::string& kind, const std::string& id, std::uint32_t version) {
    Query statement =
        db.prepare("select kind, id, version, hash, body from document where kind = ? and id = ? and version = ?");
    statement.bind(1, kind).bind(2, id).bind(3, std::int64_t{version});
    if (!statement.step()) return std::nullopt;
    return read_document(statement);
}

void put_document(Sql& db, const DocumentRow& row) {
    db.prepare("update document set in_force = 0 where kind = ? and id = ?").bind(1, row.kind).bind(2, row.id).run();
    db.prepare(
          "insert into document(kind, id, version, hash, body, in_force) values(?,?,?,?,?,1)"
          " on conflict(kind, id, version) do update set in_force = 1")
        .bind(1, row.kind)
        .bind(2, row.id)
        .bind(3, std::int64_t{row.version})
        .bind(4, row.hash)
        .bind(5, row.body)
        .run();
}

std::vector<AuditRow> audit(Sql& db, std::uint64_t after, std::size_t limit) {
    Query statement = db.prepare("select n, at, who, what, detail, link from audit where n > ? order by n limit ?");
    statement.bind(1, integer_of(after)).bind(2, integer_of(std::uint64_t{limit}));
    std::vector<AuditRow> rows;
    while (statement.step())
        rows.push_back({count_from(statement.integer(0)), instant_from(statement.integer(1)),
                        std::string(statement.text(2)), std::string(statement.text(3)), statement.sealed(4),
                        hash_from(statement.blob(5))});
    return rows;
}

void add_audit(Sql& db, Instant at, const std::string& who, const std::string& what, const std::string& detail) {
    AuditRow row{1, at, who, what, detail, {}};
    Hash previous{};
    {
        Query statement = db.prepare("select n, link from audit order by n desc limit 1");
        if (statement.step()) {
            row.n = count_from(statement.integer(0)) + 1;
            previous = hash_from(statement.blob(1));
        }
    }
    row.link = audit_link(previous, row);
    db.prepare("insert into audit(n, at, who, what, detail, link) values(?,?,?,?,?,?)")
        .bind(1, integer_of(row.n))
        .bind(2, integer_of(row.at))
        .bind(3, row.who)
        .bind(4, row.what)
        .bind_sealed(5, row.detail)
        .bind(6, blob_of(row.link))
        .run();
    db.prepare(
          "insert into audit_head(id, n, link) values(0,?,?)"
          " on conflict(id) do update set n = excluded.n, link = excluded.link")
        .bind(1, integer_of(row.n))
        .bind(2, blob_of(row.link))
        .run();
}

std::optional<AuditRow> audit_head(Sql& db) {
    Query row = db.prepare("select n, link from audit_head");
    if (!row.step()) return std::nullopt;
    AuditRow head;
    head.n = count_from(row.integer(0));
    head.link = hash_from(row.blob(1));
    return head;
}

Instant newest_time(Sql& db) {
    return instant_from(std::max({db.integer_of("select coalesce(max(seen), 0) from device"),
                                  db.integer_of("select coalesce(max(heard), 0) from upstream"),
                                  db.integer_of("select coalesce(max(parent_time), 0) from upstream")}));
}

}  // namespace nuong::tables

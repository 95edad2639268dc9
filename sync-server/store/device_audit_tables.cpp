// What people have done on devices.
#include "sync-server/store/columns.h"
#include "sync-server/store/tables.h"

namespace nuong::tables {
namespace {

using namespace columns;

constexpr std::string_view select_entries =
    "select arrival, device, n, link, previous, received, body, signature, top from device_audit ";

std::optional<Signature> signature_in(Query& row, int column) {
    if (row.is_null(column)) return std::nullopt;
    Signature signature{};
    const Blob blob = row.blob(column);
    std::copy_n(blob.begin(), std::min(blob.size(), signature.size()), signature.begin());
    return signature;
}

KnownAbove known_in(std::int64_t top) {
    return top == 0 ? KnownAbove::nobody : top == 1 ? KnownAbove::parent : KnownAbove::top;
}

std::vector<DeviceAuditRow> read_rows(Query& rows) {
    std::vector<DeviceAuditRow> read;
    while (rows.step())
        read.push_back({count_from(rows.integer(0)), device_from(rows.integer(1)), count_from(rows.integer(2)),
                        hash_from(rows.blob(3)), hash_from(rows.blob(4)), instant_from(rows.integer(5)), rows.sealed(6),
                        signature_in(rows, 7), known_in(rows.integer(8))});
    return read;
}

}  // namespace

std::optional<DeviceAuditRow> device_audit(Sql& db, const Hash& link) {
    Query rows = db.prepare(std::string(select_entries) + "where link = ?");
    rows.bind(1, blob_of(link));
    auto found = read_rows(rows);
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::optional<DeviceAuditRow> device_audit_after(Sql& db, DeviceId device, const Hash& link) {
    Query rows = db.prepare(std::string(select_entries) + "where previous = ? and device = ? order by arrival");
    rows.bind(1, blob_of(link)).bind(2, integer_of(device));
    auto found = read_rows(rows);
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<DeviceAuditRow> device_audits(Sql& db, std::uint64_t after, std::size_t limit) {
    Query rows = db.prepare(std::string(select_entries) + "where arrival > ? order by arrival limit ?");
    rows.bind(1, integer_of(after)).bind(2, integer_of(std::uint64_t{limit}));
    return read_rows(rows);
}

std::vector<DeviceAuditRow> device_audits_ahead(Sql& db, std::uint64_t after, std::size_t limit) {
    Query rows = db.prepare(std::string(select_entries) + "where top = 0 and arrival > ? order by arrival limit ?");
    rows.bind(1, integer_of(after)).bind(2, integer_of(std::uint64_t{limit}));
    return read_rows(rows);
}

std::vector<DeviceAuditRow> device_audits_below_top(Sql& db, std::size_t limit) {
    Query rows =
        db.prepare(std::string(select_entries) + "where top = 1 and signature is not null order by arrival limit ?");
    rows.bind(1, integer_of(std::uint64_t{limit}));
    return read_rows(rows);
}

void add_device_audit(Sql& db, const DeviceAuditRow& row) {
    db.prepare(
          "insert into device_audit(device, n, link, previous, received, body) values(?,?,?,?,?,?)"
          " on conflict do nothing")
        .bind(1, integer_of(row.device))
        .bind(2, integer_of(row.n))
        .bind(3, blob_of(row.link))
        .bind(4, blob_of(row.previous))
        .bind(5, integer_of(row.received))
        .bind_sealed(6, row.body)
        .run();
    if (!row.signature) return;
    db.prepare("update device_audit set signature = ? where link = ? and device = ? and signature is null")
        .bind(1, Blob(*row.signature))
        .bind(2, blob_of(row.link))
        .bind(3, integer_of(row.device))
        .run();
}

void note_device_audit(Sql& db, const Hash& link, KnownAbove known) {
    db.prepare("update device_audit set top = ?1 where link = ?2 and top < ?1")
        .bind(1, static_cast<std::int64_t>(known))
        .bind(2, blob_of(link))
        .run();
}

}  // namespace nuong::tables

#include "sync-server/store/sqlite_change_store.h"

#include <array>

#include "server_001_initial.h"
#include "server_002_bundles.h"
#include "server_003_blobs.h"
#include "server_004_relay.h"
#include "server_005_digests.h"
#include "server_006_relay_keys.h"
#include "server_007_signatures.h"
#include "server_008_device_audit.h"
#include "server_009_recovery.h"
#include "server_010_audit_order.h"
#include "server_011_erasure.h"
#include "server_012_desk.h"
#include "server_013_former_case.h"
#include "server_014_remainder.h"
#include "server_015_wiped.h"
#include "server_016_report_issue.h"
#include "server_017_passed_over.h"
#include "server_018_rows_of_a_record.h"
#include "server_019_web.h"
#include "server_020_parent_time.h"
#include "server_021_confirmed_erasures.h"
#include "server_022_life.h"
#include "server_023_proofs.h"
#include "server_024_relay_proofs.h"
#include "sync-server/store/tables.h"

namespace nuong {
namespace {

constexpr std::array migrations{
    embedded::server_001_initial,      embedded::server_002_bundles,      embedded::server_003_blobs,
    embedded::server_004_relay,        embedded::server_005_digests,      embedded::server_006_relay_keys,
    embedded::server_007_signatures,   embedded::server_008_device_audit, embedded::server_009_recovery,
    embedded::server_010_audit_order,  embedded::server_011_erasure,      embedded::server_012_desk,
    embedded::server_013_former_case,  embedded::server_014_remainder,    embedded::server_015_wiped,
    embedded::server_016_report_issue, embedded::server_017_passed_over,  embedded::server_018_rows_of_a_record,
    embedded::server_019_web,          embedded::server_020_parent_time,  embedded::server_021_confirmed_erasures,
    embedded::server_022_life,         embedded::server_023_proofs,       embedded::server_024_relay_proofs};

}  // namespace

bool SqliteChangeStore::is_older(Database& db) { return version_of(db) < migrations.size(); }

bool SqliteChangeStore::has_outgrown_program() { return version_of(database()) > migrations.size(); }

Result<std::unique_ptr<SqliteChangeStore>> SqliteChangeStore::open(Database db) {
    if (auto migrated = migrate(db, migrations); !migrated) return migrated.error();
    auto store = std::unique_ptr<SqliteChangeStore>(new SqliteChangeStore(std::move(db)));
    if (store->sql_.integer_of("select coalesce(max(digested), 1) from store") == 0) tables::count_digests(store->sql_);
    return store;
}

Result<std::unique_ptr<SqliteChangeStore>> SqliteChangeStore::create(Database db) {
    auto store = open(std::move(db));
    if (!store) return store.error();
    tables::name_store((*store)->sql_);
    return store;
}

void SqliteChangeStore::tidy_later() { database().count_log(log_pages_); }

// What is committed is durable in the write-ahead log; carrying it over into the database proper only keeps the log
// short. There is always room in it for the next commits.
void SqliteChangeStore::tidy() {
    if (log_pages_ < carried_pages_) carried_pages_ = 0;  // the log has begun anew
    if (log_pages_ - carried_pages_ >= log_limits_.pages_between) {
        database().carry_log_over();
        carried_pages_ = log_pages_;
    }
    if (log_pages_ + log_limits_.pages_ahead > log_room_) {
        const int room = log_pages_ + log_limits_.pages_between + log_limits_.pages_ahead;
        database().lengthen_log(room);
        log_room_ = room;
    }
}

}  // namespace nuong

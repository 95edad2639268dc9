#include "shared/sqlite/database.h"

#include <sodium.h>
#include <sqlite3.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "shared/base/encoding.h"

namespace nuong {
namespace {

DatabaseError::Kind kind_of(int code) {
    switch (code & 0xFF) {
        case SQLITE_FULL: return DatabaseError::Kind::full;
        case SQLITE_NOTADB:
        case SQLITE_CORRUPT: return DatabaseError::Kind::damaged;
        case SQLITE_BUSY:
        case SQLITE_LOCKED: return DatabaseError::Kind::busy;
        case SQLITE_IOERR:
        case SQLITE_CANTOPEN:
        case SQLITE_READONLY:
        case SQLITE_PERM: return DatabaseError::Kind::io;
        default: return DatabaseError::Kind::misuse;
    }
}

[[noreturn]] void fail(sqlite3* db, const char* doing) {
    const int code = sqlite3_extended_errcode(db);
    // Some writes (the shared index of the log) report a full disk as an input/output error.
    const bool is_full = (code & 0xFF) == SQLITE_IOERR && sqlite3_system_errno(db) == ENOSPC;
    throw DatabaseError(is_full ? DatabaseError::Kind::full : kind_of(code),
                        std::string(doing) + ": " + sqlite3_errmsg(db) + " (" + std::to_string(code) + ")");
}

void check(sqlite3* db, int code, const char* doing) {
    if (code != SQLITE_OK) fail(db, doing);
}

void require(int code, const char* doing) {
    if (code != SQLITE_OK) throw DatabaseError(kind_of(code), std::string(doing) + " (" + std::to_string(code) + ")");
}

struct CloseOnFailure {
    sqlite3* db;
    ~CloseOnFailure() {
        if (db) sqlite3_close_v2(db);
    }
};

void run_plain(sqlite3* db, const char* sql) { check(db, sqlite3_exec(db, sql, nullptr, nullptr, nullptr), sql); }

// Two SQLite libraries in one process would silently ignore the key and write plain pages; this is how we know.
void require_cipher(sqlite3* db) {
    bool present = false;
    const auto note = [](void* found, int, char** values, char**) {
        *static_cast<bool*>(found) = values[0] && *values[0];
        return 0;
    };
    sqlite3_exec(db, "pragma cipher_version", note, &present, nullptr);
    if (!present)
        throw DatabaseError(DatabaseError::Kind::misuse, "this build has no encryption; refusing to store anything");
}

void apply_key(sqlite3* db, const DatabaseKey& key) {
    require_cipher(db);
    std::string digits = to_hex(key.bytes()), pragma;
    pragma.reserve(digits.size() + 3);  // what grows leaves copies behind
    pragma.append("x'").append(digits).append("'");
    sodium_memzero(digits.data(), digits.size());
    const int code = sqlite3_key(db, pragma.data(), static_cast<int>(pragma.size()));
    sodium_memzero(pragma.data(), pragma.size());
    check(db, code, "key");
}

void set_up(sqlite3* db, bool in_memory) {
    sqlite3_extended_result_codes(db, 1);
    sqlite3_busy_timeout(db, 10'000);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    run_plain(db, "pragma cipher_log_level=none");  // a wrong key is told by us, in words
    run_plain(db, "pragma temp_store=memory");      // before anything is sorted: temporary files would be plain text
    run_plain(db, "pragma trusted_schema=off");
    run_plain(db, "select count(*) from sqlite_master");  // the first read: here a wrong key shows
    if (!in_memory) {
        run_plain(db, "pragma journal_mode=wal");
        run_plain(db, "pragma synchronous=full");
    }
    run_plain(db, "pragma foreign_keys=on");
    run_plain(db, "pragma cache_size=-16000");
}

}  // namespace

DatabaseKey::DatabaseKey(std::span<const std::uint8_t> bytes) {
    bytes_.fill(0);
    std::copy_n(bytes.begin(), std::min(bytes.size(), bytes_.size()), bytes_.begin());
}

DatabaseKey::~DatabaseKey() { sodium_memzero(bytes_.data(), bytes_.size()); }

Statement::~Statement() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
}

Statement& Statement::bind(int index, std::int64_t value) {
    check(db_, sqlite3_bind_int64(statement_, index, value), "bind");
    return *this;
}

Statement& Statement::bind(int index, std::string_view text) {
    const char* data = text.data() ? text.data() : "";  // a null pointer would bind NULL
    check(db_, sqlite3_bind_text64(statement_, index, data, text.size(), SQLITE_STATIC, SQLITE_UTF8), "bind");
    return *this;
}

Statement& Statement::bind_copy(int index, std::string_view text) {
    check(db_, sqlite3_bind_text64(statement_, index, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8), "bind");
    return *this;
}

Statement& Statement::bind(int index, Blob blob) {
    const void* data = blob.data() ? static_cast<const void*>(blob.data()) : "";
    check(db_, sqlite3_bind_blob64(statement_, index, data, blob.size(), SQLITE_STATIC), "bind");
    return *this;
}

Statement& Statement::bind_real(int index, double value) {
    check(db_, sqlite3_bind_double(statement_, index, value), "bind");
    return *this;
}

Statement& Statement::bind_null(int index) {
    check(db_, sqlite3_bind_null(statement_, index), "bind");
    return *this;
}

bool Statement::step() {
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    fail(db_, sqlite3_sql(statement_));
}

void Statement::run() {
    while (step()) {
    }
}

bool Statement::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_, column); }

double Statement::real(int column) const { return sqlite3_column_double(statement_, column); }

std::string_view Statement::text(int column) const {
    const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    return data ? std::string_view(data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)))
                : std::string_view();
}

Blob Statement::blob(int column) const {
    const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_, column));
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

Database Database::open(const std::string& path, const std::optional<DatabaseKey>& key) {
    // SQLite takes a rest of one byte for a new database and would write over it.
    std::error_code absent;
    if (const auto size = std::filesystem::file_size(path, absent); !absent && size > 0 && size < 512)
        throw DatabaseError(DatabaseError::Kind::damaged, path + ": cut off");
    sqlite3* db = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    const int code = sqlite3_open_v2(path.c_str(), &db, flags, nullptr);
    CloseOnFailure guard{db};
    if (!db) throw DatabaseError(DatabaseError::Kind::io, "out of memory");
    check(db, code, path.c_str());
    if (key) apply_key(db, *key);
    set_up(db, false);
    guard.db = nullptr;
    return Database(db);
}

Database Database::open_in_memory() {
    sqlite3* db = nullptr;
    const int code =
        sqlite3_open_v2(":memory:", &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    CloseOnFailure guard{db};
    check(db, code, "memory");
    set_up(db, true);
    guard.db = nullptr;
    return Database(db);
}

Database::Database(Database&& other) noexcept
    : db_(std::exchange(other.db_, nullptr)), prepared_(std::exchange(other.prepared_, {})) {}

Database& Database::operator=(Database&& other) noexcept {
    std::swap(db_, other.db_);
    std::swap(prepared_, other.prepared_);
    return *this;
}

Database::~Database() {
    for (const auto& [sql, statement] : prepared_) sqlite3_finalize(statement);
    sqlite3_close_v2(db_);
}

Statement Database::prepare(std::string_view sql) {
    auto& cached = prepared_[std::string(sql)];
    if (!cached)
        check(db_,
              sqlite3_prepare_v3(db_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &cached,
                                 nullptr),
              std::string(sql).c_str());
    return Statement(db_, cached);
}

void Database::execute(std::string_view sql) { run_plain(db_, std::string(sql).c_str()); }

std::int64_t Database::changes() const { return sqlite3_changes64(db_); }

std::int64_t Database::total_changes() const { return sqlite3_total_changes64(db_); }

std::int64_t Database::integer_of(std::string_view sql) {
    Statement statement = prepare(sql);
    return statement.step() ? statement.integer(0) : 0;
}

void Database::count_log(int& pages) {
    const auto note = [](void* counted, sqlite3*, const char*, int in_log) {
        *static_cast<int*>(counted) = in_log;
        return SQLITE_OK;
    };
    sqlite3_wal_hook(db_, note, &pages);  // takes the place of the automatic checkpoint
}

void Database::carry_log_over() { execute("pragma wal_checkpoint(passive)"); }

// Bytes after the last commit are no log: SQLite takes a frame only when its checksum follows from those before it.
void Database::lengthen_log(int pages) {
    constexpr sqlite3_int64 header = 32,
                            frame_header = 24;  // https://www.sqlite.org/fileformat2.html#the_write_ahead_log
    static constexpr std::array<char, 64 * 1024> nothing{};
    const sqlite3_int64 wanted = header + pages * (integer_of("pragma page_size") + frame_header);
    const Transaction alone(*this);  // else another connection could write just there
    sqlite3_file* log = nullptr;
    check(db_, sqlite3_file_control(db_, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log), "write-ahead log");
    if (!log->pMethods) return;  // nothing in memory has one
    sqlite3_int64 length = 0;
    require(log->pMethods->xFileSize(log, &length), "length of the log");
    for (; length < wanted; length += static_cast<sqlite3_int64>(nothing.size()))
        require(log->pMethods->xWrite(log, nothing.data(), static_cast<int>(nothing.size()), length), "longer log");
    require(log->pMethods->xSync(log, SQLITE_SYNC_NORMAL), "longer log");
}

void Database::copy_into(const std::string& path) {
    std::error_code unknown;
    const bool was_there = std::filesystem::exists(path, unknown) || unknown;
    try {
        prepare("vacuum into ?").bind(1, path).run();
    } catch (const DatabaseError&) {
        if (!was_there) std::filesystem::remove(path, unknown);  // a half copy could be taken for a whole one
        throw;
    }
}

bool Database::is_sound() {
    Statement check_pages = prepare("pragma integrity_check");
    return check_pages.step() && check_pages.text(0) == "ok";
}

Transaction::Transaction(Database& db) : db_(db) { db_.prepare("begin immediate").run(); }

Transaction::~Transaction() {
    // A full disk may have rolled back already; a second rollback then answers with an error that says nothing new.
    if (open_ && !sqlite3_get_autocommit(db_.db_)) sqlite3_exec(db_.db_, "rollback", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
    db_.prepare("commit").run();
    open_ = false;
}

Savepoint::Savepoint(Database& db) : db_(db) { db_.prepare("savepoint part").run(); }

Savepoint::~Savepoint() {
    if (!open_) return;
    try {
        db_.prepare("rollback to part").run();
        db_.prepare("release part").run();
    } catch (const DatabaseError&) {  // the whole transaction is gone: its commit will say so
    }
}

void Savepoint::release() {
    db_.prepare("release part").run();
    open_ = false;
}

Snapshot::Snapshot(Database& db) : db_(db) { db_.prepare("begin deferred").run(); }

Snapshot::~Snapshot() {
    try {
        db_.prepare("rollback").run();
    } catch (const DatabaseError&) {  // nothing was written
    }
}

Error store_is_newer() {
    return {ErrorCode::damaged,
            {"Kho dữ liệu do một phiên bản mới hơn tạo ra. Hãy cập nhật chương trình này.",
             "The store was made by a newer version. Update this program."}};
}

std::size_t version_of(Database& db) { return static_cast<std::size_t>(db.integer_of("pragma user_version")); }

Status migrate(Database& db, std::span<const std::string_view> steps) {
    const std::size_t have = version_of(db);
    if (have > steps.size()) return store_is_newer();
    for (std::size_t step = have; step < steps.size(); ++step) {
        Transaction transaction(db);
        db.execute(steps[step]);
        db.execute("pragma user_version=" + std::to_string(step + 1));
        transaction.commit();
    }
    return Done{};
}

}  // namespace nuong

#include "sync-server/store/postgres_sql.h"

#include <libpq-fe.h>

#include <array>
#include <bit>
#include <vector>

namespace nuong {
namespace {

// With synchronous replication a commit lasts until another machine has it, which may be never. Devices give up after
// half a minute of silence (client/sync/http_transport.h) and should hear before that they may come again.
constexpr std::chrono::seconds commit_limit{20};
constexpr std::chrono::seconds long_wait{1}, knocks_every{1};

// "?" and "?1" become "$1". No text of ours has a question mark in a literal.
std::pair<std::string, int> with_dollars(std::string_view sql) {
    std::string text;
    int count = 0;
    for (std::size_t i = 0; i < sql.size(); ++i) {
        if (sql[i] != '?') {
            text += sql[i];
            continue;
        }
        int number = 0;
        while (i + 1 < sql.size() && sql[i + 1] >= '0' && sql[i + 1] <= '9') number = number * 10 + (sql[++i] - '0');
        if (number == 0) number = count + 1;
        count = std::max(count, number);
        text += '$' + std::to_string(number);
    }
    return {text, count};
}

using Bytes8 = std::array<char, 8>;

Bytes8 in_network_order(std::uint64_t value) {
    Bytes8 bytes;
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(value >> (56 - 8 * i));
    return bytes;
}

std::uint64_t from_network_order(std::string_view bytes) {
    std::uint64_t value = 0;
    for (const char byte : bytes) value = value << 8 | static_cast<unsigned char>(byte);
    return value;
}

// Everything travels in binary: 64-bit integers and reals in network order, texts and blobs as they are.
class PostgresStatement final : public SqlStatement {
public:
    PostgresStatement(PostgresLine& line, const ColumnSeal& seal, std::string_view sql, const std::string& name,
                      int parameters, bool may_wait)
        : line_(line),
          seal_(seal),
          sql_(sql),
          name_(name),
          values_(static_cast<std::size_t>(parameters)),
          may_wait_(may_wait) {}

    void bind_integer(int index, std::int64_t value) override {
        keep(index, in_network_order(static_cast<std::uint64_t>(value)));
    }
    void bind_real(int index, double value) override {
        keep(index, in_network_order(std::bit_cast<std::uint64_t>(value)));
    }
    void bind_text(int index, std::string_view text) override { at(index) = {text.data() ? text : "", {}, true}; }
    void bind_text_copy(int index, std::string_view text) override { keep(index, std::string(text)); }
    void bind_blob(int index, Blob blob) override {
        bind_text(index, {reinterpret_cast<const char*>(blob.data()), blob.size()});
    }
    void bind_null(int index) override { at(index) = {}; }
    void bind_sealed(int index, std::string_view text) override { keep(index, seal_.seal(text)); }
    void bind_sealed_blob(int index, Blob blob) override {
        bind_sealed(index, {reinterpret_cast<const char*>(blob.data()), blob.size()});
    }

    bool step() override {
        if (!result_) result_ = line_.ask(name_, parameters(), sql_);
        return ++row_ < PQntuples(result_.get());
    }
    void run() override {
        if (result_) return;  // it was asked already, and all of it is here
        if (may_wait_) line_.tell(name_, parameters(), sql_);
        else line_.ask(name_, parameters(), sql_);
    }

    bool is_null(int column) const override { return PQgetisnull(result_.get(), row_, column) != 0; }
    std::int64_t integer(int column) const override {
        const std::string_view bytes = text(column);
        const std::uint64_t value = from_network_order(bytes);
        if (bytes.size() == 4) return static_cast<std::int32_t>(static_cast<std::uint32_t>(value));  // a literal
        return static_cast<std::int64_t>(value);
    }
    double real(int column) const override { return std::bit_cast<double>(from_network_order(text(column))); }
    std::string_view text(int column) const override {
        return {PQgetvalue(result_.get(), row_, column),
                static_cast<std::size_t>(PQgetlength(result_.get(), row_, column))};
    }
    Blob blob(int column) const override {
        const std::string_view bytes = text(column);
        return {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()};
    }
    std::string sealed(int column) const override { return seal_.open(blob(column)); }

private:
    struct Value {
        std::string_view bytes;
        std::string own;  // when nobody else keeps the bytes
        bool is_there = false;
        bool is_own = false;
    };

    Value& at(int index) { return values_[static_cast<std::size_t>(index - 1)]; }
    void keep(int index, std::string bytes) { at(index) = {{}, std::move(bytes), true, true}; }
    void keep(int index, const Bytes8& bytes) { keep(index, std::string(bytes.data(), bytes.size())); }

    PostgresParameters parameters() const {
        PostgresParameters parameters;
        for (const Value& value : values_) {
            const std::string_view bytes = value.is_own ? value.own : value.bytes;
            parameters.values.push_back(value.is_there ? bytes.data() : nullptr);
            parameters.lengths.push_back(static_cast<int>(bytes.size()));
        }
        return parameters;
    }

    PostgresLine& line_;
    const ColumnSeal& seal_;
    std::string_view sql_;
    const std::string& name_;
    std::vector<Value> values_;
    bool may_wait_;  // its outcome is asked for before the transaction ends
    PostgresResult result_;
    int row_ = -1;
};

}  // namespace

void PostgresSql::execute(std::string_view sql) { line_.run(std::string(sql)); }

// Nothing was done yet, so a line that died while nobody used it is no news.
void PostgresSql::begin(const std::string& sql) {
    if (line_.is_usable()) {
        try {
            run_first(sql);
            return;
        } catch (const DatabaseError& error) {
            if (error.kind() != DatabaseError::Kind::unreachable) throw;
        }
    }
    connect_again();
    run_first(sql);
}

// It may begin and then fail at the lock; whoever has the lock may never get done there. A host that fell silent is not
// the first to be asked again either.
void PostgresSql::run_first(const std::string& sql) {
    try {
        line_.run(sql);
    } catch (const DatabaseError& error) {
        drop();
        const bool is_in_vain =
            error.kind() == DatabaseError::Kind::busy || error.kind() == DatabaseError::Kind::unreachable;
        if (is_in_vain) line_.ask_elsewhere();
        throw;
    }
}

// A machine that is cut off keeps whoever knocks waiting. Whoever comes next within a moment is told at once, so that a
// queue of requests is answered instead of waiting its turn at a closed door.
void PostgresSql::connect_again() {
    const auto now = std::chrono::steady_clock::now();
    if (now < knocks_again_)
        throw DatabaseError(DatabaseError::Kind::unreachable, "no database could be written to a moment ago");
    prepared_.clear();
    try {
        line_.connect_again();
        ++connections_;
    } catch (const DatabaseError&) {
        const auto then = std::chrono::steady_clock::now();
        if (then - now >= long_wait) knocks_again_ = then + knocks_every;
        throw;
    }
}

void PostgresSql::begin_read() { begin("begin transaction isolation level repeatable read read only"); }

// Whoever holds the lock is the one writer of this store (a schema is a store); it is given up with the end of the
// transaction, after what was written can be seen. A server that vanishes in the middle of its own keeps the others
// waiting no longer than a device waits for an answer.
void PostgresSql::begin_write() {
    begin(
        "begin transaction isolation level read committed;"
        " set local lock_timeout = '15s'; set local idle_in_transaction_session_timeout = '15s';"
        " select pg_advisory_xact_lock(hashtextextended('nuong ' || current_schema(), 0))");
    is_writing_ = true;
}

// A transaction that has failed before is rolled back by its commit, and that is no success. Only a commit that has
// written is waited for on the second machine: one that found everything there already, from a commit that nobody
// confirmed, must not be the one that says it is safe.
void PostgresSql::commit() {
    prepare("select pg_logical_emit_message(true, 'nuong', '')").run();
    const auto& [sql, prepared] = known("commit");
    const PostgresResult result = line_.confirm(prepared.name, sql, commit_limit);
    is_writing_ = false;
    if (std::string_view(PQcmdStatus(result.get())) != "COMMIT")
        throw DatabaseError(DatabaseError::Kind::misuse, "commit: the transaction had failed");
}

void PostgresSql::drop() noexcept {
    is_writing_ = false;
    if (line_.is_in_transaction()) line_.undo("rollback");
}

void PostgresSql::begin_part() { prepare("savepoint part").run(); }

// What was told within the part has gone well, or the part fails.
void PostgresSql::keep_part() { prepare("release savepoint part").step(); }

void PostgresSql::drop_part() noexcept { line_.undo("rollback to savepoint part; release savepoint part"); }

void PostgresSql::rows_were_numbered() {
    for (const auto& [table, column] :
         {std::pair("change", "arrival"), {"device_audit", "arrival"}, {"erased", "n"}, {"report_issue", "id"}}) {
        const std::string name = column, of = table;
        integer_of("select setval(pg_get_serial_sequence('" + of + "', '" + name + "'), coalesce(max(" + name +
                   "), 0) + 1, false) from " + of);
    }
}

std::uint64_t PostgresSql::bytes() {
    return static_cast<std::uint64_t>(
        integer_of("select coalesce(sum(pg_total_relation_size(oid)), 0)::bigint from pg_class"
                   " where relkind = 'r' and relnamespace = current_schema()::regnamespace"));
}

// PostgreSQL checks pages as it reads them (data checksums), and `verify` reads them all.
bool PostgresSql::is_sound() { return true; }

const std::pair<const std::string, PostgresSql::Prepared>& PostgresSql::known(std::string_view sql) {
    auto at = prepared_.find(std::string(sql));
    if (at == prepared_.end()) {
        const auto [text, parameters] = with_dollars(sql);
        const std::string name = "s" + std::to_string(prepared_.size());
        line_.prepare(name, text);
        at = prepared_.emplace(sql, Prepared{name, parameters}).first;
    }
    return *at;
}

std::unique_ptr<SqlStatement> PostgresSql::start(std::string_view sql) {
    const auto& [text, prepared] = known(sql);
    return std::make_unique<PostgresStatement>(line_, seal_, text, prepared.name, prepared.parameters, is_writing_);
}

}  // namespace nuong

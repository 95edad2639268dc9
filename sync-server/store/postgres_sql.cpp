#include "sync-server/store/postgres_sql.h"

#include <libpq-fe.h>

#include <array>
#include <bit>
#include <cstring>
#include <vector>

namespace nuong {
namespace {

using Kind = DatabaseError::Kind;

struct ClearResult {
    void operator()(PGresult* result) const { PQclear(result); }
};
using ResultPointer = std::unique_ptr<PGresult, ClearResult>;

// Appendix A of PostgreSQL's manual.
Kind kind_of(std::string_view state) {
    if (state.empty() || state.starts_with("08") || state.starts_with("57P") || state == "25006")
        return Kind::unreachable;
    if (state == "53100") return Kind::full;
    if (state.starts_with("53") || state.starts_with("40") || state == "55P03" || state == "57014") return Kind::busy;
    if (state.starts_with("XX00")) return Kind::damaged;
    if (state.starts_with("58")) return Kind::io;
    return Kind::misuse;
}

std::string without_line_end(std::string text) {
    while (!text.empty() && text.back() == '\n') text.pop_back();
    return text;
}

bool succeeded(const PGresult* result) {
    const ExecStatusType status = PQresultStatus(result);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

// Only the primary message: the details of a broken constraint name the values.
[[noreturn]] void fail(PGconn* connection, const PGresult* result, std::string_view doing) {
    const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char* primary = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    const std::string words = primary ? primary : without_line_end(PQerrorMessage(connection));
    throw DatabaseError(kind_of(state ? state : ""), std::string(doing) + ": " + words + (state ? " (" : "") +
                                                         (state ? state : "") + (state ? ")" : ""));
}

ResultPointer run(PGconn* connection, const char* sql) {
    ResultPointer result(PQexec(connection, sql));
    if (!succeeded(result.get())) fail(connection, result.get(), sql);
    return result;
}

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
    PostgresStatement(PGconn* connection, const ColumnSeal& seal, std::string_view sql, const std::string& name,
                      int parameters)
        : connection_(connection), seal_(seal), sql_(sql), name_(name), values_(static_cast<std::size_t>(parameters)) {}

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
        if (!result_) execute();
        return ++row_ < PQntuples(result_.get());
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

    void execute() {
        std::vector<const char*> values;
        std::vector<int> lengths;
        const std::vector<int> formats(values_.size(), 1);
        for (const Value& value : values_) {
            const std::string_view bytes = value.is_own ? value.own : value.bytes;
            values.push_back(value.is_there ? bytes.data() : nullptr);
            lengths.push_back(static_cast<int>(bytes.size()));
        }
        result_.reset(PQexecPrepared(connection_, name_.c_str(), static_cast<int>(values.size()), values.data(),
                                     lengths.data(), formats.data(), 1));
        if (!succeeded(result_.get())) fail(connection_, result_.get(), sql_);
    }

    PGconn* connection_;
    const ColumnSeal& seal_;
    std::string_view sql_;
    const std::string& name_;
    std::vector<Value> values_;
    ResultPointer result_;
    int row_ = -1;
};

// What the address may say otherwise. A line that is dead must be noticed, and a server that only follows is not ours.
PGconn* connect(const std::string& url) {
    constexpr const char* names[] = {
        "application_name", "connect_timeout",      "keepalives_idle", "keepalives_interval", "keepalives_count",
        "tcp_user_timeout", "target_session_attrs", "dbname",          "client_encoding",     nullptr};
    const char* values[] = {"nuong-server", "10", "20", "5", "3", "30000", "read-write", url.c_str(), "UTF8", nullptr};
    return PQconnectdbParams(names, values, 1);
}

void ignore_notice(void*, const PGresult*) {}

}  // namespace

PostgresSql::PostgresSql(const std::string& url, const ColumnSeal& seal) : connection_(connect(url)), seal_(seal) {
    if (PQstatus(connection_) == CONNECTION_OK) {
        PQsetNoticeReceiver(connection_, ignore_notice, nullptr);
        return;
    }
    const std::string why = without_line_end(PQerrorMessage(connection_));
    PQfinish(connection_);
    throw DatabaseError(Kind::unreachable, why);
}

PostgresSql::~PostgresSql() { PQfinish(connection_); }

void PostgresSql::execute(std::string_view sql) { run(connection_, std::string(sql).c_str()); }

void PostgresSql::connect_again() {
    prepared_.clear();
    PQreset(connection_);
    if (PQstatus(connection_) != CONNECTION_OK)
        throw DatabaseError(Kind::unreachable, without_line_end(PQerrorMessage(connection_)));
}

// Nothing was done yet, so a line that died while nobody used it is no news.
void PostgresSql::begin(const std::string& sql) {
    if (PQstatus(connection_) == CONNECTION_OK) {
        try {
            run(connection_, sql.c_str());
            return;
        } catch (const DatabaseError& error) {
            drop();
            if (error.kind() != Kind::unreachable) throw;
        }
    }
    connect_again();
    run(connection_, sql.c_str());
}

void PostgresSql::begin_read() { begin("begin transaction isolation level repeatable read read only"); }

// Whoever holds the lock is the one writer of this store (a schema is a store); it is given up with the end of the
// transaction, after what was written can be seen.
void PostgresSql::begin_write() {
    begin(
        "begin transaction isolation level read committed;"
        " set local lock_timeout = '30s'; set local idle_in_transaction_session_timeout = '60s';"
        " select pg_advisory_xact_lock(hashtextextended('nuong ' || current_schema(), 0))");
}

// A transaction that has failed before is rolled back by its commit, and that is no success.
void PostgresSql::commit() {
    const ResultPointer result = run(connection_, "commit");
    if (std::string_view(PQcmdStatus(result.get())) != "COMMIT")
        throw DatabaseError(Kind::misuse, "commit: the transaction had failed");
}

void PostgresSql::drop() noexcept {
    if (PQstatus(connection_) == CONNECTION_OK && PQtransactionStatus(connection_) != PQTRANS_IDLE)
        PQclear(PQexec(connection_, "rollback"));
}

void PostgresSql::drop_part() noexcept {
    PQclear(PQexec(connection_, "rollback to savepoint part; release savepoint part"));
}

void PostgresSql::rows_were_numbered() {
    for (const auto& [table, column] :
         {std::pair("change", "arrival"), {"device_audit", "arrival"}, {"erased", "n"}, {"report_issue", "id"}}) {
        const std::string name = column, of = table;
        integer_of("select setval(pg_get_serial_sequence('" + of + "', '" + name + "'), coalesce(max(" + name +
                   "), 0) + 1, false) from " + of);
    }
}

// PostgreSQL checks pages as it reads them (data checksums), and `verify` reads them all.
bool PostgresSql::is_sound() { return true; }

std::unique_ptr<SqlStatement> PostgresSql::start(std::string_view sql) {
    auto at = prepared_.find(std::string(sql));
    if (at == prepared_.end()) {
        const auto [text, parameters] = with_dollars(sql);
        const std::string name = "s" + std::to_string(prepared_.size());
        const ResultPointer result(PQprepare(connection_, name.c_str(), text.c_str(), 0, nullptr));
        if (!succeeded(result.get())) fail(connection_, result.get(), text);
        at = prepared_.emplace(sql, Prepared{name, parameters}).first;
    }
    const auto& [key, prepared] = *at;
    return std::make_unique<PostgresStatement>(connection_, seal_, key, prepared.name, prepared.parameters);
}

}  // namespace nuong

// PostgresSql: the store's engine in a PostgreSQL server (15 and later), by libpq. What the tables seal is encrypted
// before it leaves the process. A connection that was lost is made again at the next begin; what was open in it is
// gone, and its owner is told so by DatabaseError::unreachable.
#pragma once
#include <chrono>
#include <string>
#include <unordered_map>

#include "sync-server/store/column_seal.h"
#include "sync-server/store/postgres_line.h"
#include "sync-server/store/sql.h"

namespace nuong {

class PostgresSql final : public Sql {
public:
    // `url`: postgresql://user@host1,host2/database?..., as libpq reads it; a password better lies in a password file.
    // Of several hosts the one is taken that can be written to. Throws DatabaseError.
    PostgresSql(const std::string& url, const ColumnSeal& seal) : line_(url), seal_(seal) {}
    PostgresSql(const PostgresSql&) = delete;
    PostgresSql& operator=(const PostgresSql&) = delete;

    void execute(std::string_view sql) override;
    void begin_read() override;
    void begin_write() override;
    void commit() override;
    void drop() noexcept override;
    void begin_part() override;
    void keep_part() override;
    void drop_part() noexcept override;
    void rows_were_numbered() override;
    void ask_elsewhere() override { line_.ask_elsewhere(); }
    std::uint64_t connections() const override { return connections_; }
    std::uint64_t bytes() override;
    bool is_sound() override;
    void give_up_after(std::chrono::milliseconds limit) { line_.give_up_after(limit); }

protected:
    std::unique_ptr<SqlStatement> start(std::string_view sql) override;

private:
    struct Prepared {
        std::string name;
        int parameters = 0;
    };
    void begin(const std::string& sql);
    void run_first(const std::string& sql);
    void connect_again();
    std::uint64_t connections_ = 1;
    const std::pair<const std::string, Prepared>& known(std::string_view sql);

    PostgresLine line_;
    ColumnSeal seal_;
    bool is_writing_ = false;
    std::chrono::steady_clock::time_point knocks_again_{};  // not before
    std::unordered_map<std::string, Prepared> prepared_;    // of this connection
};

}  // namespace nuong

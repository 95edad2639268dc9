// PostgresLine: one connection to a PostgreSQL server. What nobody waits for is told and goes out with the next
// question (libpq's pipeline), so that a database that is far away costs a journey for each answer and not for each
// row.
#pragma once
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/sqlite/database_error.h"
#include "sync-server/store/postgres_address.h"

struct pg_conn;
struct pg_result;

namespace nuong {

struct ClearResult {
    void operator()(pg_result* result) const;
};
using PostgresResult = std::unique_ptr<pg_result, ClearResult>;

// Of a prepared statement, in binary; a null pointer is null.
struct PostgresParameters {
    std::vector<const char*> values;
    std::vector<int> lengths;
};

// Errors are thrown as DatabaseError, also by what comes later: what was told is only known to be done after ask(),
// run() or settle().
class PostgresLine {
public:
    explicit PostgresLine(const std::string& url);
    ~PostgresLine();
    PostgresLine(const PostgresLine&) = delete;
    PostgresLine& operator=(const PostgresLine&) = delete;

    // Any question from now on that is not answered by then has lost its line: a machine may answer at its network card
    // while its database does not.
    void give_up_after(std::chrono::milliseconds limit) { patience_ = limit; }

    // False after an error that only another connection can mend.
    bool is_usable() const;
    void connect_again();

    PostgresResult run(const std::string& sql);  // one or many statements, without parameters
    void prepare(const std::string& name, const std::string& sql);
    // `doing`: for the message of an error; must live until the next question.
    PostgresResult ask(const std::string& name, const PostgresParameters& parameters, std::string_view doing);
    void tell(const std::string& name, const PostgresParameters& parameters, std::string_view doing);
    void settle();  // whatever was told is done

    // A commit. It counts only when the server says so within `limit` and without a word of warning: PostgreSQL warns
    // when it stopped waiting for the second machine. Otherwise nobody knows whether it will last, and it is asked
    // elsewhere.
    PostgresResult confirm(const std::string& name, std::string_view doing, std::chrono::milliseconds limit);
    // The next connection is asked of all other hosts first: where two machines take writes, the one that cannot commit
    // is the wrong one.
    void ask_elsewhere();

    // Whatever was told and whatever is open is undone by `sql`; what goes wrong is nobody's concern any more.
    void undo(const char* sql) noexcept;
    bool is_in_transaction();

private:
    void send(const std::string& name, const PostgresParameters& parameters, std::string_view doing);
    using Deadline = std::optional<std::chrono::steady_clock::time_point>;
    void connect();
    void agree_on_silence();
    void wait_until(const Deadline& deadline, std::string_view doing);
    PostgresResult next_result(std::string_view doing, const Deadline& deadline);
    Deadline usual_deadline() const;
    PostgresResult answer_to(int is_sent, std::string_view doing);
    PostgresResult last_of_told(const Deadline& deadline);
    void leave_pipeline();
    void settle_quietly() noexcept;
    [[noreturn]] void fail(const pg_result* result, std::string_view doing);

    PostgresAddress address_;
    pg_conn* connection_ = nullptr;
    std::vector<std::string_view> told_;  // and not answered yet
    std::optional<std::chrono::milliseconds> patience_;
    bool is_piped_ = false;
    bool is_spoiled_ = false;
    bool was_warned_ = false;
};

}  // namespace nuong

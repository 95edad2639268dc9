#include "sync-server/store/postgres_line.h"

#include <libpq-fe.h>
#include <poll.h>

#include <exception>
#include <utility>

namespace nuong {
namespace {

using Kind = DatabaseError::Kind;

// So many that nobody waits for them often, and so few that both ends can always hold the answers.
constexpr std::size_t told_max = 100;

// Appendix A of PostgreSQL's manual.
Kind kind_of(std::string_view state) {
    if (state.empty() || state.starts_with("08") || state.starts_with("57P") || state == "25006" || state == "25P03")
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

void note_warning(void* was_warned, const PGresult* notice) {
    const char* severity = PQresultErrorField(notice, PG_DIAG_SEVERITY_NONLOCALIZED);
    if (severity && std::string_view(severity) == "WARNING") *static_cast<bool*>(was_warned) = true;
}

}  // namespace

void ClearResult::operator()(pg_result* result) const { PQclear(result); }

PostgresLine::PostgresLine(const std::string& url) : address_(url) { connect(); }

PostgresLine::~PostgresLine() { PQfinish(connection_); }

void PostgresLine::connect() {
    const PostgresAddress::Parameters with = address_.parameters();
    connection_ = PQconnectdbParams(with.names.data(), with.values.data(), 0);
    PQsetNoticeReceiver(connection_, note_warning, &was_warned_);
    is_spoiled_ = PQstatus(connection_) != CONNECTION_OK;
    if (!is_spoiled_) return agree_on_silence();
    const std::string why = without_line_end(PQerrorMessage(connection_));
    PQfinish(connection_);
    connection_ = nullptr;
    throw DatabaseError(Kind::unreachable, why);
}

// Also there: whoever vanishes in the middle must not keep the lock until the network gives up, in hours.
void PostgresLine::agree_on_silence() {
    try {
        run("set tcp_keepalives_idle = 5; set tcp_keepalives_interval = 3; set tcp_keepalives_count = 3");
    } catch (...) {
        PQfinish(std::exchange(connection_, nullptr));
        throw;
    }
}

bool PostgresLine::is_usable() const { return !is_spoiled_ && PQstatus(connection_) == CONNECTION_OK; }

void PostgresLine::connect_again() {
    told_.clear();
    is_piped_ = false;
    PQfinish(std::exchange(connection_, nullptr));
    connect();
}

// Only the primary message: the details of a broken constraint name the values.
void PostgresLine::fail(const pg_result* result, std::string_view doing) {
    const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char* primary = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    std::string words = std::string(doing) + ": ";
    words += primary ? primary : without_line_end(PQerrorMessage(connection_));
    if (state) words += std::string(" (") + state + ")";
    const Kind kind = kind_of(state ? state : "");
    if (kind == Kind::unreachable) is_spoiled_ = true;
    throw DatabaseError(kind, words);
}

PostgresResult PostgresLine::run(const std::string& sql) {
    settle();
    leave_pipeline();
    return answer_to(PQsendQuery(connection_, sql.c_str()), sql);
}

void PostgresLine::prepare(const std::string& name, const std::string& sql) {
    settle();
    leave_pipeline();
    answer_to(PQsendPrepare(connection_, name.c_str(), sql.c_str(), 0, nullptr), sql);
}

// Of several statements the last result, or the first that failed: none after it was tried.
PostgresResult PostgresLine::answer_to(int is_sent, std::string_view doing) {
    if (is_sent != 1) fail(nullptr, doing);
    const Deadline deadline = usual_deadline();
    PostgresResult last;
    for (;;) {
        wait_until(deadline, doing);
        PostgresResult next(PQgetResult(connection_));
        if (!next) break;
        last = std::move(next);
    }
    if (!succeeded(last.get())) fail(last.get(), doing);
    return last;
}

PostgresLine::Deadline PostgresLine::usual_deadline() const {
    return patience_ ? Deadline(std::chrono::steady_clock::now() + *patience_) : std::nullopt;
}

void PostgresLine::send(const std::string& name, const PostgresParameters& parameters, std::string_view doing) {
    if (!is_piped_ && PQenterPipelineMode(connection_) != 1) fail(nullptr, doing);
    is_piped_ = true;
    const std::vector<int> formats(parameters.values.size(), 1);
    if (PQsendQueryPrepared(connection_, name.c_str(), static_cast<int>(parameters.values.size()),
                            parameters.values.data(), parameters.lengths.data(), formats.data(), 1) != 1)
        fail(nullptr, doing);
    told_.push_back(doing);
}

PostgresResult PostgresLine::ask(const std::string& name, const PostgresParameters& parameters,
                                 std::string_view doing) {
    send(name, parameters, doing);
    return last_of_told(usual_deadline());
}

void PostgresLine::tell(const std::string& name, const PostgresParameters& parameters, std::string_view doing) {
    send(name, parameters, doing);
    if (told_.size() >= told_max) settle();
}

void PostgresLine::settle() {
    if (!told_.empty()) static_cast<void>(last_of_told(usual_deadline()));
}

// Until there is something to read, so that PQgetResult does not wait for ever.
void PostgresLine::wait_until(const Deadline& deadline, std::string_view doing) {
    while (deadline && PQisBusy(connection_)) {
        const auto left = *deadline - std::chrono::steady_clock::now();
        const auto most = std::chrono::ceil<std::chrono::milliseconds>(left).count();
        pollfd wanted{PQsocket(connection_), POLLIN, 0};
        if (most <= 0 || ::poll(&wanted, 1, static_cast<int>(most)) == 0) {
            is_spoiled_ = true;
            throw DatabaseError(Kind::unreachable, std::string(doing) + ": no answer in time");
        }
        if (PQconsumeInput(connection_) != 1) return;  // PQgetResult tells why
    }
}

// Of one statement; libpq says with an empty one that it has no more.
PostgresResult PostgresLine::next_result(std::string_view doing, const Deadline& deadline) {
    wait_until(deadline, doing);
    PostgresResult result(PQgetResult(connection_));
    if (!result) fail(nullptr, doing);
    while (const PostgresResult more{PQgetResult(connection_)}) {
    }
    return result;
}

// All are read to the end before the first that failed is told: those after it were not even tried.
PostgresResult PostgresLine::last_of_told(const Deadline& deadline) {
    const std::vector<std::string_view> told = std::exchange(told_, {});
    if (PQpipelineSync(connection_) != 1) fail(nullptr, told.back());
    PostgresResult failed, last;
    std::string_view failed_doing;
    for (const std::string_view doing : told) {
        last = next_result(doing, deadline);
        if (failed || succeeded(last.get())) continue;
        failed = std::move(last);
        failed_doing = doing;
    }
    wait_until(deadline, told.back());
    const PostgresResult end(PQgetResult(connection_));
    if (PQresultStatus(end.get()) != PGRES_PIPELINE_SYNC && !failed) fail(end.get(), told.back());
    if (failed) fail(failed.get(), failed_doing);
    return last;
}

PostgresResult PostgresLine::confirm(const std::string& name, std::string_view doing, std::chrono::milliseconds limit) {
    try {
        settle();
        was_warned_ = false;
        send(name, {}, doing);
        PostgresResult result = last_of_told(std::chrono::steady_clock::now() + limit);
        if (!was_warned_) return result;
        throw DatabaseError(Kind::unreachable, std::string(doing) + ": the second machine was not waited for");
    } catch (const DatabaseError& error) {
        if (error.kind() == Kind::unreachable) ask_elsewhere();
        throw;
    }
}

void PostgresLine::ask_elsewhere() {
    const char* host = PQhost(connection_);
    const char* port = PQport(connection_);
    address_.put_last(host ? host : "", port ? port : "");
    is_spoiled_ = true;
}

void PostgresLine::leave_pipeline() {
    if (is_piped_ && PQexitPipelineMode(connection_) != 1) fail(nullptr, "pipeline");
    is_piped_ = false;
}

void PostgresLine::settle_quietly() noexcept {
    try {
        settle();
    } catch (const std::exception&) {  // it is undone anyway
    }
}

void PostgresLine::undo(const char* sql) noexcept {
    settle_quietly();
    try {
        if (is_usable()) run(sql);
    } catch (const std::exception&) {
        is_spoiled_ = true;
    }
}

bool PostgresLine::is_in_transaction() { return PQtransactionStatus(connection_) != PQTRANS_IDLE; }

}  // namespace nuong

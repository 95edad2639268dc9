// ChangeLog: every save made on this device, in order, as bytes chained by hash. It is local history, undo and upload
// queue in one. A row is never written again; how far the server has answered is one number of the device, and what it
// said of a change beside "taken" stands in a table of its own.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/message.h"
#include "shared/model/change.h"
#include "shared/sqlite/database.h"

namespace nuong::client {

enum class LogState {
    waiting = 0,  // not yet answered by the server
    acked = 1,    // durable on the server, not yet seen in what it sends down
    refused = 2,  // kept here and in the server's quarantine, not part of what is shown
    settled = 3,  // contained in what the server sends down
};

struct LoggedChange {
    Change change;
    LogState state = LogState::waiting;
    std::string code;  // of a refusal
    Message reason;
    bool is_readable = true;  // false: another program wrote it; of its writes only how many there are is known
};

// As they lie in the log: they travel in the same spelling.
struct WaitingChanges {
    std::uint64_t first_seq = 0;
    std::vector<std::string> bodies;
};

class ChangeLog {
public:
    explicit ChangeLog(Database& db) : db_(db) {}

    // Gives the change its seq and link and keeps it. Call within the transaction of the save.
    void append(Change& change);

    // The oldest waiting changes, as many as fit into `bytes_max` of canonical text, at least one.
    WaitingChanges waiting(std::size_t bytes_max);
    // The chain link before change `seq`; zero before the first.
    Hash link_before(std::uint64_t seq);
    std::uint64_t last_seq();

    void ack_up_to(std::uint64_t seq);
    void refuse(std::uint64_t seq, const std::string& code, const Message& reason);
    // Changes of a record that must be laid over what the server said of it.
    std::vector<LoggedChange> open_changes_of(const RecordId& record);
    void settle(std::uint64_t seq);
    void settle_acked(const RecordId& record);
    std::vector<LoggedChange> changes_of(const RecordId& record);
    std::vector<LoggedChange> refused_changes_of(const RecordId& record);
    std::vector<LoggedChange> refused();

    std::int64_t count(LogState state);
    bool has_waiting(const RecordId& record);
    bool has_any(const RecordId& record);
    std::optional<RecordId> record_of(std::uint64_t seq);
    std::optional<RecordId> last_record_of(const FormId& form);  // the last one that was saved here
    std::vector<RecordId> refused_after(std::uint64_t seq);      // records whose changes after `seq` were refused
    // A restored server has forgotten what came after `seq`: it waits to be sent again.
    void reopen_after(std::uint64_t seq);

private:
    Database& db_;
};

}  // namespace nuong::client

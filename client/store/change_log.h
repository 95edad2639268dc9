// ChangeLog: every save made on this device, in order, as bytes chained by hash. It is local history, undo and upload
// queue in one. A row is never written again, but for lawful erasure; how far the server has answered is one number of
// the device, and what it said of a change beside "taken" stands in a table of its own.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/message.h"
#include "shared/model/change.h"
#include "shared/sqlite/database.h"

namespace nuong::client {

// Rows of the log are numbered for ever; the seq of a change, which servers hear, begins at 1 with every identity of
// the store (DeviceInfo::log_start). Numbers below are seq of the present identity, except where `row` says otherwise.
enum class LogState {
    waiting = 0,   // not yet answered by the server
    acked = 1,     // durable on the server, not yet seen in what it sends down
    refused = 2,   // kept here and in the server's quarantine, not part of what is shown
    settled = 3,   // contained in what the server sends down
    reissued = 4,  // no server took it under an earlier identity; it was made again under the present one
    reopened = 5,  // refused, and taken up again as a draft: nobody need be told any more
};

struct LoggedChange {
    std::uint64_t row = 0;
    Change change;
    LogState state = LogState::waiting;
    std::string code;  // of a refusal
    Message reason;
    bool is_readable = true;  // false: another program wrote it; of its writes only how many there are is known
    bool is_erased = false;   // by law: it has no writes any more
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
    WaitingChanges waiting_after(std::uint64_t seq, std::size_t bytes_max);
    // The chain link before change `seq`; zero before the first.
    Hash link_before(std::uint64_t seq);
    std::uint64_t last_seq();

    void ack_up_to(std::uint64_t seq);
    // False: it was known already.
    bool refuse(std::uint64_t seq, const std::string& code, const Message& reason);
    // Another server speaks: what an earlier one refused up to `seq` counts, but for what this one has `still` refused.
    // The records that were touched.
    std::vector<RecordId> forgive_up_to(std::uint64_t seq, const std::vector<std::uint64_t>& still);
    // Changes of a record that must be laid over what the server said of it.
    std::vector<LoggedChange> open_changes_of(const RecordId& record);
    void settle(std::uint64_t row);
    // By law, up to `seq`: of each change of the record only whose it was and its hash stay. False: later ones are
    // left.
    bool erase(const RecordId& record, std::uint64_t seq);
    // Whether the change was waiting for an answer; nobody has to be told of it any more.
    bool settle_erased(std::uint64_t seq);
    // Changes from `seq` on, which no server has taken; afterwards they are `reissued` and the log goes on behind them.
    std::vector<LoggedChange> retire_from(std::uint64_t seq);
    // Among all that this store has ever made: what was written there under that dot.
    std::optional<Value> written(const RecordId& record, const Path& path, Dot dot);
    void settle_acked(const RecordId& record);
    std::vector<LoggedChange> changes_of(const RecordId& record);
    std::vector<LoggedChange> refused_changes_of(const RecordId& record);
    std::vector<LoggedChange> refused();
    // Refused changes of a record that a draft goes on with. Call within the transaction that makes the draft.
    void take_up(const RecordId& record);
    std::vector<RecordId> waiting_records(std::size_t limit);  // not yet answered by the server, newest save first

    std::int64_t count(LogState state);
    bool has_waiting(const RecordId& record);
    bool has_any(const RecordId& record);
    std::optional<RecordId> record_of(std::uint64_t seq);
    std::optional<RecordId> last_record();                       // that was written here
    std::optional<RecordId> last_record_of(const FormId& form);  // the last one that was saved here
    std::vector<RecordId> records_after(std::uint64_t seq);      // up to what has been answered
    std::vector<RecordId> refused_after(std::uint64_t seq);      // records whose changes after `seq` were refused
    // Records with changes after `seq` that have left this device.
    std::vector<RecordId> out_of_sight_after(std::uint64_t seq);
    // A restored server has forgotten what came after `seq`: it waits to be sent again.
    void reopen_after(std::uint64_t seq);

private:
    std::int64_t start();  // DeviceInfo::log_start
    std::int64_t row_of(std::uint64_t seq) { return static_cast<std::int64_t>(seq) + start(); }

    Database& db_;
};

}  // namespace nuong::client

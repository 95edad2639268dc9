// SyncReport: how a run of the exchange went, for screens and for the command line.
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>

#include "shared/base/message.h"
#include "shared/base/program_version.h"

namespace nuong::client {

enum class SyncOutcome { ok, offline, refused };
const char* name_of(SyncOutcome outcome);

struct SyncReport {
    SyncOutcome outcome = SyncOutcome::ok;
    std::int64_t pushed = 0;     // changes accepted by the server
    std::int64_t refused = 0;    // changes it keeps in quarantine
    std::int64_t received = 0;   // record states
    std::int64_t left = 0;       // records that are no longer for this device
    std::int64_t erased = 0;     // records, or saves in them, that went by law
    std::int64_t conflicts = 0;  // records on this device that wait for a decision
    std::int64_t requests = 0;
    std::int64_t bytes_up = 0, bytes_down = 0;  // HTTP bodies
    double seconds = 0;
    std::int64_t to_send = 0;                               // own changes that the server has not answered yet
    std::optional<std::int64_t> to_receive = std::nullopt;  // about; nothing: the server has not said yet
    std::int64_t file_bytes_to_send = 0, file_bytes_to_receive = 0;
    bool met_stranger = false;  // whoever answered could not prove to be the server: a hotel's network, a wrong clock
    std::chrono::seconds retry_after{0};  // the server asks not to be asked before that
    std::int64_t files_sent = 0, files_received = 0;
    std::int64_t files_waiting = 0;  // attached here and not at the server yet
    std::int64_t files_wanted = 0;   // named by records here, and not here yet
    std::int64_t repaired = 0;       // records that were here otherwise than at the server, and were asked for again
    std::int64_t handed_on = 0;      // changes of other devices, which came here in bundles
    Message held_back;               // why the server would not take some of those; they stay here
    bool is_renewed = false;         // this store was a copy of another's and goes on under an id of its own
    // The district has to vouch for this device: a new code puts it right. By way of a relay the exchange is `ok` all
    // the same.
    bool needs_code = false;
    bool must_be_wiped = false;  // the district has reported this device lost: its store has to go
    std::optional<ProgramVersion> newer_program = std::nullopt;  // than this one: the server says that there is one
    Message message;  // why it did not end well, or why a code is needed; else empty

    bool operator==(const SyncReport&) const = default;
};

}  // namespace nuong::client

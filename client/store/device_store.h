// Who this device is and what it may see: one row, read at start, rewritten when the server says something new.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/date.h"
#include "shared/model/ids.h"
#include "shared/protocol/messages.h"
#include "shared/sqlite/database.h"

namespace nuong::client {

struct DeviceInfo {
    DeviceId device;
    std::string name;
    std::string server;   // URL
    std::string ca_file;  // extra certificate authority; empty = the system's
    std::string token;    // empty until enrolled
    UserId user;
    std::string role;
    std::vector<AreaCode> areas;
    std::vector<FormId> own;                   // of `forms`: only the user's own caseload
    std::optional<std::vector<FormId>> forms;  // what the role may read; nothing: the server has not said
    std::optional<std::vector<FormId>> write;  // what the role may write; nothing: the server has not said
    std::vector<FormId> review;                // whose records the role may say are checked, or return
    std::string epoch;
    std::chrono::milliseconds clock_offset{0};  // add to the wall clock to get the server's
    std::uint64_t acked = 0;
    std::optional<std::uint64_t> top;     // from a relay: own changes up to here are known to its parent
    std::uint64_t log_start = 0;          // rows of the log that an earlier identity of this store has made
    std::optional<DeviceId> next_device;  // chosen, because this store is a copy; not yet known to be enrolled
    std::optional<Instant> last_sync;
    std::string shut_out = {};                     // the district's word why it turns this device away; "": it does not
    std::uint32_t lease_days = 0;                  // as of protocol::Grants
    std::uint32_t wrong_pins_max = 0;              // likewise
    std::uint32_t said_lease_days = 0;             // the same as the last server has said it, which may be a relay
    std::uint32_t said_wrong_pins_max = 0;         // likewise
    std::uint64_t erasures = 0;                    // which records were erased by law: read so far, in this epoch
    std::optional<Instant> newest;                 // the newest time ever seen here, by the server's clock
    std::optional<protocol::Milestone> milestone;  // that the server said last, in this epoch

    bool is_enrolled() const { return !token.empty(); }
    bool may_read(const FormId& form) const;   // true until the server has said
    bool may_write(const FormId& form) const;  // likewise
    bool may_review(const FormId& form) const;
    // Too long without contact: a sync comes before any record is shown. `now` by the server's clock; one that was set
    // back to before the newest time that was seen does not count.
    bool is_lease_over(Instant now) const;
    // The lease is over, or the district has turned this device or its person away: no record is shown before a sync
    // that goes well.
    bool shows_no_records(Instant now) const;
    protocol::Grants grants() const;  // as the last server has said them
    // The lease and the limit of wrong PINs come into force only as the district's own word: with them a relay could
    // have the store destroyed, or let whoever has the tablet guess for ever.
    enum class Word { of_the_district, of_anybody };
    void take(const protocol::Grants& grants, Word word);
    bool operator==(const DeviceInfo&) const = default;
};

// An identity that this store has given up, and its token.
struct FormerIdentity {
    DeviceId device;
    std::string token;
    std::optional<SecretKey> seed = std::nullopt;  // of the key that it signed with
};

class DeviceStore {
public:
    explicit DeviceStore(Database& db) : db_(db) {}

    std::optional<DeviceInfo> load();
    void save(const DeviceInfo& info);
    // The server has said so: "revoked" of the device, "disabled" of the account.
    void note_shut_out(const std::string& word);
    // It is `now` by the server's clock, as far as this device knows. Nothing is written within the same hour.
    void note_time(Instant now);
    // The server has said it without having been asked about an earlier one.
    // Of an answer to a request that said none. False: the server has begun another life since it was last asked
    // whether it was put back, so it may have lost what it said before, and is to be asked before it is believed again.
    bool note_milestone(const protocol::Milestone& milestone);

    void keep_former(const FormerIdentity& identity);
    std::vector<FormerIdentity> formers();  // the oldest first

private:
    Database& db_;
};

}  // namespace nuong::client

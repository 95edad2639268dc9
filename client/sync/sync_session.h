// SyncSession: one run of the exchange between this device and its server, one request per step. Passive: it has no
// thread and no timer; whoever owns it calls step() until it is finished. A session that is dropped half way leaves a
// whole store: every answer is applied in one transaction, and every request can be repeated.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "client/store/replica.h"
#include "client/sync/audit_exchange.h"
#include "client/sync/file_exchange.h"
#include "client/sync/page_size.h"
#include "client/sync/sealed_line.h"
#include "client/sync/sync_report.h"
#include "shared/clock/clock_source.h"
#include "shared/protocol/digests.h"

namespace nuong::client {

class SyncSession {
public:
    SyncSession(Replica& replica, Transport& transport, const ClockSource& clock);

    // One request with its answer. False when nothing is left to do or the session has failed.
    bool step();
    const SyncReport& report() const { return report_; }
    std::int64_t waiting() { return replica_.log().count(LogState::waiting); }

private:
    protocol::SyncRequest next_request(const WaitingChanges& changes);  // that go with it
    protocol::Waits waits_beyond(std::size_t changes);
    // Whether there is more to ask. An error: a document that it names could not be had, and nothing of it was taken.
    DeviceInfo::Word word_of(const HttpResponse& response);
    Result<bool> take_answer(const protocol::SyncAnswer& answer, const std::vector<RecordId>& asked_about,
                             Instant arrived, DeviceInfo::Word word);
    Result<std::vector<std::string>> fetch_missing(const std::vector<protocol::SchemaEntry>& catalogue);
    Result<HttpResponse> exchange(const HttpRequest& request);
    void compare(const protocol::SyncAnswer& answer);
    bool is_caseload_due();
    bool repair();
    bool put_off_repair();
    bool go_on_as_another(std::uint64_t taken_up_to);
    bool hand_on();
    bool leave_epoch();
    bool go_on();
    bool exchange_files();
    void count_files();
    void estimate(const protocol::SyncAnswer& answer);
    bool take_bundle_answer(const CarriedParcel& parcel, const HttpResponse& response);
    std::vector<RecordId> to_ask_about();
    bool may_try_again(const Error& error);
    bool fail(const Error& error);

    Replica& replica_;
    SealedLine transport_;
    const ClockSource& clock_;
    Instant started_;
    PageSize up_{256u << 10, 4u << 20};
    PageSize down_{512u << 10, 8u << 20};
    int lost_in_a_row_ = 0;
    bool has_enrolled_again_ = false, has_left_epoch_ = false;
    bool has_asked_desk_ = false;   // once in a session is enough
    bool has_read_all_ = false;     // in this session; then what is left in doubt is asked for
    bool has_asked_again_ = false;  // in this session, about what a server has said nothing of
    bool compares_ = false;         // until the records here were found to be the server's, or cannot be made so now
    struct Difference {
        AreaCode area;
        Replica::Compared what = Replica::Compared::shared;
    };
    std::vector<Difference> differing_;    // what was not the same, or may not be
    protocol::DigestsRequest comparison_;  // of the last of them
    bool has_repaired_ = false;            // in this session: what differs still is left until the next
    int renewals_ = 0;
    int times_granted_ = 0;
    int idle_rounds_ = 0;  // answers in a row that took none of the changes sent
    // Records first; then what is carried for others; then files. When either has changed something at the server, the
    // records are looked at once more.
    enum class Phase { records, repair, parcels, files, last_look } phase_ = Phase::records;
    AuditExchange audit_;
    FileExchange files_;
    int looks_ = 0;  // back at the records, because the server had begun another life before it spoke of a file
    std::optional<CarriedParcel> last_carried_;  // of those handed on; without its bytes
    SyncReport report_;
};

// For the person whose store turned out to be a copy (SyncReport::is_renewed).
Message renewal_message();
// That there is a newer program, and nothing has to be done at once.
Message newer_program_message(const ProgramVersion& newer);
// That so many forms went from this device by law; empty for none.
Message erased_message(std::int64_t erased);

// The whole run. `step` by step for a window that shows progress, at once for a command.
SyncReport sync_once(Replica& replica, Transport& transport, const ClockSource& clock);

}  // namespace nuong::client

#include "client/sync/sync_session.h"

#include <algorithm>

#include "client/sync/enrolment.h"
#include "client/sync/fetch_documents.h"
#include "client/sync/order_to_wipe.h"
#include "client/sync/shared_history.h"
#include "client/sync/shut_out.h"
#include "shared/protocol/bundle.h"
#include "shared/protocol/codec.h"
#include "shared/protocol/compression.h"
#include "shared/protocol/limits.h"
#include "shared/protocol/run_proof.h"

namespace nuong::client {
namespace {

constexpr int renewals_max = 10;
constexpr int times_granted_max = 10;  // rights change now and then; a server that changes them each time plays
constexpr std::chrono::hours comparison_interval{1};
constexpr int looks_max = 3;   // back at the records, for the sake of the files
constexpr int losses_max = 3;  // in a row, before the session gives up and says "offline"

// Two copies of a store parted before a relay heard of the device for the first time.
Error only_the_district_can_tell() {
    return {
        ErrorCode::unreachable,
        {"Máy chủ trung chuyển này không phân biệt được máy này với bản sao của nó. Dữ liệu vẫn an toàn trên máy; hãy "
         "đồng bộ thẳng với huyện một lần.",
         "This relay cannot tell this device from a copy of it. Everything is safe here; sync with the district "
         "itself once."}};
}

Message forgotten_above() {
    return {
        "Máy chủ này vẫn nhận dữ liệu, nhưng huyện không còn nhận ra máy này nên chưa lấy dữ liệu về. Không mất gì. "
        "Hãy xin cán bộ huyện một mã mới, rồi nhập vào ô “Mã mới của huyện” ở màn hình Đồng bộ.",
        "This server still takes everything, but the district no longer knows this device and does not have it yet. "
        "Nothing is lost. Ask the district for a new code, then enter it under “New code from the district” on the "
        "Sync screen."};
}

// A server that was put back to an earlier state without a word goes under the same epoch. It says so, or shows it
// where it has come less far than it had said. A relay may ask for what its parent has lost.
bool is_of_old_copy(const protocol::SyncRequest& request, const DeviceInfo& device,
                    const protocol::SyncAnswer& answer) {
    if (device.epoch != answer.epoch) return false;
    return answer.put_back || (!answer.top && answer.acked < device.acked) ||
           protocol::goes_back(request.cursors, answer.areas);
}

}  // namespace

SyncSession::SyncSession(Replica& replica, Transport& transport, const ClockSource& clock)
    : replica_(replica),
      transport_(transport, [&replica] { return answer_seal_of(replica); }),
      clock_(clock),
      started_(clock.now()),
      audit_(replica),
      files_(replica.blobs()) {
    const auto last = replica.records().compared_at();
    const Instant now = replica.corrected(started_);
    compares_ = !last || now < *last || now - *last >= comparison_interval;
}

// So that whoever looks after the area knows what has not arrived, should the line break after this.
protocol::Waits SyncSession::waits_beyond(std::size_t changes) {
    const auto number = [](std::int64_t count) {
        return static_cast<std::uint32_t>(std::clamp<std::int64_t>(count, 0, UINT32_MAX));
    };
    return {number(waiting() - static_cast<std::int64_t>(changes)), number(replica_.drafts().count()),
            number(replica_.blobs().to_send().blobs)};
}

protocol::SyncRequest SyncSession::next_request(const WaitingChanges& changes) {
    const DeviceInfo device = replica_.device();
    protocol::SyncRequest request;
    request.device = device.device;
    request.epoch = device.epoch;
    request.cursors = replica_.schemas().cursors();
    for (const AreaCode& area : device.areas)
        if (std::none_of(request.cursors.begin(), request.cursors.end(),
                         [&](const auto& cursor) { return cursor.area == area; }))
            request.cursors.push_back({area, 0});
    request.catalogue = protocol::fingerprint(replica_.schemas().catalogue());
    request.grants = protocol::fingerprint(device.grants());
    request.clock = clock_.now();
    request.program = this_program();
    request.milestone = device.milestone;
    BundleStore& bundles = replica_.bundles();
    if (changes.bodies.empty()) request.heard = device.acked;
    else {
        const std::uint64_t last = changes.first_seq + changes.bodies.size() - 1;
        request.previous = protocol::mark_of(replica_.log().link_before(changes.first_seq));
        request.signature =
            protocol::sign_run({device.device, last, replica_.log().link_before(last + 1)}, bundles.signing_key());
    }
    if (!bundles.is_known_to_server() || bundles.has_exported()) request.sign = bundles.signing_key().public_key;
    request.audit = audit_.due(up_.bytes());
    request.waits = waits_beyond(changes.bodies.size());
    if (!has_asked_desk_ && replica_.sees_desk()) request.desk = replica_.desk().mark();
    request.page_bytes = static_cast<std::uint32_t>(down_.bytes());
    request.counts = !report_.to_receive.has_value();
    request.compares = compares_;
    request.erasures = device.erasures;
    if (changes.bodies.empty()) request.doubted = to_ask_about();
    return request;
}

// What is in doubt once everything is read; and with a comparison some of what the server had nothing to say of.
std::vector<RecordId> SyncSession::to_ask_about() {
    auto asked = has_read_all_ ? replica_.records().doubted(protocol::doubted_max) : std::vector<RecordId>();
    if (asked.empty() && compares_ && !std::exchange(has_asked_again_, true))
        asked = replica_.records().met_with_silence(protocol::doubted_max);
    return asked;
}

Result<HttpResponse> SyncSession::exchange(const HttpRequest& request) {
    ++report_.requests;
    report_.bytes_up += static_cast<std::int64_t>(request.body.size());
    auto response = transport_.exchange(request);
    if (response) report_.bytes_down += static_cast<std::int64_t>(response->body.size());
    if (response) report_.retry_after = response->retry_after;
    report_.met_stranger = !response && response.error().code == ErrorCode::refused;
    report_.seconds = std::chrono::duration<double>(clock_.now() - started_).count();
    return response;
}

// A line that works loses an answer now and then, and on a narrow one a smaller page may pass. Where nobody answers at
// all a person need not wait three times.
bool SyncSession::may_try_again(const Error& error) {
    constexpr double dead_after_seconds = 10;
    const bool is_dead = transport_.met_nobody() && report_.bytes_down == 0 && report_.seconds >= dead_after_seconds;
    return error.code != ErrorCode::refused && !is_dead && ++lost_in_a_row_ < losses_max;
}

bool SyncSession::fail(const Error& error) {
    report_.outcome = error.code == ErrorCode::refused ? SyncOutcome::refused : SyncOutcome::offline;
    report_.message = error.message;
    report_.conflicts = replica_.records().conflict_count();
    count_files();
    return false;
}

Result<std::vector<std::string>> SyncSession::fetch_missing(const std::vector<protocol::SchemaEntry>& catalogue) {
    std::vector<protocol::SchemaEntry> missing;
    for (const protocol::SchemaEntry& entry : catalogue)
        if (!replica_.schemas().has(entry.hash)) missing.push_back(entry);
    std::map<std::string, std::string> fetched;  // by hash
    const Status done = fetch_documents(
        std::move(missing), replica_.device().token, [this](const HttpRequest& request) { return exchange(request); },
        [&](const protocol::SchemaEntry& entry, std::string body) {
            replica_.schemas().keep(entry, body);
            fetched[entry.hash] = std::move(body);
        });
    if (!done) return done.error();
    std::vector<std::string> bodies(catalogue.size());
    for (std::size_t i = 0; i < catalogue.size(); ++i)
        if (const auto at = fetched.find(catalogue[i].hash); at != fetched.end()) bodies[i] = at->second;
    return bodies;
}

// From its enrolment on a device can tell. One that has never met the district itself has nothing better to go by.
DeviceInfo::Word SyncSession::word_of(const HttpResponse& response) {
    const bool can_tell = replica_.bundles().known_district().has_value();
    return can_tell && !response.is_of_the_district ? DeviceInfo::Word::of_anybody : DeviceInfo::Word::of_the_district;
}

Result<bool> SyncSession::take_answer(const protocol::SyncAnswer& answer, const std::vector<RecordId>& asked_about,
                                      Instant arrived, DeviceInfo::Word word) {
    std::vector<std::string> bodies;
    if (answer.catalogue) {
        auto fetched = fetch_missing(*answer.catalogue);
        if (!fetched) return fetched.error();
        bodies = std::move(*fetched);
    }
    const Applied applied = replica_.apply(answer, bodies, arrived, word);
    if (applied.has_new_grants && ++times_granted_ > times_granted_max) return nonsense();
    has_asked_desk_ = has_asked_desk_ || answer.desk || !answer.catalogue;  // new roles may give the right only now
    if (!asked_about.empty()) replica_.settle_doubts(asked_about);
    report_.retry_after = std::max(report_.retry_after, answer.retry_after);
    report_.needs_code = answer.needs_code;
    report_.message = answer.needs_code ? forgotten_above() : Message{};
    if (answer.programs && answer.programs->newest > this_program()) report_.newer_program = answer.programs->newest;
    report_.pushed += applied.acked;
    report_.refused += applied.refused;
    report_.received += applied.received;
    report_.left += applied.left;
    report_.erased += applied.erased;
    report_.conflicts = replica_.records().conflict_count();
    estimate(answer);
    const bool more = std::any_of(answer.areas.begin(), answer.areas.end(), [](const auto& page) { return page.more; });
    has_read_all_ = !more && !applied.has_new_grants;
    if (answer.erased && answer.erased->more) return true;
    // New grants mean cursors that the server has not been asked about yet.
    if (more || applied.has_new_grants || waiting() > 0 || replica_.records().has_doubts()) return true;
    if (!has_asked_desk_ && replica_.sees_desk()) return true;
    if (compares_) compare(answer);
    return false;
}

// What is still to come, as far as anybody knows.
void SyncSession::estimate(const protocol::SyncAnswer& answer) {
    std::int64_t counted = 0, came = 0;
    bool more = false, is_counted = false;
    for (const protocol::AreaPage& page : answer.areas) {
        came += static_cast<std::int64_t>(page.states.size());
        more = more || page.more;
        if (page.to_come) is_counted = true;
        counted += static_cast<std::int64_t>(page.to_come.value_or(0));
    }
    if (is_counted) report_.to_receive = counted;
    else if (!more) report_.to_receive = 0;
    else if (report_.to_receive) report_.to_receive = std::max<std::int64_t>(*report_.to_receive - came, 1);
    report_.to_send = waiting();
    count_files();
}

// The same id is chosen again when the answer is lost on the way.
bool SyncSession::go_on_as_another(std::uint64_t taken_up_to) {
    // More than once when copies were made of copies; for ever only when the server contradicts itself.
    if (++renewals_ > renewals_max) return fail(nonsense());
    const DeviceId next = choose_next_device(replica_, taken_up_to);
    const DeviceInfo device = replica_.device();
    const SigningKey key = replica_.bundles().signing_key(), next_key = key_of_copy(key, next);
    const auto response = exchange({"POST", "/v1/enroll", device.token,
                                    protocol::encode(request_of_heir({device.device, device.token, key.seed},
                                                                     {next, "", next_key.seed}, device.name))});
    if (!response) return fail(response.error());
    if (protocol::decode_http_error(response->body).code == "device_exists") {
        choose_another_device(replica_);
        return go_on_as_another(taken_up_to);
    }
    const auto answer = read_enroll_answer(*response);
    report_.needs_code = asks_for_code(*response);
    if (!answer) return fail(answer.error());
    replica_.take_new_identity(next, next_key, answer->token, taken_up_to);
    report_.is_renewed = true;
    return true;
}

// What came here in bundles goes up parcel by parcel, after everything of our own. Once in a session; afterwards one
// more look at what that has changed for us.
bool SyncSession::hand_on() {
    const auto next = replica_.bundles().next_carried(last_carried_);
    if (!next) {
        phase_ = Phase::files;
        return true;
    }
    const auto response =
        exchange({"POST", "/v1/bundles", replica_.device().token, protocol::encode_bundle({next->bytes})});
    if (!response) {
        if (!may_try_again(response.error())) return fail(response.error());
        return true;
    }
    lost_in_a_row_ = 0;
    last_carried_ = next;
    last_carried_->bytes.clear();
    return take_bundle_answer(*next, *response);
}

bool SyncSession::take_bundle_answer(const CarriedParcel& parcel, const HttpResponse& response) {
    if (response.status == 404) {  // a server that is older than bundles
        phase_ = Phase::files;
        return true;
    }
    BundleStore& bundles = replica_.bundles();
    if (response.status == 400) {
        const protocol::HttpError error = protocol::decode_http_error(response.body);
        if (error.code != "bad_bundle") return fail(error_in(response));
        report_.held_back = error.message;
        bundles.refused(parcel.hash, error.code);
        return true;
    }
    if (response.status != 200) return fail(error_in(response));
    const auto text = protocol::unpack(response.body);
    const auto answer = text ? protocol::decode_bundle_answer(*text) : Result<protocol::BundleAnswer>(text.error());
    if (!answer || answer->makers.size() != 1 || answer->makers[0].maker != parcel.maker) return fail(nonsense());
    const protocol::MakerAnswer& said = answer->makers[0];
    if (said.code.empty() && said.acked >= parcel.last()) {
        bundles.delivered(parcel.hash);
        report_.handed_on += static_cast<std::int64_t>(parcel.count);
    } else if (!said.code.empty()) {
        report_.held_back = said.message;
        if (said.code != "gap") bundles.refused(parcel.hash, said.code);  // what lies in between may still come
    }
    return true;
}

bool SyncSession::step() {
    if (phase_ == Phase::repair) return repair();
    if (phase_ == Phase::parcels) return hand_on();
    if (phase_ == Phase::files) return exchange_files();
    // After an export the server may have it all: it is asked before anything is sent again.
    const WaitingChanges changes =
        replica_.bundles().has_exported() ? WaitingChanges() : replica_.log().waiting(up_.bytes());
    const DeviceInfo device = replica_.device();
    const protocol::SyncRequest request = next_request(changes);
    const Instant sent = clock_.now();
    const auto response = exchange(
        {"POST", "/v1/sync", replica_.device().token, protocol::pack(protocol::encode(request, changes.bodies))});
    if (!response) {
        if (!may_try_again(response.error())) return fail(response.error());
        up_.was_lost();  // nobody knows whether the server did the work; asking again is safe
        down_.was_lost();
        return true;
    }
    if (response->status == 413 && ++lost_in_a_row_ < losses_max) {
        up_.was_lost();  // smaller pieces
        return true;
    }
    if (response->status == 401 && !has_enrolled_again_) {
        has_enrolled_again_ = true;
        if (enroll_again(replica_, transport_)) return true;
    }
    if (response->status != 200) {
        report_.needs_code = asks_for_code(*response);
        if (const std::string word = shut_out_by(*response); !word.empty()) replica_.devices().note_shut_out(word);
        if (!is_told_to_wipe(*response)) return fail(error_in(*response));
        report_.must_be_wiped = is_ordered_by_the_district(replica_, *response);
        return fail(report_.must_be_wiped ? error_in(*response) : no_order_of_the_district());
    }
    const auto text = protocol::unpack(response->body);
    const auto answer = text ? protocol::decode_sync_answer(*text) : Result<protocol::SyncAnswer>(text.error());
    if (!answer) return fail(nonsense());
    if (is_of_old_copy(request, device, *answer)) return leave_epoch();
    const Asked asked{device.epoch.empty() || device.epoch == answer->epoch, device.acked, changes.first_seq,
                      changes.bodies.empty() ? 0 : changes.first_seq + changes.bodies.size() - 1,
                      replica_.log().last_seq()};
    const SharedHistory shared =
        shared_history(*answer, asked, [this](std::uint64_t seq) { return replica_.log().link_before(seq + 1); });
    // A server that acknowledges nothing of what was sent would keep us here for ever.
    const bool is_doubtful = shared.kind == SharedHistory::Kind::part && shared.up_to < changes.first_seq;
    const bool took_nothing = !changes.bodies.empty() && (is_doubtful || answer->acked < changes.first_seq);
    idle_rounds_ = took_nothing ? idle_rounds_ + 1 : 0;
    lost_in_a_row_ = 0;
    const Instant arrived = clock_.now();  // before the documents are fetched, which may take minutes
    if (shared.kind != SharedHistory::Kind::whole) {
        if (idle_rounds_ >= losses_max) return fail(is_doubtful ? only_the_district_can_tell() : nonsense());
        const auto more = take_answer(only_up_to(shared.up_to, *answer), {}, arrived, word_of(*response));
        if (!more) return fail(more.error());
        return shared.kind == SharedHistory::Kind::part ? *more : go_on_as_another(shared.up_to);
    }
    up_.went(arrived - sent);
    down_.went(arrived - sent);
    const auto more = take_answer(*answer, request.doubted, arrived, word_of(*response));
    if (!more) return fail(more.error());  // nothing of it is known here: what it says of the audit is asked again
    const bool has_more_audit = audit_.settle(asked.is_same_server, request, *answer);
    if (*more && idle_rounds_ >= losses_max) return fail(nonsense());
    return *more || has_more_audit || go_on();
}

// Nothing of that answer is used. Asked as if it had been restored, the server says all that it then has to.
bool SyncSession::leave_epoch() {
    if (std::exchange(has_left_epoch_, true)) return fail(nonsense());
    replica_.leave_epoch();
    return true;
}

// The records are exchanged: what comes next?
bool SyncSession::go_on() {
    if (phase_ == Phase::last_look) return false;
    if (!differing_.empty()) {
        phase_ = Phase::repair;
        return true;
    }
    phase_ = replica_.bundles().is_carrying() ? Phase::parcels : Phase::files;
    return phase_ == Phase::parcels || exchange_files();
}

bool SyncSession::exchange_files() {
    auto request = files_.next(clock_.now());
    if (!request) {
        phase_ = Phase::last_look;
        count_files();
        return report_.handed_on > 0 || report_.files_sent > 0;
    }
    request->token = replica_.device().token;
    const Instant sent = clock_.now();
    const auto response = exchange(*request);
    if (!response) {
        if (!may_try_again(response.error())) return fail(response.error());
        files_.lost();
        return true;
    }
    const Status taken = files_.take(*response, clock_.now() - sent);
    if (files_.has_moved()) lost_in_a_row_ = 0;  // questions may pass where pieces do not
    const bool is_done = report_.files_sent != files_.sent() || report_.files_received != files_.received();
    report_.files_sent = files_.sent();
    report_.files_received = files_.received();
    if (is_done) count_files();
    if (!taken) return fail(taken.error());
    if (files_.needs_look() && ++looks_ <= looks_max) {
        files_.begin_again();
        phase_ = Phase::records;
    }
    return true;
}

void SyncSession::count_files() {
    const BlobCount to_send = replica_.blobs().to_send(), wanted = replica_.blobs().wanted();
    report_.files_waiting = to_send.blobs;
    report_.file_bytes_to_send = to_send.bytes;
    report_.files_wanted = wanted.blobs;
    report_.file_bytes_to_receive = wanted.bytes;
}

Message renewal_message() {
    return {
        "Dữ liệu trên máy này là bản sao của một máy khác hoặc được khôi phục từ bản sao lưu. Máy đã nhận số hiệu mới "
        "và gửi lại phần chưa gửi; không mất gì.",
        "The data on this device is a copy of another's, or came back from a backup. It goes on under a new number "
        "and has sent again what was not sent; nothing is lost."};
}

Message newer_program_message(const ProgramVersion& newer) {
    const std::string is = to_string(newer), was = to_string(this_program());
    return {"Đã có bản chương trình mới (" + is + "; máy này đang dùng " + was +
                "). Vẫn làm việc bình thường được; khi tiện hãy nhờ cán bộ huyện cài bản mới.",
            "There is a newer program (" + is + "; this device has " + was +
                "). Work goes on as usual; have the district install it when it suits."};
}

Message erased_message(std::int64_t erased) {
    if (erased == 0) return {};
    const std::string count = std::to_string(erased);
    return {"Đã xóa khỏi máy " + count + " phiếu theo quy định về dữ liệu cá nhân.",
            "Erased from this device by the law on personal data: " + count + (erased == 1 ? " form." : " forms.")};
}

SyncReport sync_once(Replica& replica, Transport& transport, const ClockSource& clock) {
    SyncSession session(replica, transport, clock);
    while (session.step()) {
    }
    return session.report();
}

}  // namespace nuong::client

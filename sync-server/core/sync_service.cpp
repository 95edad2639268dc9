#include "sync-server/core/sync_service.h"

#include <algorithm>

#include "shared/base/network_of.h"
#include "sync-server/core/desk.h"
#include "sync-server/core/device_audit.h"
#include "sync-server/core/erasure.h"
#include "sync-server/core/pull_pages.h"
#include "sync-server/core/signers.h"
#include "sync-server/core/told_verdicts.h"

namespace nuong {
namespace {

using protocol::HttpError;
using protocol::SyncAnswer;
using protocol::SyncRequest;

std::string key_of(const Hash& token) { return {token.begin(), token.end()}; }

bool has_read_everything(const SyncRequest& request, const Principal& principal, const FeedHeads& heads) {
    return std::all_of(principal.roots.begin(), principal.roots.end(), [&](const AreaCode& root) {
        const std::uint64_t head = heads.head_of(root);
        if (head == 0) return true;
        return std::any_of(request.cursors.begin(), request.cursors.end(),
                           [&](const protocol::Cursor& cursor) { return cursor.area == root && cursor.at >= head; });
    });
}

// So that a copy of a store does not take what its twin has sent for its own.
std::optional<protocol::LinkMark> chain_at(StoreReader& reader, DeviceId id, std::uint64_t acked) {
    const auto device = reader.device(id);
    if (device && device->acked == acked) return protocol::mark_of(device->link);
    const auto last = reader.change(id, acked);
    return last ? std::optional(protocol::mark_of(last->link)) : std::nullopt;
}

// A stick is for the top, wherever the device is; and the top takes only what is signed with a key that it knows.
std::optional<KeyBytes> seal_for(StoreReader& reader, const protocol::ToldKey& told) {
    if (const auto parent = reader.upstream()) return reader.is_key_at_top(told) ? parent->seal : std::nullopt;
    const auto secret = reader.seal_secret();
    if (!secret || !knows_signing_key(reader, told.device, told.key)) return std::nullopt;
    return seal_key_of(*secret).public_key;
}

// A device that has read nothing yet has nothing to forget; a relay may be asked by those that have.
std::optional<protocol::Erasures> erasures_for(StoreReader& reader, const Principal& principal,
                                               const SyncRequest& request) {
    if (request.epoch.empty() && !principal.role.is_relay) {
        const std::uint64_t newest = reader.facts().erasures;
        return newest > 0 ? std::optional(protocol::Erasures{{}, newest, false}) : std::nullopt;
    }
    const bool is_of_ours = request.epoch == principal.epoch && request.erasures <= reader.facts().erasures;
    return erasures_after(reader, is_of_ours ? request.erasures : 0);
}

HttpError old_program(const protocol::Programs& programs) {
    const std::string oldest = to_string(programs.oldest);
    return {
        "old_program",
        {"Chương trình trên máy này quá cũ, máy chủ cần bản " + oldest +
             " trở lên. Không mất gì: mọi thứ vẫn ở trên máy và sẽ được gửi sau khi cài bản mới.",
         "The program on this device is too old, the server needs " + oldest +
             " or later. Nothing is lost: everything stays on the device and is sent once the new one is installed."}};
}

// By whom a code could be read on its way, and whose work anybody could write.
HttpError enrols_without_proof() {
    return {
        "old_program",
        {"Chương trình trên máy này quá cũ: nó gửi thẳng mã ghi danh, hoặc không ký những gì nó ghi. Mã chưa bị dùng. "
         "Hãy cài bản mới rồi ghi danh.",
         "The program on this device is too old: it sends the code itself, or does not sign what it writes. The code "
         "was not used. Install the new program, then enrol."}};
}

bool is_ahead_of_us(const SyncRequest& request, const FeedHeads& heads) {
    return std::any_of(request.cursors.begin(), request.cursors.end(),
                       [&](const protocol::Cursor& cursor) { return cursor.at > heads.complete_to(); });
}

}  // namespace

Status SyncService::load(StoreReader& reader) {
    const StoreFacts facts = reader.facts();
    auto book = make_book(reader.documents_in_force());
    if (!book) return book.error();
    heads_.use(*book);
    heads_.learn_all(facts.position, reader.feed_heads());
    milestones_.learn(facts.milestone);
    const std::lock_guard lock(mutex_);
    book_ = *book;
    settings_ = facts.settings;
    if (epoch_ != facts.epoch) acked_.clear();  // a restored store may have heard less of a device
    epoch_ = facts.epoch;
    erasures_ = facts.erasures;
    is_relay_ = reader.upstream().has_value();
    principals_.clear();
    return Done{};
}

Status SyncService::refresh(StoreReader& reader) {
    const StoreFacts facts = reader.facts();
    bool changed = false;
    {
        const std::lock_guard lock(mutex_);
        changed = facts.settings != settings_ || facts.epoch != epoch_;
    }
    if (changed) return load(reader);
    if (facts.position > heads_.complete_to()) heads_.learn_all(facts.position, reader.feed_heads());
    return Done{};
}

std::shared_ptr<const DocumentBook> SyncService::book() const {
    const std::lock_guard lock(mutex_);
    return book_;
}

std::optional<std::string> SyncService::nothing_new(const Hash& token, const SyncRequest& request, Instant now) {
    if (!request.changes.empty() || request.sign || request.audit || !request.doubted.empty() || request.compares ||
        is_too_old(request))
        return std::nullopt;
    if (request.milestone && !milestones_.has_come_by(*request.milestone)) return std::nullopt;
    SyncAnswer answer;
    {
        const std::lock_guard lock(mutex_);
        if (is_relay_) return std::nullopt;  // how far the parent is changes by itself
        const auto at = principals_.find(key_of(token));
        if (at == principals_.end()) return std::nullopt;
        const Principal& principal = *at->second;
        if (request.desk && (principal.role.sees_desk || !request.desk->empty())) return std::nullopt;
        const auto acked = acked_.find(principal.device.value);
        if (acked == acked_.end() || request.heard.value_or(acked->second) != acked->second)
            return std::nullopt;  // more: to another process of this store
        if (request.device != principal.device || request.epoch != principal.epoch ||
            request.grants != principal.grants_mark || request.catalogue != book_->catalogue_mark)
            return std::nullopt;
        if (request.erasures != erasures_) return std::nullopt;
        if (is_ahead_of_us(request, heads_) || !has_read_everything(request, principal, heads_)) return std::nullopt;
        heard_locked(heard_of(principal, request, now));
        answer.epoch = principal.epoch;
        answer.acked = acked->second;
    }
    if (const auto newest = milestones_.newest(); newest != request.milestone) answer.milestone = newest;
    answer.time = now;
    answer.programs = programs_for(request);
    return protocol::encode(answer);
}

bool SyncService::is_too_old(const SyncRequest& request) const {
    return request.program.value_or(ProgramVersion{}) < programs_.oldest;
}

// A program that does not say what it is would not understand the answer.
std::optional<protocol::Programs> SyncService::programs_for(const SyncRequest& request) const {
    return request.program && *request.program != programs_.newest ? std::optional(programs_) : std::nullopt;
}

Answer<std::shared_ptr<const Principal>> SyncService::authenticate(StoreReader& reader, const Hash& token) {
    if (auto fresh = refresh(reader); !fresh) return HttpError{"damaged", fresh.error().message};
    std::shared_ptr<const Principal> principal;
    {
        const std::lock_guard lock(mutex_);
        if (const auto at = principals_.find(key_of(token)); at != principals_.end()) principal = at->second;
    }
    if (!principal) {
        auto found = nuong::authenticate(reader, *book(), token);
        if (const auto* refused = std::get_if<HttpError>(&found)) return *refused;
        principal = std::make_shared<const Principal>(std::move(std::get<Principal>(found)));
        const auto device = reader.device(principal->device);
        const std::uint64_t settings = reader.facts().settings;
        const std::lock_guard lock(mutex_);
        if (principals_.size() >= limits::principals_max) principals_.clear();
        if (settings == settings_) principals_[key_of(token)] = principal;
        acked_locked(principal->device, device ? device->acked : 0);
    }
    return principal;
}

std::optional<HttpError> SyncService::refusal_of(const Principal& principal, const SyncRequest& request) const {
    if (is_too_old(request) && !principal.role.is_relay) return old_program(programs_);  // others' erasures pass it
    const bool same_device = request.device == principal.device &&
                             std::all_of(request.changes.begin(), request.changes.end(),
                                         [&](const auto& sent) { return sent.change.device == principal.device; });
    if (same_device) return std::nullopt;
    return HttpError{"wrong_device",
                     {"Máy này đang dùng ghi danh của một máy khác. Hãy ghi danh lại.",
                      "This device uses the enrolment of another. Enrol again."}};
}

bool SyncService::must_write(StoreReader& reader, const Principal& principal, const SyncRequest& request) {
    if (!over_asking_.areas(principal, request).empty()) return true;
    if (!request.changes.empty() || (request.audit && brings_audit(reader, *request.audit))) return true;
    return request.sign && !knows_signing_key(reader, principal.device, *request.sign) &&
           (may_learn_signing_key(reader, principal.device) || !(reader.seal_secret() || reader.upstream()));
}

std::optional<PushOutcome> SyncService::push(StoreTransaction& transaction, const Principal& principal,
                                             const SyncRequest& request, const ArrivedRun& run, Instant now) {
    if (request.sign) learn_signing_key(transaction, principal.device, *request.sign, principal.user, now);
    if (const auto areas = over_asking_.areas(principal, request); !areas.empty())
        note_over_asking(transaction, principal, areas, now);
    if (request.audit) take_audit(transaction, principal.device, *request.audit, principal.user, now);
    if (run.changes.empty()) return std::nullopt;
    PushOutcome outcome = push_changes(transaction, *book(), principal, run, now);
    outcome.first_sent = run.changes.front().sent.change.seq;
    outcome.last_sent = run.changes.back().sent.change.seq;
    if (!outcome.forked && !outcome.unproven)
        tell_unheard(transaction, principal.device, outcome.last_sent, outcome.acked, outcome.verdicts);
    return outcome;
}

std::vector<MakerOutcome> SyncService::take_relayed(StoreTransaction& transaction, const Principal& relay,
                                                    const PreparedRelay& relayed, Instant now) {
    return nuong::take_relayed(transaction, *book(), relay, relayed, now);
}

std::string SyncService::relay_answer(StoreReader& reader, const Principal& relay, const PreparedRelay& relayed,
                                      const std::vector<MakerOutcome>& makers) {
    for (const MakerOutcome& maker : makers) remember(maker.maker, maker.acked);
    protocol::RelayAnswer answer;
    answer.taken = answer_of(makers);
    answer.directory = directory_for(reader, *book(), relay);
    if (relayed.signers) {
        answer.signers = signers_of(reader, answer.directory->devices);
        if (protocol::fingerprint(*answer.signers) == *relayed.signers) answer.signers.reset();
    }
    if (protocol::fingerprint(*answer.directory) == relayed.directory) answer.directory.reset();
    tell_of_top(reader, relayed, answer);
    tell_milestone(reader, relayed.milestone, answer);
    answer.forgotten = relay_memory_.forgotten_of(relayed.below_top);
    if (is_relay_) relay_memory_.ask(known_among(reader, relayed.below_top));
    for (const protocol::RelayedAudit& audit : relayed.audits) answer.audited.push_back(audit_taken(reader, audit.run));
    return protocol::encode(answer);
}

void SyncService::committed(const Committed& committed) {
    heads_.learn(committed);
    milestones_.learn(committed.milestone);
}

void SyncService::remember(DeviceId device, std::uint64_t acked) {
    const std::lock_guard lock(mutex_);
    acked_locked(device, acked);
}

// What was acknowledged once stays so, in whatever order the threads come by.
std::uint64_t SyncService::acked_locked(DeviceId device, std::uint64_t at_least) {
    auto& acked = acked_[device.value];
    acked = std::max(acked, at_least);
    return acked;
}

HeardDevice SyncService::heard_of(const Principal& principal, const SyncRequest& request, Instant now) {
    // More than there are were heard before the store was put back to an earlier state.
    const std::uint64_t erasures = request.epoch == principal.epoch ? std::min(request.erasures, erasures_) : 0;
    return {principal.device, now, request.waits, erasures};
}

void SyncService::heard_locked(const HeardDevice& heard) {
    HeardDevice& known = heard_.try_emplace(heard.device.value, heard).first->second;
    known.seen = std::max(known.seen, heard.seen);
    if (heard.waits) known.waits = heard.waits;
    known.erasures = std::max(known.erasures, heard.erasures);
}

JustHeard SyncService::just_heard() const {
    const std::lock_guard lock(mutex_);
    return heard_;
}

namespace {

std::vector<protocol::EncodedPage> pages_for(StoreReader& reader, const DocumentBook& documents, const FeedHeads& heads,
                                             const Principal& principal, const SyncRequest& request,
                                             const std::optional<PushOutcome>& pushed) {
    static const std::unordered_map<RecordId, OwnRecord> none;
    if (!pushed || pushed->decided_above.empty())
        return pull_pages(reader, documents, heads, principal, request, pushed ? pushed->own : none);
    SyncRequest asking = request;
    asking.doubted.insert(asking.doubted.end(), pushed->decided_above.begin(), pushed->decided_above.end());
    return pull_pages(reader, documents, heads, principal, asking, pushed->own);
}

SyncService::Pulled pulled_of(const protocol::SyncAnswer& answer, const std::vector<protocol::EncodedPage>& pages) {
    const bool has_records = std::any_of(pages.begin(), pages.end(), [](const protocol::EncodedPage& page) {
        return !page.states.empty() || !page.left.empty();
    });
    const bool is_more = answer.desk || answer.erased || answer.grants || answer.catalogue || !answer.verdicts.empty();
    return {protocol::encode(answer, pages), has_records || is_more};
}

}  // namespace

SyncService::Pulled SyncService::pull(StoreReader& reader, const Principal& principal, const SyncRequest& request,
                                      const std::optional<PushOutcome>& pushed, Instant now) {
    const auto documents = book();
    SyncAnswer answer;
    answer.epoch = principal.epoch;
    answer.time = now;
    answer.programs = programs_for(request);
    tell_milestone(reader, request.epoch == principal.epoch ? request.milestone : std::nullopt, answer);
    if (answer.milestone) milestones_.learn(*answer.milestone);
    if (pushed) {
        answer.acked = pushed->acked;
        answer.verdicts = pushed->verdicts;
        if (request.waits) {
            const std::lock_guard lock(mutex_);
            heard_locked(heard_of(principal, request, now));
        }
        // A copy starts over under a new identity; what it reads meanwhile would be thrown away.
        if (pushed->forked) return {protocol::encode(answer)};
    } else {
        const auto device = reader.device(principal.device);
        answer.acked = device ? device->acked : 0;
        {
            const std::lock_guard lock(mutex_);
            heard_locked(heard_of(principal, request, now));
            acked_locked(principal.device, answer.acked);  // another process may have taken a bundle
        }
        if (request.heard) tell_unheard(reader, principal.device, *request.heard, answer.acked, answer.verdicts);
    }
    if (!is_relay_ && request.epoch != principal.epoch)
        tell_earlier(reader, principal.device, pushed ? pushed->first_sent : request.heard.value_or(0) + 1,
                     answer.verdicts);
    if (is_relay_) {
        if (const auto parent = reader.upstream()) answer.time = parent->time(now);
        if (const auto device = reader.device(principal.device)) answer.top = std::min(device->at_top, device->acked);
        answer.files_ahead = reader.has_blobs_ahead(principal.device);
        answer.needs_code = relay_memory_.is_forgotten(principal.device);
    }
    const std::uint64_t expected = pushed ? pushed->last_sent : request.heard.value_or(answer.acked);
    if (answer.acked > expected || request.epoch != principal.epoch || (pushed && pushed->is_uncompared))
        answer.chain = chain_at(reader, principal.device, answer.acked);
    if (request.audit) answer.audited = audit_taken(reader, *request.audit);
    answer.erased = erasures_for(reader, principal, request);
    // What a relay knows of its devices is not all: the desk is told by the top.
    if (request.desk && !is_relay_)
        answer.desk = news_for_desk(reader, *documents, principal, *request.desk, just_heard());
    if (request.sign) answer.seal = seal_for(reader, {principal.device, *request.sign});
    if (request.grants != principal.grants_mark) {
        answer.grants = principal.grants;
        over_asking_.told(principal);
    }
    if (request.catalogue != documents->catalogue_mark) answer.catalogue = documents->catalogue;
    return pulled_of(answer, pages_for(reader, *documents, heads_, principal, request, pushed));
}

std::optional<HttpError> SyncService::refusal_to_try(const std::string& remote, Instant now) {
    if (wrong_codes_.allows(network_of(remote), now)) return std::nullopt;
    return HttpError{"too_many_tries",
                     {"Đã nhập sai mã quá nhiều lần. Hãy đợi 10 phút rồi thử lại.",
                      "Too many wrong codes. Wait ten minutes and try again."}};
}

void SyncService::note_wrong_code(const std::string& remote, Instant now) {
    wrong_codes_.note(network_of(remote), now);
}

Answer<protocol::EnrollAnswer> SyncService::enrol(StoreTransaction& transaction, const protocol::EnrollRequest& request,
                                                  const std::optional<Hash>& held, const std::string& remote,
                                                  Instant now) {
    const bool is_newcomer = !request.code.empty() || request.code_name;  // and no copy of a device that is known
    if (demands_proofs_ && is_newcomer && (!request.code_name || !request.key)) return enrols_without_proof();
    auto answer = nuong::enrol(transaction, *book(), request, held, now);
    if (const auto* refused = std::get_if<HttpError>(&answer); refused && refused->code == "wrong_code")
        note_wrong_code(remote, now);
    return answer;
}

Answer<protocol::RecoverAnswer> SyncService::recover(StoreTransaction& transaction,
                                                     const protocol::RecoverRequest& request, const std::string& remote,
                                                     Instant now) {
    auto answer = nuong::recover(transaction, *book(), request, now);
    if (const auto* refused = std::get_if<HttpError>(&answer); refused && refused->code == "wrong_code")
        note_wrong_code(remote, now);
    return answer;
}

std::vector<HeardDevice> SyncService::take_heard() {
    const std::lock_guard lock(mutex_);
    std::vector<HeardDevice> all;
    for (const auto& [device, heard] : heard_) all.push_back(heard);
    heard_.clear();
    return all;
}

}  // namespace nuong

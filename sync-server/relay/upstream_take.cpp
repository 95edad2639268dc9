#include "sync-server/relay/upstream_take.h"

#include <algorithm>
#include <set>

#include "shared/protocol/codec.h"
#include "shared/protocol/limits.h"
#include "sync-server/core/blobs.h"
#include "sync-server/core/erasure.h"
#include "sync-server/core/former_cases.h"
#include "sync-server/core/push_changes.h"
#include "sync-server/core/recompute.h"
#include "sync-server/core/signers.h"

namespace nuong {
namespace {

constexpr std::size_t changes_per_run = 1'000, keys_at_once = 1'000, devices_at_once = 10'000, files_at_once = 1'000;

protocol::LinkMark mark_before(StoreReader& reader, DeviceId device, std::uint64_t first, const Hash& link_at_start) {
    const auto before = reader.change(device, first - 1);
    return protocol::mark_of(before ? before->link : link_at_start);
}

// What comes after what the parent has, in one page, as far as it can be handed on.
std::vector<ChangeRow> page_of(StoreReader& reader, const DeviceRow& device, std::size_t at_least, std::size_t bytes) {
    std::vector<ChangeRow> page;
    for (ChangeRow& row : reader.changes_by(device.id, device.top, std::max(changes_per_run, at_least))) {
        if (row.seq > device.acked) break;  // what comes before it is missing still
        if (page.size() >= std::max<std::size_t>(at_least, 1) && row.body.size() > bytes) break;
        bytes -= std::min(bytes, row.body.size());
        page.push_back(std::move(row));
    }
    return page;
}

Result<protocol::SentChange> sent_from(const ChangeRow& row) {
    if (!row.body.empty()) return protocol::decode_sent_change(row.body);
    return protocol::SentChange::without_body(row.device, row.seq, row.record, row.hash);
}

// A device's signature proves all of its chain up to where it stands, so a run ends at one: at the last that fits into
// the page, or at the next. Without any, the parent decides what it thinks of that.
std::optional<protocol::RelayRun> run_of(StoreReader& reader, const DeviceRow& device, std::size_t& bytes_left) {
    const auto signatures = reader.run_signatures(device.id, device.top, protocol::changes_max);
    const std::size_t to_next = signatures.empty() ? 0 : static_cast<std::size_t>(signatures.front().seq - device.top);
    auto rows = page_of(reader, device, std::min(to_next, protocol::changes_max), bytes_left);
    if (rows.empty()) return std::nullopt;
    protocol::RelayRun run;
    run.request.device = device.id;
    std::uint64_t end = rows.back().seq;
    for (const RunSignatureRow& row : signatures) {
        if (row.seq > rows.back().seq) break;
        end = row.seq;
        run.request.signature = row.signature;
    }
    for (const ChangeRow& row : rows) {
        auto sent = row.seq <= end ? sent_from(row) : Result<protocol::SentChange>(Error{});
        if (!sent) break;
        bytes_left -= std::min(bytes_left, row.body.size());
        if (!row.verdict.empty()) run.verdicts.push_back({row.seq, row.verdict, row.reason});
        run.request.changes.push_back(std::move(*sent));
    }
    if (run.request.changes.empty()) return std::nullopt;
    run.request.previous = mark_before(reader, device.id, rows.front().seq, device.link_at_start);
    return run;
}

// A parent that was set back may lack changes that this relay never had, for the device had told the parent itself. The
// device is asked for them: it is acknowledged no further than the parent knows it, and sends again from there.
void ask_again_for_what_is_missing(StoreTransaction& transaction, const protocol::DirectoryDevice& said) {
    DeviceRow row = *transaction.device(said.id);
    const auto first = transaction.changes_by(said.id, 0, 1);
    const std::uint64_t before_ours = first.empty() ? row.acked : first.front().seq - 1;
    if (said.acked >= std::min(before_ours, row.acked)) return;
    row.acked = said.acked;
    row.link = row.link_at_start = said.link;
    transaction.put_device(row);
}

std::string told_of(const UserRow& user) {
    std::string told = user.name + " " + user.role;
    for (const AreaCode& area : user.areas) told += " " + area;
    return told;
}

// After a parent was set back it tells how far it has come with whom it knows to work here; of all others it may have
// lost everything. What it has is handed on once more, and does no harm.
void doubt_who_is_not_named(StoreTransaction& transaction, const protocol::Directory& directory) {
    for (const DeviceRow& device : transaction.devices()) {
        const bool is_named = std::any_of(directory.devices.begin(), directory.devices.end(),
                                          [&](const auto& said) { return said.id == device.id; });
        if (is_named || device.top == 0) continue;
        const auto first = transaction.changes_by(device.id, 0, 1);
        if (!first.empty()) transaction.set_top(device.id, std::min(device.top, first.front().seq - 1));
    }
}

void take_directory(StoreTransaction& transaction, const protocol::Directory& directory, Instant now) {
    std::set<UserId> named;
    for (const protocol::DirectoryUser& user : directory.users) {
        named.insert(user.name);
        const UserRow row{user.name, user.role, user.disabled, user.areas};
        if (transaction.user(user.name) == row) continue;
        transaction.put_user(row);
        transaction.add_audit(now, "parent", user.disabled ? "user_disable" : "user_change", told_of(row));
    }
    for (UserRow& user : transaction.users())
        if (!named.contains(user.name) && !user.disabled) {
            user.disabled = true;
            transaction.put_user(user);
            transaction.add_audit(now, "parent", "user_disable", user.name);
        }
    for (const protocol::DirectoryDevice& said : directory.devices) {
        auto known = transaction.device(said.id);
        const auto standing = standing_of(said.standing);
        if (known) {
            transaction.set_top(said.id, std::min(said.acked, known->acked));
            ask_again_for_what_is_missing(transaction, said);
        }
        if (known && known->standing == standing && known->name == said.name && known->wipe_orders == said.wipe_orders)
            continue;
        DeviceRow row = known ? *transaction.device(said.id) : DeviceRow{};
        if (!known) {  // what it has saved elsewhere the parent has; here it goes on from there
            row.id = said.id;
            row.enrolled = row.seen = now;
            row.acked = row.top = said.acked;
            row.link = row.link_at_start = said.link;
        }
        row.name = said.name;
        row.standing = standing;
        row.wipe_orders = said.wipe_orders;
        transaction.put_device(row);
    }
    for (const protocol::DirectoryEnrolment& said : directory.enrolments)
        if (!transaction.enrolment(said.token_hash))
            transaction.put_enrolment({said.device, said.user, said.token_hash});
}

// Where the record lies here. Before the first areas have come, or a new one, what the parent sends is in scope.
AreaCode area_here(const UpstreamRow& upstream, const AreaTree& areas, const RecordState& state) {
    const AreaCode area = area_of(state);
    return areas.contains(area) ? area_at_relay(upstream, areas, area) : area;
}

// The record as it stands here now; it takes a new place in the feed when that is another than before.
Status refresh_record(StoreTransaction& transaction, const UpstreamRow& upstream, const AreaTree& areas,
                      const RecordId& id, bool leaves) {
    const auto before = transaction.record(id);
    if (leaves && !before) return Done{};  // it came and went between two readings
    auto state = recomputed(transaction, id);
    if (!state) return state.error();
    if (!*state) return Done{};  // erased by law
    const AreaCode area = leaves ? AreaCode() : area_here(upstream, areas, **state);
    if (leaves) (*state)->form = before->form;  // nothing else may be known of it any more
    std::string text = protocol::encode(**state);
    std::set<AreaCode> left;
    if (before && !before->area.empty()) left.insert(before->area);
    if (!leaves)
        for (const AreaCode& passed : transaction.take_passed_over(id))
            if (!area_at_relay(upstream, areas, passed).empty()) left.insert(passed);
    left.erase(area);
    if (before && before->state == text && before->area == area && left.empty()) return Done{};
    if (before && !leaves) note_former_cases(transaction, *before, **state);
    const RecordRow row{id, (*state)->form, area, std::move(text), 0};
    if (left.empty()) transaction.put_record(row, std::nullopt);
    for (const AreaCode& was : left) transaction.put_record(row, was);
    return Done{};
}

Status take_state(StoreTransaction& transaction, const UpstreamRow& upstream, const AreaTree& areas,
                  const protocol::SentState& sent) {
    if (transaction.is_erased(sent.state.id)) return Done{};  // the parent was set back, and has not heard of it again
    transaction.put_base(sent.state.id, sent.text);
    for (const Attachment& attachment : attachments_of(sent.state)) {
        transaction.add_blob_reference(attachment.blob, {sent.state.id, DeviceId{}, true});
        transaction.want_blob(attachment.blob, attachment.size);
    }
    return refresh_record(transaction, upstream, areas, sent.state.id, false);
}

Status take_leave(StoreTransaction& transaction, const UpstreamRow& upstream, const AreaTree& areas,
                  const RecordId& record) {
    transaction.drop_base(record);
    return refresh_record(transaction, upstream, areas, record, true);
}

// What the parent has said of records that were moved away here: the new areas are no reason for it to say that they
// left.
Status leave_bases_outside(StoreTransaction& transaction, const UpstreamRow& upstream, const AreaTree& areas) {
    constexpr std::size_t at_once = 1'000;
    std::optional<RecordId> after;
    for (auto rows = transaction.bases(after, at_once); !rows.empty(); rows = transaction.bases(after, at_once))
        for (const auto& [id, text] : rows) {
            after = id;
            const auto state = protocol::decode_state(text);
            if (!state || !area_here(upstream, areas, *state).empty()) continue;
            if (Status left = take_leave(transaction, upstream, areas, id); !left) return left;
        }
    return Done{};
}

// What lies outside the new areas is no longer this relay's.
Status take_grants(StoreTransaction& transaction, UpstreamRow& upstream, const AreaTree& areas,
                   const protocol::Grants& grants) {
    constexpr std::size_t at_once = 1'000;
    upstream.areas = grants.areas;
    upstream.grants = protocol::fingerprint(grants);
    std::erase_if(upstream.cursors, [&](const protocol::Cursor& cursor) {
        return std::find(grants.areas.begin(), grants.areas.end(), cursor.area) == grants.areas.end();
    });
    std::optional<RecordId> after;
    for (auto rows = transaction.records("", after, at_once); !rows.empty();
         rows = transaction.records("", after, at_once)) {
        after = rows.back().id;
        for (const RecordRow& row : rows) {
            if (row.area.empty() || !areas.contains(row.area)) continue;
            if (!area_at_relay(upstream, areas, row.area).empty()) continue;
            if (Status taken = take_leave(transaction, upstream, areas, row.id); !taken) return taken;
        }
    }
    return leave_bases_outside(transaction, upstream, areas);
}

bool is_all_known_above(StoreReader& reader, const RecordId& record) {
    const auto changes = reader.changes_of(record);
    return std::all_of(changes.begin(), changes.end(), [&](const ChangeRow& row) {
        const auto device = reader.device(row.device);
        return device && row.seq <= std::max(device->top, device->at_top);
    });
}

Status take_page(StoreTransaction& transaction, UpstreamRow& upstream, const AreaTree& areas,
                 const protocol::AreaPage& page) {
    for (const protocol::SentState& sent : page.states)
        if (Status taken = take_state(transaction, upstream, areas, sent); !taken) return taken;
    for (const RecordId& record : page.left)
        if (Status taken = take_leave(transaction, upstream, areas, record); !taken) return taken;
    std::erase_if(upstream.cursors, [&](const protocol::Cursor& cursor) { return cursor.area == page.area; });
    upstream.cursors.push_back({page.area, page.at});
    return Done{};
}

}  // namespace

protocol::RelayRequest runs_to_forward(StoreReader& reader, const UpstreamRow& upstream, std::size_t bytes,
                                       const std::vector<DeviceId>& held_back) {
    protocol::RelayRequest request;
    request.directory = upstream.directory;
    request.keys = reader.keys_ahead(keys_at_once);
    request.below_top = reader.devices_below_top(devices_at_once);
    request.signers = upstream.signers;
    request.files = reader.blobs_below_top(files_at_once);
    request.milestone = upstream.milestone;
    for (const DeviceId id : reader.devices_ahead()) {
        if (bytes == 0) break;
        if (std::find(held_back.begin(), held_back.end(), id) != held_back.end()) continue;
        const auto device = reader.device(id);
        if (auto run = device ? run_of(reader, *device, bytes) : std::nullopt) request.runs.push_back(std::move(*run));
    }
    return request;
}

void take_relay_answer(StoreTransaction& transaction, UpstreamRow& upstream, const protocol::RelayAnswer& answer,
                       Instant now) {
    for (const protocol::MakerAnswer& maker : answer.taken.makers)
        if (const auto device = transaction.device(maker.maker); device && maker.code != "fork")
            transaction.set_top(maker.maker, std::min(maker.acked, device->acked));
    for (const protocol::KnownDevice& known : answer.here)
        if (const auto device = transaction.device(known.device); device && known.acked < device->top)
            transaction.set_top(known.device, known.acked);
    if (answer.directory) {
        if (upstream.directory.empty()) doubt_who_is_not_named(transaction, *answer.directory);
        take_directory(transaction, *answer.directory, now);
        upstream.directory = protocol::fingerprint(*answer.directory);
    }
    if (answer.signers) {
        take_signers(transaction, *answer.signers, now);
        upstream.signers = protocol::fingerprint(*answer.signers);
    }
    for (const protocol::ToldKey& known : answer.keys) transaction.note_key_at_top(known);
    for (const Hash& file : answer.files) transaction.note_blob_at_top(file);
    if (answer.seal) upstream.seal = answer.seal;
    const bool is_left = upstream.epoch == protocol::left_epoch;
    if (answer.milestone && (is_left || !answer.put_back)) upstream.milestone = answer.milestone;
    transaction.forget_erased_bodies();
}

void take_known_at_top(StoreTransaction& transaction, const std::vector<protocol::KnownDevice>& known) {
    for (const protocol::KnownDevice& each : known)
        if (const auto device = transaction.device(each.device); device && device->at_top != each.acked)
            transaction.set_at_top(each.device, each.acked);
    transaction.forget_erased_bodies();
}

protocol::SyncRequest pull_request(const UpstreamRow& upstream, const DocumentBook& book, Instant now,
                                   std::uint32_t page_bytes) {
    protocol::SyncRequest request;
    request.device = upstream.device;
    request.epoch = upstream.epoch;
    request.cursors = upstream.cursors;
    for (const AreaCode& area : upstream.areas)
        if (std::none_of(request.cursors.begin(), request.cursors.end(),
                         [&](const auto& cursor) { return cursor.area == area; }))
            request.cursors.push_back({area, 0});
    request.catalogue = book.catalogue_mark;
    request.grants = upstream.grants;
    request.clock = now;
    request.program = this_program();
    request.page_bytes = page_bytes;
    request.erasures = upstream.erasures;
    request.milestone = upstream.milestone;
    return request;
}

Status take_pull_answer(StoreTransaction& transaction, UpstreamRow& upstream, const AreaTree& areas,
                        const protocol::SyncAnswer& answer, const std::vector<DocumentRow>& documents, Instant now) {
    const bool is_another = upstream.epoch != answer.epoch;
    if (is_another) {  // another incarnation: read from the start, ask how far it knows everybody
        upstream.cursors.clear();
        upstream.directory.clear();
        upstream.signers.clear();
        upstream.seal.reset();
        upstream.erasures = 0;
        upstream.compared.reset();  // what it has lost, or lies elsewhere by now, it does not tell by itself
        transaction.doubt_parent();
    }
    if (is_another || (answer.milestone && !answer.put_back)) upstream.milestone = answer.milestone;
    upstream.epoch = answer.epoch;
    upstream.heard = now;
    upstream.parent_time = answer.time;
    for (const DocumentRow& document : documents) transaction.put_document(document);
    if (answer.grants)
        if (Status taken = take_grants(transaction, upstream, areas, *answer.grants); !taken) return taken;
    for (const protocol::AreaPage& page : answer.areas)
        if (Status taken = take_page(transaction, upstream, areas, page); !taken) return taken;
    if (answer.erased) {
        erase_again(transaction, answer.erased->records);
        upstream.erasures = answer.erased->at;
    }
    return Done{};
}

Status leave_what_lies_elsewhere(StoreTransaction& transaction, const UpstreamRow& upstream, const AreaTree& areas) {
    for (const RecordId& record : transaction.records_without_base()) {
        if (!is_all_known_above(transaction, record)) continue;
        if (Status left = refresh_record(transaction, upstream, areas, record, true); !left) return left;
    }
    return Done{};
}

}  // namespace nuong

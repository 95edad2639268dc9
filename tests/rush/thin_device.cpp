#include "tests/rush/thin_device.h"

#include <algorithm>
#include <stdexcept>

#include "shared/base/uuid.h"
#include "shared/forms/record_fields.h"
#include "shared/merge/merge.h"
#include "shared/protocol/compression.h"
#include "shared/protocol/run_proof.h"

namespace nuong::rush {

ThinDevice::ThinDevice(DeviceId id, UserId user, std::string token, SigningKey key, Standing standing)
    : id_(id), user_(std::move(user)), token_(std::move(token)), key_(key), standing_(std::move(standing)) {}

void ThinDevice::save(const forms::FormDefinition& form, RecordState& state, Change change) {
    change.device = id_;
    change.seq = last_seq() + 1;
    change.record = state.id;
    change.form = form.id;
    change.form_version = form.version;
    change.author = user_;
    change.n0 = next_n(state, id_);
    apply(state, change);
    waiting_.push_back(protocol::encode(change));
}

RecordState ThinDevice::save_new(const forms::FormDefinition& form, const Fields& answers, Instant at) {
    RecordState state;
    state.id = make_uuid_v7(at);
    Change change;
    change.at = at;
    change.writes = forms::writes_for(form, state, answers, id_);
    change.writes.push_back({Path(reserved::area), area(), {}});
    change.writes.push_back({Path(reserved::status), status::submitted, {}});
    save(form, state, std::move(change));
    return state;
}

void ThinDevice::save_edit(const forms::FormDefinition& form, RecordState seen, const Fields& changed, Instant at) {
    Fields answers = forms::shown_answers(form, seen);
    for (const NamedValue& answer : changed) set(answers, answer.name, answer.value);
    Change change;
    change.at = at;
    change.writes = forms::writes_for(form, seen, answers, id_);
    if (!change.writes.empty()) save(form, seen, std::move(change));
}

std::string ThinDevice::request(Instant now) const {
    protocol::SyncRequest request;
    request.device = id_;
    request.epoch = standing_.epoch;
    request.cursors = {standing_.cursor};
    request.catalogue = standing_.catalogue;
    request.grants = standing_.grants;
    request.erasures = standing_.erasures;
    request.clock = now;
    request.page_bytes = 512u << 10;
    request.waits = protocol::Waits{};
    request.program = this_program();
    if (waiting_.empty()) request.heard = acked_;
    else {
        request.previous = protocol::mark_of(link_);
        Hash link = link_;
        for (const std::string& body : waiting_) link = next_link(link, protocol::hash_of_change(body));
        request.signature = protocol::sign_run({id_, last_seq(), link}, key_);
    }
    return protocol::pack(protocol::encode(request, waiting_));
}

bool ThinDevice::take(std::string_view body) {
    const auto text = protocol::unpack(body);
    if (!text) throw std::runtime_error("an answer that cannot be unpacked");
    const auto answer = protocol::decode_sync_answer(*text);
    if (!answer) throw std::runtime_error("an answer that cannot be read");
    if (answer->acked < acked_ || answer->acked > last_seq())
        throw std::runtime_error("an answer that acknowledges what was not sent, or takes back what was");
    const auto taken = static_cast<std::ptrdiff_t>(answer->acked - acked_);
    for (auto at = waiting_.begin(); at != waiting_.begin() + taken; ++at)
        link_ = next_link(link_, protocol::hash_of_change(*at));
    waiting_.erase(waiting_.begin(), waiting_.begin() + taken);
    acked_ = answer->acked;
    refused_ += answer->verdicts.size();
    standing_.epoch = answer->epoch;
    if (answer->grants) standing_.grants = protocol::fingerprint(*answer->grants);
    if (answer->catalogue) standing_.catalogue = protocol::fingerprint(*answer->catalogue);
    if (answer->erased) standing_.erasures = answer->erased->at;
    bool more = answer->grants.has_value() || !waiting_.empty();
    for (const protocol::AreaPage& page : answer->areas) {
        standing_.cursor.at = page.at;
        received_ += page.states.size();
        more = more || page.more;
    }
    return more;
}

}  // namespace nuong::rush

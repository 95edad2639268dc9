// Whole exchanges on one thread and one store, as SyncService offers them beside its steps.
#include <algorithm>

#include "sync-server/core/sync_service.h"

namespace nuong {

using protocol::HttpError;
using protocol::SyncRequest;

Answer<std::string> SyncService::exchange(ChangeStore& store, const Hash& token, const SyncRequest& request,
                                          Instant now) {
    if (auto answer = nothing_new(token, request, now)) return std::move(*answer);
    auto known = authenticate(*store.read(), token);
    if (const auto* refused = std::get_if<HttpError>(&known)) return *refused;
    const auto principal = std::get<std::shared_ptr<const Principal>>(known);
    if (auto refused = refusal_of(*principal, request)) return *refused;
    std::optional<PushOutcome> pushed;
    if (must_write(*store.read(), *principal, request)) {
        const auto transaction = store.begin();
        pushed = push(*transaction, *principal, request,
                      {request.previous, prepare(request.changes), request.signature, false}, now);
        const Committed done = transaction->commit();
        committed(done);
        if (pushed && pushed->unproven) return *pushed->unproven;
        if (pushed) {
            pushed->settle(done);
            remember(principal->device, pushed->acked);
        }
    }
    return pull(*store.read(), *principal, request, pushed, now).json;
}

void SyncService::note_foreign_comparison(StoreTransaction& transaction, const Hash& token, const AreaCode& area,
                                          Instant now) {
    auto known = authenticate(transaction, token);
    if (const auto* principal = std::get_if<std::shared_ptr<const Principal>>(&known))
        note_over_asking(transaction, **principal, {area}, now);
}

// It reads every record of an area: a device that asks all the time is broken, or means ill.
Answer<std::string> SyncService::compare(ChangeStore& store, const Hash& token, const protocol::DigestsRequest& request,
                                         Instant now) {
    const auto reader = store.read();
    auto known = authenticate(*reader, token);
    if (const auto* refused = std::get_if<HttpError>(&known)) return *refused;
    const Principal& principal = *std::get<std::shared_ptr<const Principal>>(known);
    const std::string name = to_string(principal.device);
    if (!comparisons_.allows(name, now))
        return HttpError{"too_many_tries",
                         {"Máy đã đối chiếu quá nhiều lần. Máy sẽ tự thử lại sau; dữ liệu vẫn an toàn.",
                          "The device has compared too often. It will try again later; its data is safe."}};
    comparisons_.note(name, now);
    if (std::find(principal.roots.begin(), principal.roots.end(), request.area) == principal.roots.end())
        return HttpError{"no_area", {"Máy này không được giao địa bàn đó.", "This device was not given that area."}};
    return protocol::encode(differing_records(*reader, *book(), principal, request));
}

Answer<std::string> SyncService::relay(ChangeStore& store, const Hash& token, protocol::RelayRequest request,
                                       Instant now) {
    auto known = authenticate(*store.read(), token);
    if (const auto* refused = std::get_if<HttpError>(&known)) return *refused;
    const auto principal = std::get<std::shared_ptr<const Principal>>(known);
    if (auto refused = refusal_of_relay(*principal)) return *refused;
    const PreparedRelay relayed = prepare(std::move(request));
    std::vector<MakerOutcome> makers;
    if (must_take(*store.read(), relayed)) {
        const auto transaction = store.begin();
        makers = take_relayed(*transaction, *principal, relayed, now);
        committed(transaction->commit());
    }
    return relay_answer(*store.read(), *principal, relayed, makers);
}

Answer<std::string> SyncService::take_bundle(ChangeStore& store, const Hash& token, std::string_view bytes,
                                             Instant now) {
    auto known = authenticate(*store.read(), token);
    if (const auto* refused = std::get_if<HttpError>(&known)) return *refused;
    const std::string carrier = carrier_of(*std::get<std::shared_ptr<const Principal>>(known));
    const auto opened = open_bundle(*store.read(), bytes);
    const auto transaction = store.begin();
    std::vector<MakerOutcome> makers;
    if (opened) makers = nuong::take_bundle(*transaction, *book(), *opened, carrier, now);
    else note_refused_bundle(*transaction, opened.error().message, carrier, now);
    committed(transaction->commit());
    if (!opened) return HttpError{"bad_bundle", opened.error().message};
    for (const MakerOutcome& maker : makers) remember(maker.maker, maker.acked);
    return protocol::encode(answer_of(makers));
}

}  // namespace nuong

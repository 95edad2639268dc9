#include "shared/protocol/codec.h"
#include "shared/protocol/compression.h"
#include "sync-server/admin/endpoints.h"
#include "sync-server/admin/http_answers.h"

namespace nuong::admin {

using protocol::HttpError;

struct Endpoints::Relayed {
    HttpReply reply;
    bool may_pack = false;
    std::shared_ptr<const Principal> principal;
    PreparedRelay prepared;
    std::vector<MakerOutcome> makers;
};

void Endpoints::relay(HttpRequest request, HttpReply reply) {
    const auto asker = asker_of(request);
    if (!asker) return reply(unauthorized());
    on_reader(reply, [this, reply, asker = *asker, http = std::move(request)](ChangeStore& store) mutable {
        auto relayed = std::make_shared<Relayed>();
        relayed->principal = admit(*store.read(), asker, reply);
        if (!relayed->principal) return;
        relayed->reply = reply;
        relayed->may_pack = understands_packed(http);
        if (const auto refused = refusal_of_relay(*relayed->principal)) return reply(response_of(*refused));
        const auto text = protocol::unpack(http.body);
        auto asked = text ? protocol::decode_relay_request(*text) : Result<protocol::RelayRequest>(text.error());
        if (!asked) return reply(response_of(asked.error()));
        relayed->prepared = prepare(std::move(*asked));
        if (must_take(*store.read(), relayed->prepared)) return write_relayed(relayed);
        answer_relay(store, *relayed);
    });
}

void Endpoints::answer_relay(ChangeStore& store, const Relayed& relayed) {
    HttpResponse response = answer_of(
        service_.relay_answer(*store.read(), *relayed.principal, relayed.prepared, relayed.makers), relayed.may_pack);
    response.tells_of_people = true;  // who works in the areas, with which device
    relayed.reply(std::move(response));
}

void Endpoints::write_relayed(const std::shared_ptr<Relayed>& relayed) {
    const auto job = [this, relayed](StoreTransaction& transaction) {
        relayed->makers = service_.take_relayed(transaction, *relayed->principal, relayed->prepared, clock_.now());
    };
    const auto answer = [this, relayed](const Result<Committed>& committed) {
        if (!is_written(committed, relayed->reply)) return;
        for (const MakerOutcome& maker : relayed->makers) {
            counters_.changes_accepted += maker.taken;
            counters_.changes_refused += maker.refused;
        }
        readers_.submit_admitted([this, relayed](ChangeStore& store) {
            try {
                answer_relay(store, *relayed);
            } catch (const std::exception& why) {  // the runs are safe; the relay will ask again
                fail(relayed->reply, why);
            }
        });
    };
    if (!writer_.submit(job, answer)) turn_away(relayed->reply);
}

}  // namespace nuong::admin

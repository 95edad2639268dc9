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
    const auto token = bearer(request);
    if (!token) return reply(unauthorized());
    on_reader(reply, [this, reply, token = *token, http = std::move(request)](ChangeStore& store) {
        auto known = service_.authenticate(*store.read(), token);
        if (const auto* refused = std::get_if<HttpError>(&known)) return reply(response_of(*refused));
        auto relayed = std::make_shared<Relayed>();
        relayed->reply = reply;
        relayed->may_pack = understands_packed(http);
        relayed->principal = std::get<std::shared_ptr<const Principal>>(known);
        if (const auto refused = refusal_of_relay(*relayed->principal)) return reply(response_of(*refused));
        const auto text = protocol::unpack(http.body);
        auto asked = text ? protocol::decode_relay_request(*text) : Result<protocol::RelayRequest>(text.error());
        if (!asked) return reply(response_of(asked.error()));
        relayed->prepared = prepare(std::move(*asked));
        if (must_take(*store.read(), relayed->prepared)) return write_relayed(relayed);
        reply(answer_of(service_.relay_answer(*store.read(), *relayed->principal, relayed->prepared, {}),
                        relayed->may_pack));
    });
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
                relayed->reply(answer_of(
                    service_.relay_answer(*store.read(), *relayed->principal, relayed->prepared, relayed->makers),
                    relayed->may_pack));
            } catch (const std::exception& why) {  // the runs are safe; the relay will ask again
                fail(relayed->reply, why);
            }
        });
    };
    if (!writer_.submit(job, answer)) turn_away(relayed->reply);
}

}  // namespace nuong::admin

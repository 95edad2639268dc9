#include "sync-server/relay/upstream_enrolment.h"

#include "client/sync/enrolment.h"
#include "client/sync/sealed_line.h"
#include "shared/base/random.h"
#include "shared/protocol/code_proof.h"
#include "shared/protocol/codec.h"
#include "shared/protocol/compression.h"
#include "shared/protocol/run_proof.h"
#include "shared/protocol/wipe_order.h"

namespace nuong {
namespace {

// What a relay is to its parent.
struct Identity {
    DeviceId device;
    SigningKey key;
    std::string token;  // empty: it has none yet
};

Identity new_identity() { return {DeviceId{random_u64()}, make_signing_key(), ""}; }

std::optional<protocol::AnswerSeal> seal_between(const Identity& relay, const std::optional<KeyBytes>& district) {
    return district ? protocol::answer_seal(relay.device, relay.key, *district) : std::nullopt;
}

// Kept before it is asked for, so that a lost answer can be asked for again. Not in the place of another parent's: that
// one stays until this one has welcomed the relay.
Identity chosen_identity(ChangeStore& store, const std::string& url, const std::string& ca_file) {
    const auto known = store.read()->upstream();
    const bool is_same = known && known->url == url;
    if (is_same && known->seed) return {known->device, signing_key_of(*known->seed), known->token};
    Identity chosen = new_identity();
    if (known && !is_same && !known->token.empty()) return chosen;
    UpstreamRow row;
    if (is_same) {
        row = *known;
        chosen.device = row.device;
        chosen.token = row.token;
    }
    row.url = url;
    row.ca_file = ca_file;
    row.device = chosen.device;
    row.seed = chosen.key.seed;
    const auto transaction = store.begin();
    transaction->put_upstream(row);
    transaction->commit();
    return chosen;
}

// Kept as well, unless the relay is enrolled as it is: that stays until it is welcome as another.
Identity another_identity(ChangeStore& store, const std::string& url) {
    Identity chosen = new_identity();
    const auto transaction = store.begin();
    UpstreamRow row = transaction->upstream().value();
    if (row.url != url || !row.token.empty()) return chosen;
    row.device = chosen.device;
    row.seed = chosen.key.seed;
    transaction->put_upstream(row);
    transaction->commit();
    return chosen;
}

// The account may be a person's: then the parent speaks to it, but not as to a relay.
Status is_welcome(client::Transport& transport, const Identity& relay, const std::optional<KeyBytes>& district) {
    client::SealedLine line(transport, [&] { return seal_between(relay, district); });
    const auto response =
        line.exchange({"POST", "/v1/relay", relay.token, protocol::pack(protocol::encode(protocol::RelayRequest{}))});
    if (!response) return response.error();
    return response->status == 200 ? Status(Done{}) : Status(client::error_in(*response));
}

// The parent does not give out this device, and may give out another, with the code that was not used: it knows the id
// and not that it is this relay's, or it has turned the relay away, or the code is for another account.
bool wants_another_device(const client::HttpResponse& response) {
    const std::string code = protocol::decode_http_error(response.body).code;
    return code == "device_exists" || code == "revoked" || code == "wrong_user";
}

struct Asked {
    protocol::EnrollRequest request;
    Result<client::HttpResponse> response;
};

Asked ask(client::Transport& transport, const Identity& relay, const protocol::CodeKeys& code) {
    auto request = protocol::enroll_request(code, relay.device, "relay", relay.key.public_key);
    request.proof = protocol::sign_come_back({relay.device, code.name}, relay.key);
    auto response = transport.exchange({"POST", "/v1/enroll", relay.token, protocol::encode(request)});
    return {std::move(request), std::move(response)};
}

}  // namespace

Status enrol_upstream(ChangeStore& store, client::Transport& transport, const std::string& url,
                      const std::string& ca_file, const std::string& code, Instant now) {
    Identity relay = chosen_identity(store, url, ca_file);
    const protocol::CodeKeys keys = protocol::keys_of_code(code);
    Asked asked = ask(transport, relay, keys);
    if (asked.response && wants_another_device(*asked.response)) {
        relay = another_identity(store, url);
        asked = ask(transport, relay, keys);
    }
    if (!asked.response) return asked.response.error();
    const auto answer = client::read_enroll_answer(*asked.response, asked.request, keys);
    if (!answer) return answer.error();
    if (!answer->token.empty()) relay.token = answer->token;
    const Status welcome = is_welcome(transport, relay, answer->seal);
    const auto transaction = store.begin();
    UpstreamRow row = transaction->upstream().value();
    const bool is_another = row.url != url;
    if (welcome && is_another) row = UpstreamRow{};
    if (welcome) {
        row.url = url;
        row.ca_file = ca_file;
        row.device = relay.device;
        row.seed = relay.key.seed;
        row.district = answer->seal;
        row.token = relay.token;
        row.areas = answer->grants.areas;
        transaction->add_audit(now, "console", "upstream", url);
    } else if (row.token.empty() && welcome.error().code == ErrorCode::refused) {
        // The code of a person; another code will be given to another device.
        const Identity next = new_identity();
        row.device = next.device;
        row.seed = next.key.seed;
    }
    transaction->put_upstream(row);
    transaction->commit();
    return welcome;
}

bool is_ordered_by_the_district(StoreReader& store, const client::HttpResponse& response) {
    const auto parent = store.upstream();
    if (!parent || !parent->seed || !parent->district) return false;
    const auto orders = protocol::decode_http_error(response.body).wipe_orders;
    return protocol::is_ordered_to_wipe(orders, parent->device, signing_key_of(*parent->seed), *parent->district);
}

std::optional<protocol::AnswerSeal> answer_seal_of(StoreReader& store) {
    const auto parent = store.upstream();
    if (!parent || !parent->seed) return std::nullopt;
    return seal_between({parent->device, signing_key_of(*parent->seed), ""}, parent->district);
}

}  // namespace nuong

#include "client/sync/sealed_line.h"

namespace nuong::client {

std::optional<protocol::AnswerSeal> answer_seal_of(Replica& replica) {
    const auto district = replica.bundles().known_district();
    if (!district) return std::nullopt;
    return protocol::answer_seal(replica.device().device, replica.bundles().signing_key(), *district);
}

Result<HttpResponse> SealedLine::exchange(const HttpRequest& request) {
    const auto seal = request.token.empty() ? std::nullopt : seal_();
    if (!seal) return line_.exchange(request);
    HttpRequest sent = request;
    sent.seal_mark = seal->mark;
    auto response = line_.exchange(sent);
    if (!response || !response->is_sealed) return response;
    auto opened = protocol::open_answer(response->body, *seal);
    if (!opened) return nonsense();
    response->body = std::move(*opened);
    response->is_sealed = false;
    response->is_of_the_district = true;
    return response;
}

}  // namespace nuong::client

// What every endpoint says in the same way: statuses of refusals, who is asking, plain or packed bodies.
#pragma once
#include <optional>
#include <string>

#include "shared/base/hash.h"
#include "shared/protocol/codec.h"
#include "sync-server/http/http_server.h"

namespace nuong::admin {

HttpResponse response_of(const protocol::HttpError& error);
HttpResponse response_of(const Error& error);
HttpResponse unauthorized();
HttpResponse internal_error();

// Of "Bearer <token>".
std::optional<Hash> bearer(const HttpRequest& request);

// By whose token something is asked, and what they can open (protocol/answer_seal.h).
struct Asker {
    Hash token{};
    std::string seal_mark;
};
// Nothing without a token.
std::optional<Asker> asker_of(const HttpRequest& request);

// Our frames need the protocol's dictionary, so nobody gets one without asking for it.
bool understands_packed(const HttpRequest& request);
HttpResponse answer_of(std::string json, bool may_pack);

std::string path_of(const std::string& target);

}  // namespace nuong::admin

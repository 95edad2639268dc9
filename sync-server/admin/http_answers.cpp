#include "sync-server/admin/http_answers.h"

#include <array>

#include "shared/protocol/compression.h"
#include "sync-server/core/enrol.h"

namespace nuong::admin {
namespace {

using protocol::HttpError;

struct CodeStatus {
    std::string_view code;
    unsigned status;
};
constexpr std::array<CodeStatus, 37> statuses{
    {{"malformed", 400},      {"bad_bundle", 400},     {"unknown_token", 401}, {"revoked", 403},
     {"wipe", 403},           {"disabled", 403},       {"no_role", 403},       {"no_right", 403},
     {"no_area", 403},        {"wrong_code", 403},     {"wrong_device", 403},  {"not_signed", 403},
     {"wrongly_signed", 403}, {"not_proven", 403},     {"wrong_user", 403},    {"not_found", 404},
     {"not_yet", 404},        {"other_size", 404},     {"too_large", 413},     {"bad_blob", 422},
     {"device_exists", 409},  {"too_many_tries", 429}, {"busy", 503},          {"no_space", 507},
     {"stale_code", 403},     {"used_code", 403},      {"wrong_box", 403},     {"not_told", 403},
     {"old_program", 403},    {"unknown_period", 400}, {"no_report", 404},     {"no_version", 404},
     {"same_eyes", 403},      {"at_district", 403},    {"not_next", 409},      {"not_made", 422},
     {"not_sealed", 403}}};

// Why the store does not take or give anything, and where it lies, is the operator's business: the log says it.
HttpError trouble_here(const std::string& code) {
    return {
        code,
        {"Máy chủ đang có sự cố với kho dữ liệu của nó, chưa nhận được gì. Dữ liệu trên máy này vẫn an toàn; máy sẽ "
         "tự thử lại. Nếu lặp lại, hãy báo huyện.",
         "The server has trouble with its store and has taken nothing. What is on this device is safe; it will try "
         "again. Should it go on, tell the district."}};
}

}  // namespace

HttpResponse response_of(const HttpError& error) {
    HttpResponse response;
    response.status = 500;
    response.body = protocol::encode(error);
    for (const CodeStatus& known : statuses)
        if (known.code == error.code) response.status = known.status;
    if (response.status == 503) response.retry_after = std::chrono::seconds(5);
    if (response.status == 429) response.retry_after = std::chrono::minutes(10);
    return response;
}

HttpResponse response_of(const Error& error) {
    if (error.code == ErrorCode::unreachable || error.code == ErrorCode::locked)
        return response_of(trouble_here("busy"));
    if (error.code == ErrorCode::no_space || error.code == ErrorCode::damaged)
        return response_of(trouble_here(name_of(error.code)));
    if (error.code == ErrorCode::invalid) return response_of(HttpError{"malformed", error.message});
    return response_of(HttpError{name_of(error.code), error.message});
}

bool understands_packed(const HttpRequest& request) {
    return request.accept.find("application/zstd") != std::string::npos || protocol::is_packed(request.body);
}

HttpResponse answer_of(std::string json, bool may_pack) {
    HttpResponse response;
    response.body = may_pack ? protocol::pack(json) : std::move(json);
    if (protocol::is_packed(response.body)) response.content_type = "application/zstd";
    return response;
}

std::optional<Hash> bearer(const HttpRequest& request) {
    constexpr std::string_view scheme = "Bearer ";
    if (!request.authorization.starts_with(scheme)) return std::nullopt;
    return token_hash(std::string_view(request.authorization).substr(scheme.size()));
}

std::optional<Asker> asker_of(const HttpRequest& request) {
    const auto token = bearer(request);
    return token ? std::optional(Asker{*token, request.seal_mark}) : std::nullopt;
}

HttpResponse unauthorized() { return response_of(unknown_token()); }

HttpResponse internal_error() {
    return http_error(500, "internal",
                      {"Máy chủ gặp lỗi bên trong. Hãy thử lại.", "The server met an internal error. Try again."});
}

std::string path_of(const std::string& target) { return target.substr(0, target.find('?')); }

}  // namespace nuong::admin

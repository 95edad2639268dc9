#include "client/sync/transport.h"

#include "shared/protocol/codec.h"
#include "shared/protocol/compression.h"

namespace nuong::client {

Error nonsense() {
    return {ErrorCode::unreachable,
            {"Máy chủ trả lời không hiểu được, nên chưa nhận gì. Dữ liệu trên máy vẫn an toàn; hãy thử lại sau.",
             "The server's answer makes no sense, so nothing was taken from it. Everything here is safe; try later."}};
}

Error error_in(const HttpResponse& response) {
    const protocol::HttpError error = protocol::decode_http_error(response.body);
    const bool is_refusal =
        response.status >= 400 && response.status < 500 && response.status != 408 && response.status != 429;
    return {is_refusal && error.code != "nonsense" ? ErrorCode::refused : ErrorCode::unreachable, error.message};
}

Result<std::string> text_of(const HttpResponse& response) {
    if (response.status != 200) return error_in(response);
    auto text = protocol::unpack(response.body);
    return text ? std::move(text) : Result<std::string>(nonsense());
}

}  // namespace nuong::client

#include "client/sync/shut_out.h"

#include "shared/protocol/codec.h"

namespace nuong::client {

std::string shut_out_by(const HttpResponse& response) {
    if (response.status != 403) return "";
    const std::string word = protocol::decode_http_error(response.body).code;
    return word == "revoked" || word == "disabled" ? word : "";
}

Message shut_out_words(const std::string& word) {
    const bool is_account = word == "disabled";
    const std::string vi = is_account ? "Huyện không nhận tài khoản này nữa" : "Huyện đã thu hồi máy này",
                      en = is_account ? "The district does not take this account any more"
                                      : "The district has revoked this device";
    return {vi + ", nên phiếu trên máy không hiện nữa. Không mất gì: mọi thứ chưa gửi vẫn ở trên máy. Hãy gọi cán bộ "
                 "huyện; khi được dùng lại, đồng bộ một lần.",
            en + ", so no records are shown here any more. Nothing is lost: all that was not sent is still here. Call "
                 "the district; when you may use it again, sync once."};
}

}  // namespace nuong::client

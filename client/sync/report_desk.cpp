#include "client/sync/report_desk.h"

#include "shared/protocol/codec.h"
#include "shared/protocol/compression.h"

namespace nuong::client {
namespace {

Error knows_no_versions() {
    return {ErrorCode::refused,
            {"Máy chủ này chưa làm được việc đó: nó chưa biết các bản báo cáo đã chốt. Hãy nhờ huyện cập nhật máy chủ.",
             "This server cannot do that yet: it does not know frozen reports. Ask the district to update it."}};
}

// Of a place that has no such address. What a server of today does not have has a code of its own.
bool is_older(const HttpResponse& response) {
    const bool has_no_address = response.status == 404 || response.status == 405;
    const std::string code = protocol::decode_http_error(response.body).code;
    return has_no_address && (code == "not_found" || code == "wrong_method");
}

}  // namespace

Result<protocol::ReportsAnswer> ask_reports(Transport& transport, const std::string& token,
                                            const protocol::ReportsRequest& request) {
    const auto response = transport.exchange({"POST", "/v1/reports", token, protocol::pack(protocol::encode(request))});
    if (!response) return response.error();
    if (is_older(*response)) return knows_no_versions();
    const auto text = text_of(*response);
    if (!text) return text.error();
    auto answer = protocol::decode_reports_answer(*text);
    const bool lacks_table = request.ask == protocol::ReportsRequest::Ask::table && answer && answer->table.empty();
    if (!answer || lacks_table) return nonsense();
    return answer;
}

}  // namespace nuong::client

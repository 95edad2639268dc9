#include "client/sync/order_to_wipe.h"

#include "shared/protocol/codec.h"
#include "shared/protocol/wipe_order.h"

namespace nuong::client {

bool is_told_to_wipe(const HttpResponse& response) {
    return response.status == 403 && protocol::decode_http_error(response.body).code == "wipe";
}

bool is_ordered_by_the_district(Replica& replica, const HttpResponse& response) {
    BundleStore& bundles = replica.bundles();
    const auto district = bundles.known_district();
    const auto orders = protocol::decode_http_error(response.body).wipe_orders;
    return !district || protocol::is_ordered_to_wipe(orders, replica.device().device, bundles.signing_key(), *district);
}

Error no_order_of_the_district() {
    return {
        ErrorCode::refused,
        {"Máy chủ này bảo xóa dữ liệu trên máy, nhưng không đưa ra lệnh của huyện. Không có gì bị xóa. Hãy gọi cán bộ "
         "huyện, và đồng bộ thẳng với máy chủ của huyện nếu được.",
         "This server says that the data here must be destroyed, but shows no order of the district. Nothing was "
         "destroyed. Call the district, and sync with its own server if you can."}};
}

}  // namespace nuong::client

// {"error":{...}}: what stands in the body of every answer that is a refusal.
#include "shared/protocol/codec.h"
#include "shared/protocol/hash_list.h"
#include "shared/protocol/wipe_order.h"

namespace nuong::protocol {
namespace {

HttpError nonsense() {
    return {"nonsense",
            {"Máy chủ trả lời không hiểu được. Hãy kiểm tra địa chỉ máy chủ.",
             "The server's answer makes no sense. Check the server address."}};
}

}  // namespace

std::string encode(const HttpError& error) {
    JsonText json;
    json.open('{').key("error").open('{').key("code").text(error.code);
    json.key("message").open('{').key("vi").text(error.message.vi).key("en").text(error.message.en).close('}');
    put_hashes(json, "wipe_orders", error.wipe_orders);
    return json.close('}').close('}').take();
}

HttpError decode_http_error(std::string_view text) {
    if (!check_json(text, "answer")) return nonsense();
    JsonCursor cursor(text);
    MessageReader reader(cursor);
    HttpError read;
    reader.members({"error"}, [&](std::string_view key) {
        if (key != "error") return false;
        reader.members({"code", "message"}, [&](std::string_view part) {
            if (part == "code") read.code = reader.text("code");
            else if (part == "message") read.message = reader.message();
            else if (part == "wipe_orders") read.wipe_orders = read_hashes(reader, "wipe_orders", wipe_orders_max);
            else return false;
            return true;
        });
        return true;
    });
    return reader.ok() ? read : nonsense();
}

}  // namespace nuong::protocol

#include "shared/protocol/farewell.h"

#include "shared/protocol/json_text.h"
#include "shared/protocol/limits.h"
#include "shared/protocol/message_reader.h"

namespace nuong::protocol {

std::string encode(const WipedAnswer&) {
    JsonText json;
    json.open('{').key("protocol").number(version);
    return json.close('}').take();
}

Result<WipedAnswer> decode_wiped_answer(std::string_view text) {
    return decode_message<WipedAnswer>(text, {"protocol"},
                                       [](MessageReader&, WipedAnswer&, std::string_view) { return false; });
}

}  // namespace nuong::protocol

#include "shared/protocol/recovery.h"

#include <algorithm>

#include "shared/base/encoding.h"
#include "shared/protocol/json_text.h"
#include "shared/protocol/limits.h"
#include "shared/protocol/message_reader.h"
#include "shared/protocol/one_time_code.h"

namespace nuong::protocol {
namespace {

// Each sealed text begins with what it is for, so that nothing that the district can open stands for something else.
constexpr std::string_view box_title = "nuong recovery 1\n";
constexpr std::string_view answer_title = "nuong data key 1\n";
constexpr std::size_t device_digits = 16;
constexpr std::size_t box_bytes_max = 1024;

std::string raw(const KeyBytes& key) { return {key.begin(), key.end()}; }

KeyBytes key_at(std::string_view text, std::size_t at) {
    KeyBytes key{};
    std::copy_n(text.begin() + static_cast<std::ptrdiff_t>(at), key.size(), key.begin());
    return key;
}

std::string text_under_proof(const RecoverRequest& request) {
    return "nuong recover 1\n" + to_string(request.device) + " " + to_hex(sha256(request.box)) + " " +
           to_hex(request.key);
}

std::string answer_head(const RecoverRequest& request) {
    return std::string(answer_title) + to_hex(sha256(text_under_proof(request)));
}

std::string read_sealed(MessageReader& reader, std::string_view place) {
    const auto bytes = from_base64url(reader.text(place, box_bytes_max * 2));
    if (!bytes || bytes->empty() || bytes->size() > box_bytes_max) return reader.fail(place), "";
    return {bytes->begin(), bytes->end()};
}

std::string base64_of(std::string_view bytes) {
    return to_base64url(std::vector<std::uint8_t>(bytes.begin(), bytes.end()));
}

}  // namespace

std::optional<std::string> seal_recoverable(const Recoverable& content, const KeyBytes& district) {
    std::string text = std::string(box_title) + to_string(content.device) + raw(content.data_key) + content.user;
    auto box = seal(text, district);
    forget(text);
    return box;
}

std::optional<Recoverable> open_recoverable(std::string_view box, const SealKey& district) {
    auto text = unseal(box, district);
    if (!text) return std::nullopt;
    std::optional<Recoverable> content;
    const std::size_t device_at = box_title.size(), key_at_byte = device_at + device_digits;
    if (text->starts_with(box_title) && text->size() >= key_at_byte + sizeof(KeyBytes))
        if (const auto device = parse_device_id(text->substr(device_at, device_digits)))
            content = Recoverable{*device, text->substr(key_at_byte + sizeof(KeyBytes)), key_at(*text, key_at_byte)};
    forget(*text);
    return content;
}

SecretKey recovery_key(std::string_view code, DeviceId device) {
    return sha256("recovery code " + to_string(device) + " " + normal_code(code));
}

Hash proof_of(const RecoverRequest& request, const SecretKey& recovery_key) {
    return keyed_hash(text_under_proof(request), recovery_key.bytes());
}

bool is_proven(const RecoverRequest& request, const SecretKey& recovery_key) {
    return is_keyed_hash(text_under_proof(request), recovery_key.bytes(), request.proof);
}

std::optional<std::string> seal_data_key(const KeyBytes& data_key, const RecoverRequest& request) {
    std::string text = answer_head(request) + raw(data_key);
    auto sealed = seal(text, request.key);
    forget(text);
    return sealed;
}

std::optional<KeyBytes> open_data_key(std::string_view sealed, const RecoverRequest& request, const SealKey& key) {
    auto text = unseal(sealed, key);
    if (!text) return std::nullopt;
    std::optional<KeyBytes> data_key;
    const std::string head = answer_head(request);
    if (text->starts_with(head) && text->size() == head.size() + sizeof(KeyBytes))
        data_key = key_at(*text, head.size());
    forget(*text);
    return data_key;
}

std::string encode(const RecoverRequest& request) {
    JsonText json;
    json.open('{').key("protocol").number(version).key("device").text(to_string(request.device));
    json.key("box").text(base64_of(request.box)).key("key").text(to_base64url(request.key));
    return json.key("proof").text(to_base64url(request.proof)).close('}').take();
}

std::string encode(const RecoverAnswer& answer) {
    JsonText json;
    json.open('{').key("protocol").number(version).key("sealed").text(base64_of(answer.sealed));
    return json.close('}').take();
}

Result<RecoverRequest> decode_recover_request(std::string_view text) {
    return decode_message<RecoverRequest>(text, {"protocol", "device", "box", "key", "proof"},
                                          [](MessageReader& reader, RecoverRequest& request, std::string_view key) {
                                              if (key == "device") request.device = reader.device("device");
                                              else if (key == "box") request.box = read_sealed(reader, "box");
                                              else if (key == "key") request.key = read_bytes<KeyBytes>(reader, "key");
                                              else if (key == "proof")
                                                  request.proof = read_bytes<Hash>(reader, "proof");
                                              else return false;
                                              return true;
                                          });
}

Result<RecoverAnswer> decode_recover_answer(std::string_view text) {
    return decode_message<RecoverAnswer>(text, {"protocol", "sealed"},
                                         [](MessageReader& reader, RecoverAnswer& answer, std::string_view key) {
                                             if (key != "sealed") return false;
                                             answer.sealed = read_sealed(reader, "sealed");
                                             return true;
                                         });
}

}  // namespace nuong::protocol

#include "shared/protocol/code_proof.h"

#include "shared/base/encoding.h"
#include "shared/base/stretch.h"
#include "shared/protocol/one_time_code.h"

namespace nuong::protocol {
namespace {

constexpr std::array<char, 16> purpose = {'n', 'u', 'o', 'n', 'g', ' ', 'e', 'n',
                                          'r', 'o', 'l', ' ', 'c', 'o', 'd', 'e'};

std::string key_text(const std::optional<KeyBytes>& key) { return key ? to_hex(*key) : "-"; }

std::string text_of(const EnrollRequest& request) {
    return "nuong enrol 1\n" + to_string(request.device) + " " + to_hex(sha256(request.device_name)) + " " +
           key_text(request.key);
}

std::string text_of(const EnrollAnswer& answer, const EnrollRequest& request) {
    return "nuong enrolled 1\n" + to_hex(sha256(text_of(request))) + " " + key_text(answer.seal) + " " +
           answer.grants.user;
}

}  // namespace

CodeKeys keys_of_code(std::string_view typed) {
    std::string code = normal_code(typed);
    const StretchedKeys keys = stretched(code, purpose);
    forget(code);
    return {keys.first.bytes(), keys.second};
}

EnrollRequest enroll_request(const CodeKeys& code, DeviceId device, const std::string& device_name,
                             const std::optional<KeyBytes>& key) {
    EnrollRequest request;
    request.device = device;
    request.device_name = device_name;
    request.key = key;
    request.code_name = code.name;
    request.code_proof = keyed_hash(text_of(request), code.key.bytes());
    return request;
}

bool is_proven(const EnrollRequest& request, const SecretKey& code_key) {
    return request.code_proof && is_keyed_hash(text_of(request), code_key.bytes(), *request.code_proof);
}

Hash proof_of(const EnrollAnswer& answer, const EnrollRequest& request, const SecretKey& code_key) {
    return keyed_hash(text_of(answer, request), code_key.bytes());
}

bool is_proven(const EnrollAnswer& answer, const EnrollRequest& request, const SecretKey& code_key) {
    return answer.code_proof && is_keyed_hash(text_of(answer, request), code_key.bytes(), *answer.code_proof);
}

}  // namespace nuong::protocol

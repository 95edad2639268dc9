#include "shared/protocol/run_proof.h"

#include "shared/base/encoding.h"
#include "shared/base/hash.h"
#include "shared/protocol/one_time_code.h"

namespace nuong::protocol {
namespace {

std::string text_of(const ChainEnd& end) {
    return "nuong run 1\n" + to_string(end.device) + " " + std::to_string(end.last) + " " + to_hex(end.link);
}

std::string text_of(const AuditEnd& end) {
    return "nuong audit 1\n" + to_string(end.device) + " " + std::to_string(end.last) + " " + to_hex(end.link);
}

std::string text_of(const Heir& heir) {
    return "nuong heir 1\n" + to_string(heir.was) + " " + to_string(heir.is) + " " + to_hex(heir.key);
}

std::string text_of(const ComeBack& asked) {
    return "nuong come back 1\n" + to_string(asked.device) + " " + to_hex(asked.code);
}

}  // namespace

Hash older_name_of_code(std::string_view typed) { return sha256(normal_code(typed)); }

Signature sign_come_back(const ComeBack& asked, const SigningKey& key) { return sign(text_of(asked), key); }

bool is_come_back_signed(const ComeBack& asked, const Signature& signature, const KeyBytes& key) {
    return is_signed(text_of(asked), signature, key);
}

Signature sign_run(const ChainEnd& end, const SigningKey& key) { return sign(text_of(end), key); }

bool is_run_signed(const ChainEnd& end, const Signature& signature, const KeyBytes& key) {
    return is_signed(text_of(end), signature, key);
}

Signature sign_audit(const AuditEnd& end, const SigningKey& key) { return sign(text_of(end), key); }

bool is_audit_signed(const AuditEnd& end, const Signature& signature, const KeyBytes& key) {
    return is_signed(text_of(end), signature, key);
}

Signature sign_heir(const Heir& heir, const SigningKey& key_of_old) { return sign(text_of(heir), key_of_old); }

bool is_heir_signed(const Heir& heir, const Signature& signature, const KeyBytes& key_of_old) {
    return is_signed(text_of(heir), signature, key_of_old);
}

}  // namespace nuong::protocol

// What a device signs beside its bundles. Each text begins with what it is for, so that no signature can stand for
// something else.
#pragma once
#include "shared/base/hash.h"
#include "shared/base/seal.h"
#include "shared/model/ids.h"

namespace nuong::protocol {

// Where the chain of a device stands: its changes up to `last`, and nothing else, lead to `link`.
struct ChainEnd {
    DeviceId device;
    std::uint64_t last = 0;
    Hash link{};
};
Signature sign_run(const ChainEnd& end, const SigningKey& key);
bool is_run_signed(const ChainEnd& end, const Signature& signature, const KeyBytes& key);

// Where the audit of a device stands: its entries up to `last`, and nothing else, lead to `link`.
struct AuditEnd {
    DeviceId device;
    std::uint64_t last = 0;
    Hash link{};
};
Signature sign_audit(const AuditEnd& end, const SigningKey& key);
bool is_audit_signed(const AuditEnd& end, const Signature& signature, const KeyBytes& key);

// A copy of a store that goes on as a device of its own.
struct Heir {
    DeviceId was, is;
    KeyBytes key{};  // that it signs with from then on
};
// A device that asks to be known again, with a code that its district has given: only its own key signs that, and only
// for that code.
struct ComeBack {
    DeviceId device;
    Hash code{};  // its name (code_proof.h)
};
Hash older_name_of_code(std::string_view typed);  // that programs older than names sign
Signature sign_come_back(const ComeBack& asked, const SigningKey& key);
bool is_come_back_signed(const ComeBack& asked, const Signature& signature, const KeyBytes& key);

Signature sign_heir(const Heir& heir, const SigningKey& key_of_old);
bool is_heir_signed(const Heir& heir, const Signature& signature, const KeyBytes& key_of_old);

}  // namespace nuong::protocol

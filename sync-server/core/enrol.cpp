#include "sync-server/core/enrol.h"

#include <algorithm>
#include <array>

#include "shared/base/encoding.h"
#include "shared/base/random.h"
#include "shared/base/text.h"
#include "shared/protocol/code_proof.h"
#include "shared/protocol/one_time_code.h"
#include "sync-server/core/limits.h"
#include "sync-server/core/signers.h"
#include "sync-server/core/take_bundle.h"

namespace nuong {

using protocol::EnrollAnswer;
using protocol::EnrollRequest;
using protocol::HttpError;

namespace {

constexpr std::string_view code_letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t code_length = 12;  // of 32 letters: 60 bits

// Under which codes were kept that are older than proofs.
Hash older_code_hash(std::string_view typed) { return sha256("code " + protocol::normal_code(typed)); }

// Nothing of a code that is not known here, or not to who asks. Programs that are older than proofs send the code.
std::optional<CodeRow> code_of(StoreReader& store, const EnrollRequest& request) {
    if (!request.code_name) {
        auto code = store.code(protocol::keys_of_code(request.code).name);
        return code ? code : store.code(older_code_hash(request.code));
    }
    auto code = store.code(*request.code_name);
    return code && code->key && protocol::is_proven(request, *code->key) ? code : std::nullopt;
}

HttpError wrong_code() {
    return {"wrong_code",
            {"Mã ghi danh không đúng hoặc đã hết hạn. Hãy xin cán bộ huyện mã mới.",
             "The code is wrong or has expired. Ask the district for a new one."}};
}

HttpError not_proven() {
    return needs_new_code("not_proven", {"Kho dữ liệu này là bản sao của một máy khác và không có khóa của máy đó.",
                                         "This store is a copy of another device's and does not have its key."});
}

HttpError device_exists() {
    return {"device_exists",
            {"Số hiệu máy này đã được dùng. Hãy ghi danh lại.", "This device id is taken. Enrol again."}};
}

// A lost answer: until it has synced, the same device may ask again with the same code.
bool is_usable(const CodeRow& code, DeviceId device, Instant now) {
    return now < code.expires && (!code.used_by || *code.used_by == device);
}

HttpError not_for_this_user() {
    return {"wrong_user",
            {"Mã này không phải của người dùng máy này. Mã chưa bị dùng, trên máy không có gì thay đổi. Hãy xin cán bộ "
             "huyện mã cho đúng người.",
             "This code is not for the user of this device. The code was not used, and nothing here has changed. Ask "
             "the district for a code for the right person."}};
}

// May a device that is known here be given out with this code? Its token alone, which may be stolen, makes it nobody
// else's device; nor does a code without the device. A device that the server had forgotten may have tried somebody
// else's code first: nothing was taken from it under that one.
std::optional<HttpError> refusal_to_take_back(StoreReader& store, const DeviceRow& known, const EnrollRequest& request,
                                              const CodeRow& code, bool holds_token) {
    const bool is_new_here = known.seen == known.enrolled;
    if (is_new_here && code.used_by == known.id) return std::nullopt;  // it asks again
    const Hash name = request.code_name.value_or(protocol::older_name_of_code(request.code));
    const bool is_itself = is_proven_to_be_itself(store, {known.id, name}, request.proof);
    if (!holds_token && !is_itself) return device_exists();
    const auto enrolled = store.enrolments(known.id);
    const bool is_theirs =
        std::any_of(enrolled.begin(), enrolled.end(), [&](const EnrolmentRow& each) { return each.user == code.user; });
    if (is_theirs || (is_itself && is_new_here)) return std::nullopt;
    // Somebody else may share the device, under the key that it has.
    const bool tells_key = request.key && !knows_signing_key(store, known.id, *request.key);
    return tells_key || request.proof ? std::optional(not_for_this_user()) : std::nullopt;
}

// Nothing may have been written before this is known: a refusal must not use up the code.
std::optional<HttpError> refusal_of(StoreReader& store, const DocumentBook& book,
                                    const std::optional<DeviceRow>& device, const UserId& user) {
    if (device)
        if (auto refused = refusal_of_device(store, *device)) return refused;
    return refusal_of_user(store, book, user);
}

// The same request gets the same token, however late it is repeated: one that was under way for an hour must not take
// away the token that the device has meanwhile. `proof` is what only the device knew: its code, or its old token.
std::string token_for(StoreTransaction& transaction, DeviceId device, const UserId& user, const Hash& proof) {
    std::string secret = to_hex(ready_seal_key(transaction).secret.bytes());
    std::string text;
    text.reserve(3 * secret.size() + user.size());  // what grows leaves copies behind
    text.append("token ").append(secret).append(" " + to_hex(proof) + " " + to_string(device) + " " + user);
    std::string token = to_base64url(sha256(text));
    forget(secret);
    forget(text);
    return token;
}

EnrollAnswer give_token(StoreTransaction& transaction, const DocumentBook& book, DeviceId device, const UserId& user,
                        const Hash& proof, const std::string& what, Instant now) {
    EnrollAnswer answer;
    answer.token = token_for(transaction, device, user, proof);
    transaction.put_enrolment({device, user, *token_hash(answer.token)});
    transaction.add_audit(now, user, what, to_string(device));
    const auto made = principal_of(transaction, book, device, user);
    if (const auto* principal = std::get_if<Principal>(&made)) {
        answer.grants = principal->grants;
        answer.epoch = principal->epoch;
    }
    return answer;
}

// The district vouches for the key of a device that it knows: everything else stays as it is, also when the answer is
// lost.
EnrollAnswer keep_token(StoreTransaction& transaction, const DocumentBook& book, const EnrolmentRow& held,
                        Instant now) {
    EnrollAnswer answer;
    transaction.add_audit(now, held.user, "confirm", to_string(held.device));
    const auto made = principal_of(transaction, book, held.device, held.user);
    if (const auto* principal = std::get_if<Principal>(&made)) {
        answer.grants = principal->grants;
        answer.epoch = principal->epoch;
    }
    return answer;
}

DeviceRow new_device(const EnrollRequest& request, Instant now) {
    DeviceRow device;
    device.id = request.device;
    device.name = clean_text(request.device_name).value_or("");
    device.enrolled = device.seen = now;
    return device;
}

Answer<EnrollAnswer> enrol_copy(StoreTransaction& transaction, const DocumentBook& book, const EnrollRequest& request,
                                const EnrolmentRow& original, Instant now) {
    const auto known = transaction.device(request.device);
    // A lost answer; or two copies of that copy, which go on as one device as far as they hold the same work. What the
    // district has decided about the one of them must not reach the other.
    const bool may_be_it = !known || (known->cloned_from == original.device && !refusal_of_device(transaction, *known));
    if (!may_be_it) return device_exists();
    const auto former = transaction.device(original.device);
    if (auto refused = refusal_of(transaction, book, former, original.user)) return *refused;
    if (!is_proven_heir(transaction, {original.device, request.device, request.key.value_or(KeyBytes{})},
                        request.proof))
        return not_proven();
    DeviceRow device = known ? *known : new_device(request, now);
    device.cloned_from = original.device;
    if (!known) transaction.put_device(device);
    if (request.key && (signs(transaction, original.device) || transaction.signing_keys(device.id).empty()))
        learn_signer(transaction, device.id, *request.key, original.user, now);
    if (former && former->seals && request.key && knows_signing_key(transaction, device.id, *request.key))
        transaction.set_seals(device.id);
    return give_token(transaction, book, device.id, original.user, original.token_hash,
                      "enrol_copy of " + to_string(original.device), now);
}

}  // namespace

std::string make_code() {
    std::array<std::uint8_t, code_length> bytes;
    fill_random(bytes);
    std::string code;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i > 0 && i % 4 == 0) code += '-';
        code += code_letters[bytes[i] % code_letters.size()];
    }
    return code;
}

std::optional<Hash> token_hash(std::string_view token) {
    const auto bytes = from_base64url(token);
    if (!bytes || bytes->size() != 32) return std::nullopt;
    return sha256(std::string_view(reinterpret_cast<const char*>(bytes->data()), bytes->size()));
}

Result<std::string> issue_code(StoreTransaction& transaction, const UserId& name, const std::string& who, Instant now) {
    const auto user = transaction.user(name);
    if (!user || user->disabled)
        return Error{ErrorCode::not_found,
                     {"Không có tài khoản " + name + " đang hoạt động.", "There is no active account " + name + "."}};
    const std::string code = make_code();
    const protocol::CodeKeys keys = protocol::keys_of_code(code);
    transaction.put_code({keys.name, name, now + limits::code_lifetime, std::nullopt, keys.key});
    transaction.add_audit(now, who, "device_code", name);
    return code;
}

Answer<EnrollAnswer> enrol(StoreTransaction& transaction, const DocumentBook& book, const EnrollRequest& request,
                           const std::optional<Hash>& held, Instant now) {
    const auto original = held ? transaction.enrolment(*held) : std::nullopt;
    if (request.code.empty() && !request.code_name) {
        if (!original) return wrong_code();
        return enrol_copy(transaction, book, request, *original, now);
    }
    auto code = code_of(transaction, request);
    if (!code || !is_usable(*code, request.device, now)) return wrong_code();
    const auto known = transaction.device(request.device);
    const bool holds_token = original && original->device == request.device;
    if (known)
        if (auto refused = refusal_to_take_back(transaction, *known, request, *code, holds_token)) return *refused;
    if (auto refused = refusal_of(transaction, book, known, code->user)) return *refused;
    if (!known) transaction.put_device(new_device(request, now));
    code->used_by = request.device;
    transaction.put_code(*code);
    if (request.key) learn_signer(transaction, request.device, *request.key, code->user, now);
    const bool keeps = request.key && holds_token && original->user == code->user;
    EnrollAnswer answer = keeps ? keep_token(transaction, book, *original, now)
                                : give_token(transaction, book, request.device, code->user, code->name, "enrol", now);
    if (request.key && !transaction.upstream()) answer.seal = ready_seal_key(transaction).public_key;
    // Programs that prove codes open sealed answers as well.
    if (request.code_name && request.key && !transaction.upstream()) transaction.set_seals(request.device);
    if (request.code_name) answer.code_proof = protocol::proof_of(answer, request, *code->key);
    return answer;
}

}  // namespace nuong

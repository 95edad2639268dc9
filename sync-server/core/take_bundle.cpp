#include "sync-server/core/take_bundle.h"

#include <algorithm>

#include "sync-server/core/limits.h"
#include "sync-server/core/signers.h"

namespace nuong {
namespace {

using protocol::HttpError;

HttpError unknown_maker() {
    return {
        "unknown_device",
        {"Máy tạo ra gói không ghi danh ở máy chủ này.", "The device that made it is not enrolled at this server."}};
}

HttpError unknown_key() {
    return {"unknown_key",
            {"Gói không được ký bằng khóa mà máy chủ biết của máy này. Hãy để máy đó đồng bộ qua mạng một lần.",
             "It is not signed with a key that the server knows of that device. Let that device sync over a network "
             "once."}};
}

HttpError gap(std::uint64_t wanted) {
    const std::string seq = std::to_string(wanted);
    return {
        "gap",
        {"Còn thiếu các lần lưu trước đó, từ số " + seq + ". Hãy nhập gói cũ hơn trước, hoặc xuất lại.",
         "Earlier changes are missing, from number " + seq + " on. Import the older bundle first, or export again."}};
}

HttpError fork() {
    return {"fork",
            {"Gói này do một bản sao của máy tạo ra. Hãy để máy đó đồng bộ qua mạng; nó sẽ lấy số hiệu mới và gửi lại.",
             "It was made by a copy of the device. Let that copy sync over a network; it takes a new number and sends "
             "again."}};
}

std::optional<HttpError> refusal_of_head(StoreReader& store, const protocol::ParcelHead& head) {
    if (!store.device(head.maker)) return unknown_maker();
    const auto keys = keys_that_count(store, head.maker);
    if (std::find(keys.begin(), keys.end(), head.signer) == keys.end()) return unknown_key();
    return std::nullopt;
}

OpenedParcel opened(StoreReader& store, const protocol::Parcel& parcel, const SealKey& key) {
    OpenedParcel result{parcel.head, {}, refusal_of_head(store, parcel.head)};
    if (result.refusal) return result;  // nobody known: not even unpacked
    auto request = protocol::open_parcel(parcel, key);
    if (!request) {
        result.refusal = HttpError{"malformed", request.error().message};
        return result;
    }
    result.run = {request->previous, prepare(std::move(request->changes)), request->signature, true};
    return result;
}

// The maker as one of its people: each change is judged as its own author's.
Answer<Principal> principal_of_maker(StoreReader& store, const DocumentBook& book, DeviceId maker) {
    Answer<Principal> answer = unknown_maker();
    for (const EnrolmentRow& row : store.enrolments(maker)) {
        answer = principal_of(store, book, maker, row.user);
        if (std::holds_alternative<Principal>(answer)) break;
    }
    return answer;
}

std::string told(const MakerOutcome& outcome) {
    std::string text = to_string(outcome.maker) + ": " + std::to_string(outcome.taken) + " taken, " +
                       std::to_string(outcome.refused) + " refused, " + std::to_string(outcome.known) + " known";
    if (outcome.refusal) text += ", " + outcome.refusal->code;
    return text;
}

}  // namespace

SealKey ready_seal_key(StoreTransaction& transaction) {
    if (const auto secret = transaction.seal_secret()) return seal_key_of(*secret);
    const SealKey key = make_seal_key();
    transaction.put_seal_secret(key.secret);
    return key;
}

Result<std::vector<OpenedParcel>> open_bundle(StoreReader& store, std::string_view bytes) {
    const auto parcels = protocol::decode_bundle(bytes);
    if (!parcels) return parcels.error();
    const auto secret = store.seal_secret();
    std::vector<OpenedParcel> result;
    if (parcels->empty()) return result;
    if (!secret) return protocol::for_another_server();
    const SealKey key = seal_key_of(*secret);
    for (const protocol::Parcel& parcel : *parcels)
        if (parcel.head.district != key.public_key) return protocol::for_another_server();
    result.reserve(parcels->size());
    for (const protocol::Parcel& parcel : *parcels) result.push_back(opened(store, parcel, key));
    return result;
}

std::optional<HttpError> take_run(StoreTransaction& transaction, const DocumentBook& book, DeviceId device,
                                  const ArrivedRun& run, const RelayedVerdicts* told, MakerOutcome& outcome,
                                  Instant now) {
    auto maker = principal_of_maker(transaction, book, device);
    // Whom the relay let in when it was right: disabled or revoked since, which the audit will say of each change.
    if (told && transaction.device(device) && std::holds_alternative<HttpError>(maker)) {
        Principal nobody;
        nobody.device = device;
        maker = std::move(nobody);
    }
    if (const auto* refused = std::get_if<HttpError>(&maker)) return *refused;
    const std::uint64_t before = outcome.acked;
    if (run.changes.front().sent.change.seq > before + 1) return gap(before + 1);
    const Principal& principal = std::get<Principal>(maker);
    const PushOutcome pushed = told ? push_relayed(transaction, book, principal, run, *told, now)
                                    : push_changes(transaction, book, principal, run, now);
    if (pushed.unproven) return pushed.unproven;
    if (pushed.forked) return fork();
    outcome.acked = pushed.acked;
    const std::uint64_t fresh = outcome.acked - before;
    const auto refused = static_cast<std::uint64_t>(
        std::count_if(pushed.verdicts.begin(), pushed.verdicts.end(),
                      [&](const protocol::Verdict& verdict) { return verdict.seq > before; }));
    outcome.refused += refused;
    outcome.taken += fresh - refused;
    outcome.known += run.changes.size() - fresh;
    return std::nullopt;
}

std::vector<MakerOutcome> take_bundle(StoreTransaction& transaction, const DocumentBook& book,
                                      const std::vector<OpenedParcel>& parcels, const std::string& who, Instant now) {
    std::vector<const OpenedParcel*> in_order;
    for (const OpenedParcel& parcel : parcels) in_order.push_back(&parcel);
    std::stable_sort(in_order.begin(), in_order.end(), [](const OpenedParcel* a, const OpenedParcel* b) {
        return std::pair(a->head.maker, a->head.first) < std::pair(b->head.maker, b->head.first);
    });
    std::vector<MakerOutcome> makers;
    for (const OpenedParcel* each : in_order) {
        const OpenedParcel& parcel = *each;
        if (makers.empty() || makers.back().maker != parcel.head.maker) {
            makers.emplace_back();
            makers.back().maker = parcel.head.maker;
            if (const auto device = transaction.device(parcel.head.maker)) makers.back().acked = device->acked;
        }
        MakerOutcome& outcome = makers.back();
        auto refusal = parcel.refusal
                           ? parcel.refusal
                           : take_run(transaction, book, parcel.head.maker, parcel.run, nullptr, outcome, now);
        // One that is refused does not hold up the next: anybody may have put it there in the maker's name.
        if (refusal && !outcome.refusal) outcome.refusal = std::move(refusal);
    }
    for (const MakerOutcome& outcome : makers) transaction.add_audit(now, who, "bundle_import", told(outcome));
    return makers;
}

std::string carrier_of(const Principal& principal) { return principal.user + " " + to_string(principal.device); }

void note_refused_bundle(StoreTransaction& transaction, const Message& reason, const std::string& who, Instant now) {
    transaction.add_audit(now, who, "bundle_refused", reason.en);
}

protocol::BundleAnswer answer_of(const std::vector<MakerOutcome>& makers) {
    protocol::BundleAnswer answer;
    for (const MakerOutcome& maker : makers) {
        protocol::MakerAnswer& one = answer.makers.emplace_back();
        one.maker = maker.maker;
        one.acked = maker.acked;
        if (maker.refusal) {
            one.code = maker.refusal->code;
            one.message = maker.refusal->message;
        }
    }
    return answer;
}

}  // namespace nuong

#include "shared/protocol/bundle.h"

#include <algorithm>

#include "shared/base/hash.h"
#include "shared/protocol/codec.h"
#include "shared/protocol/compression.h"
#include "shared/protocol/limits.h"
#include "shared/protocol/run_proof.h"

namespace nuong::protocol {
namespace {

constexpr std::string_view magic = "nuongbdl";
constexpr std::string_view signed_as = "nuong parcel 1\n";  // so that a signature cannot be taken for another's
constexpr std::size_t file_head_bytes = 8 + 2 + 2;
constexpr std::size_t parcel_head_bytes = 32 + 8 + 32 + 8 + 4 + 4;
constexpr std::size_t signature_bytes = 64, digest_bytes = 32;
static_assert(file_head_bytes + digest_bytes == bundle_frame_bytes);

Error not_a_bundle() {
    return {ErrorCode::invalid,
            {"Đây không phải tệp của Nương. Hãy chọn tệp .nuong ghi ở màn hình “Giao bằng USB”.",
             "This is not a file of Nương. Choose the .nuong file that was written under “Hand over by USB”."}};
}

Error newer() {
    return {ErrorCode::invalid,
            {"Tệp này do phiên bản mới hơn của Nương ghi. Hãy cập nhật Nương ở đây rồi nhận lại.",
             "This bundle was made by a newer version of Nương. Update the program here and import it again."}};
}

Error damaged() {
    return {ErrorCode::invalid,
            {"Tệp bị hỏng hoặc bị cắt cụt, nên không nhận gì. Hãy chép lại, hoặc ghi lại từ máy đã ghi nó.",
             "The bundle is damaged or cut short, so nothing was taken. Copy it again, or export it again where it was "
             "made."}};
}

Error forged() {
    return {ErrorCode::invalid,
            {"Chữ ký trong tệp không đúng, nên không nhận gì. Hãy ghi lại từ máy đã ghi nó.",
             "A signature in the bundle is wrong, so nothing was taken. Export it again where it was made."}};
}

Error too_large() {
    return {ErrorCode::invalid,
            {"Gói dữ liệu quá lớn. Hãy đồng bộ qua mạng.", "The bundle is too large. Sync over a network."}};
}

Error contradicts_itself() {
    return {
        ErrorCode::invalid,
        {"Nội dung của gói không khớp với phần đầu của nó.", "What is in the bundle does not agree with its head."}};
}

void put_number(std::string& out, std::uint64_t value, int bytes) {
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xFF);
}

template <std::size_t Size>
void put_bytes(std::string& out, const std::array<std::uint8_t, Size>& bytes) {
    out.append(bytes.begin(), bytes.end());
}

// REQUIRES of all: so many bytes are there.
std::uint64_t take_number(std::string_view& from, int bytes) {
    std::uint64_t value = 0;
    for (int i = 0; i < bytes; ++i) value = value << 8 | static_cast<unsigned char>(from[static_cast<std::size_t>(i)]);
    from.remove_prefix(static_cast<std::size_t>(bytes));
    return value;
}

template <std::size_t Size>
std::array<std::uint8_t, Size> take_bytes(std::string_view& from) {
    std::array<std::uint8_t, Size> bytes{};
    std::copy_n(from.begin(), Size, bytes.begin());
    from.remove_prefix(Size);
    return bytes;
}

std::string signed_text(std::string_view parcel_without_signature) {
    return std::string(signed_as) + std::string(parcel_without_signature);
}

// Takes one parcel off the front.
Result<Parcel> take_parcel(std::string_view& rest) {
    if (rest.size() < parcel_head_bytes) return damaged();
    const std::string_view whole = rest;
    Parcel parcel;
    ParcelHead& head = parcel.head;
    head.district = take_bytes<32>(rest);
    head.maker = DeviceId{take_number(rest, 8)};
    head.signer = take_bytes<32>(rest);
    head.first = take_number(rest, 8);
    head.count = static_cast<std::uint32_t>(take_number(rest, 4));
    const std::uint64_t size = take_number(rest, 4);
    const bool counts = head.first > 0 && head.first <= dot_n_max && head.count > 0 && head.count <= changes_max;
    if (!counts || size < seal_bytes) return damaged();
    if (size > sealed_bytes_max) return too_large();
    if (rest.size() < size + signature_bytes) return damaged();
    const std::size_t unsigned_bytes = parcel_head_bytes + size;
    rest.remove_prefix(size);
    const Signature signature = take_bytes<signature_bytes>(rest);
    if (!is_signed(signed_text(whole.substr(0, unsigned_bytes)), signature, head.signer)) return forged();
    parcel.bytes = whole.substr(0, unsigned_bytes + signature_bytes);
    return parcel;
}

std::string_view sealed_part(const Parcel& parcel) {
    const std::string_view bytes = parcel.bytes;
    return bytes.substr(parcel_head_bytes, bytes.size() - parcel_head_bytes - signature_bytes);
}

bool agrees(const SyncRequest& request, const ParcelHead& head) {
    if (request.device != head.maker || request.changes.size() != head.count) return false;
    std::uint64_t seq = head.first;
    return std::all_of(request.changes.begin(), request.changes.end(), [&](const SentChange& sent) {
        return sent.change.device == head.maker && sent.change.seq == seq++;
    });
}

}  // namespace

Error for_another_server() {
    return {ErrorCode::invalid,
            {"Gói này dành cho máy chủ khác. Hãy đưa cho huyện mà máy tạo ra nó đã ghi danh.",
             "This bundle is for another server. Bring it to the district where its maker is enrolled."}};
}

Result<Parcel> make_parcel(ParcelHead head, const Hash& before, const std::vector<std::string>& changes,
                           const SigningKey& key, Instant now) {
    Hash link = before;
    for (const std::string& change : changes) link = next_link(link, hash_of_change(change));
    SyncRequest request;
    request.device = head.maker;
    request.clock = now;
    request.previous = mark_of(before);
    request.signature = sign_run({head.maker, head.last(), link}, key);
    const auto sealed = seal(pack(encode(request, changes)), head.district);
    if (!sealed) return for_another_server();
    if (sealed->size() > sealed_bytes_max) return too_large();
    head.signer = key.public_key;
    Parcel parcel{head, {}};
    std::string& out = parcel.bytes;
    put_bytes(out, head.district);
    put_number(out, head.maker.value, 8);
    put_bytes(out, head.signer);
    put_number(out, head.first, 8);
    put_number(out, head.count, 4);
    put_number(out, sealed->size(), 4);
    out += *sealed;
    put_bytes(out, sign(signed_text(out), key));
    return parcel;
}

std::string encode_bundle(const std::vector<std::string>& parcels) {
    std::string out;
    out += magic;
    put_number(out, bundle_version, 2);
    put_number(out, parcels.size(), 2);
    for (const std::string& parcel : parcels) out += parcel;
    put_bytes(out, sha256(out));
    return out;
}

Result<std::vector<Parcel>> decode_bundle(std::string_view bytes) {
    if (bytes.size() > bundle_bytes_max) return too_large();
    if (!bytes.starts_with(magic)) return not_a_bundle();
    if (bytes.size() < file_head_bytes + digest_bytes) return damaged();
    std::string_view rest = bytes.substr(magic.size());
    const std::uint64_t version_said = take_number(rest, 2);
    if (version_said > bundle_version) return newer();
    std::string_view digest = bytes.substr(bytes.size() - digest_bytes);
    if (sha256(bytes.substr(0, bytes.size() - digest_bytes)) != take_bytes<digest_bytes>(digest)) return damaged();
    if (version_said != bundle_version) return damaged();
    rest.remove_suffix(digest_bytes);
    const std::uint64_t count = take_number(rest, 2);
    if (count > parcels_max) return too_large();
    std::vector<Parcel> parcels;
    for (std::uint64_t i = 0; i < count; ++i) {
        auto parcel = take_parcel(rest);
        if (!parcel) return parcel.error();
        parcels.push_back(std::move(*parcel));
    }
    if (!rest.empty()) return damaged();
    return parcels;
}

Result<SyncRequest> open_parcel(const Parcel& parcel, const SealKey& key) {
    if (parcel.head.district != key.public_key) return for_another_server();
    const auto body = unseal(sealed_part(parcel), key);
    if (!body) return damaged();
    const auto text = unpack(*body);
    if (!text) return text.error();
    auto request = decode_sync_request(*text);
    if (request && !agrees(*request, parcel.head)) return contradicts_itself();
    return request;
}

}  // namespace nuong::protocol

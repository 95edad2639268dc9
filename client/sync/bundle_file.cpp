#include "client/sync/bundle_file.h"

#include "shared/base/error_place.h"
#include "shared/protocol/limits.h"
#include "shared/sqlite/durable_file.h"

namespace nuong::client {
namespace {

constexpr std::size_t carried_bytes_max = 512u << 20;  // on one device

Error no_district_yet() {
    return {
        ErrorCode::refused,
        {"Máy chưa có khóa của huyện. Hãy đồng bộ qua mạng một lần; sau đó dùng USB được.",
         "This device does not have the district's key yet. Sync over a network once; from then on a stick will do."}};
}

Error carries_too_much() {
    return {ErrorCode::refused,
            {"Máy này đang giữ quá nhiều dữ liệu của máy khác. Hãy đồng bộ để gửi đi rồi nhập lại.",
             "This device carries too much for others already. Sync to hand it on, then import again."}};
}

// Parcels while they fit into one file.
class Box {
public:
    bool put(std::string parcel) {
        if (parcels_.size() >= protocol::parcels_max || bytes_ + parcel.size() > protocol::bundle_bytes_max)
            return false;
        bytes_ += parcel.size();
        parcels_.push_back(std::move(parcel));
        return true;
    }
    const std::vector<std::string>& parcels() const { return parcels_; }

private:
    std::vector<std::string> parcels_;
    std::size_t bytes_ = protocol::bundle_frame_bytes;
};

Status pack_own(Replica& replica, const KeyBytes& district, Instant now, Box& box, BundleCount& count) {
    const SigningKey key = replica.bundles().signing_key();
    const DeviceInfo device = replica.device();
    std::uint64_t done = device.acked;
    for (;;) {
        const WaitingChanges next = replica.log().waiting_after(done, protocol::parcel_text_bytes);
        if (next.bodies.empty()) return Done{};
        protocol::ParcelHead head;
        head.district = district;
        head.maker = device.device;
        head.first = next.first_seq;
        head.count = static_cast<std::uint32_t>(next.bodies.size());
        auto parcel = protocol::make_parcel(head, replica.log().link_before(next.first_seq), next.bodies, key, now);
        if (!parcel) return parcel.error();
        done = head.last();
        if (!box.put(std::move(parcel->bytes))) {
            count.is_whole = false;
            return Done{};
        }
        count.changes += head.count;
    }
}

void pack_carried(Replica& replica, Box& box, BundleCount& count) {
    for (auto next = replica.bundles().next_carried({}); next; next = replica.bundles().next_carried(next)) {
        if (!box.put(next->bytes)) {
            count.is_whole = false;
            return;
        }
        count.changes += static_cast<std::int64_t>(next->count);
        count.carried += static_cast<std::int64_t>(next->count);
    }
}

}  // namespace

Result<BundleCount> export_bundle(Replica& replica, const std::string& path, Instant wall_now) {
    const auto district = replica.bundles().district();
    if (!district) return no_district_yet();
    BundleCount count;
    Box box;
    {
        const Snapshot snapshot(replica.database());  // the window may be syncing meanwhile
        if (const auto packed = pack_own(replica, *district, wall_now, box, count); !packed) return packed.error();
        pack_carried(replica, box, count);
    }
    if (const auto written = write_file_durably(path, protocol::encode_bundle(box.parcels())); !written)
        return written.error();
    if (count.changes > count.carried) replica.bundles().note_export();
    return count;
}

Result<BundleCount> import_bundle(Replica& replica, const std::string& path, Instant wall_now) {
    const auto district = replica.bundles().district();
    if (!district) return no_district_yet();
    const auto bytes = read_file(path, protocol::bundle_bytes_max);
    if (!bytes) return bytes.error();
    const auto parcels = protocol::decode_bundle(*bytes);
    if (!parcels) return at_place(path, parcels.error());
    for (const protocol::Parcel& parcel : *parcels)
        if (parcel.head.district != *district) return at_place(path, protocol::for_another_server());
    const DeviceInfo device = replica.device();
    Transaction transaction(replica.database());
    BundleCount count;
    for (const protocol::Parcel& parcel : *parcels) {
        if (parcel.head.maker == device.device) continue;  // still in the log here
        if (!replica.bundles().carry(parcel, wall_now + device.clock_offset)) continue;
        count.changes += parcel.head.count;
    }
    if (replica.bundles().carried_bytes() > carried_bytes_max) return carries_too_much();
    transaction.commit();
    count.carried = count.changes;
    return count;
}

Message told_of_export(const BundleCount& count, const std::string& path) {
    const std::string changes = std::to_string(count.changes), others = std::to_string(count.carried);
    if (count.changes == 0)
        return {"Không có gì chờ gửi; tệp “" + path + "” không chứa lần lưu nào.",
                "Nothing is waiting; \"" + path + "\" holds no changes."};
    return {"Đã ghi " + changes + " lần lưu (" + others + " của máy khác) vào tệp “" + path +
                "”. Chỉ huyện mở được tệp này. Dữ liệu vẫn còn trên máy cho đến khi máy chủ báo đã nhận.",
            "Wrote " + changes + " changes (" + others + " of other devices) to \"" + path +
                "\". Only the district can open it. Everything stays on this device until the server has said that "
                "it has it."};
}

Message told_of_import(const BundleCount& count) {
    const std::string changes = std::to_string(count.changes);
    return {"Đã giữ giúp " + changes +
                " lần lưu của máy khác. Máy này không đọc được; sẽ chuyển lên khi đồng bộ hoặc khi ghi tệp USB.",
            "Took in " + changes +
                " changes of other devices. This device cannot read them; it hands them on at the next sync or in its "
                "own bundle."};
}

Message not_whole() {
    return {"Không đủ chỗ trong một tệp: đây là phần cũ nhất. Hãy nộp tệp này, đồng bộ hoặc xuất lại sau.",
            "Not everything fits into one file: this is the oldest part. Hand it in, then sync or export again."};
}

}  // namespace nuong::client

#include "sync-server/admin/set_back.h"

#include <nlohmann/json.hpp>
#include <unordered_set>

#include "shared/base/time_zone.h"
#include "sync-server/admin/kept_lists.h"
#include "sync-server/admin/print.h"
#include "sync-server/core/erasure.h"

namespace nuong::admin {
namespace {

// Each once, and none that the copy knows: what it counted for is counted already.
std::vector<Tombstone> erased_since(StoreReader& reader, const std::vector<Tombstone>& erasures) {
    std::unordered_set<RecordId> seen;
    std::vector<Tombstone> since;
    for (const Tombstone& each : erasures)
        if (seen.insert(each.record).second && !reader.is_erased(each.record)) since.push_back(each);
    return since;
}

std::vector<std::string> names_of(const std::vector<DeviceRow>& devices) {
    std::vector<std::string> names;
    for (const DeviceRow& device : devices) names.push_back(device.name + " (" + to_string(device.id) + ")");
    return names;
}

OrderedJson ids_of(const std::vector<DeviceRow>& devices) {
    OrderedJson ids = OrderedJson::array();
    for (const DeviceRow& device : devices) ids.push_back(to_string(device.id));
    return ids;
}

void add_named(std::vector<Message>& told, const Message& what, const std::vector<std::string>& names) {
    if (names.empty()) return;
    const std::string end = " (" + std::to_string(names.size()) + "): " + joined(names, ", ");
    told.push_back({what.vi + end, what.en + end});
}

void add_what_is_unknown(std::vector<Message>& told, const SetBack& set_back) {
    const std::string when = day_and_time(set_back.moment);
    told.push_back(
        {"CHÚ Ý: không có kho dữ liệu nào mới hơn bản sao. Máy bị thu hồi, tài khoản bị khóa sau " + when +
             " chỉ biết được nếu có trong danh sách (nuong-revocations.list); ngoài ra đều như lúc đó. Trước khi chạy "
             "serve, hãy xem lại hết: device list, user list.",
         "NOTE: no store newer than the copy was at hand. Devices revoked and accounts disabled since " + when +
             " are known only as far as a list (nuong-revocations.list) says so; all others are as they were then. "
             "Before you run serve, look them all through: device list, user list."});
}

}  // namespace

std::optional<StoreBefore> store_before(StoreReader& reader, const StoreFacts& copy) {
    const StoreFacts facts = reader.facts();
    if (facts.server_id != copy.server_id) return std::nullopt;
    return StoreBefore{rights_known(reader), facts.epoch == copy.epoch && reader.has_come_by(copy.milestone)};
}

SetBack take_again(StoreTransaction& transaction, const std::optional<StoreBefore>& before, const KeptLists& lists,
                   const std::string& who, Instant now) {
    const RightsKnown copy = rights_known(transaction);
    SetBack set_back;
    set_back.moment = copy.moment;
    Revocations revocations = lists.revocations;
    if (before) {
        revocations.add(before->rights.revocations);
        set_back.knows_what_followed = before->follows_copy;
        set_back.changed_accounts = changed_accounts(before->rights, copy);
        set_back.roles_changed = before->rights.roles != copy.roles;
    }
    set_back.taken = revoke_again(transaction, revocations, who, now);
    erase_again(transaction, erased_since(transaction, lists.erasures));
    return set_back;
}

std::vector<Message> told_of(const SetBack& set_back) {
    std::vector<Message> told{
        {"Mọi mã ghi danh và mã khôi phục đã tạo từ trước đều hết hiệu lực. Cụm mật khẩu của trang web là của bản sao: "
         "ai đã đổi từ đó thì cần đường dẫn mới (user password).",
         "No enrolment code and no recovery code that was made before works any more. Passphrases of the web page are "
         "those of the copy: whoever has changed theirs since needs a new link (user password)."}};
    add_named(told,
              {"Máy đã bị thu hồi, bản sao không biết, nay vẫn bị thu hồi",
               "Revoked, which the copy did not know, and still"},
              names_of(set_back.taken.revoked));
    add_named(told,
              {"Máy đã có lệnh xóa dữ liệu, bản sao không biết, lệnh vẫn còn",
               "Ordered to destroy their data, which the copy did not know, and still"},
              names_of(set_back.taken.wiped));
    add_named(told,
              {"Tài khoản đã bị khóa, bản sao không biết, nay vẫn bị khóa",
               "Disabled, which the copy did not know, and still"},
              set_back.taken.disabled);
    if (!set_back.taken.revoked.empty() || !set_back.taken.disabled.empty())
        told.push_back(
            {"CHÚ Ý: những máy và tài khoản này không tự gửi lại những gì đã gửi sau bản sao: chúng chỉ còn trên máy "
             "và "
             "trong kho cũ. Cần thì nhận lại (device readmit, user enable) và cho đồng bộ một lần.",
             "NOTE: these devices and accounts do not send again what they had sent since the copy: it is on the "
             "devices "
             "and in the old store alone. If it is needed, let them in again (device readmit, user enable) for a "
             "sync."});
    add_named(told,
              {"CHÚ Ý: vai trò hoặc địa bàn của tài khoản khác với kho trước đó, hãy xem lại bằng user list",
               "NOTE: accounts whose role or areas differ from the store before; look at user list"},
              set_back.changed_accounts);
    if (set_back.roles_changed)
        told.push_back({"CHÚ Ý: quyền của các vai trò khác với kho trước đó: hãy phát hành lại (publish).",
                        "NOTE: the rights of roles differ from the store before: publish them again."});
    if (!set_back.knows_what_followed) add_what_is_unknown(told, set_back);
    return told;
}

OrderedJson json_of(const SetBack& set_back) {
    return {{"moment", to_string(set_back.moment)},
            {"revoked", ids_of(set_back.taken.revoked)},
            {"wiped", ids_of(set_back.taken.wiped)},
            {"disabled", set_back.taken.disabled},
            {"changed_accounts", set_back.changed_accounts},
            {"roles_changed", set_back.roles_changed},
            {"knows_what_followed", set_back.knows_what_followed}};
}

}  // namespace nuong::admin

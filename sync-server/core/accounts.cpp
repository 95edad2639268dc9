#include "sync-server/core/accounts.h"

#include <algorithm>
#include <map>
#include <set>

#include "sync-server/core/device_users.h"
#include "sync-server/core/enrol.h"

namespace nuong {
namespace {

bool may_know(const Principal& asker, const AreaTree& areas, const UserRow& user) {
    return may_keep(asker, areas, user) ||
           (asker.role.sees_desk && !user.disabled && are_within_grants(asker, areas, user.areas));
}

Error not_kept() {
    return {ErrorCode::refused,
            {"Tài khoản của bạn không quản lý tài khoản hay máy này.",
             "Your account does not look after this account or device."}};
}

bool is_plain_name(const std::string& name) {
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-@";
    return !name.empty() && name.size() <= 64 && name.find_first_not_of(allowed) == std::string::npos;
}

Error no_role(const std::string& name, const DocumentBook& book) {
    std::set<std::string> known;
    for (const auto& [role, rights] : book.roles) known.insert(role);
    std::string list;
    for (const std::string& role : known) list += (list.empty() ? "" : ", ") + role;
    return {ErrorCode::not_found,
            {"Không có vai trò “" + name + "”. Các vai trò đã phát hành: " + list + ".",
             "There is no role \"" + name + "\". The published roles are: " + list + "."}};
}

// The account, when the keeper may look after it.
Result<UserRow> kept_account(StoreReader& reader, const DocumentBook& book, const Principal& keeper,
                             const UserId& name) {
    const auto user = reader.user(name);
    if (!user || reader.upstream() || !may_keep(keeper, book.areas, *user)) return not_kept();
    return *user;
}

}  // namespace

bool may_keep(const Principal& keeper, const AreaTree& areas, const UserRow& user) {
    return keeper.role.keeps_accounts && (keeper.roots.empty() || are_within_grants(keeper, areas, user.areas));
}

std::vector<UserRow> kept_accounts(StoreReader& reader, const DocumentBook& book, const Principal& keeper) {
    auto users = reader.users();
    std::erase_if(users, [&](const UserRow& user) { return !may_keep(keeper, book.areas, user); });
    return users;
}

std::vector<KnownDevice> known_devices(StoreReader& reader, const DocumentBook& book, const Principal& asker,
                                       const std::unordered_map<std::uint64_t, HeardDevice>& just_heard) {
    std::map<UserId, UserRow> users;
    for (UserRow& user : reader.users()) users.emplace(user.name, std::move(user));
    std::map<DeviceId, std::uint64_t> refused;
    for (const auto& [device, count] : reader.refused_counts()) refused[device] = count;
    std::vector<KnownDevice> devices;
    DeviceUsers enrolled = users_of_devices(reader);
    for (DeviceRow& device : reader.devices()) {
        const std::uint64_t in_quarantine = refused[device.id];
        KnownDevice known{std::move(device), {}, in_quarantine, true};
        for (const EnrolmentRow& enrolment : enrolled[known.device.id]) {
            const auto user = users.find(enrolment.user);
            if (user == users.end()) continue;
            known.is_kept = known.is_kept && may_keep(asker, book.areas, user->second);
            if (may_know(asker, book.areas, user->second)) known.users.push_back(enrolment.user);
        }
        if (const auto heard = just_heard.find(known.device.id.value); heard != just_heard.end()) {
            known.device.seen = std::max(known.device.seen, heard->second.seen);
            if (heard->second.waits) known.device.waits = heard->second.waits;
        }
        if (!known.users.empty()) devices.push_back(std::move(known));
    }
    std::stable_sort(devices.begin(), devices.end(),
                     [](const KnownDevice& a, const KnownDevice& b) { return a.device.seen < b.device.seen; });
    return devices;
}

Result<std::string> issue_code_by(StoreTransaction& transaction, const DocumentBook& book, const Principal& keeper,
                                  const UserId& user, Instant now) {
    const auto kept = kept_account(transaction, book, keeper, user);
    if (!kept) return kept.error();
    const Role* role = book.role(kept->role);
    if (!role || role->is_relay)  // it would read more than anybody there
        return Error{ErrorCode::refused,
                     {"Mã cho máy chủ trung chuyển chỉ tạo được ngay trên máy chủ. Hãy nhờ người quản trị máy chủ.",
                      "A code for a relay is made on the server itself. Ask whoever runs the server."}};
    return issue_code(transaction, user, keeper.user, now);
}

Status revoke_by(StoreTransaction& transaction, const DocumentBook& book, const Principal& keeper, DeviceId id,
                 Instant now) {
    auto device = transaction.device(id);
    const auto enrolments = transaction.enrolments(id);
    if (!device || enrolments.empty()) return not_kept();
    for (const EnrolmentRow& enrolment : enrolments)
        if (const auto kept = kept_account(transaction, book, keeper, enrolment.user); !kept) return kept.error();
    if (device->standing != DeviceStanding::active) return Done{};  // revoked before, or told to destroy what it holds
    device->standing = DeviceStanding::revoked;
    transaction.put_device(*device);
    transaction.add_audit(now, keeper.user, "device_revoke", to_string(id));
    return Done{};
}

Status check_new_account(StoreReader& reader, const DocumentBook& book, const UserRow& user) {
    if (!is_plain_name(user.name))
        return Error{ErrorCode::usage,
                     {"Tên tài khoản chỉ gồm chữ không dấu, số và . _ - @ (tối đa 64 ký tự).",
                      "An account name has only plain letters, digits and . _ - @ (at most 64)."}};
    if (reader.user(user.name))
        return Error{ErrorCode::invalid,
                     {"Tài khoản " + user.name + " đã có.", "The account " + user.name + " exists already."}};
    const Role* role = book.role(user.role);
    if (!role) return no_role(user.role, book);
    for (const AreaCode& area : user.areas)
        if (!book.areas.contains(area))
            return Error{ErrorCode::not_found,
                         {"Không có địa bàn mã " + area + ".", "There is no area with the code " + area + "."}};
    if (user.areas.empty() && !role->read.empty())
        return Error{
            ErrorCode::usage,
            {"Hãy cho biết địa bàn của tài khoản (--area MÃ...).", "Name the areas of the account (--area CODE...)."}};
    return Done{};
}

UserRow add_account(StoreTransaction& transaction, UserRow user, const std::string& who, Instant now) {
    std::sort(user.areas.begin(), user.areas.end());
    user.areas.erase(std::unique(user.areas.begin(), user.areas.end()), user.areas.end());
    transaction.put_user(user);
    std::string what = user.name + " " + user.role;
    for (const AreaCode& area : user.areas) what += " " + area;
    transaction.add_audit(now, who, "user_add", what);
    return user;
}

bool may_be_given(const Role& role) { return !role.keeps_accounts && !role.is_relay; }

Status add_account_by(StoreTransaction& transaction, const DocumentBook& book, const Principal& keeper,
                      const UserRow& user, Instant now) {
    if (transaction.upstream() || !may_keep(keeper, book.areas, user)) return not_kept();
    if (const Status checked = check_new_account(transaction, book, user); !checked) return checked;
    if (!may_be_given(*book.role(user.role)))
        return Error{ErrorCode::refused,
                     {"Tài khoản quản trị và máy trung chuyển chỉ thêm được trên máy chủ.",
                      "Accounts of administrators and relays are added at the server's console."}};
    add_account(transaction, user, keeper.user, now);
    return Done{};
}

Status disable_by(StoreTransaction& transaction, const DocumentBook& book, const Principal& keeper, const UserId& name,
                  Instant now) {
    auto user = kept_account(transaction, book, keeper, name);
    if (!user) return user.error();
    if (name == keeper.user)
        return Error{ErrorCode::refused,
                     {"Không thể tự khóa tài khoản của mình ở đây.", "You cannot disable your own account here."}};
    if (user->disabled) return Done{};
    user->disabled = true;
    transaction.put_user(*user);
    transaction.add_audit(now, keeper.user, "user_disable", name);
    return Done{};
}

}  // namespace nuong

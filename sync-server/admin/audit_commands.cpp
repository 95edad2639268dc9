// audit verify, audit list: who has looked at what, on the devices and at the server, and that nobody has touched that.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/base/harmless_text.h"
#include "sync-server/admin/command.h"
#include "sync-server/admin/print.h"
#include "sync-server/core/device_audit.h"
#include "sync-server/core/device_users.h"

namespace nuong::admin {
namespace {

constexpr std::size_t read_at_once = 500;

struct Wish {
    std::optional<RecordId> record;
    UserId user;

    // Of anybody who says to be this user, and of whoever is enrolled where somebody else is named.
    bool fits(const protocol::AuditEntry& entry, const std::string& who) const {
        const bool names_user = entry.who == user || (who != entry.who && who.find(user) != std::string::npos);
        if (!user.empty() && !names_user) return false;
        return !record || entry.record == record || entry.person == record;
    }
};

OrderedJson json_of(const DeviceAuditRow& row, const protocol::AuditEntry& entry, const std::string& who) {
    return {{"at", to_string(entry.at)},
            {"user", who},
            {"what", entry.what},
            {"record", entry.record ? OrderedJson(to_string(*entry.record)) : OrderedJson(nullptr)},
            {"person", entry.person ? OrderedJson(to_string(*entry.person)) : OrderedJson(nullptr)},
            {"form", entry.form},
            {"detail", entry.detail},
            {"device", to_string(row.device)},
            {"n", entry.n},
            {"received", to_string(row.received)},
            {"link", to_hex(row.link)}};
}

// The server's own entries name records only in words.
OrderedJson json_of(const AuditRow& row) {
    return {{"at", to_string(row.at)}, {"user", row.who},   {"what", row.what},
            {"record", nullptr},       {"person", nullptr}, {"form", ""},
            {"detail", row.detail},    {"device", nullptr}, {"n", row.n},
            {"link", to_hex(row.link)}};
}

OrderedJson entries(StoreReader& reader, const Wish& wish) {
    OrderedJson list = OrderedJson::array();
    std::uint64_t after = 0;
    for (auto rows = reader.audit(after, read_at_once); !rows.empty(); rows = reader.audit(after, read_at_once))
        for (const AuditRow& row : rows) {
            after = row.n;
            const bool names_it = !wish.record || row.detail.find(to_string(*wish.record)) != std::string::npos;
            if (names_it && (wish.user.empty() || row.who == wish.user)) list.push_back(json_of(row));
        }
    after = 0;
    const DeviceUsers users = users_of_devices(reader);
    for (auto rows = reader.device_audits(after, read_at_once); !rows.empty();
         rows = reader.device_audits(after, read_at_once))
        for (const DeviceAuditRow& row : rows) {
            after = row.arrival;
            const auto sent = protocol::decode_audit_entry(row.body);
            if (!sent) continue;
            const std::string who = who_it_says(users, row.device, sent->entry.who);
            if (wish.fits(sent->entry, who)) list.push_back(json_of(row, sent->entry, who));
        }
    std::stable_sort(list.begin(), list.end(),
                     [](const OrderedJson& a, const OrderedJson& b) { return a["at"] < b["at"]; });
    return list;
}

std::string line_of(const OrderedJson& entry) {
    std::string line = std::string(entry["at"]) + "  " + std::string(entry["user"]) + "  " + std::string(entry["what"]);
    if (entry["record"].is_string()) line += "  " + std::string(entry["record"]);
    if (!std::string(entry["detail"]).empty()) line += "  (" + std::string(entry["detail"]) + ")";
    if (entry["device"].is_string()) line += "  " + std::string(entry["device"]);
    return one_line(line);  // what devices say may be made up
}

}  // namespace

Result<int> audit_verify(Context& context) {
    auto store = context.folder.open();
    if (!store) return store.error();
    const AuditCheck check = check_audit(*(*store)->read());
    const bool ok = check.problems.empty();
    if (context.line.json) {
        print_json(context.out, {{"ok", ok},
                                 {"entries", check.entries},
                                 {"device_entries", check.of_devices},
                                 {"head", to_hex(check.head)},
                                 {"first", ok ? OrderedJson(nullptr) : OrderedJson(check.problems.front())},
                                 {"problems", check.problems}});
        return ok ? 0 : 1;
    }
    for (const std::string& problem : check.problems) print_lines(context.out, one_line(problem));
    context.out << Message{"Mắt xích cuối của máy chủ: ", "Last link of the server: "}.in(context.language())
                << std::to_string(check.entries) << " " << to_hex(check.head) << "\n";
    const std::string counts = std::to_string(check.entries) + " / " + std::to_string(check.of_devices);
    context.say(ok ? Message{"Nhật ký nguyên vẹn (mục của máy chủ / của các máy: " + counts + ").",
                             "The audit is whole (entries of the server / of devices: " + counts + ")."}
                   : Message{"Nhật ký đã bị ai đó động vào. Đừng xóa gì; hãy báo cán bộ kỹ thuật.",
                             "Somebody has touched the audit. Delete nothing; call the technician."});
    return ok ? 0 : 1;
}

Result<int> audit_list(Context& context) {
    Wish wish{std::nullopt, context.line.value("user")};
    if (const std::string text = context.line.value("record"); !text.empty()) {
        wish.record = parse_uuid(text);
        if (!wish.record)
            return Error{ErrorCode::usage,
                         {"“" + text + "” không phải mã phiếu.", "\"" + text + "\" is not a record id."}};
    }
    auto store = context.folder.open();
    if (!store) return store.error();
    const OrderedJson list = entries(*(*store)->read(), wish);
    context.note(**store, "audit_list", wish.record ? to_string(*wish.record) : wish.user);
    if (context.line.json) {
        print_json(context.out, list);
        return 0;
    }
    for (const OrderedJson& entry : list) context.out << line_of(entry) << "\n";
    if (list.empty()) context.say({"Không có mục nào.", "There are no entries."});
    return 0;
}

}  // namespace nuong::admin

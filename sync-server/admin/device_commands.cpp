// device code, list, revoke, recover.
#include <nlohmann/json.hpp>

#include "shared/base/enrolment_link.h"
#include "shared/sqlite/durable_file.h"
#include "sync-server/admin/command.h"
#include "sync-server/admin/list_keeping.h"
#include "sync-server/admin/listen_address.h"
#include "sync-server/admin/operator_name.h"
#include "sync-server/admin/print.h"
#include "sync-server/core/enrol.h"
#include "sync-server/core/recovery.h"
#include "sync-server/web/qr_code.h"

namespace nuong::admin {
namespace {

std::vector<std::string> users_of(StoreReader& reader, DeviceId device) {
    std::vector<std::string> users;
    for (const EnrolmentRow& row : reader.enrolments(device)) users.push_back(row.user);
    return users;
}

OrderedJson json_of(StoreReader& reader, const DeviceRow& device) {
    OrderedJson json{{"device", to_string(device.id)},
                     {"name", device.name},
                     {"users", users_of(reader, device.id)},
                     {"standing", name_of(device.standing)},
                     {"enrolled", to_string(device.enrolled)},
                     {"seen", to_string(device.seen)},
                     {"acked", device.acked}};
    if (device.cloned_from) json["cloned_from"] = to_string(*device.cloned_from);
    if (device.wiped) json["wiped"] = to_string(*device.wiped);
    return json;
}

// Whether what was ordered has been done.
std::string standing_text(const DeviceRow& device, Language language) {
    const std::string standing = name_of(device.standing);
    if (device.standing != DeviceStanding::wiped) return standing;
    const bool vi = language == Language::vi;
    if (!device.wiped) return standing + (vi ? " (chưa thấy máy báo)" : " (not confirmed yet)");
    return standing + (vi ? " (máy báo đã xóa " : " (confirmed ") + to_string(*device.wiped) + ")";
}

Error no_such_device(const std::string& named) {
    return {ErrorCode::not_found, {"Không có máy " + named + ".", "There is no device " + named + "."}};
}

}  // namespace

namespace {

// Looked at before a code is made.
Status check_code_flags(const CommandLine& line) {
    if (line.has("url")) return check_address(line.value("url"));
    if (!line.has("out")) return Done{};
    return Error{ErrorCode::usage,
                 {"--out cần --url: mã QR ghi cả địa chỉ máy chủ.",
                  "--out needs --url: the QR code says the address of the server too."}};
}

Status show_link(Context& context, const EnrolmentLink& link) {
    const std::string text = text_of(link);
    if (!context.line.has("out")) {
        if (!context.line.json) context.out << "\n" << web::qr_for_terminal(text) << text << "\n";
        return Done{};
    }
    const std::string& user = context.line.words[0];
    return write_file_durably(context.line.value("out"), web::qr_as_svg(text, {user, link.server, link.code}));
}

}  // namespace

Result<int> device_code(Context& context) {
    if (const Status checked = check_code_flags(context.line); !checked) return checked.error();
    auto store = context.folder.open();
    if (!store) return store.error();
    const auto transaction = (*store)->begin();
    const auto code = issue_code(*transaction, context.line.words[0], operator_name(), context.clock.now());
    if (!code) return code.error();
    transaction->commit();
    OrderedJson json{{"user", context.line.words[0]}, {"code", *code}};
    if (!context.line.json) context.out << *code << "\n";
    if (context.line.has("url")) {
        const EnrolmentLink link{context.line.value("url"), *code};
        json["link"] = text_of(link);
        if (const Status shown = show_link(context, link); !shown) return shown.error();
    }
    if (context.line.json) print_json(context.out, json);
    context.say({"Mã dùng một lần, hết hạn sau 3 ngày.", "The code works once and expires in 3 days."});
    return 0;
}

Result<int> device_list(Context& context) {
    auto store = context.folder.open();
    if (!store) return store.error();
    const auto reader = (*store)->read();
    const auto devices = reader->devices();
    if (context.line.json) {
        OrderedJson list = OrderedJson::array();
        for (const DeviceRow& device : devices) list.push_back(json_of(*reader, device));
        print_json(context.out, list);
        return 0;
    }
    std::vector<std::vector<std::string>> rows;
    const auto origin = [](const DeviceRow& device) {
        return device.cloned_from ? to_string(*device.cloned_from) : std::string();
    };
    for (const DeviceRow& device : devices)
        rows.push_back({to_string(device.id), device.name, origin(device), joined(users_of(*reader, device.id), " "),
                        standing_text(device, context.language()), to_string(device.seen),
                        std::to_string(device.acked)});
    const bool vi = context.language() == Language::vi;
    print_table(
        context.out,
        vi ? std::vector<std::string>{"Thiết bị", "Tên", "Bản sao của", "Tài khoản", "Trạng thái", "Đồng bộ gần nhất",
                                      "Lần lưu"}
           : std::vector<std::string>{"Device", "Name", "Copy of", "Accounts", "Standing", "Last sync", "Changes"},
        rows);
    return 0;
}

namespace {

// A relay obeys nothing but the district's own order, which is made for a key that it has told.
Message wipe_ordered(bool can_be_proven) {
    if (can_be_proven)
        return {"Máy sẽ xóa dữ liệu khi liên lạc lần tới, rồi báo lại: xem nuong-server device list.",
                "The device will destroy its data at its next contact, and say so: see nuong-server device list."};
    return {
        "Máy sẽ được bảo xóa dữ liệu khi liên lạc lần tới: xem nuong-server device list. Máy ghi danh bằng chương "
        "trình cũ, không có khóa: nếu là máy trung chuyển thì nó không nghe theo.",
        "The device will be told to destroy its data at its next contact: see nuong-server device list. It enrolled "
        "with an older program and has no key: if it is a relay, it will not obey."};
}

}  // namespace

Result<int> device_revoke(Context& context) {
    const auto id = parse_device_id(context.line.words[0]);
    auto store = context.folder.open();
    if (!store) return store.error();
    const auto transaction = (*store)->begin();
    auto device = id ? transaction->device(*id) : std::nullopt;
    if (!device) return no_such_device(context.line.words[0]);
    const bool wipe = context.line.has("wipe") || device->standing == DeviceStanding::wiped;
    device->standing = wipe ? DeviceStanding::wiped : DeviceStanding::revoked;
    transaction->put_device(*device);
    transaction->add_audit(context.clock.now(), operator_name(), wipe ? "device_wipe" : "device_revoke",
                           to_string(device->id));
    transaction->commit();
    keep_lists(context, **store);
    if (context.line.json) print_json(context.out, json_of(*(*store)->read(), *device));
    const bool can_be_proven = !(*store)->read()->signers(device->id).empty();
    context.say(wipe ? wipe_ordered(can_be_proven) : Message{"Đã thu hồi máy.", "The device is revoked."});
    return 0;
}

// What is to be destroyed is never trusted again: nobody knows in whose hands it was.
Result<int> device_readmit(Context& context) {
    const auto id = parse_device_id(context.line.words[0]);
    auto store = context.folder.open();
    if (!store) return store.error();
    const auto transaction = (*store)->begin();
    auto device = id ? transaction->device(*id) : std::nullopt;
    if (!device) return no_such_device(context.line.words[0]);
    if (device->standing == DeviceStanding::wiped)
        return Error{
            ErrorCode::refused,
            {"Máy này có lệnh xóa dữ liệu, nên không nhận lại được. Khi máy đã xóa xong, hãy ghi danh nó bằng "
             "mã mới: nuong-server device code TÊN.",
             "This device is ordered to destroy its data, and is not let in again. When that is done, enrol it "
             "with a new code: nuong-server device code NAME."}};
    device->standing = DeviceStanding::active;
    transaction->put_device(*device);
    transaction->add_audit(context.clock.now(), operator_name(), "device_readmit", to_string(device->id));
    transaction->commit();
    if (context.line.json) print_json(context.out, json_of(*(*store)->read(), *device));
    context.say(
        {"Đã nhận lại máy. Máy dùng được sau một lần đồng bộ.", "The device is let in again. It works after a sync."});
    return 0;
}

Result<int> device_recover(Context& context) {
    const auto id = parse_device_id(context.line.words[0]);
    if (!id) return no_such_device(context.line.words[0]);
    auto store = context.folder.open();
    if (!store) return store.error();
    const auto transaction = (*store)->begin();
    const auto book = make_book(transaction->documents_in_force());
    if (!book) return book.error();
    const auto issued = issue_recovery(*transaction, **book, *id, operator_name(), context.clock.now());
    if (!issued) return issued.error();
    transaction->commit();
    const std::string users = joined(issued->users, ", ");
    if (context.line.json)
        print_json(context.out, {{"device", to_string(*id)}, {"users", issued->users}, {"code", issued->code}});
    else context.out << issued->code << "\n";
    context.say(
        {"Mã dùng một lần, hết hạn sau một giờ; mã trước của máy này thôi hiệu lực. Chỉ đọc mã cho chính " + users +
             ": gặp tận mặt hoặc gọi vào số điện thoại đã biết. Ai cầm máy và có mã sẽ mở được mọi thứ trên máy.",
         "The code works once and expires in an hour; an earlier one of this device works no more. Read it to " +
             users +
             " only: face to face, or by calling a number that you know. Whoever has the device and the code "
             "opens all that is on it."});
    return 0;
}

}  // namespace nuong::admin

#include "sync-server/web/account_pages.h"

#include <algorithm>

#include "shared/base/enrolment_link.h"
#include "shared/base/local_text.h"
#include "shared/base/name_order.h"
#include "sync-server/core/device_count.h"
#include "sync-server/web/qr_code.h"
#include "sync-server/web/report_choice.h"

namespace nuong::web {
namespace {

const Message devices_title{"Các máy", "Devices"}, users_title{"Tài khoản", "Accounts"};

Frame frame_of(const Visitor& visitor, const WebRequest& request, Place place, const Message& title) {
    return {visitor.language, title, place, &visitor, address_of(request)};
}

bool may_change(StoreReader& reader, const Visitor& visitor) {
    return visitor.principal.role.keeps_accounts && !reader.upstream();
}

std::string list_of(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

std::string standing_words(const Visitor& visitor, const DeviceRow& device) {
    if (device.standing == DeviceStanding::revoked) return visitor.say({"đã thu hồi", "revoked"});
    if (device.standing == DeviceStanding::active) return visitor.say({"đang dùng", "in use"});
    return device.wiped ? visitor.say({"đã xóa dữ liệu", "wiped"}) : visitor.say({"chờ xóa dữ liệu", "to be wiped"});
}

Html last_heard(const Visitor& visitor, const DeviceRow& device) {
    Html html = date_and_time(device.seen);
    if (device.standing == DeviceStanding::active && visitor.now - device.seen > quiet_max)
        html += Html(" ") + element("span", {{"class", "not_met"}}, visitor.say({"quá 7 ngày", "over 7 days"}));
    return html;
}

std::string waiting_words(const Visitor& visitor, const DeviceRow& device) {
    if (!device.waits) return "–";
    const auto number = [&](std::uint32_t count) { return grouped(visitor.language, count); };
    return visitor.say({number(device.waits->saves) + " lần lưu, " + number(device.waits->drafts) + " nháp, " +
                            number(device.waits->files) + " tệp",
                        number(device.waits->saves) + " saves, " + number(device.waits->drafts) + " drafts, " +
                            number(device.waits->files) + " files"});
}

std::string name_of(const DeviceRow& device) { return device.name.empty() ? to_string(device.id) : device.name; }

// Its number tells it from the other copies, which have its name.
std::string name_with_origin(const Visitor& visitor, const DeviceRow& device) {
    if (!device.cloned_from) return name_of(device);
    const std::string id = to_string(device.id), from = to_string(*device.cloned_from);
    return name_of(device) +
           visitor.say({" (" + id + ", bản sao của máy " + from + ")", " (" + id + ", a copy of " + from + ")"});
}

// Whoever holds a copied store goes on under a number of its own.
Html copies_in_use(const Visitor& visitor, const std::vector<KnownDevice>& devices, DeviceId original) {
    std::string copies;
    for (const KnownDevice& each : devices)
        if (each.device.cloned_from == original && each.device.standing == DeviceStanding::active)
            copies += (copies.empty() ? "" : ", ") + to_string(each.device.id);
    if (copies.empty()) return "";
    return paragraph(visitor.say({"Máy này có bản sao vẫn đồng bộ được: " + copies + ". Hãy thu hồi cả những máy đó.",
                                  "Copies of this device can still sync: " + copies + ". Revoke those as well."}));
}

Html device_line(const Visitor& visitor, const KnownDevice& known, bool may) {
    const DeviceRow& device = known.device;
    const std::string id = to_string(device.id);
    std::vector<Html> cells{
        long_words(list_of(known.users)), last_heard(visitor, device), waiting_words(visitor, device),
        grouped(visitor.language, static_cast<std::int64_t>(known.refused)), standing_words(visitor, device)};
    const bool can_revoke = may && known.is_kept && device.standing == DeviceStanding::active;
    if (may)
        cells.push_back(can_revoke
                            ? link(address("/devices/revoke", {{"device", id}}), visitor.say({"Thu hồi…", "Revoke…"}))
                            : Html());
    return table_line(name_with_origin(visitor, device), cells);
}

Html device_table(const Visitor& visitor, const std::vector<KnownDevice>& devices, bool may) {
    const auto say = [&](const char* vi, const char* en) { return visitor.say({vi, en}); };
    std::vector<std::string> names{say("Máy", "Device"),
                                   say("Người dùng", "Users"),
                                   say("Lần cuối liên lạc", "Last heard of"),
                                   say("Chờ trên máy", "Waits there"),
                                   say("Bị từ chối", "Refused"),
                                   say("Trạng thái", "Standing")};
    if (may) names.push_back(say("Việc", "Action"));
    Html lines;
    for (const KnownDevice& each : devices) lines += device_line(visitor, each, may);
    return wide(visitor.say(devices_title),
                element("table", {{"class", "lines"}}, table_head(names) + element("tbody", lines)));
}

Html code_form(StoreReader& reader, const Visitor& visitor) {
    std::vector<Option> options;
    for (const UserRow& user : kept_accounts(reader, *visitor.book, visitor.principal)) {
        const Role* role = visitor.book->role(user.role);
        if (!user.disabled && role && !role->is_relay)
            options.push_back({user.name, user.name + " · " + visitor.say(role->name)});
    }
    if (options.empty()) return "";
    return heading(visitor.say({"Thêm máy", "Add a device"})) +
           post_form("/devices/code", visitor.form_token,
                     choice(visitor.say({"Cho tài khoản", "For the account"}), "user", options, "") +
                         button(visitor.say({"Tạo mã ghi danh", "Make an enrolment code"}))) +
           remark(visitor.say(
               {"Mã dùng một lần, trong 3 ngày. Ai có mã sẽ xem được những gì tài khoản đó xem: chỉ đưa cho "
                "chính người đó.",
                "The code works once, within 3 days. Whoever has it comes to see what that account sees: "
                "give it to that person only."}));
}

Html qr_picture(const std::string& text, const std::string& label) {
    const QrPath code = qr_path(text);
    const std::string size = std::to_string(code.width);
    return element("svg",
                   {{"class", "code"},
                    {"role", "img"},
                    {"aria-label", label},
                    {"viewBox", "0 0 " + size + " " + size},
                    {"shape-rendering", "crispEdges"}},
                   lone_element("rect", {{"width", size}, {"height", size}, {"fill", "#fff"}}) +
                       lone_element("path", {{"d", code.path}, {"fill", "#000"}}));
}

WebAnswer code_page(const Visitor& visitor, const WebRequest& request, const std::string& user,
                    const std::string& code) {
    const Message title{"Mã ghi danh cho " + user, "Enrolment code for " + user};
    Html body =
        paragraph(visitor.say({"Trên máy mới, mở Nương rồi quét hình này hoặc gõ địa chỉ và mã.",
                               "On the new device open Nương, then scan this or type the address and the code."}));
    const std::string server = own_address(request);
    if (!server.empty()) {
        body += qr_picture(text_of(EnrolmentLink{server, code}),
                           visitor.say({"Mã QR: địa chỉ máy chủ và mã", "QR code: address of the server and code"}));
        body += paragraph(Html(visitor.say({"Địa chỉ: ", "Address: "})) + element("code", server));
    }
    body += element("p", {{"class", "code-text"}}, code);
    body += remark(visitor.say({"Mã chỉ hiện một lần ở đây, dùng một lần, hết hạn sau 3 ngày.",
                                "The code is shown here once, works once and expires in 3 days."}));
    body += paragraph(link("/devices", visitor.say({"← Các máy", "← All devices"})));
    return page(frame_of(visitor, request, Place::devices, title), body);
}

// On the writer, with the rights as they are there.
WebTurn as_keeper(const Visitor& visitor, std::function<WebTurn(StoreTransaction&, const Principal&)> work) {
    return WebTurn::Write{[visitor, work = std::move(work)](StoreTransaction& transaction) -> WebTurn {
        const auto known = principal_of(transaction, *visitor.book, visitor.principal.user);
        const auto* keeper = std::get_if<Principal>(&known);
        if (!keeper || !transaction.web_session(visitor.session.hash)) return redirect("/login");
        return work(transaction, *keeper);
    }};
}

// What lies within the keeper's areas; whoever keeps all accounts gives any.
std::vector<Option> areas_to_give(const Visitor& visitor) {
    std::vector<AreaCode> roots = visitor.principal.roots;
    if (roots.empty())
        for (const Area& area : visitor.book->areas.areas())
            if (!area.parent) roots.push_back(area.code);
    return area_options(visitor, roots);
}

std::vector<Option> roles_to_give(const Visitor& visitor) {
    std::vector<Option> options;
    for (const auto& [id, role] : visitor.book->roles)
        if (may_be_given(role)) options.push_back({id, visitor.say(role.name)});
    std::sort(options.begin(), options.end(),
              [](const Option& a, const Option& b) { return name_order_key(a.words) < name_order_key(b.words); });
    return options;
}

// Nothing is chosen for somebody who does not look.
std::vector<Option> none_yet(const Visitor& visitor, std::vector<Option> options) {
    options.insert(options.begin(), {"", visitor.say({"– chọn –", "– choose –"})});
    return options;
}

Html new_user_form(const Visitor& visitor) {
    const auto say = [&](const char* vi, const char* en) { return visitor.say({vi, en}); };
    return heading(say("Thêm tài khoản", "Add an account")) +
           post_form("/users/add", visitor.form_token,
                     labelled(say("Tên tài khoản", "Account name"), {"user", "text", "off"},
                              say("Chữ không dấu, số và . _ - @, ví dụ lan.namchay",
                                  "Plain letters, digits and . _ - @, such as lan.namchay")) +
                         choice(say("Vai trò", "Role"), "role", none_yet(visitor, roles_to_give(visitor)), "") +
                         choice(say("Địa bàn", "Area"), "area", none_yet(visitor, areas_to_give(visitor)), "") +
                         button(say("Thêm tài khoản", "Add the account"))) +
           remark(say("Sau đó tạo mã ghi danh ở trang “Các máy”. Tài khoản có nhiều địa bàn, tài khoản quản trị và "
                      "đường dẫn đặt cụm mật khẩu: người quản lý làm trên máy chủ.",
                      "Then make an enrolment code on the page of devices. Accounts with several areas, accounts of "
                      "administrators and links for passphrases are made at the server's console."));
}

Html user_line(const Visitor& visitor, StoreReader& reader, const UserRow& user, bool may) {
    const Role* role = visitor.book->role(user.role);
    const auto passphrase = reader.web_passphrase(user.name);
    std::vector<std::string> areas;
    for (const AreaCode& code : user.areas) {
        const Area* area = visitor.book->areas.find(code);
        areas.push_back(area ? visitor.say(area->name) : code);
    }
    std::vector<Html> cells{
        role ? visitor.say(role->name) : user.role, long_words(list_of(areas)),
        passphrase ? date_and_time(passphrase->at) : Html("–"),
        user.disabled ? visitor.say({"đã khóa", "disabled"}) : visitor.say({"đang dùng", "in use"})};
    const bool can_disable = may && !user.disabled && user.name != visitor.principal.user;
    if (may)
        cells.push_back(can_disable
                            ? link(address("/users/disable", {{"user", user.name}}), visitor.say({"Khóa…", "Disable…"}))
                            : Html());
    return table_line(user.name, cells);
}

}  // namespace

std::string own_address(const WebRequest& request) {
    constexpr std::string_view allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-:[]";
    if (request.host.empty() || request.host.size() > 255 ||
        request.host.find_first_not_of(allowed) != std::string::npos)
        return "";
    return (request.is_secure ? "https://" : "http://") + request.host;
}

WebTurn device_page(StoreReader& reader, const Visitor& visitor, const WebRequest& request, const JustHeardOf& heard) {
    const auto devices = known_devices(reader, *visitor.book, visitor.principal, heard);
    const bool may = may_change(reader, visitor);
    Html body = may ? code_form(reader, visitor) + heading(visitor.say({"Danh sách máy", "The devices"})) : Html();
    body += devices.empty() ? paragraph(visitor.say({"Chưa có máy nào.", "No device yet."}))
                            : device_table(visitor, devices, may);
    return page(frame_of(visitor, request, Place::devices, devices_title), body);
}

WebTurn make_code(const Visitor& visitor, const WebRequest& request) {
    return as_keeper(visitor, [=](StoreTransaction& transaction, const Principal& keeper) -> WebTurn {
        const std::string user = field(request.form, "user");
        const auto code = issue_code_by(transaction, *visitor.book, keeper, user, visitor.now);
        if (!code) return page_of_error(frame_of(visitor, request, Place::devices, devices_title), code.error());
        return code_page(visitor, request, user, *code);
    });
}

WebTurn ask_to_revoke(StoreReader& reader, const Visitor& visitor, const WebRequest& request,
                      const JustHeardOf& heard) {
    const Message title{"Thu hồi máy", "Revoke a device"};
    const std::string id = field(request.query, "device");
    const auto devices = known_devices(reader, *visitor.book, visitor.principal, heard);
    const auto at = std::find_if(devices.begin(), devices.end(), [&](const KnownDevice& each) {
        return to_string(each.device.id) == id && each.is_kept;
    });
    const Frame frame = frame_of(visitor, request, Place::devices, title);
    if (at == devices.end() || !may_change(reader, visitor))
        return page_of_error(frame, {"Không có máy này.", "There is no such device."}, 404);
    Html body = paragraph(element("strong", name_with_origin(visitor, at->device)) + " · " + list_of(at->users));
    body += paragraph(visitor.say(
        {"Máy này sẽ không đồng bộ được nữa; việc chưa gửi trên máy sẽ không đến được máy chủ. Muốn dùng lại "
         "phải ghi danh lại.",
         "This device can no longer sync; what it has not sent does not reach the server. To be used again it "
         "has to be enrolled anew."}));
    body += copies_in_use(visitor, devices, at->device.id);
    body += remark(visitor.say({"Chờ trên máy: ", "Waits there: "}) + waiting_words(visitor, at->device));
    body += post_form(
        "/devices/revoke", visitor.form_token,
        hidden_field("device", id) + element("p", {{"class", "line-actions"}},
                                             grave_button(visitor.say({"Thu hồi máy này", "Revoke this device"})) +
                                                 link("/devices", visitor.say({"Không, quay lại", "No, go back"}))));
    return page(frame, body);
}

WebTurn revoke(const Visitor& visitor, const WebRequest& request) {
    return as_keeper(visitor, [=](StoreTransaction& transaction, const Principal& keeper) -> WebTurn {
        const auto id = parse_device_id(field(request.form, "device"));
        const Status done = revoke_by(transaction, *visitor.book, keeper, id.value_or(DeviceId{}), visitor.now);
        if (!done) return page_of_error(frame_of(visitor, request, Place::devices, devices_title), done.error());
        return redirect("/devices");
    });
}

WebTurn user_page(StoreReader& reader, const Visitor& visitor, const WebRequest& request) {
    const auto say = [&](const char* vi, const char* en) { return visitor.say({vi, en}); };
    const bool may = may_change(reader, visitor);
    std::vector<std::string> names{say("Tài khoản", "Account"), say("Vai trò", "Role"), say("Địa bàn", "Areas"),
                                   say("Đặt cụm mật khẩu", "Passphrase set"), say("Trạng thái", "State")};
    if (may) names.push_back(say("Việc", "Action"));
    Html lines;
    for (const UserRow& user : kept_accounts(reader, *visitor.book, visitor.principal))
        lines += user_line(visitor, reader, user, may);
    Html body = may ? new_user_form(visitor) + heading(say("Các tài khoản", "The accounts")) : Html();
    body += wide(say("Tài khoản", "Accounts"),
                 element("table", {{"class", "lines"}}, table_head(names) + element("tbody", lines)));
    return page(frame_of(visitor, request, Place::users, users_title), body);
}

WebTurn add_user(const Visitor& visitor, const WebRequest& request) {
    return as_keeper(visitor, [=](StoreTransaction& transaction, const Principal& keeper) -> WebTurn {
        const UserRow user{
            field(request.form, "user"), field(request.form, "role"), false, {field(request.form, "area")}};
        const Frame frame = frame_of(visitor, request, Place::users, users_title);
        if (user.name.empty() || user.role.empty() || user.areas.front().empty())
            return page_of_error(
                frame, {"Hãy ghi tên, chọn vai trò và địa bàn.", "Write a name, choose a role and an area."}, 400);
        if (const Status added = add_account_by(transaction, *visitor.book, keeper, user, visitor.now); !added)
            return page_of_error(frame, added.error());
        return redirect("/users");
    });
}

WebTurn ask_to_disable(StoreReader& reader, const Visitor& visitor, const WebRequest& request) {
    const Frame frame = frame_of(visitor, request, Place::users, {"Khóa tài khoản", "Disable an account"});
    const std::string name = field(request.query, "user");
    const auto user = reader.user(name);
    if (!user || !may_change(reader, visitor) || !may_keep(visitor.principal, visitor.book->areas, *user))
        return page_of_error(frame, {"Không có tài khoản này.", "There is no such account."}, 404);
    Html body = paragraph(element("strong", name));
    body += paragraph(
        visitor.say({"Các máy của tài khoản này không đồng bộ được nữa, và người đó không vào được trang này nữa.",
                     "Its devices can no longer sync, and that person can no longer come to this page."}));
    body += post_form(
        "/users/disable", visitor.form_token,
        hidden_field("user", name) + element("p", {{"class", "line-actions"}},
                                             grave_button(visitor.say({"Khóa tài khoản này", "Disable this account"})) +
                                                 link("/users", visitor.say({"Không, quay lại", "No, go back"}))));
    return page(frame, body);
}

WebTurn disable(const Visitor& visitor, const WebRequest& request) {
    return as_keeper(visitor, [=](StoreTransaction& transaction, const Principal& keeper) -> WebTurn {
        const Status done = disable_by(transaction, *visitor.book, keeper, field(request.form, "user"), visitor.now);
        if (!done) return page_of_error(frame_of(visitor, request, Place::users, users_title), done.error());
        return redirect("/users");
    });
}

}  // namespace nuong::web

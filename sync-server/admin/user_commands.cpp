// user add, list, disable.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "sync-server/admin/command.h"
#include "sync-server/admin/list_keeping.h"
#include "sync-server/admin/listen_address.h"
#include "sync-server/admin/operator_name.h"
#include "sync-server/admin/print.h"
#include "sync-server/core/accounts.h"
#include "sync-server/core/document_book.h"
#include "sync-server/web/web_access.h"

namespace nuong::admin {
namespace {

Error no_user(const std::string& name) {
    return {ErrorCode::not_found, {"Không có tài khoản " + name + ".", "There is no account " + name + "."}};
}

OrderedJson json_of(const UserRow& user) {
    return {{"user", user.name}, {"role", user.role}, {"areas", user.areas}, {"disabled", user.disabled}};
}

}  // namespace

Result<int> user_add(Context& context) {
    UserRow user{context.line.words[0], context.line.value("role"), false, context.line.values("area")};
    auto store = context.folder.open();
    if (!store) return store.error();
    const auto transaction = (*store)->begin();
    const auto book = make_book(transaction->documents_in_force());
    if (!book) return book.error();
    if (const Status checked = check_new_account(*transaction, **book, user); !checked) return checked.error();
    user = add_account(*transaction, std::move(user), operator_name(), context.clock.now());
    transaction->commit();
    if (context.line.json) print_json(context.out, json_of(user));
    context.say({"Đã thêm tài khoản " + user.name + ".", "Added the account " + user.name + "."});
    return 0;
}

Result<int> user_list(Context& context) {
    auto store = context.folder.open();
    if (!store) return store.error();
    const auto users = (*store)->read()->users();
    if (context.line.json) {
        OrderedJson list = OrderedJson::array();
        for (const UserRow& user : users) list.push_back(json_of(user));
        print_json(context.out, list);
        return 0;
    }
    std::vector<std::vector<std::string>> rows;
    for (const UserRow& user : users)
        rows.push_back({user.name, user.role, joined(user.areas, " "),
                        user.disabled ? Message{"đã khóa", "disabled"}.in(context.language()) : ""});
    const bool vi = context.language() == Language::vi;
    print_table(context.out,
                vi ? std::vector<std::string>{"Tài khoản", "Vai trò", "Địa bàn", ""}
                   : std::vector<std::string>{"Account", "Role", "Areas", ""},
                rows);
    return 0;
}

namespace {

Result<UserRow> set_disabled(const Context& context, ChangeStore& store, bool disabled) {
    const auto transaction = store.begin();
    auto user = transaction->user(context.line.words[0]);
    if (!user) return no_user(context.line.words[0]);
    user->disabled = disabled;
    transaction->put_user(*user);
    transaction->add_audit(context.clock.now(), operator_name(), disabled ? "user_disable" : "user_enable", user->name);
    transaction->commit();
    return *user;
}

}  // namespace

Result<int> user_disable(Context& context) {
    auto store = context.folder.open();
    if (!store) return store.error();
    const auto user = set_disabled(context, **store, true);
    if (!user) return user.error();
    keep_lists(context, **store);
    if (context.line.json) print_json(context.out, json_of(*user));
    context.say({"Đã khóa tài khoản " + user->name + ". Các máy của tài khoản này không đồng bộ được nữa.",
                 "Disabled " + user->name + ". Its devices can no longer sync."});
    return 0;
}

Result<int> user_enable(Context& context) {
    auto store = context.folder.open();
    if (!store) return store.error();
    const auto user = set_disabled(context, **store, false);
    if (!user) return user.error();
    if (context.line.json) print_json(context.out, json_of(*user));
    context.say({"Đã mở lại tài khoản " + user->name + ". Máy của tài khoản này dùng được sau một lần đồng bộ.",
                 "Enabled " + user->name + ". Its devices work again after a sync."});
    return 0;
}

// Where people reach this server, as far as it knows by itself.
Result<std::string> own_address(const CommandLine& line) {
    if (line.has("url")) {
        std::string url = line.value("url");
        if (const Status checked = check_address(url); !checked) return checked.error();
        while (url.ends_with('/')) url.pop_back();
        return url;
    }
    const auto listen = listen_of(line);
    if (!listen) return listen.error();
    return url_of(*listen, listen->port);
}

Result<int> user_password(Context& context) {
    const auto address = own_address(context.line);
    if (!address) return address.error();
    auto store = context.folder.open();
    if (!store) return store.error();
    const auto transaction = (*store)->begin();
    const auto secret = web::issue_link(*transaction, context.line.words[0], operator_name(), context.clock.now());
    if (!secret) return secret.error();
    transaction->commit();
    const std::string link = *address + "/passphrase?link=" + *secret;
    if (context.line.json) print_json(context.out, {{"user", context.line.words[0]}, {"link", link}});
    else context.out << link << "\n";
    context.say(
        {"Đường dẫn dùng một lần, hết hạn sau 24 giờ; đường dẫn trước thôi hiệu lực. Chỉ đưa cho chính người đó.",
         "The link works once and expires in 24 hours; an earlier one works no more. Give it to that person "
         "only."});
    return 0;
}

}  // namespace nuong::admin

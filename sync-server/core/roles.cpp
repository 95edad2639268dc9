#include "sync-server/core/roles.h"

#include <nlohmann/json.hpp>
#include <set>

#include "shared/base/hash.h"
#include "shared/base/json.h"

namespace nuong {
namespace {

Error wrong_role(const std::string& place) {
    return {ErrorCode::invalid,
            {place + ": cần id, name_vi, name_en và hai danh sách phiếu write, read.",
             place + ": needs id, name_vi, name_en and two lists of forms, write and read."}};
}

bool read_text(const Json& role, const char* key, std::string& into) {
    const auto at = role.find(key);
    if (at == role.end() || !at->is_string() || at->get_ref<const std::string&>().empty()) return false;
    into = at->get<std::string>();
    return true;
}

bool read_forms(const Json& role, const char* key, std::unordered_set<FormId>& into) {
    const auto at = role.find(key);
    if (at == role.end() || !at->is_array()) return false;
    for (const Json& form : *at) {
        if (!form.is_string()) return false;
        into.insert(form.get<std::string>());
    }
    return true;
}

}  // namespace

Result<Roles> parse_roles(std::string_view text, const std::string& what) {
    const auto json = parse_json(text, what);
    if (!json) return json.error();
    if (!json->is_object() || !json->contains("roles") || !(*json)["roles"].is_array())
        return Error{ErrorCode::invalid, {what + ": thiếu danh sách “roles”.", what + ": has no \"roles\" list."}};
    Roles roles;
    const Json& list = (*json)["roles"];
    for (std::size_t i = 0; i < list.size(); ++i) {
        const std::string place = what + " roles[" + std::to_string(i) + "]";
        Role role;
        if (!list[i].is_object() || !read_text(list[i], "id", role.id) ||
            !read_text(list[i], "name_vi", role.name.vi) || !read_text(list[i], "name_en", role.name.en) ||
            !read_forms(list[i], "write", role.write) || !read_forms(list[i], "read", role.read))
            return wrong_role(place);
        const std::string id = role.id;
        if (!roles.emplace(id, std::move(role)).second)
            return Error{
                ErrorCode::invalid,
                {place + ": vai trò " + id + " bị khai báo hai lần.", place + ": role " + id + " is there twice."}};
    }
    return roles;
}

std::string scope_mark(const Role& role) {
    std::set<FormId> readable(role.read.begin(), role.read.end());
    readable.insert(role.write.begin(), role.write.end());
    std::string all;
    for (const FormId& form : readable) all += form + '\n';
    return to_hex(sha256(all)).substr(0, 8);
}

}  // namespace nuong

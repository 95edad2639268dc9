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

Status read_review(const Json& json, Role& role, const std::string& place) {
    if (!json.contains("review") || read_forms(json, "review", role.review)) return Done{};
    return Error{ErrorCode::invalid,
                 {place + " review: phải là danh sách phiếu.", place + " review: must be a list of forms."}};
}

Status read_assigned_only(const Json& json, Role& role, const std::string& place) {
    if (!json.contains("assigned_only")) return Done{};
    const std::string here = place + " assigned_only: ";
    if (!read_forms(json, "assigned_only", role.assigned_only))
        return Error{ErrorCode::invalid, {here + "phải là danh sách phiếu.", here + "must be a list of forms."}};
    for (const FormId& form : std::set<FormId>(role.assigned_only.begin(), role.assigned_only.end()))
        if (!role.may_read(form))
            return Error{ErrorCode::invalid,
                         {here + "vai trò không đọc phiếu “" + form + "”; thêm vào read hoặc bỏ ở đây.",
                          here + "the role does not read \"" + form + "\"; add it to read or remove it here."}};
    return Done{};
}

Status read_mask(const Json& masks, const char* key, Mask& into, const std::string& place) {
    const auto at = masks.find(key);
    if (at == masks.end()) return Done{};
    const std::string here = place + " masks/" + key + ": ";
    if (!at->is_array()) return Error{ErrorCode::invalid, {here + "phải là danh sách.", here + "must be a list."}};
    for (const Json& written : *at) {
        bool known = false;
        for (const auto sensitivity :
             {forms::Sensitivity::identifying, forms::Sensitivity::health, forms::Sensitivity::special})
            if (written == forms::name_of(sensitivity)) known = into.insert(sensitivity).second || known;
        if (!known)
            return Error{
                ErrorCode::invalid,
                {here + dump_json(written) + " không phải là loại identifying, health, special, hoặc bị lặp.",
                 here + dump_json(written) + " is no class of identifying, health, special, or stands twice."}};
    }
    return Done{};
}

Status read_masks(const Json& json, Role& role, const std::string& place) {
    const auto masks = json.find("masks");
    if (masks == json.end()) return Done{};
    if (!masks->is_object())
        return Error{ErrorCode::invalid,
                     {place + " masks: phải là {\"export\":[…],\"print\":[…]}.",
                      place + " masks: must be {\"export\":[…],\"print\":[…]}."}};
    if (const Status read = read_mask(*masks, "export", role.export_mask, place); !read) return read;
    return read_mask(*masks, "print", role.print_mask, place);
}

Status read_right(const Json& json, const char* key, bool& into, const std::string& place) {
    const auto right = json.find(key);
    if (right == json.end()) return Done{};
    const std::string here = place + " " + key + ": ";
    if (*right != true) return Error{ErrorCode::invalid, {here + "chỉ có thể là true.", here + "can only be true."}};
    into = true;
    return Done{};
}

// Off when it is not there.
Status read_limit(const Json& json, const char* key, std::uint32_t least, std::uint32_t most, std::uint32_t& into,
                  const std::string& place) {
    const auto at = json.find(key);
    if (at == json.end()) return Done{};
    const bool fits = at->is_number_unsigned() && at->get<std::uint64_t>() >= least && at->get<std::uint64_t>() <= most;
    const std::string range = std::to_string(least) + "–" + std::to_string(most);
    if (!fits)
        return Error{ErrorCode::invalid,
                     {place + " " + key + ": phải là số trong khoảng " + range + ".",
                      place + " " + key + ": must be a number, " + range + "."}};
    into = at->get<std::uint32_t>();
    return Done{};
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
        if (const Status review = read_review(list[i], role, place); !review) return review.error();
        if (const Status own = read_assigned_only(list[i], role, place); !own) return own.error();
        if (const Status masks = read_masks(list[i], role, place); !masks) return masks.error();
        if (const auto exports = list[i].find("exports"); exports != list[i].end()) {
            if (*exports != false)
                return Error{ErrorCode::invalid,
                             {place + " exports: chỉ có thể là false.", place + " exports: can only be false."}};
            role.may_export = false;
        }
        if (const Status lease = read_limit(list[i], "lease_days", 1, 365, role.lease_days, place); !lease)
            return lease.error();
        if (const Status pins = read_limit(list[i], "wrong_pins_max", 5, 100, role.wrong_pins_max, place); !pins)
            return pins.error();
        if (const auto relay = list[i].find("relay"); relay != list[i].end()) role.is_relay = *relay == true;
        if (const Status desk = read_right(list[i], "desk", role.sees_desk, place); !desk) return desk.error();
        if (const Status signs = read_right(list[i], "signs", role.signs, place); !signs) return signs.error();
        if (const Status keeps = read_right(list[i], "accounts", role.keeps_accounts, place); !keeps)
            return keeps.error();
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
    readable.insert(role.review.begin(), role.review.end());
    std::string all;
    for (const FormId& form : readable) all += form + '\n';
    for (const FormId& form : std::set<FormId>(role.assigned_only.begin(), role.assigned_only.end()))
        all += "own " + form + '\n';
    return to_hex(sha256(all)).substr(0, 8);
}

}  // namespace nuong

#include "client/store/role_names.h"

#include <nlohmann/json.hpp>

#include "shared/base/json.h"

namespace nuong::client {
namespace {

std::string text_in(const Json& object, const char* key) {
    const auto at = object.find(key);
    return at != object.end() && at->is_string() ? at->get<std::string>() : std::string();
}

}  // namespace

RoleNames role_names_of(SchemaStore& schemas) {
    RoleNames names;
    for (const std::string& body : schemas.bodies("roles")) {
        const auto json = parse_json(body, "roles");
        if (!json || !json->is_object() || !json->contains("roles") || !(*json)["roles"].is_array()) continue;
        for (const Json& role : (*json)["roles"]) {
            if (!role.is_object()) continue;
            Message name{text_in(role, "name_vi"), text_in(role, "name_en")};
            if (!name.vi.empty() && !name.en.empty()) names.try_emplace(text_in(role, "id"), std::move(name));
        }
    }
    return names;
}

}  // namespace nuong::client

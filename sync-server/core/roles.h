// Roles: who may read and write which forms. Data, not code: schemas/roles/.
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "shared/base/message.h"
#include "shared/base/result.h"
#include "shared/model/ids.h"

namespace nuong {

struct Role {
    std::string id;
    Message name;
    std::unordered_set<FormId> write;
    std::unordered_set<FormId> read;  // what may be written may be read

    bool may_write(const FormId& form) const { return write.contains(form); }
    bool may_read(const FormId& form) const { return read.contains(form) || write.contains(form); }
};

using Roles = std::unordered_map<std::string, Role>;

// {"kind":"roles", "id", "version", "roles":[{id, name_vi, name_en, write:[form], read:[form]}]}; `what` names it in
// errors.
Result<Roles> parse_roles(std::string_view json, const std::string& what);

// Changes whenever the role's readable forms do: then a device must read its feeds from the start.
std::string scope_mark(const Role& role);

}  // namespace nuong

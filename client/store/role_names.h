// What the published documents call the roles, so that one that a province has added has its name here too.
#pragma once
#include <string>
#include <unordered_map>

#include "client/store/schema_store.h"
#include "shared/base/message.h"

namespace nuong::client {

using RoleNames = std::unordered_map<std::string, Message>;  // by the role's id

// Roles without names are left out.
RoleNames role_names_of(SchemaStore& schemas);

}  // namespace nuong::client

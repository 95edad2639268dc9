// The part of JSON Schema that our meta-schemas use, so that a test can hold every document against them. A keyword it
// does not know is reported, so that nothing in a schema is silently not checked. (Debian's validators for C++ bring Qt
// along; this one is for tests only.)
#pragma once
#include <string>
#include <vector>

#include "shared/base/json.h"

namespace nuong::schemas {

struct SchemaError {
    std::string at;    // "/survey/3/type"
    std::string what;  // and what to do about it

    bool operator==(const SchemaError&) const = default;
};

std::vector<SchemaError> check_against(const Json& schema, const Json& document);
std::string listed(const std::vector<SchemaError>& errors);

}  // namespace nuong::schemas

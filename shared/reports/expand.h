// One row written for many values: {"expand": [{"name": "s", "values": [{"code","vi","en"}]}]} makes a row per value.
#pragma once
#include <vector>

#include "shared/base/schema_reader.h"

namespace nuong::reports {

inline constexpr std::size_t expanded_rows_max = 2'000;

// The row itself when it has no "expand". "{s}" in any text becomes the code, within "label" the words.
std::vector<Json> expand_row(const SchemaNode& row);

void replace_all(std::string& text, const std::string& from, const std::string& to);

}  // namespace nuong::reports

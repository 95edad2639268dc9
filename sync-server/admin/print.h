// How answers are printed: one JSON document, or lines for a person.
#pragma once
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/json.h"
#include "sync-server/admin/command.h"

namespace nuong::admin {

// Lines for a person, ended if they are not. What people and devices have written commands no terminal, here as in
// whatever else is printed.
void print_lines(std::ostream& out, std::string_view lines);
void print_json(std::ostream& out, const OrderedJson& json);
// Columns padded to their widest cell, counted in characters as people see them.
void print_table(std::ostream& out, const std::vector<std::string>& head,
                 const std::vector<std::vector<std::string>>& rows);
std::string joined(const std::vector<std::string>& parts, const std::string& separator);

}  // namespace nuong::admin

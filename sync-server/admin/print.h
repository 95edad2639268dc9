// How answers are printed: one JSON document, or lines for a person.
#pragma once
#include <ostream>
#include <string>
#include <vector>

#include "shared/base/json.h"
#include "sync-server/admin/command.h"

namespace nuong::admin {

void print_json(std::ostream& out, const OrderedJson& json);
// Columns padded to their widest cell, counted in characters as people see them.
void print_table(std::ostream& out, const std::vector<std::string>& head,
                 const std::vector<std::vector<std::string>>& rows);
std::string joined(const std::vector<std::string>& parts, const std::string& separator);

}  // namespace nuong::admin

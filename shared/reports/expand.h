// Rows written once and made for many. {"expand": [{"name": "s", "values": [{"code","vi","en"}]}]} in a row makes a row
// per value: "{s}" in any text becomes the code, within "label", "head" and "bar" the words.
// {"for_each": {"name": "s", "records": {"form","question","is","label","code"?}}, "rows": [row]} makes all of `rows`
// for each record of a form whose `question` is answered so, as for every treatment centre of a province: "{s}" becomes
// the id of the record, within "label" and "head" its answer to `label`, and "{s.code}" its answer to `code`.
#pragma once
#include <functional>
#include <vector>

#include "shared/base/schema_reader.h"
#include "shared/reports/named_records.h"

namespace nuong::reports {

inline constexpr std::size_t expanded_rows_max = 2'000;

// The row itself when it has no "expand".
std::vector<Json> expand_row(const SchemaNode& row);

// Each row of {"for_each", "rows"}, at the place where it is written; none without `find`.
void expand_group(const SchemaNode& group, const FindRecords& find,
                  const std::function<void(const SchemaNode&)>& each_row);

void replace_all(std::string& text, const std::string& from, const std::string& to);

}  // namespace nuong::reports

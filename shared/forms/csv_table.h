// A table that came beside a form as CSV (RFC 4180), as the XML that paths walk over: /root/item/<column>.
#pragma once
#include <string>

#include "shared/base/result.h"

namespace nuong::forms {

inline constexpr std::size_t csv_bytes_max = 32u << 20;

// The first line names the columns. A line may be shorter than the first: what is missing is blank.
Result<std::string> table_from_csv(std::string_view csv);

}  // namespace nuong::forms

// From a form package back to an XLSForm workbook. What XLSForm has no place for keeps its own column (merge, policy,
// sensitivity ...) or sheet (tests), so that importing the workbook gives the same form again.
#pragma once
#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace nuong::xlsform {

// `invalid` when the package is no JSON object or a text is too long for a cell; `no_space` when the file cannot be
// written.
Status export_xlsform(std::string_view package, const std::string& path);

}  // namespace nuong::xlsform

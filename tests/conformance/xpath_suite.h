// The XPath cases: one expression over one document each.
#pragma once
#include <string>

#include "tests/conformance/verdicts.h"

namespace nuong::conformance {

void run_xpath_cases(const std::string& cases_path, const std::string& documents_path, Verdicts& verdicts);

}  // namespace nuong::conformance

// The recorded sessions: a form is opened, answered step by step, and everything a person would see is compared.
#pragma once
#include <string>

#include "tests/conformance/verdicts.h"

namespace nuong::conformance {

void run_sessions(const std::string& sessions_path, const std::string& forms_folder, Verdicts& verdicts);

}  // namespace nuong::conformance

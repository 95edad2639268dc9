// Settings: options that stay the same from one command to the next, from a file (nuong-server.conf explains each) and
// from the environment. What is typed goes over the environment, the environment over the file.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"

namespace nuong::admin {

// The options that may stand in a file; NUONG_SERVER_KEY_FILE in the environment is key-file.
const std::vector<std::string>& settable_options();

// Lines "name = value"; "#" begins a remark. `what`: the file, for messages. Errors: usage, with the line.
Result<std::map<std::string, std::string>> parse_settings(std::string_view text, const std::string& what);

// The arguments with what was not typed. `environment` gives a variable or nothing. The file is --config FILE, or
// NUONG_SERVER_CONFIG. Errors: usage; not_found when the file cannot be read.
Result<std::vector<std::string>> with_settings(
    std::vector<std::string> arguments,
    const std::function<std::optional<std::string>(const std::string&)>& environment);

}  // namespace nuong::admin

// The command line of `nuong`: finds the command, runs it, prints what it gives, turns errors into exit codes.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "client/cli/command.h"

namespace nuong::client {

struct Invocation {
    Setting setting;
    bool json = false;
    bool help = false;
    std::vector<std::string> words;  // command and its arguments; empty: open the window
};

// `environment` looks up NUONG_HOME and the like.
Result<Invocation> parse_invocation(const std::vector<std::string>& words,
                                    const std::function<std::string(const char*)>& environment);

// The exit code. Never throws: a broken store becomes a message and code 5.
int run_command(const Invocation& invocation);

std::string help_text(Language language);
// To stderr, in the chosen language.
int report_error(const Error& error, Language language);

}  // namespace nuong::client

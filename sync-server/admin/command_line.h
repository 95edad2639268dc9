// CommandLine: what was typed, split into options before the command, its words, and its flags.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/message.h"
#include "shared/base/result.h"

namespace nuong::admin {

struct CommandLine {
    std::string data;                     // --data DIR
    std::optional<std::string> key_file;  // --key-file F
    std::optional<std::string> database;  // --database URL
    Language language = Language::vi;
    bool json = false;
    bool help = false;
    std::vector<std::string> words;                         // user add NAME
    std::map<std::string, std::vector<std::string>> flags;  // --role R, --area A B, --wipe

    bool has(const std::string& flag) const { return flags.contains(flag); }
    // The single value of a flag; "" when it was not given.
    std::string value(const std::string& flag) const;
    std::vector<std::string> values(const std::string& flag) const;
};

// How many values each flag takes; options that every command knows are built in.
enum class Arity { none, one, many };

Result<CommandLine> parse_command_line(const std::vector<std::string>& arguments,
                                       const std::map<std::string, Arity>& flags);

}  // namespace nuong::admin

#include "sync-server/admin/settings.h"

#include <algorithm>

#include "shared/base/text.h"
#include "sync-server/admin/command.h"

namespace nuong::admin {
namespace {

std::string trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return "";
    return std::string(text.substr(first, text.find_last_not_of(blanks) - first + 1));
}

Error wrong_line(const std::string& what, std::size_t line, const Message& why) {
    const std::string at = what + ":" + std::to_string(line) + ": ";
    return {ErrorCode::usage, {at + why.vi, at + why.en}};
}

std::string variable_of(const std::string& option) {
    std::string name = "NUONG_SERVER_";
    for (const char letter : option)
        name += letter == '-' ? '_' : letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
    return name;
}

// "--listen" as well as "--listen=0.0.0.0:1".
std::optional<std::string> typed_value(const std::vector<std::string>& arguments, const std::string& option) {
    const std::string flag = "--" + option;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (arguments[i] == flag) return i + 1 < arguments.size() ? arguments[i + 1] : "";
        if (arguments[i].starts_with(flag + "=")) return arguments[i].substr(flag.size() + 1);
    }
    return std::nullopt;
}

}  // namespace

const std::vector<std::string>& settable_options() {
    static const std::vector<std::string> options{
        "data",           "database",       "key-file",      "lang",           "listen",
        "tls-cert",       "tls-key",        "upstream",      "upstream-code",  "upstream-ca",
        "newest-program", "oldest-program", "trusted-proxy", "set-aside-days", "enrol-with-proof"};
    return options;
}

Result<std::map<std::string, std::string>> parse_settings(std::string_view text, const std::string& what) {
    std::map<std::string, std::string> settings;
    if (!is_utf8(text)) return wrong_line(what, 1, {"Tệp phải là văn bản UTF-8.", "The file must be UTF-8 text."});
    for (std::size_t line = 1; !text.empty(); ++line) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string words = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (words.empty() || words.front() == '#') continue;
        const std::size_t equals = words.find('=');
        const std::string name = trimmed(std::string_view(words).substr(0, equals));
        const std::string value =
            equals == std::string::npos ? "" : trimmed(std::string_view(words).substr(equals + 1));
        const auto& known = settable_options();
        if (std::find(known.begin(), known.end(), name) == known.end())
            return wrong_line(what, line,
                              {"không có tùy chọn “" + name + "”.", "there is no option \"" + name + "\"."});
        if (value.empty())
            return wrong_line(what, line, {"cần viết " + name + " = giá trị.", "write " + name + " = value."});
        if (!settings.emplace(name, value).second)
            return wrong_line(what, line, {name + " được viết hai lần.", name + " is written twice."});
    }
    return settings;
}

Result<std::vector<std::string>> with_settings(
    std::vector<std::string> arguments,
    const std::function<std::optional<std::string>(const std::string&)>& environment) {
    std::map<std::string, std::string> settings;
    const auto typed = typed_value(arguments, "config");
    if (const auto file = typed ? typed : environment(variable_of("config"))) {
        const auto text = read_whole_file(*file);
        if (!text) return text.error();
        auto read = parse_settings(*text, *file);
        if (!read) return read.error();
        settings = std::move(*read);
    }
    std::vector<std::string> all;
    for (const std::string& option : settable_options()) {
        if (typed_value(arguments, option)) continue;
        const auto from_environment = environment(variable_of(option));
        if (from_environment) settings[option] = *from_environment;
        if (const auto value = settings.find(option); value != settings.end())
            all.push_back("--" + option + "=" + value->second);
    }
    all.insert(all.end(), arguments.begin(), arguments.end());
    return all;
}

}  // namespace nuong::admin

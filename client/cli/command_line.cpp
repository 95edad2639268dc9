#include "client/cli/command_line.h"
#include "client/cli/terminal.h"

#include <nlohmann/json.hpp>

namespace nuong::client {
namespace {

const std::vector<CommandSpec>& commands() {
    static const std::vector<CommandSpec> all = [] {
        std::vector<CommandSpec> list;
        for (auto group : {people_commands(), device_commands(), form_commands(), record_commands(),
                           conflict_commands(), duplicate_commands(), report_commands(), period_commands(),
                           export_commands(), bundle_commands(), attachment_commands(), print_commands()})
            list.insert(list.end(), group.begin(), group.end());
        return list;
    }();
    return all;
}

bool starts_with_words(const std::vector<std::string>& words, const std::string& name) {
    const std::size_t space = name.find(' ');
    if (words.empty() || words[0] != name.substr(0, space)) return false;
    return space == std::string::npos || (words.size() > 1 && words[1] == name.substr(space + 1));
}

const CommandSpec* find_command(const std::vector<std::string>& words) {
    for (const CommandSpec& command : commands())
        if (starts_with_words(words, command.name)) return &command;
    return nullptr;
}

Error unknown_command(const std::vector<std::string>& words) {
    return {ErrorCode::usage,
            {"Không có lệnh “" + words[0] + "”. Xem: nuong --help",
             "There is no command \"" + words[0] + "\". See: nuong --help"}};
}

Result<Output> run(const CommandSpec& command, const Invocation& invocation) {
    const std::size_t name_words = command.name.find(' ') == std::string::npos ? 1 : 2;
    const std::vector<std::string> rest(invocation.words.begin() + static_cast<std::ptrdiff_t>(name_words),
                                        invocation.words.end());
    const auto arguments = Arguments::parse(rest, command.options, command.positions_min, command.positions_max);
    if (!arguments) return arguments.error();
    try {
        return command.run(invocation.setting, *arguments);
    } catch (const DatabaseError& error) {
        return error.error();
    }
}

// Takes the options that stand for every command out of the words, wherever they were written.
Result<bool> take_common(std::vector<std::string>& words, std::size_t& at, Invocation& invocation) {
    const std::string word = words[at];
    const auto erase = [&](std::size_t count) {
        words.erase(words.begin() + static_cast<std::ptrdiff_t>(at),
                    words.begin() + static_cast<std::ptrdiff_t>(at + count));
    };
    if (word == "--json" || word == "--help" || word == "-h") {
        (word == "--json" ? invocation.json : invocation.help) = true;
        erase(1);
        return true;
    }
    std::string* target = word == "--home"       ? &invocation.setting.home
                          : word == "--pin-file" ? &invocation.setting.pin_file
                          : word == "--user"     ? &invocation.setting.user
                                                 : nullptr;
    if (!target && word != "--lang") return false;
    if (at + 1 >= words.size())
        return Error{ErrorCode::usage,
                     {"Tùy chọn “" + word + "” thiếu giá trị.", "Option \"" + word + "\" needs a value."}};
    const std::string value = words[at + 1];
    erase(2);
    if (target) {
        *target = value;
    } else if (value == "vi" || value == "en") {
        invocation.setting.language = value == "vi" ? Language::vi : Language::en;
        invocation.setting.language_is_given = true;
    } else {
        return Error{ErrorCode::usage, {"--lang chỉ nhận vi hoặc en.", "--lang is vi or en."}};
    }
    return true;
}

}  // namespace

Result<Invocation> parse_invocation(const std::vector<std::string>& given,
                                    const std::function<std::string(const char*)>& environment) {
    Invocation invocation;
    std::vector<std::string> words = given;
    for (std::size_t at = 0; at < words.size();) {
        const auto taken = take_common(words, at, invocation);
        if (!taken) return taken.error();
        if (!*taken) ++at;
    }
    invocation.words = std::move(words);
    if (invocation.setting.home.empty()) invocation.setting.home = environment("NUONG_HOME");
    if (invocation.setting.home.empty()) {
        const std::string data = environment("XDG_DATA_HOME");
        invocation.setting.home = (data.empty() ? environment("HOME") + "/.local/share" : data) + "/nuong";
    }
    return invocation;
}

int report_error(const Error& error, Language language) {
    say_aside(error.message.in(language));
    return exit_code_of(error.code);
}

std::string help_text(Language language) {
    const bool vi = language == Language::vi;
    std::string text =
        vi ? "nuong: thu thập phiếu ngoài thực địa, không cần mạng\n\nCách dùng: nuong [--home THƯ_MỤC] [--lang vi|en] "
             "[--pin-file TỆP] [--user TÊN] [--json] [LỆNH]\nKhông có lệnh: mở cửa sổ; TỆP.nuong thay cho lệnh: mở cửa "
             "sổ và "
             "giữ giúp tệp đó.\n\n"
           : "nuong: collects forms in the field, without a network\n\nUsage: nuong [--home DIR] [--lang vi|en] "
             "[--pin-file FILE] [--user NAME] [--json] [COMMAND]\nNo command: opens the window; FILE.nuong instead of "
             "one: opens it and "
             "takes that file in.\n\n";
    for (const CommandSpec& command : commands())
        text += "  nuong " + command.name + (command.usage.empty() ? "" : " " + command.usage) + "\n        " +
                command.what.in(language) + "\n";
    text +=
        vi ? "\nMã PIN: --pin-file, biến NUONG_PIN, hoặc hỏi trên màn hình. Thư mục dữ liệu: --home hoặc NUONG_HOME.\n"
             "Máy có nhiều người: --user TÊN, mỗi người một mã PIN và một kho riêng; không ghi thì là người đầu tiên.\n"
             "Mã thoát: 0 xong · 1 không hợp lệ hoặc không tìm thấy · 2 sai cách dùng · 3 không tới được máy chủ · 4 "
             "bị từ chối · 5 kho bị khóa hoặc hỏng\n"
           : "\nPIN: --pin-file, NUONG_PIN, or asked on the terminal. Data folder: --home or NUONG_HOME.\n"
             "Several people on one device: --user NAME, each with a PIN and a store of their own; else the first.\n"
             "Exit codes: 0 done · 1 invalid or not found · 2 wrong usage · 3 server not reachable · 4 refused · 5 "
             "store locked or damaged\n";
    return text;
}

int run_command(const Invocation& invocation) {
    const Language language = invocation.setting.language;
    if (invocation.words.empty() && invocation.help) return print(help_text(language)), 0;
    const CommandSpec* command = find_command(invocation.words);
    if (invocation.help) {
        print(command ? "nuong " + command->name + " " + command->usage + "\n" + command->what.in(language)
                      : help_text(language));
        return 0;
    }
    if (!command) return report_error(unknown_command(invocation.words), language);
    const auto output = run(*command, invocation);
    if (!output) {
        if (invocation.json)
            print(dump_json_for_people(
                {{"error",
                  {{"code", name_of(output.error().code)}, {"message", output.error().message.in(language)}}}}));
        return report_error(output.error(), language);
    }
    print(invocation.json ? dump_json_for_people(output->json) : output->text);
    return output->exit_code;
}

}  // namespace nuong::client

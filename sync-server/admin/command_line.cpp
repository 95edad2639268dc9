#include "sync-server/admin/command_line.h"

#include <cstdlib>

namespace nuong::admin {
namespace {

Error usage(const std::string& vi, const std::string& en) { return {ErrorCode::usage, {vi, en}}; }

bool is_flag(const std::string& word) { return word.size() > 2 && word.starts_with("--"); }

Language default_language() {
    const char* language = std::getenv("LANG");
    return language && std::string_view(language).starts_with("en") ? Language::en : Language::vi;
}

class Parser {
public:
    Parser(const std::vector<std::string>& arguments, const std::map<std::string, Arity>& flags)
        : arguments_(arguments), flags_(flags) {
        line_.language = default_language();
    }

    Result<CommandLine> run() {
        while (next_ < arguments_.size()) {
            const std::string word = arguments_[next_++];
            const auto status = is_flag(word) ? take_flag(word) : take_word(word);
            if (!status) return status.error();
        }
        return std::move(line_);
    }

private:
    Status take_word(const std::string& word) {
        if (word == "-h") line_.help = true;
        else line_.words.push_back(word);
        return Done{};
    }

    Status take_flag(const std::string& word) {
        std::string name = word.substr(2);
        std::optional<std::string> attached;
        if (const auto equals = name.find('='); equals != std::string::npos) {
            attached = name.substr(equals + 1);
            name.resize(equals);
        }
        if (name == "help") return line_.help = true, Done{};
        if (name == "json") return line_.json = true, Done{};
        const auto known = flags_.find(name);
        const bool is_global =
            name == "data" || name == "key-file" || name == "database" || name == "lang" || name == "config";
        if (!is_global && known == flags_.end())
            return usage("Không có tùy chọn --" + name + ". Dùng --help để xem hướng dẫn.",
                         "There is no option --" + name + ". See --help.");
        const Arity arity = is_global ? Arity::one : known->second;
        auto& values = line_.flags[name];
        if (attached) {
            values.push_back(*attached);
        } else if (arity == Arity::one || arity == Arity::many) {
            if (next_ >= arguments_.size() || is_flag(arguments_[next_]))
                return usage("Tùy chọn --" + name + " cần một giá trị.", "The option --" + name + " needs a value.");
            do values.push_back(arguments_[next_++]);
            while (arity == Arity::many && next_ < arguments_.size() && !is_flag(arguments_[next_]));
        }
        return is_global ? take_global(name, values.back()) : Status(Done{});
    }

    Status take_global(const std::string& name, const std::string& value) {
        if (name == "data") line_.data = value;
        if (name == "key-file") line_.key_file = value;
        if (name == "database") line_.database = value;
        if (name == "lang") {
            if (value != "vi" && value != "en") return usage("--lang chỉ nhận vi hoặc en.", "--lang takes vi or en.");
            line_.language = value == "vi" ? Language::vi : Language::en;
        }
        return Done{};
    }

    const std::vector<std::string>& arguments_;
    const std::map<std::string, Arity>& flags_;
    std::size_t next_ = 0;
    CommandLine line_;
};

}  // namespace

std::string CommandLine::value(const std::string& flag) const {
    const auto at = flags.find(flag);
    return at == flags.end() || at->second.empty() ? std::string() : at->second.back();
}

std::vector<std::string> CommandLine::values(const std::string& flag) const {
    const auto at = flags.find(flag);
    return at == flags.end() ? std::vector<std::string>() : at->second;
}

Result<CommandLine> parse_command_line(const std::vector<std::string>& arguments,
                                       const std::map<std::string, Arity>& flags) {
    return Parser(arguments, flags).run();
}

}  // namespace nuong::admin

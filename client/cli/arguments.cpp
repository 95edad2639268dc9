#include "client/cli/arguments.h"

#include <algorithm>

namespace nuong::client {
namespace {

Error wrong(const std::string& vi, const std::string& en) {
    return {ErrorCode::usage, {vi + " Xem: nuong --help", en + " See: nuong --help"}};
}

}  // namespace

Result<Arguments> Arguments::parse(const std::vector<std::string>& words, const std::vector<OptionSpec>& options,
                                   std::size_t positions_min, std::size_t positions_max) {
    Arguments arguments;
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::string word = words[i];
        if (word.size() < 3 || word.substr(0, 2) != "--") {
            arguments.positions_.push_back(std::move(word));
            continue;
        }
        std::optional<std::string> value;
        if (const std::size_t equals = word.find('='); equals != std::string::npos) {
            value = word.substr(equals + 1);
            word.resize(equals);
        }
        const auto spec =
            std::find_if(options.begin(), options.end(), [&](const OptionSpec& option) { return option.name == word; });
        if (spec == options.end())
            return wrong("Không có tùy chọn “" + word + "”.", "There is no option \"" + word + "\".");
        if (spec->takes_value && !value) {
            if (i + 1 >= words.size())
                return wrong("Tùy chọn “" + word + "” thiếu giá trị.", "Option \"" + word + "\" needs a value.");
            value = words[++i];
        }
        if (!spec->takes_value && value)
            return wrong("Tùy chọn “" + word + "” không nhận giá trị.", "Option \"" + word + "\" takes no value.");
        auto& values = arguments.values_[word];
        if (!spec->repeats && !values.empty())
            return wrong("Tùy chọn “" + word + "” viết hai lần.", "Option \"" + word + "\" is written twice.");
        values.push_back(value.value_or(""));
    }
    if (arguments.positions_.size() < positions_min)
        return wrong("Lệnh thiếu tham số.", "The command lacks an argument.");
    if (arguments.positions_.size() > positions_max)
        return wrong("Thừa tham số “" + arguments.positions_[positions_max] + "”.",
                     "One argument too many: \"" + arguments.positions_[positions_max] + "\".");
    return arguments;
}

std::string Arguments::value(const std::string& option) const {
    const auto at = values_.find(option);
    return at == values_.end() ? "" : at->second.back();
}

std::vector<std::string> Arguments::values(const std::string& option) const {
    const auto at = values_.find(option);
    return at == values_.end() ? std::vector<std::string>() : at->second;
}

}  // namespace nuong::client

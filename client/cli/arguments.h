// Arguments: the words of a command line, sorted into positions and options. Nothing is guessed: an unknown option or a
// missing value is wrong usage.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "shared/base/result.h"

namespace nuong::client {

struct OptionSpec {
    std::string name;  // "--area"
    bool takes_value = true;
    bool repeats = false;  // --set a=1 --set b=2
};

class Arguments {
public:
    static Result<Arguments> parse(const std::vector<std::string>& words, const std::vector<OptionSpec>& options,
                                   std::size_t positions_min, std::size_t positions_max);

    const std::vector<std::string>& positions() const { return positions_; }
    const std::string& position(std::size_t index) const { return positions_[index]; }
    bool has(const std::string& option) const { return values_.contains(option); }
    std::string value(const std::string& option) const;  // "" when absent; the last one
    std::vector<std::string> values(const std::string& option) const;

private:
    std::vector<std::string> positions_;
    std::map<std::string, std::vector<std::string>> values_;
};

}  // namespace nuong::client

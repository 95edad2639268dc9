// Pattern: a regular expression that matches whole texts in time linear in their length, whatever the pattern. The
// standard library's backtracks (a hostile form could stop a device) and recurses per character.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace nuong::forms {

class Pattern {
public:
    static constexpr std::size_t text_bytes_max = 20'000;  // a longer text does not match
    static constexpr std::size_t steps_max = 4'000;        // size of a compiled pattern

    // None when the pattern is malformed, too large or uses what cannot be matched in linear time (back-references).
    static std::optional<Pattern> compile(std::string_view source);
    bool matches(std::string_view text) const;

private:
    friend class PatternParser;
    using Range = std::pair<char32_t, char32_t>;
    struct Step {
        enum class Kind { one_of, split, jump, match } kind = Kind::match;
        std::uint32_t to = 0, other = 0;  // split: both; jump: to
        std::uint32_t set = 0;            // one_of: index of sets_
    };
    struct Set {
        std::vector<Range> ranges;
        bool negated = false;
        bool contains(char32_t c) const;
    };

    std::vector<Step> steps_;
    std::vector<Set> sets_;
};

}  // namespace nuong::forms

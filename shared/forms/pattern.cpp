#include "shared/forms/pattern.h"

namespace nuong::forms {
namespace {

// UTF-8 that was checked at the border; a stray byte counts as one character.
char32_t next_character(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(at++);
    const int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
    if (more == 0) return first;
    char32_t c = first & (0x3Fu >> more);
    for (int i = 0; i < more && at < text.size() && (byte(at) & 0xC0) == 0x80; ++i) c = c << 6 | (byte(at++) & 0x3Fu);
    return c;
}

}  // namespace

// Recursive descent that emits steps as it reads; a repetition copies the steps of what it repeats.
class PatternParser {
public:
    explicit PatternParser(std::string_view source) : source_(source) {}

    std::optional<Pattern> parse() {
        alternatives(0);
        if (failed_ || at_ != source_.size()) return std::nullopt;
        emit({Step::Kind::match, 0, 0, 0});
        if (failed_) return std::nullopt;
        return std::move(pattern_);
    }

private:
    using Step = Pattern::Step;
    using Set = Pattern::Set;

    bool more() const { return at_ < source_.size() && !failed_; }
    char peek() const { return source_[at_]; }
    bool take(char c) {
        if (!more() || peek() != c) return false;
        ++at_;
        return true;
    }
    std::uint32_t here() const { return static_cast<std::uint32_t>(pattern_.steps_.size()); }
    void emit(Step step) {
        if (pattern_.steps_.size() >= Pattern::steps_max) failed_ = true;
        else pattern_.steps_.push_back(step);
    }
    void emit_set(Set set) {
        pattern_.sets_.push_back(std::move(set));
        emit({Step::Kind::one_of, 0, 0, static_cast<std::uint32_t>(pattern_.sets_.size() - 1)});
    }
    // Everything from `from` on moves one step down, to make room for a split in front of it.
    void insert_split(std::uint32_t from) {
        emit({});
        if (failed_) return;
        auto& steps = pattern_.steps_;
        for (std::uint32_t i = here() - 1; i > from; --i) {
            steps[i] = steps[i - 1];
            if (steps[i].to >= from) ++steps[i].to;
            if (steps[i].other >= from) ++steps[i].other;
        }
        steps[from] = {Step::Kind::split, from + 1, 0, 0};
    }

    void alternatives(int depth) {
        if (depth > 50) failed_ = true;
        if (failed_) return;
        std::vector<std::uint32_t> jumps;
        std::uint32_t branch = here();
        sequence(depth);
        while (take('|')) {
            insert_split(branch);
            jumps.push_back(here());
            emit({Step::Kind::jump, 0, 0, 0});
            if (failed_) return;
            pattern_.steps_[branch].other = here();
            branch = here();
            sequence(depth);
        }
        if (failed_) return;
        for (const std::uint32_t jump : jumps) pattern_.steps_[jump].to = here();
    }

    void sequence(int depth) {
        while (more() && peek() != '|' && peek() != ')') {
            const std::uint32_t from = here();
            atom(depth);
            repetition(from);
        }
    }

    void atom(int depth) {
        if (take('^') || take('$')) return;  // the whole text is matched anyway
        if (take('(')) {
            if (take('?') && !take(':')) failed_ = true;
            alternatives(depth + 1);
            if (!take(')')) failed_ = true;
            return;
        }
        if (take('[')) return bracket();
        if (take('.')) return emit_set({{{U'\n', U'\n'}}, true});
        if (take('\\')) return emit_set(escape());
        if (peek() == '*' || peek() == '+' || peek() == '?' || peek() == '{') {
            failed_ = true;
            return;
        }
        const char32_t c = next_character(source_, at_);
        emit_set({{{c, c}}, false});
    }

    Set escape() {
        if (!more()) {
            failed_ = true;
            return {};
        }
        const char c = source_[at_++];
        switch (c) {
            case 'd': return {{{U'0', U'9'}}, false};
            case 'D': return {{{U'0', U'9'}}, true};
            case 'w': return {{{U'0', U'9'}, {U'A', U'Z'}, {U'_', U'_'}, {U'a', U'z'}}, false};
            case 'W': return {{{U'0', U'9'}, {U'A', U'Z'}, {U'_', U'_'}, {U'a', U'z'}}, true};
            case 's': return {{{U'\t', U'\r'}, {U' ', U' '}}, false};
            case 'S': return {{{U'\t', U'\r'}, {U' ', U' '}}, true};
            case 'n': return {{{U'\n', U'\n'}}, false};
            case 't': return {{{U'\t', U'\t'}}, false};
            default: break;
        }
        const bool alphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (alphanumeric || static_cast<unsigned char>(c) >= 0x80) failed_ = true;  // \1, \b, \p{…}
        const auto literal = static_cast<char32_t>(static_cast<unsigned char>(c));
        return {{{literal, literal}}, false};
    }

    void bracket() {
        Set set;
        set.negated = take('^');
        bool first = true;
        while (more() && (first || peek() != ']')) {
            first = false;
            if (take('\\')) {
                const Set inner = escape();
                if (inner.negated) failed_ = true;
                set.ranges.insert(set.ranges.end(), inner.ranges.begin(), inner.ranges.end());
                continue;
            }
            const char32_t low = next_character(source_, at_);
            char32_t high = low;
            if (at_ + 1 < source_.size() && peek() == '-' && source_[at_ + 1] != ']') {
                ++at_;
                if (peek() == '\\') ++at_;
                if (!more()) break;
                high = next_character(source_, at_);
            }
            if (high < low) failed_ = true;
            set.ranges.emplace_back(low, high);
        }
        if (!take(']')) failed_ = true;
        emit_set(std::move(set));
    }

    std::optional<std::uint32_t> count() {
        if (!more() || peek() < '0' || peek() > '9') return std::nullopt;
        std::uint32_t number = 0;
        while (more() && peek() >= '0' && peek() <= '9' && number < 10'000)
            number = number * 10 + static_cast<std::uint32_t>(source_[at_++] - '0');
        return number;
    }

    void repetition(std::uint32_t from) {
        std::uint32_t least = 1;
        std::optional<std::uint32_t> most = 1;
        if (take('*')) least = 0, most.reset();
        else if (take('+')) most.reset();
        else if (take('?')) least = 0;
        else if (take('{')) {
            const auto low = count();
            if (!low) failed_ = true;
            least = low.value_or(0);
            most = least;
            if (take(',')) most = count();
            if (!take('}') || (most && *most < least)) failed_ = true;
        } else {
            return;
        }
        take('?');  // lazy or greedy: a whole match is the same
        repeat(from, least, most);
        if (more() && (peek() == '*' || peek() == '+' || peek() == '?')) failed_ = true;
    }

    void copy(const std::vector<Step>& atom_steps, std::uint32_t from) {
        const std::uint32_t shift = here() - from;
        for (Step step : atom_steps) {
            step.to += shift;
            step.other += shift;
            emit(step);
        }
    }

    void repeat(std::uint32_t from, std::uint32_t least, std::optional<std::uint32_t> most) {
        if (failed_) return;
        const std::vector<Step> once(pattern_.steps_.begin() + from, pattern_.steps_.end());
        pattern_.steps_.resize(from);
        for (std::uint32_t i = 0; i < least && !failed_; ++i) copy(once, from);
        if (!most) {  // L: split(body, out); body; jump L
            const std::uint32_t loop = here();
            emit({Step::Kind::split, loop + 1, 0, 0});
            copy(once, from);
            emit({Step::Kind::jump, loop, 0, 0});
            if (!failed_) pattern_.steps_[loop].other = here();
            return;
        }
        std::vector<std::uint32_t> exits;
        for (std::uint32_t i = least; i < *most && !failed_; ++i) {
            exits.push_back(here());
            emit({Step::Kind::split, here() + 1, 0, 0});
            copy(once, from);
        }
        if (failed_) return;
        for (const std::uint32_t exit : exits) pattern_.steps_[exit].other = here();
    }

    std::string_view source_;
    std::size_t at_ = 0;
    bool failed_ = false;
    Pattern pattern_;
};

bool Pattern::Set::contains(char32_t c) const {
    for (const auto& [low, high] : ranges)
        if (c >= low && c <= high) return !negated;
    return negated;
}

std::optional<Pattern> Pattern::compile(std::string_view source) {
    if (source.size() > 2'000) return std::nullopt;
    return PatternParser(source).parse();
}

// All threads of the pattern advance together over the text, each step at most once per character.
bool Pattern::matches(std::string_view text) const {
    if (text.size() > text_bytes_max) return false;
    std::vector<std::uint32_t> now, next, pending;
    std::vector<std::size_t> seen(steps_.size(), SIZE_MAX);
    std::size_t round = 0;
    bool matched = false;
    const auto add = [&](std::vector<std::uint32_t>& threads, std::uint32_t start) {
        pending.push_back(start);
        while (!pending.empty()) {
            const std::uint32_t at = pending.back();
            pending.pop_back();
            if (seen[at] == round) continue;
            seen[at] = round;
            const Step& step = steps_[at];
            if (step.kind == Step::Kind::one_of) threads.push_back(at);
            else if (step.kind == Step::Kind::match) matched = true;
            else pending.push_back(step.to);
            if (step.kind == Step::Kind::split) pending.push_back(step.other);
        }
    };
    add(now, 0);
    for (std::size_t at = 0; at < text.size() && !now.empty();) {
        const char32_t c = next_character(text, at);
        ++round;
        matched = false;
        next.clear();
        for (const std::uint32_t thread : now)
            if (sets_[steps_[thread].set].contains(c)) add(next, thread + 1);
        now.swap(next);
        if (at == text.size()) return matched;
    }
    return text.empty() && matched;
}

}  // namespace nuong::forms

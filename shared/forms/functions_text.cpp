// Texts and the codes of select questions. Positions count characters, not bytes: "Đào" has three.
#include <cmath>
#include <map>

#include "shared/base/text.h"
#include "shared/forms/functions.h"

namespace nuong::forms {
namespace {

constexpr std::size_t text_bytes_max = 1u << 18;  // a text that is put together grows no further

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

std::int64_t characters_in(std::string_view text) {
    std::int64_t count = 0;
    for (const char c : text)
        if (begins_character(c)) ++count;
    return count;
}

std::size_t byte_of_character(std::string_view text, std::int64_t index) {
    std::size_t at = 0;
    for (; at < text.size(); ++at)
        if (begins_character(text[at]) && index-- == 0) break;
    return at;
}

std::vector<std::string_view> codes_of(std::string_view list) {
    std::vector<std::string_view> codes;
    for (std::size_t from = 0; from < list.size();) {
        const std::size_t to = std::min(list.find_first_of(" \t\n", from), list.size());
        if (to > from) codes.push_back(list.substr(from, to - from));
        from = to + 1;
    }
    return codes;
}

Datum run_selected(const Call& call) {
    const std::string list = call.text(0), written = call.text(1);
    const auto wanted_codes = codes_of(written);
    const std::string_view wanted = wanted_codes.empty() ? "" : wanted_codes.front();
    for (const std::string_view code : codes_of(list))
        if (code == wanted) return Datum(true);
    return Datum(false);
}

Datum run_count_selected(const Call& call) { return Datum(static_cast<std::int64_t>(codes_of(call.text(0)).size())); }

Datum run_selected_at(const Call& call) {
    const std::string list = call.text(0);
    const auto codes = codes_of(list);
    const auto index = call.number(1);
    if (!index || *index < 0 || *index >= static_cast<double>(codes.size())) return Datum();
    return Datum(std::string(codes[static_cast<std::size_t>(*index)]));
}

Datum run_concat(const Call& call) {
    std::string all;
    for (const Datum& value : call.values(0)) {
        all += text_of(value);
        if (all.size() > text_bytes_max) break;
    }
    return Datum(std::move(all));
}

// Blanks are left out: a list of names with holes is not what anybody wants to read.
Datum run_join(const Call& call) {
    const std::string separator = call.text(0);
    std::string all;
    for (const Datum& value : call.values(1)) {
        if (value.is_blank()) continue;
        if (!all.empty()) all += separator;
        all += text_of(value);
        if (all.size() > text_bytes_max) break;
    }
    return Datum(std::move(all));
}

Datum run_string(const Call& call) { return Datum(call.text(0)); }
Datum run_contains(const Call& call) { return Datum(call.text(0).find(call.text(1)) != std::string::npos); }
Datum run_starts_with(const Call& call) { return Datum(call.text(0).starts_with(call.text(1))); }
Datum run_ends_with(const Call& call) { return Datum(call.text(0).ends_with(call.text(1))); }
Datum run_string_length(const Call& call) { return Datum(characters_in(call.text(0))); }

Datum run_substr(const Call& call) {
    const std::string text = call.text(0);
    const std::int64_t length = characters_in(text);
    const auto bound = [&](std::optional<double> index) {
        double at = std::trunc(index.value_or(0));
        if (at < 0) at += static_cast<double>(length);  // from the end, as ODK has it
        return static_cast<std::int64_t>(std::clamp(at, 0.0, static_cast<double>(length)));
    };
    const std::int64_t from = bound(call.number(1)), to = call.size() > 2 ? bound(call.number(2)) : length;
    if (from >= to) return Datum(std::string());
    const std::size_t first = byte_of_character(text, from), last = byte_of_character(text, to);
    return Datum(text.substr(first, last - first));
}

Datum run_substring_before(const Call& call) {
    const std::string text = call.text(0);
    const std::size_t at = text.find(call.text(1));
    return Datum(at == std::string::npos ? std::string() : text.substr(0, at));
}

Datum run_substring_after(const Call& call) {
    const std::string text = call.text(0), mark = call.text(1);
    const std::size_t at = text.find(mark);
    return Datum(at == std::string::npos ? std::string() : text.substr(at + mark.size()));
}

// substring(text, from, count): XPath's own, counting from 1 and rounding.
Datum run_substring(const Call& call) {
    const std::string text = call.text(0);
    const auto real = [](const Datum& value) {
        const Datum number = number_of(value);
        if (const auto* i = number.as<std::int64_t>()) return static_cast<double>(*i);
        const auto* d = number.as<double>();
        return d ? *d : std::nan("");
    };
    const double from = std::floor(real(call.value(1)) + 0.5);
    const double until = call.size() > 2 ? from + std::floor(real(call.value(2)) + 0.5) : HUGE_VAL;
    std::string all;
    double place = 0;
    for (const char c : text) {
        if (begins_character(c)) ++place;
        if (place >= from && place < until) all += c;
    }
    return Datum(std::move(all));
}

// Letters of the second text become those at the same place in the third, or vanish.
Datum run_translate(const Call& call) {
    const auto letters = [](const std::string& text) {
        std::vector<std::string> all;
        for (const char c : text) {
            if (begins_character(c) || all.empty()) all.emplace_back();
            all.back() += c;
        }
        return all;
    };
    const auto text = letters(call.text(0)), from = letters(call.text(1)), to = letters(call.text(2));
    std::map<std::string_view, std::string_view> becomes;
    for (std::size_t i = 0; i < from.size(); ++i) becomes.emplace(from[i], i < to.size() ? to[i] : std::string_view());
    std::string all;
    for (const std::string& letter : text) {
        const auto found = becomes.find(letter);
        all += found == becomes.end() ? std::string_view(letter) : found->second;
    }
    return Datum(std::move(all));
}

Datum run_normalize_space(const Call& call) {
    const std::string text = call.text(0);
    std::string all;
    for (const std::string_view word : codes_of(text)) {
        if (!all.empty()) all += ' ';
        all += word;
    }
    return Datum(std::move(all));
}

Datum run_regex(const Call& call) {
    const std::string text = call.text(0);
    if (const Pattern* pattern = call.pattern()) return Datum(pattern->matches(text));
    const auto pattern = Pattern::compile(call.text(1));
    return Datum(pattern && pattern->matches(text));
}

Datum run_fold(const Call& call) { return Datum(fold_for_search(call.text(0))); }

// The words of a choice in the language of the person; of several choices, joined by commas.
Datum choice_label(const Call& call, const std::string& codes, int question, bool shows_unknown) {
    const Evaluation& evaluation = call.evaluation();
    const int index = call.question(question).node;
    if (index < 0 || !call.is_question(question)) return Datum();
    const ChoiceList* list = evaluation.form.list(evaluation.form.nodes[static_cast<std::size_t>(index)].list);
    std::string words;
    for (const std::string_view code : codes_of(codes)) {
        const Choice* choice = list ? list->find(code) : nullptr;
        if (!words.empty()) words += ", ";
        const int row = evaluation.source.enclosing_row(evaluation.place,
                                                        evaluation.form.nodes[static_cast<std::size_t>(index)].scope);
        if (const auto offered = evaluation.source.offered_label(index, row, code)) words += *offered;
        else
            words += choice ? choice->label.in(evaluation.environment.language, evaluation.form.default_language)
                     : shows_unknown ? std::string(code)
                                     : std::string();
    }
    return Datum(std::move(words));
}
Datum run_label(const Call& call) { return choice_label(call, call.text(0), 0, true); }
Datum run_choice_name(const Call& call) { return choice_label(call, call.text(0), 1, false); }

constexpr Function text_table[] = {
    {"selected", 2, 2, Kind::truth, run_selected},
    {"count-selected", 1, 1, Kind::number, run_count_selected},
    {"selected-at", 2, 2, Kind::any, run_selected_at},
    {"concat", 0, -1, Kind::text, run_concat},
    {"join", 1, -1, Kind::text, run_join},
    {"string", 0, 1, Kind::text, run_string},
    {"contains", 2, 2, Kind::truth, run_contains},
    {"starts-with", 2, 2, Kind::truth, run_starts_with},
    {"ends-with", 2, 2, Kind::truth, run_ends_with},
    {"string-length", 0, 1, Kind::number, run_string_length},
    {"substr", 2, 3, Kind::any, run_substr},
    {"substring", 2, 3, Kind::text, run_substring},
    {"translate", 3, 3, Kind::text, run_translate},
    {"substring-before", 2, 2, Kind::any, run_substring_before},
    {"substring-after", 2, 2, Kind::any, run_substring_after},
    {"normalize-space", 0, 1, Kind::text, run_normalize_space},
    {"regex", 2, 2, Kind::truth, run_regex},
    {"fold", 1, 1, Kind::text, run_fold},
    {"label", 1, 1, Kind::text, run_label, Needs::language | Needs::question},
    {"jr:choice-name", 2, 2, Kind::text, run_choice_name, Needs::language},
};

}  // namespace

std::span<const Function> text_functions() { return text_table; }

}  // namespace nuong::forms

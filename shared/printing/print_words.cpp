#include "shared/printing/print_words.h"

#include <algorithm>

#include "shared/base/partial_date.h"

namespace nuong::printing {
namespace {

std::string two_digits(unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); }

}  // namespace

std::string said(const Message& message, std::string_view language) {
    return message.in(language == "vi" ? Language::vi : Language::en);
}

std::string blank_text(const forms::CompiledForm& form, const forms::Label& label, const forms::TextTemplate& cut,
                       std::string_view language) {
    const std::string& fallback = form.definition.default_language;
    auto pieces = cut.find(language);
    if (pieces == cut.end() && !label.texts.contains(language)) pieces = cut.find(fallback);
    if (pieces == cut.end()) return label.in(language, fallback);
    std::string text;
    for (const forms::TextPiece& piece : pieces->second) text += piece.expression < 0 ? piece.words : "……";
    return text;
}

std::string missing_code(const std::string& reason, std::string_view language) {
    if (reason == "unknown") return said({"KR", "UK"}, language);
    if (reason == "refused" || reason == "declined") return said({"TC", "RF"}, language);
    if (reason == "not_asked") return said({"CH", "NQ"}, language);
    if (reason == "not_applicable") return said({"KAD", "NA"}, language);
    return reason;
}

std::string day_text(const std::string& iso) {
    const bool is_day = iso.size() >= 7 && iso.size() <= 10 && iso[4] == '-';
    const auto day = is_day ? parse_partial_date(iso) : std::nullopt;
    if (!day) return iso;
    std::string text = std::to_string(day->year);
    if (day->month > 0) text = two_digits(day->month) + "/" + text;
    if (day->day > 0) text = two_digits(day->day) + "/" + text;
    return text;
}

std::string short_id(const std::string& uuid) {
    return uuid.size() < 36 ? uuid : uuid.substr(0, 8) + "…" + uuid.substr(28);
}

std::size_t letters_in(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool has_word(std::string_view words, std::string_view word) {
    for (std::size_t from = 0; from < words.size();) {
        const std::size_t to = std::min(words.find(' ', from), words.size());
        if (words.substr(from, to - from) == word) return true;
        from = to + 1;
    }
    return false;
}

}  // namespace nuong::printing

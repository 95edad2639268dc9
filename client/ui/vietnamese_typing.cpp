#include "client/ui/vietnamese_typing.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "client/ui/vietnamese_letters.h"

namespace nuong::client {
namespace {

constexpr std::array<std::string_view, 28> initials = {"",   "b", "c", "ch", "d",  "g",   "gh", "gi", "h",  "k",
                                                       "kh", "l", "m", "n",  "ng", "ngh", "nh", "p",  "ph", "qu",
                                                       "r",  "s", "t", "th", "tr", "v",   "x",  "đ"};
constexpr std::array<std::string_view, 9> codas = {"", "c", "ch", "m", "n", "ng", "nh", "p", "t"};
constexpr std::array<std::string_view, 51> nuclei = {
    "a",  "ă",  "â",  "e",  "ê",  "i",  "o",  "ô",   "ơ",   "u",   "ư",   "y",   "ai",  "ao",  "au",  "âu",  "ay",
    "ây", "eo", "êu", "ia", "iê", "iu", "oa", "oă",  "oe",  "oi",  "ôi",  "ơi",  "ua",  "uâ",  "ưa",  "uê",  "ui",
    "ưi", "uô", "uơ", "ươ", "ưu", "uy", "yê", "iêu", "oai", "oao", "oay", "oeo", "uây", "uôi", "ươi", "ươu", "yêu"};
constexpr std::array<std::string_view, 3> rare_nuclei = {"uya", "uyê", "uyu"};

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& set, std::string_view text) {
    return std::find(set.begin(), set.end(), text) != set.end();
}

// Tones and capitals do not matter to what a syllable may be.
Letters toneless(std::span<const Letter> letters) {
    Letters plain(letters.begin(), letters.end());
    for (Letter& letter : plain) letter = {.base = letter.base, .mark = letter.mark};
    return plain;
}
std::string bare(Letters letters) {
    for (Letter& letter : letters) letter = {.base = letter.base};
    return spell(letters);
}

struct Syllable {
    Letters letters;
    std::size_t vowel_start = 0, vowel_end = 0;

    std::span<Letter> nucleus() { return {letters.data() + vowel_start, vowel_end - vowel_start}; }
    std::string initial() const { return spell(toneless({letters.data(), vowel_start})); }
    std::string coda() const { return spell(toneless({letters.data() + vowel_end, letters.size() - vowel_end})); }
};

bool is_nucleus(std::span<const Letter> letters) {
    const std::string text = spell(toneless(letters));
    return contains(nuclei, text) || contains(rare_nuclei, text);
}

// On the way to a nucleus: "uo" is not one yet, but "ươ" and "uô" are.
bool may_become_nucleus(std::span<const Letter> letters) {
    const std::string text = bare({letters.begin(), letters.end()});
    const auto same_bare = [&](std::string_view nucleus) { return bare(last_word(nucleus).letters) == text; };
    return std::any_of(nuclei.begin(), nuclei.end(), same_bare) ||
           std::any_of(rare_nuclei.begin(), rare_nuclei.end(), same_bare);
}

std::optional<Syllable> syllable_of(Letters letters) {
    Syllable s{.letters = std::move(letters)};
    const auto base = [&](std::size_t i) { return i < s.letters.size() ? s.letters[i].base : '\0'; };
    const auto vowel = [&](std::size_t i) { return i < s.letters.size() && is_vowel(s.letters[i]); };
    while (s.vowel_start < s.letters.size() && !vowel(s.vowel_start)) ++s.vowel_start;
    const bool qu = base(0) == 'q' && s.vowel_start == 1 && base(1) == 'u';
    const bool gi = base(0) == 'g' && s.vowel_start == 1 && base(1) == 'i' && vowel(2);
    if (qu || gi) ++s.vowel_start;
    s.vowel_end = s.vowel_start;
    while (vowel(s.vowel_end)) ++s.vowel_end;
    const bool sound = contains(initials, s.initial()) && contains(codas, s.coda()) &&
                       (s.vowel_end == s.vowel_start || may_become_nucleus(s.nucleus()));
    return sound ? std::optional(std::move(s)) : std::nullopt;
}

ToneMark tone_of(const Letters& letters) {
    for (const Letter& letter : letters)
        if (letter.tone != ToneMark::none) return letter.tone;
    return ToneMark::none;
}

// Which vowel carries the tone.
std::size_t tone_place(Syllable& s) {
    const std::span<Letter> nucleus = s.nucleus();
    for (std::size_t i = nucleus.size(); i-- > 0;)
        if (nucleus[i].mark != Mark::none) return s.vowel_start + i;
    if (nucleus.size() >= 3) return s.vowel_start + 1;
    if (nucleus.size() < 2) return s.vowel_start;
    const std::string text = spell(toneless(nucleus));
    const bool second = s.vowel_end < s.letters.size() || text == "oa" || text == "oe" || text == "uy";
    return s.vowel_start + (second ? 1 : 0);
}

void put_tone(Syllable& s, ToneMark tone) {
    for (Letter& letter : s.letters) letter.tone = ToneMark::none;
    if (s.vowel_end > s.vowel_start) s.letters[tone_place(s)].tone = tone;
}

// What a key asks for. `letter` limits a hat to its own vowel in Telex ("aa", not "ao").
struct Wish {
    enum class Kind { none, tone, mark, horn_or_breve, stroke } kind = Kind::none;
    ToneMark tone = ToneMark::none;
    Mark mark = Mark::none;
    char letter = 0;
};

Wish telex_wish(char key) {
    switch (key) {
        case 's': return {.kind = Wish::Kind::tone, .tone = ToneMark::acute};
        case 'f': return {.kind = Wish::Kind::tone, .tone = ToneMark::grave};
        case 'r': return {.kind = Wish::Kind::tone, .tone = ToneMark::hook};
        case 'x': return {.kind = Wish::Kind::tone, .tone = ToneMark::tilde};
        case 'j': return {.kind = Wish::Kind::tone, .tone = ToneMark::dot};
        case 'z': return {.kind = Wish::Kind::tone, .tone = ToneMark::none};
        case 'a':
        case 'e':
        case 'o': return {.kind = Wish::Kind::mark, .mark = Mark::hat, .letter = key};
        case 'w': return {.kind = Wish::Kind::horn_or_breve};
        case 'd': return {.kind = Wish::Kind::stroke};
        default: return {};
    }
}

Wish vni_wish(char key) {
    switch (key) {
        case '1': return {.kind = Wish::Kind::tone, .tone = ToneMark::acute};
        case '2': return {.kind = Wish::Kind::tone, .tone = ToneMark::grave};
        case '3': return {.kind = Wish::Kind::tone, .tone = ToneMark::hook};
        case '4': return {.kind = Wish::Kind::tone, .tone = ToneMark::tilde};
        case '5': return {.kind = Wish::Kind::tone, .tone = ToneMark::dot};
        case '0': return {.kind = Wish::Kind::tone, .tone = ToneMark::none};
        case '6': return {.kind = Wish::Kind::mark, .mark = Mark::hat};
        case '7': return {.kind = Wish::Kind::mark, .mark = Mark::horn};
        case '8': return {.kind = Wish::Kind::mark, .mark = Mark::breve};
        case '9': return {.kind = Wish::Kind::stroke};
        default: return {};
    }
}

enum class Outcome { unchanged, changed, taken_back };

Outcome apply_tone(Syllable& s, ToneMark tone) {
    if (s.vowel_end == s.vowel_start) return Outcome::unchanged;
    const ToneMark before = tone_of(s.letters);
    if (tone == ToneMark::none && before == ToneMark::none) return Outcome::unchanged;
    const std::string coda = s.coda();
    const bool stop = coda == "c" || coda == "ch" || coda == "p" || coda == "t";
    if (stop && tone != ToneMark::none && tone != ToneMark::acute && tone != ToneMark::dot) return Outcome::unchanged;
    const bool again = before == tone;
    put_tone(s, again ? ToneMark::none : tone);
    return again ? Outcome::taken_back : Outcome::changed;
}

bool can_carry(const Letter& letter, Mark mark) {
    switch (mark) {
        case Mark::hat: return letter.base == 'a' || letter.base == 'e' || letter.base == 'o';
        case Mark::breve: return letter.base == 'a';
        case Mark::horn: return letter.base == 'o' || letter.base == 'u';
        default: return false;
    }
}

// Gives the vowels at `places` the mark if a syllable of the language comes out of it.
bool try_mark(Syllable& s, std::initializer_list<std::size_t> places, Mark mark) {
    Syllable tried = s;
    for (const std::size_t place : places) {
        Letter& letter = tried.nucleus()[place];
        if (!can_carry(letter, mark)) return false;
        letter.mark = mark;
    }
    if (!is_nucleus(tried.nucleus())) return false;
    put_tone(tried, tone_of(tried.letters));
    s = std::move(tried);
    return true;
}

bool try_uo(Syllable& s) {
    const std::string text = bare({s.nucleus().begin(), s.nucleus().end()});
    if (!text.starts_with("uo")) return false;
    const std::string initial = s.initial();
    const bool open = text == "uo" && s.coda().empty() && (initial == "h" || initial == "th" || initial == "kh");
    return open ? try_mark(s, {1}, Mark::horn) : try_mark(s, {0, 1}, Mark::horn);
}

// "nguwo": the first half of ươ has its horn and the second waits for its own.
bool is_half_uo(Syllable& s) { return spell(toneless(s.nucleus())).starts_with("ưo"); }

bool take_back(Syllable& s, Mark mark, char letter) {
    bool found = false;
    for (Letter& each : s.nucleus())
        if (each.mark == mark && (letter == 0 || each.base == letter)) {
            each.mark = Mark::none;
            found = true;
        }
    if (found) put_tone(s, tone_of(s.letters));
    return found;
}

Outcome apply_mark(Syllable& s, Mark mark, char letter) {
    if (mark == Mark::horn && is_half_uo(s)) return try_mark(s, {1}, mark) ? Outcome::changed : Outcome::unchanged;
    if (take_back(s, mark, letter)) return Outcome::taken_back;
    if (mark == Mark::horn && try_uo(s)) return Outcome::changed;
    for (std::size_t i = s.nucleus().size(); i-- > 0;) {
        if (letter != 0 && s.nucleus()[i].base != letter) continue;
        if (try_mark(s, {i}, mark)) return Outcome::changed;
    }
    return Outcome::unchanged;
}

// The "w" of Telex: ươ, ưa, ă, ơ or ư, whichever makes a syllable; after a lone consonant it is ư itself.
Outcome apply_w(Syllable& s, bool upper) {
    if (is_half_uo(s) && try_mark(s, {1}, Mark::horn)) return Outcome::changed;
    const bool horn_back = take_back(s, Mark::horn, 0);
    const bool breve_back = take_back(s, Mark::breve, 0);
    if (horn_back || breve_back) return Outcome::taken_back;
    if (s.vowel_start == s.vowel_end) {
        if (s.letters.empty() || s.initial() == "qu") return Outcome::unchanged;
        s.letters.push_back({.base = 'u', .mark = Mark::horn, .upper = upper});
        return Outcome::changed;
    }
    if (try_uo(s)) return Outcome::changed;
    const std::size_t size = s.nucleus().size();
    for (std::size_t i = 0; i < size; ++i)
        if (s.nucleus()[i].base == 'u' && try_mark(s, {i}, Mark::horn)) return Outcome::changed;
    for (std::size_t i = 0; i < size; ++i)
        for (const Mark mark : {Mark::breve, Mark::horn})
            if (s.nucleus()[i].base != 'u' && try_mark(s, {i}, mark)) return Outcome::changed;
    return Outcome::unchanged;
}

Outcome apply_stroke(Syllable& s) {
    if (s.letters.empty() || s.letters.front().base != 'd') return Outcome::unchanged;
    Letter& d = s.letters.front();
    const bool again = d.mark == Mark::stroke;
    d.mark = again ? Mark::none : Mark::stroke;
    return again ? Outcome::taken_back : Outcome::changed;
}

Outcome apply(Syllable& s, const Wish& wish, bool upper) {
    switch (wish.kind) {
        case Wish::Kind::tone: return apply_tone(s, wish.tone);
        case Wish::Kind::mark: return apply_mark(s, wish.mark, wish.letter);
        case Wish::Kind::horn_or_breve: return apply_w(s, upper);
        case Wish::Kind::stroke: return apply_stroke(s);
        case Wish::Kind::none: break;
    }
    return Outcome::unchanged;
}

// A letter that joins the word may move the tone ("hoa" -> "hoan") or finish a vowel ("thuơ" + n -> "thươn").
Letters with_letter(Letters letters, Letter letter) {
    const ToneMark tone = tone_of(letters);
    letters.push_back(letter);
    std::optional<Syllable> s = syllable_of(letters);
    if (!s) return letters;
    const std::string nucleus = spell(toneless(s->nucleus()));
    if (nucleus == "ưoi" || nucleus == "ưou" || (nucleus == "ưo" && s->vowel_end < letters.size()))
        s->nucleus()[1].mark = Mark::horn;
    if (nucleus == "uơ" && s->vowel_end < letters.size()) s->nucleus()[0].mark = Mark::horn;
    if (tone != ToneMark::none) put_tone(*s, tone);
    return s->letters;
}

}  // namespace

std::string type_key(std::string text, char key, TypingMethod method) {
    const bool upper = key >= 'A' && key <= 'Z';
    const char lower = static_cast<char>(upper ? key - 'A' + 'a' : key);
    const bool is_letter = lower >= 'a' && lower <= 'z';
    const LastWord word = method == TypingMethod::off ? LastWord{} : last_word(text);
    constexpr std::size_t syllable_letters_max = 8;  // "nghiêng" has seven; a longer word is of another language
    if (method == TypingMethod::off || word.letters.empty() || word.letters.size() > syllable_letters_max)
        return text += key;

    const Wish wish = method == TypingMethod::telex ? telex_wish(lower) : vni_wish(key);
    std::optional<Syllable> s = syllable_of(word.letters);
    const Outcome outcome = s ? apply(*s, wish, upper) : Outcome::unchanged;
    if (outcome == Outcome::unchanged && !is_letter) return text += key;

    text.resize(word.start);
    if (outcome == Outcome::changed) return text += spell(s->letters);
    if (outcome == Outcome::taken_back) return (text += spell(s->letters)) += key;
    return text += spell(with_letter(word.letters, {.base = lower, .upper = upper}));
}

std::string type_keys(std::string_view keys, TypingMethod method) {
    std::string text;
    for (const char key : keys) text = type_key(std::move(text), key, method);
    return text;
}

}  // namespace nuong::client

// A Vietnamese letter taken apart: base letter, mark (hat, breve, horn, stroke), tone and case. The typing engine works
// on these and never on bytes.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace nuong::client {

enum class Mark { none, hat, breve, horn, stroke };            // a â ă, o ô ơ, u ư, d đ
enum class ToneMark { none, acute, grave, hook, tilde, dot };  // a á à ả ã ạ

struct Letter {
    char base = 0;  // 'a'..'z'
    Mark mark = Mark::none;
    ToneMark tone = ToneMark::none;
    bool upper = false;

    bool operator==(const Letter&) const = default;
};
using Letters = std::vector<Letter>;

bool is_vowel(const Letter& letter);

// The letters of the last word of `text`: everything after the last thing that is not a letter. `start` is where its
// bytes begin.
struct LastWord {
    Letters letters;
    std::size_t start = 0;
};
LastWord last_word(std::string_view text);

std::string spell(const Letters& letters);

}  // namespace nuong::client

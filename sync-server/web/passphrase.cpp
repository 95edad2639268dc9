#include "sync-server/web/passphrase.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <new>
#include <set>

#include "shared/base/random.h"
#include "shared/base/text.h"

namespace nuong::web {
namespace {

constexpr unsigned long long rounds = 3;
constexpr std::size_t memory_bytes = 64u << 20;

std::size_t letters_of(const std::string& text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

// What people choose when a rule makes them write more, as lists of stolen passphrases show; without marks and spaces.
// Whoever guesses begins with these, with a year or a few numbers after them.
constexpr std::array<std::string_view, 40> chosen_by_many{
    "123456789012",       "1234567890123",  "qwertyuiop",     "qwertyuiopas",
    "1qaz2wsx3edc",       "qazwsxedcrfv",   "password",       "passwordpassword",
    "passw0rd",           "iloveyou",       "letmein",        "welcome",
    "administrator",      "admin",          "adminadmin",     "changeme",
    "superman",           "football",       "matkhau",        "matkhaucuatoi",
    "matkhaumoi",         "khongcomatkhau", "khongbiet",      "toiyeuem",
    "anhyeuem",           "emyeuanh",       "yeuemnhieu",     "toiyeuvietnam",
    "vietnamvodich",      "vietnam",        "vietnamcongsan", "hochiminh",
    "bachovidai",         "hanoi",          "laocai",         "thaibinh",
    "doclaptudohanhphuc", "dangcongsan",    "giadinhtoi",     "nuong"};

bool begins_with_common(std::string_view folded) {
    std::string letters;
    for (const char c : folded)
        if (c != ' ' && c != '.' && c != '-' && c != '_') letters += c;
    return std::any_of(chosen_by_many.begin(), chosen_by_many.end(), [&](std::string_view each) {
        if (!letters.starts_with(each)) return false;
        const std::string_view rest = std::string_view(letters).substr(each.size());
        return std::all_of(rest.begin(), rest.end(), [](char c) { return !(c >= 'a' && c <= 'z'); });
    });
}

Error wont_do(const char* vi, const char* en) { return {ErrorCode::invalid, {vi, en}}; }

}  // namespace

std::string composed_passphrase(const std::string& typed) {
    if (typed.size() > passphrase_bytes_max) return "";
    return to_nfc(typed).value_or("");
}

Result<std::string> passphrase_for(const UserId& user, const std::string& typed) {
    const std::string passphrase = composed_passphrase(typed);
    if (letters_of(passphrase) < passphrase_letters_min)
        return wont_do("Cụm mật khẩu cần ít nhất 12 chữ (và không quá 256 byte). Nên ghép bốn, năm từ không liên quan.",
                       "A passphrase needs at least 12 letters (and at most 256 bytes). Four or five unrelated words "
                       "are good.");
    const std::string folded = fold_for_search(passphrase), name = fold_for_search(user);
    if (std::set<char>(folded.begin(), folded.end()).size() < 5)
        return wont_do("Cụm mật khẩu này lặp lại quá ít chữ khác nhau.", "This passphrase repeats too few letters.");
    if (begins_with_common(folded))
        return wont_do("Cụm mật khẩu này nhiều người dùng; ai dò cũng thử trước. Nên ghép bốn, năm từ không liên quan.",
                       "Many people use this passphrase, and whoever guesses begins with it. Four or five unrelated "
                       "words are good.");
    if (name.size() > 2 && folded.find(name) != std::string::npos &&
        letters_of(passphrase) < name.size() + passphrase_letters_min)
        return wont_do("Cụm mật khẩu không được là tên đăng nhập thêm vài chữ.",
                       "The passphrase must not be the account's name and a few letters more.");
    return passphrase;
}

std::string keep_passphrase(const std::string& passphrase) {
    ready_crypto();
    std::array<char, crypto_pwhash_STRBYTES> kept{};
    if (crypto_pwhash_str_alg(kept.data(), passphrase.data(), passphrase.size(), rounds, memory_bytes,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::bad_alloc();
    return kept.data();
}

bool fits(const std::string& kept, const std::string& passphrase) {
    ready_crypto();
    const std::string& compared = passphrase.empty() ? kept : passphrase;  // takes as long
    const bool is_same = crypto_pwhash_str_verify(kept.c_str(), compared.data(), compared.size()) == 0;
    return is_same && !passphrase.empty();
}

void compare_with_nothing(const std::string& passphrase) {
    static const std::string nothing = keep_passphrase("nobody has chosen this one");
    static_cast<void>(fits(nothing, passphrase));
}

}  // namespace nuong::web

// Passphrases of the web page: which ones will do, and how they are kept.
#pragma once
#include <string>

#include "shared/base/result.h"
#include "shared/model/ids.h"

namespace nuong::web {

inline constexpr std::size_t passphrase_letters_min = 12, passphrase_bytes_max = 256;

// Composed, so that every keyboard and input method gives the same bytes. Errors: invalid, in words for the person.
Result<std::string> passphrase_for(const UserId& user, const std::string& typed);
std::string composed_passphrase(const std::string& typed);  // for one that is only compared

// Argon2id with a new salt: a quarter of a second and 64 MiB, here and for whoever guesses.
std::string keep_passphrase(const std::string& passphrase);
bool fits(const std::string& kept, const std::string& passphrase);
// Takes as long as a comparison, so that nobody learns from the time who has no passphrase.
void compare_with_nothing(const std::string& passphrase);

}  // namespace nuong::web

// Keyring: the data key of one store, wrapped by the PIN of its person. The key itself is random and never on the disk
// in the clear; changing a PIN wraps it anew and leaves the store alone. Who else uses this device has another store
// and another keyring (household.h).
//
// Argon2id (RFC 9106) makes each guess of a PIN slow; wrong guesses are also counted on disk and, from the fifth on,
// have to wait: 30 s, doubling up to one hour. The count is raised before the guess is tried, so that killing the
// program between two guesses saves nothing. Where the district wants it, they are counted out: with the last one the
// store is to be destroyed (Household), and each wrong one says before how many are left.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/date.h"
#include "shared/base/result.h"
#include "shared/sqlite/database.h"

namespace nuong::client {

inline constexpr std::size_t pin_length_min = 4;       // characters
inline constexpr std::uint32_t guesses_limit_min = 5;  // whoever asks for fewer
// What lies beside the store.
inline constexpr const char* keyring_file = "keyring.json";
inline constexpr const char* guesses_file = "guesses.json";
inline constexpr const char* recovery_file = "recovery.json";  // recovery_box.h
inline constexpr const char* asking_file = "recovery.key";     // likewise

// What one guess costs. Measured on a 2.5 GHz core: about 0.2 s and 64 MiB.
struct PinCost {
    unsigned long long passes = 2;
    std::size_t memory_bytes = 64u << 20;
};

class Keyring {
public:
    explicit Keyring(std::string home, PinCost cost = {});

    bool exists() const;
    // Users who can unlock this device, in the order they were added.
    Result<std::vector<std::string>> users() const;

    // First start: a new random key, wrapped by the PIN of `user`. Refused when a keyring is there already.
    Result<DatabaseKey> create(const std::string& user, std::string_view pin);
    // `locked` with the seconds to wait after too many wrong PINs; `locked` for a wrong PIN; `damaged` when the file
    // is.
    Result<DatabaseKey> unlock(const std::string& user, std::string_view pin, Instant now);
    // Another PIN for the key that the store has, when the old one is lost. Until it is durable the old one counts.
    Status set_pin(std::string_view pin, const DatabaseKey& key);
    static Status check_new_pin(std::string_view pin);
    // False from the first start until the district has said who the user is.
    bool has_named_users() const;
    // Gives the user another name, once the district has said who they are.
    Status rename_user(const std::string& from, const std::string& to);

    // Since the last right one.
    int wrong_guesses() const;
    // How many wrong PINs in a row there may be; 0: any number.
    Status limit_guesses(std::uint32_t most);
    // Nothing: any number. 0: the store is to be destroyed.
    std::optional<int> guesses_left() const;

    // How long until the next guess is allowed.
    std::chrono::seconds wait_before_next_guess(Instant now) const;

private:
    std::string path_of(const char* name) const;
    Status count_wrong_guess(Instant now);
    Status restart_impossible_wait(Instant now);

    std::string home_;
    PinCost cost_;
};

}  // namespace nuong::client

#include "client/store/keyring.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "shared/base/encoding.h"
#include "shared/base/json.h"
#include "shared/base/random.h"
#include "shared/sqlite/durable_file.h"

namespace nuong::client {
namespace {

constexpr std::size_t file_bytes_max = 1u << 20;
constexpr std::size_t guesses_bytes = 256;
constexpr int free_guesses = 5;

using Key = std::array<std::uint8_t, crypto_secretbox_KEYBYTES>;

struct WrappedKey {
    std::string user;
    std::vector<std::uint8_t> salt, nonce, box;
    PinCost cost;
};

struct Guesses {
    int wrong = 0;
    Instant until{};  // no guess before this moment
    Instant last{};   // of the last wrong guess: a clock set back does not shorten the wait
    int limit = 0;    // of wrong ones in a row; 0: none, also when the file cannot be read
};

Error damaged_keyring() {
    return {ErrorCode::damaged,
            {"Tệp khóa của máy này bị hỏng. Đừng xóa gì; hãy báo cán bộ kỹ thuật của huyện.",
             "The key file of this device is damaged. Delete nothing; call the district's technician."}};
}

Result<Key> stretch(std::string_view pin, const WrappedKey& wrapped) {
    Key key;
    if (wrapped.salt.size() != crypto_pwhash_SALTBYTES || wrapped.nonce.size() != crypto_secretbox_NONCEBYTES ||
        wrapped.cost.memory_bytes > (1u << 30) || wrapped.cost.passes > 100)
        return damaged_keyring();
    if (crypto_pwhash(key.data(), key.size(), pin.data(), pin.size(), wrapped.salt.data(), wrapped.cost.passes,
                      wrapped.cost.memory_bytes, crypto_pwhash_ALG_ARGON2ID13) != 0)
        return Error{ErrorCode::locked,
                     {"Máy không đủ bộ nhớ để kiểm tra mã PIN. Hãy đóng bớt chương trình rồi thử lại.",
                      "Not enough memory to check the PIN. Close other programs and try again."}};
    return key;
}

Result<WrappedKey> wrap(const std::string& user, std::string_view pin, const DatabaseKey& key, PinCost cost) {
    WrappedKey wrapped{user, std::vector<std::uint8_t>(crypto_pwhash_SALTBYTES),
                       std::vector<std::uint8_t>(crypto_secretbox_NONCEBYTES),
                       std::vector<std::uint8_t>(key.bytes().size() + crypto_secretbox_MACBYTES), cost};
    fill_random(wrapped.salt);
    fill_random(wrapped.nonce);
    auto pin_key = stretch(pin, wrapped);
    if (!pin_key) return pin_key.error();
    crypto_secretbox_easy(wrapped.box.data(), key.bytes().data(), key.bytes().size(), wrapped.nonce.data(),
                          pin_key->data());
    sodium_memzero(pin_key->data(), pin_key->size());
    return wrapped;
}

Json to_json(const WrappedKey& wrapped) {
    return Json{{"user", wrapped.user},
                {"kdf", "argon2id"},
                {"passes", wrapped.cost.passes},
                {"memory_bytes", wrapped.cost.memory_bytes},
                {"salt", to_base64url(wrapped.salt)},
                {"nonce", to_base64url(wrapped.nonce)},
                {"box", to_base64url(wrapped.box)}};
}

Result<WrappedKey> wrapped_from_json(const Json& json) {
    if (!json.is_object()) return damaged_keyring();
    for (const char* key : {"user", "salt", "nonce", "box"})
        if (!json.contains(key) || !json[key].is_string()) return damaged_keyring();
    for (const char* key : {"passes", "memory_bytes"})
        if (!json.contains(key) || !json[key].is_number_unsigned()) return damaged_keyring();
    const auto salt = from_base64url(json["salt"].get<std::string>()),
               nonce = from_base64url(json["nonce"].get<std::string>()),
               box = from_base64url(json["box"].get<std::string>());
    if (!salt || !nonce || !box) return damaged_keyring();
    return WrappedKey{json["user"].get<std::string>(),
                      *salt,
                      *nonce,
                      *box,
                      {json["passes"].get<unsigned long long>(), json["memory_bytes"].get<std::size_t>()}};
}

Result<std::vector<WrappedKey>> read_keyring(const std::string& path) {
    const auto text = read_file(path, file_bytes_max);
    if (!text) return text.error();
    const auto json = parse_json(*text, "keyring");
    if (!json || !json->is_object() || !json->contains("users") || !(*json)["users"].is_array())
        return damaged_keyring();
    std::vector<WrappedKey> keys;
    for (const Json& entry : (*json)["users"]) {
        auto wrapped = wrapped_from_json(entry);
        if (!wrapped) return wrapped.error();
        keys.push_back(std::move(*wrapped));
    }
    if (keys.empty()) return damaged_keyring();
    return keys;
}

Status write_keyring(const std::string& path, const std::vector<WrappedKey>& keys) {
    Json users = Json::array();
    for (const WrappedKey& wrapped : keys) users.push_back(to_json(wrapped));
    return write_file_durably(path, dump_json(Json{{"version", 1}, {"users", std::move(users)}}));
}

// A counter file that cannot be read counts as the worst: somebody tampered with it or the disk is failing.
Guesses read_guesses(const std::string& path) {
    const auto text = read_file(path, 4096);
    if (!text) return text.error().code == ErrorCode::not_found ? Guesses{} : Guesses{free_guesses, {}, {}};
    const auto json = parse_json(*text, "guesses");
    if (!json || !json->is_object() || !json->contains("wrong") || !(*json)["wrong"].is_number_integer())
        return Guesses{free_guesses, {}, {}};
    const auto number = [&](const char* key) {
        return json->contains(key) && (*json)[key].is_number_integer() ? (*json)[key].get<std::int64_t>() : 0;
    };
    // Moments within the calendar only: sums with them must not overflow.
    const auto moment = [&](const char* key) {
        constexpr std::int64_t end_of_9999 = 253'402'300'799'999;
        return Instant(std::chrono::milliseconds(std::clamp<std::int64_t>(number(key), 0, end_of_9999)));
    };
    const std::int64_t wrong = number("wrong");
    if (wrong < 0) return Guesses{free_guesses, {}, {}};
    const auto small = [](std::int64_t count) { return static_cast<int>(std::clamp<std::int64_t>(count, 0, 1000)); };
    return {small(wrong), moment("until"), moment("last"), small(number("limit"))};
}

Status write_guesses(const std::string& path, const Guesses& guesses) {
    const Json json{{"wrong", guesses.wrong},
                    {"until", guesses.until.time_since_epoch().count()},
                    {"last", guesses.last.time_since_epoch().count()},
                    {"limit", guesses.limit}};
    return overwrite_file_durably(path, dump_json(json), guesses_bytes);
}

Status forget_wrong_guesses(const std::string& path) {
    Guesses none;
    none.limit = read_guesses(path).limit;
    return write_guesses(path, none);
}

Error wrong_pin(std::optional<int> left) {
    if (!left) return {ErrorCode::locked, {"Mã PIN không đúng. Hãy nhập lại.", "Wrong PIN. Try again."}};
    const std::string times = std::to_string(*left);
    return {
        ErrorCode::locked,
        {"Mã PIN không đúng. Còn " + times +
             " lần thử; sai hết thì dữ liệu của người này trên máy bị xóa, kể cả phần chưa gửi. Quên mã thì đừng thử "
             "nữa: hãy xin huyện mã khôi phục.",
         "Wrong PIN. Tries left: " + times +
             "; after the last one this person's data on the device is destroyed, also what was not sent. If the PIN "
             "is lost, stop trying and ask the district for a recovery code."}};
}

std::chrono::seconds wait_after(int wrong) {
    if (wrong < free_guesses) return std::chrono::seconds(0);
    return std::chrono::seconds(std::min(3600, 30 << std::min(wrong - free_guesses, 7)));
}

}  // namespace

Keyring::Keyring(std::string home, PinCost cost) : home_(std::move(home)), cost_(cost) { ready_crypto(); }

std::string Keyring::path_of(const char* name) const { return home_ + "/" + name; }

bool Keyring::exists() const { return file_exists(path_of(keyring_file)); }

Result<std::vector<std::string>> Keyring::users() const {
    const auto keys = read_keyring(path_of(keyring_file));
    if (!keys) return keys.error();
    std::vector<std::string> names;
    for (const WrappedKey& wrapped : *keys) names.push_back(wrapped.user);
    return names;
}

Status Keyring::check_new_pin(std::string_view pin) {
    if (pin.size() >= pin_length_min) return Done{};
    return Error{ErrorCode::usage, {"Mã PIN phải có ít nhất 4 ký tự.", "A PIN needs at least 4 characters."}};
}

Result<DatabaseKey> Keyring::create(const std::string& user, std::string_view pin) {
    if (const auto checked = check_new_pin(pin); !checked) return checked.error();
    if (exists()) return Error{ErrorCode::refused, {"Máy này đã có kho dữ liệu.", "This device has a store already."}};
    Key data_key;
    fill_random(data_key);
    const DatabaseKey key(data_key);
    sodium_memzero(data_key.data(), data_key.size());
    const auto wrapped = wrap(user, pin, key, cost_);
    if (!wrapped) return wrapped.error();
    // The counter exists from the start, so that a full disk later neither locks people out nor lets them guess freely.
    if (const auto written = write_guesses(path_of(guesses_file), {}); !written) return written.error();
    if (const auto written = write_keyring(path_of(keyring_file), {*wrapped}); !written) return written.error();
    return key;
}

Status Keyring::set_pin(std::string_view pin, const DatabaseKey& key) {
    if (const auto checked = check_new_pin(pin); !checked) return checked;
    const auto keys = read_keyring(path_of(keyring_file));
    if (!keys) return keys.error();
    const auto wrapped = wrap(keys->front().user, pin, key, cost_);
    if (!wrapped) return wrapped.error();
    // Who has the key need not guess: what was guessed before counts no more, also when the rest is cut short.
    if (const auto cleared = forget_wrong_guesses(path_of(guesses_file)); !cleared) return cleared;
    return write_keyring(path_of(keyring_file), {*wrapped});
}

Status Keyring::count_wrong_guess(Instant now) {
    Guesses guesses = read_guesses(path_of(guesses_file));
    ++guesses.wrong;
    guesses.last = std::max(now, guesses.last);
    guesses.until = guesses.last + wait_after(guesses.wrong);
    return write_guesses(path_of(guesses_file), guesses);
}

int Keyring::wrong_guesses() const { return exists() ? read_guesses(path_of(guesses_file)).wrong : 0; }

Status Keyring::limit_guesses(std::uint32_t most) {
    Guesses guesses = read_guesses(path_of(guesses_file));
    const int limit = most == 0 ? 0 : static_cast<int>(std::clamp<std::uint32_t>(most, guesses_limit_min, 1000));
    if (guesses.limit == limit) return Done{};
    guesses.limit = limit;
    return write_guesses(path_of(guesses_file), guesses);
}

std::optional<int> Keyring::guesses_left() const {
    const Guesses guesses = read_guesses(path_of(guesses_file));
    return guesses.limit == 0 ? std::nullopt : std::optional(std::max(0, guesses.limit - guesses.wrong));
}

std::chrono::seconds Keyring::wait_before_next_guess(Instant now) const {
    const Guesses guesses = read_guesses(path_of(guesses_file));
    if (guesses.wrong < free_guesses) return std::chrono::seconds(0);
    // A clock set far back must not lock the device for years: never longer than the full wait.
    const auto left = std::chrono::ceil<std::chrono::seconds>(guesses.until - now);
    return std::clamp(left, std::chrono::seconds(0), wait_after(guesses.wrong));
}

// A wait longer than the full one means that the clock was set back, perhaps by years: the wait begins anew under the
// clock of today, neither shortened nor endless.
Status Keyring::restart_impossible_wait(Instant now) {
    Guesses guesses = read_guesses(path_of(guesses_file));
    if (guesses.until - now <= wait_after(guesses.wrong)) return Done{};
    guesses.last = now;
    guesses.until = now + wait_after(guesses.wrong);
    return write_guesses(path_of(guesses_file), guesses);
}

Result<DatabaseKey> Keyring::unlock(const std::string& user, std::string_view pin, Instant now) {
    if (exists() && guesses_left() == 0) return wrong_pin(0);
    if (const auto restarted = restart_impossible_wait(now); !restarted) return restarted.error();
    if (const auto wait = wait_before_next_guess(now); wait.count() > 0) {
        const std::string seconds = std::to_string(wait.count());
        return Error{ErrorCode::locked,
                     {"Nhập sai mã PIN quá nhiều lần. Hãy đợi " + seconds + " giây rồi thử lại.",
                      "Too many wrong PINs. Wait " + seconds + " seconds and try again."}};
    }
    const auto keys = read_keyring(path_of(keyring_file));
    if (!keys) return keys.error();
    const auto wrapped = std::find_if(keys->begin(), keys->end(),
                                      [&](const WrappedKey& key) { return user.empty() || key.user == user; });
    if (wrapped == keys->end())
        return Error{ErrorCode::not_found,
                     {"Máy này không có người dùng “" + user + "”.", "This device has no user \"" + user + "\"."}};
    if (const auto counted = count_wrong_guess(now); !counted) return counted.error();
    auto pin_key = stretch(pin, *wrapped);
    if (!pin_key) return pin_key.error();
    Key data_key;
    const bool right = wrapped->box.size() == data_key.size() + crypto_secretbox_MACBYTES &&
                       crypto_secretbox_open_easy(data_key.data(), wrapped->box.data(), wrapped->box.size(),
                                                  wrapped->nonce.data(), pin_key->data()) == 0;
    sodium_memzero(pin_key->data(), pin_key->size());
    if (!right) return wrong_pin(guesses_left());
    const DatabaseKey key(data_key);
    sodium_memzero(data_key.data(), data_key.size());
    if (const auto cleared = forget_wrong_guesses(path_of(guesses_file)); !cleared) return cleared.error();
    return key;
}

bool Keyring::has_named_users() const {
    const auto names = users();
    return names && std::find(names->begin(), names->end(), "") == names->end();
}

Status Keyring::rename_user(const std::string& from, const std::string& to) {
    auto keys = read_keyring(path_of(keyring_file));
    if (!keys) return keys.error();
    for (WrappedKey& wrapped : *keys)
        if (wrapped.user == from) wrapped.user = to;
    return write_keyring(path_of(keyring_file), *keys);
}

}  // namespace nuong::client

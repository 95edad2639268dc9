#include "sync-server/web/web_access.h"

#include <algorithm>
#include <array>

#include "shared/base/encoding.h"
#include "shared/base/network_of.h"
#include "shared/base/random.h"

namespace nuong::web {
namespace {

using std::chrono::seconds;

constexpr std::uint32_t unknown_accounts = 1024;  // names that nobody has share so many counts: nobody fills the store

std::string account_key(StoreReader& reader, const UserId& user) {
    if (reader.user(user)) return "user " + user;
    const Hash hash = sha256(user);
    return "nobody " + std::to_string((hash[0] * 256u + hash[1]) % unknown_accounts);
}

std::string address_key(const std::string& remote) { return "address " + network_of(remote); }

seconds wait_after(std::uint32_t tries, const TryLimit& limit) {
    if (tries < limit.free) return seconds(0);
    const std::uint32_t doublings = std::min(tries - limit.free, 12u);
    return std::min(seconds(1u << doublings), std::chrono::duration_cast<seconds>(wait_max));
}

// A clock that was set back keeps nobody out.
seconds left_to_wait(const std::optional<WebTriesRow>& row, const TryLimit& limit, Instant now) {
    if (!row || now < row->last) return seconds(0);
    const auto until = row->last + wait_after(row->tries, limit);
    return until <= now ? seconds(0) : std::chrono::ceil<seconds>(until - now);
}

void count_try(StoreTransaction& transaction, const std::string& key, const TryLimit& limit, Instant now) {
    const auto row = transaction.web_tries(key);
    const auto forgotten = row && now > row->last ? (now - row->last) / limit.forgets_one_in : 0;
    const std::uint32_t left = row && forgotten < row->tries ? row->tries - static_cast<std::uint32_t>(forgotten) : 0;
    transaction.put_web_tries({key, left + 1, now});
}

// A name that nobody has may be a passphrase typed into the wrong field: it is not kept.
std::string known_name(StoreReader& reader, const UserId& user) { return reader.user(user) ? user : "?"; }

}  // namespace

std::string new_secret() {
    std::array<std::uint8_t, 32> bytes;
    fill_random(bytes);
    return to_base64url(bytes);
}

Hash secret_hash(const std::string& secret) { return sha256("web " + secret); }

std::string form_token_of(const std::string& secret) { return to_base64url(sha256("form " + secret)); }

Result<std::string> issue_link(StoreTransaction& transaction, const UserId& name, const std::string& who, Instant now) {
    const auto user = transaction.user(name);
    if (!user || user->disabled)
        return Error{ErrorCode::not_found,
                     {"Không có tài khoản " + name + " đang hoạt động.", "There is no active account " + name + "."}};
    const std::string secret = new_secret();
    transaction.put_web_link({secret_hash(secret), name, now + link_lifetime});
    transaction.add_audit(now, who, "web_link", name);
    return secret;
}

std::optional<UserId> user_of_link(StoreReader& reader, const std::string& secret, Instant now) {
    const auto link = reader.web_link(secret_hash(secret));
    if (!link || link->expires <= now) return std::nullopt;
    const auto user = reader.user(link->user);
    return user && !user->disabled ? std::optional(link->user) : std::nullopt;
}

Status set_passphrase(StoreTransaction& transaction, const std::string& link, const std::string& kept,
                      const std::string& remote, Instant now) {
    const auto user = user_of_link(transaction, link, now);
    if (!user)
        return Error{ErrorCode::refused,
                     {"Đường dẫn này đã dùng hoặc đã hết hạn. Hãy xin đường dẫn mới.",
                      "This link was used or has expired. Ask for a new one."}};
    transaction.end_web_access(*user);
    transaction.put_web_passphrase({*user, kept, now});
    transaction.put_web_tries({account_key(transaction, *user), 0, now});
    transaction.add_audit(now, *user, "web_passphrase", remote);
    return Done{};
}

std::optional<seconds> begin_try(StoreTransaction& transaction, const Try& attempt, Instant now) {
    const std::string account = account_key(transaction, attempt.user), address = address_key(attempt.remote);
    const seconds wait = std::max(left_to_wait(transaction.web_tries(account), account_limit, now),
                                  left_to_wait(transaction.web_tries(address), address_limit, now));
    if (wait > seconds(0)) return wait;
    transaction.forget_old_web_rows(now - session_lifetime, now - tries_forgotten_after);
    count_try(transaction, account, account_limit, now);
    count_try(transaction, address, address_limit, now);
    return std::nullopt;
}

std::string begin_session(StoreTransaction& transaction, const Try& attempt, Instant now) {
    // The address stays counted but for this one try: who has one account must not guess others for ever.
    transaction.put_web_tries({account_key(transaction, attempt.user), 0, now});
    if (auto address = transaction.web_tries(address_key(attempt.remote))) {
        address->tries -= std::min(address->tries, 1u);
        transaction.put_web_tries(*address);
    }
    const std::string secret = new_secret();
    transaction.add_web_session({secret_hash(secret), attempt.user, now, now}, sessions_max);
    transaction.add_audit(now, attempt.user, "web_login", attempt.remote);
    return secret;
}

void note_refused(StoreTransaction& transaction, const Try& attempt, Instant now) {
    transaction.add_audit(now, known_name(transaction, attempt.user), "web_login_refused", attempt.remote);
}

std::optional<WebSessionRow> live_session(StoreReader& reader, const std::string& secret, Instant now) {
    if (secret.empty()) return std::nullopt;
    auto session = reader.web_session(secret_hash(secret));
    constexpr seconds clock_steps_max = std::chrono::minutes(5);
    if (!session || now - session->seen > session_idle_max || now - session->began > session_lifetime ||
        session->seen - now > clock_steps_max)  // the clock was set back: nobody knows how long it was idle
        return std::nullopt;
    return session;
}

void end_session(StoreTransaction& transaction, const WebSessionRow& session, Instant now) {
    transaction.drop_web_session(session.hash);
    transaction.add_audit(now, session.user, "web_logout", "");
}

}  // namespace nuong::web

// Who may come to the web page: one-time links, tries, sessions. Everything lies in the store, so that several servers
// on one database share it, and of what a browser holds only the hash.
#pragma once
#include "sync-server/store/change_store.h"

namespace nuong::web {

inline constexpr std::chrono::hours link_lifetime{24};
inline constexpr std::chrono::minutes session_idle_max{30};
inline constexpr std::chrono::hours session_lifetime{10};  // however busy it is
inline constexpr std::size_t sessions_max = 10;            // of one account: one more ends the one not seen for longest
inline constexpr std::chrono::minutes seen_every{1};       // how exactly the last use of a session is noted

// Wrong ones that cost nothing; each one more doubles the wait, and as time goes by they are forgotten one by one. Of
// an address more, for an office has one, and so has everybody behind a proxy.
struct TryLimit {
    std::uint32_t free = 0;
    std::chrono::minutes forgets_one_in{};
};
inline constexpr TryLimit account_limit{5, std::chrono::minutes(60)}, address_limit{20, std::chrono::minutes(5)};
inline constexpr std::chrono::minutes wait_max{15};
inline constexpr std::chrono::hours tries_forgotten_after{24};

std::string new_secret();  // what a browser or a link holds: 256 bits
Hash secret_hash(const std::string& secret);
// What every form of a session says besides its cookie; another site cannot know it.
std::string form_token_of(const std::string& secret);

// A link for the account, in place of an earlier one. Returns its secret. Errors: not_found.
Result<std::string> issue_link(StoreTransaction& transaction, const UserId& user, const std::string& who, Instant now);
// Nothing when it was used, has expired or was never there.
std::optional<UserId> user_of_link(StoreReader& reader, const std::string& secret, Instant now);
// Errors: refused, when the link does not hold any more. Ends every session of the account.
Status set_passphrase(StoreTransaction& transaction, const std::string& link, const std::string& kept,
                      const std::string& remote, Instant now);

// One try at an account from an address. Counted before anything is compared, so that tries at the same time count too.
struct Try {
    UserId user;  // as typed
    std::string remote;
};
// How long it has to wait; nothing: it was counted and may go on.
std::optional<std::chrono::seconds> begin_try(StoreTransaction& transaction, const Try& attempt, Instant now);
// It was right: a session begins. Returns its secret.
std::string begin_session(StoreTransaction& transaction, const Try& attempt, Instant now);
void note_refused(StoreTransaction& transaction, const Try& attempt, Instant now);

// Nothing when there is none that holds still.
std::optional<WebSessionRow> live_session(StoreReader& reader, const std::string& secret, Instant now);
void end_session(StoreTransaction& transaction, const WebSessionRow& session, Instant now);

}  // namespace nuong::web

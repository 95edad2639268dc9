// The door: logging in, setting a passphrase by a one-time link, logging out.
#pragma once
#include "sync-server/web/page.h"
#include "sync-server/web/web_turn.h"

namespace nuong::web {

// What a browser holds. With TLS under names that no other host and no plain page can set.
std::string cookie_name(const WebRequest& request, const char* name);
std::string held(const WebRequest& request, const char* name);  // "" when it holds none
std::pair<std::string, std::string> cookie_to_hold(const WebRequest& request, const char* name,
                                                   const std::string& value);
std::pair<std::string, std::string> cookie_to_forget(const WebRequest& request, const char* name);
inline constexpr const char *session_cookie = "nuong", *form_cookie = "nuong-form", *language_cookie = "nuong-lang";

Language language_of(const WebRequest& request);
// Whether what was posted came from a form of ours: `secret` is what the browser holds.
bool is_own_form(const WebRequest& request, const std::string& secret);

struct DoorService {
    std::function<std::shared_ptr<const DocumentBook>()> book;
    std::function<Instant()> now;
};

WebTurn change_language(const WebRequest& request);
WebTurn show_login(const WebRequest& request, const std::optional<Message>& said, unsigned status);
WebTurn log_in(const WebRequest& request, const DoorService& service);
WebTurn show_passphrase_form(const WebRequest& request, const DoorService& service);
WebTurn take_passphrase(const WebRequest& request, const DoorService& service);
WebTurn log_out(const WebRequest& request, const WebSessionRow& session, Instant now);

}  // namespace nuong::web

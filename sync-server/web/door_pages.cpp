#include "sync-server/web/door_pages.h"

#include <algorithm>

#include "sync-server/web/passphrase.h"
#include "sync-server/web/web_access.h"

namespace nuong::web {
namespace {

Frame frame_of(const WebRequest& request, const Message& title) {
    return {language_of(request), title, Place::elsewhere, nullptr, address_of(request)};
}

// What the browser holds already, so that two tabs do not disturb each other.
std::string form_secret(const WebRequest& request) {
    const std::string secret = held(request, form_cookie);
    return secret.size() == 43 ? secret : new_secret();
}

WebAnswer with_form_cookie(WebAnswer answer, const WebRequest& request, const std::string& secret) {
    answer.cookie = cookie_to_hold(request, form_cookie, secret);
    return answer;
}

WebAnswer login_page(const WebRequest& request, const std::optional<Message>& said, unsigned status) {
    const Language language = language_of(request);
    const auto say = [&](const char* vi, const char* en) { return language == Language::vi ? vi : en; };
    const std::string secret = form_secret(request);
    Html body;
    if (said) body += notice(said->in(language));
    body += paragraph(say("Trang xem số liệu cho văn phòng. Không có hồ sơ của ai ở đây.",
                          "Figures for offices. Nobody's record is shown here."));
    body += element(
        "div", {{"class", "door"}},
        post_form("/login", form_token_of(secret),
                  labelled(say("Tên đăng nhập", "Account"), {"user", "text", "username"}) +
                      labelled(say("Cụm mật khẩu", "Passphrase"), {"passphrase", "password", "current-password"}) +
                      button(say("Đăng nhập", "Log in"))));
    body += remark(say("Chưa có hoặc quên cụm mật khẩu: xin người quản lý máy chủ một đường dẫn dùng một lần.",
                       "No passphrase yet, or forgotten: ask whoever runs the server for a one-time link."));
    return with_form_cookie(page(frame_of(request, {"Đăng nhập", "Log in"}), body, status), request, secret);
}

const Message passphrase_title{"Đặt cụm mật khẩu", "Set a passphrase"};

// As a field, so that a browser keeps the passphrase with the right name.
Html shown_account(const std::string& label, const UserId& user) {
    return element(
        "p", {{"class", "field"}},
        element("label", {{"for", "field-user"}}, label) + lone_element("input", {{"id", "field-user"},
                                                                                  {"name", "user"},
                                                                                  {"type", "text"},
                                                                                  {"autocomplete", "username"},
                                                                                  {"value", user},
                                                                                  {"readonly", "readonly"}}));
}

WebAnswer passphrase_page(const WebRequest& request, const std::string& link, const UserId& user,
                          const std::optional<Message>& said) {
    const Language language = language_of(request);
    const auto say = [&](const char* vi, const char* en) { return language == Language::vi ? vi : en; };
    const std::string secret = form_secret(request);
    Html body;
    if (said) body += notice(said->in(language));
    body += element(
        "div", {{"class", "door"}},
        post_form("/passphrase", form_token_of(secret),
                  hidden_field("link", link) + shown_account(say("Tài khoản", "Account"), user) +
                      labelled(say("Cụm mật khẩu mới", "New passphrase"), {"passphrase", "password", "new-password"},
                               say("Ít nhất 12 chữ; nên ghép bốn, năm từ không liên quan.",
                                   "At least 12 letters; four or five unrelated words are good.")) +
                      labelled(say("Nhập lại", "Again"), {"again", "password", "new-password"}) +
                      button(say("Lưu", "Save"))));
    Frame frame = frame_of(request, passphrase_title);
    frame.again.clear();  // the link is a secret: it stands in no other address
    return with_form_cookie(page(frame, body, said ? 400 : 200), request, secret);
}

WebAnswer stale_link(const WebRequest& request) {
    return page_of_error(frame_of(request, passphrase_title),
                         {"Đường dẫn này đã dùng hoặc đã hết hạn. Hãy xin người quản lý máy chủ đường dẫn mới.",
                          "This link was used or has expired. Ask whoever runs the server for a new one."},
                         403);
}

const Message foreign_form{"Biểu mẫu này đã cũ hoặc không phải của trang này. Hãy thử lại.",
                           "That form was old or not of this page. Try again."};
const Message wrong_login{"Tên đăng nhập hoặc cụm mật khẩu không đúng.", "The account or the passphrase is wrong."};

Message must_wait(std::chrono::seconds wait) {
    const std::string seconds = std::to_string(wait.count());
    return {"Đã sai quá nhiều lần. Hãy đợi " + seconds + " giây rồi thử lại.",
            "Wrong too often. Wait " + seconds + " seconds, then try again."};
}

// A person whom the server knows with a role; a relay is none.
bool may_come(StoreReader& reader, const DocumentBook& book, const UserId& user) {
    const auto known = principal_of(reader, book, user);
    const auto* principal = std::get_if<Principal>(&known);
    return principal && !principal->role.is_relay;
}

// `kept`: the passphrase that was right; nothing: none was. Meanwhile it may have been changed.
WebTurn::Write finish_login(const WebRequest& request, const Try& attempt, const std::optional<std::string>& kept,
                            const DoorService& service) {
    return {[=](StoreTransaction& transaction) -> WebTurn {
        const auto now_kept = transaction.web_passphrase(attempt.user);
        const bool is_right = kept && now_kept && now_kept->kept == *kept;
        if (!is_right || !may_come(transaction, *service.book(), attempt.user)) {
            note_refused(transaction, attempt, service.now());
            return login_page(request, wrong_login, 403);
        }
        WebAnswer answer = redirect("/overview");
        answer.cookie = cookie_to_hold(request, session_cookie, begin_session(transaction, attempt, service.now()));
        return answer;
    }};
}

}  // namespace

std::string cookie_name(const WebRequest& request, const char* name) {
    return (request.is_secure ? "__Host-" : "") + std::string(name);
}

std::string held(const WebRequest& request, const char* name) {
    return field(request.cookies, cookie_name(request, name));
}

std::pair<std::string, std::string> cookie_to_hold(const WebRequest& request, const char* name,
                                                   const std::string& value) {
    return {cookie_name(request, name),
            value + "; Path=/; HttpOnly; SameSite=Strict" + (request.is_secure ? "; Secure" : "")};
}

std::pair<std::string, std::string> cookie_to_forget(const WebRequest& request, const char* name) {
    auto cookie = cookie_to_hold(request, name, "");
    cookie.second += "; Max-Age=0";
    return cookie;
}

Language language_of(const WebRequest& request) {
    return held(request, language_cookie) == "en" ? Language::en : Language::vi;
}

bool is_own_form(const WebRequest& request, const std::string& secret) {
    return !secret.empty() && sha256(field(request.form, "token")) == sha256(form_token_of(secret));
}

WebTurn change_language(const WebRequest& request) {
    const std::string back = field(request.query, "back");
    const bool is_here =
        back.size() > 1 && back[0] == '/' && back[1] != '/' && back[1] != '\\' &&
        std::all_of(back.begin(), back.end(), [](char letter) { return letter > ' ' && letter < 127; });
    WebAnswer answer = redirect(is_here ? back : "/");
    answer.cookie = cookie_to_hold(request, language_cookie, field(request.query, "to") == "en" ? "en" : "vi");
    answer.cookie->second += "; Max-Age=31536000";
    return answer;
}

WebTurn show_login(const WebRequest& request, const std::optional<Message>& said, unsigned status) {
    return login_page(request, said, status);
}

WebTurn log_in(const WebRequest& request, const DoorService& service) {
    if (!is_own_form(request, held(request, form_cookie))) return login_page(request, foreign_form, 403);
    const Try attempt{field(request.form, "user"), request.remote};
    const std::string passphrase = composed_passphrase(field(request.form, "passphrase"));
    if (attempt.user.empty() || attempt.user.size() > 64) return login_page(request, wrong_login, 403);
    return WebTurn::Write{[=](StoreTransaction& transaction) -> WebTurn {
        if (const auto wait = begin_try(transaction, attempt, service.now()))
            return login_page(request, must_wait(*wait), 429);
        const auto known = transaction.web_passphrase(attempt.user);
        return WebTurn::Slow{[=]() -> WebTurn {
            if (!known) compare_with_nothing(passphrase);
            const bool is_right = known && fits(known->kept, passphrase);
            return finish_login(request, attempt, is_right ? std::optional(known->kept) : std::nullopt, service);
        }};
    }};
}

WebTurn show_passphrase_form(const WebRequest& request, const DoorService& service) {
    const std::string link = field(request.query, "link");
    return WebTurn::Read{[=](StoreReader& reader) -> WebTurn {
        const auto user = user_of_link(reader, link, service.now());
        return user ? passphrase_page(request, link, *user, std::nullopt) : stale_link(request);
    }};
}

WebTurn take_passphrase(const WebRequest& request, const DoorService& service) {
    const std::string link = field(request.form, "link"), typed = field(request.form, "passphrase");
    if (!is_own_form(request, held(request, form_cookie)))
        return page_of_error(frame_of(request, passphrase_title), foreign_form, 403);
    return WebTurn::Read{[=](StoreReader& reader) -> WebTurn {
        const auto user = user_of_link(reader, link, service.now());
        if (!user) return stale_link(request);
        const auto passphrase = passphrase_for(*user, typed);
        if (!passphrase) return passphrase_page(request, link, *user, passphrase.error().message);
        if (typed != field(request.form, "again"))
            return passphrase_page(request, link, *user,
                                   Message{"Hai lần nhập không giống nhau.", "The two are not the same."});
        return WebTurn::Slow{[=]() -> WebTurn {
            return WebTurn::Write{[=, kept = keep_passphrase(*passphrase)](StoreTransaction& transaction) -> WebTurn {
                if (!set_passphrase(transaction, link, kept, request.remote, service.now())) return stale_link(request);
                return redirect("/login?set=1");
            }};
        }};
    }};
}

WebTurn log_out(const WebRequest& request, const WebSessionRow& session, Instant now) {
    return WebTurn::Write{[=](StoreTransaction& transaction) -> WebTurn {
        end_session(transaction, session, now);
        WebAnswer answer = redirect("/login");
        answer.cookie = cookie_to_forget(request, session_cookie);
        return answer;
    }};
}

}  // namespace nuong::web

#include "sync-server/web/web_site.h"

#include <algorithm>
#include <array>

#include "style_css.h"
#include "sync-server/core/accounts.h"
#include "sync-server/core/report_sources.h"
#include "sync-server/web/account_pages.h"
#include "sync-server/web/door_pages.h"
#include "sync-server/web/indicator_page.h"
#include "sync-server/web/overview_page.h"
#include "sync-server/web/report_pages.h"
#include "sync-server/web/web_access.h"

namespace nuong::web {
namespace {

// Where a page is, whose it is, and whether something is posted to it.
struct Way {
    std::string_view path;
    Place place;
    bool takes_posts;
};
constexpr std::array ways{Way{"/overview", Place::overview, false},
                          Way{"/overview/file", Place::overview, false},
                          Way{"/overview/refused", Place::overview, false},
                          Way{"/indicators", Place::indicators, false},
                          Way{"/reports", Place::reports, false},
                          Way{"/reports/file", Place::reports, false},
                          Way{"/devices", Place::devices, false},
                          Way{"/devices/code", Place::devices, true},
                          Way{"/devices/revoke", Place::devices, true},
                          Way{"/users", Place::users, false},
                          Way{"/users/add", Place::users, true},
                          Way{"/users/disable", Place::users, true}};
constexpr std::array<std::string_view, 6> open_to_all{"/",         "/login",      "/logout",
                                                      "/language", "/passphrase", "/style.css"};

const Way* way_of(std::string_view path) {
    const auto at = std::find_if(ways.begin(), ways.end(), [&](const Way& way) { return way.path == path; });
    return at == ways.end() ? nullptr : &*at;
}

WebAnswer style() {
    WebAnswer answer;
    answer.content_type = "text/css; charset=utf-8";
    answer.body = embedded::style_css;
    return answer;
}

Frame plain_frame(const WebRequest& request, const Message& title) {
    return {language_of(request), title, Place::elsewhere, nullptr, "/"};
}

Frame frame_for(const Visitor& visitor, const WebRequest& request, const Message& title) {
    return {visitor.language, title, Place::elsewhere, &visitor, address_of(request)};
}

const Message refused_title{"Lần lưu máy chủ giữ lại", "Saves in quarantine"};
const Message no_page{"Không mở được trang", "This page cannot be opened"};

WebTurn no_right(const Visitor& visitor, const WebRequest& request) {
    return page_of_error(frame_for(visitor, request, no_page),
                         {"Vai trò của bạn không có trang này.", "Your role does not have this page."}, 403);
}

bool knows_devices(const Visitor& visitor) {
    return visitor.principal.role.sees_desk || visitor.principal.role.keeps_accounts;
}

WebTurn overview_file(const Visitor& visitor, const Frame& frame, const OverviewCounts& counts) {
    const auto& forms = visitor.principal.grants.forms;
    if (!forms || forms->empty()) return redirect("/overview");  // which says why there are no figures
    const auto table = overview_on_paper(visitor, counts);
    auto answer = answer_of_file(table, "xlsx", {}, visitor.language);
    if (!answer) return page_of_error(frame, answer.error());
    return noted(visitor, "report", "overview " + table.period.code + " web xlsx", std::move(*answer));
}

// The last use is noted now and then, with whatever else is to be done.
WebTurn with_use_noted(const Visitor& visitor, WebTurn turn) {
    if (visitor.now - visitor.session.seen < seen_every) return turn;
    return WebTurn::Write{[session = visitor.session.hash, now = visitor.now,
                           turn = std::move(turn)](StoreTransaction& transaction) -> WebTurn {
        transaction.set_web_seen(session, now);
        return turn;
    }};
}

// Whoever asks for what is not theirs is told no, and it is on record. Only what is known is repeated there.
WebTurn with_refusal_noted(const Visitor& visitor, const WebRequest& request, WebTurn turn) {
    const auto* answer = std::get_if<WebAnswer>(&turn.next);
    if (!answer || answer->status != 403) return turn;
    const AreaCode area = field(request.query, "area");
    const std::string detail = request.path + (visitor.book->areas.find(area) ? " " + area : "");
    return WebTurn::Write{[user = visitor.principal.user, now = visitor.now, detail,
                           turn = std::move(turn)](StoreTransaction& transaction) -> WebTurn {
        transaction.add_audit(now, user, "web_refused", detail);
        return turn;
    }};
}

}  // namespace

std::vector<Place> places_of(const Principal& principal, const std::vector<DocumentRow>& documents) {
    const Role& role = principal.role;
    std::vector<Place> places{Place::overview};
    const auto reports =
        principal.roots.empty() ? std::vector<reports::ReportDefinition>() : reports_of_role(documents, role.id);
    if (report_of_indicators(reports)) places.push_back(Place::indicators);
    if (!reports.empty()) places.push_back(Place::reports);
    if (role.sees_desk || role.keeps_accounts) places.push_back(Place::devices);
    if (role.keeps_accounts) places.push_back(Place::users);
    return places;
}

bool WebSite::serves(std::string_view path) {
    return way_of(path) || std::find(open_to_all.begin(), open_to_all.end(), path) != open_to_all.end();
}

WebAnswer WebSite::trouble(const WebRequest& request, unsigned status) {
    return page_of_error(
        plain_frame(request, no_page),
        status == 503
            ? Message{"Máy chủ đang bận. Hãy thử lại sau ít phút.", "The server is busy. Try again in a few minutes."}
            : Message{"Máy chủ gặp lỗi bên trong. Hãy thử lại.", "The server met an internal error. Try again."},
        status);
}

WebTurn WebSite::handle(const WebRequest& request) {
    if (request.path == "/style.css") return style();
    if (request.path == "/") return redirect("/overview");
    if (request.path == "/language") return change_language(request);
    if (request.path == "/login" || request.path == "/passphrase") return at_the_door(request);
    return WebTurn::Read{[this, request](StoreReader& reader) { return inside(reader, request); }};
}

WebTurn WebSite::at_the_door(const WebRequest& request) {
    const DoorService door{[this] { return service_.book(); }, [this] { return clock_.now(); }};
    if (request.path == "/passphrase")
        return request.is_post ? take_passphrase(request, door) : show_passphrase_form(request, door);
    if (request.is_post) return log_in(request, door);
    const Message set{"Đã lưu cụm mật khẩu. Hãy đăng nhập.", "The passphrase is kept. Log in."};
    return show_login(request, field(request.query, "set") == "1" ? std::optional(set) : std::nullopt, 200);
}

std::optional<Visitor> WebSite::visitor_of(StoreReader& reader, const WebRequest& request) {
    const std::string secret = held(request, session_cookie);
    auto session = live_session(reader, secret, clock_.now());
    if (!session) return std::nullopt;
    Visitor visitor;
    visitor.book = service_.book();
    auto known = principal_of(reader, *visitor.book, session->user);
    auto* principal = std::get_if<Principal>(&known);
    if (!principal || principal->role.is_relay) return std::nullopt;
    visitor.session = std::move(*session);
    visitor.form_token = form_token_of(secret);
    visitor.principal = std::move(*principal);
    visitor.language = language_of(request);
    visitor.places = places_of(visitor.principal, reader.documents_in_force());
    visitor.now = clock_.now();
    return visitor;
}

WebTurn WebSite::inside(StoreReader& reader, const WebRequest& request) {
    const auto visitor = visitor_of(reader, request);
    if (!visitor) return redirect("/login");
    if (request.is_post && !is_own_form(request, held(request, session_cookie)))
        return page_of_error(frame_for(*visitor, request, no_page),
                             {"Biểu mẫu này không phải của trang này, hoặc của lần đăng nhập trước. Hãy thử lại.",
                              "That form was not of this page, or of an earlier login. Try again."},
                             403);
    if (request.path == "/logout")
        return request.is_post ? log_out(request, visitor->session, visitor->now) : WebTurn(redirect("/overview"));
    const Way* way = way_of(request.path);
    if (!way || !visitor->may_open(way->place))
        return with_refusal_noted(*visitor, request, no_right(*visitor, request));
    if (request.is_post && !way->takes_posts) return redirect(request.path);
    return with_use_noted(*visitor, with_refusal_noted(*visitor, request, open(reader, *visitor, request)));
}

WebTurn WebSite::open(StoreReader& reader, const Visitor& visitor, const WebRequest& request) {
    const std::string& path = request.path;
    if (path == "/overview/refused") return show_refused(reader, visitor, request);
    if (path.starts_with("/overview")) return show_overview(reader, visitor, request);
    if (path == "/indicators") return indicator_page(reader, visitor, request, counting_);
    if (path == "/reports") return report_page(reader, visitor, request, counting_);
    if (path == "/reports/file") return report_download(reader, visitor, request, counting_);
    if (path == "/devices") return device_page(reader, visitor, request, service_.just_heard());
    if (path == "/devices/code") return request.is_post ? make_code(visitor, request) : WebTurn(redirect("/devices"));
    if (path == "/users") return user_page(reader, visitor, request);
    if (path == "/users/add") return request.is_post ? add_user(visitor, request) : WebTurn(redirect("/users"));
    if (path == "/devices/revoke")
        return request.is_post ? revoke(visitor, request)
                               : ask_to_revoke(reader, visitor, request, service_.just_heard());
    return request.is_post ? disable(visitor, request) : ask_to_disable(reader, visitor, request);
}

WebTurn WebSite::show_overview(StoreReader& reader, const Visitor& visitor, const WebRequest& request) {
    const Message title{"Tổng quan", "Overview"};
    const Frame frame{visitor.language, title, Place::overview, &visitor, address_of(request)};
    auto [counts, is_good] = overview_.remembered(reader.facts(), visitor.now);
    if (!is_good) {
        const auto turn = counting_.begin(visitor.session.hash);
        if (turn) counts = overview_.count(reader, *visitor.book->compiled, visitor.now);
        if (!counts) return already_counting(frame);
    }
    if (request.path == "/overview/file") return overview_file(visitor, frame, *counts);
    std::optional<std::vector<KnownDevice>> devices;
    if (knows_devices(visitor))
        devices = known_devices(reader, *visitor.book, visitor.principal, service_.just_heard());
    return page(frame, overview_of(visitor, *counts, devices));
}

WebTurn WebSite::show_refused(StoreReader& reader, const Visitor& visitor, const WebRequest& request) {
    if (!knows_devices(visitor)) return no_right(visitor, request);
    const Frame frame{visitor.language, refused_title, Place::overview, &visitor, address_of(request)};
    const auto devices = known_devices(reader, *visitor.book, visitor.principal, service_.just_heard());
    return noted(visitor, "quarantine_list", "web", page(frame, refused_of(reader, visitor, devices)));
}

}  // namespace nuong::web

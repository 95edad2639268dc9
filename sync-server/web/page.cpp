#include "sync-server/web/page.h"

#include <algorithm>

#include "shared/base/time_zone.h"

namespace nuong::web {
namespace {

struct PlaceName {
    Place place;
    Literal path;
    Message words;
};

const std::vector<PlaceName>& place_names() {
    static const std::vector<PlaceName> names{{Place::overview, "/overview", {"Tổng quan", "Overview"}},
                                              {Place::indicators, "/indicators", {"Chỉ tiêu", "Indicators"}},
                                              {Place::reports, "/reports", {"Báo cáo", "Reports"}},
                                              {Place::devices, "/devices", {"Các máy", "Devices"}},
                                              {Place::users, "/users", {"Tài khoản", "Accounts"}}};
    return names;
}

Html navigation(const Frame& frame) {
    Html items;
    for (const PlaceName& each : place_names()) {
        if (!frame.visitor->may_open(each.place)) continue;
        std::vector<Attribute> attributes{{"href", each.path.text()}};
        if (each.place == frame.place) attributes.push_back({"aria-current", "page"});
        items += element("li", element("a", attributes, each.words.in(frame.language)));
    }
    const Message label{"Các trang", "Pages"};
    return element("nav", {{"aria-label", label.in(frame.language)}}, element("ul", items));
}

Html language_link(const Frame& frame) {
    if (frame.again.empty()) return {};
    const bool is_vi = frame.language == Language::vi;
    return element("a",
                   {{"href", address("/language", {{"to", is_vi ? "en" : "vi"}, {"back", frame.again}})},
                    {"lang", is_vi ? "en" : "vi"},
                    {"hreflang", is_vi ? "en" : "vi"}},
                   is_vi ? "English" : "Tiếng Việt");
}

Html who(const Frame& frame) {
    Html inner;
    if (frame.visitor) {
        const Principal& principal = frame.visitor->principal;
        inner += element("span", principal.user + " · " + principal.role.name.in(frame.language));
    }
    inner += language_link(frame);
    if (frame.visitor)
        inner +=
            post_form("/logout", frame.visitor->form_token, button(Message{"Đăng xuất", "Log out"}.in(frame.language)));
    return element("div", {{"class", "who"}}, inner);
}

Html head(const Frame& frame) {
    return element(
        "head", lone_element("meta", {{"charset", "utf-8"}}) +
                    lone_element("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}}) +
                    element("title", frame.title.in(frame.language) + " · Nương") +
                    lone_element("link", {{"rel", "stylesheet"}, {"href", "/style.css"}}) +
                    lone_element("link", {{"rel", "icon"}, {"href", "data:,"}}));
}

}  // namespace

bool Visitor::may_open(Place place) const { return std::find(places.begin(), places.end(), place) != places.end(); }

WebAnswer page(const Frame& frame, const Html& body, unsigned status) {
    const Message skip{"Đến nội dung", "Skip to the content"};
    const Html top = element("header", element("strong", {{"class", "name"}}, "Nương") +
                                           (frame.visitor ? navigation(frame) : Html()) + who(frame));
    const Html whole = element(
        "html", {{"lang", frame.language == Language::vi ? "vi" : "en"}},
        head(frame) +
            element("body",
                    element("a", {{"class", "skip"}, {"href", "#main"}}, skip.in(frame.language)) + top +
                        element("main", {{"id", "main"}}, element("h1", frame.title.in(frame.language)) + body)));
    WebAnswer answer;
    answer.status = status;
    answer.body = document(whole).markup();
    return answer;
}

WebAnswer page_of_error(const Frame& frame, const Message& message, unsigned status) {
    Html body = notice(message.in(frame.language));
    const Message back{"← Quay lại", "← Back"};
    for (const PlaceName& each : place_names())
        if (frame.visitor && each.place == frame.place)
            body += paragraph(link(each.path.text(), back.in(frame.language)));
    return page(frame, body, status);
}

WebAnswer page_of_error(const Frame& frame, const Error& error) {
    const bool is_refused = error.code == ErrorCode::refused;
    return page_of_error(frame, error.message, is_refused ? 403 : error.code == ErrorCode::not_found ? 404 : 400);
}

Html paragraph(const Html& inner) { return element("p", inner); }
Html remark(const Html& inner) { return element("p", {{"class", "remark"}}, inner); }
Html notice(const Html& inner) { return element("p", {{"class", "notice"}, {"role", "alert"}}, inner); }
Html heading(const std::string& words) { return element("h2", words); }
Html link(std::string target, const Html& words) { return element("a", {{"href", std::move(target)}}, words); }

Html date_and_time(Instant at) {
    if (at == Instant{}) return "–";
    return element("time", {{"datetime", to_string(at)}}, day_and_time(at));
}

Html post_form(Literal path, const std::string& token, const Html& inner) {
    return element("form", {{"method", "post"}, {"action", path.text()}}, hidden_field("token", token) + inner);
}

Html get_form(Literal path, const Html& inner) {
    return element("form", {{"method", "get"}, {"action", path.text()}, {"class", "choices"}}, inner);
}

Html hidden_field(Literal name, const std::string& value) {
    return lone_element("input", {{"type", "hidden"}, {"name", name.text()}, {"value", value}});
}

Html labelled(const std::string& label, const Input& input, const std::string& hint) {
    const std::string id = std::string("field-") + input.name.text();
    std::vector<Attribute> attributes{{"id", id},
                                      {"name", input.name.text()},
                                      {"type", input.type.text()},
                                      {"autocomplete", input.autocomplete.text()},
                                      {"value", input.value}};
    Html below;
    if (!hint.empty()) {
        attributes.push_back({"aria-describedby", id + "-hint"});
        below = element("small", {{"id", id + "-hint"}}, hint);
    }
    return element("p", {{"class", "field"}},
                   element("label", {{"for", id}}, label) + lone_element("input", attributes) + below);
}

Html choice(const std::string& label, Literal name, const std::vector<Option>& options, const std::string& chosen) {
    const std::string id = std::string("field-") + name.text();
    Html inner;
    for (const Option& option : options) {
        std::vector<Attribute> attributes{{"value", option.value}};
        if (option.value == chosen) attributes.push_back({"selected", "selected"});
        inner += element("option", attributes, option.words);
    }
    return element(
        "p", {{"class", "field"}},
        element("label", {{"for", id}}, label) + element("select", {{"id", id}, {"name", name.text()}}, inner));
}

Html button(const std::string& words) { return element("button", {{"type", "submit"}}, words); }

Html grave_button(const std::string& words) {
    return element("button", {{"type", "submit"}, {"class", "grave"}}, words);
}

Html wide(const std::string& label, const Html& table) {
    return element("div", {{"class", "wide"}, {"role", "region"}, {"tabindex", "0"}, {"aria-label", label}}, table);
}

Html table_head(const std::vector<std::string>& names) {
    Html cells;
    for (const std::string& name : names) cells += element("th", {{"scope", "col"}}, name);
    return element("thead", element("tr", cells));
}

Html long_words(const std::string& words) { return element("span", {{"class", "text"}}, words); }

Html table_line(const std::string& head_words, const std::vector<Html>& cells) {
    Html line = element("th", {{"scope", "row"}}, head_words);
    for (const Html& cell : cells) line += element("td", cell);
    return element("tr", line);
}

}  // namespace nuong::web

#include "sync-server/web/web_request.h"

#include "shared/base/text.h"

namespace nuong::web {
namespace {

int digit_of(char letter) {
    if (letter >= '0' && letter <= '9') return letter - '0';
    if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
    if (letter >= 'A' && letter <= 'F') return letter - 'A' + 10;
    return -1;
}

std::string decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool is_escape =
            text[i] == '%' && i + 2 < text.size() && digit_of(text[i + 1]) >= 0 && digit_of(text[i + 2]) >= 0;
        if (is_escape) {
            out += static_cast<char>(digit_of(text[i + 1]) * 16 + digit_of(text[i + 2]));
            i += 2;
        } else {
            out += text[i] == '+' ? ' ' : text[i];
        }
    }
    return is_utf8(out) ? out : "";
}

std::string_view take_until(std::string_view& text, char end) {
    const std::string_view part = text.substr(0, text.find(end));
    text.remove_prefix(std::min(text.size(), part.size() + 1));
    return part;
}

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

std::string encoded(std::string_view text) {
    constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~",
                               digits = "0123456789ABCDEF";
    std::string out;
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        if (plain.find(letter) != std::string_view::npos) out += letter;
        else out += {'%', digits[byte >> 4], digits[byte & 15]};
    }
    return out;
}

}  // namespace

std::string encode_fields(const Fields& fields) {
    std::string text;
    for (const auto& [name, value] : fields) text += (text.empty() ? "" : "&") + encoded(name) + "=" + encoded(value);
    return text;
}

std::string address_of(const WebRequest& request) {
    if (request.is_post || request.query.empty()) return request.path;
    return request.path + "?" + encode_fields(request.query);
}

Fields decode_fields(std::string_view encoded) {
    Fields fields;
    while (!encoded.empty()) {
        std::string_view part = take_until(encoded, '&');
        const std::string_view name = take_until(part, '=');
        if (!name.empty()) fields.emplace(decoded(name), decoded(part));
    }
    return fields;
}

std::string field(const Fields& fields, const std::string& name) {
    const auto at = fields.find(name);
    return at == fields.end() ? "" : at->second;
}

Fields decode_cookies(std::string_view header) {
    Fields cookies;
    while (!header.empty()) {
        std::string_view part = take_until(header, ';');
        const std::string_view name = trimmed(take_until(part, '='));
        if (!name.empty()) cookies.emplace(std::string(name), std::string(trimmed(part)));
    }
    return cookies;
}

std::vector<std::pair<std::string, std::string>> WebAnswer::headers() const {
    std::vector<std::pair<std::string, std::string>> all{
        {"Content-Security-Policy",
         "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; "
         "base-uri 'none'"},
        {"X-Content-Type-Options", "nosniff"},
        {"X-Frame-Options", "DENY"},
        {"Referrer-Policy", "no-referrer"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Cache-Control", "no-store"}};
    if (cookie) all.emplace_back("Set-Cookie", cookie->first + "=" + cookie->second);
    if (!location.empty()) all.emplace_back("Location", location);
    if (!file_name.empty()) all.emplace_back("Content-Disposition", "attachment; filename=\"" + file_name + "\"");
    return all;
}

WebAnswer redirect(std::string location) {
    WebAnswer answer;
    answer.status = 303;
    answer.location = std::move(location);
    return answer;
}

}  // namespace nuong::web

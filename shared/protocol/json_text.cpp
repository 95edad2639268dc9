#include "shared/protocol/json_text.h"

#include <array>

#include "shared/base/overloaded.h"

namespace nuong::protocol {
namespace {

constexpr std::array<bool, 256> is_escaped = [] {
    std::array<bool, 256> escaped{};
    for (std::size_t c = 0; c < 0x20; ++c) escaped[c] = true;
    escaped['"'] = escaped['\\'] = true;
    return escaped;
}();

std::size_t plain_run(std::string_view text) {
    std::size_t size = 0;
    while (size < text.size() && !is_escaped[static_cast<unsigned char>(text[size])]) ++size;
    return size;
}

}  // namespace

void JsonText::separate() {
    if (out_.empty()) return;
    const char last = out_.back();
    if (last != '{' && last != '[' && last != ':') out_ += ',';
}

void JsonText::quote(std::string_view text) {
    out_ += '"';
    for (std::size_t done = 0;;) {
        const std::size_t plain = plain_run(text.substr(done));
        out_.append(text, done, plain);
        done += plain;
        if (done == text.size()) break;
        put_escaped(text[done++]);
    }
    out_ += '"';
}

void JsonText::put_escaped(char c) {
    static constexpr char digits[] = "0123456789abcdef";
    switch (c) {
        case '"': out_ += "\\\""; break;
        case '\\': out_ += "\\\\"; break;
        case '\n': out_ += "\\n"; break;
        case '\t': out_ += "\\t"; break;
        default:
            out_ += "\\u00";
            out_ += digits[static_cast<unsigned char>(c) >> 4];
            out_ += digits[static_cast<unsigned char>(c) & 15];
    }
}

JsonText& JsonText::open(char bracket) {
    separate();
    out_ += bracket;
    return *this;
}

JsonText& JsonText::close(char bracket) {
    out_ += bracket;
    return *this;
}

JsonText& JsonText::key(std::string_view name) {
    separate();
    quote(name);
    out_ += ':';
    return *this;
}

JsonText& JsonText::text(std::string_view text) {
    separate();
    quote(text);
    return *this;
}

JsonText& JsonText::integer(std::int64_t value) {
    separate();
    out_ += std::to_string(value);
    return *this;
}

JsonText& JsonText::number(std::uint64_t value) {
    separate();
    out_ += std::to_string(value);
    return *this;
}

JsonText& JsonText::boolean(bool value) {
    separate();
    out_ += value ? "true" : "false";
    return *this;
}

JsonText& JsonText::raw(std::string_view json) {
    separate();
    out_ += json;
    return *this;
}

JsonText& JsonText::value(const Value& value) {
    std::visit(Overloaded{
                   [&](Null) { raw("null"); },
                   [&](bool b) { boolean(b); },
                   [&](std::int64_t i) { integer(i); },
                   [&](double d) {
                       std::string plain = plain_number(d);
                       if (plain.find('.') == std::string::npos) plain += ".0";  // a decimal stays a decimal
                       raw(plain);
                   },
                   [&](const std::string& text) { this->text(text); },
                   [&](const Missing& missing) { open('{').key("missing").text(missing.reason).close('}'); },
                   [&](const Fields& fields) {
                       open('{').key("fields").open('{');
                       for (const NamedValue& field : fields) key(field.name).value(field.value);
                       close('}').close('}');
                   },
               },
               value.held);
    return *this;
}

}  // namespace nuong::protocol

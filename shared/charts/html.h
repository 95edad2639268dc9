// Html: a piece of a page that is safe to send or to write. Words become one by being escaped, tags and names of
// attributes can only be words that stand in the program; there is no other way to make one, so nothing is left
// unescaped by accident.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nuong::charts {

// A word that stands in the program, never one that came from outside.
class Literal {
public:
    consteval Literal(const char* text) : text_(text) {}
    constexpr const char* text() const { return text_; }

private:
    const char* text_;
};

// name="value"; the value is escaped. Without a value the name alone.
struct Attribute {
    Literal name;
    std::string value = {};
};

class Html {
public:
    Html() = default;
    Html(std::string_view words);  // escaped
    Html(const std::string& words) : Html(std::string_view(words)) {}
    Html(const char* words) : Html(std::string_view(words)) {}

    Html& operator+=(const Html& more);
    friend Html operator+(Html a, const Html& b) { return std::move(a += b); }
    bool is_empty() const { return markup_.empty(); }
    const std::string& markup() const { return markup_; }

    friend Html element(Literal name, const std::vector<Attribute>& attributes, const Html& inner);
    friend Html lone_element(Literal name, const std::vector<Attribute>& attributes);
    friend Html style_sheet(Literal rules);
    friend Html document(const Html& html);

private:
    std::string markup_;
};

Html element(Literal name, const std::vector<Attribute>& attributes, const Html& inner);
inline Html element(Literal name, const Html& inner) { return element(name, {}, inner); }
Html lone_element(Literal name, const std::vector<Attribute>& attributes);  // without an inside: input, meta
Html style_sheet(Literal rules);
Html document(const Html& html);  // the whole page, with its doctype

}  // namespace nuong::charts

// Writes JSON text directly, members in the order of the calls. Canonical: no spaces, one spelling per value, so the
// same message is the same bytes on every machine and can be hashed.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "shared/model/value.h"

namespace nuong::protocol {

class JsonText {
public:
    // `expected`: how long the text will be, about.
    explicit JsonText(std::size_t expected = 0) { out_.reserve(expected); }

    JsonText& open(char bracket);  // { or [
    JsonText& close(char bracket);
    JsonText& key(std::string_view name);
    JsonText& text(std::string_view text);
    JsonText& integer(std::int64_t value);
    JsonText& number(std::uint64_t value);
    JsonText& boolean(bool value);
    JsonText& value(const Value& value);
    JsonText& raw(std::string_view json);  // an already canonical value

    const std::string& str() const { return out_; }
    std::string take() { return std::move(out_); }

private:
    void separate();
    void quote(std::string_view text);
    void put_escaped(char c);

    std::string out_;
};

}  // namespace nuong::protocol

// JsonCursor: reads JSON text from front to back without building a tree. What arrives in thousands (changes, record
// states) is read this way; a tree of them costs more than everything else that is done with them.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace nuong {

enum class JsonKind { null, boolean, number, text, list, object };

// Over text that `check_json` has passed, and only over such: nothing is checked a second time here. The cursor stands
// in front of a value; every function below passes over exactly that value, or into it.
class JsonCursor {
public:
    explicit JsonCursor(std::string_view checked);

    JsonKind kind() const;
    const char* position() const { return at_; }  // the first byte of the value; just behind it when it was passed

    std::string_view rest() const { return {at_, static_cast<std::size_t>(end_ - at_)}; }

    // Passes over the value; the bytes that it is made of.
    std::string_view skip();

    // REQUIRES: kind() is the one that the function is for.
    bool boolean();
    // A whole number, a decimal, or nothing when it is too large to hold.
    std::variant<std::monostate, std::int64_t, double> number();
    // Lives until the next text or key is read.
    std::string_view text();

    // Into the list or object; then next_element() or next_member() until it says that there is no more, and the cursor
    // stands behind the list or object.
    void enter();
    bool next_element();
    std::optional<std::string_view> next_member();

private:
    void skip_space();
    void skip_text();
    bool next(char closing);

    const char* at_;
    const char* end_;
    std::string unescaped_;
};

}  // namespace nuong

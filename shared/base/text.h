// Text from outside: is it UTF-8, is it composed (NFC), and how does a person search it. Everything that enters a
// record passes `clean_text`, so that equal words are equal bytes on every device.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace nuong {

bool is_utf8(std::string_view text);

// Composed form (Unicode NFC), or nothing when the bytes are not UTF-8. "o + horn + dot below" becomes one letter.
std::optional<std::string> to_nfc(std::string_view text);

// NFC, without control characters (C0, DEL, C1; tab and newline stay) and without spaces at either end.
std::optional<std::string> clean_text(std::string_view text);

// For searching: lower case, every mark removed, đ as d, spaces single. "Nguyễn Thị Đào" -> "nguyen thi dao".
// Bytes that are not UTF-8 are skipped.
std::string fold_for_search(std::string_view text);

}  // namespace nuong

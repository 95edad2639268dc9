// Text that no spreadsheet takes for a formula and no terminal for a command. Answers come from anybody; a table that a
// clerk opens must not run them.
#pragma once
#include <string>
#include <string_view>

namespace nuong {

// An apostrophe stands before a text that begins with = + - @ (also their full-width forms), a tab or a line end, and
// before such a sign after a semicolon, tab or line end within it: a program that separates cells by semicolons begins
// a new cell there, quotes or not. A plain number ("-5", "+1.5") and a lone "-" are none.
std::string harmless_text(std::string_view text);

// On one line, for a terminal or a log: a line end, a tab and whatever else commands a terminal (C0, DEL, C1) stands
// there as it would in JSON, e.g. \n and \u001b.
std::string one_line(std::string_view text);

// The same for many lines: line ends and tabs stay as they are, everything else that commands a terminal is spelled
// out. JSON stays JSON and says the same: what is spelled out stands only within its texts.
std::string harmless_lines(std::string_view text);

// With it at the beginning, Excel reads a CSV as the UTF-8 that it is.
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
// RFC 4180: in quotes where it must be, quotes doubled.
std::string csv_field(std::string_view text);

}  // namespace nuong

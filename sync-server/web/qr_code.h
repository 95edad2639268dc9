// QR codes of what a person would otherwise have to type.
#pragma once
#include <string>
#include <vector>

namespace nuong::web {

// Black on white in any terminal, with the white border that readers need; lines that end with "\n".
std::string qr_for_terminal(const std::string& text);
// To print: the code, and under it the lines in plain words.
std::string qr_as_svg(const std::string& text, const std::vector<std::string>& lines);

// For a page: dark modules as an SVG path on a white square of that width.
struct QrPath {
    int width = 0;
    std::string path;
};
QrPath qr_path(const std::string& text);

}  // namespace nuong::web

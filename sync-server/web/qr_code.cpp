#include "sync-server/web/qr_code.h"

#include <qrcodegen/qrcodegen.hpp>

#include "shared/printing/html_page.h"

namespace nuong::web {
namespace {

using qrcodegen::QrCode;

constexpr int border = 4;  // ISO/IEC 18004 asks for four modules of white

QrCode code_of(const std::string& text) { return QrCode::encodeText(text.c_str(), QrCode::Ecc::MEDIUM); }

}  // namespace

std::string qr_for_terminal(const std::string& text) {
    const QrCode code = code_of(text);
    std::string lines;
    for (int y = -border; y < code.getSize() + border; y += 2) {  // a letter is two modules high
        lines += "\x1b[30;107m";                                  // black on white
        for (int x = -border; x < code.getSize() + border; ++x) {
            const bool above = code.getModule(x, y), below = code.getModule(x, y + 1);
            lines += above ? (below ? "█" : "▀") : (below ? "▄" : " ");
        }
        lines += "\x1b[0m\n";
    }
    return lines;
}

QrPath qr_path(const std::string& text) {
    const QrCode code = code_of(text);
    QrPath drawn{code.getSize() + 2 * border, {}};
    for (int y = 0; y < code.getSize(); ++y)
        for (int x = 0; x < code.getSize(); ++x)
            if (code.getModule(x, y))
                drawn.path += "M" + std::to_string(x + border) + "," + std::to_string(y + border) + "h1v1h-1z";
    return drawn;
}

std::string qr_as_svg(const std::string& text, const std::vector<std::string>& lines) {
    const auto [width, path] = qr_path(text);
    const int line_height = 3;
    const int height = width + line_height * static_cast<int>(lines.size()) + border;
    std::string svg =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + std::to_string(width) + " " +
        std::to_string(height) + "\" width=\"" + std::to_string(width * 2) +
        "mm\" shape-rendering=\"crispEdges\">\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n<path d=\"" +
        path + "\"/>\n";
    int baseline = width;
    for (const std::string& line : lines) {
        svg += "<text x=\"" + std::to_string(border) + "\" y=\"" + std::to_string(baseline) +
               "\" font-family=\"monospace\" font-size=\"2\">" + printing::escaped(line) + "</text>\n";
        baseline += line_height;
    }
    return svg + "</svg>\n";
}

}  // namespace nuong::web

#include "shared/printing/html_page.h"

#include "shared/base/encoding.h"
#include "shared/base/overloaded.h"
#include "shared/base/text.h"

namespace nuong::printing {
namespace {

constexpr std::string_view style = R"(
@page { size: A4; margin: 14mm 14mm 12mm 16mm; }
* { box-sizing: border-box; }
body { font: 10.5pt/1.35 "Noto Sans", "DejaVu Sans", Arial, sans-serif; color: #000; background: #fff; margin: 0 auto; max-width: 180mm; }
table { border-collapse: collapse; width: 100%; }
td, th { text-align: left; vertical-align: top; font-weight: normal; padding: 0; }
h1 { font-size: 15pt; line-height: 1.2; margin: 0 0 1mm; }
h2, h3, h4 { font-size: 12pt; margin: 5mm 0 1mm; padding-bottom: .6mm; border-bottom: .4mm solid #000; break-after: avoid; }
h3 { font-size: 11pt; border-bottom-width: .2mm; } h4 { font-size: 10.5pt; border: 0; }
p { margin: 0; }
small, .small { font-size: 8.5pt; color: #333; }
.if { font-size: 8.5pt; font-style: italic; } h2 + .if, h3 + .if, h4 + .if { break-after: avoid; }
.head { margin: 2mm 0; } .head td { width: 50%; padding: 2.2mm 4mm 0 0; } .head div { display: flex; gap: 2mm; }
.head span { flex: 1; border-bottom: .2mm dotted #000; min-height: 5mm; font-weight: bold; }
.legend { border: .2mm solid #888; padding: 1.2mm 2mm; margin: 2mm 0; font-size: 8.5pt; }
.remark { margin: 2mm 0; padding-left: 2mm; border-left: .6mm solid #888; font-size: 9.5pt; break-inside: avoid; }
.q { margin: 2.4mm 0 0; break-inside: avoid; } .n { font-size: 8.5pt; color: #333; }
.a { margin: 1mm 0 0 8mm; }
.t { padding: .4mm 0 .4mm 6mm; text-indent: -6mm; } .two { columns: 2; column-gap: 6mm; } .two .t { break-inside: avoid; }
.line { border-bottom: .2mm dotted #000; height: 7.5mm; }
.digits { display: inline-flex; align-items: center; gap: 1.5mm; } .digits i { display: inline-block; width: 5.5mm; height: 6.5mm; border: .25mm solid #000; margin-left: -.25mm; }
.w { font-weight: bold; } img { display: block; max-width: 100%; max-height: 70mm; }
.grid, .rows { margin: 1.5mm 0; font-size: 9.5pt; } .grid td, .grid th, .rows td, .rows th { border: .2mm solid #555; padding: .8mm 1.2mm; }
.grid tr, .rows tr { break-inside: avoid; } .grid thead, .rows thead { background: #eee; print-color-adjust: exact; }
.grid .c { text-align: center; vertical-align: middle; font-size: 8.5pt; } .grid td.c { font-size: 12pt; }
.rows { table-layout: fixed; overflow-wrap: anywhere; } .rows .r { width: 13mm; } .rows tbody td { height: 9mm; } .rows .t { font-size: 8.5pt; }
.sheet > tfoot td { padding-top: 3mm; font-size: 8pt; color: #333; } .sheet > tfoot div { border-top: .2mm solid #888; padding-top: .8mm; }
)";

std::string tag(const char* name, const char* kind, const std::string& inner) {
    const std::string open =
        *kind ? std::string("<") + name + " class=\"" + kind + "\">" : std::string("<") + name + ">";
    return open + inner + "</" + name + ">";
}

std::string small(const char* kind, const std::string& text) {
    return text.empty() ? "" : tag("p", kind, escaped(text));
}

std::string numbered(const std::string& number, const std::string& label) {
    return (number.empty() ? "" : tag("span", "n", "[" + escaped(number) + "]") + " ") + escaped(label);
}

std::string tick_text(const Tick& tick) {
    return tag("div", "t", (tick.is_ticked ? "☒ " : "☐ ") + escaped(tick.label));
}

std::string space_text(const Space& space) {
    return std::visit(Overloaded{[](const Ticks& ticks) {
                                     std::string text;
                                     for (const Tick& tick : ticks.ticks) text += tick_text(tick);
                                     return tag("div", ticks.in_columns ? "two" : "", text);
                                 },
                                 [](const Lines& lines) {
                                     std::string text;
                                     for (int i = 0; i < lines.count; ++i) text += tag("div", "line", "");
                                     return text;
                                 },
                                 [](const DigitBoxes& boxes) {
                                     std::string text;
                                     for (const int digits : boxes.groups) {
                                         if (!text.empty()) text += tag("b", "", escaped(boxes.between));
                                         std::string group;
                                         for (int i = 0; i < digits; ++i) group += "<i></i>";
                                         text += tag("span", "", group);
                                     }
                                     return tag("span", "digits", text);
                                 },
                                 [](const Written& written) { return tag("span", "w", escaped(written.text)); },
                                 [](const Picture& picture) {
                                     return "<img alt=\"" + escaped(picture.words) + "\" src=\"data:image/" +
                                            escaped(picture.type) + ";base64," + to_base64(picture.bytes) + "\"/>";
                                 }},
                      space);
}

std::string block_text(const Heading& heading) {
    static constexpr const char* levels[] = {"h2", "h3", "h4"};
    return tag(levels[std::min(heading.depth, 2)], "", numbered(heading.number, heading.label)) +
           small("if", heading.condition);
}

std::string block_text(const Remark& remark) {
    return tag("div", "remark", escaped(remark.text) + small("if", remark.condition));
}

std::string block_text(const Question& question) {
    std::string text = numbered(question.number, question.label);
    if (question.is_required) text += " *";
    if (!question.missing.empty()) text += " " + tag("small", "", "(" + escaped(question.missing) + ")");
    return tag("div", "q",
               tag("p", "", text) + small("small", question.hint) + small("if", question.condition) +
                   tag("div", "a", space_text(question.space)));
}

std::string block_text(const Grid& grid) {
    std::string head = tag("th", "", "");
    for (const std::string& column : grid.columns) head += tag("th", "c", escaped(column));
    std::string body;
    for (const GridRow& row : grid.rows) {
        std::string cells =
            tag("td", "", numbered(row.number, row.label) + small("w", row.instead) + small("if", row.condition));
        for (const bool is_ticked : row.ticked) cells += tag("td", "c", is_ticked ? "☒" : "☐");
        body += tag("tr", "", cells) + "\n";
    }
    return tag("table", "grid", tag("thead", "", tag("tr", "", head)) + tag("tbody", "", body));
}

std::string block_text(const Table& table) {
    std::string head = tag("th", "r", escaped(table.corner));
    for (const Column& column : table.columns)
        head +=
            tag("th", "",
                numbered(column.number, column.label) + small("small", column.hint) + small("if", column.condition));
    std::string body;
    for (const TableRow& row : table.rows) {
        std::string cells = tag("td", "", escaped(row.name));
        for (const Space& cell : row.cells) cells += tag("td", "", space_text(cell));
        body += tag("tr", "", cells) + "\n";
    }
    return tag("table", "rows", tag("thead", "", tag("tr", "", head)) + tag("tbody", "", body));
}

std::string head_text(const std::vector<HeadLine>& lines) {
    std::string rows;
    for (std::size_t i = 0; i < lines.size(); i += 2) {
        std::string cells;
        for (std::size_t k = i; k < i + 2; ++k)
            cells += tag("td", "",
                         k < lines.size()
                             ? tag("div", "", escaped(lines[k].label) + ": " + tag("span", "", escaped(lines[k].text)))
                             : "");
        rows += tag("tr", "", cells);
    }
    return tag("table", "head", tag("tbody", "", rows));
}

// Bytes of one letter of XML at the start of `text`; 0 when there is none that may stand there.
std::size_t letter_bytes(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text.front());
    if (lead < 0x20) return lead == '\n' || lead == '\t' ? 1 : 0;
    if (lead < 0x80) return lead == 0x7F ? 0 : 1;
    const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    const std::string_view letter = text.substr(0, bytes);
    const bool is_no_letter = letter == "\xEF\xBF\xBE" || letter == "\xEF\xBF\xBF";
    return letter.size() == bytes && is_utf8(letter) && !is_no_letter ? bytes : 0;
}

}  // namespace

std::string escaped(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const std::size_t bytes = letter_bytes(text);
        switch (text.front()) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\'': out += "&#39;"; break;
            case '\n': out += "<br/>"; break;
            default: out += text.substr(0, bytes);
        }
        text.remove_prefix(std::max<std::size_t>(bytes, 1));
    }
    return out;
}

std::string html_page(const Paper& paper) {
    std::string body = tag("h1", "", escaped(paper.title)) + small("small", paper.version) + head_text(paper.head);
    std::string legend;
    for (const std::string& line : paper.legend) legend += tag("p", "", escaped(line));
    if (!legend.empty()) body += tag("div", "legend", legend);
    for (const Block& block : paper.blocks)
        body += "\n" + std::visit([](const auto& each) { return block_text(each); }, block);
    std::string foot;
    for (const std::string& line : paper.foot) foot += tag("p", "", escaped(line));
    const std::string language = escaped(paper.language);
    // The body is one cell of a table whose foot the browser repeats on every page.
    const std::string sheet = tag("table", "sheet",
                                  tag("tfoot", "", tag("tr", "", tag("td", "", tag("div", "", foot)))) +
                                      tag("tbody", "", tag("tr", "", tag("td", "", body))));
    return "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"" + language + "\" xml:lang=\"" +
           language +
           "\"><head><meta charset=\"utf-8\"/><meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
           "'none'; style-src 'unsafe-inline'; img-src data:\"/><meta name=\"viewport\" "
           "content=\"width=device-width\"/>" +
           tag("title", "", escaped(paper.title)) + "<style>" + std::string(style) + "</style></head><body>\n" + sheet +
           "\n</body></html>\n";
}

}  // namespace nuong::printing

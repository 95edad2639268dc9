#include "shared/charts/heat_page.h"

#include <algorithm>

#include "shared/charts/html.h"

namespace nuong::charts {
namespace {

constexpr const char* style_of_heat = R"(
@page { size: A4 landscape; margin: 12mm; }
* { box-sizing: border-box; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
body { font: 10pt/1.3 "Noto Sans", "DejaVu Sans", Arial, sans-serif; color: #000; background: #fff; margin: 0 auto; max-width: 270mm; }
h1 { font-size: 15pt; margin: 0 0 1mm; } p { margin: 0 0 1mm; }
table { border-collapse: collapse; width: 100%; margin-top: 2mm; }
th, td { border: .2mm solid #777; padding: .8mm 1.2mm; text-align: left; vertical-align: top; font-weight: normal; }
td { text-align: right; } thead { display: table-header-group; background: #eee; } tr { break-inside: avoid; }
.sum, .sum th { font-weight: bold; } .remark { display: block; font-size: 8pt; }
.level1 { background: #eef3ef; } .level2 { background: #d3e2d8; } .level3 { background: #adc8b7; } .level4 { background: #83aa91; }
.foot { margin-top: 4mm; padding-top: 1mm; border-top: .2mm solid #888; font-size: 8.5pt; color: #333; }
)";

Html cell_of(const HeatNumber& number) {
    return element("td", {{"class", "level" + std::to_string(std::clamp(number.level, 0, 4))}}, number.text);
}

Html line_of(const HeatLine& line) {
    Html name(line.name);
    if (!line.remark.empty()) name += element("span", {{"class", "remark"}}, line.remark);
    Html cells = element("th", {{"scope", "row"}}, name);
    for (const HeatNumber& number : line.numbers) cells += cell_of(number);
    return element("tr", {{"class", line.is_sum ? "sum" : "commune"}}, cells);
}

Html table_of(const HeatPaper& paper) {
    Html head, lines;
    for (const std::string& words : paper.head) head += element("th", {{"scope", "col"}}, words);
    for (const HeatLine& line : paper.lines) lines += line_of(line);
    return element("table", element("thead", element("tr", head)) + element("tbody", lines));
}

}  // namespace

std::string page_of_heat(const HeatPaper& paper, Language language) {
    Html head = lone_element("meta", {{"charset", "utf-8"}});
    head += lone_element("meta", {{"http-equiv", "Content-Security-Policy"},
                                  {"content", "default-src 'none'; style-src 'unsafe-inline'"}});
    head += element("title", paper.title) + style_sheet(style_of_heat);
    const Html body = element("h1", paper.title) + element("p", paper.subject) + element("p", paper.about) +
                      table_of(paper) + element("p", {{"class", "foot"}}, paper.foot);
    const std::string code = language == Language::vi ? "vi" : "en";
    return document(element("html", {{"lang", code}}, element("head", head) + element("body", body))).markup();
}

}  // namespace nuong::charts

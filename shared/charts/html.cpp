#include "shared/charts/html.h"

#include <algorithm>

#include "shared/printing/html_page.h"

namespace nuong::charts {
namespace {

// A line break inside a value would become an element.
std::string one_line(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

std::string opening(Literal name, const std::vector<Attribute>& attributes) {
    std::string text = std::string("<") + name.text();
    for (const Attribute& attribute : attributes)
        text += std::string(" ") + attribute.name.text() + "=\"" + printing::escaped(one_line(attribute.value)) + '"';
    return text;
}

}  // namespace

Html::Html(std::string_view words) : markup_(printing::escaped(words)) {}

Html& Html::operator+=(const Html& more) {
    markup_ += more.markup_;
    return *this;
}

Html element(Literal name, const std::vector<Attribute>& attributes, const Html& inner) {
    Html html;
    html.markup_ = opening(name, attributes) + ">" + inner.markup_ + "</" + name.text() + ">";
    return html;
}

Html lone_element(Literal name, const std::vector<Attribute>& attributes) {
    Html html;
    html.markup_ = opening(name, attributes) + "/>";
    return html;
}

Html style_sheet(Literal rules) {
    Html html;
    html.markup_ = std::string("<style>") + rules.text() + "</style>";
    return html;
}

Html document(const Html& html) {
    Html whole;
    whole.markup_ = "<!doctype html>\n" + html.markup_ + "\n";
    return whole;
}

}  // namespace nuong::charts

#include "shared/charts/chart.h"

#include <algorithm>
#include <cmath>

namespace nuong::charts {
namespace {

constexpr int width = 340, band_width = 620, row_height = 36, bars_width = 265, trend_height = 170, trend_top = 34,
              trend_foot = 34;

std::string number_of(double value) { return std::to_string(std::lround(value)); }

double largest(const std::vector<ChartMark>& marks) {
    double most = 0;
    for (const ChartMark& mark : marks) most = std::max({most, mark.number.value_or(0), mark.target.value_or(0)});
    return most > 0 ? most : 1;
}

Html rectangle(const char* kind, double x, double y, double wide, double high) {
    return lone_element("rect", {{"class", kind},
                                 {"x", number_of(x)},
                                 {"y", number_of(y)},
                                 {"width", number_of(std::max(wide, 0.0))},
                                 {"height", number_of(std::max(high, 0.0))}});
}

Html line(double x1, double y1, double x2, double y2, const char* kind = "target") {
    return lone_element(
        "line",
        {{"class", kind}, {"x1", number_of(x1)}, {"y1", number_of(y1)}, {"x2", number_of(x2)}, {"y2", number_of(y2)}});
}

Html words(const std::string& text, double x, double y, const char* anchor) {
    return element("text", {{"x", number_of(x)}, {"y", number_of(y)}, {"text-anchor", anchor}}, text);
}

Html picture(const std::string& title, int height, const Html& inner, int wide = width) {
    return element("svg",
                   {{"class", wide > width ? "chart broad" : "chart"},
                    {"role", "img"},
                    {"aria-label", title},
                    {"viewBox", "0 0 " + std::to_string(wide) + " " + std::to_string(height)}},
                   inner);
}

std::string said_of(const ChartMark& mark) {
    const bool has_status = mark.number && !mark.status_text.empty();
    return mark.text + (has_status ? " · " + mark.status_text : "");
}

}  // namespace

Html bar_chart(const std::string& title, const std::vector<ChartMark>& marks) {
    const double most = largest(marks);
    Html inner;
    double y = 0;
    for (const ChartMark& mark : marks) {
        inner += words(mark.name, 0, y + 12, "start") + words(said_of(mark), width, y + 12, "end");
        inner += rectangle("ground", 0, y + 17, width, 10);
        const char* kind = mark.status == reports::CellStatus::not_met ? "bar short" : "bar";
        if (mark.number) inner += rectangle(kind, 0, y + 17, *mark.number / most * width, 10);
        if (mark.target)
            inner += line(*mark.target / most * (width - 2) + 1, y + 14, *mark.target / most * (width - 2) + 1, y + 30);
        y += row_height;
    }
    return picture(title, row_height * static_cast<int>(marks.size()), inner);
}

Html trend_chart(const std::string& title, const std::vector<ChartMark>& marks) {
    if (marks.empty()) return "";
    const double most = largest(marks), step = static_cast<double>(width) / static_cast<double>(marks.size());
    const double floor = trend_height - trend_foot, high = floor - trend_top;
    Html inner = rectangle("floor", 0, floor, width, 1);
    double x = 0;
    for (const ChartMark& mark : marks) {
        const double bar = std::min(step * 0.6, 60.0), from = x + (step - bar) / 2, middle = x + step / 2;
        const double top = floor - mark.number.value_or(0) / most * high;
        const char* kind = mark.status == reports::CellStatus::not_met ? "bar short" : "bar";
        const double at = floor - mark.target.value_or(0) / most * high;  // of the target
        const bool is_crossed = mark.target && at < top + 2 && at > top - 18;
        if (mark.number) inner += rectangle(kind, from, top, bar, floor - top);
        if (mark.target) inner += line(x + 3, at, x + step - 3, at);
        inner += words(mark.text, middle, (is_crossed ? at : top) - 5, "middle");
        inner += words(mark.name, middle, floor + 15, "middle");
        if (mark.number) inner += words(mark.status_text, middle, floor + 29, "middle");
        x += step;
    }
    return picture(title, trend_height, inner);
}

// Where a number is hidden the line has a gap. A target is a short dash, so that it is no point of the line.
Html line_chart(const std::string& title, const std::vector<ChartMark>& marks) {
    if (marks.empty()) return "";
    const double most = largest(marks), step = static_cast<double>(band_width) / static_cast<double>(marks.size());
    const double floor = trend_height - trend_foot, high = floor - trend_top;
    const auto x_of = [&](std::size_t i) { return step * (static_cast<double>(i) + 0.5); };
    const auto y_of = [&](double value) { return floor - value / most * high; };
    Html inner = rectangle("floor", 0, floor, band_width, 1);
    for (std::size_t i = 0; i + 1 < marks.size(); ++i)
        if (marks[i].number && marks[i + 1].number)
            inner += line(x_of(i), y_of(*marks[i].number), x_of(i + 1), y_of(*marks[i + 1].number), "path");
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const ChartMark& mark = marks[i];
        const double x = x_of(i), y = y_of(mark.number.value_or(0)), asked = y_of(mark.target.value_or(0));
        const bool is_crossed = mark.target && asked < y && asked > y - 24;
        if (mark.target) inner += line(x - 18, asked, x + 18, asked);
        if (mark.number)
            inner +=
                lone_element("circle", {{"class", "point"}, {"cx", number_of(x)}, {"cy", number_of(y)}, {"r", "4"}});
        inner += words(mark.text, x, (is_crossed ? asked : y) - 9, "middle");
        inner += words(mark.name, x, floor + 15, "middle");
        if (mark.number) inner += words(mark.status_text, x, floor + 29, "middle");
    }
    return picture(title, trend_height, inner, band_width);
}

// Each bar as shares of itself; the numbers stand below it, in the order of the bands.
Html band_chart(const std::string& title, const std::vector<reports::BandBar>& bars) {
    constexpr int bar_height = 62, words_height = 44;
    Html inner;
    double y = 0;
    for (const reports::BandBar& bar : bars) {
        inner += words(bar.name, 0, y + 12, "start");
        if (!bar.instead.empty()) {
            inner += words(bar.instead, 0, y + 30, "start");
            y += words_height;
            continue;
        }
        inner += words(bar.whole_text, band_width, y + 12, "end");
        inner += rectangle("ground", 0, y + 18, band_width, 14);
        double x = 0, label = 0;
        for (const reports::BandPart& part : bar.parts) {
            const std::string kind = "band" + std::to_string(reports::level_of_band(part.code));
            const double wide = static_cast<double>(bar.share_of(part)) * band_width;
            if (wide >= 1) inner += rectangle(kind.c_str(), x, y + 18, wide, 14);
            x += wide;
            inner += rectangle(kind.c_str(), label, y + 38, 10, 10) +
                     words(part.name + " " + part.text, label + 14, y + 47, "start");
            label += static_cast<double>(band_width) / static_cast<double>(bar.parts.size());
        }
        y += bar_height;
    }
    return picture(title, static_cast<int>(y), inner, band_width);
}

Html percent_bar(double percent) {
    constexpr double bar = 60, whole = 90;  // of a target and a half
    const Html inner = rectangle("ground", 0, 2, whole, 8) +
                       rectangle("bar", 0, 2, std::clamp(percent, 0.0, 150.0) / 100 * bar, 8) + line(bar, 0, bar, 12);
    return element(
        "svg",
        {{"class", "percent"}, {"aria-hidden", "true"}, {"viewBox", "0 0 90 12"}, {"width", "90"}, {"height", "12"}},
        inner);
}

}  // namespace nuong::charts

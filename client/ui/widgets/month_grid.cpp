#include "client/ui/widgets/month_grid.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

#include "client/ui/widgets/buttons.h"

namespace nuong::client {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::year_month;
using std::chrono::year_month_day;

year_month month_from(const std::string& month, const Ui& ui) {
    const auto first = parse_date(month + "-01");
    const year_month_day day(first ? *first : parse_date(ui.today).value_or(Date{}));
    return day.year() / day.month();
}

std::string iso_month(year_month month) { return to_string(Date(month / 1)).substr(0, 7); }

std::string words_of(year_month month, Language language) {
    const std::string iso = iso_month(month);
    return (language == Language::vi ? "Tháng " : "") + iso.substr(5) + "/" + iso.substr(0, 4);
}

std::string words_of(Date day) {
    const std::string iso = to_string(day);
    return iso.substr(8) + "/" + iso.substr(5, 2) + "/" + iso.substr(0, 4);
}

void draw_title(Ui& ui, std::string& month, year_month shown, float width) {
    const ImVec2 at = cursor();
    if (icon_button(ui, ui.say(Word::month_before), Icon::back, {})) month = iso_month(shown - months(1));
    const std::string words = words_of(shown, ui.language);
    const float room = measure(bold(ui), words, 0).x + 1;
    say_at(ui, bold(ui), {at.x + (width - room) / 2, at.y + ui.px(14)}, room, words);
    ImGui::SetCursorScreenPos({at.x + width - ui.px(size::row), at.y});
    if (icon_button(ui, ui.say(Word::month_after), Icon::forward, {})) month = iso_month(shown + months(1));
}

void draw_weekdays(Ui& ui, float cell, float spacing) {
    constexpr std::array<const char*, 7> vi{"T2", "T3", "T4", "T5", "T6", "T7", "CN"};
    constexpr std::array<const char*, 7> en{"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"};
    const ImVec2 at = cursor();
    for (std::size_t i = 0; i < 7; ++i) {
        const std::string word = ui.language == Language::vi ? vi[i] : en[i];
        const float width = measure(muted(ui), word, 0).x + 1;
        say_at(ui, muted(ui), {at.x + static_cast<float>(i) * (cell + spacing) + (cell - width) / 2, at.y}, width,
               word);
    }
    ImGui::Dummy({1, ui.px(26)});
}

bool draw_day(Ui& ui, Date day, float cell, bool is_chosen) {
    const std::string words = words_of(day);
    const Press press = press_area(ui, words.c_str(), {cell, ui.px(48)}, true);
    const bool is_today = to_string(day) == ui.today;
    const float corner = ui.px(size::corner);
    const ImU32 fill = is_chosen ? ui.colour.accent : press.held ? ui.colour.pressed : ui.colour.card;
    paper().AddRectFilled(press.box.min, press.box.max, fill, corner);
    paper().AddRect(press.box.min, press.box.max, is_today ? ui.colour.accent : ui.colour.line, corner, 0,
                    ui.px(is_today ? 2.5f : 1.2f));
    if (press.focused) focus_ring(ui, press.box, corner);
    const TextStyle style = tinted(bold(ui), is_chosen ? ui.colour.on_accent : ui.colour.ink);
    const std::string number = std::to_string(static_cast<unsigned>(year_month_day(day).day()));
    const ImVec2 needed = measure(style, number, 0), centre = press.box.centre();
    paint_text(style, {centre.x - needed.x / 2, centre.y - needed.y / 2}, number, 0);
    report(
        ui,
        {.kind = WidgetKind::choice, .label = words, .box = press.box, .chosen = is_chosen, .focused = press.focused});
    return press.pressed;
}

}  // namespace

std::optional<Date> month_grid(Ui& ui, std::string& month, const std::optional<Date>& chosen) {
    const float spacing = ui.px(6);
    const float cell = std::floor(std::min((ui.width - 6 * spacing) / 7, ui.px(76)));
    const year_month shown = month_from(month, ui);
    draw_title(ui, month, shown, 7 * cell + 6 * spacing);
    draw_weekdays(ui, cell, spacing);
    std::optional<Date> tapped;
    const Date first = Date(shown / 1), last = Date(shown / std::chrono::last);
    const ImVec2 start = cursor();
    const auto before = static_cast<int>(std::chrono::weekday(first).iso_encoding()) - 1;
    int place = before;
    for (Date day = first; day <= last; day += days(1), ++place) {
        const auto column = static_cast<float>(place % 7), week = static_cast<float>(place / 7);
        ImGui::SetCursorScreenPos({start.x + column * (cell + spacing), start.y + week * (ui.px(48) + spacing)});
        if (draw_day(ui, day, cell, chosen == day)) tapped = day;
    }
    const auto weeks = static_cast<float>((place + 6) / 7);
    ImGui::SetCursorScreenPos({start.x, start.y + weeks * (ui.px(48) + spacing)});
    ImGui::Dummy({1, 1});
    return tapped;
}

std::string month_of(const std::string& day, const std::string& today) {
    if (day.size() >= 7 && parse_date(day.substr(0, 7) + "-01")) return day.substr(0, 7);
    if (day.size() == 4 && parse_date(day + "-01-01")) return day + "-01";
    return today.substr(0, 7);
}

std::string month_or_year(Ui& ui, std::string& month) {
    const year_month shown = month_from(month, ui);
    const std::string year = iso_month(shown).substr(0, 4), words = words_of(shown, ui.language);
    const auto only = [&](const std::string& what) {
        const std::string label = ui.say(Word::only_known) + " " + what;
        same_line_if_fits(ui, button_width(ui, label, {}));
        return button(ui, label, {});
    };
    if (icon_button(ui, ui.say(Word::year_before), Icon::back, {})) month = iso_month(shown - months(12));
    ImGui::SameLine();
    const bool only_year = button(ui, ui.say(Word::only_known) + " " + ui.say(Word::year) + " " + year, {});
    same_line_if_fits(ui, ui.px(size::row));
    if (icon_button(ui, ui.say(Word::year_after), Icon::forward, {})) month = iso_month(shown + months(12));
    if (only_year) return year;
    return only(ui.language == Language::vi ? "t" + words.substr(1) : words) ? iso_month(shown) : "";
}

}  // namespace nuong::client

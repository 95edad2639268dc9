#include "client/ui/widgets/choices.h"

#include <algorithm>
#include <cmath>

#include "client/ui/widgets/buttons.h"

namespace nuong::client {
namespace {

float side_room(Ui& ui) { return ui.px(14); }
float mark_room(Ui& ui) { return ui.px(34); }

struct Grid {
    std::size_t columns = 1;
    float column_width = 0;
};

float label_width(Ui& ui, float column_width) { return column_width - 2 * side_room(ui) - mark_room(ui); }

// As many columns as let every label stand on one line, or on two when that saves a row.
Grid grid_for(Ui& ui, const std::vector<ChoiceButton>& choices) {
    const float spacing = ImGui::GetStyle().ItemSpacing.x;
    const TextStyle style = body(ui);
    float widest = 0;
    for (const ChoiceButton& choice : choices) widest = std::max(widest, measure(style, choice.label, 0).x);
    for (std::size_t columns = std::min<std::size_t>(choices.size(), 6); columns > 1; --columns) {
        const auto count = static_cast<float>(columns);
        const float width = std::floor((ui.width - spacing * (count - 1)) / count);
        const bool one_line = widest <= label_width(ui, width);
        float tallest = 0;
        for (const ChoiceButton& choice : choices)
            tallest = std::max(tallest, measure(style, choice.label, std::max(label_width(ui, width), 1.0f)).y);
        const bool two_lines =
            columns == choices.size() && width >= ui.px(150) && tallest <= 2.1f * style.font->FontSize;
        if (!one_line && !two_lines) continue;
        const float natural = std::max(widest + 2 * side_room(ui) + mark_room(ui), ui.px(150));
        return {columns, one_line ? std::min(width, std::ceil(natural)) : width};
    }
    return {1, std::min(ui.width, std::max(ui.px(320), std::ceil(widest + 2 * side_room(ui) + mark_room(ui)) + 2))};
}

// The ring or the box; while the keyboard is in use an empty one shows the digit that fills it.
void paint_mark(Ui& ui, ImVec2 centre, const ChoiceButton& choice, std::size_t index, const ChoiceOptions& options) {
    const ImU32 ink = options.enabled ? ui.colour.accent : ui.colour.muted;
    if (options.keys_shown && index < 9 && !choice.chosen) {
        const TextStyle style = tinted(muted(ui), ui.colour.ink);
        const std::string digit = std::to_string(index + 1);
        const ImVec2 needed = measure(style, digit, 0);
        paint_text(style, {centre.x - needed.x / 2, centre.y - needed.y / 2}, digit, 0);
    }
    const float r = ui.px(10);
    const ImU32 edge = choice.chosen ? ink : ui.colour.line_strong;
    if (options.mark == ChoiceMark::one) {
        paper().AddCircle(centre, r, edge, 0, ui.px(2));
        if (choice.chosen) paper().AddCircleFilled(centre, r * 0.55f, ink);
        return;
    }
    const ImVec2 min{centre.x - r, centre.y - r}, max{centre.x + r, centre.y + r};
    if (choice.chosen) paper().AddRectFilled(min, max, ink, ui.px(4));
    paper().AddRect(min, max, edge, ui.px(4), 0, ui.px(2));
    if (choice.chosen) paint_icon(Icon::check, centre, ui.px(16), ui.colour.on_accent);
}

bool draw_choice(Ui& ui, const ChoiceButton& choice, std::size_t index, ImVec2 size, const ChoiceOptions& options) {
    ImGui::PushID(static_cast<int>(index));
    const Press press = press_area(ui, "choice", size, options.enabled);
    ImGui::PopID();
    const float corner = ui.px(size::corner);
    const ImU32 fill = choice.chosen ? ui.colour.accent_soft : press.held ? ui.colour.pressed : ui.colour.card;
    const ImU32 ink = options.enabled ? ui.colour.ink : ui.colour.muted;
    paper().AddRectFilled(press.box.min, press.box.max, fill, corner);
    paper().AddRect(press.box.min, press.box.max, choice.chosen ? ui.colour.accent : ui.colour.line_strong, corner, 0,
                    choice.chosen ? ui.px(2.5f) : ui.px(1.5f));
    if (press.focused) focus_ring(ui, press.box, corner);
    const float middle = press.box.centre().y;
    paint_mark(ui, {press.box.min.x + side_room(ui) + ui.px(10), middle}, choice, index, options);
    const float wrap = label_width(ui, size.x);
    const TextStyle style = tinted(body(ui), ink);
    const ImVec2 text = measure(style, choice.label, wrap + 1);
    paint_text(style, {press.box.min.x + side_room(ui) + mark_room(ui), middle - text.y / 2}, choice.label, wrap + 1);
    report(ui, {.kind = WidgetKind::choice,
                .label = choice.label,
                .box = press.box,
                .enabled = options.enabled,
                .chosen = choice.chosen,
                .focused = press.focused});
    return press.pressed;
}

}  // namespace

std::optional<std::size_t> choice_buttons(Ui& ui, const std::vector<ChoiceButton>& choices,
                                          const ChoiceOptions& options) {
    std::optional<std::size_t> tapped;
    constexpr std::size_t large_max = 6;
    const bool large = options.large && choices.size() <= large_max;
    const Grid grid = large ? Grid{1, std::min(ui.width, ui.px(760))} : grid_for(ui, choices);
    for (std::size_t start = 0; start < choices.size(); start += grid.columns) {
        const std::size_t end = std::min(start + grid.columns, choices.size());
        float height = ui.px(large ? size::row_large : size::row);
        for (std::size_t i = start; i < end; ++i) {
            const float wrap = label_width(ui, grid.column_width) + 1;
            height = std::max(height, measure(body(ui), choices[i].label, wrap).y + ui.px(16));
        }
        for (std::size_t i = start; i < end; ++i) {
            if (i > start) ImGui::SameLine();
            if (draw_choice(ui, choices[i], i, {grid.column_width, std::ceil(height)}, options)) tapped = i;
        }
    }
    return tapped;
}

bool small_choice(Ui& ui, const std::string& label, bool chosen, bool enabled) {
    const TextStyle style = tinted({ui.fonts.small, ui.colour.ink}, chosen ? ui.colour.accent_dark : ui.colour.muted);
    const float width = std::min(ui.width, std::ceil(measure(style, label, 0).x) + ui.px(28));
    same_line_if_fits(ui, width);
    const Press press = press_area(ui, label.c_str(), {width, ui.px(44)}, enabled);
    const Box shape{{press.box.min.x, press.box.min.y + ui.px(3)}, {press.box.max.x, press.box.max.y - ui.px(3)}};
    const float corner = shape.height() / 2;
    paper().AddRectFilled(shape.min, shape.max,
                          chosen       ? ui.colour.accent_soft
                          : press.held ? ui.colour.pressed
                                       : ui.colour.card,
                          corner);
    paper().AddRect(shape.min, shape.max, chosen ? ui.colour.accent : ui.colour.line_strong, corner, 0,
                    chosen ? ui.px(2) : ui.px(1.5f));
    if (press.focused) focus_ring(ui, shape, corner);
    const std::string shown = fit(style, label, width - ui.px(20));
    const ImVec2 text = measure(style, shown, 0);
    paint_text(style, {shape.centre().x - text.x / 2, shape.centre().y - text.y / 2}, shown, 0);
    report(ui, {.kind = WidgetKind::choice,
                .label = label,
                .box = press.box,
                .enabled = enabled,
                .chosen = chosen,
                .cut = shown != label});
    return press.pressed;
}

}  // namespace nuong::client

#include "client/ui/widgets/panels.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

namespace nuong::client {
namespace {

Icon icon_of(Tone tone) {
    switch (tone) {
        case Tone::good: return Icon::check;
        case Tone::warning:
        case Tone::danger: return Icon::warning;
        default: return Icon::info;
    }
}

// A finger moves the page. What it started on lets go, so that a scroll never presses a button.
void drag_to_scroll(Ui& ui) {
    const ImGuiIO& io = ImGui::GetIO();
    const ImRect window = ImGui::GetCurrentWindow()->InnerRect;
    if (!io.MouseDown[0]) {
        if (!io.MouseReleased[0]) ui.scroll_drag = false;  // one frame later, so that the release presses nothing
        return;
    }
    const bool on_scroll_bar = io.MouseClickedPos[0].x > window.Max.x - ImGui::GetStyle().ScrollbarSize;
    if (!window.Contains(io.MouseClickedPos[0]) || on_scroll_bar || ImGui::GetScrollMaxY() <= 0) return;
    const ImVec2 moved = ImGui::GetMouseDragDelta(0, 0);
    if (!ui.scroll_drag && std::abs(moved.y) > ui.px(12) && std::abs(moved.y) > 2 * std::abs(moved.x)) {
        ui.scroll_drag = true;
        ImGui::ClearActiveID();
    }
    if (ui.scroll_drag)
        ImGui::SetScrollY(std::clamp(ImGui::GetScrollY() - io.MouseDelta.y, 0.0f, ImGui::GetScrollMaxY()));
}

float column_width(Ui& ui, float available) {
    return std::floor(std::min(available - 2 * ui.px(20), ui.px(size::column_max)));
}

}  // namespace

Page::Page(Ui& ui, const char* id, float footer) : ui_(ui), outer_width_(ui.width) {
    const float available = ImGui::GetContentRegionAvail().x;
    const float height = std::max(ImGui::GetContentRegionAvail().y - ui.px(footer), ui.px(60));
    ImGui::BeginChild(id, {0, height}, false, ImGuiWindowFlags_NavFlattened);
    ui.width = column_width(ui, available);
    ImGui::Indent(std::floor((available - ui.width) / 2));
    gap(ui, 16);
}

Page::~Page() {
    ImGui::Dummy({1, ui_.px(8)});
    drag_to_scroll(ui_);
    ImGui::EndChild();
    ui_.width = outer_width_;
}

Card::Card(Ui& ui) : Card(ui, ui.colour.card, ui.colour.line) {}

Card::Card(Ui& ui, ImU32 fill, ImU32 edge)
    : ui_(ui), start_(cursor()), outer_width_(ui.width), fill_(fill), edge_(edge) {
    layers_.Split(&paper(), 2);
    layers_.SetCurrentChannel(&paper(), 1);
    gap(ui, 14);
    ImGui::Indent(ui.px(18));
    ui.width -= 2 * ui.px(18);
}

Card::~Card() {
    ImGui::Unindent(ui_.px(18));
    const float bottom = cursor().y - ImGui::GetStyle().ItemSpacing.y + ui_.px(16);
    layers_.SetCurrentChannel(&paper(), 0);
    const ImVec2 end{start_.x + outer_width_, bottom};
    const float corner = ui_.px(12);
    paper().AddRectFilled(start_, end, fill_, corner);
    paper().AddRect(start_, end, edge_, corner, 0, ui_.px(1.2f));
    if (mark_ != 0) {
        ImGui::PushClipRect(start_, {start_.x + ui_.px(6), end.y}, true);
        paper().AddRectFilled(start_, end, mark_, corner);
        ImGui::PopClipRect();
    }
    layers_.Merge(&paper());
    report(ui_, {.kind = WidgetKind::container, .label = "card", .box = {start_, end}});
    ImGui::SetCursorScreenPos({start_.x, bottom});
    ImGui::Dummy({outer_width_, ui_.px(4)});
    ui_.width = outer_width_;
}

BottomBar::BottomBar(Ui& ui) : ui_(ui), outer_width_(ui.width) {
    const ImVec2 at = cursor();
    const ImVec2 size = ImGui::GetContentRegionAvail();
    paper().AddRectFilled(at, {at.x + size.x, at.y + size.y}, ui.colour.card);
    paper().AddLine(at, {at.x + size.x, at.y}, ui.colour.line, ui.px(1.5f));
    ui.width = column_width(ui, size.x);
    origin_ = {at.x + std::floor((size.x - ui.width) / 2), at.y + std::floor((size.y - ui.px(size::row)) / 2)};
    ImGui::SetCursorScreenPos(origin_);
}

BottomBar::~BottomBar() { ui_.width = outer_width_; }

void BottomBar::to_right(float width) { ImGui::SetCursorScreenPos({origin_.x + ui_.width - width, origin_.y}); }

float BottomBar::text_room(float right_width) const {
    return origin_.x + ui_.width - right_width - ImGui::GetItemRectMax().x - 2 * ui_.px(16);
}

void section_header(Ui& ui, const std::string& text) {
    gap(ui, 8);
    say(ui, bold(ui), text);
}

float badge_height(Ui& ui) { return ui.px(30); }

float badge_width(Ui& ui, const Badge& badge) {
    return std::ceil(measure({ui.fonts.small, 0}, badge.text, 0).x) + ui.px(22);
}

void badge_at(Ui& ui, const Badge& badge, ImVec2 at, float width_max) {
    const ToneColours colours = ui.colour.of(badge.tone);
    const float width = std::min(badge_width(ui, badge), width_max), height = badge_height(ui);
    paper().AddRectFilled(at, {at.x + width, at.y + height}, colours.fill, height / 2);
    const TextStyle style{ui.fonts.small, colours.ink};
    const std::string shown = fit(style, badge.text, width - ui.px(16));
    const ImVec2 text = measure(style, shown, 0);
    paint_text(style, {at.x + (width - text.x) / 2, at.y + (height - text.y) / 2 - ui.px(0.5f)}, shown, 0);
}

void badge(Ui& ui, const Badge& badge) {
    const ImVec2 at = cursor();
    const float width = std::min(badge_width(ui, badge), ui.width);
    badge_at(ui, badge, at, width);
    ImGui::Dummy({width, badge_height(ui)});
    report(ui, {.kind = WidgetKind::text, .label = badge.text, .box = {at, {at.x + width, at.y + badge_height(ui)}}});
}

void progress_bar(Ui& ui, float fraction, ImU32 ink) {
    const ImVec2 at = cursor();
    const float height = ui.px(8);
    const ImVec2 end{at.x + ui.width, at.y + height};
    paper().AddRectFilled(at, end, ui.colour.track, height / 2);
    const float filled = ui.width * std::clamp(fraction, 0.0f, 1.0f);
    if (filled >= height) paper().AddRectFilled(at, {at.x + filled, end.y}, ink, height / 2);
    ImGui::Dummy({ui.width, height});
    report(ui, {.kind = WidgetKind::container, .label = "progress", .box = {at, end}});
}

void empty_state(Ui& ui, Icon icon, const std::string& text) {
    gap(ui, 40);
    const ImVec2 at = cursor();
    const float middle = at.x + ui.width / 2, r = ui.px(40);
    paper().AddCircleFilled({middle, at.y + r}, r, ui.colour.accent_soft);
    paint_icon(icon, {middle, at.y + r}, ui.px(40), ui.colour.accent);
    const TextStyle style = tinted(body(ui), ui.colour.muted);
    const float wrap = std::min(ui.width, ui.px(560));
    const ImVec2 needed = measure(style, text, wrap);
    const ImVec2 text_at{std::floor(middle - needed.x / 2), at.y + 2 * r + ui.px(16)};
    float y = text_at.y;
    for (const std::string_view line : lines_of(style, text, wrap)) {
        paint_text(style, {middle - measure(style, line, 0).x / 2, y}, line, 0);
        y += style.font->FontSize;
    }
    report(ui,
           {.kind = WidgetKind::text, .label = text, .box = {text_at, {text_at.x + needed.x, text_at.y + needed.y}}});
    ImGui::Dummy({ui.width, 2 * r + ui.px(16) + needed.y});
}

Tone tone_of(NoticeKind kind) {
    switch (kind) {
        case NoticeKind::success: return Tone::good;
        case NoticeKind::warning: return Tone::warning;
        case NoticeKind::error: return Tone::danger;
        case NoticeKind::info: break;
    }
    return Tone::info;
}

bool banner(Ui& ui, Tone tone, const std::string& text, bool closable) {
    const ToneColours colours = ui.colour.of(tone);
    const ImVec2 at = cursor();
    const float side = ui.px(22), pad = ui.px(14);
    const float cross = closable ? ui.px(size::row) : 0;
    const TextStyle style{ui.fonts.body, colours.ink};
    const float wrap = ui.width - 2 * pad - side - ui.px(10) - cross;
    const ImVec2 needed = measure(style, text, wrap);
    const float height = std::max(std::ceil(needed.y) + ui.px(20), ui.px(size::row));
    const ImVec2 end{at.x + ui.width, at.y + height};
    paper().AddRectFilled(at, end, colours.fill, ui.px(size::corner));
    paint_icon(icon_of(tone), {at.x + pad + side / 2, at.y + height / 2}, side, colours.ink);
    const ImVec2 text_at{at.x + pad + side + ui.px(10), at.y + (height - needed.y) / 2};
    paint_text(style, text_at, text, wrap);
    report(ui,
           {.kind = WidgetKind::text, .label = text, .box = {text_at, {text_at.x + needed.x, text_at.y + needed.y}}});
    bool closed = false;
    if (closable) {
        ImGui::SetCursorScreenPos({end.x - cross, at.y + (height - cross) / 2});
        const Press press = press_area(ui, "close", {cross, cross}, true);
        paint_icon(Icon::cross, press.box.centre(), ui.px(18), colours.ink);
        if (press.focused) focus_ring(ui, press.box, ui.px(size::corner));
        report(ui,
               {.kind = WidgetKind::button, .label = ui.say(Word::close), .box = press.box, .focused = press.focused});
        closed = press.pressed;
    }
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy({ui.width, height});
    return closed;
}

void remark(Ui& ui, Tone tone, const std::string& text) {
    const ToneColours colours = ui.colour.of(tone);
    const ImVec2 at = cursor();
    const float side = ui.px(18), room = side + ui.px(8);
    const TextStyle style{ui.fonts.small, colours.ink};
    const ImVec2 needed = measure(style, text, ui.width - room);
    paint_icon(icon_of(tone), {at.x + side / 2, at.y + style.font->FontSize / 2 + ui.px(1)}, side, colours.ink);
    paint_text(style, {at.x + room, at.y}, text, ui.width - room);
    ImGui::Dummy({ui.width, std::ceil(needed.y)});
    report(ui, {.kind = WidgetKind::text, .label = text, .box = {at, {at.x + room + needed.x, at.y + needed.y}}});
}

float row_height(Ui& ui, bool compact) { return compact ? ui.px(56) : ui.px(76); }

bool tap_row(Ui& ui, const std::string& id, const RowLook& look) {
    const Press press = press_area(ui, id.c_str(), {ui.width, row_height(ui, look.compact)}, true);
    const float corner = ui.px(size::corner);
    paper().AddRectFilled(press.box.min, press.box.max, press.held ? ui.colour.pressed : ui.colour.card, corner);
    paper().AddRect(press.box.min, press.box.max, ui.colour.line, corner, 0, ui.px(1.2f));
    if (press.focused) focus_ring(ui, press.box, corner);
    float left = press.box.min.x + ui.px(18), right = press.box.max.x - ui.px(18);
    const float middle = press.box.centre().y;
    if (look.arrow) {
        paint_icon(Icon::forward, {right - ui.px(8), middle}, ui.px(20), ui.colour.muted);
        right -= ui.px(30);
    }
    if (look.icon != Icon::none) {
        paper().AddCircleFilled({left + ui.px(22), middle}, ui.px(22), ui.colour.accent_soft);
        paint_icon(look.icon, {left + ui.px(22), middle}, ui.px(24), ui.colour.accent);
        left += ui.px(60);
    }
    for (const Badge& each : look.badges) {
        const float width = std::min(badge_width(ui, each), std::max((right - left) / 2, ui.px(60)));
        right -= width;
        badge_at(ui, each, {right, middle - badge_height(ui) / 2}, width);
        right -= ui.px(8);
    }
    const float room = std::max(right - left - ui.px(8), ui.px(40));
    const float top = look.detail.empty() ? middle - ui.px(size::body_text) / 2 : middle - ui.px(26);
    paint_text(bold(ui), {left, top}, fit(bold(ui), look.title, room), 0);
    paint_text(muted(ui), {left, middle + ui.px(3)}, fit(muted(ui), look.detail, room), 0);
    std::string value = look.detail;
    for (const Badge& each : look.badges) value += " · " + each.text;
    report(
        ui,
        {.kind = WidgetKind::button, .label = look.title, .value = value, .box = press.box, .focused = press.focused});
    return press.pressed;
}

}  // namespace nuong::client

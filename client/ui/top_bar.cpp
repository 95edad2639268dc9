#include "client/ui/top_bar.h"

#include <algorithm>
#include <cmath>

#include "client/ui/screens/form_screen.h"
#include "client/ui/widgets/panels.h"
#include "shared/base/overloaded.h"

namespace nuong::client {
namespace {

std::string title_of(const ViewModel& view, const Ui& ui) {
    return std::visit(Overloaded{
                          [&](const HomeView&) { return view.user.empty() ? ui.say(Word::app_name) : view.user; },
                          [](const ListView& v) { return v.title; },
                          [](const FormListView& v) { return v.title; },
                          [](const RecordView& v) { return v.title; },
                          [](const FormView& v) { return v.title; },
                          [&](const ConflictListView&) { return ui.say(Word::conflicts_title); },
                          [](const ConflictView& v) { return v.title; },
                          [&](const SyncView&) { return ui.say(Word::sync_title); },
                          [&](const HandOverView&) { return ui.say(Word::hand_over_title); },
                          [&](const FilePickerView&) { return ui.say(Word::choose_file); },
                          [&](const auto&) { return ui.say(Word::app_name); },
                      },
                      view.screen);
}

bool is_door(const Screen& screen) {
    return std::holds_alternative<EnrollView>(screen) || std::holds_alternative<PinView>(screen);
}

const std::string& typing_word(const Ui& ui) {
    switch (ui.typing) {
        case TypingMethod::telex: return ui.say(Word::typing_telex);
        case TypingMethod::vni: return ui.say(Word::typing_vni);
        case TypingMethod::off: break;
    }
    return ui.say(Word::typing_off);
}

TypingMethod next_typing(TypingMethod method) {
    switch (method) {
        case TypingMethod::telex: return TypingMethod::vni;
        case TypingMethod::vni: return TypingMethod::off;
        case TypingMethod::off: break;
    }
    return TypingMethod::telex;
}

Icon icon_of(SyncState sync) {
    switch (sync) {
        case SyncState::offline: return Icon::offline;
        case SyncState::attention: return Icon::warning;
        case SyncState::done: return Icon::check;
        default: return Icon::sync;
    }
}

// Text wide enough to say something where the screen is wide; only the sign where it is not.
float sync_width(Ui& ui, const SyncBadge& sync, float bar_width) {
    const float icon_only = ui.px(48);
    if (sync.text.empty() || bar_width < ui.px(900)) return icon_only;
    return std::min(icon_only + std::ceil(measure({ui.fonts.small, 0}, sync.text, 0).x) + ui.px(14), ui.px(280));
}

void draw_sync_badge(Ui& ui, const SyncBadge& sync, float width, Actions& actions) {
    const Press press = press_area(ui, "sync", {width, ui.px(44)}, true);
    const float corner = ui.px(22);
    const bool attention = sync.state == SyncState::attention;
    const ToneColours warning = ui.colour.of(Tone::warning);
    const ImU32 fill = attention ? warning.fill : press.held ? ui.colour.bar_pressed : ui.colour.bar_button;
    const ImU32 ink = attention ? warning.ink : ui.colour.on_bar;
    paper().AddRectFilled(press.box.min, press.box.max, fill, corner);
    if (sync.state == SyncState::syncing) {
        const float end = press.box.min.x + width * std::clamp(sync.progress, 0.0f, 1.0f);
        paper().PushClipRect(press.box.min, {end, press.box.max.y}, true);
        paper().AddRectFilled(press.box.min, press.box.max, ui.colour.bar_progress, corner);
        paper().PopClipRect();
    }
    if (press.focused) focus_ring(ui, press.box, corner, ui.colour.on_bar);
    const float middle = press.box.centre().y;
    paint_icon(icon_of(sync.state), {press.box.min.x + ui.px(24), middle}, ui.px(22), ink);
    const TextStyle style{ui.fonts.small, ink};
    if (width > ui.px(60))
        paint_text(style, {press.box.min.x + ui.px(46), middle - style.font->FontSize / 2},
                   fit(style, sync.text, width - ui.px(60)), 0);
    report(ui, {.kind = WidgetKind::button, .label = ui.say(Word::sync_title), .value = sync.text, .box = press.box});
    if (press.pressed) actions.push_back(OpenSync{});
}

ButtonOptions bar_button(Ui& ui, float width) {
    return {.look = ButtonLook::on_bar, .width = width, .height = ui.px(44)};
}

// From the right edge leftwards; gives where the free room ends.
float draw_tools(const ViewModel& view, UiState& state, ImVec2 origin, float bar_width, Actions& actions) {
    Ui& ui = state.ui;
    const float y = origin.y + ui.px(8), spacing = ui.px(8);
    float right = origin.x + bar_width - ui.px(16);
    const auto place = [&](float width) {
        right -= width;
        ImGui::SetCursorScreenPos({right, y});
        right -= spacing;
    };
    if (!is_door(view.screen)) {
        place(ui.px(48));
        if (icon_button(ui, ui.say(Word::lock), Icon::lock, bar_button(ui, ui.px(48)))) actions.push_back(Lock{});
    }
    place(ui.px(58));
    const bool vietnamese = view.language == Language::vi;
    if (button(ui, vietnamese ? "EN" : "VI", bar_button(ui, ui.px(58))))
        actions.push_back(SetLanguage{vietnamese ? Language::en : Language::vi});
    if (is_door(view.screen)) return right;
    const float typing = button_width(ui, typing_word(ui), {}) - ui.px(10);
    place(typing);
    if (button(ui, typing_word(ui), bar_button(ui, typing))) ui.typing = next_typing(ui.typing);
    const float sync = sync_width(ui, view.sync, bar_width);
    place(sync);
    draw_sync_badge(ui, view.sync, sync, actions);
    return right;
}

void draw_back(const ViewModel& view, Ui& ui, ImVec2 at, Actions& actions) {
    ImGui::SetCursorScreenPos(at);
    const bool in_form = std::holds_alternative<FormView>(view.screen);
    if (!icon_button(ui, ui.say(Word::back), Icon::back, bar_button(ui, ui.px(48)))) return;
    if (in_form) actions.push_back(LeaveForm{});
    else actions.push_back(Back{});
}

}  // namespace

void draw_top_bar(const ViewModel& view, UiState& state, Actions& actions) {
    Ui& ui = state.ui;
    const ImVec2 origin = cursor();
    const float width = ImGui::GetContentRegionAvail().x, height = ui.px(size::header);
    paper().AddRectFilled(origin, {origin.x + width, origin.y + height}, ui.colour.bar);
    const float right = draw_tools(view, state, origin, width, actions);
    float left = origin.x + ui.px(20);
    if (!is_door(view.screen) && !std::holds_alternative<HomeView>(view.screen)) {
        draw_back(view, ui, {origin.x + ui.px(12), origin.y + ui.px(8)}, actions);
        left = origin.x + ui.px(74);
    }
    if (!is_door(view.screen))
        say_in_strip(ui, {ui.fonts.title, ui.colour.on_bar}, {ui.fonts.bold, ui.colour.on_bar},
                     {{left, origin.y}, {right - ui.px(8), origin.y + height}}, title_of(view, ui));
    ImGui::SetCursorScreenPos({origin.x, origin.y + height});
    if (const auto* form = std::get_if<FormView>(&view.screen)) draw_form_header(ui, *form);
}

}  // namespace nuong::client

#include "client/ui/top_bar.h"

#include <algorithm>
#include <cmath>

#include "client/ui/screens/form_item.h"
#include "client/ui/screens/form_screen.h"
#include "client/ui/widgets/panels.h"
#include "shared/base/overloaded.h"

namespace nuong::client {
namespace {

std::string title_of(const ViewModel& view, const Ui& ui) {
    return std::visit(Overloaded{
                          [&](const HomeView&) { return view.user.empty() ? ui.say(Word::app_name) : view.user; },
                          [](const ListView& v) { return v.title; },
                          [&](const SearchView&) { return ui.say(Word::search_everywhere); },
                          [](const FormListView& v) { return v.title; },
                          [](const RecordView& v) { return v.title; },
                          [](const FormView& v) { return v.title; },
                          [](const OverviewView& v) { return v.title; },
                          [&](const ConflictListView&) { return ui.say(Word::conflicts_title); },
                          [](const ConflictView& v) { return v.title; },
                          [&](const DuplicateView&) { return ui.say(Word::duplicates_title); },
                          [&](const SyncView&) { return ui.say(Word::sync_title); },
                          [&](const HandOverView&) { return ui.say(Word::hand_over_title); },
                          [&](const PrintView&) { return ui.say(Word::print); },
                          [&](const FilePickerView&) { return ui.say(Word::choose_file); },
                          [&](const PadView& v) { return ui.say(v.is_signature ? Word::sign : Word::sketch); },
                          [](const AreaView& v) { return v.question; },
                          [&](const CardView&) { return ui.say(Word::scan_card); },
                          [&](const SettingsView&) { return ui.say(Word::settings); },
                          [&](const auto&) { return ui.say(Word::app_name); },
                      },
                      view.screen);
}

bool is_door(const Screen& screen) {
    return std::holds_alternative<EnrollView>(screen) || std::holds_alternative<PinView>(screen) ||
           std::holds_alternative<RecoverView>(screen);
}

// The door leads back only from what was begun at it.
bool leads_back(const Screen& screen) {
    if (const auto* enroll = std::get_if<EnrollView>(&screen)) return enroll->can_go_back;
    if (const auto* pin = std::get_if<PinView>(&screen)) return pin->can_go_back;
    if (const auto* sync = std::get_if<SyncView>(&screen); sync && !sync->lease.empty()) return false;
    return !std::holds_alternative<HomeView>(screen);
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

// Only where words are typed.
bool takes_words(const Screen& screen) {
    return std::holds_alternative<FormView>(screen) || std::holds_alternative<ListView>(screen) ||
           std::holds_alternative<SearchView>(screen) || std::holds_alternative<AreaView>(screen) ||
           std::holds_alternative<FormListView>(screen) || std::holds_alternative<ConflictView>(screen);
}

// Not where a question is being answered by choosing, and not where it is already.
bool can_search(const Screen& screen) {
    const auto* list = std::get_if<ListView>(&screen);
    const auto* sync = std::get_if<SyncView>(&screen);
    return !(sync && !sync->lease.empty()) && !(list && !list->picks.empty()) &&
           !std::holds_alternative<FilePickerView>(screen) && !std::holds_alternative<CardView>(screen) &&
           !std::holds_alternative<AreaView>(screen) && !std::holds_alternative<SearchView>(screen);
}

// Ctrl+F anywhere; a slash where nothing is being typed. Letters come under their own code.
bool search_is_asked_by_key() {
    const ImGuiIO& io = ImGui::GetIO();
    if (io.KeyCtrl && !io.KeyAlt && ImGui::IsKeyPressed('F', false)) return true;
    return !io.WantTextInput && !io.InputQueueCharacters.empty() && io.InputQueueCharacters.back() == '/';
}

Theme next_theme(Theme theme) {
    switch (theme) {
        case Theme::standard: return Theme::day;
        case Theme::day: return Theme::night;
        case Theme::night: break;
    }
    return Theme::standard;
}

Icon icon_of(SyncState sync) {
    switch (sync) {
        case SyncState::offline: return Icon::offline;
        case SyncState::attention: return Icon::warning;
        case SyncState::done: return Icon::check;
        default: return Icon::sync;
    }
}

// Beside its sign where the screen is wide; under it where it is not.
bool sync_is_stacked(const Ui& ui, float bar_width) { return bar_width < ui.px(900); }

float sync_width(Ui& ui, const SyncBadge& sync, float bar_width) {
    if (sync_is_stacked(ui, bar_width)) return std::min(tool_width(ui, sync.text), ui.px(120));
    const float words =
        std::max(measure({ui.fonts.small, 0}, sync.text, 0).x, measure({ui.fonts.caption, 0}, sync.detail, 0).x);
    return std::min(ui.px(62) + std::ceil(words), ui.px(280));
}

void paint_sync_words(Ui& ui, const SyncBadge& sync, const Box& box, bool is_stacked, ImU32 ink) {
    if (is_stacked) {
        paint_tool(ui, box, icon_of(sync.state), sync.text, ink);
        return;
    }
    const float middle = box.centre().y, left = box.min.x + ui.px(46), room = box.width() - ui.px(60);
    const TextStyle style{ui.fonts.small, ink}, below{ui.fonts.caption, ink};
    const float high = style.font->FontSize + (sync.detail.empty() ? 0 : below.font->FontSize);
    paint_icon(icon_of(sync.state), {box.min.x + ui.px(24), middle}, ui.px(22), ink);
    paint_text(style, {left, middle - high / 2}, fit(style, sync.text, room), 0);
    if (!sync.detail.empty())
        paint_text(below, {left, middle - high / 2 + style.font->FontSize}, fit(below, sync.detail, room), 0);
}

void draw_sync_badge(Ui& ui, const SyncBadge& sync, float width, bool is_stacked, Actions& actions) {
    const Press press = press_area(ui, "sync", {width, ui.px(size::tool)}, true);
    const float corner = ui.px(is_stacked ? size::corner : 22);
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
    paint_sync_words(ui, sync, press.box, is_stacked, ink);
    report(ui, {.kind = WidgetKind::button,
                .label = ui.say(Word::sync_title),
                .value = sync.text,
                .box = press.box,
                .focused = press.focused});
    if (press.pressed) actions.push_back(OpenSync{});
}

ButtonOptions bar_button(Ui& ui, float width) {
    return {.look = ButtonLook::on_bar, .width = width, .height = ui.px(size::tool)};
}

// The tools of the bar, from the right edge leftwards.
class Tools {
public:
    Tools(Ui& ui, ImVec2 origin, float bar_width)
        : ui_(ui), right_(origin.x + bar_width - ui.px(12)), y_(origin.y + ui.px(4)) {}
    void place(float width) {
        right_ -= width;
        ImGui::SetCursorScreenPos({right_, y_});
        right_ -= ui_.px(6);
    }
    bool icon(Word word, Word caption, Icon icon) {
        const float width = tool_width(ui_, ui_.say(caption));
        place(width);
        return tool_button(ui_, ui_.say(word), ui_.say(caption), icon, width);
    }
    bool icon(Word word, Icon icon) { return this->icon(word, word, icon); }
    bool word(const std::string& label) {
        const float width = std::max(button_width(ui_, label, {}) - ui_.px(10), ui_.px(58));
        place(width);
        return button(ui_, label, bar_button(ui_, width));
    }
    float left_end() const { return right_; }  // where the free room ends

private:
    Ui& ui_;
    float right_, y_;
};

void draw_language(const ViewModel& view, Tools& tools, Actions& actions) {
    const bool vietnamese = view.language == Language::vi;
    if (tools.word(vietnamese ? "EN" : "VI")) actions.push_back(SetLanguage{vietnamese ? Language::en : Language::vi});
}

// What is typed goes out before the screen is covered.
void draw_help_tool(UiState& state, Tools& tools, Actions& actions) {
    if (!tools.icon(Word::help, Icon::question)) return;
    flush_answers(state.form.items, actions);
    state.shows_help = !state.shows_help;
}

// Before the PIN: what a person needs in order to read the screen at all.
void draw_door_tools(const ViewModel& view, Tools& tools, Actions& actions) {
    draw_language(view, tools, actions);
    Preferences wanted = view.preferences;
    wanted.theme = next_theme(wanted.theme);
    if (tools.icon(Word::theme, Word::theme_caption, wanted.theme == Theme::night ? Icon::moon : Icon::sun))
        actions.push_back(SetPreferences{wanted});
}

void draw_tools(const ViewModel& view, UiState& state, Tools& tools, float bar_width, Actions& actions) {
    Ui& ui = state.ui;
    const bool is_wide = bar_width >= ui.px(900), is_home = std::holds_alternative<HomeView>(view.screen);
    if (view.is_practice) {
        if (tools.icon(Word::leave_practice, Word::leave_practice_caption, Icon::cross))
            actions.push_back(LeavePractice{});
    } else if (tools.icon(Word::lock, Icon::lock)) {
        actions.push_back(Lock{});
    }
    if (view.is_shared && (is_wide || is_home) && tools.icon(Word::switch_user, Icon::people))
        actions.push_back(SwitchUser{});
    draw_help_tool(state, tools, actions);
    const bool is_form = std::holds_alternative<FormView>(view.screen);
    if (can_search(view.screen)) {  // where room is scarce, an interview needs its languages more; the key works anyway
        const bool tapped =
            (is_wide || !is_form) && tools.icon(Word::search_everywhere, Word::search_caption, Icon::search);
        if (tapped || search_is_asked_by_key()) actions.push_back(OpenSearch{});
    }
    if (is_home && tools.icon(Word::settings, Icon::sliders)) actions.push_back(OpenSettings{});
    const bool has_room = is_wide || is_form || (is_home && !view.is_shared);  // at home the settings have it too
    if (has_room) draw_language(view, tools, actions);
    if (takes_words(view.screen) && is_wide && tools.word(typing_word(ui))) {
        Preferences wanted = view.preferences;
        wanted.typing = next_typing(wanted.typing);
        actions.push_back(SetPreferences{wanted});
    }
    const float sync = sync_width(ui, view.sync, bar_width);
    tools.place(sync);
    draw_sync_badge(ui, view.sync, sync, sync_is_stacked(ui, bar_width), actions);
}

void draw_back(const ViewModel& view, UiState& state, ImVec2 at, float width, Actions& actions) {
    Ui& ui = state.ui;
    ImGui::SetCursorScreenPos(at);
    const bool in_form = std::holds_alternative<FormView>(view.screen);
    if (!tool_button(ui, ui.say(Word::back), ui.say(Word::back), Icon::back, width)) return;
    if (state.shows_help) state.shows_help = false;
    else if (in_form) actions.push_back(LeaveForm{});
    else actions.push_back(Back{});
}

// On every screen, as long as it is practice.
void draw_practice_strip(Ui& ui) {
    const ImVec2 at = cursor();
    const float width = ImGui::GetContentRegionAvail().x, height = ui.px(34);
    const ToneColours colours = ui.colour.of(Tone::warning);
    paper().AddRectFilled(at, {at.x + width, at.y + height}, colours.fill);
    const TextStyle style = tinted(bold(ui), colours.ink);
    const std::string& words = ui.say(Word::practice_banner);
    const float needed = measure(style, words, 0).x + 1;
    say_at(ui, style, {at.x + (width - needed) / 2, at.y + (height - style.font->FontSize) / 2}, needed, words);
    ImGui::SetCursorScreenPos({at.x, at.y + height});
}

}  // namespace

void draw_top_bar(const ViewModel& view, UiState& state, Actions& actions) {
    Ui& ui = state.ui;
    const ImVec2 origin = cursor();
    const float width = ImGui::GetContentRegionAvail().x, height = ui.px(size::header);
    paper().AddRectFilled(origin, {origin.x + width, origin.y + height}, ui.colour.bar);
    Tools tools(ui, origin, width);
    if (is_door(view.screen)) draw_help_tool(state, tools, actions);
    if (is_door(view.screen)) draw_door_tools(view, tools, actions);
    else draw_tools(view, state, tools, width, actions);
    float left = origin.x + ui.px(20);
    if (leads_back(view.screen) || state.shows_help) {
        const float back = tool_width(ui, ui.say(Word::back));
        draw_back(view, state, {origin.x + ui.px(8), origin.y + ui.px(4)}, back, actions);
        left = origin.x + ui.px(8) + back + ui.px(14);
    }
    if (!is_door(view.screen))
        say_in_strip(ui, {ui.fonts.title, ui.colour.on_bar},
                     {{ui.fonts.bold, ui.colour.on_bar}, {ui.fonts.small, ui.colour.on_bar}},
                     {{left, origin.y}, {tools.left_end() - ui.px(8), origin.y + height}}, title_of(view, ui));
    ImGui::SetCursorScreenPos({origin.x, origin.y + height});
    if (view.is_practice) draw_practice_strip(ui);
    if (const auto* form = std::get_if<FormView>(&view.screen)) draw_form_header(ui, *form);
}

}  // namespace nuong::client

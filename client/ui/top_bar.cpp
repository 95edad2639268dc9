#include "client/ui/top_bar.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>
#include <vector>

#include "client/ui/screens/form_item.h"
#include "client/ui/screens/form_screen.h"
#include "client/ui/widgets/panels.h"
#include "shared/base/overloaded.h"

namespace nuong::client {
namespace {

constexpr float wide_bar = 900, crowded_bar = 470;
constexpr float practice_height = 34, title_height = 44;

std::string title_of(const ViewModel& view, const Ui& ui) {
    return std::visit(
        Overloaded{
            [&](const HomeView&) { return view.user.empty() ? ui.say(Word::app_name) : view.user; },
            [](const ListView& v) { return v.title; },
            [&](const SearchView&) { return ui.say(Word::search_everywhere); },
            [](const FormListView& v) { return v.title; },
            [](const RecordView& v) { return v.title; },
            [](const FormView& v) { return v.title; },
            [](const OverviewView& v) { return v.title; },
            [](const CaseloadView& v) { return v.title; },
            [](const PeriodsView& v) { return v.title; },
            [](const PeriodView& v) { return v.title; },
            [](const ReportListView& v) { return v.title; },
            [](const ReportView& v) { return v.title; },
            [&](const FigureView&) { return ui.say(Word::report_records); },
            [&](const ChartView&) { return ui.say(Word::report_chart); },
            [](const VersionsView& v) { return v.title; },
            [](const DifferenceView& v) { return v.title; },
            [&](const ConflictListView&) { return ui.say(Word::conflicts_title); },
            [](const ConflictView& v) { return v.title; },
            [&](const DuplicateView&) { return ui.say(Word::duplicates_title); },
            [&](const SyncView&) { return ui.say(Word::sync_title); },
            [&](const HandOverView&) { return ui.say(Word::hand_over_title); },
            [&](const PrintView& v) { return ui.say(v.formats.empty() ? Word::print : Word::report_save); },
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
bool sync_is_stacked(const Ui& ui, float bar_width) { return bar_width < ui.px(wide_bar); }

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

// The tools of the bar. They are given from the right edge leftwards, and drawn from left to right, because that is how
// the keyboard goes through them.
class Tools {
public:
    Tools(Ui& ui, ImVec2 origin, float bar_width)
        : ui_(ui), right_(origin.x + bar_width - ui.px(12)), y_(origin.y + ui.px(4)) {}
    void add(float width, std::function<void()> draw) {
        right_ -= width;
        tools_.push_back({right_, std::move(draw)});
        right_ -= ui_.px(6);
    }
    void icon(Word word, Word caption, Icon icon, std::function<void()> tapped) {
        const float width = tool_width(ui_, ui_.say(caption));
        add(width, [this, word, caption, icon, width, tapped = std::move(tapped)] {
            if (tool_button(ui_, ui_.say(word), ui_.say(caption), icon, width)) tapped();
        });
    }
    void icon(Word word, Icon icon, std::function<void()> tapped) { this->icon(word, word, icon, std::move(tapped)); }
    void word(const std::string& label, std::function<void()> tapped) {
        const float width = std::max(button_width(ui_, label, {}) - ui_.px(10), ui_.px(58));
        add(width, [this, label, width, tapped = std::move(tapped)] {
            if (button(ui_, label, bar_button(ui_, width))) tapped();
        });
    }
    float left_end() const { return right_; }  // where the free room ends
    void draw() {
        for (auto tool = tools_.rbegin(); tool != tools_.rend(); ++tool) {
            ImGui::SetCursorScreenPos({tool->left, y_});
            tool->draw();
        }
    }

private:
    struct Tool {
        float left = 0;
        std::function<void()> draw;
    };
    Ui& ui_;
    float right_, y_;
    std::vector<Tool> tools_;
};

// What the tools of one bar are about.
struct Bar {
    const ViewModel& view;
    UiState& state;
    Tools& tools;
    Actions& actions;

    void prefer(const Preferences& wanted) const { actions.push_back(SetPreferences{wanted}); }
};

void add_language(const Bar& bar) {
    const bool vietnamese = bar.view.language == Language::vi;
    bar.tools.word(vietnamese ? "EN" : "VI",
                   [bar, vietnamese] { bar.actions.push_back(SetLanguage{vietnamese ? Language::en : Language::vi}); });
}

// What is typed goes out before the screen is covered.
void add_help(const Bar& bar) {
    bar.tools.icon(Word::help, Icon::question, [bar] {
        flush_answers(bar.state.form.items, bar.actions);
        bar.state.shows_help = !bar.state.shows_help;
    });
}

// Before the PIN: what a person needs in order to read the screen at all.
void add_door_tools(const Bar& bar) {
    add_help(bar);
    add_language(bar);
    Preferences wanted = bar.view.preferences;
    wanted.theme = next_theme(wanted.theme);
    bar.tools.icon(Word::theme, Word::theme_caption, wanted.theme == Theme::night ? Icon::moon : Icon::sun,
                   [bar, wanted] { bar.prefer(wanted); });
}

void add_way_out(const Bar& bar) {
    if (bar.view.is_practice)
        bar.tools.icon(Word::leave_practice, Word::leave_practice_caption, Icon::cross,
                       [bar] { bar.actions.push_back(LeavePractice{}); });
    else bar.tools.icon(Word::lock, Icon::lock, [bar] { bar.actions.push_back(Lock{}); });
}

void add_search(const Bar& bar) {
    bar.tools.icon(Word::search_everywhere, Word::search_caption, Icon::search,
                   [bar] { bar.actions.push_back(OpenSearch{}); });
}

void add_typing(const Bar& bar) {
    Preferences wanted = bar.view.preferences;
    wanted.typing = next_typing(wanted.typing);
    bar.tools.word(typing_word(bar.state.ui), [bar, wanted] { bar.prefer(wanted); });
}

void add_tools(const Bar& bar, float bar_width) {
    Ui& ui = bar.state.ui;
    const ViewModel& view = bar.view;
    const bool is_wide = bar_width >= ui.px(wide_bar), is_home = std::holds_alternative<HomeView>(view.screen);
    const bool is_form = std::holds_alternative<FormView>(view.screen), has_strip = has_form_strip(ui, view);
    if (!has_strip) add_way_out(bar);
    if (view.is_shared && (is_wide || is_home))
        bar.tools.icon(Word::switch_user, Icon::people, [bar] { bar.actions.push_back(SwitchUser{}); });
    add_help(bar);
    // Where room is scarce, an interview needs its languages more; the key works anyway.
    const bool is_crowded = bar_width < ui.px(crowded_bar);  // then home, one tap away, has it
    if (can_search(view.screen) && (is_wide || !is_form) && (is_home || !is_crowded)) add_search(bar);
    if (is_home) bar.tools.icon(Word::settings, Icon::sliders, [bar] { bar.actions.push_back(OpenSettings{}); });
    const bool has_room =
        is_wide || is_form || (is_home && !view.is_shared && !is_crowded);  // the settings have it too
    if (has_room) add_language(bar);
    if (takes_words(view.screen) && is_wide) add_typing(bar);
    const float sync = sync_width(ui, view.sync, bar_width);
    bar.tools.add(sync, [bar, sync, bar_width] {
        draw_sync_badge(bar.state.ui, bar.view.sync, sync, sync_is_stacked(bar.state.ui, bar_width), bar.actions);
    });
}

// The way back, and home from wherever one is. Gives where they end.
float draw_ways_back(const Bar& bar, ImVec2 at) {
    Ui& ui = bar.state.ui;
    const auto tool = [&](Word word, Icon icon) {
        const float width = tool_width(ui, ui.say(word));
        ImGui::SetCursorScreenPos(at);
        at.x += width + ui.px(6);
        return tool_button(ui, ui.say(word), ui.say(word), icon, width);
    };
    const Screen& screen = bar.view.screen;
    if (tool(Word::back, Icon::back)) {
        if (bar.state.shows_help) bar.state.shows_help = false;
        else if (std::holds_alternative<FormView>(screen)) bar.actions.push_back(LeaveForm{});
        else bar.actions.push_back(Back{});
    }
    const bool is_home = is_door(screen) || std::holds_alternative<HomeView>(screen);
    if (!is_home && tool(Word::home, Icon::house)) bar.actions.push_back(GoHome{});
    return at.x;
}

// On every screen, as long as it is practice.
void draw_practice_strip(Ui& ui) {
    const ImVec2 at = cursor();
    const float width = ImGui::GetContentRegionAvail().x, height = ui.px(practice_height);
    const ToneColours colours = ui.colour.of(Tone::warning);
    paper().AddRectFilled(at, {at.x + width, at.y + height}, colours.fill);
    const TextStyle style = tinted(bold(ui), colours.ink);
    const std::string& words = ui.say(Word::practice_banner);
    const float needed = measure(style, words, 0).x + 1;
    say_at(ui, style, {at.x + (width - needed) / 2, at.y + (height - style.font->FontSize) / 2}, needed, words);
    ImGui::SetCursorScreenPos({at.x, at.y + height});
}

void draw_title(Ui& ui, const ViewModel& view, const Box& box) {
    say_in_strip(ui, {ui.fonts.title, ui.colour.on_bar},
                 {{ui.fonts.bold, ui.colour.on_bar}, {ui.fonts.small, ui.colour.on_bar}}, box, title_of(view, ui));
}

// With very large text on a screen held upright the tools leave no room for it.
bool has_title_strip(const Ui& ui, const ViewModel& view) {
    return ImGui::GetIO().DisplaySize.x < ui.px(crowded_bar) && !is_door(view.screen);
}

void draw_title_strip(Ui& ui, const ViewModel& view, float bar_width) {
    const ImVec2 at = cursor();
    const Box box{at, {at.x + bar_width, at.y + ui.px(title_height)}};
    paper().AddRectFilled(box.min, box.max, ui.colour.bar);
    draw_title(ui, view, {{at.x + ui.px(20), at.y}, {box.max.x - ui.px(20), box.max.y}});
    ImGui::SetCursorScreenPos({at.x, box.max.y});
}

// What a form needs that has no room in the bar of a screen held upright.
void draw_form_strip(const Bar& bar, const FormView& form, float bar_width) {
    Ui& ui = bar.state.ui;
    const ImVec2 at = cursor();
    const float height = ui.px(size::header);
    paper().AddRectFilled(at, {at.x + bar_width, at.y + height}, ui.colour.bar);
    Tools strip(ui, at, bar_width);
    const Bar here{bar.view, bar.state, strip, bar.actions};
    add_way_out(here);
    add_typing(here);
    add_search(here);
    if (form.can_redo) strip.icon(Word::redo, Icon::redo, [bar] { bar.actions.push_back(Redo{}); });
    if (form.can_undo) strip.icon(Word::undo, Icon::undo, [bar] { bar.actions.push_back(Undo{}); });
    const TextStyle style{ui.fonts.small, ui.colour.on_bar};
    say_in_strip(ui, style, {style, {ui.fonts.caption, ui.colour.on_bar}},
                 {{at.x + ui.px(20), at.y}, {strip.left_end() - ui.px(8), at.y + height}}, form.saved_state);
    strip.draw();
    ImGui::SetCursorScreenPos({at.x, at.y + height});
}

}  // namespace

bool has_form_strip(const Ui& ui, const ViewModel& view) {
    const ImVec2 display = ImGui::GetIO().DisplaySize;
    return std::holds_alternative<FormView>(view.screen) && display.x < ui.px(wide_bar) && display.y >= ui.px(700);
}

float top_bar_height(const Ui& ui, const ViewModel& view) {
    float height = ui.px(size::header);
    if (has_title_strip(ui, view)) height += ui.px(title_height);
    if (view.is_practice) height += ui.px(practice_height);
    if (has_form_strip(ui, view)) height += ui.px(size::header);
    if (std::holds_alternative<FormView>(view.screen)) height += ui.px(size::form_header);
    return height;
}

void draw_top_bar(const ViewModel& view, UiState& state, Actions& actions) {
    Ui& ui = state.ui;
    const ImVec2 origin = cursor();
    const float width = ImGui::GetContentRegionAvail().x, height = ui.px(size::header);
    paper().AddRectFilled(origin, {origin.x + width, origin.y + height}, ui.colour.bar);
    Tools tools(ui, origin, width);
    const Bar bar{view, state, tools, actions};
    if (is_door(view.screen)) add_door_tools(bar);
    else add_tools(bar, width);
    if (!is_door(view.screen) && can_search(view.screen) && search_is_asked_by_key()) actions.push_back(OpenSearch{});
    float left = origin.x + ui.px(20);
    if (leads_back(view.screen) || state.shows_help)
        left = draw_ways_back(bar, {origin.x + ui.px(8), origin.y + ui.px(4)}) + ui.px(8);
    if (!is_door(view.screen) && !has_title_strip(ui, view))
        draw_title(ui, view, {{left, origin.y}, {tools.left_end() - ui.px(8), origin.y + height}});
    tools.draw();
    ImGui::SetCursorScreenPos({origin.x, origin.y + height});
    if (has_title_strip(ui, view)) draw_title_strip(ui, view, width);
    if (view.is_practice) draw_practice_strip(ui);
    const auto* form = std::get_if<FormView>(&view.screen);
    if (form && has_form_strip(ui, view)) draw_form_strip(bar, *form, width);
    if (form) draw_form_header(ui, *form);
}

}  // namespace nuong::client

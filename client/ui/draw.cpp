#include "client/ui/draw.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

#include "client/ui/screens/area_screen.h"
#include "client/ui/screens/card_screen.h"
#include "client/ui/screens/caseload_screen.h"
#include "client/ui/screens/conflict_screens.h"
#include "client/ui/screens/door_screens.h"
#include "client/ui/screens/duplicate_screen.h"
#include "client/ui/screens/figure_screens.h"
#include "client/ui/screens/file_picker_screen.h"
#include "client/ui/screens/form_item.h"
#include "client/ui/screens/form_keys.h"
#include "client/ui/screens/form_list_screen.h"
#include "client/ui/screens/form_screen.h"
#include "client/ui/screens/hand_over_screen.h"
#include "client/ui/screens/help_panel.h"
#include "client/ui/screens/home_screen.h"
#include "client/ui/screens/list_screen.h"
#include "client/ui/screens/overview_screen.h"
#include "client/ui/screens/pad_screen.h"
#include "client/ui/screens/period_screens.h"
#include "client/ui/screens/print_screen.h"
#include "client/ui/screens/record_screen.h"
#include "client/ui/screens/report_screens.h"
#include "client/ui/screens/search_screen.h"
#include "client/ui/screens/settings_screen.h"
#include "client/ui/screens/sync_screen.h"
#include "client/ui/screens/version_screens.h"
#include "client/ui/top_bar.h"
#include "client/ui/widgets/panels.h"
#include "shared/base/overloaded.h"

namespace nuong::client {
namespace {

UserId chosen_user(const PinView& view) {
    for (const UserChoice& user : view.users)
        if (user.chosen) return user.user;
    return view.is_unfinished ? "?" : "";
}

// A different person, form or conflict is a different screen: nothing typed may carry over.
std::string key_of(const ViewModel& view) {
    const std::string part = std::visit(
        Overloaded{
            [](const RecordView& v) { return to_string(v.record); },
            [](const FormView& v) { return to_string(v.record); },
            [](const ConflictView& v) { return to_string(v.record) + v.path; },
            [](const DuplicateView& v) { return to_string(v.record) + to_string(v.other); },
            [](const ListView& v) { return std::to_string(static_cast<int>(v.kind)) + v.form + "/" + v.picks; },
            [](const OverviewView& v) { return v.devices_title; },
            [](const CaseloadView& v) { return v.user + std::to_string(v.count); },
            [](const PeriodView& v) { return v.title + v.subject + v.state.text; },
            [](const ReportView& v) { return v.report; },
            [](const FigureView& v) { return v.title + v.subject + v.number; },
            [](const ChartView& v) { return v.title; },
            [](const VersionsView& v) { return v.title + v.subject; },
            [](const DifferenceView& v) { return v.title + v.subject + v.about; },
            [](const FilePickerView& v) { return v.folder; },
            [](const PadView& v) { return v.path; },
            [](const PinView& v) { return std::string(v.first_time ? "first:" : ":") + chosen_user(v); },
            [](const auto&) { return std::string(); },
        },
        view.screen);
    return std::to_string(view.screen.index()) + ":" + part;
}

void enter_screen(UiState& state, std::string key) {
    state.enroll = {};
    state.pin = {};
    state.recover = {};
    state.home = {};
    state.list = {};
    state.form = {};
    state.conflict = {};
    state.caseload = {};
    state.new_code = {};
    state.review = {};
    state.period = {};
    state.versions = {};
    state.difference = {};
    state.card = {};
    state.pad = {};
    state.hand_over = {};
    state.shows_help = false;
    state.ui.focus_moved = false;
    state.screen_key = std::move(key);
}

void draw_notice(Ui& ui, const ViewModel& view, Actions& actions) {
    if (!view.notice) return;
    const float available = ImGui::GetContentRegionAvail().x, outer = ui.width;
    ui.width = std::min(available - 2 * ui.px(20), ui.px(size::column_max));
    ImGui::SetCursorScreenPos({cursor().x + (available - ui.width) / 2, cursor().y + ui.px(10)});
    if (banner(ui, tone_of(view.notice->kind), view.notice->text, true)) actions.push_back(DismissNotice{});
    ui.width = outer;
}

void draw_screen(const ViewModel& view, UiState& state, Actions& actions) {
    Ui& ui = state.ui;
    std::visit(Overloaded{
                   [&](const EnrollView& v) { draw_enroll(ui, v, state.enroll, actions); },
                   [&](const PinView& v) { draw_pin(ui, v, state.pin, actions); },
                   [&](const RecoverView& v) { draw_recover(ui, v, state.recover, actions); },
                   [&](const HomeView& v) { draw_home(ui, v, state.home, actions); },
                   [&](const ListView& v) { draw_list(ui, v, state.list, actions); },
                   [&](const SearchView& v) { draw_search(ui, v, state.list, actions); },
                   [&](const FormListView& v) { draw_form_list(ui, v, state.list, actions); },
                   [&](const RecordView& v) { draw_record(ui, v, state.review, actions); },
                   [&](const FormView& v) { draw_form(ui, v, state.form, actions); },
                   [&](const OverviewView& v) { draw_overview(ui, v, actions); },
                   [&](const CaseloadView& v) { draw_caseload(ui, v, state.caseload, actions); },
                   [&](const PeriodsView& v) { draw_periods(ui, v, actions); },
                   [&](const PeriodView& v) { draw_period(ui, v, state.period, actions); },
                   [&](const ReportListView& v) { draw_report_list(ui, v, actions); },
                   [&](const ReportView& v) { draw_report(ui, v, state.report, actions); },
                   [&](const FigureView& v) { draw_figure_records(ui, v, actions); },
                   [&](const ChartView& v) { draw_chart(ui, v, actions); },
                   [&](const VersionsView& v) { draw_versions(ui, v, state.versions, actions); },
                   [&](const DifferenceView& v) { draw_difference(ui, v, state.difference, actions); },
                   [&](const ConflictListView& v) { draw_conflict_list(ui, v, actions); },
                   [&](const ConflictView& v) { draw_conflict(ui, v, state.conflict, actions); },
                   [&](const DuplicateView& v) { draw_duplicate(ui, v, actions); },
                   [&](const SyncView& v) { draw_sync(ui, v, state.new_code, actions); },
                   [&](const HandOverView& v) { draw_hand_over(ui, v, state.hand_over, actions); },
                   [&](const PrintView& v) { draw_print(ui, v, actions); },
                   [&](const FilePickerView& v) { draw_file_picker(ui, v, actions); },
                   [&](const PadView& v) { draw_pad(ui, v, state.pad, actions); },
                   [&](const AreaView& v) { draw_areas(ui, v, state.list, actions); },
                   [&](const CardView& v) { draw_card(ui, v, state.card, actions); },
                   [&](const SettingsView& v) { draw_settings(ui, v, actions); },
               },
               view.screen);
}

// The focus ring appears with the first key and goes with the first tap.
void follow_input(Ui& ui) {
    const ImGuiIO& io = ImGui::GetIO();
    for (const int key : {ImGuiKey_Tab, ImGuiKey_UpArrow, ImGuiKey_DownArrow, ImGuiKey_LeftArrow, ImGuiKey_RightArrow})
        if (ImGui::IsKeyPressed(ImGui::GetKeyIndex(key))) ui.focus_shown = ui.focus_moved = true;
    if (!io.WantTextInput && !io.InputQueueCharacters.empty()) ui.focus_shown = true;
    if (ImGui::IsMouseClicked(0)) ui.focus_shown = ui.focus_moved = false;
}

// In 1.86 Tab goes on only from a field; from a button it starts again at the first widget. That is right only when the
// button was of another screen: then there is nothing to go on from.
void tab_from_buttons(bool focus_is_here) {
    ImGuiContext& context = *ImGui::GetCurrentContext();
    const bool tabbing = (context.NavMoveFlags & ImGuiNavMoveFlags_Tabbing) != 0;
    if (tabbing && context.NavTabbingDir == 0 && context.NavId != 0 && focus_is_here) context.NavTabbingDir = +1;
}

// Escape takes back one thing: what is open on the form, the caret in a field, then the screen. A form stays as a
// draft.
void go_back_by_key(const ViewModel& view, UiState& state, Actions& actions) {
    const bool is_first = std::holds_alternative<EnrollView>(view.screen) ||
                          std::holds_alternative<PinView>(view.screen) || std::holds_alternative<HomeView>(view.screen);
    if (is_first || state.shows_help || !ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Escape), false)) return;
    const bool answers =
        std::holds_alternative<FormView>(view.screen) || std::holds_alternative<ConflictView>(view.screen);
    ItemsState& items =
        answers && std::holds_alternative<FormView>(view.screen) ? state.form.items : state.conflict.items;
    if (state.form.asks_discard) state.form.asks_discard = false;
    else if (answers && ImGui::GetIO().WantTextInput) ImGui::ClearActiveID();
    else if (!items.picking.empty()) items.picking.clear();
    else actions.push_back(Back{});
}

constexpr float finger_mm = 9;  // ISO 9241-410 and the makers of tablets ask for 7 to 10

float times(TextSize size) {
    switch (size) {
        case TextSize::large: return 1.25f;
        case TextSize::very_large: return 1.5f;
        case TextSize::normal: break;
    }
    return 1;
}

void wear(UiState& state, Theme theme) {
    if (state.theme == theme) return;
    state.theme = theme;
    state.ui.colour = palette_of(theme);
    apply_theme(state.ui.colour, state.ui.scale);
}

}  // namespace

Status prepare(UiState& state, const FontFiles& files, float scale) {
    Result<Fonts> fonts = load_fonts(files, scale);
    if (!fonts) return fonts.error();
    state.ui.fonts = *fonts;
    state.ui.scale = scale;
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    io.ConfigInputTextCursorBlink = false;  // a blinking caret would draw twice a second for nothing
    io.FontDefault = fonts->body;
    apply_theme(state.ui.colour, scale);
    return Done{};
}

float comfortable_scale(const Display& display, TextSize text_size) {
    const float room = std::min(display.width / 1280, display.height / 740) / display.content_scale;
    const float more = room >= 1.4f ? 1.3f : room >= 1.2f ? 1.15f : 1.0f;
    const float for_fingers = std::ceil(20 * finger_mm * display.dots_per_mm / size::finger) / 20;
    const float wanted = std::max(display.content_scale * more, for_fingers) * times(text_size);
    const float fitting = std::min(display.width / size::screen_min_width, display.height / size::screen_min_height);
    return std::max(std::min(wanted, std::floor(20 * fitting) / 20), display.content_scale);
}

void draw(const ViewModel& view, UiState& state, Actions& actions) {
    Ui& ui = state.ui;
    wear(state, view.preferences.theme);
    ui.language = view.language;
    ui.typing = view.preferences.typing;
    ui.today = view.today;
    ui.next_frame_in = never;
    ui.keys_taken = false;
    if (std::string key = key_of(view); key != state.screen_key) {
        flush(state, actions);
        enter_screen(state, std::move(key));
    }
    follow_input(ui);
    tab_from_buttons(state.focus_is_here);
    if (std::holds_alternative<FormView>(view.screen)) hear_keys(ui, state.form, actions);
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
    ImGui::Begin("nuong", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoBringToFrontOnFocus |
                     ImGuiWindowFlags_NoSavedSettings);
    ui.width = ImGui::GetContentRegionAvail().x;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(ui.px(12), ui.px(8)));
    go_back_by_key(view, state, actions);
    const ImVec2 origin = cursor();
    ImGui::SetCursorScreenPos({origin.x, origin.y + top_bar_height(ui, view)});
    if (!state.shows_help) draw_notice(ui, view, actions);
    ImGui::PushID(state.screen_key.c_str());
    if (!state.shows_help) draw_screen(view, state, actions);
    else if (draw_help(ui, help_of(view.screen)) || ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Escape), false))
        state.shows_help = false;
    ImGui::PopID();
    ui.width = ImGui::GetContentRegionMax().x;
    ImGui::SetCursorScreenPos(origin);
    draw_top_bar(view, state, actions);
    state.focus_is_here = ImGui::GetCurrentContext()->NavIdIsAlive;
    ImGui::PopStyleVar();
    ImGui::End();
}

void flush(UiState& state, Actions& actions) { flush_answers(state.form.items, actions); }

}  // namespace nuong::client

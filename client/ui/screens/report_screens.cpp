#include "client/ui/screens/report_screens.h"

#include "client/ui/field_text.h"
#include "client/ui/screens/band_chart.h"
#include "client/ui/screens/count_card.h"
#include "client/ui/screens/figure_table.h"
#include "client/ui/widgets/choices.h"
#include "client/ui/widgets/month_grid.h"
#include "client/ui/widgets/panels.h"
#include "client/ui/widgets/text_field.h"
#include "shared/base/local_text.h"

namespace nuong::client {
namespace {

constexpr float day_field = 200;  // as wide as a day of a form

// Typed, or picked from the calendar that its button opens below both.
void draw_day(Ui& ui, Word name, std::string& typed, DaysState::Picking which, DaysState& state) {
    const std::string& label = ui.say(name);
    const bool is_open = state.picking == which;
    ImGui::BeginGroup();
    say(ui, muted(ui), label);
    text_field(ui, label, typed,
               {.keys = FieldKeys::ascii, .hint = ui.say(Word::date_hint), .width = ui.px(day_field)});
    ImGui::SameLine();
    if (icon_button(ui, label + ": " + ui.say(is_open ? Word::close : Word::calendar),
                    is_open ? Icon::cross : Icon::calendar, {})) {
        state.picking = is_open ? DaysState::Picking::none : which;
        const auto day = date_from_typed(typed);
        state.month = month_of(day ? to_string(*day) : "", ui.today);
    }
    ImGui::EndGroup();
}

void draw_calendar(Ui& ui, DaysState& state) {
    if (state.picking == DaysState::Picking::none) return;
    std::string& typed = state.picking == DaysState::Picking::from ? state.from : state.until;
    const auto picked = month_grid(ui, state.month, date_from_typed(typed));
    if (!picked) return;
    typed = date_text(to_string(*picked));
    state.picking = DaysState::Picking::none;
}

// As it is meant, where that can be told; else as it was typed.
std::string plain_day(const std::string& typed) {
    const auto day = date_from_typed(typed);
    return day ? to_string(*day) : typed;
}

void draw_days(Ui& ui, const DaysView& view, DaysState& state, Actions& actions) {
    if (!state.filled_in) state = {.filled_in = true, .from = view.from, .until = view.until};
    gap(ui, 4);
    const float outer = ui.width;
    ui.width = ui.px(day_field + size::row);
    draw_day(ui, Word::days_from, state.from, DaysState::Picking::from, state);
    if (outer >= 2 * ui.px(day_field + size::row) + ui.px(40)) ImGui::SameLine(0, ui.px(24));
    draw_day(ui, Word::days_until, state.until, DaysState::Picking::until, state);
    ui.width = outer;
    draw_calendar(ui, state);
    if (!view.problem.empty()) remark(ui, Tone::danger, view.problem);
    if (button(ui, ui.say(Word::days_choose), {.look = ButtonLook::primary, .icon = Icon::check}))
        actions.push_back(ChooseDays{plain_day(state.from), plain_day(state.until)});
}

void draw_wish(Ui& ui, const ReportView& view, DaysState& state, Actions& actions) {
    const Card card(ui);
    say(ui, bold(ui), view.area);
    say(ui, bold(ui), view.period);
    if (button(ui, ui.say(Word::report_other_area), {.icon = Icon::search})) actions.push_back(OpenReportAreas{});
    const ButtonOptions earlier{.icon = Icon::back};
    same_line_if_fits(ui, button_width(ui, ui.say(Word::report_earlier), earlier));
    if (button(ui, ui.say(Word::report_earlier), earlier)) actions.push_back(view.earlier);
    const ButtonOptions later{.icon = Icon::forward, .icon_after = true, .enabled = view.later.has_value()};
    same_line_if_fits(ui, button_width(ui, ui.say(Word::report_later), later));
    if (button(ui, ui.say(Word::report_later), later) && view.later) actions.push_back(*view.later);
    std::vector<ChoiceButton> kinds;
    for (const Command& kind : view.kinds) kinds.push_back({kind.label, kind.primary});
    if (const auto tapped = choice_buttons(ui, kinds, {})) actions.push_back(view.kinds[*tapped].action);
    if (!view.no_days.empty()) remark(ui, Tone::info, view.no_days);
    if (view.days) draw_days(ui, *view.days, state, actions);
    else state = {};
}

// Where there is room beside the buttons; the figures change all the same.
void draw_catching_up(Ui& ui) {
    const std::string& words = ui.say(Word::report_catching_up);
    ImGui::SameLine();
    if (ImGui::CalcTextSize(words.c_str()).x <= ImGui::GetContentRegionAvail().x) say(ui, muted(ui), words);
}

}  // namespace

void draw_report_list(Ui& ui, const ReportListView& view, Actions& actions) {
    const Page page(ui, "reports", 0);
    if (view.reports.empty()) empty_state(ui, Icon::document, view.empty_text);
    for (const ReportChoice& report : view.reports) {
        RowLook look{
            .icon = Icon::document, .title = report.title, .arrow = report.only_elsewhere.empty(), .compact = true};
        if (!report.only_elsewhere.empty()) look.badges.push_back({report.only_elsewhere, Tone::neutral});
        if (tap_row(ui, report.report, look) && report.only_elsewhere.empty())
            actions.push_back(OpenReport{report.report});
    }
}

void draw_report(Ui& ui, const ReportView& view, ReportState& state, Actions& actions) {
    {
        const Page page(ui, "report", size::footer);
        if (state.report != view.report) state = {.report = view.report};
        draw_wish(ui, view, state.days, actions);
        if (!view.count.is_ready) draw_count(ui, view.count, actions);
        std::string form;
        state.first.resize(view.tables.size());
        for (std::size_t i = 0; i < view.tables.size(); ++i) {
            const FigureTable& table = view.tables[i];
            ImGui::PushID(static_cast<int>(i));
            if (table.form != form) say(ui, title(ui), table.form);
            form = table.form;
            section_header(ui, table.title);
            draw_bands(ui, table.bands);
            draw_figure_table(ui, table, state.first[i], actions);
            ImGui::PopID();
        }
        for (const std::string& line : view.below) say(ui, muted(ui), line);
    }
    const BottomBar bar(ui);
    const bool is_tight = ui.width < ui.px(tight_bar) && view.has_versions;
    const ButtonOptions save{
        .look = ButtonLook::primary, .icon = is_tight ? Icon::none : Icon::document, .enabled = view.count.is_ready};
    if (button(ui, ui.say(Word::report_save), save)) actions.push_back(OpenReportFile{});
    if (view.has_versions) {
        ImGui::SameLine();
        if (button(ui, ui.say(Word::versions), {.icon = is_tight ? Icon::none : Icon::lock}))
            actions.push_back(OpenVersions{});
    }
    if (view.count.is_ready && view.count.counts) draw_catching_up(ui);
}

}  // namespace nuong::client

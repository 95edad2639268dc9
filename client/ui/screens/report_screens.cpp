#include "client/ui/screens/report_screens.h"

#include "client/ui/screens/band_chart.h"
#include "client/ui/screens/count_card.h"
#include "client/ui/screens/figure_table.h"
#include "client/ui/widgets/choices.h"
#include "client/ui/widgets/panels.h"

namespace nuong::client {
namespace {

void draw_wish(Ui& ui, const ReportView& view, Actions& actions) {
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
        draw_wish(ui, view, actions);
        if (!view.count.is_ready) draw_count(ui, view.count, actions);
        std::string form;
        if (state.report != view.report) state = {.report = view.report};
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

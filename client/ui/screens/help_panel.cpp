#include "client/ui/screens/help_panel.h"

#include "client/ui/widgets/panels.h"
#include "shared/base/overloaded.h"

namespace nuong::client {

Word help_of(const Screen& screen) {
    return std::visit(Overloaded{
                          [](const EnrollView&) { return Word::help_enroll; },
                          [](const PinView&) { return Word::help_pin; },
                          [](const RecoverView&) { return Word::help_recover; },
                          [](const HomeView&) { return Word::help_home; },
                          [](const ListView&) { return Word::help_list; },
                          [](const SearchView&) { return Word::help_search; },
                          [](const FormListView&) { return Word::help_forms; },
                          [](const RecordView&) { return Word::help_record; },
                          [](const FormView& v) { return v.one_by_one ? Word::help_question : Word::help_form; },
                          [](const ReportListView&) { return Word::help_report; },
                          [](const ReportView&) { return Word::help_report; },
                          [](const FigureView&) { return Word::help_report_records; },
                          [](const ChartView&) { return Word::help_report_chart; },
                          [](const VersionsView&) { return Word::help_versions; },
                          [](const DifferenceView&) { return Word::help_versions; },
                          [](const OverviewView&) { return Word::help_overview; },
                          [](const CaseloadView&) { return Word::help_caseload; },
                          [](const PeriodsView&) { return Word::help_periods; },
                          [](const PeriodView&) { return Word::help_periods; },
                          [](const ConflictListView&) { return Word::help_conflicts; },
                          [](const ConflictView&) { return Word::help_conflict; },
                          [](const DuplicateView&) { return Word::help_duplicate; },
                          [](const SyncView&) { return Word::help_sync; },
                          [](const HandOverView&) { return Word::help_hand_over; },
                          [](const PrintView&) { return Word::help_print; },
                          [](const FilePickerView&) { return Word::help_files; },
                          [](const PadView&) { return Word::help_pad; },
                          [](const AreaView&) { return Word::help_areas; },
                          [](const CardView&) { return Word::help_card; },
                          [](const SettingsView&) { return Word::help_settings; },
                      },
                      screen);
}

bool draw_help(Ui& ui, Word help) {
    const Page page(ui, "help", 0);
    {
        const Card card(ui);
        say(ui, title(ui), ui.say(Word::help));
        gap(ui, 6);
        const std::string& text = ui.say(help);
        for (std::size_t at = 0; at < text.size();) {  // a sentence a line is easier to find again
            const std::size_t end = std::min(text.find(". ", at), text.size());
            say(ui, body(ui), text.substr(at, end + 1 - at));
            gap(ui, 4);
            at = end + 2;
        }
    }
    return button(ui, ui.say(Word::close), {.look = ButtonLook::primary, .icon = Icon::check});
}

}  // namespace nuong::client

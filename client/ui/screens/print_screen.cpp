#include "client/ui/screens/print_screen.h"

#include "client/ui/widgets/choices.h"
#include "client/ui/widgets/panels.h"

namespace nuong::client {
namespace {

void draw_paper_folders(Ui& ui, const PrintView& view, Actions& actions) {
    say(ui, bold(ui), ui.say(Word::print_where));
    std::vector<ChoiceButton> buttons;
    for (const FolderChoice& folder : view.folders)
        buttons.push_back(
            {ui.say(folder.is_stick ? Word::stick : Word::folder_here) + " " + folder.name, folder.chosen});
    if (const auto tapped = choice_buttons(ui, buttons, {}))
        actions.push_back(ChooseFolder{view.folders[*tapped].folder});
}

void draw_formats(Ui& ui, const PrintView& view, Actions& actions) {
    for (const Command& format : view.formats) {
        const ButtonOptions options{.look = ButtonLook::primary, .icon = Icon::document};
        if (&format != &view.formats.front()) same_line_if_fits(ui, button_width(ui, format.label, options));
        if (button(ui, format.label, options)) actions.push_back(format.action);
    }
}

void draw_writing(Ui& ui, const CountView& count, Actions& actions) {
    say(ui, bold(ui), ui.say(Word::files_writing));
    if (!count.progress_text.empty()) say(ui, muted(ui), count.progress_text);
    progress_bar(ui, count.progress, ui.colour.accent);
    gap(ui, 4);
    if (button(ui, ui.say(Word::files_stop), {.icon = Icon::cross})) actions.push_back(StopCount{});
}

}  // namespace

void draw_print(Ui& ui, const PrintView& view, Actions& actions) {
    {
        const Page page(ui, "print", size::footer);
        if (view.result) banner(ui, tone_of(view.result->kind), view.result->text, false);
        if (view.names_a_person) banner(ui, Tone::warning, ui.say(Word::print_names_a_person), false);
        const Card card(ui);
        say(ui, title(ui), view.title);
        if (!view.subject.empty()) say(ui, bold(ui), view.subject);
        say(ui, muted(ui),
            ui.say(!view.formats.empty() ? Word::report_file_help
                   : view.names_a_person ? Word::print_record_help
                                         : Word::print_form_help));
        gap(ui, 8);
        if (view.count.counts) {
            draw_writing(ui, view.count, actions);
        } else {
            draw_paper_folders(ui, view, actions);
            gap(ui, 4);
            draw_formats(ui, view, actions);
            const ButtonOptions options{.look = ButtonLook::primary, .icon = Icon::printer};
            if (view.formats.empty() && button(ui, ui.say(Word::print_write), options)) actions.push_back(PrintNow{});
        }
    }
    const BottomBar bar(ui);
    if (button(ui, ui.say(Word::look_for_sticks), {.icon = Icon::sync})) actions.push_back(LookForSticks{});
}

}  // namespace nuong::client

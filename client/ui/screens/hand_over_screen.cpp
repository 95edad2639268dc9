#include "client/ui/screens/hand_over_screen.h"

#include "client/app/phrases.h"
#include "client/ui/widgets/choices.h"
#include "client/ui/widgets/panels.h"

namespace nuong::client {
namespace {

void draw_folders(Ui& ui, const HandOverView& view, Actions& actions) {
    std::vector<ChoiceButton> buttons;
    for (const FolderChoice& folder : view.folders)
        buttons.push_back(
            {ui.say(folder.is_stick ? Word::stick : Word::folder_here) + " " + folder.name, folder.chosen});
    if (const auto tapped = choice_buttons(ui, buttons, {.enabled = !view.busy}))
        actions.push_back(ChooseFolder{view.folders[*tapped].folder});
}

void draw_export(Ui& ui, const HandOverView& view, HandOverState& state, Actions& actions) {
    Card card(ui);
    say(ui, bold(ui), ui.say(Word::hand_out));
    std::string waiting = ui.say(Word::still_pending) + ": " + grouped(ui.language, view.pending);
    if (view.carries) waiting += " · " + ui.say(Word::carries_for_others);
    say(ui, muted(ui), waiting);
    gap(ui, 4);
    draw_folders(ui, view, actions);
    gap(ui, 4);
    if (state.offered != view.path) state = {view.path, view.path};
    text_field(ui, ui.say(Word::bundle_path), state.path, {.keys = FieldKeys::ascii, .enabled = !view.busy});
    gap(ui, 4);
    const ButtonOptions options{
        .look = ButtonLook::primary, .icon = Icon::arrow_up, .enabled = !view.busy && !state.path.empty()};
    if (button(ui, ui.say(view.busy ? Word::hand_over_busy : Word::write_bundle), options))
        actions.push_back(ExportBundle{state.path});
}

void draw_import(Ui& ui, const HandOverView& view, Actions& actions) {
    section_header(ui, ui.say(Word::hand_in));
    say(ui, muted(ui), ui.say(Word::hand_in_help));
    for (const BundleFileRow& file : view.files)
        if (tap_row(ui, file.path, {.icon = Icon::arrow_down, .title = file.name, .detail = file.folder}))
            actions.push_back(ImportBundle{file.path});
    if (view.files.empty()) say(ui, body(ui), ui.say(Word::no_bundles));
}

}  // namespace

void draw_hand_over(Ui& ui, const HandOverView& view, HandOverState& state, Actions& actions) {
    {
        const Page page(ui, "hand over", size::footer);
        if (view.result) banner(ui, tone_of(view.result->kind), view.result->text, false);
        draw_export(ui, view, state, actions);
        draw_import(ui, view, actions);
    }
    const BottomBar bar(ui);
    if (button(ui, ui.say(Word::look_for_sticks), {.icon = Icon::sync, .enabled = !view.busy}))
        actions.push_back(LookForSticks{});
}

}  // namespace nuong::client

#include "client/ui/screens/file_picker_screen.h"

#include "client/ui/widgets/choices.h"
#include "client/ui/widgets/panels.h"

namespace nuong::client {
namespace {

void draw_folders(Ui& ui, const FilePickerView& view, Actions& actions) {
    std::vector<ChoiceButton> buttons;
    for (const FolderChoice& folder : view.folders)
        buttons.push_back(
            {ui.say(folder.is_stick ? Word::stick : Word::folder_here) + " " + folder.name, folder.chosen});
    if (const auto tapped = choice_buttons(ui, buttons, {}))
        actions.push_back(OpenFolder{view.folders[*tapped].folder});
}

void draw_row(Ui& ui, const FileRow& row, Actions& actions) {
    const RowLook look{.icon = row.is_folder ? Icon::forward : Icon::document, .title = row.name, .detail = row.detail};
    if (!tap_row(ui, row.path, look)) return;
    if (row.is_folder) actions.push_back(OpenFolder{row.path});
    else actions.push_back(AttachFile{row.path});
}

}  // namespace

void draw_file_picker(Ui& ui, const FilePickerView& view, Actions& actions) {
    const Page page(ui, "files", 0);
    say(ui, bold(ui), view.question);
    draw_folders(ui, view, actions);
    gap(ui, 4);
    say(ui, muted(ui), view.folder);
    if (view.above && button(ui, ui.say(Word::folder_above), {.look = ButtonLook::quiet, .icon = Icon::arrow_up}))
        actions.push_back(OpenFolder{*view.above});
    for (const FileRow& row : view.rows) draw_row(ui, row, actions);
    if (view.rows.empty()) empty_state(ui, Icon::document, view.empty_text);
}

}  // namespace nuong::client

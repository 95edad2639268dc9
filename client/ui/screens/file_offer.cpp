#include "client/ui/screens/file_offer.h"

#include "client/ui/widgets/panels.h"

namespace nuong::client {
namespace {

ButtonOptions look_of_file_offer() { return {.look = ButtonLook::quiet, .icon = Icon::document}; }

}  // namespace

void draw_file_offer(Ui& ui, bool may_be_written, const std::string& why_not, Actions& actions) {
    if (may_be_written && button(ui, ui.say(Word::report_save), look_of_file_offer()))
        actions.push_back(OpenListFile{});
    if (!may_be_written && !why_not.empty()) say(ui, muted(ui), why_not);
}

float file_offer_width(Ui& ui) { return button_width(ui, ui.say(Word::report_save), look_of_file_offer()); }

}  // namespace nuong::client

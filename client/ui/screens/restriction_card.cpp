#include "client/ui/screens/restriction_card.h"

#include "client/ui/widgets/panels.h"

namespace nuong::client {

void draw_restriction(Ui& ui, const std::optional<Restriction>& restriction) {
    if (!restriction) return;
    const ToneColours colours = ui.colour.of(Tone::warning);
    Card card(ui, colours.fill, colours.ink);
    say(ui, tinted(bold(ui), colours.ink), restriction->title);
    if (!restriction->reason.empty()) say(ui, tinted(body(ui), colours.ink), restriction->reason);
    say(ui, tinted(body(ui), colours.ink), restriction->allowed);
}

}  // namespace nuong::client

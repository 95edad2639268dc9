#include "client/ui/screens/result_panel.h"

#include <algorithm>

#include "client/ui/widgets/panels.h"

namespace nuong::client {
namespace {

void draw_row(Ui& ui, const ResultRow& row) {
    const ToneColours colours = ui.colour.of_band(row.band_level);
    Card card(ui);
    card.mark_edge(colours.ink);
    const ImVec2 start = cursor();
    const float outer = ui.width, score_room = ui.px(76);
    const TextStyle big = tinted(title(ui), colours.ink);
    say_at(ui, big, start, score_room - ui.px(8), row.score.empty() ? "–" : row.score);
    const Badge band{row.band, row.band_level == 1   ? Tone::good
                               : row.band_level == 2 ? Tone::warning
                               : row.band_level == 3 ? Tone::danger
                                                     : Tone::neutral};
    const float band_room = row.band.empty() ? 0 : std::min(badge_width(ui, band), outer / 2);
    ImGui::Indent(score_room);
    ImGui::SetCursorScreenPos({start.x + score_room, start.y + ui.px(3)});
    ui.width = outer - score_room - band_room - ui.px(16);
    say(ui, bold(ui), row.label);
    ui.width = outer - score_room;
    const ImVec2 after = cursor();
    if (band_room > 0) {
        ImGui::SetCursorScreenPos({start.x + outer - band_room, start.y + ui.px(2)});
        ui.width = band_room;
        badge(ui, band);
        ui.width = outer - score_room;
        ImGui::SetCursorScreenPos(after);
    }
    if (!row.advice.empty()) say(ui, body(ui), row.advice);
    ImGui::Unindent(score_room);
    ui.width = outer;
}

}  // namespace

void draw_read_aloud(Ui& ui, const std::string& words) {
    const ToneColours colours = ui.colour.of(Tone::info);
    Card card(ui, colours.fill, colours.ink);
    card.mark_edge(colours.ink);
    say(ui, tinted(muted(ui), colours.ink), ui.say(Word::read_aloud));
    gap(ui, 2);
    say(ui, body(ui), "“" + words + "”");
}

void draw_outcome(Ui& ui, const FormOutcome& outcome) {
    draw_results(ui, outcome.title, outcome.rows);
    if (!outcome.advice.empty()) {
        Card card(ui, ui.colour.note, ui.colour.note_edge);
        say(ui, bold(ui), ui.say(Word::what_to_do));
        for (const std::string& each : outcome.advice) say(ui, body(ui), each);
    }
    for (const std::string& each : outcome.words) draw_read_aloud(ui, each);
}

void draw_results(Ui& ui, const std::string& heading, const std::vector<ResultRow>& rows) {
    if (rows.empty()) return;
    say(ui, title(ui), heading.empty() ? ui.say(Word::results_title) : heading);
    for (const ResultRow& row : rows) draw_row(ui, row);
}

}  // namespace nuong::client

#include "client/ui/screens/list_screen.h"

#include "client/app/phrases.h"
#include "client/ui/screens/file_offer.h"
#include "client/ui/screens/search_box.h"
#include "client/ui/widgets/panels.h"

namespace nuong::client {
namespace {

Icon icon_of(const ListView& view) {
    if (view.form == "person_register") return Icon::person;
    switch (view.kind) {
        case ListKind::people: return Icon::person;
        case ListKind::sessions: return Icon::megaphone;
        case ListKind::due:
        case ListKind::late_visits:
        case ListKind::late_referrals:
        case ListKind::late_requests: return Icon::calendar;
        case ListKind::drafts: return Icon::pencil;
        default: break;
    }
    return Icon::document;
}

void draw_search(Ui& ui, const ListView& view, ListState& state, Actions& actions) {
    const ButtonOptions create{.look = view.picks.empty() ? ButtonLook::primary : ButtonLook::secondary,
                               .icon = Icon::plus};
    const float create_room =
        view.create ? button_width(ui, view.create->label, create) + ImGui::GetStyle().ItemSpacing.x : 0;
    draw_search_box(ui, view.query, view.search_hint, ui.width - create_room, state, actions);
    if (!view.create) return;
    ImGui::SameLine();
    if (button(ui, view.create->label, create)) actions.push_back(view.create->action);
}

// First how many, then the tap that counts.
void draw_check(Ui& ui, const CheckAll& check, ListState& state, Actions& actions) {
    const std::string count = grouped(ui.language, static_cast<std::int64_t>(check.records.size()));
    if (!state.asks_check) {
        if (button(ui, ui.say(Word::check_all) + " (" + count + ")", {.icon = Icon::check})) state.asks_check = true;
        return;
    }
    const ToneColours colours = ui.colour.of(Tone::info);
    Card card(ui, colours.fill, colours.ink);
    say(ui, tinted(bold(ui), colours.ink), count + " " + ui.say(Word::check_all_ask));
    say(ui, tinted(body(ui), colours.ink), ui.say(Word::check_all_about));
    gap(ui, 4);
    if (button(ui, ui.say(Word::check_all_yes), {.look = ButtonLook::primary, .icon = Icon::check})) {
        actions.push_back(check);
        state.asks_check = false;
    }
    same_line_if_fits(ui, button_width(ui, ui.say(Word::check_all_no), {}));
    if (button(ui, ui.say(Word::check_all_no), {})) state.asks_check = false;
}

// Only the rows in sight are drawn: the list may hold twenty thousand.
void draw_rows(Ui& ui, const ListView& view, Actions& actions) {
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(view.rows.size()), row_height(ui) + ImGui::GetStyle().ItemSpacing.y);
    while (clipper.Step())
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
            const Row& row = view.rows[static_cast<std::size_t>(i)];
            const RowLook look{.icon = icon_of(view), .title = row.title, .detail = row.detail, .badges = row.badges};
            if (!tap_row(ui, to_string(row.record), look)) continue;
            if (view.kind == ListKind::drafts) actions.push_back(ResumeDraft{row.record});
            else if (view.picks.empty()) actions.push_back(OpenRecord{row.record});
            else actions.push_back(ChooseRecord{row.record});
        }
}

}  // namespace

void draw_list(Ui& ui, const ListView& view, ListState& state, Actions& actions) {
    const float outer = ui.width;
    const float available = ImGui::GetContentRegionAvail().x;
    {
        ImGui::BeginChild("search", {0, ui.px(94)}, false,
                          ImGuiWindowFlags_NavFlattened | ImGuiWindowFlags_NoScrollbar);
        ui.width = std::min(available - 2 * ui.px(20), ui.px(size::column_max));
        ImGui::Indent((available - ui.width) / 2);
        gap(ui, 14);
        draw_search(ui, view, state, actions);
        if (view.total > 0 || !state.query.empty())
            say(ui, muted(ui), grouped(ui.language, view.total) + " " + ui.say(Word::results));
        ImGui::EndChild();
        ui.width = outer;
    }
    Page page(ui, "rows", 0);
    if (state.to_top) ImGui::SetScrollY(0);
    state.to_top = false;
    if (view.rows.empty())
        empty_state(ui, icon_of(view), view.empty_text.empty() ? ui.say(Word::nothing_yet) : view.empty_text);
    if (view.review && button(ui, view.review->label, {.look = ButtonLook::quiet, .icon = Icon::people}))
        actions.push_back(view.review->action);
    if (view.may_be_written && view.review) same_line_if_fits(ui, file_offer_width(ui));
    draw_file_offer(ui, view.may_be_written, view.why_not_written, actions);
    if (view.check) draw_check(ui, *view.check, state, actions);
    draw_rows(ui, view, actions);
    if (view.more && button(ui, ui.say(Word::show_more), {.icon = Icon::down, .width = ui.width}))
        actions.push_back(ShowMore{});
}

}  // namespace nuong::client

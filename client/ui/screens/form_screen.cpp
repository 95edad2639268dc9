#include "client/ui/screens/form_screen.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <span>

#include "client/ui/screens/form_grid.h"
#include "client/ui/screens/form_item.h"
#include "client/ui/screens/form_keys.h"
#include "client/ui/screens/form_table.h"
#include "client/ui/screens/restriction_card.h"
#include "client/ui/screens/result_panel.h"
#include "client/ui/screens/typed_item.h"
#include "client/ui/widgets/panels.h"

namespace nuong::client {
namespace {

const FormPage* page_of(const FormView& view) {
    const auto index = static_cast<std::size_t>(std::max(view.page, 0));
    return index < view.pages.size() ? &view.pages[index] : nullptr;
}

bool is_last(const FormView& view) { return view.page + 1 >= static_cast<int>(view.pages.size()); }

void go_to(int page, FormState& state, Actions& actions) {
    state.turned_by_hand = true;
    actions.push_back(GoToPage{page});
}

void draw_problems(Ui& ui, const FormView& view, FormState& state, Actions& actions) {
    // One question at a time: on the question itself its own words are enough.
    const bool wanted = view.one_by_one ? is_last(view) : state.shows_problems;
    if (!wanted || view.problems.empty()) return;
    const ToneColours colours = ui.colour.of(Tone::danger);
    Card card(ui, colours.fill, colours.ink);
    say(ui, tinted(bold(ui), colours.ink), ui.say(Word::problems_title));
    constexpr std::size_t shown_max = 5;
    for (std::size_t i = 0; i < std::min(view.problems.size(), shown_max); ++i) {
        const Problem& problem = view.problems[i];
        ImGui::PushID(static_cast<int>(i));
        const ButtonOptions options{.icon = Icon::forward, .icon_after = true, .wraps = true};
        if (button(ui, problem.text, options)) {
            if (problem.page != view.page) go_to(problem.page, state, actions);
            state.items.scroll_to = state.items.current = problem.path;
        }
        ImGui::PopID();
    }
}

// What a new version of the form brought to a draft that was begun under the older one.
void draw_changes(Ui& ui, const FormView& view, Actions& actions) {
    if (view.changes.empty()) return;
    const ToneColours colours = ui.colour.of(Tone::info);
    Card card(ui, colours.fill, colours.ink);
    say(ui, tinted(bold(ui), colours.ink), ui.say(Word::form_changed));
    for (const std::string& change : view.changes) say(ui, body(ui), "• " + change);
    if (button(ui, ui.say(Word::understood), {.icon = Icon::check})) actions.push_back(DismissFormChanges{});
}

void draw_scan(Ui& ui, const FormView& view, Actions& actions) {
    if (!view.takes_card || view.page > 0) return;
    if (button(ui, ui.say(Word::scan_card), {.icon = Icon::person})) actions.push_back(OpenCard{});
}

// How it came in and where it will belong: on the first page and where one looks back, quiet once it is settled.
bool is_first_or_last(const FormView& view) { return view.page == 0 || (view.one_by_one && is_last(view)); }

void draw_paper(Ui& ui, const FormView& view, Actions& actions) {
    if (!view.from_paper || !is_first_or_last(view)) return;
    if (*view.from_paper) remark(ui, Tone::info, ui.say(Word::is_from_paper));
    const std::string& word = ui.say(*view.from_paper ? Word::not_from_paper : Word::type_from_paper);
    const ButtonOptions options{.look = ButtonLook::quiet, .icon = *view.from_paper ? Icon::cross : Icon::document};
    if (view.takes_card && view.page == 0) same_line_if_fits(ui, button_width(ui, word, options));
    if (button(ui, word, options)) actions.push_back(TypeFromPaper{!*view.from_paper});
}

void draw_area(Ui& ui, const FormView& view, Actions& actions) {
    if (!view.area || !is_first_or_last(view)) return;
    if (view.area->text.empty()) {
        remark(ui, Tone::warning, ui.say(Word::area_not_chosen));
        if (button(ui, ui.say(Word::choose_area), {.icon = Icon::search}))
            actions.push_back(OpenAreas{Path(reserved::area)});
        return;
    }
    const ButtonOptions change{.look = ButtonLook::quiet, .icon = Icon::pencil};
    const float room = ui.width - button_width(ui, ui.say(Word::change_area), change) - ui.px(12);
    const ImVec2 at = cursor();
    const std::string text = fit(muted(ui), ui.say(Word::area_of_form) + ": " + view.area->text, room);
    say_at(ui, muted(ui), {at.x, at.y + (ui.px(size::row) - ui.fonts.small->FontSize) / 2}, room, text);
    ImGui::SetCursorScreenPos({at.x + room + ui.px(12), at.y});
    if (button(ui, ui.say(Word::change_area), change)) actions.push_back(OpenAreas{Path(reserved::area)});
}

// Before somebody stands in the register twice. It stops nobody.
void draw_alike(Ui& ui, const FormView& view, Actions& actions) {
    if (view.alike.empty()) return;
    const ToneColours colours = ui.colour.of(Tone::info);
    Card card(ui, colours.fill, colours.ink);
    say(ui, tinted(bold(ui), colours.ink), ui.say(Word::alike_title));
    for (const Row& row : view.alike) {
        const RowLook look{.icon = Icon::person, .title = row.title, .detail = row.detail};
        if (tap_row(ui, "alike" + to_string(row.record), look)) actions.push_back(OpenRecord{row.record});
    }
}

void draw_hidden_switch(Ui& ui, const FormView& view, Actions& actions) {
    if (view.hidden == 0) return;
    const std::string words = view.shows_hidden ? ui.say(Word::put_hidden_away)
                                                : std::to_string(view.hidden) + " " + ui.say(Word::show_hidden);
    if (button(ui, words, {.look = ButtonLook::quiet, .icon = Icon::info}))
        actions.push_back(ShowHidden{!view.shows_hidden});
}

// Undo and redo stand in the bar while there is room for them.
void draw_steps_back(Ui& ui, const FormView& view, const BottomBar& bar, float right, Actions& actions) {
    const auto step = [&](Word word, Icon icon, const Action& action) {
        const ButtonOptions options{.look = ButtonLook::quiet, .icon = icon};
        const float width = button_width(ui, ui.say(word), options);
        if (bar.text_room(right) < width + ui.px(12)) return;
        ImGui::SameLine();
        if (button(ui, ui.say(word), options)) actions.push_back(action);
    };
    if (view.can_undo) step(Word::undo, Icon::undo, Undo{});
    if (view.can_redo) step(Word::redo, Icon::redo, Redo{});
}

void submit(const FormView& view, FormState& state, Actions& actions) {
    actions.push_back(SubmitForm{});  // of a form that is not ready, the session opens the page of the first problem
    if (view.can_submit || view.problems.empty()) return;
    state.shows_problems = true;
    state.items.scroll_to = state.items.current = view.problems.front().path;
}

// A page of one question about many things: the question stands above them, whole.
bool has_heading(const FormView& view, const FormPage& page) {
    const bool is_result = is_last(view) && !view.results.empty();
    return view.pages.size() > 1 && !page.label.empty() && page.label != view.title && !is_result;
}

void draw_discard_question(Ui& ui, FormState& state, Actions& actions) {
    BottomBar bar(ui);
    const ImVec2 at = cursor();
    const float keep = button_width(ui, ui.say(Word::discard_no), {});
    const float drop = button_width(ui, ui.say(Word::discard_yes), {});
    const float spacing = ImGui::GetStyle().ItemSpacing.x;
    say_at(ui, bold(ui), {at.x, at.y + ui.px(14)}, ui.width - keep - drop - 2 * spacing - ui.px(16),
           ui.say(Word::discard_question));
    bar.to_right(keep + spacing + drop);
    if (button(ui, ui.say(Word::discard_yes), {.look = ButtonLook::danger})) {
        actions.push_back(DiscardDraft{});
        state.asks_discard = false;
    }
    ImGui::SameLine();
    if (button(ui, ui.say(Word::discard_no), {.look = ButtonLook::primary})) state.asks_discard = false;
}

// Nobody is told of mistakes before having tried to submit.
bool shows_mistakes(const FormView& view, const FormState& state) { return !view.can_submit && state.shows_problems; }

std::string submit_word(const Ui& ui, const FormView& view) {
    return view.submit_label.empty() ? ui.say(Word::submit) : view.submit_label;
}

std::string forward_word(const Ui& ui, const FormView& view, const FormState& state) {
    if (!is_last(view)) return ui.say(Word::next_page);
    if (shows_mistakes(view, state)) return ui.say(Word::submit_and_fix);
    return submit_word(ui, view);
}

ButtonOptions forward_look(const FormView& view, const FormState& state) {
    if (!is_last(view)) return {.look = ButtonLook::primary, .icon = Icon::forward, .icon_after = true};
    return {.look = view.can_submit ? ButtonLook::primary : ButtonLook::secondary,
            .icon = shows_mistakes(view, state) ? Icon::warning : Icon::check};
}

// Where one question is asked at a time, the way on is hit without looking.
ButtonOptions large_if(Ui& ui, bool is_large, const std::string& label, ButtonOptions options) {
    if (ui.width < ui.px(tight_bar)) options.icon = Icon::none;
    else if (is_large) options.width = std::max(button_width(ui, label, options), ui.px(180));
    return options;
}

// Whoever corrects one answer is done on any page.
bool may_end_here(const FormView& view) { return view.is_correction && view.can_submit && !is_last(view); }

void draw_bar(Ui& ui, const FormView& view, FormState& state, Actions& actions) {
    if (state.asks_discard) return draw_discard_question(ui, state, actions);
    BottomBar bar(ui);
    if (view.page > 0) {
        const std::string& back = ui.say(view.one_by_one ? Word::question_before : Word::previous_page);
        if (button(ui, back, large_if(ui, view.one_by_one, back, {.icon = Icon::back})))
            go_to(view.page - 1, state, actions);
    } else if (button(ui, ui.say(Word::leave_form), {})) {
        actions.push_back(LeaveForm{});
    }
    const std::string word = forward_word(ui, view, state);
    const ButtonOptions next = large_if(ui, view.one_by_one, word, forward_look(view, state));
    const std::string end_word = submit_word(ui, view);
    const ButtonOptions end{.icon = ui.width < ui.px(tight_bar) ? Icon::none : Icon::check};
    const float end_width = button_width(ui, end_word, end) + ImGui::GetStyle().ItemSpacing.x;
    float width = next.width > 0 ? next.width : button_width(ui, word, next);
    const bool ends_here = may_end_here(view) && bar.text_room(width) >= end_width;
    if (ends_here) width += end_width;
    ImGui::SameLine();
    const ButtonOptions discard{.look = ButtonLook::quiet, .icon = Icon::bin, .words = ui.say(Word::discard_caption)};
    const float room = bar.text_room(width) + ui.px(16);
    const bool has_words = room >= button_width(ui, ui.say(Word::discard), discard) + ui.px(16);
    if (has_words && button(ui, ui.say(Word::discard), discard)) state.asks_discard = true;
    if (!has_words && room >= ui.px(size::row) &&  // where even its sign has no room, it is on the other pages
        icon_button(ui, ui.say(Word::discard), Icon::bin, {.look = ButtonLook::quiet}))
        state.asks_discard = true;
    draw_steps_back(ui, view, bar, width, actions);
    const ImVec2 text_at{ImGui::GetItemRectMax().x + ui.px(14), ImGui::GetItemRectMin().y + ui.px(16)};
    if (bar.text_room(width) >= measure(muted(ui), view.saved_state, 0).x)
        say_at(ui, muted(ui), text_at, bar.text_room(width), view.saved_state);
    bar.to_right(width);
    if (ends_here) {
        if (button(ui, end_word, end)) submit(view, state, actions);
        ImGui::SameLine();
    }
    if (!button(ui, word, next)) return;
    if (is_last(view)) submit(view, state, actions);
    else go_to(view.page + 1, state, actions);
}

// Another page than in the last frame.
void arrive(Ui& ui, const FormView& view, FormState& state) {
    constexpr double second_tap_seconds = 0.4;
    ItemsState& items = state.items;
    if (state.page < 0) items.scroll_to = items.current = view.focus;
    else if (view.one_by_one && !state.turned_by_hand) state.deaf_until = ImGui::GetTime() + second_tap_seconds;
    ImGui::SetScrollY(0);
    items.picking.clear();
    items.open_line.clear();
    items.current_is_seen = false;
    ui.focus_moved = false;
    state.turned_by_hand = false;
    state.page = view.page;
    const FormPage* page = page_of(view);
    if (!view.one_by_one || !page || !page->is_single) return;
    items.current = page->items.back().path;
    if (takes_typing(page->items.back())) items.take_keys = items.current;
}

void draw_page(Ui& ui, const FormView& view, const FormPage& page, FormState& state, Actions& actions) {
    if (page.is_single) {
        if (!page.label.empty()) say(ui, muted(ui), page.label);
        for (const FormItem& item : page.items) {
            if (&item == &page.items.back()) draw_large_item(ui, item, state.items, actions);
            else draw_form_item(ui, item, state.items, actions);
        }
        return;
    }
    if (has_heading(view, page)) say(ui, title(ui), page.label);
    if (view.one_by_one && is_last(view) && view.problems.empty())
        remark(ui, Tone::good, ui.say(Word::nothing_missing));
    std::span<const FormItem> rest = page.items;
    while (!rest.empty()) {
        const std::span<const FormItem> lines = grid_at_front(ui, rest), table = table_at_front(rest);
        if (!table.empty()) draw_table(ui, table, state.items, actions);
        else if (!lines.empty()) draw_grid(ui, lines, state.items, actions);
        else draw_form_item(ui, rest.front(), state.items, actions);
        rest = rest.subspan(std::max<std::size_t>({lines.size(), table.size(), 1}));
    }
}

}  // namespace

void draw_form_header(Ui& ui, const FormView& view) {
    const ImVec2 at = cursor();
    const ImVec2 room{ImGui::GetContentRegionAvail().x, ui.px(size::form_header)};
    paper().AddRectFilled(at, {at.x + room.x, at.y + room.y}, ui.colour.card);
    paper().AddLine({at.x, at.y + room.y}, {at.x + room.x, at.y + room.y}, ui.colour.line, ui.px(1.5f));
    const float outer = ui.width;
    ui.width = std::floor(std::min(room.x - 2 * ui.px(20), ui.px(size::column_max)));
    const float left = at.x + std::floor((room.x - ui.width) / 2);
    std::string progress =
        std::to_string(view.answered) + "/" + std::to_string(view.total) + " " + ui.say(Word::answered_of);
    if (view.pages.size() > 1)
        progress += " · " + ui.say(view.one_by_one ? Word::question_of : Word::page_of) + " " +
                    std::to_string(view.page + 1) + "/" + std::to_string(view.pages.size());
    const float progress_width = measure(muted(ui), progress, 0).x + 1;
    const FormPage* page = page_of(view);
    std::string subject = view.subject;
    if (subject.empty() && page && page->label != view.title) subject = page->label;
    say_at(ui, bold(ui), {left, at.y + ui.px(8)}, ui.width - progress_width - ui.px(24), subject);
    say_at(ui, muted(ui), {left + ui.width - progress_width, at.y + ui.px(12)}, progress_width, progress);
    ImGui::SetCursorScreenPos({left, at.y + ui.px(41)});
    progress_bar(ui, view.total > 0 ? static_cast<float>(view.answered) / static_cast<float>(view.total) : 0,
                 ui.colour.accent);
    ImGui::SetCursorScreenPos({at.x, at.y + room.y});
    ui.width = outer;
}

void draw_form(Ui& ui, const FormView& view, FormState& state, Actions& actions) {
    const FormPage* page = page_of(view);
    const bool was_typing = ImGui::GetIO().WantTextInput;
    if (page) answer_by_digit(*page, state.items, actions);
    {
        const Page body_page(ui, "form", size::footer);
        if (state.page != view.page) arrive(ui, view, state);
        draw_changes(ui, view, actions);
        if (is_first_or_last(view)) draw_restriction(ui, view.restriction);
        if (is_first_or_last(view)) draw_restriction(ui, view.refused_consent);
        if (is_first_or_last(view)) draw_restriction(ui, view.locked_period);
        draw_alike(ui, view, actions);
        draw_problems(ui, view, state, actions);
        draw_area(ui, view, actions);
        draw_scan(ui, view, actions);
        draw_paper(ui, view, actions);
        // On a page of its own the result comes first, because the last questions depend on it.
        const bool result_first = is_last(view) && view.pages.size() > 1;
        if (result_first) draw_results(ui, view.result_title, view.results);
        ui.is_deaf = ImGui::GetTime() < state.deaf_until;
        if (page) draw_page(ui, view, *page, state, actions);
        ui.is_deaf = false;
        draw_hidden_switch(ui, view, actions);
        if (is_last(view) && !result_first) draw_results(ui, view.result_title, view.results);
    }
    draw_bar(ui, view, state, actions);
    undo_by_keys(view, actions);
    if (view.one_by_one && page) turn_by_keys(ui, view, *page, was_typing, state, actions);
}

}  // namespace nuong::client

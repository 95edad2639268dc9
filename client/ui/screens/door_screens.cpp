#include "client/ui/screens/door_screens.h"

#include <algorithm>

#include "client/ui/widgets/choices.h"
#include "client/ui/widgets/keypad.h"
#include "client/ui/widgets/panels.h"
#include "shared/base/enrolment_link.h"

namespace nuong::client {
namespace {

constexpr std::size_t pin_length_max = 32;

void draw_brand(Ui& ui) {
    const ImVec2 at = cursor();
    const float side = ui.px(44);
    paper().AddRectFilled(at, {at.x + side, at.y + side}, ui.colour.accent, ui.px(size::corner));
    // three terraces of a hillside field
    for (int i = 0; i < 3; ++i) {
        const float y = at.y + side * (0.36f + 0.17f * static_cast<float>(i));
        const float inset = side * (0.30f - 0.07f * static_cast<float>(i));
        paper().AddBezierQuadratic({at.x + inset, y}, {at.x + side / 2, y - side * 0.17f}, {at.x + side - inset, y},
                                   ui.colour.on_accent, ui.px(3));
    }
    say_at(ui, title(ui), {at.x + side + ui.px(14), at.y - ui.px(4)}, ui.width - side, ui.say(Word::app_name));
    say_at(ui, muted(ui), {at.x + side + ui.px(14), at.y + ui.px(25)}, ui.width - side, ui.say(Word::app_motto));
    ImGui::Dummy({1, side});
    gap(ui, 10);
}

FieldUse draw_labelled(Ui& ui, const std::string& label, std::string& text) {
    say(ui, bold(ui), label);
    const FieldUse use = text_field(ui, label, text, {.keys = FieldKeys::ascii});
    gap(ui, 4);
    return use;
}

// A scanner types what the QR code says into the field in which the caret is.
void take_link(EnrollState& state) {
    for (const std::string* field : {&state.server_url, &state.code})
        if (const auto link = parse_enrolment_link(*field)) {
            state.server_url = link->server;
            state.code = link->code;
            return;
        }
}

void submit_pin(const PinView& view, PinState& state, Actions& actions) {
    state.differs = false;
    state.focus = true;
    if (!view.first_time) {
        if (!state.pin.empty()) actions.push_back(Unlock{state.pin});
        state.pin.clear();
        return;
    }
    state.too_short = state.pin.size() < static_cast<std::size_t>(std::max(view.pin_length_min, 0));
    if (state.too_short) return;
    if (!state.repeating) {
        state.repeating = true;
        return;
    }
    if (state.pin == state.again) actions.push_back(ChoosePin{state.pin});
    else state.differs = true;
    state = {.differs = state.differs};
}

void draw_users(Ui& ui, const PinView& view, Actions& actions) {
    if (view.users.empty()) return;
    say(ui, bold(ui), ui.say(Word::who_are_you));
    std::vector<ChoiceButton> names;
    for (const UserChoice& user : view.users) names.push_back({user.name, user.chosen});
    if (const auto tapped = choice_buttons(ui, names, {})) actions.push_back(ChooseUser{view.users[*tapped].user});
    gap(ui, 8);
}

void draw_pin_troubles(Ui& ui, const PinView& view, const PinState& state) {
    if (state.differs) remark(ui, Tone::danger, ui.say(Word::pin_differs));
    if (state.too_short)
        remark(ui, Tone::danger, ui.say(Word::pin_too_short) + " " + std::to_string(view.pin_length_min));
    if (!view.wrong_attempts.empty()) remark(ui, Tone::danger, view.wrong_attempts);
    if (view.tries_left >= 0 && view.wrong_attempts.empty())  // else that says it
        remark(ui, Tone::warning, ui.say(Word::tries_left) + " " + std::to_string(view.tries_left));
    if (view.wait_seconds > 0)
        remark(ui, Tone::warning,
               ui.say(Word::wait_before_retry) + " " + std::to_string(view.wait_seconds) + " " + ui.say(Word::seconds));
}

const ButtonOptions practice_door{.look = ButtonLook::quiet, .icon = Icon::pencil};

// Open to everybody: nothing behind it is real.
void draw_practice_door(Ui& ui, Actions& actions) {
    if (button(ui, ui.say(Word::practice), practice_door)) actions.push_back(StartPractice{});
}

void draw_other_ways_in(Ui& ui, const PinView& view, Actions& actions) {
    if (view.first_time) return;
    if (view.is_unfinished) {
        const ButtonOptions anew{.look = ButtonLook::quiet, .icon = Icon::undo};
        if (button(ui, ui.say(Word::start_over), anew)) actions.push_back(StartOver{});
        return;
    }
    if (view.can_recover) {
        const ButtonOptions lost{.look = ButtonLook::quiet, .icon = Icon::lock};
        if (button(ui, ui.say(Word::forgot_pin), lost)) actions.push_back(OpenRecovery{});
        same_line_if_fits(ui, button_width(ui, ui.say(Word::practice), lost));
    }
    draw_practice_door(ui, actions);
    if (!view.can_add) return;
    const ButtonOptions add{.look = ButtonLook::quiet, .icon = Icon::plus};
    same_line_if_fits(ui, button_width(ui, ui.say(Word::add_person), add));
    if (button(ui, ui.say(Word::add_person), add)) actions.push_back(AddPerson{});
}

void draw_pin_heading(Ui& ui, const PinView& view) {
    const std::string& heading = view.is_recovered    ? ui.say(Word::new_pin_title)
                                 : view.first_time    ? ui.say(Word::choose_pin_title)
                                 : view.is_unfinished ? ui.say(Word::unfinished_enrolment_title)
                                                      : view.greeting;
    if (!heading.empty()) say(ui, title(ui), heading);
    if (view.first_time) say(ui, muted(ui), ui.say(view.is_recovered ? Word::new_pin_help : Word::choose_pin_help));
    if (view.is_unfinished) say(ui, muted(ui), ui.say(Word::unfinished_enrolment_help));
    gap(ui, 6);
}

void draw_pin_side(Ui& ui, const PinView& view, PinState& state, bool open, Actions& actions) {
    draw_brand(ui);
    draw_pin_heading(ui, view);
    draw_users(ui, view, actions);
    const std::string& label = ui.say(state.repeating ? Word::pin_again : Word::pin);
    std::string& typed = (state.repeating ? state.again : state.pin).typed();
    say(ui, bold(ui), label);
    const FieldOptions options{
        .keys = FieldKeys::ascii, .hidden = true, .enabled = open, .take_focus = state.focus && open};
    state.focus = false;
    const FieldUse use = text_field(ui, label, typed, options);
    typed.resize(std::min(typed.size(), pin_length_max));
    gap(ui, 6);
    const std::string& word =
        ui.say(view.first_time ? (state.repeating ? Word::save_pin : Word::next_page) : Word::unlock);
    const ButtonOptions submit{.look = ButtonLook::primary, .enabled = open && !typed.empty(), .width = ui.width};
    const bool pressed = button(ui, view.busy ? ui.say(Word::connecting) : word, submit);
    draw_pin_troubles(ui, view, state);
    if ((pressed || use.entered) && open && !typed.empty()) submit_pin(view, state, actions);
    draw_other_ways_in(ui, view, actions);
}

// Practice stands beside, not below: somebody without a code yet must see that there is a way on.
void draw_enroll_buttons(Ui& ui, const EnrollView& view, const EnrollState& state, bool entered, Actions& actions) {
    const bool can_practise = !view.busy && !view.is_another;
    const float beside = button_width(ui, ui.say(Word::practice), practice_door) + ImGui::GetStyle().ItemSpacing.x;
    const std::string& word = ui.say(view.busy ? Word::connecting : Word::enroll);
    const bool has_room = ui.width - beside >= button_width(ui, word, {});
    const bool ready = !view.busy && !state.server_url.empty() && !state.code.empty();
    const ButtonOptions options{.look = ButtonLook::primary,
                                .enabled = ready,
                                .width = can_practise && has_room ? ui.width - beside : ui.width};
    const bool pressed = button(ui, word, options);
    if (pressed || (entered && ready)) actions.push_back(Enroll{state.server_url, state.code, state.device_name});
    if (!can_practise) return;
    if (has_room) ImGui::SameLine();
    draw_practice_door(ui, actions);
}

}  // namespace

void draw_enroll(Ui& ui, const EnrollView& view, EnrollState& state, Actions& actions) {
    if (!state.filled_in) state = {true, view.server_url, view.code, view.device_name};
    Page page(ui, "page", 0);
    const float outer = ui.width;
    const float width = std::min(outer, ui.px(620));
    ImGui::Indent((outer - width) / 2 + 1);
    ui.width = width;
    draw_brand(ui);
    {
        Card card(ui);
        say(ui, title(ui), ui.say(view.is_another ? Word::add_person_title : Word::enroll_title));
        say(ui, muted(ui), ui.say(view.is_another ? Word::add_person_help : Word::enroll_help));
        gap(ui, 8);
        const FieldUse server = draw_labelled(ui, ui.say(Word::server_address), state.server_url);
        const FieldUse code = draw_labelled(ui, ui.say(Word::enroll_code), state.code);
        if (server.left || code.left) take_link(state);
        const FieldUse name = draw_labelled(ui, ui.say(Word::device_name), state.device_name);
        if (!view.error.empty()) remark(ui, Tone::danger, view.error);
        gap(ui, 4);
        draw_enroll_buttons(ui, view, state, name.entered, actions);
    }
    ui.width = outer;
}

void draw_pin(Ui& ui, const PinView& view, PinState& state, Actions& actions) {
    const bool open = view.wait_seconds <= 0 && !view.busy && !view.nobody_chosen;
    Page page(ui, "page", 0);
    const float outer = ui.width;
    const float between = ui.px(48), pad = ui.px(300);
    const bool is_stacked = outer < ui.px(560);  // held upright, or with very large text: the keys below
    const float side = std::min(is_stacked ? outer : outer - between - pad, ui.px(480));
    const ImVec2 origin = cursor();
    const float left = origin.x + (is_stacked ? outer - side : outer - side - between - pad) / 2;
    const float rows_of_names = static_cast<float>((view.users.size() + 1) / 2);
    const float height = ui.px(420) + ui.px(58) * rows_of_names;
    const float top = origin.y + (is_stacked ? 0 : std::max((ImGui::GetWindowHeight() - height) / 2, 0.0f));

    ImGui::SetCursorScreenPos({left, top});
    ImGui::BeginGroup();
    ui.width = side;
    draw_pin_side(ui, view, state, open, actions);
    ImGui::EndGroup();

    if (is_stacked) ImGui::SetCursorScreenPos({origin.x + (outer - pad) / 2, cursor().y + ui.px(8)});
    else ImGui::SetCursorScreenPos({left + side + between, top + ui.px(8)});
    ImGui::BeginGroup();
    ui.width = pad;
    const Keypad keypad = draw_keypad(ui, {.enabled = open});
    std::string& typed = (state.repeating ? state.again : state.pin).typed();
    if (typed.size() < pin_length_max) typed += keypad.typed;
    if (keypad.erase && !typed.empty()) typed.pop_back();
    ImGui::EndGroup();
    ui.width = outer;
}

void draw_recover(Ui& ui, const RecoverView& view, RecoverState& state, Actions& actions) {
    if (!state.filled_in) state = {true, view.server_url, ""};
    Page page(ui, "page", 0);
    const float outer = ui.width;
    const float width = std::min(outer, ui.px(620));
    ImGui::Indent((outer - width) / 2 + 1);
    ui.width = width;
    {
        Card card(ui);
        say(ui, title(ui), ui.say(Word::recover_title) + " " + view.user);
        say(ui, muted(ui), ui.say(view.can_ask ? Word::recover_help : Word::no_recovery_box));
        gap(ui, 8);
        if (view.can_ask) {
            say(ui, bold(ui), ui.say(Word::recover_device));
            say(ui, title(ui), view.device);
            gap(ui, 4);
            draw_labelled(ui, ui.say(Word::server_address), state.server_url);
            draw_labelled(ui, ui.say(Word::recovery_code), state.code);
        }
        if (!view.error.empty()) remark(ui, Tone::danger, view.error);
        gap(ui, 4);
        const bool ready = view.can_ask && !view.busy && !state.server_url.empty() && !state.code.empty();
        const ButtonOptions options{.look = ButtonLook::primary, .enabled = ready, .width = ui.width};
        if (view.can_ask && button(ui, ui.say(view.busy ? Word::connecting : Word::recover), options))
            actions.push_back(Recover{state.server_url, state.code});
    }
    ui.width = outer;
}

}  // namespace nuong::client

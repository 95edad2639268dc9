// A signature or a sketch as an answer: drawn on the screen, kept as a picture like any attached file.
#include "client/app/attach_file.h"
#include "client/app/session.h"

namespace nuong::client {

void Session::on(const OpenPad& action) {
    const auto item = open_form_ ? open_form_->instance().find(action.path) : std::nullopt;
    if (!item || hand_of(*open_form_->instance().view(*item).node) == ByHand::no) return;
    open_form_->focus = action.path;
    go(AtPad{action.path});
}

void Session::on(const KeepDrawing& action) {
    const auto* at = places_.empty() ? nullptr : std::get_if<AtPad>(&places_.back());
    if (!at || !open_form_) return;
    const auto value = attach_drawing(*replica_, action.drawing, open_form_->draft().id);
    if (!value) return tell(value.error());
    const Path path = at->path;
    places_.pop_back();
    on(Answer{path, *value});
}

PadView Session::pad_view(const AtPad& at) {
    PadView view;
    const auto item = open_form_ ? open_form_->instance().find(at.path) : std::nullopt;
    if (!item) return view;
    const forms::ItemView shown = open_form_->instance().view(*item);
    view.path = at.path;
    view.question = shown.label;
    view.is_signature = hand_of(*shown.node) == ByHand::signature;
    return view;
}

}  // namespace nuong::client

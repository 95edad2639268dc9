// A citizen card that was scanned for the open form: read, shown, and filled in when the person says so. What the
// scanner typed is kept nowhere; what was read of it only while this screen is open.
#include "client/app/card_filling.h"
#include "client/app/session.h"

namespace nuong::client {

void Session::on(const OpenCard&) {
    if (!open_form_ || open_form_->instance().form().definition.settings.citizen_card.empty()) return;
    go(AtCard{});
}

// A scanner that goes off over the form itself opens the screen of the card, where one sees what it read.
void Session::on(const ReadCard& action) {
    if (!places_.empty() && std::holds_alternative<AtForm>(places_.back())) on(OpenCard{});
    if (!places_.empty() && std::holds_alternative<AtForm>(places_.back()))
        return tell(NoticeKind::info,
                    {"Máy quét vừa gõ vào đây, nhưng phiếu này không nhận thẻ. Không câu trả lời nào bị đổi.",
                     "A scanner has typed here, but this form takes no card. No answer was changed."});
    auto* at = places_.empty() ? nullptr : std::get_if<AtCard>(&places_.back());
    if (!at) return;
    notice_.reset();
    *at = {};
    auto card = forms::read_citizen_card(action.text);
    if (card) at->card = std::move(*card);
    else at->problem = card.error().message;
}

void Session::on(const FillFromCard&) {
    const auto* at = places_.empty() ? nullptr : std::get_if<AtCard>(&places_.back());
    if (!at || !at->card || !open_form_) return;
    const forms::CitizenCard card = *at->card;
    places_.pop_back();
    const Status filled = fill_from_card(*open_form_, card);
    ask_at(form_now(), form_now().page);
    if (!filled) return tell(filled.error());
    tell(NoticeKind::success, {"Đã điền từ thẻ và lưu trên máy. Hãy xem lại từng câu; nhầm thẻ thì chạm “Hoàn tác”.",
                               "Filled in from the card and kept on this device. Look through the answers; if it was "
                               "the wrong card, tap “Undo”."});
}

CardView Session::card_screen(const AtCard& at) {
    CardView view;
    if (at.card && open_form_) view = card_view(*open_form_, *at.card, options_.language);
    if (at.problem) view.problem = at.problem->in(options_.language);
    return view;
}

}  // namespace nuong::client

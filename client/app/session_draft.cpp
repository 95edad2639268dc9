// Drafts: a form is opened, left and come back to, at the question where it was left.
#include "client/app/form_view.h"
#include "client/app/one_by_one.h"
#include "client/app/session.h"

namespace nuong::client {

void Session::open_form(Result<OpenForm> form) {
    if (!form) return tell(form.error());
    leave_form();
    open_form_.emplace(std::move(*form));
    ask_as_liked();
    go(AtForm{});
}

// One question at a time, if the person or the form wants it so.
void Session::ask_as_liked() {
    open_form_->one_by_one = asks_one_by_one(preferences_.layout, open_form_->instance().form().definition);
    if (open_form_->one_by_one && open_form_->at.empty()) open_form_->at = place_of(form_now(), 0);
}

FormView Session::form_now() const { return form_view(*open_form_, "", "", options_.language); }

void Session::move_on_after(const Path& answered) {
    if (!open_form_->one_by_one) return;
    const FormView form = form_now();
    const bool goes_on = place_of(form, form.page) == answered && moves_on(form, answered);
    ask_at(form, goes_on ? form.page + 1 : form.page);
}

void Session::ask_at(const FormView& form, int page) {
    open_form_->page = page;
    if (open_form_->one_by_one) open_form_->at = place_of(form, page);
    const bool is_there = !form.one_by_one && page_of(form, open_form_->draft().place) == page;
    if (!is_there) open_form_->stand_at(place_of(form, page));  // within a page the last answer says it better
}

// The draft stays; every answer is in it already.
void Session::leave_form() {
    if (!open_form_) return;
    if (is_above_form()) places_.pop_back();
    open_form_.reset();
    alike_ = {};
    std::erase_if(places_, [](const Place& place) { return std::holds_alternative<AtForm>(place); });
}

// Whom it is about was erased by law while it was open, and the draft went with it; or the role has lost the form, and
// the draft stays, out of sight.
void Session::leave_erased_form() {
    if (!open_form_ || !workbook_) return;
    const auto draft = workbook_->draft(open_form_->draft().id);
    if (draft) return;
    leave_form();
    asking_.clear();
    if (draft.error().code == ErrorCode::refused) return tell(NoticeKind::info, draft.error().message);
    tell(NoticeKind::info,
         {"Người trong phiếu này đã được xóa theo quy định về dữ liệu cá nhân. Phiếu đang nhập không được giữ lại.",
          "The person in this form was erased by the law on personal data. What was being filled in is not kept."});
}

// Back in the form for which a record was made: it is the answer, if it was submitted.
void Session::go_on_asking(const std::optional<RecordId>& made) {
    if (asking_.empty()) return;
    const Asking asking = asking_.back();
    asking_.pop_back();
    auto form = OpenForm::resume(*workbook_, asking.draft, options_.language);
    if (!form) return tell(form.error());
    open_form_.emplace(std::move(*form));
    open_form_->page = asking.page;
    open_form_->focus = open_form_->at = asking.path;
    ask_as_liked();
    places_.push_back(AtForm{});
    if (made) on(Answer{asking.path, Value(to_string(*made))});
}

// Where the draft was left. In a form that has changed meanwhile the place may be gone: then where answers are missing.
void Session::go_back_to_place() {
    const Path place = open_form_->draft().place;
    const FormView form = form_now();
    const int page = place == looking_back ? static_cast<int>(form.pages.size()) - 1 : page_of(form, place);
    if (open_form_->one_by_one) open_form_->at = page < 0 ? first_unanswered(form) : place;
    if (page < 0) return;
    open_form_->page = page;
    if (place_of(form, page) != place) open_form_->focus = place;
}

void Session::on(const DiscardDraftsOutOfSight&) {
    if (workbook_) workbook_->discard_drafts_out_of_sight();
}

void Session::on(const ResumeDraft& action) {
    if (!workbook_) return;
    auto draft = OpenForm::resume(*workbook_, action.draft, options_.language);
    const bool is_there = static_cast<bool>(draft);
    open_form(std::move(draft));
    if (is_there) go_back_to_place();
}

}  // namespace nuong::client

// Answering and submitting, deciding conflicts, asking for a sync.
#include <algorithm>
#include <utility>

#include "client/app/conflicts.h"
#include "client/app/form_result.h"
#include "client/app/form_view.h"
#include "client/app/one_by_one.h"
#include "client/app/session.h"
#include "client/sync/sync_worker.h"

namespace nuong::client {

// What stands on the screen answers a question of the open form.
bool Session::is_above_form() const {
    if (places_.empty()) return false;
    const auto* list = std::get_if<AtList>(&places_.back());
    return (list && !list->wish.picks.empty()) || std::holds_alternative<AtFiles>(places_.back()) ||
           std::holds_alternative<AtAreas>(places_.back()) || std::holds_alternative<AtCard>(places_.back());
}

// The list that answers a question of the open form, while it is on the screen.
ListWish* Session::picker() {
    auto* list = places_.empty() ? nullptr : std::get_if<AtList>(&places_.back());
    return list && !list->wish.picks.empty() ? &list->wish : nullptr;
}

void Session::on(const OpenPicker& action) {
    if (!open_form_) return;
    const forms::Instance& instance = open_form_->instance();
    const auto item = instance.find(action.path);
    if (!item) return;
    const forms::ItemView question = instance.view(*item);
    open_form_->focus = action.path;
    ListWish wish{
        .kind = ListKind::records, .form = question.node->form, .picks = action.path, .title = question.label};
    const Path& subject = instance.form().definition.settings.subject;
    if (!subject.empty() && subject != action.path) wish.subject = parse_uuid(instance.value(subject).text());
    go(AtList{wish});
}

void Session::on(const ChooseRecord& action) {
    const ListWish* wish = picker();
    if (!open_form_ || !wish) return;
    const Path path = wish->picks;
    places_.pop_back();
    on(Answer{path, Value(to_string(action.record))});
}

void Session::on(const StartForm& action) {
    if (!workbook_) return;
    const auto area = action.subject ? replica_->records().listing(*action.subject) : std::nullopt;
    const auto own = workbook_->area_or_own(area ? area->area : "");
    if (!own) return tell(own.error());
    const AreaCode place = area ? *own : usual_area();  // "": it is asked for
    auto form = OpenForm::start(*workbook_, action.form, action.subject, place, options_.language);
    if (const ListWish* wish = picker(); wish && open_form_ && form)
        asking_.push_back({open_form_->draft().id, wish->picks, open_form_->page});
    open_form(std::move(form));
}

void Session::on(const EditRecord& action) {
    if (workbook_) open_form(OpenForm::edit(*workbook_, action.record, options_.language));
}

void Session::on(const ReopenRefused& action) {
    if (!workbook_) return;
    const auto reopened = workbook_->reopen_refused(action.record);
    if (!reopened) return tell(reopened.error());
    open_form(OpenForm::resume(*workbook_, reopened->draft, options_.language));
    if (!open_form_) return;
    tell(NoticeKind::warning,
         {"Máy chủ không nhận: " + reopened->why.vi, "The server refused it: " + reopened->why.en});
}

void Session::on(const Answer& action) {
    if (!open_form_) return;
    const bool says_paper = action.path == from_paper_question && !open_form_->draft().record;
    const auto kept = says_paper && open_form_->is_from_paper()
                          ? open_form_->type_from_paper(action.value == Value(true))
                          : open_form_->answer(action.path, action.value);
    refused_answer_ = kept ? Path() : action.path;
    if (!kept) tell(kept.error());
    else notice_.reset();
    if (kept && says_paper && action.value == Value(true))  // often at the end, where the day is no longer in sight
        tell(NoticeKind::info, {"Phiếu nhập từ giấy: hãy ghi đúng ngày trên giấy, không phải hôm nay.",
                                "Typed in from paper: write the day that stands on the paper, not today."});
    move_on_after(action.path);
}

void Session::on(const SetMissing& action) { on(Answer{action.path, Value(Missing{action.reason})}); }

void Session::on(const TypeFromPaper& action) {
    if (!open_form_ || open_form_->draft().record || !open_form_->is_from_paper()) return;
    if (const auto kept = open_form_->type_from_paper(action.from_paper); !kept) return tell(kept.error());
    notice_.reset();
}

void Session::on(const AddToCounter& action) {
    if (!open_form_) return;
    const double now = open_form_->instance().value(action.path).number().value_or(0);
    on(Answer{action.path, Value(std::max<std::int64_t>(0, static_cast<std::int64_t>(now) + action.delta))});
}

void Session::on(const AddRepeat& action) {
    if (!open_form_) return;
    const FormView before = form_now();
    if (const auto added = open_form_->add_row(action.path); !added) return tell(added.error());
    const FormView after = form_now();
    ask_at(after, open_form_->one_by_one ? first_new_step(before, after) : before.page);
}

void Session::on(const RemoveRepeat& action) {
    if (!open_form_) return;
    const int here = form_now().page;
    if (const auto removed = open_form_->remove_row(action.path); !removed) return tell(removed.error());
    ask_at(form_now(), here);
}

void Session::on(const FilterChoices& action) {
    if (open_form_) open_form_->choice_query[action.path] = action.text;
}

void Session::on(const GoToPage& action) {
    if (!open_form_) return;
    const FormView form = form_now();
    const bool was_refused = std::exchange(refused_answer_, {}) == place_of(form, form.page);
    if (action.page > form.page && form.one_by_one && (was_refused || is_held_back(form))) return;
    open_form_->focus.clear();
    if (action.page != form.page) notice_.reset();  // it was about the page before
    ask_at(form, action.page);
}

void Session::on(const Undo&) {
    if (open_form_ && open_form_->undo()) show_last_edit();
}

void Session::on(const Redo&) {
    if (open_form_ && open_form_->redo()) show_last_edit();
}

// What was changed may stand on another page; nothing changes out of sight.
void Session::show_last_edit() {
    const forms::Edit& edit = open_form_->instance().last_edit();
    const FormView form = form_now();
    const int page = edit.empty() ? -1 : page_of(form, edit.front().path);
    ask_at(form, page < 0 ? form.page : page);
}

void Session::on(const Explain& action) {
    if (open_form_ && !open_form_->explained.erase(action.path)) open_form_->explained.insert(action.path);
}

void Session::on(const ShowHidden& action) {
    if (open_form_) open_form_->shows_hidden = action.shown;
}

void Session::on(const DismissFormChanges&) {
    if (open_form_) open_form_->accept_changes();
}

void Session::on(const SubmitForm&) {
    if (!open_form_) return;
    if (lacks_area()) {
        on(OpenAreas{Path(reserved::area)});
        return tell(NoticeKind::warning,
                    {"Chưa nộp: hãy chọn địa bàn của phiếu này, rồi nộp lại. Phiếu vẫn được giữ.",
                     "Not submitted yet: choose the area of this form, then submit again. The draft is kept."});
    }
    const auto filled = open_form_->submit();
    if (!filled) return tell(filled.error());
    if (filled->status == "invalid") {
        open_form_->shows_all_errors = true;
        const FormView form = form_now();
        if (!form.problems.empty()) ask_at(form, form.problems.front().page);
        return tell(NoticeKind::warning, {"Còn câu chưa trả lời đúng, phiếu chưa nộp. Phiếu vẫn được giữ.",
                                          "Some answers are missing or wrong; not submitted yet. The draft is kept."});
    }
    const RecordId record = filled->record;
    const bool has_gaps = !open_form_->instance().is_valid();  // an old record under a newer form
    const bool has_outcome = !outcome_of(open_form_->instance(), options_.language).rows.empty() ||
                             !offers_of(open_form_->instance()).empty();
    leave_form();
    if (!asking_.empty()) return go_on_asking(record);
    if (!places_.empty() && std::holds_alternative<AtForms>(places_.back())) places_.pop_back();  // it was chosen there
    const bool is_about_somebody = !places_.empty() && std::holds_alternative<AtRecord>(places_.back());
    if (!is_about_somebody || has_outcome) places_.push_back(AtRecord{record});
    if (is_practice_)
        return tell(NoticeKind::success, {"Đã lưu trong bản tập. Phiếu này không gửi đi đâu cả.",
                                          "Saved in practice. This form goes nowhere."});
    if (has_gaps)
        return tell(
            NoticeKind::warning,
            {"Đã lưu trên máy. Phiếu còn câu chưa trả lời hoặc chưa khớp từ trước; hãy bổ sung khi biết.",
             "Saved on this device. Some answers were missing or did not agree before; add them when you can."});
    tell(NoticeKind::success, {"Đã nộp, lưu trên máy. Phiếu sẽ được gửi ở lần đồng bộ tới.",
                               "Submitted and kept on this device. It is sent at the next sync."});
}

void Session::on(const LeaveForm&) {
    if (open_form_ && open_form_->is_untouched()) open_form_->discard();
    leave_form();
    go_on_asking(std::nullopt);
}

void Session::on(const DiscardDraft&) {
    if (!open_form_) return;
    open_form_->discard();
    on(LeaveForm{});
}

// What was decided or has changed since it was seen is left as it is.
std::vector<FieldPlace> Session::still_alike(const FieldPlace& decided, const std::vector<FieldPlace>& seen) {
    if (seen.empty()) return {};
    std::vector<FieldPlace> alike = conflicts_alike(*workbook_, decided);
    std::erase_if(alike,
                  [&](const FieldPlace& each) { return std::find(seen.begin(), seen.end(), each) == seen.end(); });
    return alike;
}

void Session::resolve(const FieldPlace& decided, const std::vector<FieldPlace>& seen_alike,
                      const Result<Value>& value) {
    if (!value) return tell(value.error());
    std::vector<FieldPlace> fields = still_alike(decided, seen_alike);
    fields.push_back(decided);
    if (const auto done = workbook_->resolve_all(fields, *value); !done) return tell(done.error());
    for (const FieldPlace& each : fields) note("decide", each.record, each.path);
    if (!places_.empty() && std::holds_alternative<AtConflict>(places_.back())) places_.pop_back();
    const std::string count = std::to_string(fields.size());
    const bool is_one = fields.size() == 1;
    tell(NoticeKind::success, {(is_one ? "Đã quyết định." : "Đã quyết định cho " + count + " chỗ ghi giống nhau.") +
                                   std::string(" Các máy khác sẽ nhận ở lần đồng bộ tới."),
                               (is_one ? "Decided." : "Decided for " + count + " alike.") +
                                   std::string(" Other devices will follow at their next sync.")});
}

void Session::on(const TakeHead& action) {
    if (workbook_)
        resolve({action.record, action.path}, action.alike,
                workbook_->value_of_head(action.record, action.path, action.dot));
}

void Session::on(const SetValue& action) {
    if (workbook_) resolve({action.record, action.path}, action.alike, action.value);
}

void Session::on(const SyncNow& action) {
    if (!worker_ || sync_.running) return;
    next_try_.reset();
    sync_ = {};
    sync_.running = true;
    sync_.progress_text = Message{"Đang hỏi máy chủ…", "Asking the server…"}.in(options_.language);
    worker_->request_sync(action.code);
}

void Session::on(const StopSync&) {
    if (!worker_ || !sync_.running) return;
    sync_.stopping = true;
    worker_->stop_sync();
}

}  // namespace nuong::client

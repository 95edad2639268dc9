// Session, people who may stand in the register twice: shown, compared, linked and told apart.
#include <algorithm>

#include "client/app/report_worker.h"
#include "client/app/session.h"

namespace nuong::client {

void Session::on(const OpenConflicts&) {
    look_for_duplicates();
    go(AtConflicts{});
}

void Session::on(const OpenDuplicate& action) { go(AtDuplicate{action.record, action.other}); }

void Session::on(const LinkSame& action) {
    if (!workbook_) return;
    // Ids begin with the time at which they were made.
    const auto& [older, younger] = std::minmax(action.record, action.other);
    settle_duplicate(
        workbook_->link_same(younger, older),
        {"Đã ghi nhận là cùng một người. Hai phiếu vẫn còn; bỏ liên kết được ở phiếu có dòng “Cùng một người với”.",
         "Noted as one person. Both records stay; the link can be taken back at the record that says "
         "“The same person as”."});
}

void Session::on(const TellApart& action) {
    if (!workbook_) return;
    settle_duplicate(workbook_->set_apart(action.record, action.other, true),
                     {"Đã ghi nhận là hai người. Sẽ không hỏi lại về hai phiếu này.",
                      "Noted as two people. Nobody is asked about these two again."});
}

void Session::on(const Unlink& action) {
    if (!workbook_) return;
    const Status done = workbook_->link_same(action.record, std::nullopt);
    if (!done) return tell(done.error());
    tell(NoticeKind::success, {"Đã bỏ liên kết. Hai phiếu lại là của hai người.",
                               "The link is taken back. The two records mean two people again."});
}

void Session::settle_duplicate(const Status& done, const Message& said) {
    if (!done) return tell(done.error());
    if (!places_.empty() && std::holds_alternative<AtDuplicate>(places_.back())) places_.pop_back();
    look_for_duplicates();
    tell(NoticeKind::success, said);
}

void Session::look_for_duplicates() {
    duplicates_.clear();
    if (!workbook_) return;
    duplicates_ = duplicates_to_decide(*workbook_).value_or(duplicates_);
    if (behind_) behind_->stop();  // this is newer than what it would tell
    note_duplicates(duplicates_.size());
}

// For the overview, which cannot wait for it; by now it may be somebody else's.
void Session::note_duplicates(std::size_t count) {
    if (replica_->sees_desk())
        replica_->desk().note_count("duplicates", {static_cast<std::int64_t>(count), corrected_now()});
}

// After a sync that has brought something, and where nobody has counted yet.
void Session::count_duplicates() {
    if (workbook_ && behind_ && replica_->sees_desk()) behind_->count_duplicates();
}

void Session::take_duplicate_news() {
    const auto news = behind_ ? behind_->take_news() : std::nullopt;
    if (!news || !news->duplicates || !*news->duplicates || !workbook_) return;
    note_duplicates(**news->duplicates);
    changed_ = true;
}

// While somebody is registered. Looked for again only when what tells a person has changed.
const std::vector<Duplicate>& Session::lookalikes_of_form() {
    constexpr std::size_t shown_max = 3;
    const forms::Instance& instance = open_form_->instance();
    const forms::FormDefinition& form = instance.form().definition;
    const auto own = workbook_->area_or_own(open_form_->draft().area);
    const AreaCode area = own ? *own : open_form_->draft().area;
    const auto marks = forms::person_marks(form, instance.answers_to_save(), area);
    const bool is_new = !open_form_->draft().record && marks && (marks->birth_year > 0 || !marks->numbers.empty());
    if (!is_new) {
        alike_ = {};
    } else if (alike_.marks != marks) {
        alike_.marks = marks;
        alike_.found = lookalikes(*workbook_, form, instance.answers_to_save(), area, std::nullopt, shown_max);
        note_lookalikes(*replica_, form.id, alike_.found, clock_.now());
    }
    return alike_.found;
}

}  // namespace nuong::client

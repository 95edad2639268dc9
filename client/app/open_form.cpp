#include "client/app/open_form.h"

namespace nuong::client {

Result<OpenForm> OpenForm::start(Workbook& workbook, const FormId& form_id, std::optional<RecordId> subject,
                                 const AreaCode& area, Language language) {
    const auto form = workbook.form(form_id);
    if (!form) return form.error();
    forms::Instance instance = workbook.new_instance(*form, language);
    const Path& subject_path = (*form)->definition.settings.subject;
    if (subject && !subject_path.empty())
        if (const auto set = instance.set(subject_path, Value(to_string(*subject))); !set) return set.error();
    const Instant now = workbook.now();
    Draft draft{make_uuid_v7(now), form_id, (*form)->definition.version, std::nullopt, std::nullopt, area, now, now};
    workbook.replica().drafts().open(draft, instance.answers());
    return OpenForm(workbook, std::move(draft), std::move(instance));
}

Result<OpenForm> OpenForm::edit(Workbook& workbook, const RecordId& record, Language language) {
    const auto sheet = workbook.open(record);
    if (!sheet) return sheet.error();
    if (!sheet->form) return workbook.form(sheet->state.form).error();
    const Instant now = workbook.now();
    Draft draft{make_uuid_v7(now),
                sheet->state.form,
                sheet->form->definition.version,
                record,
                sheet->state,
                sheet->area,
                now,
                now};
    workbook.replica().drafts().open(draft, sheet->answers);
    return OpenForm(workbook, std::move(draft), workbook.instance_over(sheet->form, sheet->answers, language));
}

Result<OpenForm> OpenForm::resume(Workbook& workbook, const Uuid& id, Language language) {
    auto draft = workbook.replica().drafts().find(id);
    if (!draft) return Error{ErrorCode::not_found, {"Bản nháp này không còn nữa.", "This draft is no longer there."}};
    const auto form = workbook.form(draft->form);
    if (!form) return form.error();
    const Fields answers = workbook.replica().drafts().answers(id);
    return OpenForm(workbook, std::move(*draft), workbook.instance_over(*form, answers, language));
}

Status OpenForm::answer(const Path& path, const Value& value) {
    if (const auto set = instance_.set(path, value); !set) return set;
    const auto item = instance_.find(path);
    // The journal keeps what the form made of the value: composed text, a number in place of its digits.
    workbook_->replica().drafts().answer(draft_.id, path, item ? instance_.view(*item).answer : value,
                                         workbook_->now());
    draft_.updated = workbook_->now();
    return Done{};
}

Status OpenForm::add_row(const Path& repeat) {
    if (const auto key = instance_.add_row(repeat); !key) return key.error();
    journal_rows();
    return Done{};
}

Status OpenForm::remove_row(const Path& row) {
    const Fields before = instance_.answers();
    if (const auto removed = instance_.remove_row(row); !removed) return removed;
    const Fields after = instance_.answers();
    for (const NamedValue& answer : before)
        if (!find(after, answer.name))
            workbook_->replica().drafts().answer(draft_.id, answer.name, Value(), workbook_->now());
    journal_rows();
    return Done{};
}

// Rows bring answers of their own (defaults, the row itself); what the journal does not have yet goes in.
void OpenForm::journal_rows() {
    const Fields kept = workbook_->replica().drafts().answers(draft_.id);
    for (const NamedValue& answer : instance_.answers())
        if (const Value* known = find(kept, answer.name); !known || !(*known == answer.value))
            workbook_->replica().drafts().answer(draft_.id, answer.name, answer.value, workbook_->now());
}

Result<Filled> OpenForm::submit() {
    if (draft_.seen) return workbook_->correct(*draft_.seen, instance_, draft_.id);
    return workbook_->submit(instance_, draft_.area, draft_.id);
}

void OpenForm::discard() {
    Transaction transaction(workbook_->replica().database());
    workbook_->replica().drafts().remove(draft_.id);
    transaction.commit();
}

}  // namespace nuong::client

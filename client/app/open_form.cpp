#include "client/app/open_form.h"

#include "client/app/area_choice.h"
#include "client/app/attach_file.h"
#include "client/app/form_catalogue.h"
#include "client/app/views.h"
#include "shared/base/time_zone.h"

namespace nuong::client {

namespace {

constexpr std::string_view day_of_event = "occurred_on";

bool asks(const forms::Instance& instance, std::string_view path, forms::FieldType type) {
    const auto item = instance.find(path);
    return item && instance.form().definition.nodes[static_cast<std::size_t>(item->node)].type == type;
}

}  // namespace

Result<OpenForm> OpenForm::start(Workbook& workbook, const FormId& form_id, std::optional<RecordId> subject,
                                 const AreaCode& area, Language language) {
    const auto form = workbook.form_to_fill(form_id);
    if (!form) return form.error();
    forms::Instance instance = workbook.new_instance(*form, language);
    RecordStore& records = workbook.replica().records();
    if (const auto about = subject ? records.listing(*subject) : std::nullopt)
        for (const NamedValue& reference : references_to((*form)->definition, *about, records))
            if (const auto set = instance.set(reference.name, reference.value); !set) return set.error();
    instance.forget_edits();  // whom it is about was no answer of the person who fills it
    const Instant now = workbook.now();
    Draft draft{make_uuid_v7(now), form_id, (*form)->definition.version, std::nullopt, std::nullopt, area, now, now};
    workbook.replica().drafts().open(draft, instance.answers());
    OpenForm open(workbook, std::move(draft), std::move(instance));
    open.is_untouched_ = true;
    return open;
}

Result<OpenForm> OpenForm::edit(Workbook& workbook, const RecordId& record, Language language) {
    const auto sheet = workbook.open(record);
    if (!sheet) return sheet.error();
    if (const auto form = workbook.form_to_fill(sheet->state.form); !form) return form.error();
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
    OpenForm open(workbook, std::move(draft), workbook.instance_over(sheet->form, sheet->answers, language));
    open.is_untouched_ = true;
    return open;
}

Result<OpenForm> OpenForm::resume(Workbook& workbook, const Uuid& id, Language language) {
    auto draft = workbook.draft(id);
    if (!draft) return draft.error();
    const auto form = workbook.form(draft->form);
    if (!form) return form.error();
    const Fields answers = workbook.replica().drafts().answers(id);
    OpenForm open(workbook, std::move(*draft), workbook.instance_over(*form, answers, language));
    if (open.draft_.form_version == (*form)->definition.version) return open;
    const auto before = workbook.form_of_version(open.draft_.form, open.draft_.form_version);
    open.changes_ = forms::draft_changes(before ? &before->definition : nullptr, open.instance_);
    if (open.changes_.empty()) open.accept_changes();
    return open;
}

void OpenForm::accept_changes() {
    changes_.clear();
    draft_.form_version = instance_.form().definition.version;
    workbook_->replica().drafts().adopt_version(draft_.id, draft_.form_version);
}

void OpenForm::move_to(const AreaCode& area) {
    is_untouched_ = false;
    draft_.area = area;
    draft_.updated = workbook_->now();
    workbook_->replica().drafts().move(draft_.id, area, draft_.updated);
}

std::optional<bool> OpenForm::is_from_paper() const {
    if (!asks(instance_, from_paper_question, forms::FieldType::acknowledge)) return std::nullopt;
    return instance_.value(from_paper_question) == Value(true);
}

Status OpenForm::type_from_paper(bool from_paper) {
    if (const auto said = answer(Path(from_paper_question), from_paper ? Value(true) : Value()); !said) return said;
    if (!asks(instance_, day_of_event, forms::FieldType::date)) return Done{};
    const Value today(to_string(date_of(workbook_->now(), viet_nam_offset)));
    const Value written = instance_.value(day_of_event);
    if (from_paper && written == today) return answer(Path(day_of_event), Value());
    if (!from_paper && written.is_null()) return answer(Path(day_of_event), today);
    return Done{};
}

std::string OpenForm::place_of(const std::string& area, Language language) const {
    return area_text(workbook_->replica().areas(), area, language);
}

Status OpenForm::answer(const Path& path, const Value& value) {
    const auto set = instance_.set(path, value);
    if (set) journal();
    return set;
}

std::string OpenForm::title_of(const Value& reference, Language language) const {
    return record_title(workbook_->replica(), reference, language);
}

Status OpenForm::add_row(const Path& repeat) {
    if (const auto key = instance_.add_row(repeat); !key) return key.error();
    journal();
    return Done{};
}

Status OpenForm::remove_row(const Path& row) {
    const auto removed = instance_.remove_row(row);
    if (removed) journal();
    return removed;
}

bool OpenForm::undo() {
    const bool undone = instance_.undo();
    if (undone) journal();
    return undone;
}

bool OpenForm::redo() {
    const bool redone = instance_.redo();
    if (redone) journal();
    return redone;
}

// What the form made of the answer (composed text, a number in place of its digits), and whatever else it changed
// because of it, in one durable step.
void OpenForm::journal() {
    Fields changed;
    for (const forms::AnswerChange& change : instance_.last_edit()) changed.push_back({change.path, change.after});
    if (changed.empty()) return;
    is_untouched_ = false;
    draft_.updated = workbook_->now();
    draft_.place = changed.front().name;
    workbook_->replica().drafts().answer(draft_.id, changed, draft_.updated);
}

void OpenForm::stand_at(const Path& place) {
    if (place == draft_.place) return;
    draft_.place = place;
    workbook_->replica().drafts().stand_at(draft_.id, place);
}

Result<Filled> OpenForm::submit() {
    if (draft_.seen) {
        // As it stands in the store: there it has other names, when a sync has found that this store is a copy.
        const auto stored = workbook_->replica().drafts().find(draft_.id);
        return workbook_->correct(stored && stored->seen ? *stored->seen : *draft_.seen, instance_, draft_.id);
    }
    return workbook_->submit(instance_, draft_.area, draft_.id);
}

std::shared_ptr<const Photo> OpenForm::preview(const Attachment& attachment) const {
    return workbook_->preview(attachment);
}

std::string OpenForm::file_text(const Attachment& attachment, Language language) const {
    return client::file_text(workbook_->replica(), attachment, language);
}

void OpenForm::discard() { workbook_->replica().discard(draft_.id); }

}  // namespace nuong::client

// OpenForm: a form that a person is filling. Every answer goes to the draft journal before the instance shows it, so
// what is on the screen is on the disk.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "client/app/workbook.h"
#include "client/pictures/photo.h"
#include "shared/forms/form_changes.h"

namespace nuong::client {

inline constexpr std::string_view from_paper_question = "from_paper";  // every form of the programme asks it

class OpenForm {
public:
    // A new record, in `area`, with its references to what it is about. The draft is durable on return.
    static Result<OpenForm> start(Workbook& workbook, const FormId& form, std::optional<RecordId> subject,
                                  const AreaCode& area, Language language);
    // The answers of a record, to be changed.
    static Result<OpenForm> edit(Workbook& workbook, const RecordId& record, Language language);
    static Result<OpenForm> resume(Workbook& workbook, const Uuid& draft, Language language);

    void move_to(const AreaCode& area);  // where the new record will belong; durable on return
    // It was filled with a pen and is typed in now: the day is asked for, because it is not today. Durable on return.
    Status type_from_paper(bool from_paper);
    std::optional<bool> is_from_paper() const;  // nothing: the form does not ask
    // Durable on return; refused when the value does not fit.
    Status answer(const Path& path, const Value& value);
    Status add_row(const Path& repeat);
    Status remove_row(const Path& row);
    void stand_at(const Path& place);  // where the person is, to come back to; durable on return
    bool undo();                       // false when there is nothing to take back
    bool redo();
    Result<Filled> submit();
    void discard();
    // Nothing was said in it since it was opened anew: there is nothing to keep.
    bool is_untouched() const { return is_untouched_; }

    const forms::Instance& instance() const { return instance_; }
    const Draft& draft() const { return draft_; }
    bool is_correction() const { return draft_.record.has_value(); }
    // The title of the record that an answer refers to.
    std::string title_of(const Value& reference, Language language) const;
    // An area in full, by its code; anything else as it is.
    std::string place_of(const std::string& area, Language language) const;
    // A small picture of an attached photo that is on this device; nothing of anything else.
    std::shared_ptr<const Photo> preview(const Attachment& attachment) const;
    std::string file_text(const Attachment& attachment, Language language) const;
    void set_language(Language language) { instance_.set_language(language == Language::vi ? "vi" : "en"); }

    int page = 0;
    bool one_by_one = false;  // asked one question at a time ...
    Path at;                  // ... and this is the one; the order of the others may change with every answer
    Path focus;               // the question that the person went away from, to come back to
    // What is different in the form since the draft was begun; accepting them is remembered.
    const std::vector<forms::FormChange>& changes() const { return changes_; }
    void accept_changes();

    std::set<Path> explained;                  // questions whose why is shown
    bool shows_hidden = false;                 // also what is not asked now
    bool shows_all_errors = false;             // after a submit that failed, also of questions not yet reached
    std::map<Path, std::string> choice_query;  // typed into the search box of a long list

private:
    OpenForm(Workbook& workbook, Draft draft, forms::Instance instance)
        : workbook_(&workbook), draft_(std::move(draft)), instance_(std::move(instance)) {}
    void journal();

    Workbook* workbook_;
    bool is_untouched_ = false;
    Draft draft_;
    forms::Instance instance_;
    std::vector<forms::FormChange> changes_;
};

}  // namespace nuong::client

// Workbook: what a person can do with the records of a device: add, correct, void, list, resolve. It decides (is the
// form valid, is this an event that may only be superseded) and leaves the storing to the replica. The window and the
// command line both work through it.
//
// Thread: as its replica.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "client/app/counted_in_force.h"
#include "client/app/field_place.h"
#include "client/pictures/photo.h"
#include "client/store/replica.h"
#include "shared/clock/clock_source.h"
#include "shared/forms/instance.h"
#include "shared/forms/record_fields.h"

namespace nuong::client {

// What became of a filled form.
struct Filled {
    RecordId record;
    std::string status;                        // submitted, draft, invalid
    std::vector<forms::AnswerError> problems;  // why it is invalid; nothing was stored then
    std::optional<RecordId> corrects;          // the event record that this one supersedes
};

// A refused save that is a draft again.
struct Reopened {
    Uuid draft;
    Message why;  // it was refused, and what helps
};

// One record as a person sees it.
struct RecordSheet {
    RecordId record;
    FormLibrary::Form form;  // null when this device does not hold the form
    RecordState state;
    Fields answers;  // shown answers
    AreaCode area;
    std::string status;
    std::vector<forms::FieldConflict> conflicts;
};

class Workbook {
public:
    Workbook(Replica& replica, const ClockSource& clock) : replica_(replica), clock_(clock) {}

    Result<FormLibrary::Form> form(const FormId& id);
    // The same, to be filled: refused when the role may not write it.
    Result<FormLibrary::Form> form_to_fill(const FormId& id);
    // To be looked at or gone on with. Refused when the role has lost its form altogether: then it stays as it is, is
    // counted, and nothing of it is shown until the form is given back. Errors: not_found, refused.
    Result<Draft> draft(const Uuid& id);
    std::vector<Draft> drafts();         // newest first; without those that are out of sight so
    void discard_drafts_out_of_sight();  // each durable on return
    // A form to fill, with today's date and this user: a new one with its defaults, or one over answers that exist.
    // An earlier version, as far as it is still on the device.
    FormLibrary::Form form_of_version(const FormId& id, std::uint32_t version);
    forms::Instance new_instance(const FormLibrary::Form& form, Language language);
    forms::Instance instance_over(const FormLibrary::Form& form, const Fields& answers, Language language);

    // Submits a new record, in one durable transaction with the removal of its draft. `area` must lie in the grants.
    Result<Filled> submit(forms::Instance& instance, const AreaCode& area, std::optional<Uuid> draft);
    // Submits changed answers of a record. Only what differs from `seen`, the state that the person looked at, is
    // written and replaced: what others synced meanwhile stands beside it. A submitted event record is superseded by a
    // new one.
    Result<Filled> correct(const RecordState& seen, forms::Instance& instance, std::optional<Uuid> draft);
    // Keeps a form that is not ready; it stays on this device. Its id becomes the record's when it is submitted.
    Result<Filled> keep_draft(forms::Instance& instance, const AreaCode& area);

    // What the server refused of a record becomes a draft, over what the record shows now, and is no longer told as
    // refused. Again after a crash in the middle it finds the same draft.
    Result<Reopened> reopen_refused(const RecordId& record);

    Result<RecordSheet> open(const RecordId& record);
    // `reason` takes the place of the one before; empty: there is none.
    Status set_status(const RecordId& record, const std::string& status, const std::string& reason);
    // Somebody has looked it over: it is `checked`, or `returned` with a word for its worker. Errors: refused (the role
    // does not check such forms), invalid (returned without a word).
    Status review(const RecordId& record, const std::string& status, const std::string& comment);
    Status check_all(const std::vector<RecordId>& records);  // all or none
    // One person: what `record` is linked to already stays, for the ends of both chains are linked, the younger to the
    // older unless `record` is such an end itself. Without `other` the link of `record` alone is taken back.
    Status link_same(const RecordId& record, const std::optional<RecordId>& other);
    // Where its links end: records with the same end are one person, as in the figures. Void ones lead no further.
    RecordId end_of_same(const RecordId& record);
    // Somebody has looked: these are two people, and nobody is asked again. `apart` false takes it back.
    Status set_apart(const RecordId& record, const RecordId& other, bool apart);

    // Gives the case to a user: roles that read only their own caseload see it then.
    Status assign(const RecordId& record, const UserId& user) { return assign_all({record}, user); }
    Status assign_all(const std::vector<RecordId>& records, const UserId& user);  // all or none

    // The value of one head, or another one, ends the conflict on every device.
    Status resolve(const RecordId& record, const Path& path, const Value& value) {
        return resolve_all({{record, path}}, value);
    }
    Status resolve_all(const std::vector<FieldPlace>& fields, const Value& value);  // all or none
    Result<Value> value_of_head(const RecordId& record, const Path& path, Dot dot);

    // The area a new record lies in when nobody says: the only granted one.
    Result<AreaCode> area_or_own(const AreaCode& area);

    // A small picture of an attached photo that is on this device; nullptr of anything else. The last few are kept: the
    // screens ask again with every change that they show.
    std::shared_ptr<const Photo> preview(const Attachment& attachment);

    // How the indicators in force count the form.
    reports::CountedForm& counted(const FormLibrary::Form& form) { return counted_.of(replica_, form); }

    Replica& replica() { return replica_; }
    Instant now() const { return clock_.now(); }

private:
    Draft draft_of_refused(const FormLibrary::Form& form, const RecordState& written);
    forms::Environment environment(Language language);
    std::vector<forms::AnswerError> problems_of(const forms::Instance& instance);
    std::vector<forms::AnswerError> problems_of_edit(const RecordState& seen, const forms::Instance& instance);
    Status is_wanted_still(const RecordId& record, const forms::Instance* instance);
    Result<Save> save_of(const RecordState& state, std::vector<Write> writes);
    using WritesFor = std::function<Result<std::vector<Write>>(const RecordSheet&)>;
    Status write_all(const std::vector<RecordId>& records, const WritesFor& writes_for);
    Status write(const RecordState& state, std::vector<Write> writes, std::optional<Uuid> draft);
    Status write_same(const RecordId& record, const std::optional<RecordId>& other);
    std::optional<RecordId> same_as(const RecordId& record);  // nothing of a void one: it counts for nobody
    RecordId end_that_counts(const RecordId& record);

    Replica& replica_;
    const ClockSource& clock_;
    std::map<Hash, std::shared_ptr<const Photo>> previews_;
    CountedInForce counted_;
};

}  // namespace nuong::client

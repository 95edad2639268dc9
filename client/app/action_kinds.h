// What a person can do, each as a value: made by the screens, carried out by the session.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "client/app/field_place.h"
#include "client/app/preferences.h"
#include "client/app/report_actions.h"
#include "client/pictures/drawing.h"
#include "shared/base/message.h"
#include "shared/base/secret_text.h"
#include "shared/model/ids.h"
#include "shared/model/value.h"

namespace nuong::client {

// The door of the device.
struct Enroll {
    std::string server_url = {}, code = {}, device_name = {};
    bool operator==(const Enroll&) const = default;
};
struct ChooseUser {
    UserId user = {};
    bool operator==(const ChooseUser&) const = default;
};
struct OpenRecovery {  // of who is chosen: the PIN is lost
    bool operator==(const OpenRecovery&) const = default;
};
struct Recover {
    std::string server_url = {}, code = {};
    bool operator==(const Recover&) const = default;
};
struct ChoosePin {  // the first PIN, or a new one; the screen has already asked for it twice
    SecretText pin = {};
    bool operator==(const ChoosePin&) const = default;
};
struct Unlock {
    SecretText pin = {};
    bool operator==(const Unlock&) const = default;
};
struct Lock {
    bool by_itself = false;  // nobody touched it; whoever comes back goes on in the form that was open
    bool operator==(const Lock&) const = default;
};
struct SwitchUser {  // locks; somebody else goes on
    bool operator==(const SwitchUser&) const = default;
};
struct AddPerson {  // to those who use this device
    bool operator==(const AddPerson&) const = default;
};
struct StartOver {  // drops an enrolment that was not finished
    bool operator==(const StartOver&) const = default;
};
struct SetLanguage {
    Language language = Language::vi;
    bool operator==(const SetLanguage&) const = default;
};
struct SetPreferences {  // all of them, as they shall be
    Preferences wanted = {};
    bool operator==(const SetPreferences&) const = default;
};
struct StartPractice {  // also: begin it again
    bool operator==(const StartPractice&) const = default;
};
struct LeavePractice {
    bool operator==(const LeavePractice&) const = default;
};

// Moving between screens.
struct GoHome {
    bool operator==(const GoHome&) const = default;
};
struct Back {
    bool operator==(const Back&) const = default;
};
struct OpenPeople {
    bool operator==(const OpenPeople&) const = default;
};
struct OpenSessions {  // communication sessions
    bool operator==(const OpenSessions&) const = default;
};
struct OpenForms {  // every form that may be filled, or only those that can be about one record
    std::optional<RecordId> about = {};
    bool operator==(const OpenForms&) const = default;
};
struct OpenSearch {  // one box for everybody and everything that was written down
    bool operator==(const OpenSearch&) const = default;
};
struct OpenRecords {  // what was written with one form; of it, what the words find
    FormId form = {};
    std::string query = {};
    bool operator==(const OpenRecords&) const = default;
};
struct OpenDue {  // what somebody has to come back to by today
    bool operator==(const OpenDue&) const = default;
};
struct OpenOverview {  // what has come in and who is late, for whoever looks after an area
    bool operator==(const OpenOverview&) const = default;
};
struct OpenDevices {            // of the areas, late ones first
    bool only_refused = false;  // with changes in quarantine
    bool operator==(const OpenDevices&) const = default;
};
struct OpenCaseload {  // of a colleague
    UserId user = {};
    bool operator==(const OpenCaseload&) const = default;
};
struct GiveCaseload {  // what of it lies where `to` works
    UserId user = {}, to = {};
    bool operator==(const GiveCaseload&) const = default;
};
struct OpenDays {  // what happened in an area (empty: everywhere) from one day to another, both within
    AreaCode area = {};
    std::string from = {}, until = {};
    FormId form = {};             // empty: of any
    bool only_unchecked = false;  // that nobody has looked over
    bool only_returned = false;   // to be put right
    bool only_to_decide = false;  // two answers to one question, or answers that do not fit together
    bool operator==(const OpenDays&) const = default;
};
struct OpenPeriods {  // how far the forms of a half year have come: "2024-H1"
    std::string period = {};
    bool operator==(const OpenPeriods&) const = default;
};
struct OpenPeriod {  // one form of it, or "all"
    std::string period = {};
    FormId form = {};
    bool operator==(const OpenPeriod&) const = default;
};
struct DecidePeriod {  // locks it in every area that the person looks after or in one of them, or opens it again
    std::string period = {};
    FormId form = {};
    bool locks = true;
    std::string reason = {};
    AreaCode area = {};  // "": all
    bool operator==(const DecidePeriod&) const = default;
};
enum class ListKind {
    people,
    sessions,
    records,
    due,
    waiting,
    days,
    returned,
    unchecked,
    drafts,
    late_visits,
    late_referrals,
    late_requests,
    conflicts,  // which each of them has, OpenConflicts shows
    found,      // by one search in every form, OpenSearch
    figure      // behind a number of a report, OpenFigure
};
struct OpenGathered {  // one of the lists that are not of one form
    ListKind kind = ListKind::returned;
    bool operator==(const OpenGathered&) const = default;
};
struct OpenWaiting {  // what no server has yet
    bool operator==(const OpenWaiting&) const = default;
};
struct OpenRecord {
    RecordId record = {};
    bool operator==(const OpenRecord&) const = default;
};
// Somebody who checks such forms has looked it over.
struct CheckRecord {
    RecordId record = {};
    bool operator==(const CheckRecord&) const = default;
};
struct CheckAll {  // those that stand in the list and have nothing to be decided
    std::vector<RecordId> records = {};
    bool operator==(const CheckAll&) const = default;
};
struct ReturnRecord {  // to its worker, who reads the comment
    RecordId record = {};
    std::string comment = {};
    bool operator==(const ReturnRecord&) const = default;
};
struct OpenConflicts {
    bool operator==(const OpenConflicts&) const = default;
};
struct OpenConflict {
    RecordId record = {};
    Path path = {};
    bool operator==(const OpenConflict&) const = default;
};
struct OpenSync {
    bool operator==(const OpenSync&) const = default;
};
struct OpenSettings {
    bool operator==(const OpenSettings&) const = default;
};
struct DismissNotice {
    bool operator==(const DismissNotice&) const = default;
};

// Lists.
struct Search {
    std::string text = {};
    bool operator==(const Search&) const = default;
};
struct ShowMore {  // the rows after the last one shown
    bool operator==(const ShowMore&) const = default;
};

// Filling a form.
struct StartForm {
    FormId form = {};
    std::optional<RecordId> subject = {};  // what it is about: a person, an episode, an inspection
    bool operator==(const StartForm&) const = default;
};
struct EditRecord {
    RecordId record = {};
    bool operator==(const EditRecord&) const = default;
};
struct ResumeDraft {
    RecordId draft = {};
    bool operator==(const ResumeDraft&) const = default;
};
struct ReopenRefused {  // what the server refused of a record becomes a draft again
    RecordId record = {};
    bool operator==(const ReopenRefused&) const = default;
};
// Text, number, ISO date or choice code. Of select_multiple: all chosen codes, separated by one space, in the order of
// the choices. Null clears the answer. A number or date that cannot be read comes as the text that was typed, so that
// the form can say what is wrong with it. An acknowledge is true or Null.
struct Answer {
    Path path = {};
    Value value = {};
    bool operator==(const Answer&) const = default;
};
struct OpenPicker {  // to choose the record that a question refers to
    Path path = {};
    bool operator==(const OpenPicker&) const = default;
};
struct ChooseRecord {  // of the list that OpenPicker opened
    RecordId record = {};
    bool operator==(const ChooseRecord&) const = default;
};
struct OpenFiles {  // to choose the file that answers a question
    Path path = {};
    bool operator==(const OpenFiles&) const = default;
};
struct OpenFolder {
    std::string folder = {};
    bool operator==(const OpenFolder&) const = default;
};
struct AttachFile {  // of the list that OpenFiles opened
    std::string file = {};
    bool operator==(const AttachFile&) const = default;
};
struct OpenPad {  // to sign or draw what answers the question
    Path path = {};
    bool operator==(const OpenPad&) const = default;
};
struct StayAwake {  // a line was drawn: nobody has gone away
    bool operator==(const StayAwake&) const = default;
};
struct KeepDrawing {  // of the sheet that OpenPad opened
    Drawing drawing = {};
    bool operator==(const KeepDrawing&) const = default;
};
struct TypeFromPaper {  // the open form was filled with a pen, another day
    bool from_paper = false;
    bool operator==(const TypeFromPaper&) const = default;
};
struct OpenAreas {  // to choose the area that a question asks for, or the one that the record belongs to ("~area")
    Path path = {};
    bool operator==(const OpenAreas&) const = default;
};
struct GoToArea {  // to see what lies in it; empty: the outermost
    AreaCode area = {};
    bool operator==(const GoToArea&) const = default;
};
struct ChooseArea {  // or words, for a place that is in no list
    std::string area = {};
    bool operator==(const ChooseArea&) const = default;
};
struct OpenCard {  // to scan a citizen card for the open form
    bool operator==(const OpenCard&) const = default;
};
struct ReadCard {  // what the scanner typed, here or over the form; kept nowhere
    std::string text = {};
    bool operator==(const ReadCard&) const = default;
};
struct FillFromCard {  // what was read, and seen, goes into the form
    bool operator==(const FillFromCard&) const = default;
};
struct SetMissing {  // why there is no answer: one of the reasons the item offers
    Path path = {};
    std::string reason = {};
    bool operator==(const SetMissing&) const = default;
};
struct AddToCounter {
    Path path = {};
    std::int64_t delta = 0;
    bool operator==(const AddToCounter&) const = default;
};
struct AddRepeat {
    Path path = {};  // of the group
    bool operator==(const AddRepeat&) const = default;
};
struct RemoveRepeat {
    Path path = {};  // of the one instance
    bool operator==(const RemoveRepeat&) const = default;
};
struct FilterChoices {  // what was typed into the search box of a long choice list
    Path path = {};
    std::string text = {};
    bool operator==(const FilterChoices&) const = default;
};
struct GoToPage {
    int page = 0;  // from 0
    bool operator==(const GoToPage&) const = default;
};
struct Undo {
    bool operator==(const Undo&) const = default;
};
struct Redo {
    bool operator==(const Redo&) const = default;
};
struct Explain {  // why it must be answered, cannot be changed or is not accepted; once more puts it away
    Path path = {};
    bool operator==(const Explain&) const = default;
};
struct ShowHidden {  // the questions that are not asked now, and why
    bool shown = false;
    bool operator==(const ShowHidden&) const = default;
};
struct DismissFormChanges {
    bool operator==(const DismissFormChanges&) const = default;
};
struct SubmitForm {
    bool operator==(const SubmitForm&) const = default;
};
struct LeaveForm {  // the draft stays
    bool operator==(const LeaveForm&) const = default;
};
struct DiscardDraft {  // the screen has already asked "are you sure"
    bool operator==(const DiscardDraft&) const = default;
};
struct DiscardDraftsOutOfSight {  // of forms that the role has lost; the screen has already asked
    bool operator==(const DiscardDraftsOutOfSight&) const = default;
};

// Deciding a conflict.
struct TakeHead {
    RecordId record = {};
    Path path = {};
    Dot dot = {};
    std::vector<FieldPlace> alike = {};  // decided with it
    bool operator==(const TakeHead&) const = default;
};
struct SetValue {  // neither head: another value, typed
    RecordId record = {};
    Path path = {};
    Value value = {};
    std::vector<FieldPlace> alike = {};
    bool operator==(const SetValue&) const = default;
};

// Two records that may mean one person.
struct OpenDuplicate {
    RecordId record = {}, other = {};
    bool operator==(const OpenDuplicate&) const = default;
};
struct LinkSame {  // one person: the younger record names the older; both stay
    RecordId record = {}, other = {};
    bool operator==(const LinkSame&) const = default;
};
struct TellApart {  // two people; nobody is asked again
    RecordId record = {}, other = {};
    bool operator==(const TellApart&) const = default;
};
struct Unlink {
    RecordId record = {};
    bool operator==(const Unlink&) const = default;
};

struct SyncNow {
    std::string code = {};  // that the district has given for this device, which the server does not recognise
    bool operator==(const SyncNow&) const = default;
};

struct StopSync {
    bool operator==(const StopSync&) const = default;
};

// Changes that go by hand where no network goes.
struct OpenHandOver {
    bool operator==(const OpenHandOver&) const = default;
};
struct LookForSticks {  // one has been plugged in meanwhile
    bool operator==(const LookForSticks&) const = default;
};
struct ChooseFolder {  // the bundle or the paper shall go there
    std::string folder = {};
    bool operator==(const ChooseFolder&) const = default;
};
struct ExportBundle {
    std::string path = {};
    bool operator==(const ExportBundle&) const = default;
};
struct ImportBundle {
    std::string path = {};
    bool operator==(const ImportBundle&) const = default;
};

// On paper.
struct OpenPrint {  // of a record with this form, or the form as a blank
    FormId form = {};
    std::optional<RecordId> record = {};
    bool operator==(const OpenPrint&) const = default;
};
struct PrintNow {  // into the chosen folder
    bool operator==(const PrintNow&) const = default;
};

}  // namespace nuong::client

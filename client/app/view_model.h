// What the screen shows, as plain values. The session fills it in and decides; client/ui only draws it.
//
// Every text is already in the language of the person, except answers (Value), which the widgets show by their type.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "client/app/form_view_model.h"
#include "client/app/period_view_model.h"
#include "client/app/preferences.h"
#include "client/app/report_view_model.h"
#include "client/app/view_parts.h"
#include "shared/base/message.h"
#include "shared/model/ids.h"
#include "shared/model/value.h"

namespace nuong::client {

struct EnrollView {
    std::string server_url = {}, code = {}, device_name = {};  // what the fields start with
    bool busy = false;
    std::string error = {};
    bool is_another = false;  // somebody uses this device already
    bool can_go_back = false;
    bool operator==(const EnrollView&) const = default;
};

struct UserChoice {
    UserId user = {};
    std::string name = {};
    bool chosen = false;
    bool operator==(const UserChoice&) const = default;
};

struct PinView {
    std::string greeting = {};        // "Chào chị Hà"
    bool first_time = false;          // choose a PIN, typed twice
    std::string wrong_attempts = {};  // "PIN chưa đúng, còn 7 lần thử"
    int wait_seconds = 0;             // until the next try is allowed
    int tries_left = -1;              // before the data here is destroyed; -1: any number
    int pin_length_min = 6;
    bool busy = false;
    std::vector<UserChoice> users = {};  // empty when the device has one user
    bool nobody_chosen = false;          // of several: the PIN comes after
    bool is_unfinished = false;          // of an enrolment that was broken off; StartOver drops it
    bool can_add = false;                // AddPerson
    bool can_go_back = false;
    bool can_recover = false;   // OpenRecovery
    bool is_recovered = false;  // the district has opened the store: `first_time` chooses the new PIN
    bool operator==(const PinView&) const = default;
};

// The PIN is lost: what to do, and the code of the district.
struct RecoverView {
    std::string user = {}, device = {};  // who asks, and what they read to the district
    std::string server_url = {};
    bool busy = false;
    bool can_ask = true;  // false: this device has no recovery box
    std::string error = {};
    bool operator==(const RecoverView&) const = default;
};

enum class TileIcon { person, screening, session, people, conflict, sync, form, overview, report };

struct Tile {
    TileIcon icon = TileIcon::form;
    std::string title = {}, detail = {};
    std::optional<std::int64_t> count = {};
    Tone tone = Tone::neutral;
    Action action = {};
    bool operator==(const Tile&) const = default;
};

struct DraftRow {
    RecordId record = {};
    std::string title = {}, detail = {};  // form and subject; "7/12 câu, sửa lúc 10:42"
    bool operator==(const DraftRow&) const = default;
};

// What the server did not take of one record.
struct RefusedRow {
    RecordId record = {};
    std::string text = {}, reason = {};
    bool can_reopen = false;  // ReopenRefused makes it a draft again
    bool operator==(const RefusedRow&) const = default;
};

struct HomeView {
    std::int64_t pending = 0, conflicts = 0, refused = 0, records = 0;
    std::string last_sync = {};  // "Đồng bộ lần cuối: hôm nay 10:42"
    std::vector<Tile> tiles = {};
    std::optional<Command> waiting = {};  // to see what is not sent yet
    std::vector<RefusedRow> refused_rows = {};
    std::vector<Row> due = {};       // visits and referrals that somebody has to come back to
    bool more_due = false;           // OpenDue shows all
    std::vector<Row> returned = {};  // to be put right by whoever works here; the comment is the detail
    std::vector<DraftRow> drafts = {};
    std::string drafts_out_of_sight = {};  // how many more, of forms that the role has lost, and what to do
    bool operator==(const HomeView&) const = default;
};

struct ListView {
    ListKind kind = ListKind::people;
    FormId form = {};
    Path picks = {};  // not empty: a tap answers this question with the record (ChooseRecord)
    std::string title = {}, search_hint = {}, query = {};
    std::vector<Row> rows = {};
    std::int64_t total = 0;
    bool more = false;  // ShowMore brings the next rows
    std::optional<Command> create = {};
    std::optional<Command> review = {};  // to look for those who stand there twice
    std::optional<CheckAll> check = {};  // of a list of what nobody has looked over
    bool may_be_written = false;         // into files (OpenListFile)
    std::string why_not_written = {};    // where that is offered at other times
    std::string empty_text = {};         // shown instead of rows
    bool operator==(const ListView&) const = default;
};

// What was found among the records of one form.
struct SearchGroup {
    FormId form = {};
    std::string title = {};
    std::vector<Row> rows = {};
    std::optional<Command> more = {};  // all that fits, in the list of that form
    bool operator==(const SearchGroup&) const = default;
};

struct SearchView {
    std::string search_hint = {}, query = {};
    std::vector<SearchGroup> groups = {};  // people first
    bool may_be_written = false;           // into files (OpenListFile)
    std::string why_not_written = {};      // where that is offered to others
    std::string empty_text = {};           // shown instead of rows
    bool operator==(const SearchView&) const = default;
};

struct FormRow {
    FormId form = {};
    std::string title = {}, detail = {};
    std::optional<Action> start = {};  // what a tap on the row does; nothing: it may only be read
    std::optional<Command> records = {};
    std::optional<Action> print = {};  // as a blank, for a pen
    bool operator==(const FormRow&) const = default;
};

struct FormGroup {
    std::string title = {};  // may be empty
    std::vector<FormRow> rows = {};
    bool operator==(const FormGroup&) const = default;
};

// The forms of the programme as far as the role may use them.
struct FormListView {
    std::string title = {}, subject = {}, search_hint = {}, query = {};
    std::vector<FormGroup> groups = {};
    std::string empty_text = {};  // shown instead of rows
    bool operator==(const FormListView&) const = default;
};

struct Fact {
    Path path = {};
    std::string label = {}, value = {};
    bool conflict = false;                // a tap opens it
    std::optional<RecordId> record = {};  // another record that it names; a tap opens that
    std::shared_ptr<const Photo> preview = {};
    bool operator==(const Fact&) const = default;
};

struct TimelineEntry {
    RecordId record = {};
    std::string title = {}, date = {}, summary = {};
    std::optional<Badge> status = {};
    bool operator==(const TimelineEntry&) const = default;
};

// What was found when somebody looked a record over, and whether it may be said here.
struct ReviewView {
    std::string text = {};  // "Đã kiểm tra · sep, hôm qua 10:42"; empty: nobody has looked yet
    std::string next = {};  // what to do about it
    Tone tone = Tone::neutral;
    bool may_check = false, may_return = false;
    bool operator==(const ReviewView&) const = default;
};

// A person with all that happened, or one record of another form.
struct RecordView {
    RecordId record = {};
    std::string title = {}, subtitle = {};
    std::vector<Badge> badges = {};
    std::optional<Restriction> restriction = {};
    std::optional<Restriction> refused_consents = {};  // what this person does not want done; it stops nobody
    std::optional<Restriction> locked_period = {};     // its day lies in a period that was handed in; it stops nobody
    std::optional<Restriction> inconsistency = {};     // answers that do not fit together any more; it stops nobody
    std::optional<ReviewView> review = {};             // nothing: it is not looked over, or nobody here has to know
    FormOutcome outcome = {};                          // of a screening
    std::vector<Fact> facts = {};
    std::vector<TimelineEntry> timeline = {};
    std::vector<Command> commands = {};
    std::optional<Action> print = {};
    bool operator==(const RecordView&) const = default;
};

struct ConflictRow {
    RecordId record = {};
    Path path = {};
    std::string title = {}, field = {}, summary = {};  // whose record; which field; "Cam Đường / Bắc Cường"
    bool operator==(const ConflictRow&) const = default;
};

// Two records that may mean one person.
struct DuplicateRow {
    RecordId record = {}, other = {};
    std::string title = {}, other_title = {}, why = {};
    bool operator==(const DuplicateRow&) const = default;
};

struct ConflictListView {
    std::vector<ConflictRow> rows = {};
    std::vector<ConflictRow> inconsistent = {};  // without a path: the record is opened
    std::vector<DuplicateRow> duplicates = {};
    std::string more_duplicates = {};  // that there are, and are not listed
    bool may_be_written = false;       // the records of the first rows into files (OpenListFile)
    bool operator==(const ConflictListView&) const = default;
};

struct HeatCell {
    std::int64_t count = 0;
    int level = 0;  // how dark: 0 for nothing, up to 4
    Action open = {};
    bool operator==(const HeatCell&) const = default;
};

struct HeatWeek {
    std::string title = {}, days = {}, name = {};  // "Tuần 48", "23-29/11"; both together
    bool operator==(const HeatWeek&) const = default;
};

struct HeatRow {
    std::string name = {}, remark = {};  // "Võ Lao"; "3 tuần chưa có gì"
    bool is_sum = false;                 // of all others
    std::vector<HeatCell> cells = {};    // one for each week
    HeatCell total = {};
    bool operator==(const HeatRow&) const = default;
};

struct HeatTable {
    std::string title = {}, about = {}, total_title = {};
    std::vector<HeatWeek> weeks = {};  // the oldest first
    std::vector<HeatRow> rows = {};
    std::optional<Command> file = {};  // it, for paper
    bool operator==(const HeatTable&) const = default;
};

struct DeviceRow {
    std::string title = {}, detail = {};
    std::vector<Badge> badges = {};
    UserId user = {};  // whose caseload a tap opens; empty: one's own
    bool operator==(const DeviceRow&) const = default;
};

// A save in quarantine: whose and where; of which form and when; why.
struct RefusedSaveRow {
    std::string title = {}, detail = {}, reason = {};
    bool operator==(const RefusedSaveRow&) const = default;
};

// What has come in, who is late and what waits for a decision, for whoever looks after an area; or only its devices.
struct OverviewView {
    std::string title = {};
    std::vector<OverviewFigure> figures = {};
    std::string refused_title = {}, refused_about = {};  // empty: the saves in quarantine are not shown
    std::vector<RefusedSaveRow> refused = {};
    std::string devices_title = {}, devices_about = {};
    std::vector<DeviceRow> devices = {};  // late ones first
    std::optional<Command> more_devices = {};
    HeatTable heat = {};  // without weeks: only the devices are shown
    std::optional<Command> reports = {};
    bool operator==(const OverviewView&) const = default;
};

struct ColleagueRow {
    UserId user = {};
    std::string title = {}, detail = {};
    std::int64_t count = 0;  // of the records, that lie where this one works
    bool operator==(const ColleagueRow&) const = default;
};

// What somebody looks after, and who could take it.
struct CaseloadView {
    UserId user = {};
    std::string title = {}, about = {};
    std::int64_t count = 0;
    std::vector<ColleagueRow> colleagues = {};
    bool operator==(const CaseloadView&) const = default;
};

struct HeadView {
    Dot dot = {};
    std::string value = {}, author = {}, device = {}, when = {};
    std::string before = {};  // what stood there when it was written; empty: nothing, or nobody knows
    bool shown = false;       // the one in force meanwhile
    bool operator==(const HeadView&) const = default;
};

struct ConflictView {
    RecordId record = {};
    Path path = {};
    std::string title = {}, field = {}, shown = {};  // shown: the value in force until somebody decides
    std::string about = {};                          // which form it is in, where and of which day
    std::vector<HeadView> heads = {};
    std::vector<ConflictRow> alike = {};    // in other records, with the very same values; one decision may be for all
    bool other_value = false;               // another value may be typed: `editor` is its widget
    FormItem editor = {};                   // kind, label, choices of the field
    std::vector<TimelineEntry> story = {};  // the newest that is known of the person
    bool operator==(const ConflictView&) const = default;
};

struct CompareRow {
    std::string label = {}, left = {}, right = {};
    bool differs = false;
    bool operator==(const CompareRow&) const = default;
};

struct DuplicateView {
    RecordId record = {}, other = {};
    std::string left = {}, right = {};  // titles
    std::vector<CompareRow> rows = {};
    bool may_decide = false;
    bool operator==(const DuplicateView&) const = default;
};

struct SyncView {
    std::string progress_text = {};                // what is being done
    std::string amount_text = {}, time_text = {};  // "đã gửi 12 kB, nhận 1,4 MB"; "còn khoảng 2 phút"
    float progress = 0;                            // 0..1
    std::int64_t pushed = 0, received = 0, conflicts = 0, pending = 0;
    std::vector<RefusedRow> refused = {};
    bool running = false, finished = false, offline = false;
    bool stopping = false, stopped = false;  // a person pressed "stop"
    std::string error = {}, last_sync = {};
    bool needs_code = false;  // the server does not recognise this device: a code of the district puts it right
    std::string lease = {};   // too long without contact, or turned away: nothing else is shown before a sync
    bool operator==(const SyncView&) const = default;
};

enum class NoticeKind { info, success, warning, error };

struct Notice {
    NoticeKind kind = NoticeKind::info;
    std::string text = {};
    bool operator==(const Notice&) const = default;
};

struct BundleFileRow {
    std::string path = {}, name = {}, folder = {};
    bool operator==(const BundleFileRow&) const = default;
};

struct HandOverView {
    std::int64_t pending = 0;  // own changes that no server has
    bool carries = false;      // changes of other devices are here, to be handed on
    std::vector<FolderChoice> folders = {};
    std::string path = {};  // what the field starts with: a file in the chosen folder
    std::vector<BundleFileRow> files = {};
    bool busy = false;
    std::optional<Notice> result = {};  // of the last export or import
    bool operator==(const HandOverView&) const = default;
};

// A record or a blank form on its way to paper.
struct PrintView {
    std::string title = {}, subject = {};  // which form; whose record
    bool names_a_person = false;           // a filled one: whoever holds it can read it
    std::vector<FolderChoice> folders = {};
    std::optional<Notice> result = {};
    std::vector<Command> formats = {};  // of a report or a list: one file of each; not empty: it is no paper
    CountView count = {};               // of a list: how far the writing is
    bool operator==(const PrintView&) const = default;
};

struct SettingsView {
    Language language = Language::vi;
    Preferences preferences = {};
    std::string version = {};
    std::string newer_version = {};  // that the server knows of; "" = none
    std::string device = {}, user = {};
    bool is_practice = false;
    bool operator==(const SettingsView&) const = default;
};

using Screen =
    std::variant<EnrollView, PinView, RecoverView, HomeView, ListView, SearchView, FormListView, RecordView, FormView,
                 OverviewView, CaseloadView, PeriodsView, PeriodView, ReportListView, ReportView, FigureView, ChartView,
                 VersionsView, DifferenceView, ConflictListView, ConflictView, DuplicateView, SyncView, HandOverView,
                 PrintView, FilePickerView, PadView, AreaView, CardView, SettingsView>;

enum class SyncState { idle, syncing, offline, attention, done };

struct SyncBadge {
    SyncState state = SyncState::idle;
    std::string text = {};
    std::string detail = {};  // when the last one was, where there is room for it
    float progress = 0;       // 0..1, of a sync that runs
    bool operator==(const SyncBadge&) const = default;
};

struct ViewModel {
    Language language = Language::vi;
    Preferences preferences = {};
    std::string user = {}, device = {};
    bool is_practice = false;  // nothing on this screen is real or goes anywhere
    bool is_shared = false;    // several people use this device: SwitchUser
    std::string today = {};    // ISO date, for the "today" button of date fields
    Screen screen = {};
    std::optional<Notice> notice = {};
    SyncBadge sync = {};
    bool operator==(const ViewModel&) const = default;
};

}  // namespace nuong::client

// Session: what the window is about right now. It takes actions, decides, and tells the screens what to show as plain
// values. No pixels, no SQL, no network: the workbook stores, the worker syncs.
//
// Thread: the window's.
#pragma once
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "client/app/action.h"
#include "client/app/battery_watch.h"
#include "client/app/caseload.h"
#include "client/app/door.h"
#include "client/app/duplicates.h"
#include "client/app/file_list.h"
#include "client/app/frozen_versions.h"
#include "client/app/open_form.h"
#include "client/app/print_place.h"
#include "client/app/report_at_desk.h"
#include "client/app/view_model.h"
#include "client/app/views.h"
#include "client/app/workbook.h"
#include "client/sync/retry_policy.h"
#include "shared/base/program_version.h"
#include "shared/forms/citizen_card.h"
#include "shared/reports/row_chart.h"

namespace nuong::client {

class RecoveryWorker;
class SyncWorker;
struct SyncEvent;
struct BundleEvent;

struct SessionOptions {
    std::string home;
    Language language = Language::vi;
    bool language_is_given = false;  // for this start: stronger than what was kept
    std::string server_url;          // what the enrolment screen starts with
    UserId user = {};                // whom the door starts with; empty: who was here last
    std::chrono::minutes auto_lock{10};
    std::vector<std::string> mount_folders = {};  // where sticks appear
    std::string documents = {};                   // where bundles go without a stick; empty: `home`
    std::string bundle = {};  // what the program was opened with: taken in to hand on, once somebody has unlocked
    const std::string& documents_or_home() const { return documents.empty() ? home : documents; }
    PinCost pin_cost = {};
};

class Session {
public:
    // `wake` is called from the sync thread when there is something to receive; it must only wake the window.
    Session(SessionOptions options, const ClockSource& clock, std::function<void()> wake);
    ~Session();

    void perform(const Action& action);
    // What the worker has reported since the last frame, and what time has brought (auto-lock, midnight).
    void receive();
    // How full the battery is, 0 to 100; as often as anybody likes.
    void battery_is(int percent, bool is_charging);
    // Values only; the same object until something changes.
    const ViewModel& view_model();
    // Seconds until receive() must be called even without input.
    double next_wakeup() const;
    bool is_open() const { return workbook_ != nullptr; }
    // Nobody has touched it for the time after which it locks. receive() then locks; what is still being typed has to
    // be handed over before.
    bool is_idle_too_long() const;

private:
    struct Told {  // said in the language that is chosen while it stands
        NoticeKind kind = NoticeKind::info;
        Message message;
    };
    // Where the person stands. Back goes to the one below.
    struct AtHome {};
    struct AtList {  // above AtForm when a question is answered from it
        ListWish wish;
    };
    struct AtOverview {
        OverviewOf what = OverviewOf::all;
    };
    struct AtCaseload {
        Caseload caseload;  // as it was when this was opened or given
    };
    struct AtPeriods {
        reports::Period period;
    };
    struct AtPeriod {
        reports::Period period;
        FormId form;
    };
    struct AtReports {};
    struct AtReport {};      // report_ says which
    struct AtFigure {};      // above AtReport; report_.figure says which
    struct AtChart {};       // ... of a row
    struct AtVersions {};    // above AtReport; versions_ says which
    struct AtDifference {};  // above that
    struct AtSearch {
        std::string query;
    };
    struct AtForms {
        std::optional<RecordId> about;
        std::string query;
    };
    struct AtRecord {
        RecordId record;
    };
    struct AtForm {};  // open_form_ is set
    struct AtConflicts {};
    struct AtConflict {
        RecordId record;
        Path path;
    };
    struct AtDuplicate {
        RecordId record, other;
    };
    struct AtSync {};
    struct AtHandOver {};
    struct AtSettings {};
    struct AtFiles {  // above AtForm
        Path path;
        std::string folder;
        std::vector<FolderChoice> folders = {};  // as they were found when this one was opened
        std::vector<FileEntry> entries = {};
    };
    struct AtPad {  // above AtForm
        Path path;
    };
    struct AtAreas {  // above AtForm
        Path path;
        std::string question = {};
        std::vector<AreaCode> roots = {};
        AreaCode inside = {};
        std::string query = {};
    };
    struct AtCard {  // above AtForm
        std::optional<forms::CitizenCard> card = {};
        std::optional<Message> problem = {};
    };
    using Place =
        std::variant<AtHome, AtList, AtOverview, AtCaseload, AtPeriods, AtPeriod, AtReports, AtReport, AtFigure,
                     AtChart, AtVersions, AtDifference, AtSearch, AtForms, AtRecord, AtForm, AtConflicts, AtConflict,
                     AtDuplicate, AtSync, AtHandOver, AtPrint, AtFiles, AtPad, AtAreas, AtCard, AtSettings>;

    // the door (session_door.cpp)
    void on(const Enroll& action);
    void on(const ChooseUser& action);
    void on(const OpenRecovery&);
    void on(const Recover& action);
    void on(const ChoosePin& action);
    void take_recovered();
    void on(const Unlock& action);
    void on(const Lock& action);
    void on(const SwitchUser&);
    void on(const AddPerson&);
    void on(const StartOver&);
    void back_at_door();
    bool let_in();
    void wipe(const Message& why);
    void say_farewells();
    void open_store(const DatabaseKey& key);
    void close_store();
    // how it looks (session_settings.cpp)
    void on(const SetLanguage& action);
    void on(const SetPreferences& action);
    void on(const OpenSettings&);
    void on(const StartPractice&);
    void on(const LeavePractice&);
    void take_look_of_door();
    void take_preferences();
    void keep_preferences();
    SettingsView settings_view();
    // moving (session.cpp)
    void on(const GoHome&);
    void on(const Back&);
    void on(const OpenPeople&);
    void on(const OpenSessions&);
    void on(const OpenForms& action);
    void on(const OpenSearch&);
    void on(const OpenRecords& action);
    void on(const OpenDue&);
    void on(const OpenWaiting&);
    // an area at a glance (session_overview.cpp)
    void on(const OpenOverview&);
    void on(const OpenDevices& action);
    void on(const OpenCaseload& action);
    void on(const GiveCaseload& action);
    void on(const OpenDays& action);
    void on(const OpenGathered& action);
    // periods of an area (session_periods.cpp)
    void on(const OpenPeriods& action);
    void on(const OpenPeriod& action);
    void on(const DecidePeriod& action);
    void on(const OpenRecord& action);
    // reports (session_reports.cpp)
    void on(const OpenReports&);
    void on(const OpenReport& action);
    void on(const ChoosePeriod& action);
    void on(const AskDays&);
    void on(const ChooseDays& action);
    void choose_period(const reports::Period& period);
    void on(const OpenReportAreas&);
    void on(const CountAgain&);
    void on(const StopCount&);
    void on(const OpenReportFile&);
    void on(const SaveReport& action);
    bool is_at_report() const;
    bool is_where_counts_show() const;  // there, or at a part of it
    bool choose_report_area(const AreaCode& area);
    void count_report_anew();
    void begin_count_of_report();
    void catch_up_report();
    void take_report(const Result<reports::ReportTable>& made);
    void take_report_news();
    ReportView report_view();
    CountView count_view(Counting what, const std::optional<Message>& problem) const;
    // one number of a report, one row (session_figures.cpp)
    void on(const OpenFigure& action);
    void on(const OpenChart& action);
    void look_at_figure(const reports::FigureAt& at);
    void find_records_anew();
    void count_trend_anew();
    void take_records(const Result<FigureRecords>& found);
    void take_trend(const Result<FigureTrend>& trend);
    const reports::ReportRow& row_at_figure() const;
    ReportWish wish_of_figure() const;
    FigureWish figure_here() const;
    std::string subject_of_figure(bool with_column) const;
    FigureView figure_records_view();
    ChartView chart_view();
    std::vector<reports::ChartMark> marks_of_trend(const reports::ReportRow& row, const FigureTrend& trend) const;
    PrintView report_file_view(const AtPrint& at);
    void note_report_file(const std::string& format, bool is_row);
    Status write_report_file(const reports::ReportTable& table, const std::string& format, bool is_row,
                             const std::string& path) const;
    // frozen versions of a report (session_versions.cpp)
    void on(const OpenVersions&);
    void on(const FreezeVersion& action);
    void on(const AdvanceVersion& action);
    void on(const CompareVersions& action);
    void on(const OpenVersionFile& action);
    void on(const AskVersions&);
    void on(const StopAsking&);
    bool is_at_versions() const;
    void ask_district(const VersionWish& wish);
    void stop_reading_versions();
    void take_version_news();
    void take_version(const VersionWish& wish, const VersionNews& news);
    void save_version(AtPrint& at, const std::string& format);
    PrintView version_file_view(const AtPrint& at);
    // looking records over (session_review.cpp)
    void on(const CheckRecord& action);
    void on(const CheckAll& action);
    void on(const ReturnRecord& action);
    void on(const OpenConflicts&);
    void on(const OpenConflict& action);
    void on(const OpenSync&);
    void on(const DismissNotice&);
    void on(const Search& action);
    void on(const ShowMore&);
    // filling (session_collect.cpp, session_draft.cpp)
    void on(const StartForm& action);
    void on(const EditRecord& action);
    void on(const ResumeDraft& action);
    void on(const ReopenRefused& action);
    void on(const Answer& action);
    void on(const OpenPicker& action);
    void on(const ChooseRecord& action);
    void on(const SetMissing& action);
    void on(const TypeFromPaper& action);
    // files as answers (session_files.cpp)
    void on(const OpenFiles& action);
    void on(const OpenFolder& action);
    void on(const AttachFile& action);
    void look_into(AtFiles& at) const;
    FilePickerView file_picker_view(const AtFiles& at);
    // drawn answers (session_pad.cpp)
    void on(const OpenPad& action);
    void on(const StayAwake&) {}  // perform() has noted the time
    void on(const KeepDrawing& action);
    PadView pad_view(const AtPad& at);
    // areas (session_area.cpp)
    void on(const OpenAreas& action);
    void on(const GoToArea& action);
    void on(const ChooseArea& action);
    bool chooses_area();
    bool lacks_area();
    AreaCode usual_area();
    AreaView areas_view(const AtAreas& at);
    std::optional<AreaOfForm> area_of_form();
    // a scanned card (session_card.cpp)
    void on(const OpenCard&);
    void on(const ReadCard& action);
    void on(const FillFromCard&);
    CardView card_screen(const AtCard& at);
    void on(const AddToCounter& action);
    void on(const AddRepeat& action);
    void on(const RemoveRepeat& action);
    void on(const FilterChoices& action);
    void on(const GoToPage& action);
    void on(const Undo&);
    void on(const Redo&);
    void on(const Explain& action);
    void on(const ShowHidden& action);
    void on(const DismissFormChanges&);
    void on(const SubmitForm&);
    void on(const LeaveForm&);
    void on(const DiscardDraft&);
    void on(const DiscardDraftsOutOfSight&);
    void open_form(Result<OpenForm> form);
    void ask_as_liked();
    void go_back_to_place();
    void go_on_after_lock();
    void show_last_edit();
    FormView form_now() const;
    void move_on_after(const Path& answered);
    void ask_at(const FormView& form, int page);
    void leave_form();
    void leave_erased_form();
    bool is_above_form() const;
    ListWish* picker();
    void go_on_asking(const std::optional<RecordId>& made);
    // A form that waits for the record that is being made for one of its questions.
    struct Asking {
        Uuid draft;
        Path path;
        int page = 0;
    };

    // deciding and syncing (session_collect.cpp)
    void on(const TakeHead& action);
    void on(const SetValue& action);
    void on(const SyncNow& action);
    void on(const StopSync&);
    std::vector<FieldPlace> still_alike(const FieldPlace& decided, const std::vector<FieldPlace>& seen);
    void resolve(const FieldPlace& decided, const std::vector<FieldPlace>& seen_alike, const Result<Value>& value);

    // who stands there twice (session_duplicates.cpp)
    void on(const OpenDuplicate& action);
    void on(const LinkSame& action);
    void on(const TellApart& action);
    void on(const Unlink& action);
    void settle_duplicate(const Status& done, const Message& said);
    void look_for_duplicates();
    void count_duplicates();
    void note_duplicates(std::size_t count);
    void take_duplicate_news();
    const std::vector<Duplicate>& lookalikes_of_form();

    // handing over (session_hand_over.cpp)
    void on(const OpenHandOver&);
    void on(const LookForSticks&);
    void on(const ChooseFolder& action);
    void on(const ExportBundle& action);
    void on(const ImportBundle& action);
    void take_event(const BundleEvent& event);
    void announce_given_bundle();
    void take_given_bundle();
    HandOverView hand_over_view();
    std::vector<FolderChoice> folders_to_write_to() const;  // sticks first
    // for the audit (session_audit.cpp)
    void note(const std::string& what, const std::optional<RecordId>& record, const std::string& detail);
    void note_place(const Place& place);
    void note_list(const std::string& list, const FormId& form);
    const std::string* search_shown() const;
    void note_typed(const std::string& text);
    void settle_search();
    void note_search(const std::string& query);
    void leave_search();
    std::optional<RecordId> only_one_found(const std::string& query);

    // a list as files (session_list_file.cpp)
    void on(const OpenListFile&);
    void on(const SaveList& action);
    std::optional<ListExport> list_here();
    SearchView search_here(const std::string& query);
    void take_files(const Result<GatheredList>& gathered);
    void stop_files_after_sync();
    void say_of_files(NoticeKind kind, const Message& message);
    PrintView list_file_view(const AtPrint& at);
    // on paper (session_print.cpp)
    void on(const OpenPrint& action);
    void on(const PrintNow&);
    PrintView print_view(const AtPrint& at);

    void tell(NoticeKind kind, const Message& message);
    void tell(const Error& error) { tell(NoticeKind::error, error.message); }
    void go(Place place);
    void take_event(const SyncEvent& event);
    void plan_next_try(const SyncEvent& event);
    void try_again_when_due();
    void note_newer_program(const std::optional<ProgramVersion>& newer);
    void lock_when_idle();
    bool shows_no_records() const;  // too long without contact, or turned away: none before a sync
    Instant corrected_now() const;  // the server's clock, as far as it is known
    std::string today() const;
    Screen screen();
    std::optional<RecordId> subject_of_form() const;
    std::string subject_line() const;

    SessionOptions options_;
    const ClockSource& clock_;
    Preferences preferences_;  // of who is at work; at the door what was kept for it
    std::function<void()> wake_;
    Door door_;
    std::unique_ptr<Replica> replica_;          // set while unlocked
    std::unique_ptr<Workbook> workbook_;        // set while unlocked and enrolled
    std::unique_ptr<SyncWorker> worker_;        // set while unlocked
    std::unique_ptr<ReportWorker> reports_;     // set while unlocked, but for practice
    std::unique_ptr<ReportWorker> behind_;      // ... for what nobody waits for
    std::unique_ptr<VersionWorker> district_;   // set while unlocked, but for practice
    std::unique_ptr<RecoveryWorker> recovery_;  // while the district is asked for the key of who has lost the PIN
    bool is_practice_ = false;                  // ... on made-up people; nothing leaves the device
    std::vector<Place> places_;
    ReportAtDesk report_;                   // the last one that was opened
    FrozenVersions versions_;               // ... and of it at the district
    std::string typed_search_;              // at most, of the one that is on the screen ...
    std::set<std::string> noted_searches_;  // ... and what of it is in the audit
    std::optional<OpenForm> open_form_;
    struct Interrupted {
        std::string home;  // whose
        Uuid draft;
    };
    std::optional<Interrupted> interrupted_;  // the form that was open when the device locked by itself
    BatteryWatch battery_;
    Path refused_answer_;                // the last one did not fit its question and was not taken
    std::vector<Asking> asking_;         // the last one first
    std::vector<Duplicate> duplicates_;  // as they were when the screen was opened, or one was settled
    struct Alike {
        std::optional<forms::PersonMarks> marks;
        std::vector<Duplicate> found;
    } alike_;        // to who is being registered
    SyncView sync_;  // of the last or running sync
    RetryPolicy retry_{{std::chrono::seconds(30), std::chrono::seconds(30), std::chrono::minutes(30)}};
    std::optional<Instant> next_try_;              // of a sync that somebody asked for and that met no server
    std::optional<ProgramVersion> newer_program_;  // that the server told of
    HandOverView hand_over_;                       // what was found when it was looked for, and the last result
    std::optional<Told> notice_;
    Instant last_action_{};
    ViewModel view_;
    bool changed_ = true;
    std::jthread farewells_;  // says that stores are gone, while there are any to speak of
};

}  // namespace nuong::client

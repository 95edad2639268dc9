#include "client/app/session.h"

#include <algorithm>
#include <limits>

#include "client/app/form_view.h"
#include "client/app/period_locks.h"
#include "client/app/period_states.h"
#include "client/app/period_views.h"
#include "client/app/phrases.h"
#include "client/app/refused_consent.h"
#include "client/app/report_views.h"
#include "client/app/restriction.h"
#include "client/app/sync_progress.h"
#include "client/app/views.h"
#include "client/store/listing.h"
#include "client/sync/recovery.h"
#include "client/sync/shut_out.h"
#include "client/sync/sync_worker.h"
#include "shared/base/overloaded.h"
#include "shared/base/random.h"
#include "shared/base/time_zone.h"

namespace nuong::client {
namespace {

constexpr std::chrono::seconds search_is_read{5};  // whoever types no more looks at what was found

bool sends_something(const Action& action) {
    return action
        .is_any_of<SyncNow, ExportBundle, ImportBundle, Enroll, PrintNow, SaveReport, SaveList, OpenVersions>();
}

// What is possible without seeing a record; all of it brings the device nearer to its district, or away from a person.
bool shows_no_record(const Action& action) {
    return action.is_any_of<SyncNow, StopSync, OpenHandOver, LookForSticks, ChooseFolder, ExportBundle, ImportBundle,
                            Back, DismissNotice, Lock, SwitchUser, AddPerson, SetLanguage, SetPreferences>();
}

std::string lease_text(std::uint32_t days, Language language) {
    const std::string count = std::to_string(days);
    return language == Language::vi
               ? "Máy đã " + count +
                     " ngày chưa liên lạc với huyện, nên chưa cho xem phiếu. Không mất gì: mọi thứ chưa gửi vẫn ở trên "
                     "máy. Hãy đến nơi có mạng và chạm “Đồng bộ”."
               : "No contact with the district for " + count +
                     " days, so no records are shown now. Nothing is lost: all that was not sent is still here. Go "
                     "where "
                     "there is a network and tap “Sync”.";
}

Message form_is_kept() {
    return {"Phiếu đang nhập được giữ ở “Phiếu nháp”, Trang chính.",
            "The form you were filling is kept under “Drafts” on the home screen."};
}

Message practice_sends_nothing() {
    return {"Đang tập dùng: không có gì được gửi, nhận hay in.",
            "This is practice: nothing is sent, received or printed."};
}

}  // namespace

Session::Session(SessionOptions options, const ClockSource& clock, std::function<void()> wake)
    : options_(std::move(options)),
      clock_(clock),
      wake_(std::move(wake)),
      door_(options_.home, options_.pin_cost, options_.server_url),
      last_action_(clock.now()) {
    if (!options_.user.empty()) door_.choose(options_.user);
    take_look_of_door();
    announce_given_bundle();
    say_farewells();
}

// A window that is closed over a search leaves it.
Session::~Session() {
    try {
        leave_search();
    } catch (const DatabaseError&) {  // a full disk: there is nobody left to tell
    }
}

void Session::perform(const Action& action) {
    last_action_ = clock_.now();
    changed_ = true;
    if (is_practice_ && sends_something(action)) return tell(NoticeKind::info, practice_sends_nothing());
    try {
        if (shows_no_records()) {
            leave_form();  // kept as a draft
            if (!shows_no_record(action)) return;
        }
        visit(action, [this](const auto& a) { on(a); });
    } catch (const DatabaseError& error) {  // a full disk, a damaged file: said once, nothing is half done
        tell(error.error());
    }
}

void Session::tell(NoticeKind kind, const Message& message) { notice_ = Told{kind, message}; }

void Session::go(Place place) {
    if (!workbook_) return;
    notice_.reset();
    settle_search();
    note_place(place);
    if (std::holds_alternative<AtForm>(place) || std::holds_alternative<AtRecord>(place)) report_.is_behind = true;
    places_.push_back(std::move(place));
}

void Session::on(const GoHome&) {
    const bool leaves_form = open_form_ && !open_form_->is_untouched();
    leave_search();
    if (open_form_ && !leaves_form) open_form_->discard();
    leave_form();
    asking_.clear();
    notice_.reset();
    on(StopCount{});
    stop_reading_versions();
    places_.clear();
    if (leaves_form) tell(NoticeKind::info, form_is_kept());
}

void Session::on(const Back&) {
    notice_.reset();
    if (!workbook_) return back_at_door();
    if (!places_.empty() && std::holds_alternative<AtForm>(places_.back())) return on(LeaveForm{});
    leave_search();
    if (is_where_counts_show()) on(StopCount{});
    if (is_at_versions()) stop_reading_versions();
    if (!places_.empty()) places_.pop_back();
}

void Session::on(const OpenPeople&) { go(AtList{{.kind = ListKind::people}}); }
void Session::on(const OpenSessions&) { go(AtList{{.kind = ListKind::sessions}}); }
void Session::on(const OpenForms& action) { go(AtForms{action.about, ""}); }

// Over a form it lies like a sheet: nothing is left until a record is opened. Not over what answers one of its
// questions.
void Session::on(const OpenSearch&) {
    if (open_form_ && is_above_form()) return;
    if (!places_.empty() && std::holds_alternative<AtSearch>(places_.back())) leave_search();
    std::erase_if(places_, [](const Place& place) { return std::holds_alternative<AtSearch>(place); });
    go(AtSearch{});
}

void Session::on(const OpenRecords& action) {
    const ListKind kind = action.form == person_form ? ListKind::people : ListKind::records;
    go(AtList{{.kind = kind, .form = action.form, .query = action.query}});
}

void Session::on(const OpenDue&) { go(AtList{{.kind = ListKind::due}}); }
void Session::on(const OpenWaiting&) { go(AtList{{.kind = ListKind::waiting}}); }

// From a form that is being filled one goes away: what was typed is kept as a draft.
void Session::on(const OpenRecord& action) {
    const bool leaves_form = open_form_.has_value();
    leave_form();
    asking_.clear();
    go(AtRecord{action.record});
    if (leaves_form) tell(NoticeKind::info, form_is_kept());
}

void Session::on(const OpenConflict& action) { go(AtConflict{action.record, action.path}); }
void Session::on(const OpenSync&) { go(AtSync{}); }
void Session::on(const DismissNotice&) { notice_.reset(); }

void Session::on(const Search& action) {
    if (places_.empty()) return;
    note_typed(action.text);
    if (auto* list = std::get_if<AtList>(&places_.back())) {
        list->wish.query = action.text;
        list->wish.limit = ListWish{}.limit;
    }
    if (auto* forms = std::get_if<AtForms>(&places_.back())) forms->query = action.text;
    if (auto* areas = std::get_if<AtAreas>(&places_.back())) areas->query = action.text;
    if (auto* search = std::get_if<AtSearch>(&places_.back())) search->query = action.text;
}

void Session::on(const ShowMore&) {
    if (places_.empty()) return;
    if (auto* list = std::get_if<AtList>(&places_.back())) list->wish.limit += 200;
    if (std::holds_alternative<AtFigure>(places_.back())) report_.records_shown += 200;
}

// A door that waits for a new PIN is as good as open.
bool Session::is_idle_too_long() const {
    return (replica_ || door_.may_set_pin()) && clock_.now() - last_action_ >= preferences_.auto_lock;
}

bool Session::shows_no_records() const {
    return workbook_ && !is_practice_ && replica_->device().shows_no_records(corrected_now());
}

Instant Session::corrected_now() const { return workbook_ ? replica_->corrected(clock_.now()) : clock_.now(); }

std::string Session::today() const { return to_string(date_of(corrected_now(), viet_nam_offset)); }

void Session::lock_when_idle() {
    if (!is_idle_too_long()) return;
    on(Lock{.by_itself = true});
    changed_ = true;
}

void Session::receive() {
    lock_when_idle();
    take_recovered();
    if (!worker_) return;
    try {
        if (today() != view_.today) changed_ = true;
        if (clock_.now() - last_action_ >= search_is_read) settle_search();  // nobody types on
        for (const SyncEvent& event : worker_->take_events()) take_event(event);
        if (!worker_) return;  // what came has closed the store
        for (const BundleEvent& event : worker_->take_bundle_events()) take_event(event);
        take_report_news();
        catch_up_report();
        take_duplicate_news();
        take_version_news();
        try_again_when_due();  // last: however soon it ends, it has been seen to begin
    } catch (const DatabaseError& error) {
        changed_ = true;
        tell(error.error());
    }
}

void Session::battery_is(int percent, bool is_charging) {
    if (!workbook_) return;
    const auto news = battery_.news(percent, is_charging);
    if (!news) return;
    tell(NoticeKind::warning, *news);
    changed_ = true;
}

void Session::take_event(const SyncEvent& event) {
    changed_ = true;
    show_progress(sync_, event, options_.language);
    if (event.finished) plan_next_try(event);
    if (event.finished && event.broken) sync_.error = event.broken->message.in(options_.language);
    if (event.enrolled || event.broken) door_.enrolment_ended(event.broken);
    if (event.enrolled && replica_ && !workbook_ && !let_in()) return;
    if (event.report.must_be_wiped && event.finished) return wipe(event.report.message);
    if (!event.finished || !replica_) return;
    stop_files_after_sync();
    const SyncReport& report = event.report;
    const bool has_come = report.received + report.left + report.erased + report.repaired > 0;
    if (has_come) report_.is_behind = true;
    if (event.report.is_renewed) tell(NoticeKind::info, renewal_message());
    if (event.report.erased > 0) tell(NoticeKind::info, erased_message(event.report.erased));
    if (event.report.outcome == SyncOutcome::ok) note_newer_program(event.report.newer_program);
    replica_->reload_documents();  // the worker may have brought new ones
    leave_erased_form();
    if (const auto device = replica_->devices().load(); device && device->is_enrolled() && !workbook_) {
        workbook_ = std::make_unique<Workbook>(*replica_, clock_);
        take_preferences();
    }
    if (has_come || report.pushed > 0) count_duplicates();
}

// Somebody has asked for a sync and there was no line, or the server had no time, or somebody else answered, as on a
// hotel's network: it goes on by itself, less and less often. What was refused, and what a person has stopped, waits
// for a person.
void Session::plan_next_try(const SyncEvent& event) {
    next_try_.reset();
    if (event.report.outcome == SyncOutcome::ok) retry_.succeeded();
    const bool may_pass = event.report.outcome == SyncOutcome::offline || event.report.met_stranger;
    if (event.stopped || event.broken || !workbook_ || !may_pass) return;
    retry_.failed(event.report.retry_after);
    next_try_ = clock_.now() + retry_.wait(random_u64());
}

void Session::try_again_when_due() {
    if (!next_try_ || clock_.now() < *next_try_ || sync_.running || !workbook_) return;
    on(SyncNow{});
    changed_ = true;
}

// Once: it is no hurry, and Settings go on saying it.
void Session::note_newer_program(const std::optional<ProgramVersion>& newer) {
    if (newer && newer != newer_program_) tell(NoticeKind::info, newer_program_message(*newer));
    newer_program_ = newer;
}

double Session::next_wakeup() const {
    constexpr double never = std::numeric_limits<double>::infinity();
    if (!replica_ && !door_.may_set_pin()) return door_.wait_before_next_guess(clock_.now()).count() > 0 ? 1.0 : never;
    const Instant locks = last_action_ + preferences_.auto_lock;
    const auto left = std::min(locks, next_try_.value_or(locks)) - clock_.now();
    return std::max(0.05, std::chrono::duration<double>(left).count());
}

const ViewModel& Session::view_model() {
    const bool counting_down = !replica_ && door_.wait_before_next_guess(clock_.now()).count() > 0;
    if (!changed_ && !counting_down) return view_;
    changed_ = false;
    try {
        view_ = ViewModel{};
        view_.language = options_.language;
        view_.preferences = preferences_;
        if (notice_) view_.notice = Notice{notice_->kind, notice_->message.in(options_.language)};
        view_.today = today();
        view_.screen = screen();
        if (!workbook_) return view_;
        const DeviceInfo device = replica_->device();
        view_.user = device.user + " – " + role_text(replica_->role_names(), device.role, options_.language);
        view_.device = device.name;
        view_.is_practice = is_practice_;
        view_.is_shared = door_.has_several_people() && !is_practice_;
        if (is_practice_) view_.user = options_.language == Language::vi ? "Tập dùng" : "Practice";
        view_.sync = is_practice_ ? practice_badge(options_.language)
                                  : sync_badge(*replica_, sync_, options_.language, clock_.now());
    } catch (const DatabaseError& error) {
        view_.notice = Notice{NoticeKind::error, error.error().message.in(options_.language)};
    }
    return view_;
}

std::optional<RecordId> Session::subject_of_form() const {
    const forms::Instance& instance = open_form_->instance();
    const Path& subject = instance.form().definition.settings.subject;
    return subject.empty() ? std::nullopt : parse_uuid(instance.value(subject).text());
}

std::string Session::subject_line() const {
    const auto person = subject_of_form();
    const auto listing = person ? replica_->records().listing(*person) : std::nullopt;
    return listing ? listing->title : "";
}

Screen Session::screen() {
    if (!workbook_) return door_.screen(replica_ != nullptr, options_.language, clock_.now());
    const Language language = options_.language;
    const Instant now = corrected_now();
    const bool hands_over = !places_.empty() && std::holds_alternative<AtHandOver>(places_.back());
    if (shows_no_records() && !hands_over) {
        SyncView view = sync_view(*replica_, sync_, language, now);
        view.refused.clear();  // they name people
        const DeviceInfo device = replica_->device();
        view.lease = device.shut_out.empty() ? lease_text(device.lease_days, language)
                                             : shut_out_words(device.shut_out).in(language);
        return view;
    }
    if (places_.empty()) return home_view(*workbook_, language, now);
    const auto record_or_home = [&](const RecordId& id) -> Screen {
        if (auto view = record_view(*workbook_, id, language)) return std::move(*view);
        places_.clear();  // it left this device while it was open
        return home_view(*workbook_, language, now);
    };
    const auto to_decide = [&]() -> Screen {
        ConflictListView view = conflict_list_view(*workbook_, language);
        add_duplicates(view, *workbook_, duplicates_, language);
        return view;
    };
    return std::visit(
        Overloaded{
            [&](const AtHome&) -> Screen { return home_view(*workbook_, language, now); },
            [&](const AtList& at) -> Screen { return list_view(*workbook_, at.wish, language, now); },
            [&](const AtOverview& at) -> Screen {
                if (replica_->sees_desk()) return overview_view(*workbook_, at.what, language, now);
                return home_view(*workbook_, language, now);  // the right was taken away meanwhile
            },
            [&](const AtCaseload& at) -> Screen {
                if (replica_->sees_desk()) return caseload_view(*workbook_, at.caseload, language);
                return home_view(*workbook_, language, now);
            },
            [&](const AtPeriods& at) -> Screen {
                if (sees_periods(*workbook_)) return periods_view(*workbook_, at.period, language, now);
                return home_view(*workbook_, language, now);
            },
            [&](const AtPeriod& at) -> Screen {
                if (sees_periods(*workbook_)) return period_view(*workbook_, at.period, at.form, language, now);
                return home_view(*workbook_, language, now);
            },
            [&](const AtReports&) -> Screen { return report_list_view(*workbook_, language); },
            [&](const AtReport&) -> Screen { return report_view(); },
            [&](const AtFigure&) -> Screen { return figure_records_view(); },
            [&](const AtChart&) -> Screen { return chart_view(); },
            [&](const AtVersions&) -> Screen {
                const VersionReader reader{replica_->device().user, date_of(now, viet_nam_offset),
                                           replica_->log().count(LogState::waiting)};
                return versions_view(versions_, reader, replica_->areas(), language);
            },
            [&](const AtDifference&) -> Screen { return difference_view(versions_, replica_->areas(), language); },
            [&](const AtSearch& at) -> Screen { return search_here(at.query); },
            [&](const AtForms& at) -> Screen { return form_list_view(*workbook_, at.about, at.query, language); },
            [&](const AtRecord& at) -> Screen { return record_or_home(at.record); },
            [&](const AtForm&) -> Screen {
                const std::string saved =
                    (language == Language::vi ? "Đã lưu trên máy lúc " : "Kept on this device, ") +
                    when_text(open_form_->draft().updated, clock_.now(), language);
                FormView form = form_view(*open_form_, subject_line(), saved, language);
                form.area = area_of_form();
                if (const auto restricted = restricted_for(replica_->records(), subject_of_form()))
                    form.restriction =
                        restriction_of(*workbook_, *restricted, !open_form_->draft().record.has_value(), language);
                if (!open_form_->draft().record)
                    form.refused_consent =
                        refused_consent(*workbook_, open_form_->instance().form(), subject_of_form(), language);
                form.locked_period = locked_period_of(*workbook_, *open_form_, language);
                form.alike = alike_rows(*workbook_, lookalikes_of_form(), language);
                return form;
            },
            [&](const AtConflicts&) -> Screen { return to_decide(); },
            [&](const AtConflict& at) -> Screen {
                if (auto view = conflict_view(*workbook_, at.record, at.path, language, now)) return std::move(*view);
                return to_decide();
            },
            [&](const AtDuplicate& at) -> Screen {
                if (auto view = duplicate_view(*workbook_, at.record, at.other, language)) return std::move(*view);
                return to_decide();
            },
            [&](const AtSync&) -> Screen { return sync_view(*replica_, sync_, language, now); },
            [&](const AtHandOver&) -> Screen { return hand_over_view(); },
            [&](const AtPrint& at) -> Screen { return print_view(at); },
            [&](const AtFiles& at) -> Screen { return file_picker_view(at); },
            [&](const AtPad& at) -> Screen { return pad_view(at); },
            [&](const AtAreas& at) -> Screen { return areas_view(at); },
            [&](const AtCard& at) -> Screen { return card_screen(at); },
            [&](const AtSettings&) -> Screen { return settings_view(); },
        },
        Place(places_.back()));
}

}  // namespace nuong::client

// Home, lists and sync.
#include "client/app/views.h"

#include <algorithm>

#include "client/app/device_report.h"
#include "client/app/phrases.h"
#include "client/app/refusal.h"
#include "client/app/review.h"
#include "client/store/area_directory.h"
#include "client/store/listing.h"
#include "shared/forms/record_fields.h"
#include "shared/forms/record_title.h"
#include "shared/merge/merge.h"

namespace nuong::client {
namespace {

constexpr std::size_t due_shown_max = 5;  // on home; all of them in a list
constexpr std::size_t returned_shown_max = 20;

const FormId screening_form = "screening_assist", session_form = "communication_activity";

std::string last_sync_text(Replica& replica, Language language, Instant now) {
    const auto at = replica.device().last_sync;
    if (!at) return language == Language::vi ? "Chưa đồng bộ lần nào" : "Never synced yet";
    return (language == Language::vi ? "Đồng bộ lần cuối: " : "Last sync: ") + when_text(*at, now, language);
}

// What a draft is about: the record it changes, the person it asks about, or the name typed so far.
std::string subject_of(Workbook& workbook, const Draft& draft) {
    RecordStore& records = workbook.replica().records();
    const auto title_of_record = [&](const RecordId& id) {
        const auto listing = records.listing(id);
        return listing ? listing->title : std::string();
    };
    if (draft.record) return title_of_record(*draft.record);
    const auto form = workbook.replica().forms().find(draft.form);
    if (!form) return "";
    const Fields answers = workbook.replica().drafts().answers(draft.id);
    const Path& subject = form->definition.settings.subject;
    const Value* person = subject.empty() ? nullptr : find(answers, subject);
    if (const auto id = person ? parse_uuid(person->text()) : std::nullopt) return title_of_record(*id);
    std::string title = forms::title_of(*form, answers, "vi");
    while (title.ends_with(' ') || title.ends_with("·")) title.resize(title.size() - (title.back() == ' ' ? 1 : 2));
    return title.starts_with(title_dot) ? "" : title;  // nobody is named yet
}

// As the record is called here, or as it would have been called.
std::string title_of_refused(Replica& replica, const Change& change) {
    if (const auto listing = replica.records().listing(change.record)) return listing->title;
    const auto form = replica.forms().find(change.form);
    if (!form) return "";
    RecordState state{change.record, change.form, {}, {}};
    nuong::apply(state, change);
    return forms::title_of(*form, forms::shown_answers(form->definition, state), "vi");
}

void add_overview_tile(HomeView& view, Workbook& workbook, Language language, Instant now) {
    const auto late = late_devices(workbook, now);
    if (!late) return;
    const bool vi = language == Language::vi;
    const std::string calm = vi ? "Tuần, máy, việc trễ" : "Weeks, devices, overdue";
    view.tiles.push_back({TileIcon::overview, vi ? "Tình hình địa bàn" : "Overview",
                          *late > 0 ? (vi ? "Máy lâu chưa gửi" : "Devices are late") : calm,
                          *late > 0 ? late : std::optional<std::int64_t>(), *late > 0 ? Tone::warning : Tone::info,
                          OpenOverview{}});
}

void add_tiles(HomeView& view, Workbook& workbook, Language language) {
    const bool vi = language == Language::vi;
    RecordStore& records = workbook.replica().records();
    FormLibrary& forms = workbook.replica().forms();
    const DeviceInfo device = workbook.replica().device();
    const auto may_read = [&](const FormId& form) { return forms.find(form) && device.may_read(form); };
    const auto may_write = [&](const FormId& form) { return forms.find(form) && device.may_write(form); };
    if (may_read(person_form))
        view.tiles.push_back({TileIcon::people, vi ? "Danh sách người" : "People",
                              vi ? "Tìm, xem, sàng lọc" : "Find, look, screen", records.count(person_form),
                              Tone::neutral, OpenPeople{}});
    if (may_write(person_form))
        view.tiles.push_back({TileIcon::person, vi ? "Thêm người" : "New person",
                              vi ? "Ghi vào danh sách" : "Put on the list", std::nullopt, Tone::info,
                              StartForm{person_form, std::nullopt}});
    if (may_write(screening_form))
        view.tiles.push_back({TileIcon::screening, vi ? "Sàng lọc ẩn danh" : "Anonymous screening",
                              form_title(workbook, screening_form, language), std::nullopt, Tone::info,
                              StartForm{screening_form, std::nullopt}});
    if (may_read(session_form))
        view.tiles.push_back({TileIcon::session, vi ? "Buổi truyền thông" : "Sessions",
                              vi ? "Ghi buổi, đếm người" : "Log a session, count people", records.count(session_form),
                              Tone::neutral, OpenSessions{}});
    if (!known_reports(workbook.replica()).empty())
        view.tiles.push_back({TileIcon::report, vi ? "Báo cáo" : "Reports",
                              vi ? "Số liệu theo kỳ, ghi ra tệp" : "Figures by period, as files", std::nullopt,
                              Tone::neutral, OpenReports{}});
    view.tiles.push_back({TileIcon::form, vi ? "Phiếu khác" : "Other forms",
                          vi ? "Mọi biểu mẫu, theo nhóm" : "Every form, in groups", std::nullopt, Tone::neutral,
                          OpenForms{}});
    if (view.conflicts > 0)
        view.tiles.push_back({TileIcon::conflict, vi ? "Cần quyết định" : "To decide",
                              workbook.replica().records().conflict_count() > 0
                                  ? (vi ? "Hai người ghi khác nhau" : "Two people disagree")
                                  : (vi ? "Các câu không khớp nhau" : "Answers that do not fit"),
                              view.conflicts, Tone::warning, OpenConflicts{}});
}

}  // namespace

std::vector<DraftRow> draft_rows(Workbook& workbook, Language language, Instant now) {
    std::vector<DraftRow> rows;
    for (const Draft& draft : workbook.drafts()) {
        const std::string form = form_title(workbook, draft.form, language);
        const std::string subject = subject_of(workbook, draft);
        const std::string when = when_text(draft.updated, now, language);
        rows.push_back({draft.id, subject.empty() ? form : subject, subject.empty() ? when : form + " · " + when});
    }
    return rows;
}

HomeView home_view(Workbook& workbook, Language language, Instant now) {
    Replica& replica = workbook.replica();
    HomeView view;
    view.pending = replica.log().count(LogState::waiting);
    view.refused = replica.log().count(LogState::refused);
    view.conflicts = replica.records().to_decide_count();
    view.records = replica.records().count("");
    view.last_sync = last_sync_text(replica, language, now);
    view.refused_rows = refused_rows(replica, language);
    if (view.pending > 0)
        view.waiting = Command{language == Language::vi ? "Xem phiếu chờ gửi" : "See what waits", OpenWaiting{}, false};
    view.due = due_rows(workbook, due_shown_max + 1, language, now);
    view.more_due = view.due.size() > due_shown_max;
    if (view.more_due) view.due.resize(due_shown_max);
    view.returned = returned_rows(workbook, returned_shown_max, language);
    view.drafts = draft_rows(workbook, language, now);
    const std::int64_t out_of_sight = replica.drafts().count() - std::ssize(view.drafts);
    if (out_of_sight > 0) view.drafts_out_of_sight = drafts_out_of_sight_words(out_of_sight).in(language);
    add_overview_tile(view, workbook, language, now);
    add_tiles(view, workbook, language);
    return view;
}

std::vector<RefusedRow> refused_rows(Replica& replica, Language language) {
    std::vector<RefusedRow> rows;
    const DeviceInfo device = replica.device();
    for (const LoggedChange& logged : replica.log().refused()) {
        const RecordId& record = logged.change.record;
        const auto row =
            std::find_if(rows.begin(), rows.end(), [&](const RefusedRow& r) { return r.record == record; });
        if (row != rows.end()) {
            row->reason = words_of_refusal(logged.code, logged.reason).in(language);
            continue;
        }
        const auto form = replica.forms().find(logged.change.form);
        const std::string name = form ? form->definition.title.in(code_of(language), "vi") : logged.change.form;
        rows.push_back({record, joined(name, title_of_refused(replica, logged.change)),
                        words_of_refusal(logged.code, logged.reason).in(language),
                        form && logged.is_readable && device.may_write(logged.change.form)});
    }
    return rows;
}

SyncView sync_view(Replica& replica, const SyncView& run, Language language, Instant now) {
    const bool vi = language == Language::vi;
    SyncView view = run;
    view.last_sync = last_sync_text(replica, language, now);
    view.pending = replica.log().count(LogState::waiting);
    view.conflicts = replica.records().to_decide_count();
    view.refused = refused_rows(replica, language);
    if (run.finished && !run.stopped && run.error.empty()) view.progress_text = vi ? "Đã đồng bộ xong" : "All synced";
    return view;
}

SyncBadge sync_badge(Replica& replica, const SyncView& run, Language language, Instant now) {
    const bool vi = language == Language::vi;
    const std::int64_t pending = replica.log().count(LogState::waiting);
    if (run.running) return {SyncState::syncing, vi ? "Đang đồng bộ" : "Syncing", "", run.progress};
    const auto last = replica.device().last_sync;
    const std::string when = last ? (vi ? "lần cuối " : "last ") + when_text(*last, now, language)
                                  : (vi ? "chưa gửi lần nào" : "nothing sent yet");
    const std::string waiting = std::to_string(pending) + (vi ? " chờ gửi" : " waiting");
    if (run.offline)
        return {SyncState::offline, vi ? "Chưa có mạng" : "Offline", pending > 0 ? joined(waiting, when) : when};
    if (!run.error.empty() || replica.log().count(LogState::refused) > 0)
        return {SyncState::attention, vi ? "Cần xem lại" : "Needs attention", when};
    if (pending > 0) return {SyncState::idle, waiting, when};
    if (!last) return {SyncState::idle, vi ? "Đồng bộ" : "Sync", when};
    return {run.finished ? SyncState::done : SyncState::idle, vi ? "Đã gửi hết" : "All sent", when};
}

SyncBadge practice_badge(Language language) {
    const bool vi = language == Language::vi;
    return {SyncState::idle, vi ? "Không gửi gì" : "Nothing is sent", vi ? "chỉ để tập" : "only practice"};
}

std::string form_title(Workbook& workbook, const FormId& id, Language language) {
    const auto form = workbook.replica().forms().find(id);
    return form ? form->definition.title.in(code_of(language), "vi") : id;
}

Message quoted_titles(Workbook& workbook, const std::vector<FormId>& forms) {
    Message titles;
    for (const FormId& form : forms) {
        titles.vi += (titles.vi.empty() ? "“" : ", “") + form_title(workbook, form, Language::vi) + "”";
        titles.en += (titles.en.empty() ? "\"" : ", \"") + form_title(workbook, form, Language::en) + "\"";
    }
    return titles;
}

std::string area_name(Workbook& workbook, const AreaCode& code, Language language) {
    const AreaTree& areas = workbook.replica().areas();
    const Area* area = areas.find(code);
    return area ? area->name.in(language) : code;
}

}  // namespace nuong::client

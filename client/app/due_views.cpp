// Whom and what somebody has to come back to: on home, and as lists of what should have been by now.
#include <algorithm>
#include <set>

#include "client/app/phrases.h"
#include "client/app/restriction.h"
#include "client/app/views.h"
#include "client/store/listing.h"
#include "shared/base/time_zone.h"

namespace nuong::client {
namespace {

std::string days_text(std::int64_t days, Language language) {
    return std::to_string(days) + (language == Language::vi ? " ngày" : days == 1 ? " day" : " days");
}

// How late, or how long it may still take.
Badge due_badge(Date due, Date today, Language language) {
    const bool vi = language == Language::vi;
    const auto late = (today - due).count();
    if (late == 0) return {vi ? "Hôm nay" : "Today", Tone::info};
    if (late < 0) return {(vi ? "Còn " : "In ") + days_text(-late, language), Tone::neutral};
    return {vi ? "Trễ " + days_text(late, language) : days_text(late, language) + " late", Tone::warning};
}

// The form says what is due and when. The row leads to the person, where the next form begins; of what waits for an
// outcome to the record itself, where that is written.
Row due_row(Workbook& workbook, const Listing& listing, bool waits, Date today, Language language) {
    RecordStore& records = workbook.replica().records();
    const auto subject = listing.subject ? records.listing(*listing.subject) : std::nullopt;
    const TitleParts title = parts_of_title(subject ? subject->title : listing.title);
    Row row{subject && !waits ? subject->record : listing.record, title.name, "", {}};
    const std::string what = waits ? parts_of_title(listing.title).name : "";
    const Message by = waits ? Message{"hạn ", "due "} : Message{"hẹn ", "due "};
    row.detail = joined(what.empty() ? form_title(workbook, listing.form, language) : what,
                        by.in(language) + date_text(listing.due_on));
    if (!subject) row.detail = joined(title.rest, row.detail);
    if (const auto due = parse_date(listing.due_on)) row.badges.push_back(due_badge(*due, today, language));
    if (listing.is_restricted || (subject && subject->is_restricted)) row.badges.push_back(restriction_badge(language));
    return row;
}

constexpr std::chrono::days overdue_max{30};  // later than that it is not work of today: the desk sees it still

std::set<FormId> event_forms(Workbook& workbook) {
    std::set<FormId> events;
    for (const auto& [id, form] : workbook.replica().forms().all())
        if (form->definition.settings.kind == forms::FormKind::event) events.insert(id);
    return events;
}

// Forms whose records wait for an outcome, however long that takes: they stay in sight until their due day is blank.
// All others wait for somebody to come by.
std::set<FormId> waiting_forms(Workbook& workbook) {
    std::set<FormId> waiting;
    for (const auto& [id, form] : workbook.replica().forms().all())
        if ((" " + form->definition.settings.style + " ").find(" waits ") != std::string::npos) waiting.insert(id);
    return waiting;
}

}  // namespace

// What should have happened by now, however long ago: whoever looks after an area must not lose the worst from sight.
std::vector<Listing> late_listings(Workbook& workbook, Late what, std::size_t limit, Instant now) {
    const Date today = date_of(now, viet_nam_offset);
    RecordStore& records = workbook.replica().records();
    const auto waiting = waiting_forms(workbook);
    const std::string yesterday = to_string(today - std::chrono::days(1));
    if (what == Late::visits) return records.due("", yesterday, event_forms(workbook), waiting, limit);
    std::vector<Listing> late;
    for (const FormId& form : waiting) {
        if ((form == request_form) != (what == Late::requests)) continue;
        for (Listing& listing : records.open(form, yesterday, SIZE_MAX >> 1))
            if (listing.due_on <= yesterday) late.push_back(std::move(listing));
    }
    if (late.size() > limit) late.resize(limit);
    return late;
}

std::vector<Listing> due_listings(Workbook& workbook, std::size_t limit, Instant now) {
    const Date today = date_of(now, viet_nam_offset);
    const std::string day = to_string(today);
    RecordStore& records = workbook.replica().records();
    const auto waiting = waiting_forms(workbook);
    std::vector<Listing> found =
        records.due(to_string(today - overdue_max), day, event_forms(workbook), waiting, limit);
    for (const FormId& form : waiting)
        for (Listing& listing : records.open(form, day, limit)) found.push_back(std::move(listing));
    // What is due or late, the latest first, but before all else what the law gives a day; then what may still take
    // some days, the nearest first.
    std::stable_sort(found.begin(), found.end(), [&](const Listing& a, const Listing& b) {
        const bool a_later = a.due_on > day, b_later = b.due_on > day;
        if (a_later != b_later) return b_later;
        const bool a_asked = a.form == request_form, b_asked = b.form == request_form;
        if (!a_later && a_asked != b_asked) return a_asked;
        return a_later ? a.due_on < b.due_on : a.due_on > b.due_on;
    });
    if (found.size() > limit) found.resize(limit);
    return found;
}

std::vector<Row> due_rows(Workbook& workbook, std::size_t limit, Language language, Instant now) {
    const Date today = date_of(now, viet_nam_offset);
    const auto waiting = waiting_forms(workbook);
    std::vector<Row> rows;
    for (const Listing& listing : due_listings(workbook, limit, now))
        rows.push_back(due_row(workbook, listing, waiting.contains(listing.form), today, language));
    return rows;
}

std::vector<Row> late_rows(Workbook& workbook, Late what, std::size_t limit, Language language, Instant now) {
    const Date today = date_of(now, viet_nam_offset);
    std::vector<Row> rows;
    for (const Listing& listing : late_listings(workbook, what, limit, now))
        rows.push_back(due_row(workbook, listing, what != Late::visits, today, language));
    return rows;
}

bool can_be_late(Workbook& workbook, Late what) {
    const DeviceInfo device = workbook.replica().device();
    const auto waiting = waiting_forms(workbook);
    const auto kind_of = [&](const FormId& form) {
        return !waiting.contains(form) ? Late::visits : form == request_form ? Late::requests : Late::referrals;
    };
    const auto& forms = workbook.replica().forms().all();
    return std::any_of(forms.begin(), forms.end(), [&](const auto& known) {
        const auto& [id, form] = known;
        return !form->definition.settings.due.empty() && device.may_read(id) && kind_of(id) == what;
    });
}

LateCount count_late(Workbook& workbook, Instant now) {
    const Date today = date_of(now, viet_nam_offset);
    const std::string yesterday = to_string(today - std::chrono::days(1));
    const auto waiting = waiting_forms(workbook);
    std::set<FormId> visits = event_forms(workbook);  // of these a later one takes the place of an earlier
    for (const FormId& form : waiting) visits.erase(form);
    LateCount count;
    for (const auto& [form, late] : workbook.replica().records().due_counts("", yesterday, visits)) {
        if (!waiting.contains(form)) count.visits += late;
        else (form == request_form ? count.requests : count.referrals) += late;
    }
    return count;
}

}  // namespace nuong::client

// What waits for a person to decide, and one conflict.
#include <algorithm>

#include "client/app/area_choice.h"
#include "client/app/conflicts.h"
#include "client/app/form_view.h"
#include "client/app/inconsistency.h"
#include "client/app/list_rights.h"
#include "client/app/phrases.h"
#include "client/app/restriction.h"
#include "client/app/views.h"
#include "client/store/listing.h"

namespace nuong::client {
namespace {

// Devices know each other by number only; whoever looks after an area knows the names of those there.
std::string device_text(Workbook& workbook, DeviceId device, Language language) {
    Replica& replica = workbook.replica();
    if (replica.device().device == device) return language == Language::vi ? "máy này" : "this device";
    if (replica.sees_desk())
        if (const auto told = replica.desk().told())
            for (const protocol::DeskDevice& each : told->desk.devices)
                if (each.device == device && !each.name.empty()) return each.name;
    return language == Language::vi ? "máy khác" : "another device";
}

// A line of a list has room for one; the record says them all.
std::string first_line(const std::string& lines) {
    const auto more = std::count(lines.begin(), lines.end(), '\n');
    return lines.substr(0, lines.find('\n')) + (more > 0 ? " (+" + std::to_string(more) + ")" : "");
}

void add_inconsistent(ConflictListView& view, Workbook& workbook, Language language) {
    ListQuery query;
    query.only_inconsistent = true;
    query.limit = 500;
    for (const Listing& listing : workbook.replica().records().list(query)) {
        const auto sheet = workbook.open(listing.record);
        if (!sheet) continue;
        if (const auto found = inconsistency_of(*sheet, language))
            view.inconsistent.push_back({listing.record, "", listing.title, "", first_line(found->reason)});
    }
}

}  // namespace

ConflictListView conflict_list_view(Workbook& workbook, Language language) {
    ConflictListView view;
    ListQuery query;
    query.only_conflicts = true;
    query.limit = conflicts_max;
    for (const Listing& listing : workbook.replica().records().list(query)) {
        const auto sheet = workbook.open(listing.record);
        if (!sheet || !sheet->form) continue;
        for (const forms::FieldConflict& conflict : sheet->conflicts) {
            ConflictRow row{listing.record, conflict.path, listing.title, conflict_label(conflict, language), ""};
            for (const Head& head : conflict.heads)
                row.summary += (row.summary.empty() ? "" : " / ") +
                               conflict_text(workbook, sheet->form->definition, conflict, head.value, language);
            view.rows.push_back(std::move(row));
        }
    }
    view.may_be_written = !view.rows.empty() && file_right(workbook, {.kind = ListKind::conflicts}).is_given;
    add_inconsistent(view, workbook, language);
    return view;
}

namespace {

HeadView head_view(Workbook& workbook, const forms::FormDefinition& form, const forms::FieldConflict& conflict,
                   const Head& head, Language language, Instant now) {
    HeadView view{head.dot,
                  conflict_text(workbook, form, conflict, head.value, language),
                  head.author,
                  device_text(workbook, head.dot.device, language),
                  when_text(head.at, now, language),
                  "",
                  head.value == conflict.shown};
    if (head.before && !head.before->is_blank())
        view.before = conflict_text(workbook, form, conflict, *head.before, language);
    return view;
}

// "Hồ sơ nghiện · Võ Lao · 05/02/2026"
std::string place_of(Workbook& workbook, const forms::FormDefinition& form, const Listing& listing, Language language) {
    std::string place = form.title.in(code_of(language), "vi");
    if (!listing.area.empty()) place += " · " + area_text(workbook.replica().areas(), listing.area, language);
    if (!listing.occurred_on.empty()) place += " · " + date_text(listing.occurred_on);
    return place;
}

std::vector<TimelineEntry> story_of(Workbook& workbook, const Listing& listing, Language language) {
    constexpr std::size_t entries_max = 5;
    if (restricted_for(workbook.replica().records(), listing)) return {};  // what may be done with it, the record says
    auto story = timeline_of(workbook, listing.subject.value_or(listing.record), language);
    if (story.size() > entries_max) story.resize(entries_max);
    return story;
}

ConflictRow alike_row(Workbook& workbook, const forms::FormDefinition& form, const FieldPlace& place,
                      Language language) {
    const auto listing = workbook.replica().records().listing(place.record);
    if (!listing) return {place.record, place.path, to_string(place.record), "", ""};
    return {place.record, place.path, listing->title, "", place_of(workbook, form, *listing, language)};
}

}  // namespace

std::optional<ConflictView> conflict_view(Workbook& workbook, const RecordId& id, const Path& path, Language language,
                                          Instant now) {
    const auto sheet = workbook.open(id);
    const auto listing = workbook.replica().records().listing(id);
    if (!sheet || !sheet->form || !listing) return std::nullopt;
    const forms::FormDefinition& form = sheet->form->definition;
    const forms::FieldConflict* found = conflict_at(*sheet, path);
    if (!found) return std::nullopt;
    const forms::FieldConflict& conflict = *found;
    ConflictView view;
    view.record = id;
    view.path = path;
    view.title = listing->title;
    view.field = conflict_label(conflict, language);
    view.shown = conflict_text(workbook, form, conflict, conflict.shown, language);
    view.about = place_of(workbook, form, *listing, language);
    view.story = story_of(workbook, *listing, language);
    for (const Head& head : conflict.heads)
        view.heads.push_back(head_view(workbook, form, conflict, head, language, now));
    for (const FieldPlace& other : conflicts_alike(workbook, {id, path}))
        view.alike.push_back(alike_row(workbook, form, other, language));
    const forms::Instance instance = workbook.instance_over(sheet->form, sheet->answers, language);
    const auto item = conflict.node && !forms::is_container(conflict.node->type) ? instance.find(path) : std::nullopt;
    view.other_value = item && conflict.node->type != forms::FieldType::record_ref;  // one of those at hand
    if (view.other_value) view.editor = form_item(instance.view(*item), form, "", code_of(language));
    if (view.editor.kind == ItemKind::area) view.editor.kind = ItemKind::text;  // there is no form to come back to
    return view;
}

}  // namespace nuong::client

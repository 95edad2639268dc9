#include "client/app/list_records.h"

#include <algorithm>
#include <map>
#include <set>

#include "client/store/listing.h"
#include "shared/base/text.h"

namespace nuong::client {
namespace {

DaysQuery query_of(Workbook& workbook, const OpenDays& days) {
    const AreaTree& areas = workbook.replica().areas();
    std::vector<AreaCode> within = days.area.empty() ? std::vector<AreaCode>() : areas.self_and_below(days.area);
    if (within.empty() && !days.area.empty()) within = {days.area};  // one that this device does not know
    return {days.from,           days.until,         std::move(within),  days.form,
            days.only_unchecked, days.only_returned, days.only_to_decide};
}

std::vector<RecordId> records_of(const std::vector<Listing>& listings) {
    std::vector<RecordId> records;
    for (const Listing& listing : listings) records.push_back(listing.record);
    return records;
}

std::vector<RecordId> records_in_conflict(RecordStore& records, std::size_t limit) {
    ListQuery query;
    query.only_conflicts = true;
    query.limit = limit;
    return records_of(records.list(query));
}

}  // namespace

const char* name_of(ListKind kind) {
    switch (kind) {
        case ListKind::people: return "people";
        case ListKind::sessions: return "sessions";
        case ListKind::records: return "records";
        case ListKind::due: return "due";
        case ListKind::waiting: return "waiting";
        case ListKind::days: return "days";
        case ListKind::returned: return "returned";
        case ListKind::unchecked: return "unchecked";
        case ListKind::drafts: return "drafts";
        case ListKind::late_visits: return "late_visits";
        case ListKind::late_referrals: return "late_referrals";
        case ListKind::late_requests: return "late_requests";
        case ListKind::conflicts: return "conflicts";
        case ListKind::found: return "search";
        case ListKind::figure: return "figure";
    }
    return "records";
}

bool is_gathered(ListKind kind) {
    return kind != ListKind::people && kind != ListKind::sessions && kind != ListKind::records;
}

FormId form_of_list(const ListWish& wish) {
    if (wish.kind == ListKind::people) return person_form;
    if (wish.kind == ListKind::sessions) return "communication_activity";
    return wish.kind == ListKind::records ? wish.form : "";
}

bool is_searched(const ListWish& wish) { return !fold_for_search(wish.query).empty(); }

std::vector<RecordId> gathered_records(Workbook& workbook, const ListWish& wish, std::size_t limit, Instant now) {
    Replica& replica = workbook.replica();
    switch (wish.kind) {
        case ListKind::due: return records_of(due_listings(workbook, limit, now));
        case ListKind::late_visits: return records_of(late_listings(workbook, Late::visits, limit, now));
        case ListKind::late_referrals: return records_of(late_listings(workbook, Late::referrals, limit, now));
        case ListKind::late_requests: return records_of(late_listings(workbook, Late::requests, limit, now));
        case ListKind::days: return replica.desk().records_of_days(query_of(workbook, wish.days), limit);
        case ListKind::returned: return replica.desk().returned(limit);
        case ListKind::unchecked: return replica.desk().unchecked(replica.device().review, limit);
        case ListKind::waiting: return replica.log().waiting_records(limit);
        case ListKind::conflicts: return records_in_conflict(replica.records(), limit);
        default: return {};
    }
}

namespace {

std::int64_t count_of_days(Workbook& workbook, const OpenDays& days) {
    const DaysQuery query = query_of(workbook, days);
    DeskStore& desk = workbook.replica().desk();
    const bool is_some = query.only_unchecked || query.only_returned || query.only_to_decide;
    if (!query.form.empty() || is_some) return std::ssize(desk.records_of_days(query, all_records));
    std::int64_t count = 0;
    for (const DayCount& each : desk.day_counts(query.from, query.until))
        if (query.areas.empty() || std::find(query.areas.begin(), query.areas.end(), each.area) != query.areas.end())
            count += each.records;
    return count;
}

// By its title, from the beginning of a word: fewer letters are most often those of a name ("Lan" is no "lần gặp").
bool is_called(Workbook& workbook, const FormId& form, const std::string& query) {
    constexpr std::size_t letters_min = 4;
    const std::string wanted = " " + fold_for_search(query);
    if (wanted.size() <= letters_min) return false;
    const auto says = [&](Language language) {
        return (" " + fold_for_search(form_title(workbook, form, language))).find(wanted) != std::string::npos;
    };
    return says(Language::vi) || says(Language::en);
}

// What words find among the lines in memory; a record is read only where its own line says nothing.
class WordsFound {
public:
    WordsFound(Workbook& workbook, const std::string& query) : records_(workbook.replica().records()) {
        Replica& replica = workbook.replica();
        for (const FormId& form : records_.forms_to_find()) {
            if (is_called(workbook, form, query)) forms_.insert(form);
            for (const RecordId& id : records_.find_ids(form, query, replica.place_names(), all_records))
                found_.insert(id);
        }
    }
    bool has(const RecordId& id) {
        if (found_.contains(id)) return true;
        const auto listing = records_.listing(id);
        return listing && (forms_.contains(listing->form) || (listing->subject && found_.contains(*listing->subject)));
    }

private:
    RecordStore& records_;
    std::set<FormId> forms_;
    std::set<RecordId> found_;
};

}  // namespace

std::int64_t count_gathered(Workbook& workbook, const ListWish& wish, Instant now) {
    Replica& replica = workbook.replica();
    switch (wish.kind) {
        case ListKind::days: return count_of_days(workbook, wish.days);
        case ListKind::returned: return replica.desk().returned_count();
        case ListKind::unchecked: return replica.desk().unchecked_count(replica.device().review);
        default: return std::ssize(gathered_records(workbook, wish, all_records, now));
    }
}

std::vector<RecordId> found_among(Workbook& workbook, const std::vector<RecordId>& records, const std::string& query) {
    WordsFound words(workbook, query);
    std::vector<RecordId> found;
    for (const RecordId& id : records)
        if (words.has(id)) found.push_back(id);
    return found;
}

namespace {

std::vector<FormPart> by_form(RecordStore& records, const std::vector<RecordId>& ids) {
    std::map<FormId, std::vector<RecordId>> sorted;
    for (const RecordId& id : ids)
        if (const auto listing = records.listing(id)) sorted[listing->form].push_back(id);
    std::vector<FormPart> parts;
    for (auto& [form, own] : sorted) parts.push_back({form, std::move(own)});
    return parts;
}

FormPart part_found(Replica& replica, const FormId& form, const std::string& query) {
    return {form, replica.records().find_ids(form, query, replica.place_names(), all_records)};
}

std::vector<FormPart> found_everywhere(Replica& replica, const std::string& query) {
    std::vector<FormPart> parts;
    for (const FormId& form : forms_searched(replica)) parts.push_back(part_found(replica, form, query));
    return parts;
}

Result<std::vector<FormPart>> behind_figure(Workbook& workbook, const FigureWish& figure,
                                            const CountProgress& progress) {
    const auto found = records_behind(workbook, figure.report, figure.at, progress);
    if (!found) return found.error();
    std::vector<RecordId> ids;
    for (const reports::RecordBehind& each : *found)
        if (const auto id = parse_uuid(each.record)) ids.push_back(*id);
    return by_form(workbook.replica().records(), ids);
}

Result<std::vector<FormPart>> unsorted_parts(Workbook& workbook, const ListWish& wish, Instant now,
                                             const CountProgress& progress) {
    Replica& replica = workbook.replica();
    if (wish.kind == ListKind::figure && wish.figure) return behind_figure(workbook, *wish.figure, progress);
    if (wish.kind == ListKind::found)
        return is_searched(wish) ? found_everywhere(replica, wish.query) : std::vector<FormPart>();
    if (is_gathered(wish.kind)) return by_form(replica.records(), gathered_records(workbook, wish, all_records, now));
    const FormId form = form_of_list(wish);
    return std::vector<FormPart>{is_searched(wish) ? part_found(replica, form, wish.query) : FormPart{form, {}}};
}

}  // namespace

std::vector<FormId> forms_searched(Replica& replica) {
    const DeviceInfo device = replica.device();
    std::vector<FormId> forms = replica.records().forms_to_find();
    std::erase_if(forms, [&](const FormId& form) { return !device.may_read(form); });
    return forms;
}

Result<std::vector<FormPart>> parts_of_list(Workbook& workbook, const ListWish& wish, Instant now,
                                            const CountProgress& progress) {
    auto parts = unsorted_parts(workbook, wish, now, progress);
    if (!parts) return parts;
    for (FormPart& part : *parts)
        if (part.records) std::sort(part.records->begin(), part.records->end());
    return parts;
}

}  // namespace nuong::client

#include "client/app/list_records.h"

#include <algorithm>
#include <map>

#include "client/store/listing.h"
#include "shared/base/text.h"

namespace nuong::client {
namespace {

DaysQuery query_of(Workbook& workbook, const OpenDays& days) {
    const AreaTree& areas = workbook.replica().areas();
    std::vector<AreaCode> within = days.area.empty() ? std::vector<AreaCode>() : areas.self_and_below(days.area);
    if (within.empty() && !days.area.empty()) within = {days.area};  // one that this device does not know
    return {days.from, days.until, std::move(within), days.form, days.only_unchecked};
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

std::vector<FormPart> parts_of_list(Workbook& workbook, const ListWish& wish, Instant now) {
    Replica& replica = workbook.replica();
    RecordStore& records = replica.records();
    std::vector<FormPart> parts;
    if (is_gathered(wish.kind)) {
        std::map<FormId, std::vector<RecordId>> by_form;
        for (const RecordId& id : gathered_records(workbook, wish, all_records, now))
            if (const auto listing = records.listing(id)) by_form[listing->form].push_back(id);
        for (auto& [form, ids] : by_form) parts.push_back({form, std::move(ids)});
    } else {
        parts.push_back({form_of_list(wish), {}});
        if (is_searched(wish))
            parts[0].records = records.find_ids(parts[0].form, wish.query, replica.place_names(), all_records);
    }
    for (FormPart& part : parts)
        if (part.records) std::sort(part.records->begin(), part.records->end());
    return parts;
}

}  // namespace nuong::client

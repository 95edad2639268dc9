#include "client/store/desk_store.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_set>

#include "shared/base/json.h"
#include "shared/sqlite/columns.h"

namespace nuong::client {
namespace {

// So that a question about many records reads no record's own line. Each holds all that its question names.
constexpr std::string_view indexes =
    "create index if not exists listing_day on listing(occurred_on, area, status);"
    "create index if not exists listing_back on listing(due_on, form, status, subject, occurred_on, at)"
    " where due_on <> '';"
    "create index if not exists listing_last on listing(subject, form, occurred_on, at, status)"
    " where subject is not null;"
    "create index if not exists listing_unchecked on listing(form, at) where status = 'submitted'";

// What would be asked to be looked over, and has a correction that stands. There are few: they are taken from the
// numbers of all, which come out of an index.
const std::string corrected_records =
    " from listing newer cross join listing older on older.record = newer.corrects where newer.corrects is not null and"
    " newer.status <> 'void' and older.status = 'submitted'";

Instant instant_from(std::int64_t ms) { return Instant(std::chrono::milliseconds(ms)); }

}  // namespace

namespace {

Json role_in(SchemaStore& schemas, const std::string& role) {
    for (const std::string& body : schemas.bodies("roles")) {
        const auto json = parse_json(body, "roles");
        if (!json || !json->is_object() || !json->contains("roles") || !(*json)["roles"].is_array()) continue;
        for (const Json& each : (*json)["roles"])
            if (each.is_object() && each.contains("id") && each["id"] == role) return each;
    }
    return Json::object();
}

}  // namespace

bool sees_desk(SchemaStore& schemas, const std::string& role) {
    const Json found = role_in(schemas, role);
    return found.contains("desk") && found["desk"] == true;
}

std::vector<FormId> own_forms_of(SchemaStore& schemas, const std::string& role) {
    std::vector<FormId> forms;
    const Json found = role_in(schemas, role);
    if (!found.contains("assigned_only") || !found["assigned_only"].is_array()) return forms;
    for (const Json& form : found["assigned_only"])
        if (form.is_string()) forms.push_back(form.get<FormId>());
    return forms;
}

void DeskStore::take(const protocol::Desk& desk, Instant at) {
    if (desk.devices.empty()) {
        db_.execute(
            "delete from desk; drop index if exists listing_day; drop index if exists listing_back;"
            " drop index if exists listing_last; drop index if exists listing_unchecked");
        return;
    }
    db_.execute(indexes);
    const std::string body = protocol::encode(desk);
    db_.prepare("insert or replace into desk(id, at, body) values(0, ?, ?)")
        .bind(1, at.time_since_epoch().count())
        .bind(2, body)
        .run();
}

std::optional<ToldDesk> DeskStore::told() {
    Statement row = db_.prepare("select at, body from desk");
    if (!row.step()) return std::nullopt;
    auto desk = protocol::decode_desk(std::string(row.text(1)));
    if (!desk) return std::nullopt;  // the next sync brings it anew
    return ToldDesk{std::move(*desk), instant_from(row.integer(0))};
}

std::string DeskStore::mark() {
    const auto held = told();
    return held ? protocol::fingerprint(held->desk) : "";
}

void DeskStore::note_count(const std::string& what, const Counted& counted) {
    db_.prepare("insert or replace into counted(what, number, at) values(?, ?, ?)")
        .bind(1, what)
        .bind(2, counted.number)
        .bind(3, counted.at.time_since_epoch().count())
        .run();
}

std::optional<Counted> DeskStore::count(const std::string& what) {
    Statement row = db_.prepare("select number, at from counted where what = ?");
    row.bind(1, what);
    if (!row.step()) return std::nullopt;
    return Counted{row.integer(0), instant_from(row.integer(1))};
}

std::vector<DayCount> DeskStore::day_counts(const std::string& from, const std::string& until) {
    Statement rows = db_.prepare(
        "select occurred_on, area, count(*) from listing where occurred_on between ? and ? and status <> 'void'"
        " group by occurred_on, area");
    rows.bind(1, from).bind(2, until);
    std::vector<DayCount> counts;
    while (rows.step()) counts.push_back({std::string(rows.text(0)), std::string(rows.text(1)), rows.integer(2)});
    return counts;
}

std::vector<FormCount> DeskStore::form_counts(const std::string& from, const std::string& until) {
    Statement rows = db_.prepare(
        "select form, count(*), sum(status = 'submitted'), sum(status = 'returned'), sum(conflicts > 0 or "
        "inconsistencies > 0)"
        " from listing"
        " where occurred_on between ? and ? and status <> 'void' group by form order by form");
    rows.bind(1, from).bind(2, until);
    std::vector<FormCount> counts;
    while (rows.step())
        counts.push_back(
            {std::string(rows.text(0)), rows.integer(1), rows.integer(2), rows.integer(3), rows.integer(4)});
    Statement corrected = db_.prepare("select older.form, count(distinct older.record)" + corrected_records +
                                      " and older.occurred_on between ? and ? group by older.form");
    corrected.bind(1, from).bind(2, until);
    while (corrected.step())
        for (FormCount& each : counts)
            if (each.form == corrected.text(0)) each.unchecked -= corrected.integer(1);
    return counts;
}

std::vector<RecordId> DeskStore::records_of_days(const DaysQuery& query, std::size_t limit) {
    const std::unordered_set<std::string> wanted(query.areas.begin(), query.areas.end());
    Statement rows = db_.prepare(
        "select record, area, form, status, conflicts > 0 or inconsistencies > 0 from listing where occurred_on "
        "between ? and ? and status <> 'void'"
        " order by occurred_on desc, area desc, record desc");
    rows.bind(1, query.from).bind(2, query.until);
    std::vector<RecordId> records;
    while (records.size() < limit && rows.step()) {
        const RecordId record = columns::uuid_from(rows.blob(0));
        const bool is_there = query.areas.empty() || wanted.contains(std::string(rows.text(1)));
        const bool is_of_form = query.form.empty() || query.form == rows.text(2);
        const bool is_in_state = (!query.only_unchecked || rows.text(3) == status::submitted) &&
                                 (!query.only_returned || rows.text(3) == status::returned) &&
                                 (!query.only_to_decide || rows.integer(4) != 0);
        if (!is_there || !is_of_form || !is_in_state) continue;
        if (!query.only_unchecked || !is_corrected(record)) records.push_back(record);
    }
    return records;
}

std::int64_t DeskStore::returned_count() {
    return db_.integer_of("select count(*) from listing where status = 'returned'");
}

std::int64_t DeskStore::unchecked_count(const std::vector<FormId>& forms) {
    std::int64_t count = 0;
    for (const FormId& form : forms) {
        Statement row = db_.prepare("select count(*) from listing where status = 'submitted' and form = ?");
        row.bind(1, form);
        if (row.step()) count += row.integer(0);
    }
    Statement corrected =
        db_.prepare("select older.form, count(distinct older.record)" + corrected_records + " group by older.form");
    while (corrected.step())
        if (std::find(forms.begin(), forms.end(), corrected.text(0)) != forms.end()) count -= corrected.integer(1);
    return count;
}

std::vector<RecordId> DeskStore::unchecked(const std::vector<FormId>& forms, std::size_t limit) {
    std::vector<std::pair<std::int64_t, RecordId>> found;
    for (const FormId& form : forms) {
        Statement rows = db_.prepare(
            "select at, record from listing where status = 'submitted' and form = ? and not exists(select 1 from"
            " listing newer where newer.corrects = listing.record and newer.status <> 'void')"
            " order by at, record limit ?");
        rows.bind(1, form).bind(2, static_cast<std::int64_t>(limit));
        while (rows.step()) found.emplace_back(rows.integer(0), columns::uuid_from(rows.blob(1)));
    }
    std::sort(found.begin(), found.end());
    std::vector<RecordId> records;
    for (std::size_t i = 0; i < std::min(limit, found.size()); ++i) records.push_back(found[i].second);
    return records;
}

bool DeskStore::is_corrected(const RecordId& record) {
    return db_.prepare("select 1 from listing where corrects = ? and status <> 'void' limit 1")
        .bind(1, Blob(record.bytes))
        .step();
}

std::vector<RecordId> DeskStore::returned(std::size_t limit) {
    Statement rows =
        db_.prepare("select record from listing where status = 'returned' order by at desc, record limit ?");
    rows.bind(1, static_cast<std::int64_t>(limit));
    std::vector<RecordId> records;
    while (rows.step()) records.push_back(columns::uuid_from(rows.blob(0)));
    return records;
}

std::vector<RecordId> DeskStore::returned_of(const std::function<bool(const FormId&)>& is_wanted) {
    Statement rows = db_.prepare("select record, form from listing where status = 'returned' order by at desc, record");
    std::vector<RecordId> records;
    while (rows.step())
        if (is_wanted(std::string(rows.text(1)))) records.push_back(columns::uuid_from(rows.blob(0)));
    return records;
}

}  // namespace nuong::client

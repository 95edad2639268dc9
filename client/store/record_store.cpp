#include "client/store/record_store.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/base/text.h"
#include "shared/model/digest.h"
#include "shared/protocol/codec.h"
#include "shared/sqlite/columns.h"

namespace nuong::client {
namespace {

// As listing_from() reads them.
const std::string select_listing =
    "select record, form, area, status, subject, occurred_on, title, search, conflicts, at, due_on, restricted,"
    " inconsistencies, corrects from listing ";
const std::string select_one_listing = select_listing + "where record = ?";
const std::string select_open_listing = select_listing +
                                        "where form = ? and due_on <> '' and status <> 'void' order by "
                                        "abs(julianday(due_on) - julianday(?)), record limit ?";
const std::string select_due_listing =
    select_listing + "where due_on <> '' and due_on between ? and ? order by due_on desc, record";

// Without a mark, the one that is there stays.
constexpr std::string_view upsert_listing =
    "insert into listing(record, form, area, status, subject, occurred_on, title, search, conflicts, at, due_on,"
    " restricted, mark, inconsistencies, corrects) values(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " on conflict(record) do "
    "update set form = "
    "excluded.form,"
    " area = excluded.area, status = excluded.status, subject = excluded.subject, occurred_on = excluded.occurred_on,"
    " title = excluded.title, search = excluded.search, conflicts = excluded.conflicts, at = excluded.at,"
    " due_on = excluded.due_on, restricted = excluded.restricted,"
    " inconsistencies = excluded.inconsistencies, corrects = excluded.corrects, mark = coalesce(excluded.mark, mark)";

Listing listing_from(const Statement& row) {
    Listing listing;
    listing.record = columns::uuid_from(row.blob(0));
    listing.form = row.text(1);
    listing.area = row.text(2);
    listing.status = row.text(3);
    if (!row.is_null(4)) listing.subject = columns::uuid_from(row.blob(4));
    listing.occurred_on = row.text(5);
    listing.title = row.text(6);
    listing.search = row.text(7);
    listing.conflicts = row.integer(8);
    listing.at = Instant(std::chrono::milliseconds(row.integer(9)));
    listing.due_on = row.text(10);
    listing.is_restricted = row.integer(11) != 0;
    listing.inconsistencies = row.integer(12);
    if (!row.is_null(13)) listing.corrects = columns::uuid_from(row.blob(13));
    return listing;
}

std::optional<RecordState> read_state(Statement& row) {
    if (!row.step()) return std::nullopt;
    auto state = protocol::decode_state(row.text(0));
    if (!state) throw DatabaseError(DatabaseError::Kind::damaged, "record: " + state.error().message.en);
    return std::move(*state);
}

std::vector<std::string> words_of(std::string_view search) {
    std::vector<std::string> words;
    std::string word;
    for (const char c : fold_for_search(search) + " ") {
        if (c != ' ') {
            word += c;
        } else if (!word.empty()) {
            words.push_back(std::move(word));
            word.clear();
        }
    }
    if (words.size() > 8) words.resize(8);
    return words;
}

// The SQL text depends only on which filters are set, so there are few of them and each stays prepared.
std::string list_sql(const ListQuery& query, std::size_t words) {
    std::string sql = select_listing;
    sql += "where 1";
    if (!query.form.empty()) sql += " and form = ?1";
    if (!query.area.empty()) sql += " and area = ?2";
    if (query.subject) sql += " and subject = ?3";
    if (query.only_conflicts) sql += " and conflicts > 0";
    if (query.only_inconsistent) sql += " and inconsistencies > 0";
    for (std::size_t i = 0; i < words; ++i) {
        const std::string word = std::to_string(5 + 2 * i), places = std::to_string(6 + 2 * i);
        sql += " and (instr(search, ?" + word + ") > 0 or area in (select value from json_each(?" + places + ")))";
    }
    sql += query.newest_first ? " order by occurred_on desc, at desc, record limit ?4"
                              : " order by title, record limit ?4";
    return sql;
}

}  // namespace

std::optional<RecordState> RecordStore::shown(const RecordId& id) {
    Statement row = db_.prepare("select coalesce(shown, base) from record where id = ?");
    row.bind(1, Blob(id.bytes));
    return read_state(row);
}

std::optional<RecordState> RecordStore::base(const RecordId& id) {
    Statement row = db_.prepare("select base from record where id = ? and base is not null");
    row.bind(1, Blob(id.bytes));
    return read_state(row);
}

std::optional<Listing> RecordStore::listing(const RecordId& id) {
    Statement row = db_.prepare(select_one_listing);
    row.bind(1, Blob(id.bytes));
    if (!row.step()) return std::nullopt;
    return listing_from(row);
}

std::vector<Listing> RecordStore::list(const ListQuery& query) {
    const std::vector<std::string> words = words_of(query.search);
    Statement rows = db_.prepare(list_sql(query, words.size()));
    if (!query.form.empty()) rows.bind(1, query.form);
    if (!query.area.empty()) rows.bind(2, query.area);
    if (query.subject) rows.bind(3, Blob(query.subject->bytes));
    rows.bind(4, static_cast<std::int64_t>(query.limit));
    for (std::size_t i = 0; i < words.size(); ++i) {
        const Json named = query.places ? query.places->named(words[i]) : std::vector<AreaCode>();
        rows.bind(static_cast<int>(5 + 2 * i), words[i]).bind(static_cast<int>(6 + 2 * i), named.dump());
    }
    std::vector<Listing> found;
    while (rows.step()) found.push_back(listing_from(rows));
    return found;
}

std::vector<Listing> RecordStore::find(const FormId& form, const std::string& search, const PlaceNames& places,
                                       std::size_t limit) {
    std::vector<Listing> found;
    for (const RecordId& id : find_ids(form, search, places, limit))
        if (auto line = listing(id)) found.push_back(std::move(*line));
    return found;
}

std::vector<RecordId> RecordStore::find_ids(const FormId& form, const std::string& search, const PlaceNames& places,
                                            std::size_t limit) {
    return index_.find(form, words_of(search), places, limit);
}

std::vector<RecordId> RecordStore::ids_after(const FormId& form, const std::optional<RecordId>& after,
                                             std::size_t limit) {
    // The plus: along the records. Along the form all of its rows would be sorted anew for each batch.
    Statement rows = db_.prepare("select record from listing where +form = ? and record > ? order by record limit ?");
    const RecordId from = after.value_or(RecordId{});
    rows.bind(1, form).bind(2, Blob(from.bytes)).bind(3, static_cast<std::int64_t>(limit));
    std::vector<RecordId> ids;
    while (rows.step()) ids.push_back(columns::uuid_from(rows.blob(0)));
    return ids;
}

std::vector<LateListing> RecordStore::written_late(const LateQuery& query) {
    Statement rows =
        db_.prepare("select record, form, area, occurred_on between ? and ? from listing where at > ? order by record");
    rows.bind(1, to_string(query.first)).bind(2, to_string(query.last));
    rows.bind(3, query.written_after.time_since_epoch().count());
    std::vector<LateListing> late;
    while (rows.step()) {
        LateListing each{columns::uuid_from(rows.blob(0)), std::string(rows.text(1)), std::string(rows.text(2))};
        if (rows.integer(3) != 0 || query.whenever.contains(each.form)) late.push_back(std::move(each));
    }
    return late;
}

// The plus: along all records, in no index. Who looks has mostly seen enough long before the last.
void RecordStore::look_at_places(const std::string& from, const std::string& until, const LookAtPlace& look_at) {
    Statement rows =
        db_.prepare("select form, area from listing where +occurred_on between ? and ? order by record desc");
    rows.bind(1, from).bind(2, until);
    while (rows.step())
        if (!look_at(FormId(rows.text(0)), AreaCode(rows.text(1)))) return;
}

std::vector<FormId> RecordStore::forms_to_find() { return index_.forms(); }

// A later event about the same person, or a correction of this one.
bool RecordStore::has_later(const Happened& event) {
    if (!event.subject) return false;
    Statement row = db_.prepare(
        "select 1 from listing where subject = ?1 and occurred_on >= ?2 and form = ?3 and (occurred_on > ?2 or at > ?4)"
        " and status <> 'void' limit 1");
    row.bind(1, Blob(event.subject->bytes)).bind(2, event.occurred_on).bind(3, event.form).bind(4, event.at);
    return row.step();
}

std::vector<Listing> RecordStore::due(const std::string& from, const std::string& until, const std::set<FormId>& events,
                                      const std::set<FormId>& apart, std::size_t limit) {
    std::vector<Listing> found;
    Statement rows = db_.prepare(select_due_listing);
    rows.bind(1, from).bind(2, until);
    while (found.size() < limit && rows.step()) {
        Listing listing = listing_from(rows);
        const bool is_over =
            listing.status == "void" || apart.contains(listing.form) ||
            (events.contains(listing.form) &&
             has_later({listing.form, listing.subject, listing.occurred_on, listing.at.time_since_epoch().count()}));
        if (!is_over) found.push_back(std::move(listing));
    }
    return found;
}

std::map<FormId, std::int64_t> RecordStore::due_counts(const std::string& from, const std::string& until,
                                                       const std::set<FormId>& events) {
    std::map<FormId, std::int64_t> counts;
    Statement rows = db_.prepare(
        "select form, subject, occurred_on, at from listing where due_on <> '' and due_on between ? and ?"
        " and status <> 'void'");
    rows.bind(1, from).bind(2, until);
    while (rows.step()) {
        Happened event{std::string(rows.text(0)), std::nullopt, std::string(rows.text(2)), rows.integer(3)};
        if (!rows.is_null(1)) event.subject = columns::uuid_from(rows.blob(1));
        if (!events.contains(event.form) || !has_later(event)) ++counts[event.form];
    }
    return counts;
}

std::vector<Listing> RecordStore::open(const FormId& form, const std::string& day, std::size_t limit) {
    std::vector<Listing> found;
    Statement rows = db_.prepare(select_open_listing);
    rows.bind(1, form).bind(2, day).bind(3, static_cast<std::int64_t>(limit));
    while (rows.step()) found.push_back(listing_from(rows));
    return found;
}

std::int64_t RecordStore::count(const FormId& form) {
    if (form.empty()) return db_.integer_of("select count(*) from listing");
    Statement row = db_.prepare("select count(*) from listing where form = ?");
    row.bind(1, form);
    return row.step() ? row.integer(0) : 0;
}

std::map<FormId, std::int64_t> RecordStore::counts() {
    std::map<FormId, std::int64_t> counts;
    Statement rows = db_.prepare("select form, count(*) from listing group by form");
    while (rows.step()) counts.emplace(rows.text(0), rows.integer(1));
    return counts;
}

std::int64_t RecordStore::conflict_count() {
    return db_.integer_of("select count(*) from listing where conflicts > 0");
}

std::int64_t RecordStore::inconsistent_count() {
    return db_.integer_of("select count(*) from listing where inconsistencies > 0");
}

std::int64_t RecordStore::to_decide_count() {
    return conflict_count() +
           db_.integer_of("select count(*) from listing where inconsistencies > 0 and conflicts = 0");
}

void RecordStore::put_shown(const RecordState& state, const Listing& listing) {
    const std::string text = protocol::encode(state);
    db_.prepare(
           "insert into record(id, shown) values(?, ?)"
           " on conflict(id) do update set shown = nullif(excluded.shown, base)")
        .bind(1, Blob(state.id.bytes))
        .bind(2, text)
        .run();
    put_listing(listing, state_mark(state.id, text));
}

void RecordStore::put_base_as_shown(const RecordId& id, std::string_view text, const Listing& listing) {
    db_.prepare(
           "insert into record(id, base) values(?, ?)"
           " on conflict(id) do update set base = excluded.base, shown = null")
        .bind(1, Blob(id.bytes))
        .bind(2, text)
        .run();
    put_listing(listing, state_mark(id, text));
}

void RecordStore::put_base_text(const RecordId& id, std::string_view text) {
    db_.prepare("insert into record(id, base) values(?, ?) on conflict(id) do update set base = excluded.base")
        .bind(1, Blob(id.bytes))
        .bind(2, text)
        .run();
}

void RecordStore::put_listing(const Listing& listing) { put_listing(listing, std::nullopt); }

void RecordStore::put_listing(const Listing& listing, std::optional<std::uint64_t> mark) {
    Statement row = db_.prepare(upsert_listing);
    row.bind(1, Blob(listing.record.bytes)).bind(2, listing.form).bind(3, listing.area).bind(4, listing.status);
    if (listing.subject) row.bind(5, Blob(listing.subject->bytes));
    else row.bind_null(5);
    row.bind(6, listing.occurred_on).bind(7, listing.title).bind(8, listing.search).bind(9, listing.conflicts);
    row.bind(10, listing.at.time_since_epoch().count()).bind(11, listing.due_on);
    row.bind(12, std::int64_t{listing.is_restricted ? 1 : 0});
    if (mark) row.bind(13, static_cast<std::int64_t>(*mark));
    else row.bind_null(13);
    row.bind(14, listing.inconsistencies);
    if (listing.corrects) row.bind(15, Blob(listing.corrects->bytes));
    else row.bind_null(15);
    row.run();
    index_.touch(listing.record);
}

bool RecordStore::mark_unmarked(std::size_t most) {
    std::vector<std::pair<RecordId, std::uint64_t>> marks;
    {
        Statement rows = db_.prepare(
            "select record, coalesce(shown, base) from listing join record on id = record where mark is null limit ?");
        rows.bind(1, static_cast<std::int64_t>(most));
        while (rows.step()) {
            const RecordId id = columns::uuid_from(rows.blob(0));
            marks.emplace_back(id, state_mark(id, rows.text(1)));
        }
    }
    for (const auto& [id, mark] : marks)
        db_.prepare("update listing set mark = ? where record = ?")
            .bind(1, static_cast<std::int64_t>(mark))
            .bind(2, Blob(id.bytes))
            .run();
    return !marks.empty();
}

std::vector<MarkedListing> RecordStore::marks() {
    std::vector<MarkedListing> all;
    Statement rows = db_.prepare("select record, form, area, mark from listing where mark is not null");
    while (rows.step())
        all.push_back({columns::uuid_from(rows.blob(0)), std::string(rows.text(1)), std::string(rows.text(2)),
                       static_cast<std::uint64_t>(rows.integer(3))});
    return all;
}

std::vector<RecordMark> RecordStore::marks_of(const std::function<bool(const FormId&)>& is_wanted) {
    std::map<FormId, bool, std::less<>> wanted;
    std::vector<RecordMark> found;
    Statement rows = db_.prepare("select record, form, mark from listing");
    while (rows.step()) {
        auto form = wanted.find(rows.text(1));
        if (form == wanted.end()) form = wanted.emplace(rows.text(1), is_wanted(FormId(rows.text(1)))).first;
        if (!form->second) continue;
        found.push_back({columns::uuid_from(rows.blob(0)), std::nullopt});
        if (!rows.is_null(2)) found.back().mark = static_cast<std::uint64_t>(rows.integer(2));
    }
    std::sort(found.begin(), found.end(), [](const RecordMark& a, const RecordMark& b) { return a.record < b.record; });
    return found;
}

bool RecordStore::holds(const RecordId& id) {
    return db_.prepare("select 1 from record where id = ?").bind(1, Blob(id.bytes)).step();
}

std::optional<Instant> RecordStore::compared_at() {
    Statement row = db_.prepare("select at from comparison");
    if (!row.step()) return std::nullopt;
    return Instant(std::chrono::milliseconds(row.integer(0)));
}

void RecordStore::note_compared(Instant at, const std::string& unmended) {
    db_.prepare("insert or replace into comparison(id, at, unmended) values(0, ?, ?)")
        .bind(1, at.time_since_epoch().count())
        .bind(2, unmended)
        .run();
}

std::string RecordStore::unmended() {
    Statement row = db_.prepare("select unmended from comparison");
    return row.step() ? std::string(row.text(0)) : "";
}

void RecordStore::note_cases_compared(Instant at) {
    db_.prepare("insert or replace into case_comparison(id, at) values(0, ?)")
        .bind(1, at.time_since_epoch().count())
        .run();
}

std::optional<Instant> RecordStore::cases_compared_at() {
    Statement row = db_.prepare("select at from case_comparison");
    if (!row.step()) return std::nullopt;
    return Instant(std::chrono::milliseconds(row.integer(0)));
}

void RecordStore::drop(const RecordId& id) {
    db_.prepare("delete from record where id = ?").bind(1, Blob(id.bytes)).run();
    db_.prepare("delete from listing where record = ?").bind(1, Blob(id.bytes)).run();
    believe(id);
    index_.touch(id);
}

void RecordStore::drop_base(const RecordId& id) {
    db_.prepare("delete from record where id = ? and shown is null").bind(1, Blob(id.bytes)).run();
    db_.prepare("update record set base = null where id = ?").bind(1, Blob(id.bytes)).run();
}

void RecordStore::doubt_all() {
    db_.execute(
        "insert or replace into doubted(record) select id from record where base is not null"
        " or exists(select 1 from log where log.record = record.id and log.seq <= (select acked from device))");
}

void RecordStore::doubt(const RecordId& id) {
    db_.prepare("insert or replace into doubted(record) values(?)").bind(1, Blob(id.bytes)).run();
}

bool RecordStore::has_doubts() { return db_.integer_of("select exists(select 1 from doubted where asked = 0)") != 0; }

bool RecordStore::has_doubts_or_silence() { return db_.integer_of("select exists(select 1 from doubted)") != 0; }

std::vector<RecordId> RecordStore::doubted(std::size_t most) {
    return those("select record from doubted where asked = 0 order by record limit ?", most);
}

std::vector<RecordId> RecordStore::met_with_silence(std::size_t most) {
    return those("select record from doubted where asked > 0 order by asked limit ?", most);
}

std::vector<RecordId> RecordStore::those(const char* sql, std::size_t most) {
    Statement rows = db_.prepare(sql);
    rows.bind(1, static_cast<std::int64_t>(most));
    std::vector<RecordId> ids;
    while (rows.step()) ids.push_back(columns::uuid_from(rows.blob(0)));
    return ids;
}

void RecordStore::note_silence(const RecordId& id) {
    db_.prepare("update doubted set asked = (select max(asked) + 1 from doubted) where record = ?")
        .bind(1, Blob(id.bytes))
        .run();
}

void RecordStore::believe(const RecordId& id) {
    db_.prepare("delete from doubted where record = ?").bind(1, Blob(id.bytes)).run();
}

}  // namespace nuong::client

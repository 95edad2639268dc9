#include "client/store/shown_records.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "shared/base/json.h"
#include "shared/sqlite/columns.h"

namespace nuong::client {
namespace {

constexpr std::int64_t part_read_by_row = 4;  // from this part of all records on

bool are_few_of(Database& db, const std::vector<FormId>& forms) {
    Statement row = db.prepare(
        "select (select count(*) from listing where form in (select value from json_each(?))), count(*) from listing");
    row.bind(1, Json(forms).dump());
    return row.step() && row.integer(0) < row.integer(1) / part_read_by_row;
}

}  // namespace

ShownRecords::ShownRecords(Database& db, const std::vector<FormId>& forms)
    : db_(db), forms_(forms), are_few_(are_few_of(db, forms)) {
    std::map<std::string, std::uint32_t, std::less<>> form_numbers, area_numbers;
    for (std::size_t i = 0; i < forms_.size(); ++i) form_numbers.emplace(forms_[i], static_cast<std::uint32_t>(i));
    // The plus: along all records. Many would be looked up one by one otherwise.
    Statement rows = db_.prepare(
        are_few_
            ? "select record, form, area from listing where form in (select value from json_each(?)) order by record"
            : "select record, form, area from listing where +form in (select value from json_each(?)) order by record");
    rows.bind(1, Json(forms_).dump());
    while (rows.step()) {
        auto area = area_numbers.find(rows.text(2));
        if (area == area_numbers.end()) {
            area = area_numbers.emplace(rows.text(2), static_cast<std::uint32_t>(areas_.size())).first;
            areas_.emplace_back(rows.text(2));
        }
        places_.push_back({columns::uuid_from(rows.blob(0)), form_numbers.find(rows.text(1))->second, area->second});
    }
}

const ShownRecords::Place* ShownRecords::place_of(const RecordId& record) const {
    const auto at = std::lower_bound(places_.begin(), places_.end(), record,
                                     [](const Place& place, const RecordId& id) { return place.record < id; });
    return at != places_.end() && at->record == record ? &*at : nullptr;
}

ShownText ShownRecords::text_at(const Place& place, std::string_view state) const {
    return {place.record, forms_[place.form], areas_[place.area], std::string(state)};
}

std::vector<ShownText> ShownRecords::next_by_row(std::size_t most) {
    Statement rows = db_.prepare("select rowid, id, coalesce(shown, base) from record where rowid > ? order by rowid");
    rows.bind(1, row_);
    std::vector<ShownText> texts;
    while (texts.size() < most && rows.step()) {
        row_ = rows.integer(0);
        if (const Place* place = place_of(columns::uuid_from(rows.blob(1))))
            texts.push_back(text_at(*place, rows.text(2)));
    }
    return texts;
}

std::vector<ShownText> ShownRecords::next_by_record(std::size_t most) {
    std::vector<ShownText> texts;
    for (; texts.size() < most && read_ < places_.size(); ++read_) {
        Statement row = db_.prepare("select coalesce(shown, base) from record where id = ?");
        row.bind(1, Blob(places_[read_].record.bytes));
        if (row.step()) texts.push_back(text_at(places_[read_], row.text(0)));
    }
    return texts;
}

std::vector<ShownText> ShownRecords::next(std::size_t most) {
    return are_few_ ? next_by_record(most) : next_by_row(most);
}

}  // namespace nuong::client

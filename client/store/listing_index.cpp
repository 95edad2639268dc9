#include "client/store/listing_index.h"

#include <algorithm>
#include <cstring>

#include "client/store/listing.h"
#include "shared/base/name_order.h"
#include "shared/sqlite/columns.h"

namespace nuong::client {
namespace {

constexpr std::size_t touched_max = 500;  // beyond that, reading all is quicker than reading each

constexpr std::string_view select_lines = "select record, form, title, search, occurred_on, at, area from listing";
constexpr std::string_view select_line =
    "select record, form, title, search, occurred_on, at, area from listing where record = ?";

RecordId record_of(const Statement& row) { return columns::uuid_from(row.blob(0)); }

// The newest first: its day and then its time, each byte turned round.
std::string newest_first_key(std::string_view day, std::int64_t at_ms) {
    std::string key(day.substr(0, 10));
    key.resize(10, ' ');
    for (int byte = 7; byte >= 0; --byte) key += static_cast<char>(static_cast<std::uint64_t>(at_ms) >> (8 * byte));
    for (char& c : key) c = static_cast<char>(~static_cast<unsigned char>(c));
    return key;
}

std::string order_of(const Statement& row) {
    if (row.text(1) == person_form) return name_order_key(name_in_title(row.text(2)));
    return newest_first_key(row.text(4), row.integer(5));
}

bool has(std::string_view line, const std::string& word) {
    return memmem(line.data(), line.size(), word.data(), word.size()) != nullptr;
}

// How every word is found: in the line, or some of them in the names of its place.
enum class Match { none, by_place, by_line };
Match match_of(std::string_view line, unsigned words_in_place, const std::vector<std::string>& words) {
    Match match = Match::by_line;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (has(line, words[i])) continue;
        if (!(words_in_place >> i & 1u)) return Match::none;
        match = Match::by_place;
    }
    return match;
}

}  // namespace

bool ListingIndex::Shelf::is_before(const Line& a, const Line& b) const {
    const int order = order_of(a).compare(order_of(b));
    return order != 0 ? order < 0 : a.record < b.record;
}

ListingIndex::Line ListingIndex::Shelf::append(const Line& line, std::string_view order, std::string_view search) {
    order = order.substr(0, UINT16_MAX);
    search = search.substr(0, UINT16_MAX);
    const Line placed{line.record, static_cast<std::uint32_t>(text.size()), line.area,
                      static_cast<std::uint16_t>(order.size()), static_cast<std::uint16_t>(search.size())};
    text.append(order).append(search);
    return placed;
}

void ListingIndex::touch(const RecordId& record) {
    if (seen_ >= 0) touched_.insert(record);
}

std::uint32_t ListingIndex::number_of(const AreaCode& area) {
    const auto [number, is_new] = numbers_.try_emplace(area, static_cast<std::uint32_t>(areas_.size()));
    if (is_new) areas_.push_back(area);
    return number->second;
}

void ListingIndex::fill() {
    shelves_.clear();
    areas_.clear();
    numbers_.clear();
    std::map<FormId, Shelf> found;
    Statement rows = db_.prepare(select_lines);
    while (rows.step()) {
        Shelf& shelf = found[std::string(rows.text(1))];
        const Line line{.record = record_of(rows), .area = number_of(AreaCode(rows.text(6)))};
        shelf.lines.push_back(shelf.append(line, order_of(rows), rows.text(3)));
    }
    // Sorted, and then written down in that order: a search reads memory from front to back.
    for (auto& entry : found) {
        Shelf& shelf = entry.second;
        std::sort(shelf.lines.begin(), shelf.lines.end(),
                  [&](const Line& a, const Line& b) { return shelf.is_before(a, b); });
        Shelf& sorted = shelves_[entry.first];
        sorted.text.reserve(shelf.text.size());
        sorted.lines.reserve(shelf.lines.size());
        for (const Line& line : shelf.lines)
            sorted.lines.push_back(sorted.append(line, shelf.order_of(line), shelf.search_of(line)));
        shelf = {};
    }
}

void ListingIndex::read_again(const RecordId& record) {
    for (auto& [form, shelf] : shelves_)
        std::erase_if(shelf.lines, [&](const Line& line) { return line.record == record; });
    Statement row = db_.prepare(select_line);
    row.bind(1, Blob(record.bytes));
    if (!row.step()) return;
    Shelf& shelf = shelves_[std::string(row.text(1))];
    const Line line =
        shelf.append({.record = record, .area = number_of(AreaCode(row.text(6)))}, order_of(row), row.text(3));
    const auto place = std::upper_bound(shelf.lines.begin(), shelf.lines.end(), line,
                                        [&](const Line& a, const Line& b) { return shelf.is_before(a, b); });
    shelf.lines.insert(place, line);
}

void ListingIndex::bring_up_to_date() {
    const std::int64_t version = db_.integer_of("pragma data_version");
    if (version != seen_ || touched_.size() > touched_max) {
        fill();
    } else {
        for (const RecordId& record : touched_) read_again(record);
    }
    touched_.clear();
    seen_ = version;
}

std::vector<unsigned> ListingIndex::words_in_areas(const std::vector<std::string>& words,
                                                   const PlaceNames& places) const {
    std::vector<unsigned> in_areas(areas_.size());
    for (std::size_t area = 0; area < areas_.size(); ++area)
        for (std::size_t i = 0; i < words.size(); ++i)
            if (places.has(areas_[area], words[i])) in_areas[area] |= 1u << i;
    return in_areas;
}

std::vector<RecordId> ListingIndex::find(const FormId& form, const std::vector<std::string>& words,
                                         const PlaceNames& places, std::size_t limit) {
    bring_up_to_date();
    std::vector<RecordId> found, by_place;
    const auto shelf = shelves_.find(form);
    if (shelf == shelves_.end()) return found;
    const std::vector<unsigned> in_areas = words_in_areas(words, places);
    for (const Line& line : shelf->second.lines) {
        if (found.size() >= limit) break;
        const Match match = match_of(shelf->second.search_of(line), in_areas[line.area], words);
        if (match == Match::by_line) found.push_back(line.record);
        if (match == Match::by_place && by_place.size() < limit) by_place.push_back(line.record);
    }
    by_place.resize(std::min(by_place.size(), limit - found.size()));
    found.insert(found.end(), by_place.begin(), by_place.end());
    return found;
}

std::vector<FormId> ListingIndex::forms() {
    bring_up_to_date();
    std::vector<FormId> ids;
    for (const auto& [form, shelf] : shelves_)
        if (!shelf.lines.empty()) ids.push_back(form);
    return ids;
}

}  // namespace nuong::client

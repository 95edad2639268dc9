#include "client/store/listing_index.h"

#include <algorithm>
#include <cstring>

#include "client/store/listing.h"
#include "shared/base/name_order.h"
#include "shared/sqlite/columns.h"

namespace nuong::client {
namespace {

constexpr std::size_t touched_max = 500;  // beyond that, reading all is quicker than reading each

constexpr std::string_view select_lines = "select record, form, title, search, occurred_on, at from listing";
constexpr std::string_view select_line =
    "select record, form, title, search, occurred_on, at from listing where record = ?";

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

bool has_all(std::string_view line, const std::vector<std::string>& words) {
    for (const std::string& word : words)
        if (!memmem(line.data(), line.size(), word.data(), word.size())) return false;
    return true;
}

}  // namespace

bool ListingIndex::Shelf::is_before(const Line& a, const Line& b) const {
    const int order = order_of(a).compare(order_of(b));
    return order != 0 ? order < 0 : a.record < b.record;
}

ListingIndex::Line ListingIndex::Shelf::append(const RecordId& record, std::string_view order,
                                               std::string_view search) {
    order = order.substr(0, UINT16_MAX);
    search = search.substr(0, UINT16_MAX);
    const Line line{record, static_cast<std::uint32_t>(text.size()), static_cast<std::uint16_t>(order.size()),
                    static_cast<std::uint16_t>(search.size())};
    text.append(order).append(search);
    return line;
}

void ListingIndex::touch(const RecordId& record) {
    if (seen_ >= 0) touched_.insert(record);
}

void ListingIndex::fill() {
    shelves_.clear();
    std::map<FormId, Shelf> found;
    Statement rows = db_.prepare(select_lines);
    while (rows.step()) {
        Shelf& shelf = found[std::string(rows.text(1))];
        shelf.lines.push_back(shelf.append(record_of(rows), order_of(rows), rows.text(3)));
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
            sorted.lines.push_back(sorted.append(line.record, shelf.order_of(line), shelf.search_of(line)));
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
    const Line line = shelf.append(record, order_of(row), row.text(3));
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

std::vector<RecordId> ListingIndex::find(const FormId& form, const std::vector<std::string>& words, std::size_t limit) {
    bring_up_to_date();
    std::vector<RecordId> found;
    const auto shelf = shelves_.find(form);
    if (shelf == shelves_.end()) return found;
    for (const Line& line : shelf->second.lines) {
        if (found.size() >= limit) break;
        if (has_all(shelf->second.search_of(line), words)) found.push_back(line.record);
    }
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

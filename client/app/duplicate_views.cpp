// The screens about people who may stand in the register twice.
#include "client/app/duplicates.h"
#include "client/app/phrases.h"
#include "client/app/restriction.h"
#include "client/app/views.h"

namespace nuong::client {
namespace {

std::string title_of(Workbook& workbook, const RecordId& record) {
    const auto listing = workbook.replica().records().listing(record);
    return listing ? listing->title : "";
}

const Fact* find_fact(const std::vector<Fact>& facts, const Path& path) {
    const auto at = std::find_if(facts.begin(), facts.end(), [&](const Fact& fact) { return fact.path == path; });
    return at == facts.end() ? nullptr : &*at;
}

CompareRow compared(const Fact* left, const Fact* right) {
    const Fact& named = left ? *left : *right;
    CompareRow row{named.label, left ? left->value : "", right ? right->value : "", false};
    row.differs = row.left != row.right;
    return row;
}

// Rows of a repeat have keys of their own on each side: side by side they would say nothing.
bool is_comparable(const Fact& fact) { return fact.path.find('/') == Path::npos; }

}  // namespace

std::vector<DuplicateRow> duplicate_rows(Workbook& workbook, const std::vector<Duplicate>& found, Language language) {
    std::vector<DuplicateRow> rows;
    for (const Duplicate& pair : found)
        rows.push_back({pair.record, pair.other, title_of(workbook, pair.record), title_of(workbook, pair.other),
                        likeness_text(pair.likeness, language)});
    return rows;
}

void add_duplicates(ConflictListView& view, Workbook& workbook, const std::vector<Duplicate>& found,
                    Language language) {
    const std::size_t listed = std::min(found.size(), duplicates_listed_max);
    view.duplicates =
        duplicate_rows(workbook, {found.begin(), found.begin() + static_cast<std::ptrdiff_t>(listed)}, language);
    if (listed == found.size()) return;
    const std::string count = std::to_string(listed);
    view.more_duplicates =
        language == Language::vi
            ? "Đây là " + count + " cặp giống nhau nhất; còn nữa, sẽ hiện khi các cặp này đã xong."
            : "These are the " + count + " likest pairs; there are more, shown once these are settled.";
}

std::vector<Row> alike_rows(Workbook& workbook, const std::vector<Duplicate>& found, Language language) {
    std::vector<Row> rows;
    for (const Duplicate& each : found) {
        const auto listing = workbook.replica().records().listing(each.other);
        if (!listing) continue;
        rows.push_back({each.other, listing->title,
                        joined(area_name(workbook, listing->area, language), likeness_text(each.likeness, language))});
        if (listing->is_restricted) rows.back().badges.push_back(restriction_badge(language));
    }
    return rows;
}

std::optional<DuplicateView> duplicate_view(Workbook& workbook, const RecordId& record, const RecordId& other,
                                            Language language) {
    const auto left = record_view(workbook, record, language), right = record_view(workbook, other, language);
    const auto listing = workbook.replica().records().listing(record),
               beside = workbook.replica().records().listing(other);
    if (!left || !right || !listing || !beside) return std::nullopt;
    DuplicateView view{record,       other, left->title,
                       right->title, {},    workbook.replica().device().may_write(listing->form)};
    view.rows.push_back({language == Language::vi ? "Địa bàn" : "Area", area_name(workbook, listing->area, language),
                         area_name(workbook, beside->area, language), listing->area != beside->area});
    for (const Fact& fact : left->facts)
        if (is_comparable(fact)) view.rows.push_back(compared(&fact, find_fact(right->facts, fact.path)));
    for (const Fact& fact : right->facts)
        if (is_comparable(fact) && !find_fact(left->facts, fact.path)) view.rows.push_back(compared(nullptr, &fact));
    return view;
}

}  // namespace nuong::client

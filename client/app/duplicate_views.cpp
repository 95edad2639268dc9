// The screens about people who may stand in the register twice.
#include <algorithm>
#include <set>

#include "client/app/duplicates.h"
#include "client/app/phrases.h"
#include "client/app/restriction.h"
#include "client/app/views.h"
#include "shared/base/text.h"

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

bool is_in_repeat(const forms::FormDefinition& form, const Fact& fact) {
    return forms::without_row_keys(form, fact.path) != fact.path;
}

// Rows of a repeat have keys of their own on each side: what stands there is compared as two sets, question by
// question.
std::vector<const Fact*> answers_in_rows(const forms::FormDefinition& form, const std::vector<Fact>& facts,
                                         const Path& question) {
    std::vector<const Fact*> found;
    for (const Fact& fact : facts)
        if (is_in_repeat(form, fact) && forms::without_row_keys(form, fact.path) == question) found.push_back(&fact);
    return found;
}

// Numbers of documents and phones are spelled in many ways: "B 1234567", "b1234567".
std::string spelling_key(const std::string& value) {
    constexpr int digits_min = 6;
    std::string key;
    int digits = 0;
    for (const char c : fold_for_search(value)) {
        const bool is_digit = c >= '0' && c <= '9';
        digits += is_digit;
        if (is_digit || (c >= 'a' && c <= 'z')) key += c;
    }
    return digits >= digits_min ? key : value;
}

std::string in_one_line(const std::vector<const Fact*>& facts) {
    std::string text;
    for (const Fact* fact : facts) text += (text.empty() ? "" : "; ") + fact->value;
    return text;
}

// "Giấy tờ: Số"
std::string label_in_rows(const forms::FormDefinition& form, const Path& question, const Fact& fact,
                          Language language) {
    const std::size_t parent = question.rfind('/');
    const forms::Node* repeat = parent == Path::npos ? nullptr : form.find(question.substr(0, parent));
    const std::string of = repeat ? repeat->label.in(code_of(language), "vi") : "";
    const bool says_more = !of.empty() && of != fact.label && of.find("${") == std::string::npos;
    return says_more ? of + ": " + fact.label : fact.label;
}

// A row for each answer that both have, then one with what only either has.
std::vector<CompareRow> compared_sets(std::vector<const Fact*> left, std::vector<const Fact*> right,
                                      const std::string& label) {
    std::vector<CompareRow> rows;
    std::erase_if(left, [&](const Fact* mine) {
        const auto same = std::find_if(right.begin(), right.end(), [&](const Fact* theirs) {
            return spelling_key(theirs->value) == spelling_key(mine->value);
        });
        if (same == right.end()) return false;
        rows.push_back({label, mine->value, (*same)->value, false});
        right.erase(same);
        return true;
    });
    if (!left.empty() || !right.empty()) rows.push_back({label, in_one_line(left), in_one_line(right), true});
    return rows;
}

// What both sides say, in the order of the form as far as the left one goes.
class Comparison {
public:
    Comparison(const forms::FormDefinition& form, const std::vector<Fact>& left, const std::vector<Fact>& right,
               Language language)
        : form_(form), left_(left), right_(right), language_(language) {}

    std::vector<CompareRow> rows() {
        for (const Fact& fact : left_) add(fact);
        for (const Fact& fact : right_) add(fact);
        return std::move(rows_);
    }

private:
    void add(const Fact& fact) {
        const Path question = forms::without_row_keys(form_, fact.path);
        if (!told_.insert(question).second) return;
        if (!is_in_repeat(form_, fact)) {
            rows_.push_back(compared(find_fact(left_, fact.path), find_fact(right_, fact.path)));
            return;
        }
        for (CompareRow& row :
             compared_sets(answers_in_rows(form_, left_, question), answers_in_rows(form_, right_, question),
                           label_in_rows(form_, question, fact, language_)))
            rows_.push_back(std::move(row));
    }

    const forms::FormDefinition& form_;
    const std::vector<Fact>&left_, &right_;
    Language language_;
    std::vector<CompareRow> rows_;
    std::set<Path> told_;
};

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
    const auto form = workbook.replica().forms().find(listing->form);
    if (!form) return view;
    for (CompareRow& row : Comparison(form->definition, left->facts, right->facts, language).rows())
        view.rows.push_back(std::move(row));
    return view;
}

}  // namespace nuong::client

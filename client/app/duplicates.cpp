#include "client/app/duplicates.h"

#include <algorithm>
#include <map>

#include "client/app/form_catalogue.h"
#include "client/app/phrases.h"
#include "shared/base/text.h"

namespace nuong::client {
namespace {

// A record of the register, as far as it matters here.
struct Known {
    RecordId record;
    forms::PersonMarks marks;
    RecordId end;  // of the links to records of the same person; its own when there is none
    std::vector<RecordId> other_than;
};

std::optional<Known> known(Workbook& workbook, const RecordId& record) {
    const auto sheet = workbook.open(record);
    if (!sheet || !sheet->form || sheet->status == "void") return std::nullopt;
    auto marks = forms::person_marks(sheet->form->definition, sheet->answers, sheet->area);
    if (!marks) return std::nullopt;
    Known person{record, std::move(*marks), workbook.end_of_same(record), {}};
    for (const Register& reg : sheet->state.registers) {
        if (!reg.path.starts_with(reserved::other_than) || reg.heads.empty()) continue;
        const auto other = parse_uuid(std::string_view(reg.path).substr(reserved::other_than.size()));
        if (other && view_of(Policy::latest, reg).shown == Value(true)) person.other_than.push_back(*other);
    }
    return person;
}

bool is_settled(const Known& a, const Known& b) {
    const auto parted = [](const Known& from, const RecordId& to) {
        return std::find(from.other_than.begin(), from.other_than.end(), to) != from.other_than.end();
    };
    return a.end == b.end || parted(a, b.record) || parted(b, a.record);
}

void sort_by_likeness(std::vector<Duplicate>& found, std::size_t most) {
    std::stable_sort(found.begin(), found.end(), [](const Duplicate& a, const Duplicate& b) {
        return forms::rank_of(a.likeness) > forms::rank_of(b.likeness);
    });
    if (found.size() > most) found.resize(most);
}

// The digits of a number are what its spellings share: "B 1234567", "b1234567".
std::string digits_of(std::string_view text) {
    std::string digits;
    for (const char c : text)
        if (c >= '0' && c <= '9') digits += c;
    return digits;
}

std::string name_in(const Listing& listing) { return fold_for_search(parts_of_title(listing.title).name); }

// The few that are worth opening: those called so, and those in whose line the digits of a number stand.
std::vector<RecordId> worth_a_look(RecordStore& records, const FormId& form, const forms::PersonMarks& marks) {
    constexpr std::size_t opened_max = 500;
    std::vector<RecordId> ids;
    ListQuery query;
    query.form = form;
    query.limit = SIZE_MAX >> 1;
    query.search = marks.name;
    for (const Listing& listing : records.list(query))
        if (name_in(listing) == marks.name) ids.push_back(listing.record);
    query.limit = opened_max;
    for (const std::string& number : marks.numbers) {
        query.search = digits_of(number);
        for (const Listing& listing : records.list(query)) ids.push_back(listing.record);
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

// Long runs of digits in what a record is found by: numbers of documents among them.
std::vector<std::string> numbers_in(const std::string& search) {
    constexpr std::size_t digits_min = 6;
    std::vector<std::string> numbers;
    std::string word;
    for (const char c : search + " ") {
        if (c != ' ') {
            word += c;
            continue;
        }
        if (std::string digits = digits_of(word); digits.size() >= digits_min) numbers.push_back(std::move(digits));
        word.clear();
    }
    return numbers;
}

// Asked now and then, whether to go on.
class Patience {
public:
    explicit Patience(const CountProgress& progress) : progress_(progress) {}
    bool lasts() {
        constexpr std::int64_t asked_every = 64;
        if (is_over_ || !progress_ || ++steps_ % asked_every != 0) return !is_over_;
        is_over_ = !progress_(0, 0);  // of how many is not known before the end
        return !is_over_;
    }
    bool is_over() const { return is_over_; }

private:
    const CountProgress& progress_;
    std::int64_t steps_ = 0;
    bool is_over_ = false;
};

using Blocks = std::map<std::string, std::vector<RecordId>>;

// Records that share a name or a number in their lines; only such can be alike.
Blocks blocks_of(RecordStore& records, const FormId& form, Patience& patience) {
    Blocks blocks;
    ListQuery query;
    query.form = form;
    query.limit = SIZE_MAX >> 1;
    for (const Listing& listing : records.list(query)) {
        if (!patience.lasts()) break;
        if (listing.status == "void") continue;
        blocks["name " + name_in(listing)].push_back(listing.record);
        for (const std::string& number : numbers_in(listing.search))
            blocks["number " + number].push_back(listing.record);
    }
    return blocks;
}

using Pairs = std::map<std::pair<RecordId, RecordId>, forms::Likeness>;

void add_pairs_within(Workbook& workbook, const std::vector<RecordId>& block, Patience& patience, Pairs& found) {
    std::vector<Known> people;
    for (const RecordId& id : block) {
        if (!patience.lasts()) return;
        if (auto person = known(workbook, id)) people.push_back(std::move(*person));
    }
    for (std::size_t i = 0; i < people.size() && patience.lasts(); ++i)
        for (std::size_t j = i + 1; j < people.size(); ++j) {
            const auto alike = forms::likeness(people[i].marks, people[j].marks);
            if (alike && !is_settled(people[i], people[j]))
                found[std::minmax(people[i].record, people[j].record)] = *alike;
        }
}

std::vector<Duplicate> pairs_of(Workbook& workbook, const FormId& form, Patience& patience) {
    constexpr std::size_t block_max = 5'000;  // of one name
    Pairs found;
    for (const auto& [key, ids] : blocks_of(workbook.replica().records(), form, patience))
        if (ids.size() >= 2 && ids.size() <= block_max && !patience.is_over())
            add_pairs_within(workbook, ids, patience, found);
    std::vector<Duplicate> pairs;
    for (const auto& [pair, alike] : found) pairs.push_back({pair.first, pair.second, alike});
    return pairs;
}

}  // namespace

std::vector<Duplicate> lookalikes(Workbook& workbook, const forms::FormDefinition& form, const Fields& answers,
                                  const AreaCode& area, const std::optional<RecordId>& self, std::size_t most) {
    std::vector<Duplicate> found;
    const auto marks = forms::person_marks(form, answers, area);
    if (!marks) return found;
    const auto me = self ? known(workbook, *self) : std::nullopt;
    for (const RecordId& id : worth_a_look(workbook.replica().records(), form.id, *marks)) {
        const auto person = id == self ? std::nullopt : known(workbook, id);
        if (!person || (me && is_settled(*me, *person))) continue;
        if (const auto alike = forms::likeness(*marks, person->marks))
            found.push_back({self.value_or(RecordId{}), id, *alike});
    }
    sort_by_likeness(found, most);
    return found;
}

void note_lookalikes(Replica& replica, const FormId& form, const std::vector<Duplicate>& shown, Instant wall_now) {
    if (shown.empty()) return;
    const auto only_one = shown.size() == 1 ? std::optional(shown.front().other) : std::nullopt;
    replica.note({"search", only_one, std::to_string(shown.size()), form}, wall_now);
}

std::vector<Duplicate> duplicates(Workbook& workbook, const FormId& form, std::size_t most) {
    const CountProgress to_the_end;
    Patience patience(to_the_end);
    std::vector<Duplicate> pairs = pairs_of(workbook, form, patience);
    sort_by_likeness(pairs, most);
    return pairs;
}

std::optional<std::vector<Duplicate>> duplicates_to_decide(Workbook& workbook, const CountProgress& progress) {
    Patience patience(progress);
    std::vector<Duplicate> pairs;
    for (const UsableForm& usable : usable_forms(workbook, Language::vi)) {
        const forms::FormDefinition& form = usable.form->definition;
        if (!usable.may_write || form.settings.same_person.empty()) continue;
        for (Duplicate& pair : pairs_of(workbook, form.id, patience)) pairs.push_back(std::move(pair));
    }
    if (patience.is_over()) return std::nullopt;
    sort_by_likeness(pairs, duplicates_listed_max + 1);
    return pairs;
}

std::string likeness_text(const forms::Likeness& likeness, Language language) {
    const bool vi = language == Language::vi;
    std::vector<std::string> parts;
    if (likeness.same_number) parts.push_back(vi ? "cùng số giấy tờ" : "same document number");
    if (likeness.same_name) parts.push_back(vi ? "cùng họ tên" : "same name");
    if (likeness.years_apart == 1) parts.push_back(vi ? "năm sinh lệch 1" : "born a year apart");
    if (likeness.years_apart > 1)
        parts.push_back((vi ? "năm sinh lệch " : "born years apart: ") + std::to_string(likeness.years_apart));
    parts.push_back(likeness.same_area ? (vi ? "cùng địa bàn" : "same area") : (vi ? "khác địa bàn" : "other area"));
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
    return text;
}

}  // namespace nuong::client

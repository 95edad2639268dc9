// AnswerSheet: the answers of one stored record, ready to be asked. It computes as an Instance does, but only what is
// asked for, and is used again for the next record: a report asks few questions of very many records. Counts of several
// periods ask much the same: what depends on none of their days is computed once.
#pragma once
#include <map>
#include <memory>
#include <unordered_map>

#include "shared/forms/compile.h"
#include "shared/forms/evaluate.h"

namespace nuong::reports {

// The numbers under which one sheet keeps what it is asked of every record: the same words, asked of the rows of the
// same repeat, have one number, whichever count asks.
struct AskedNumbers {
    std::map<std::pair<std::string, int>, std::size_t> by_words;
};

struct AskedExpression {
    forms::Expression expression;
    std::size_t number = 0;  // among the AskedNumbers of the sheet
};

class AnswerSheet final : private forms::ValueSource {
public:
    explicit AnswerSheet(forms::FormPointer form);

    // The answers as forms::shown_answers gives them. `today` is what the record's formulas take for today.
    void load(const Fields& answers, Date today);
    void set_today(Date today);  // keeps the answers

    const forms::CompiledForm& form() const { return *form_; }
    int row_count(int repeat) const;  // of a repeat that lies in no other
    bool counts(int repeat, int row) const { return is_row_relevant({repeat, row}); }
    forms::Datum evaluate(const forms::Expression& expression, forms::Place place) const;
    // Gives the expression its number here; before it is asked for the first time. `repeat`: of whose rows; -1: the
    // record's.
    void give_number(AskedExpression& asked, int repeat);
    // Tells sheets apart: whoever took a number holds them, and asks no other sheet by it.
    const std::shared_ptr<AskedNumbers>& numbers() const { return numbers_; }
    // Computed once for a record, and once more for another today when it looks at the clock. Lives until the
    // expression is asked of another row.
    const forms::Datum& evaluate(const AskedExpression& asked, forms::Place place) const;
    // Of a question, blank while it is not relevant.
    const forms::Datum& answer(int node, int row) const { return value(node, row); }

private:
    enum class Known : std::uint8_t { no, computing, yes };
    struct Cell {
        forms::Datum answer;
        forms::Datum value;
        Known value_known = Known::no;
        Known relevance_known = Known::no;
        bool is_relevant = true;
    };
    struct Row {
        std::string key;
        int parent = 0;
        int position = 1;
        Known relevance_known = Known::no;
        bool is_relevant = true;
        std::vector<Cell> cells;
    };

    const forms::Datum& value(int node, int row) const override;
    int enclosing_row(forms::Place place, int scope) const override;
    void rows_below(forms::Place shared, int scope, std::vector<int>& rows) const override;
    int position(forms::Place place) const override;
    bool is_row_relevant(forms::Place place) const override;
    const forms::FormDefinition* definition() const override { return &form_->definition; }

    struct Table {  // rows of one repeat; those beyond `used` are kept for the next record
        std::vector<Row> rows;
        std::size_t used = 0;
    };

    struct KeptValue {
        std::uint64_t turn = 0;  // in which it was computed
        forms::Datum value;
    };
    struct Kept {
        bool follows_clock = false;
        std::vector<KeptValue> rows;
    };

    void forget(int node);
    void put(const Path& path, const Value& value);
    int find_or_make_row(int repeat, int parent, std::string_view key);
    Cell& cell(int node, int row) const;
    Row& row_at(int scope, int row) const;
    bool is_relevant_at(int vertex, int row) const;
    bool is_relevant(int node, int row) const;
    forms::Datum computed(int expression, forms::Place place) const;

    forms::FormPointer form_;
    forms::Environment environment_;
    mutable std::vector<Table> tables_;
    std::vector<bool> follows_clock_;   // by node: its answer, or whether it is relevant, may be another tomorrow
    std::vector<int> clock_followers_;  // these nodes
    std::shared_ptr<AskedNumbers> numbers_ = std::make_shared<AskedNumbers>();
    mutable std::vector<Kept> kept_;           // by number
    std::uint64_t turn_ = 0, today_turn_ = 0;  // of the record, and of its today: the newest; none comes twice
};

// One sheet for each form, for whoever counts records of several: the answers are laid out once for all counts of them.
class AnswerSheets {
public:
    // Until the next record of that form. Each count says which day its today is.
    AnswerSheet& load(const forms::FormPointer& form, const Fields& answers);

private:
    std::unordered_map<const forms::CompiledForm*, std::unique_ptr<AnswerSheet>> sheets_;
};

}  // namespace nuong::reports

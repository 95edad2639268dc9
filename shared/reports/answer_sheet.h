// AnswerSheet: the answers of one stored record, ready to be asked. It computes as an Instance does, but only what is
// asked for, and is used again for the next record: a report asks few questions of very many records.
#pragma once
#include <memory>
#include <unordered_map>

#include "shared/forms/compile.h"
#include "shared/forms/evaluate.h"

namespace nuong::reports {

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

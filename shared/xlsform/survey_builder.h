// SurveyBuilder: rows of the survey sheet, one after the other, to the nested questions of a package.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "shared/base/json.h"
#include "shared/forms/form_problem.h"
#include "shared/xlsform/places.h"
#include "shared/xlsform/question_types.h"

namespace nuong::xlsform {

class SurveyBuilder {
public:
    SurveyBuilder(const FormTable& table, std::string default_language, Places& places, forms::Problems& problems);
    ~SurveyBuilder();

    void read();
    OrderedJson take_survey();
    const std::set<std::string>& lists_with_other() const { return lists_with_other_; }
    // Files that the form looks things up in, as it names them, and where it does.
    struct WantedTable {
        std::string file;  // "villages.csv"; "villages" when only a formula names it
        std::string place;
    };
    const std::vector<WantedTable>& tables() const { return tables_; }

private:
    struct Frame;

    void row(const TableRow& row);
    void begin(const TableRow& row, RowKind kind);
    void end(const TableRow& row, RowKind kind);
    void question(const TableRow& row, const QuestionType& type);
    void table_row(const TableRow& row, const QuestionType& type);
    void look_for_tables(const OrderedJson& node, const TableRow& row);
    void ask_for_other(const TableRow& row, const OrderedJson& question);
    void place(OrderedJson node, const TableRow& row);
    OrderedJson columns_of(const TableRow& row) const;
    void complain(const TableRow& row, std::string_view column, Message message, forms::Severity severity);

    const FormTable& table_;
    std::string default_language_;
    Places& places_;
    forms::Problems& problems_;
    std::vector<Frame> open_;  // the survey itself, and the groups that have begun
    std::set<std::string> lists_with_other_;
    std::vector<WantedTable> tables_;
};

// {"vi": "...", "en": "..."} of all columns of this name, or nothing.
OrderedJson words_of(const TableRow& row, std::string_view column, const std::string& default_language);

}  // namespace nuong::xlsform

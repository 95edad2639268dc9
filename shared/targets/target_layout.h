// TargetLayout: how a plan's table is built: which column is what, which is the sum of which, which indicator each
// figure is the target of. Data under schemas/targets/, so that another province's annex needs no new program.
//
// Document:
// {"kind":"target_layout","id","version","title","plan":{"id","title","plan_no"?,"decision_no"?,"date"?,"year",
//   "level","area"},"area":{"code":[header],"printed":[header],"total":[word],"aliases":{printed: code}},
//   "columns":[{"id","number"?,"headers":[header],"label","unit","indicator"?,"facility"?}],
//   "row_sums":[{"check","label"?,"value","parts":[column]}],"column_sums":[{"check","label"?,"column"}],
//   "percents":[{"check","label"?,"value","numerator","denominator","places","rounding"}]}
// `check` is the id that findings keep, `label` what people read.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/date.h"
#include "shared/base/message.h"
#include "shared/base/result.h"
#include "shared/model/ids.h"
#include "shared/targets/decimal.h"

namespace nuong {

struct TargetColumn {
    std::string id;
    int number = 0;                    // as in the row (1) (2) (3) of a printed table; 0: none
    std::vector<std::string> headers;  // how files name it, besides its id
    Message label;
    std::string unit;
    std::string indicator;  // "": the figure is kept, and is nobody's target
    std::string facility;   // the figure is for one facility of the area
};

struct RowSum {
    std::string check;
    std::size_t value = 0;
    std::vector<std::size_t> parts;
};

struct ColumnSum {
    std::string check;
    std::size_t column = 0;
};

struct PercentCheck {
    std::string check;
    std::size_t value = 0, numerator = 0, denominator = 0;
    int places = 0;
    Rounding rounding = Rounding::truncate;
};

struct PlanFacts {
    std::string id;
    Message title;
    std::string plan_no, decision_no, date;
    int year = 0;
    std::string level;
    AreaCode area;
    // Of a decision in the middle of the year: from then on its figures count, and until then those from before. A plan
    // of its own, beside the one of the year.
    std::optional<Date> valid_from = {};
};

struct TargetLayout {
    std::string id;
    std::uint32_t version = 0;
    Message title;
    PlanFacts plan;  // what a table in this layout is of, unless the person who imports says otherwise
    std::vector<std::string> code_headers, printed_headers, total_words;
    std::map<std::string, AreaCode> aliases;  // abbreviations of the printed table
    std::vector<TargetColumn> columns;
    std::vector<RowSum> row_sums;
    std::vector<ColumnSum> column_sums;
    std::vector<PercentCheck> percents;
    std::map<std::string, Message> check_labels;  // by check, of those that have one
};

// What a check is called for people: by its label, else by the column that it adds up, else by its id.
Message name_of_check(const TargetLayout& layout, const std::string& check);

Result<TargetLayout> parse_target_layout(std::string_view json, const std::string& what);

}  // namespace nuong

// ReportDefinition: what a report shows, as published data, so a province changes its report without a new program, and
// device and server count with the same code.
//
// Document: {"kind":"report","id","version","title":{vi,en},"remark"?,"sections":[section],
//   "small_counts": "exact" | "hidden", "duty"?: [role]}
// "exact" is for what a law orders, and only for the roles that have to make it; it is "hidden" when nobody says.
// Section: {"include": report, "compare"?} (the sections of another report, beside the period before), or
//   {"id","title","layout"?: "rows" | "areas","columns"?: ["target","actual","percent","turns"] and its content:
//   "indicators": ["I01", …] or "all"                  figures by name
//   "rows": [row]                                      figures written here: {"id","label"} and numerator, denominator
//   …
//       as in indicator.h, or {"indicator": id, "label"?}; in the words of one form: with "form" and "period"
//       ("within" | "until") in the section a row is {"id","label","where"?,"sum"?}; "target_of" says whose target
//       holds
//   {"for_each","rows"} among the rows               rows for each record of a form (expand.h), as for every centre;
//       "target_facility" says of which facility the target is, by the code that plans know it by
//   "list": {"set","form","fields":[{"label","value"}],"rows_max"?}   the subjects themselves, never sent upward
//   "devices": {"late_after_days"}                     who has not synced; known to the server only
// "expand" in a row writes one row per value: {"name","values":[{"code","set"?,"vi","en"}]}; "{name}" in any text of
// the row becomes the code, in the label the words, "{name.set}" what stands under "set", by default nothing. Layout
// "areas": one line per unit, the figures side by side, as the annexes are printed; "head" of a row: the words over its
// columns, level by level, shared by rows side by side that begin with the same; by default its label.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/reports/indicator.h"
#include "shared/reports/named_records.h"
#include "shared/reports/row_band.h"

namespace nuong::reports {

struct RowDefinition {
    std::string id = {};
    Message label = {};
    std::vector<Message> head = {};  // of its column, level by level; empty: the label
    std::string unit = {};
    std::string indicator = {};        // when set, the figure is that of the indicator
    std::string target_of = {};        // the indicator whose targets hold for the figure
    std::string target_facility = {};  // those for one facility; empty: for all
    std::optional<RowBand> band = {};
    Figure figure = {};
};

struct ListField {
    Message label;
    std::string value;  // expression in the words of the form
};

struct ListDefinition {
    SetExpression set;
    FormId form;  // the subjects are records of this form
    std::vector<ListField> fields;
    std::size_t rows_max = 1000;
};

struct SectionDefinition {
    std::string id;
    Message title;
    bool areas_as_rows = false;
    std::vector<std::string> columns;  // of each figure, when areas are rows
    bool all_indicators = false;
    bool lists_indicators = false;  // all, or some of them
    std::vector<RowDefinition> rows;
    std::optional<ListDefinition> list;
    std::optional<int> devices_late_after_days;
    std::string include;
    bool compares = false;
    std::string form;  // the report that it was written in: "B01" also within R1
    Message form_title;
};

struct ReportDefinition {
    std::string id;
    std::uint32_t version = 0;
    Message title;
    std::vector<SectionDefinition> sections;
    bool hides_small_counts = true;  // above the commune
    std::vector<std::string> duty;   // roles that make it; empty: every role
    Measures measures;               // those written in its rows
};

// What can be told of a report that this program cannot read, for it was written for a newer one: its title and whose
// duty it is. Nothing when it is no report at all.
std::optional<ReportDefinition> outline_of(std::string_view text, const std::string& id);

// Whether the role may make it. Errors: refused, in words that say whom to ask.
Status may_make(const ReportDefinition& report, const std::string& role);

// `find`: the records of "for_each"; without it there are no such rows.
Result<ReportDefinition> parse_report(std::string_view json, const std::string& what, const FindRecords& find = {});

// Puts the sections of other reports where they are included. `find` gives the text of a report in force.
using FindReport = std::function<std::optional<std::string>(const std::string& id)>;
Result<ReportDefinition> complete_report(ReportDefinition report, const FindReport& find,
                                         const FindRecords& find_records = {});

}  // namespace nuong::reports

// Measure: one thing that is counted, in the words of a form: which records (or rows of a repeat in them) match, when,
// and whom they are about. Indicators and reports are made of measures.
//
// "met": {"form": "outreach_contact", "where": "${outcome} = 'met'", "when": "within"}
// "addict": {"form": "person_file", "each": "categories", "where": "${category} = 'addict_file'",
//            "when": {"rule": "covers_end", "from": "${categories/from}", "to": "${categories/to}"}, "places": true}
//
// when    within: the day lies in the period (the default); until: not after its end; covers_end: from..to holds at its
//         end; overlaps: from..to and the period share a day; always. `on` is the day, by default ${occurred_on}; a
//         missing `to` means still.
// key     whom it is about: an expression; "record" (the record itself), "area:commune" (the commune it lies in). By
//         default the form's subject, or the record where it has none.
// sum     what is added up, instead of counting matches.
// places  the subject belongs where this record lies: a register. Whoever has none belongs where last seen.
// {period_start} and {period_end} in an expression are the first and last day of the period.
// A name with "@previous" behind it means the period of the same length just before; with covers_end: the stock with
// which the period began.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "shared/base/schema_reader.h"
#include "shared/model/ids.h"

namespace nuong::reports {

enum class When { within, until, covers_end, overlaps, always };

struct Measure {
    FormId form;
    std::string each;
    std::string where;
    When when = When::within;
    std::string on, from, to;
    std::string key;
    std::string sum;
    bool places = false;

    bool operator==(const Measure&) const = default;
};
using Measures = std::map<std::string, Measure>;

struct MeasureName {
    std::string id;
    bool is_previous = false;

    auto operator<=>(const MeasureName&) const = default;
};
MeasureName parse_measure_name(const std::string& text);

// Subjects that fulfil measures: "met", {"all": [...]}, {"any": [...]}, {"not": ...}.
struct SetExpression {
    enum class Op { measure, all, any, none_of };
    Op op = Op::measure;
    MeasureName measure;
    std::vector<SetExpression> parts;

    bool operator==(const SetExpression&) const = default;
};

// Measures written in place, where they are used. They are named by document and path.
struct OwnMeasures {
    std::string document;
    Measures measures;
};

Measure read_measure(const SchemaNode& node);
// Of a name, or of a measure written in place, which is added to `own`.
MeasureName read_measure_name(const SchemaNode& node, OwnMeasures& own);
SetExpression read_set(const SchemaNode& node, OwnMeasures& own);
void collect_names(const SetExpression& set, std::vector<MeasureName>& names);

}  // namespace nuong::reports

// Indicator: a figure that a plan asks for, as published data under schemas/indicators/.
//
// Document: {"kind":"indicators","id","version","title","defaults":{"places","rounding"}?,"measures":{name: measure},
//   "indicators":[{"id","label","unit","numerator","denominator"?,"threshold"?,"trend"?,"places"?,"rounding"?,
//   "hide_below"?,"levels"?,"periods"?,"source"?,"remark"?}]}
//
// A side (numerator, denominator) is one of
//   {"distinct": set, "turns": measure}   different subjects; beside them how often (lượt)
//   {"count": measure | [measure]}        matches
//   {"sum": measure | [measure]}          what the measures add up
//   {"areas": "commune"}                  areas of the structure
//   {"target": indicator}                 what the plan in force assigns
//   {"register": side, "baseline": {"value","area","document","date"?,"valid_to"?}, "use": "register" | "baseline"}
//       a number from a document stands for its area until it is too old; elsewhere the register is counted
// Without a denominator the numerator is the value; the plan's figure for it is the target.
// `periods` (half_year, year: one, or a list) are those of which the threshold is asked; of a shorter one than all of
// them it is not missed yet. What a plan assigns is missed when the plan's last day is over, and not before. `levels`
// (one, or a list) are those of the areas that the figure is asked of. A threshold that is a number of things
// ("5 points") is held against these alone: what a province has to have no commune has. One that is a share holds of
// any part as of the whole, and so does a trend; what a plan assigns holds for the area that it names.
#pragma once
#include "shared/reports/measure.h"
#include "shared/targets/decimal.h"

namespace nuong::reports {

struct Baseline {
    Decimal value;
    AreaCode area;  // it is known for this area only
    std::string document;
    std::optional<Date> valid_to;
};

struct Side {
    enum class Kind { nothing, distinct, count, sum, areas, target };
    Kind kind = Kind::nothing;
    SetExpression set;                  // distinct
    std::optional<MeasureName> turns;   // distinct
    std::vector<MeasureName> measures;  // count, sum
    std::string name;                   // the level of areas, the indicator of target
    std::optional<Baseline> baseline;   // stands before what is counted
};

struct Threshold {
    enum class Op { above, at_least, at_most, below, equal, between };
    Op op = Op::at_least;
    Decimal value, high;

    bool is_met(Decimal reached) const;
};

// What should become of the figure from one period to the next.
enum class Trend { none, rising, falling, held, kept };  // held: does not rise; kept: does not fall

struct Figure {
    Side numerator, denominator;
    std::optional<Threshold> threshold;
    std::vector<std::string> levels = {};  // of areas; empty: any
    int months_least = 0;                  // of no shorter period is the threshold asked
    Trend trend = Trend::none;
    int places = 2;
    Rounding rounding = Rounding::truncate;
    double hide_below = 0;  // smaller figures about people are hidden outside the commune
    bool compares = false;  // shows the period before, whatever should become of it
    bool is_ratio = false;  // so many to one, instead of in a hundred

    bool is_share() const { return denominator.kind != Side::Kind::nothing; }
    bool has_threshold_at(std::string_view level) const;
};

struct Indicator {
    std::string id;
    Message label;
    std::string unit;  // people, turns, percent, count ...
    Figure figure;
};

// All indicators in force, and the measures that they are made of.
struct IndicatorBook {
    Measures measures;
    std::vector<Indicator> indicators;

    const Indicator* find(std::string_view id) const;
    // Fails when a name is taken.
    Status add(IndicatorBook more, const std::string& what);
};

Result<IndicatorBook> parse_indicators(std::string_view json, const std::string& what);
// The keys of a figure within an object that may have more; `defaults` stands for what it leaves out.
Figure read_figure(const SchemaNode& node, const Figure& defaults, OwnMeasures& own);
}  // namespace nuong::reports

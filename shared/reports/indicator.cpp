#include "shared/reports/indicator.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace nuong::reports {
namespace {

std::optional<Decimal> decimal_at(const SchemaNode& node, std::string_view key) {
    if (node.has(key)) {
        const Json& json = node.json()[std::string(key)];
        if (json.is_number())
            if (auto decimal = parse_decimal(dump_json(json))) return decimal;
    }
    node.complain(key, {"cần một số.", "needs a number."});
    return std::nullopt;
}

// One measure, or a list of them.
std::vector<MeasureName> read_measures(const SchemaNode& node, std::string_view key, OwnMeasures& own) {
    std::vector<MeasureName> names;
    if (const SchemaNode value = node.value(key); !value.json().is_array())
        names.push_back(read_measure_name(value, own));
    else
        for (const SchemaNode& part : node.list(key)) names.push_back(read_measure_name(part, own));
    return names;
}

Side read_side(const SchemaNode& node, OwnMeasures& own);

Side read_choice_of_source(const SchemaNode& node, OwnMeasures& own) {
    node.allow_only({"register", "baseline", "use"});
    Side side = read_side(node.object("register"), own);
    const SchemaNode baseline = node.object("baseline");
    baseline.allow_only({"value", "area", "document", "date", "valid_to"});
    baseline.date_or_none("date");
    const Baseline given{decimal_at(baseline, "value").value_or(Decimal{}), baseline.text("area"),
                         baseline.text("document"), baseline.date_or_none("valid_to")};
    if (node.one_of("use", {"register", "baseline"}, "register") == "baseline") side.baseline = given;
    return side;
}

Side read_side(const SchemaNode& node, OwnMeasures& own) {
    if (node.has("baseline")) return read_choice_of_source(node, own);
    node.allow_only({"distinct", "turns", "count", "sum", "areas", "target"});
    Side side;
    int kinds = 0;
    if (node.has("distinct")) {
        ++kinds;
        side.kind = Side::Kind::distinct;
        side.set = read_set(node.value("distinct"), own);
        if (node.has("turns")) side.turns = read_measure_name(node.value("turns"), own);
    }
    for (const auto& [key, kind] : {std::pair{"count", Side::Kind::count}, std::pair{"sum", Side::Kind::sum}})
        if (node.has(key)) {
            ++kinds;
            side.kind = kind;
            side.measures = read_measures(node, key, own);
        }
    if (node.has("areas")) {
        ++kinds;
        side.kind = Side::Kind::areas;
        side.name = node.one_of("areas", {"hamlet", "commune", "district", "province"}, "commune");
    }
    if (node.has("target")) {
        ++kinds;
        side.kind = Side::Kind::target;
        side.name = node.text("target");
    }
    if (kinds != 1)
        node.complain("", {"cần đúng một trong: distinct, count, sum, areas, target, baseline.",
                           "needs exactly one of: distinct, count, sum, areas, target, baseline."});
    return side;
}

Threshold read_threshold(const SchemaNode& node) {
    node.allow_only({"op", "value", "high"});
    const std::string op = node.one_of("op", {">", ">=", "<=", "<", "=", "between"}, ">=");
    Threshold threshold;
    threshold.op = op == ">"         ? Threshold::Op::above
                   : op == "<="      ? Threshold::Op::at_most
                   : op == "<"       ? Threshold::Op::below
                   : op == "="       ? Threshold::Op::equal
                   : op == "between" ? Threshold::Op::between
                                     : Threshold::Op::at_least;
    threshold.value = decimal_at(node, "value").value_or(Decimal{});
    if (op == "between") threshold.high = decimal_at(node, "high").value_or(Decimal{});
    if (op == "between" && threshold.high < threshold.value)
        node.complain("high", {"phải từ value trở lên.", "must not be below value."});
    return threshold;
}

Trend trend_of(const std::string& name) {
    if (name == "rising") return Trend::rising;
    if (name == "falling") return Trend::falling;
    if (name == "kept") return Trend::kept;
    return name == "held" ? Trend::held : Trend::none;
}

}  // namespace

bool Threshold::is_met(Decimal reached) const {
    switch (op) {
        case Op::above: return value < reached;
        case Op::at_least: return !(reached < value);
        case Op::at_most: return !(value < reached);
        case Op::below: return reached < value;
        case Op::equal: return reached == value;
        case Op::between: return !(reached < value) && !(high < reached);
    }
    return false;
}

bool Figure::has_threshold_at(std::string_view level) const {
    return threshold &&
           (is_share() || levels.empty() || std::find(levels.begin(), levels.end(), level) != levels.end());
}

Figure read_figure(const SchemaNode& node, const Figure& defaults, OwnMeasures& own) {
    Figure figure = defaults;
    figure.numerator = read_side(node.object("numerator"), own);
    if (node.has("denominator")) figure.denominator = read_side(node.object("denominator"), own);
    if (node.has("threshold")) figure.threshold = read_threshold(node.object("threshold"));
    figure.trend = trend_of(node.one_of("trend", {"none", "rising", "falling", "held", "kept"}, "none"));
    figure.places = static_cast<int>(node.integer_or("places", 0, 6, defaults.places));
    const std::string rounding = defaults.rounding == Rounding::truncate ? "truncate" : "half_up";
    figure.rounding = *parse_rounding(node.one_of("rounding", {"truncate", "half_up"}, rounding));
    figure.hide_below = static_cast<double>(node.integer_or("hide_below", 0, 1000, 0));
    figure.is_ratio = node.text_or("unit", "") == "ratio";
    return figure;
}

const Indicator* IndicatorBook::find(std::string_view id) const {
    const auto at = std::find_if(indicators.begin(), indicators.end(), [&](const auto& one) { return one.id == id; });
    return at == indicators.end() ? nullptr : &*at;
}

Status IndicatorBook::add(IndicatorBook more, const std::string& what) {
    const auto taken = [&](const std::string& name) {
        return Error{ErrorCode::invalid,
                     {what + ": “" + name + "” đã có trong tài liệu chỉ tiêu khác; hãy đổi tên.",
                      what + ": \"" + name + "\" is in another document of indicators; rename it."}};
    };
    for (auto& [id, measure] : more.measures)
        if (!measures.emplace(id, std::move(measure)).second) return taken(id);
    for (Indicator& indicator : more.indicators) {
        if (find(indicator.id)) return taken(indicator.id);
        indicators.push_back(std::move(indicator));
    }
    return Done{};
}

namespace {

int shortest_of(const std::vector<std::string>& periods) {
    constexpr std::array<std::pair<std::string_view, int>, 3> known{{{"quarter", 3}, {"half_year", 6}, {"year", 12}}};
    for (const auto& [name, months] : known)
        if (std::find(periods.begin(), periods.end(), name) != periods.end()) return months;
    return 0;
}

}  // namespace

Result<IndicatorBook> parse_indicators(std::string_view text, const std::string& what) {
    const auto json = parse_json(text, what);
    if (!json) return json.error();
    SchemaProblems problems(what);
    const SchemaNode node(*json, problems);
    node.allow_only({"kind", "id", "version", "title", "defaults", "measures", "indicators"});
    IndicatorBook book;
    Figure defaults;
    if (node.has("defaults")) {
        const SchemaNode given = node.object("defaults");
        given.allow_only({"places", "rounding"});
        defaults.places = static_cast<int>(given.integer_or("places", 0, 6, defaults.places));
        defaults.rounding = *parse_rounding(given.one_of("rounding", {"truncate", "half_up"}, "truncate"));
    }
    if (node.has("measures")) {
        const SchemaNode measures = node.object("measures");
        if (measures.json().is_object())
            for (const auto& [name, value] : measures.json().items())
                if (!name.starts_with('_')) book.measures[name] = read_measure(measures.object(name));
    }
    OwnMeasures own{node.text("id"), {}};
    for (const SchemaNode& one : node.list("indicators")) {
        one.allow_only({"id", "label", "unit", "numerator", "denominator", "threshold", "trend", "places", "rounding",
                        "hide_below", "levels", "periods", "source", "remark"});
        Indicator indicator{one.text("id"), one.words("label"), one.text_or("unit", "count"), {}};
        indicator.figure = read_figure(one, defaults, own);
        if (one.has("levels")) indicator.figure.levels = one.texts("levels");
        if (one.has("periods")) indicator.figure.months_least = shortest_of(one.texts("periods"));
        if (book.find(indicator.id)) one.complain("id", {"đã có chỉ tiêu này.", "is there already."});
        book.indicators.push_back(std::move(indicator));
    }
    book.measures.merge(own.measures);
    if (!problems.empty()) return problems.error();
    return book;
}

}  // namespace nuong::reports

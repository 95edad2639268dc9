#include "shared/reports/measure.h"

#include <nlohmann/json.hpp>

namespace nuong::reports {
namespace {

constexpr std::string_view previous = "@previous";

When when_of(const std::string& rule) {
    if (rule == "until") return When::until;
    if (rule == "covers_end") return When::covers_end;
    if (rule == "overlaps") return When::overlaps;
    if (rule == "always") return When::always;
    return When::within;
}

const Message needs_measure{"cần tên một đại lượng, hoặc { form, where, when … }.",
                            "needs the name of a measure, or { form, where, when … }."};
const Message needs_set{"cần tên một đại lượng, {\"all\": […]}, {\"any\": […]} hoặc {\"not\": …}.",
                        "needs the name of a measure, {\"all\": […]}, {\"any\": […]} or {\"not\": …}."};

void read_when(const SchemaNode& node, Measure& measure) {
    if (!node.has("when")) return;
    if (node.json()["when"].is_string()) {
        measure.when = when_of(node.one_of("when", {"within", "until", "covers_end", "overlaps", "always"}, "within"));
        return;
    }
    const SchemaNode when = node.object("when");
    when.allow_only({"rule", "on", "from", "to"});
    measure.when = when_of(when.one_of("rule", {"within", "until", "covers_end", "overlaps", "always"}, "within"));
    measure.on = when.text_or("on", "");
    measure.to = when.text_or("to", "");
    const bool spans = measure.when == When::covers_end || measure.when == When::overlaps;
    measure.from = spans ? when.text("from") : when.text_or("from", "");
}

}  // namespace

MeasureName parse_measure_name(const std::string& text) {
    if (!text.ends_with(previous)) return {text, false};
    return {text.substr(0, text.size() - previous.size()), true};
}

Measure read_measure(const SchemaNode& node) {
    node.allow_only({"form", "each", "where", "when", "key", "sum", "places", "label"});
    Measure measure;
    measure.form = node.text("form");
    measure.each = node.text_or("each", "");
    measure.where = node.text_or("where", "");
    measure.key = node.text_or("key", "");
    measure.sum = node.text_or("sum", "");
    measure.places = node.flag_or("places", false);
    read_when(node, measure);
    return measure;
}

MeasureName read_measure_name(const SchemaNode& node, OwnMeasures& own) {
    if (node.json().is_string() && !node.json().get_ref<const std::string&>().empty())
        return parse_measure_name(node.json().get<std::string>());
    if (!node.json().is_object()) {
        node.complain("", needs_measure);
        return {};
    }
    std::string name = own.document + ":" + node.path();
    own.measures[name] = read_measure(node);
    return {std::move(name), false};
}

SetExpression read_set(const SchemaNode& node, OwnMeasures& own) {
    SetExpression set;
    if (!node.json().is_object() || node.json().contains("form")) {
        set.measure = read_measure_name(node, own);
        return set;
    }
    node.allow_only({"all", "any", "not"});
    if (node.json().size() != 1) node.complain("", needs_set);
    if (node.has("not")) {
        set.op = SetExpression::Op::none_of;
        set.parts.push_back(read_set(node.value("not"), own));
        return set;
    }
    const char* op = node.has("any") ? "any" : "all";
    set.op = node.has("any") ? SetExpression::Op::any : SetExpression::Op::all;
    for (const SchemaNode& part : node.list(op)) set.parts.push_back(read_set(part, own));
    if (set.parts.empty()) node.complain(op, needs_set);
    return set;
}

void collect_names(const SetExpression& set, std::vector<MeasureName>& names) {
    if (set.op == SetExpression::Op::measure) names.push_back(set.measure);
    for (const SetExpression& part : set.parts) collect_names(part, names);
}

}  // namespace nuong::reports

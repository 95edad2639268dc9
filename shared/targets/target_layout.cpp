#include "shared/targets/target_layout.h"

#include <nlohmann/json.hpp>

#include "shared/base/schema_reader.h"

namespace nuong {
namespace {

class LayoutReader {
public:
    LayoutReader(const SchemaNode& node) : node_(node) {}

    TargetLayout read() {
        node_.allow_only(
            {"kind", "id", "version", "title", "plan", "area", "columns", "row_sums", "column_sums", "percents"});
        layout_.id = node_.text("id");
        layout_.version = static_cast<std::uint32_t>(node_.integer("version", 1, UINT32_MAX));
        layout_.title = node_.words("title");
        read_plan(node_.object("plan"));
        read_area(node_.object("area"));
        for (const SchemaNode& column : node_.list("columns")) read_column(column);
        for (const SchemaNode& sum : node_.list_or_none("row_sums")) read_row_sum(sum);
        for (const SchemaNode& sum : node_.list_or_none("column_sums")) {
            sum.allow_only({"check", "label", "column"});
            read_label(sum);
            layout_.column_sums.push_back({sum.text("check"), column(sum, "column", sum.text("column"))});
        }
        for (const SchemaNode& percent : node_.list_or_none("percents")) read_percent(percent);
        return std::move(layout_);
    }

private:
    void read_plan(const SchemaNode& plan) {
        plan.allow_only({"id", "title", "plan_no", "decision_no", "date", "year", "level", "area"});
        layout_.plan = {plan.text("id"),
                        plan.words("title"),
                        plan.text_or("plan_no", ""),
                        plan.text_or("decision_no", ""),
                        plan.text_or("date", ""),
                        static_cast<int>(plan.integer("year", 2000, 2100)),
                        plan.one_of("level", {"commune", "district", "province", "ministry"}, "province"),
                        plan.text("area")};
        plan.date_or_none("date");
    }

    void read_area(const SchemaNode& area) {
        area.allow_only({"code", "printed", "total", "aliases"});
        layout_.code_headers = area.texts("code");
        layout_.printed_headers = area.texts("printed");
        layout_.total_words = area.texts("total");
        if (layout_.code_headers.empty() && layout_.printed_headers.empty())
            area.complain("printed", {"cần ít nhất một tên cột ghi địa bàn.", "needs a header of the area's column."});
        if (!area.has("aliases")) return;
        const SchemaNode aliases = area.object("aliases");
        if (aliases.json().is_object())
            for (const auto& [printed, code] : aliases.json().items()) layout_.aliases[printed] = aliases.text(printed);
    }

    void read_column(const SchemaNode& node) {
        node.allow_only({"id", "number", "headers", "label", "unit", "indicator", "facility"});
        TargetColumn column{node.text("id"),
                            static_cast<int>(node.integer_or("number", 1, 1000, 0)),
                            node.texts("headers"),
                            node.words("label"),
                            node.one_of("unit", {"people", "turns", "percent", "count"}, "count"),
                            node.text_or("indicator", ""),
                            node.text_or("facility", "")};
        for (const TargetColumn& other : layout_.columns)
            if (other.id == column.id) node.complain("id", {"đã có cột này.", "is there already."});
        layout_.columns.push_back(std::move(column));
    }

    void read_label(const SchemaNode& node) {
        if (node.has("label")) layout_.check_labels[node.text("check")] = node.words("label");
    }

    void read_row_sum(const SchemaNode& node) {
        node.allow_only({"check", "label", "value", "parts"});
        read_label(node);
        RowSum sum{node.text("check"), column(node, "value", node.text("value")), {}};
        for (const std::string& part : node.texts("parts")) sum.parts.push_back(column(node, "parts", part));
        if (sum.parts.empty()) node.complain("parts", {"cần các cột được cộng.", "needs the columns that add up."});
        layout_.row_sums.push_back(std::move(sum));
    }

    void read_percent(const SchemaNode& node) {
        node.allow_only({"check", "label", "value", "numerator", "denominator", "places", "rounding"});
        read_label(node);
        layout_.percents.push_back({node.text("check"), column(node, "value", node.text("value")),
                                    column(node, "numerator", node.text("numerator")),
                                    column(node, "denominator", node.text("denominator")),
                                    static_cast<int>(node.integer("places", 0, 6)),
                                    *parse_rounding(node.one_of("rounding", {"truncate", "half_up"}, "truncate"))});
    }

    std::size_t column(const SchemaNode& node, std::string_view key, const std::string& id) const {
        for (std::size_t i = 0; i < layout_.columns.size(); ++i)
            if (layout_.columns[i].id == id) return i;
        if (!id.empty())
            node.complain(key, {"không có cột “" + id + "” trong columns.", "there is no column \"" + id + "\"."});
        return 0;
    }

    const SchemaNode& node_;
    TargetLayout layout_;
};

}  // namespace

Message name_of_check(const TargetLayout& layout, const std::string& check) {
    if (const auto label = layout.check_labels.find(check); label != layout.check_labels.end()) return label->second;
    for (const ColumnSum& sum : layout.column_sums) {
        if (sum.check != check) continue;
        const Message& column = layout.columns[sum.column].label;
        return {"Tổng cộng của cột “" + column.vi + "”", "Total of the column \"" + column.en + "\""};
    }
    return {check, check};
}

Result<TargetLayout> parse_target_layout(std::string_view text, const std::string& what) {
    const auto json = parse_json(text, what);
    if (!json) return json.error();
    SchemaProblems problems(what);
    const SchemaNode node(*json, problems);
    TargetLayout layout = LayoutReader(node).read();
    if (!problems.empty()) return problems.error();
    return layout;
}

}  // namespace nuong

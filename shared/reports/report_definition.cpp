#include "shared/reports/report_definition.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/reports/expand.h"

namespace nuong::reports {
namespace {

constexpr std::size_t rows_max = 2'000;

// A row in the words of one form: a measure of the section's form.
Figure figure_of_form(const SchemaNode& row, const std::string& form, When when, const Figure& defaults,
                      OwnMeasures& own) {
    row.allow_only({"id", "label", "unit", "where", "sum", "head", "expand"});
    Measure measure;
    measure.form = form;
    measure.when = when;
    measure.where = row.text_or("where", "");
    measure.sum = row.text_or("sum", "");
    Figure figure = defaults;
    figure.numerator.kind = measure.sum.empty() ? Side::Kind::count : Side::Kind::sum;
    figure.numerator.measures = {{own.document + ":" + row.path(), false}};
    own.measures[figure.numerator.measures[0].id] = std::move(measure);
    return figure;
}

class SectionReader {
public:
    SectionReader(const SchemaNode& node, SectionDefinition& section, OwnMeasures& own, const FindRecords& find)
        : node_(node), section_(section), own_(own), find_(find) {}

    void read() {
        if (node_.has("include")) {
            node_.allow_only({"include", "compare"});
            section_.include = node_.text("include");
            section_.compares = node_.flag_or("compare", false);
            return;
        }
        node_.allow_only(
            {"id", "title", "layout", "columns", "indicators", "rows", "form", "period", "list", "devices"});
        section_.id = node_.text("id");
        section_.title = node_.words_or("title", {section_.id, section_.id});
        section_.areas_as_rows = node_.one_of("layout", {"rows", "areas"}, "rows") == "areas";
        section_.columns = node_.texts("columns");
        for (const std::string& column : section_.columns)
            if (column != "target" && column != "actual" && column != "percent" && column != "turns")
                node_.complain("columns", {"“" + column + "” không dùng được; hãy chọn: target actual percent turns",
                                           "\"" + column + "\" is none of: target actual percent turns"});
        read_indicators();
        for (const SchemaNode& row : node_.list_or_none("rows")) {
            has_group_ = has_group_ || row.has("for_each");
            if (!row.has("for_each")) read_row(row);
            else expand_group(row, find_, [this](const SchemaNode& each) { read_row(each); });
        }
        if (node_.has("list")) read_list(node_.object("list"));
        if (node_.has("devices")) {
            const SchemaNode devices = node_.object("devices");
            devices.allow_only({"late_after_days"});
            section_.devices_late_after_days = static_cast<int>(devices.integer("late_after_days", 1, 366));
        }
        const bool is_empty = section_.rows.empty() && !has_group_ && !section_.all_indicators && !section_.list &&
                              !section_.devices_late_after_days;
        if (is_empty)
            node_.complain("", {"phần này trống; cần rows, indicators, list hoặc devices.",
                                "is empty; needs rows, indicators, list or devices."});
        if (section_.rows.size() > rows_max) node_.complain("rows", {"quá nhiều dòng.", "too many rows."});
    }

private:
    static std::vector<Message> head_of(const SchemaNode& row) {
        std::vector<Message> head;
        for (const SchemaNode& level : row.list_or_none("head")) head.push_back({level.text("vi"), level.text("en")});
        return head;
    }

    void read_indicators() {
        if (!node_.has("indicators")) return;
        section_.lists_indicators = true;
        if (node_.json()["indicators"] == "all") {
            section_.all_indicators = true;
            return;
        }
        for (const std::string& id : node_.texts("indicators")) section_.rows.push_back({.id = id, .indicator = id});
    }

    void read_row(const SchemaNode& node) {
        if (node.has("indicator")) {
            node.allow_only({"id", "label", "indicator", "head"});
            const std::string id = node.text("indicator");
            section_.rows.push_back({.id = node.text_or("id", id),
                                     .label = node.words_or("label", {}),
                                     .head = head_of(node),
                                     .indicator = id});
            return;
        }
        const auto expanded = expand_row(node);
        for (const Json& json : expanded) {
            const SchemaNode row = node.with(json);  // complaints name the row as written
            const std::string id = row.text("id");
            OwnMeasures own{own_.document + "/" + section_.id + "/" + id, {}};
            Figure figure;
            if (node_.has("form")) {
                const bool whole_past = node_.one_of("period", {"within", "until"}, "within") == "until";
                figure = figure_of_form(row, node_.text("form"), whole_past ? When::until : When::within, {}, own);
            } else {
                row.allow_only({"id", "label", "unit", "numerator", "denominator", "threshold", "trend", "places",
                                "rounding", "hide_below", "target_of", "target_facility", "head", "expand", "band"});
                figure = read_figure(row, {}, own);
            }
            section_.rows.push_back({.id = id,
                                     .label = row.words("label"),
                                     .head = head_of(row),
                                     .unit = row.text_or("unit", "count"),
                                     .target_of = target_of(row),
                                     .target_facility = row.text_or("target_facility", ""),
                                     .band = band_of(row),
                                     .figure = std::move(figure)});
            own_.measures.merge(own.measures);
        }
    }

    static std::optional<RowBand> band_of(const SchemaNode& row) {
        if (!row.has("band")) return std::nullopt;
        const SchemaNode node = row.object("band");
        node.allow_only({"code", "label", "bar"});
        return RowBand{node.words("bar"), node.words("label"),
                       node.one_of("code", {"low", "moderate", "high", "incomplete"}, node.text("code"))};
    }

    // A facility that no plan names by a code has no target of its own.
    static std::string target_of(const SchemaNode& row) {
        const bool is_nameless = row.json().contains("target_facility") && row.json()["target_facility"] == "";
        return is_nameless ? "" : row.text_or("target_of", "");
    }

    void read_list(const SchemaNode& node) {
        node.allow_only({"set", "form", "fields", "rows_max"});
        OwnMeasures own{own_.document + "/" + section_.id, {}};
        ListDefinition list;
        list.set = read_set(node.value("set"), own);
        list.form = node.text("form");
        for (const SchemaNode& field : node.list("fields")) {
            field.allow_only({"label", "value"});
            list.fields.push_back({field.words("label"), field.text("value")});
        }
        list.rows_max = static_cast<std::size_t>(node.integer_or("rows_max", 1, 100'000, 1000));
        section_.list = std::move(list);
        own_.measures.merge(own.measures);
    }

    const SchemaNode& node_;
    SectionDefinition& section_;
    OwnMeasures& own_;
    const FindRecords& find_;
    bool has_group_ = false;  // of rows for records; there may be none yet
};

}  // namespace

Result<ReportDefinition> parse_report(std::string_view text, const std::string& what, const FindRecords& find) {
    const auto json = parse_json(text, what);
    if (!json) return json.error();
    SchemaProblems problems(what);
    const SchemaNode node(*json, problems);
    node.allow_only({"kind", "id", "version", "title", "sections", "remark", "small_counts", "duty"});
    ReportDefinition report;
    report.id = node.text("id");
    report.version = static_cast<std::uint32_t>(node.integer("version", 1, UINT32_MAX));
    report.title = node.words("title");
    report.hides_small_counts = node.one_of("small_counts", {"exact", "hidden"}, "hidden") == "hidden";
    report.duty = node.texts("duty");
    if (!report.hides_small_counts && report.duty.empty())
        node.complain("duty", {"báo cáo nêu số nhỏ phải ghi vai trò nào có nhiệm vụ lập.",
                               "a report with exact small counts must name the roles whose duty it is."});
    OwnMeasures own{report.id, {}};
    for (const SchemaNode& section : node.list("sections")) {
        report.sections.emplace_back();
        SectionReader(section, report.sections.back(), own, find).read();
    }
    report.measures = std::move(own.measures);
    if (!problems.empty()) return problems.error();
    return report;
}

std::optional<ReportDefinition> outline_of(std::string_view text, const std::string& id) {
    const auto json = parse_json(text, id);
    if (!json || !json->is_object()) return std::nullopt;
    SchemaProblems problems(id);
    const SchemaNode node(*json, problems);
    ReportDefinition outline;
    outline.id = id;
    outline.title = node.words("title");
    outline.duty = node.has("duty") ? node.texts("duty") : std::vector<std::string>();
    return problems.empty() ? std::optional(std::move(outline)) : std::nullopt;
}

Status may_make(const ReportDefinition& report, const std::string& role) {
    const auto& duty = report.duty;
    if (duty.empty() || std::find(duty.begin(), duty.end(), role) != duty.end()) return Done{};
    return Error{ErrorCode::refused,
                 {"Vai trò “" + role + "” không có nhiệm vụ lập báo cáo " + report.id +
                      ", vì báo cáo nêu cả số rất nhỏ. Hãy hỏi cán bộ huyện.",
                  "Making the report " + report.id + " is no duty of the role \"" + role +
                      "\", because it shows even very small counts. Ask the district staff."}};
}

// One level deep: a report of reports of reports nobody could read.
Result<ReportDefinition> complete_report(ReportDefinition report, const FindReport& find,
                                         const FindRecords& find_records) {
    std::vector<SectionDefinition> sections;
    for (SectionDefinition& section : report.sections) {
        if (section.include.empty()) {
            section.form = report.id;
            section.form_title = report.title;
            sections.push_back(std::move(section));
            continue;
        }
        const auto text = find(section.include);
        if (!text)
            return Error{ErrorCode::not_found,
                         {report.id + ": include: chưa công bố báo cáo “" + section.include + "”.",
                          report.id + ": include: no report \"" + section.include + "\" has been published."}};
        auto included = parse_report(*text, section.include, find_records);
        if (!included) return included.error();
        for (SectionDefinition& one : included->sections) {
            if (!one.include.empty()) continue;
            one.compares = section.compares;
            one.form = included->id;
            one.form_title = included->title;
            sections.push_back(std::move(one));
        }
        report.measures.merge(included->measures);
    }
    report.sections = std::move(sections);
    return report;
}

}  // namespace nuong::reports

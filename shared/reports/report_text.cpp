// ReportTable as JSON, text and CSV.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/base/harmless_text.h"
#include "shared/model/value.h"
#include "shared/reports/list_mask.h"
#include "shared/reports/report_grid.h"

namespace nuong::reports {
namespace {

std::string padded_right(const std::string& text, std::size_t width) {
    return text + std::string(width - std::min(width, letters_in(text)), ' ');
}

std::string padded_left(const std::string& text, std::size_t width) {
    return std::string(width - std::min(width, letters_in(text)), ' ') + text;
}

// What people wrote into a list stays text where the file is opened.
std::string quoted(const std::string& text) {
    std::string csv = "\"";
    for (const char c : harmless_text(text)) csv += c == '"' ? std::string("\"\"") : std::string(1, c);
    return csv + "\"";
}

OrderedJson json_number(const std::optional<double>& value) {
    if (!value) return nullptr;
    if (*value == static_cast<double>(static_cast<std::int64_t>(*value))) return static_cast<std::int64_t>(*value);
    return *value;
}

OrderedJson json_number(const std::optional<Decimal>& value) {
    return value ? OrderedJson::parse(to_string(*value)) : OrderedJson();
}

OrderedJson json_of(const PlanVersion& plan) { return {{"id", plan.id}, {"version", plan.version}}; }

OrderedJson json_of(const ReportRow& row, const std::string& section, Language language) {
    OrderedJson values = OrderedJson::array(), cells = OrderedJson::array();
    for (const Cell& cell : row.cells) {
        values.push_back(json_number(cell.numerator));
        if (!row.is_share && !cell.target) continue;
        cells.push_back({{"denominator", json_number(cell.denominator)},
                         {"value", json_number(cell.value)},
                         {"target", json_number(cell.target)},
                         {"status", name_of(cell.status)}});
        if (cell.plan) cells.back()["plan"] = json_of(*cell.plan);
    }
    const Cell& total = row.total;
    OrderedJson json{{"id", row.id},
                     {"section", section},
                     {"label", row.label.in(language)},
                     {"numerator", json_number(total.numerator)},
                     {"denominator", json_number(total.denominator)},
                     {"value", json_number(total.value)},
                     {"target", json_number(total.target)},
                     {"status", name_of(total.status)},
                     {"unit", row.unit}};
    if (total.plan) json["plan"] = json_of(*total.plan);
    if (total.turns) json["turns"] = json_number(total.turns);
    if (total.previous) json["previous"] = json_number(total.previous);
    if (total.percent_of_target) json["percent_of_target"] = json_number(total.percent_of_target);
    json["values"] = std::move(values);
    if (!cells.empty()) json["cells"] = std::move(cells);
    return json;
}

OrderedJson json_of(const ListLine& line, const ReportSection& section, Language language) {
    OrderedJson fields = OrderedJson::object();
    for (std::size_t i = 0; i < line.fields.size() && i < section.list_head.size(); ++i)
        fields[section.list_head[i].in(language)] = line.fields[i];
    return {{"id", line.record},
            {"section", section.id},
            {"label", line.fields.empty() ? "" : line.fields[0]},
            {"numerator", nullptr},
            {"denominator", nullptr},
            {"value", nullptr},
            {"target", nullptr},
            {"status", line.status.empty() ? "none" : line.status},
            {"area", line.area},
            {"fields", std::move(fields)}};
}

// Units for which nothing was counted would only push the others off the screen.
Grid without_empty_units(Grid grid) {
    for (std::size_t column = grid.unit_columns; column > 0; --column) {
        const bool used = std::any_of(grid.lines.begin(), grid.lines.end(), [&](const auto& line) {
            return line[column].is_number ? line[column].number != 0 : line[column].text != "-";
        });
        if (used) continue;
        grid.head.erase(grid.head.begin() + static_cast<std::ptrdiff_t>(column));
        for (auto& line : grid.lines) line.erase(line.begin() + static_cast<std::ptrdiff_t>(column));
    }
    return grid;
}

std::string text_of(const Grid& grid) {
    std::vector<std::size_t> widths(grid.head.size(), 0);
    for (std::size_t i = 0; i < grid.head.size(); ++i) {
        widths[i] = std::max<std::size_t>(i == 0 ? 0 : 5, letters_in(grid.head[i]));
        for (const auto& line : grid.lines) widths[i] = std::max(widths[i], letters_in(line[i].text));
    }
    const auto row = [&](std::size_t i, const std::string& text, bool is_number) {
        if (i == 0) return padded_right(text, widths[i]);
        return "  " + (is_number ? padded_left(text, widths[i]) : padded_right(text, widths[i]));
    };
    std::string text = "\n" + grid.title + "\n";
    for (std::size_t i = 0; i < grid.head.size(); ++i)
        text += (i == 0 ? "  " : "") + row(i, grid.head[i], grid.is_numbers);
    text += "\n";
    for (const auto& line : grid.lines) {
        std::string written = "  ";
        for (std::size_t i = 0; i < line.size(); ++i)
            written += row(i, line[i].text, line[i].is_number || grid.is_numbers);
        written.erase(written.find_last_not_of(' ') + 1);
        text += written + "\n";
    }
    return text + (grid.note.empty() ? "" : "  " + grid.note + "\n");
}

}  // namespace

OrderedJson to_json(const ReportTable& table, Language language) {
    OrderedJson columns = OrderedJson::array(), rows = OrderedJson::array();
    for (const ReportColumn& column : table.columns)
        columns.push_back({{"area", column.area}, {"name", column.name.in(language)}});
    for (const ReportSection& section : table.sections) {
        for (const ReportRow& row : section.rows) rows.push_back(json_of(row, section.id, language));
        for (const ListLine& line : section.list) rows.push_back(json_of(line, section, language));
    }
    OrderedJson json{{"report", table.report},        {"area", table.area},
                     {"period", table.period.code},   {"title", table.title.in(language)},
                     {"columns", std::move(columns)}, {"rows", std::move(rows)}};
    if (table.as_of) json["as_of"] = to_string(*table.as_of);
    for (const ReportColumn& unit : table.silent)
        json["silent"].push_back({{"area", unit.area}, {"name", unit.name.in(language)}});
    for (const PlanOfTargets& plan : table.plans) {
        json["plans"].push_back(json_of(plan.version));
        json["plans"].back()["name"] = plan.name.in(language);
    }
    for (const Message& remark : table.remarks) json["remarks"].push_back(remark.in(language));
    if (table.taker)
        json["export"] = {{"user", table.taker->user}, {"role", table.taker->role}, {"at", to_string(table.taker->at)}};
    return json;
}

std::string to_text(const ReportTable& table, Language language) {
    std::string text = table.title.in(language) + "\n" + subject_of(table).in(language) + "\n";
    for (Grid& grid : grids_in_lines(table, language)) text += text_of(without_empty_units(std::move(grid)));
    const auto below = lines_below(table, language);
    if (!below.empty()) text += "\n";
    for (const std::string& line : below) text += line + "\n";
    return text;
}

std::string to_csv(const ReportTable& table, Language language) {
    std::string csv;
    const std::string taken = table.taker ? quoted(line_of(*table.taker)) : "";
    for (const Grid& grid : grids_in_lines(table, language)) {
        const bool is_stamped = table.taker && grid.names_people;  // a line travels without what stands below
        csv += (csv.empty() ? "id,section" : "\nid,section");
        for (const std::string& head : grid.head) csv += "," + quoted(head);
        csv += is_stamped ? ",export\n" : "\n";
        for (std::size_t i = 0; i < grid.lines.size(); ++i) {
            csv += quoted(grid.ids[i]) + "," + quoted(grid.title);
            for (const GridCell& cell : grid.lines[i]) csv += "," + (cell.is_number ? cell.text : quoted(cell.text));
            csv += is_stamped ? "," + taken + "\n" : "\n";
        }
    }
    const auto below = lines_below(table, language);
    if (!below.empty()) csv += "\n";
    for (const std::string& line : below) csv += quoted(line) + "\n";
    return csv;
}

}  // namespace nuong::reports

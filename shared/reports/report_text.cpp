// ReportTable as JSON, text and CSV.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/model/value.h"
#include "shared/reports/report_table.h"

namespace nuong::reports {
namespace {

// Width on a terminal: Vietnamese letters are one column each, whatever their bytes.
std::size_t width_of(const std::string& text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string padded_right(const std::string& text, std::size_t width) {
    return text + std::string(width - std::min(width, width_of(text)), ' ');
}

std::string padded_left(const std::string& text, std::size_t width) {
    return std::string(width - std::min(width, width_of(text)), ' ') + text;
}

std::string quoted(const std::string& text) {
    std::string csv = "\"";
    for (const char c : text) csv += c == '"' ? std::string("\"\"") : std::string(1, c);
    return csv + "\"";
}

const Message total_word{"Tổng cộng", "Total"};

OrderedJson number(double value) {
    if (value == static_cast<double>(static_cast<std::int64_t>(value))) return static_cast<std::int64_t>(value);
    return value;
}

}  // namespace

OrderedJson to_json(const ReportTable& table, Language language) {
    OrderedJson columns = OrderedJson::array(), rows = OrderedJson::array();
    for (const ReportColumn& column : table.columns)
        columns.push_back({{"area", column.area}, {"name", column.name.in(language)}});
    for (const ReportSection& section : table.sections)
        for (const ReportRow& row : section.rows) {
            OrderedJson values = OrderedJson::array();
            for (const double value : row.values) values.push_back(number(value));
            rows.push_back({{"id", row.id},
                            {"section", section.id},
                            {"label", row.label.in(language)},
                            {"numerator", number(row.total)},
                            {"denominator", nullptr},
                            {"value", number(row.total)},
                            {"target", nullptr},
                            {"status", "none"},
                            {"values", std::move(values)}});
        }
    return {{"report", table.report},        {"area", table.area},
            {"period", table.period.code},   {"title", table.title.in(language)},
            {"columns", std::move(columns)}, {"rows", std::move(rows)}};
}

namespace {

// A terminal is narrow: units in which nothing was counted are left out (the workbook has them all).
ReportTable without_empty_columns(const ReportTable& full) {
    ReportTable table = full;
    for (std::size_t column = table.columns.size(); column-- > 0;) {
        bool used = false;
        for (const ReportSection& section : table.sections)
            for (const ReportRow& row : section.rows) used = used || row.values[column] != 0;
        if (used) continue;
        table.columns.erase(table.columns.begin() + static_cast<std::ptrdiff_t>(column));
        for (ReportSection& section : table.sections)
            for (ReportRow& row : section.rows)
                row.values.erase(row.values.begin() + static_cast<std::ptrdiff_t>(column));
    }
    return table;
}

}  // namespace

std::string to_text(const ReportTable& full, Language language) {
    const ReportTable table = without_empty_columns(full);
    std::size_t label_width = width_of(total_word.in(language));
    for (const ReportSection& section : table.sections)
        for (const ReportRow& row : section.rows) label_width = std::max(label_width, width_of(row.label.in(language)));
    std::vector<std::size_t> widths;
    for (const ReportColumn& column : table.columns)
        widths.push_back(std::max<std::size_t>(5, width_of(column.name.in(language))));
    const std::size_t total_width = std::max<std::size_t>(5, width_of(total_word.in(language)));

    std::string text = table.title.in(language) + "\n" + table.area_name.in(language) + ", " +
                       title_of(table.period).in(language) + "\n";
    for (const ReportSection& section : table.sections) {
        text += "\n" + padded_right(section.title.in(language), label_width + 2);
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            text += "  " + padded_left(table.columns[i].name.in(language), widths[i]);
        text += "  " + padded_left(total_word.in(language), total_width) + "\n";
        for (const ReportRow& row : section.rows) {
            text += "  " + padded_right(row.label.in(language), label_width);
            for (std::size_t i = 0; i < row.values.size(); ++i)
                text += "  " + padded_left(plain_number(row.values[i]), widths[i]);
            text += "  " + padded_left(plain_number(row.total), total_width) + "\n";
        }
    }
    return text;
}

std::string to_csv(const ReportTable& table, Language language) {
    std::string csv = "id,section,label";
    for (const ReportColumn& column : table.columns) csv += "," + quoted(column.name.in(language));
    csv += "," + quoted(total_word.in(language)) + "\n";
    for (const ReportSection& section : table.sections)
        for (const ReportRow& row : section.rows) {
            csv += quoted(row.id) + "," + quoted(section.title.in(language)) + "," + quoted(row.label.in(language));
            for (const double value : row.values) csv += "," + plain_number(value);
            csv += "," + plain_number(row.total) + "\n";
        }
    return csv;
}

}  // namespace nuong::reports

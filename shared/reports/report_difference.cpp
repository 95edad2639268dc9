#include "shared/reports/report_difference.h"

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>

#include "shared/model/value.h"
#include "shared/reports/report_grid.h"

namespace nuong::reports {
namespace {

const Message total_words{"Tổng cộng", "Total"}, lines_words{"số dòng của danh sách", "lines of the list"};

template <class Number>
std::string written(const std::optional<Number>& number) {
    if (!number) return "-";
    if constexpr (requires { number->places; }) return to_string(*number);
    else return plain_number(*number);
}

// What a cell says, part by part. Of a hidden one all but that it is hidden.
using Parts = std::vector<std::pair<std::string, std::string>>;

Parts parts_of(const ReportRow& row, const Cell& cell) {
    Parts parts{{"actual", shown_text(row, cell)}};
    if (row.is_share) parts.emplace_back("numerator", written(cell.numerator));
    parts.emplace_back("denominator", written(cell.denominator));
    parts.emplace_back("turns", written(cell.turns));
    parts.emplace_back("target", written(cell.target));
    parts.emplace_back("previous", written(cell.previous));
    parts.emplace_back("status", name_of(cell.status));
    return parts;
}

Message word_of(const std::string& part) {
    if (part == "numerator") return {"tử số", "numerator"};
    if (part == "denominator") return {"mẫu số", "denominator"};
    if (part == "turns") return {"lượt", "turns"};
    if (part == "target") return {"mục tiêu", "target"};
    if (part == "previous") return {"kỳ trước", "the period before"};
    if (part == "status") return {"đánh giá", "status"};
    if (part == "lines") return {"số dòng", "lines"};
    return {"kết quả", "actual"};
}

// In the words of the office where there are any.
std::string said(const PartDifference& part, const std::string& value, Language language) {
    const auto status = part.part == "status" ? status_named(value) : std::nullopt;
    return status ? words_of(*status).in(language) : value;
}

// By name, and the how many-th of that name.
template <class Thing, class NameOf>
std::map<std::string, const Thing*> by_name(const std::vector<Thing>& things, NameOf name_of_thing) {
    std::map<std::string, const Thing*> named;
    std::map<std::string, std::size_t> met;
    for (const Thing& thing : things) {
        const std::string name = name_of_thing(thing);
        named[name + "#" + std::to_string(++met[name])] = &thing;
    }
    return named;
}

// The names in the order in which the things stand.
template <class Thing, class NameOf>
std::vector<std::string> names_in_order(const std::vector<Thing>& things, NameOf name_of_thing) {
    std::vector<std::string> names;
    std::map<std::string, std::size_t> met;
    for (const Thing& thing : things) {
        const std::string name = name_of_thing(thing);
        names.push_back(name + "#" + std::to_string(++met[name]));
    }
    return names;
}

std::string name_of_section(const ReportSection& section) { return section.form + "/" + section.id; }
std::string name_of_row(const ReportRow& row) { return row.id; }

std::optional<std::size_t> column_named(const ReportTable& table, const AreaCode& area) {
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        if (table.columns[i].area == area) return i;
    return std::nullopt;
}

class Comparison {
public:
    Comparison(const ReportTable& before, const ReportTable& after) : before_(before), after_(after) {}

    ReportDifference run() {
        compare_units();
        const auto old = by_name(before_.sections, name_of_section), now = by_name(after_.sections, name_of_section);
        for (const std::string& name : names_in_order(after_.sections, name_of_section)) {
            const auto at = old.find(name);
            if (at != old.end()) compare(*at->second, *now.at(name));
            else add_lone(*now.at(name), difference_.rows_new);
        }
        for (const std::string& name : names_in_order(before_.sections, name_of_section))
            if (!now.contains(name)) add_lone(*old.at(name), difference_.rows_gone);
        return std::move(difference_);
    }

private:
    void compare_units() {
        for (const ReportColumn& unit : after_.columns) {
            units_.push_back(unit);
            if (!column_named(before_, unit.area)) difference_.units_new.push_back(unit);
        }
        for (const ReportColumn& unit : before_.columns)
            if (!column_named(after_, unit.area)) {
                units_.push_back(unit);
                difference_.units_gone.push_back(unit);
            }
    }

    static void add_lone(const ReportSection& section, std::vector<LoneRow>& rows) {
        for (const ReportRow& row : section.rows) rows.push_back({section.id, row.id, row.label});
        if (section.rows.empty()) rows.push_back({section.id, "", section.title});
    }

    void compare(const ReportSection& old, const ReportSection& now) {
        const auto old_rows = by_name(old.rows, name_of_row), now_rows = by_name(now.rows, name_of_row);
        for (const std::string& name : names_in_order(now.rows, name_of_row)) {
            const auto at = old_rows.find(name);
            if (at != old_rows.end()) compare(now, *at->second, *now_rows.at(name));
            else difference_.rows_new.push_back({now.id, now_rows.at(name)->id, now_rows.at(name)->label});
        }
        for (const std::string& name : names_in_order(old.rows, name_of_row))
            if (!now_rows.contains(name))
                difference_.rows_gone.push_back({old.id, old_rows.at(name)->id, old_rows.at(name)->label});
        const auto lines = [](const ReportSection& section) {
            return std::to_string(section.list.size() + section.list_left_out);
        };
        if (lines(old) != lines(now))
            difference_.figures.push_back({now.id,
                                           "list",
                                           now.title,
                                           lines_words,
                                           after_.area,
                                           total_words,
                                           {{"lines", lines(old), lines(now)}}});
    }

    void compare(const ReportSection& section, const ReportRow& old, const ReportRow& now) {
        for (const ReportColumn& unit : units_) {
            const auto before = column_named(before_, unit.area), after = column_named(after_, unit.area);
            add(section, now, unit, before ? parts_of(old, old.cells[*before]) : Parts{},
                after ? parts_of(now, now.cells[*after]) : Parts{});
        }
        add(section, now, {after_.area, total_words}, parts_of(old, old.total), parts_of(now, now.total));
    }

    void add(const ReportSection& section, const ReportRow& row, const ReportColumn& unit, const Parts& old,
             const Parts& now) {
        FigureDifference figure{section.id, row.id, section.title, row.label, unit.area, unit.name, {}};
        // A unit that came or went is told once; here only what was counted in it.
        if (old.empty() || now.empty()) {
            for (const auto& [part, value] : old.empty() ? now : old)
                if (part != "status" && value != "-" && value != "0")
                    figure.parts.push_back({part, old.empty() ? "" : value, old.empty() ? value : ""});
        } else {
            figure.parts = parts_between(old, now);
        }
        if (!figure.parts.empty()) difference_.figures.push_back(std::move(figure));
    }

    static std::vector<PartDifference> parts_between(const Parts& old, const Parts& now) {
        std::vector<PartDifference> parts;
        const std::map<std::string, std::string> old_parts(old.begin(), old.end()), now_parts(now.begin(), now.end());
        const auto value = [](const std::map<std::string, std::string>& all, const std::string& part) {
            const auto at = all.find(part);
            return at == all.end() ? std::string("-") : at->second;
        };
        for (const char* part : {"actual", "numerator", "denominator", "turns", "target", "previous", "status"})
            if (value(old_parts, part) != value(now_parts, part))
                parts.push_back({part, value(old_parts, part), value(now_parts, part)});
        return parts;
    }

    const ReportTable& before_;
    const ReportTable& after_;
    std::vector<ReportColumn> units_;
    ReportDifference difference_;
};

std::string padded(const std::string& text, std::size_t width) {
    return text + std::string(width - std::min(width, letters_in(text)), ' ');
}

std::string aligned(const std::vector<std::array<std::string, 6>>& lines) {
    std::array<std::size_t, 6> widths{};
    for (const auto& line : lines)
        for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], letters_in(line[i]));
    std::string text;
    for (const auto& line : lines) {
        std::string row;
        for (std::size_t i = 0; i < line.size(); ++i) row += (i == 0 ? "" : "  ") + padded(line[i], widths[i]);
        row.erase(row.find_last_not_of(' ') + 1);
        text += row + "\n";
    }
    return text;
}

std::string units_line(const Message& head, const std::vector<ReportColumn>& units, Language language) {
    std::string names;
    for (const ReportColumn& unit : units) names += (names.empty() ? "" : ", ") + unit.name.in(language);
    return names.empty() ? "" : head.in(language) + names;
}

std::string rows_line(const Message& head, const std::vector<LoneRow>& rows, Language language) {
    std::string names;
    for (const LoneRow& row : rows) names += (names.empty() ? "" : "; ") + row.label.in(language);
    return names.empty() ? "" : head.in(language) + names;
}

OrderedJson json_of(const std::vector<ReportColumn>& units, Language language) {
    OrderedJson list = OrderedJson::array();
    for (const ReportColumn& unit : units) list.push_back({{"area", unit.area}, {"name", unit.name.in(language)}});
    return list;
}

OrderedJson json_of(const std::vector<LoneRow>& rows, Language language) {
    OrderedJson list = OrderedJson::array();
    for (const LoneRow& row : rows)
        list.push_back({{"section", row.section}, {"row", row.row}, {"label", row.label.in(language)}});
    return list;
}

}  // namespace

ReportDifference difference_between(const ReportTable& before, const ReportTable& after) {
    return Comparison(before, after).run();
}

OrderedJson to_json(const ReportDifference& difference, Language language) {
    OrderedJson figures = OrderedJson::array();
    for (const FigureDifference& figure : difference.figures)
        for (const PartDifference& part : figure.parts)
            figures.push_back({{"section", figure.section},
                               {"row", figure.row},
                               {"label", figure.label.in(language)},
                               {"area", figure.area},
                               {"unit", figure.unit.in(language)},
                               {"part", part.part},
                               {"old", part.before},
                               {"new", part.after}});
    return {{"differing", difference.figures.size()},
            {"figures", std::move(figures)},
            {"units_new", json_of(difference.units_new, language)},
            {"units_gone", json_of(difference.units_gone, language)},
            {"rows_new", json_of(difference.rows_new, language)},
            {"rows_gone", json_of(difference.rows_gone, language)}};
}

std::vector<DifferenceLine> lines_of(const ReportDifference& difference, Language language) {
    std::vector<DifferenceLine> lines;
    for (const FigureDifference& figure : difference.figures)
        for (const PartDifference& part : figure.parts)
            lines.push_back({figure.section_title.in(language), figure.label.in(language), figure.unit.in(language),
                             word_of(part.part).in(language), said(part, part.before, language),
                             said(part, part.after, language)});
    return lines;
}

std::vector<std::string> came_and_went(const ReportDifference& difference, Language language) {
    std::vector<std::string> lines{units_line({"Đơn vị mới: ", "New units: "}, difference.units_new, language),
                                   units_line({"Đơn vị không còn: ", "Units gone: "}, difference.units_gone, language),
                                   rows_line({"Dòng mới: ", "New rows: "}, difference.rows_new, language),
                                   rows_line({"Dòng không còn: ", "Rows gone: "}, difference.rows_gone, language)};
    std::erase(lines, "");
    return lines;
}

std::string to_text(const ReportDifference& difference, Language language) {
    if (difference.is_empty())
        return Message{"Mọi số liệu đều như nhau.\n", "All figures are the same.\n"}.in(language);
    const bool vi = language == Language::vi;
    std::vector<std::array<std::string, 6>> lines;
    if (vi) lines.push_back({"Mục", "Chỉ tiêu", "Đơn vị", "Số liệu", "Trước", "Sau"});
    else lines.push_back({"Section", "Indicator", "Unit", "Figure", "Old", "New"});
    for (const DifferenceLine& line : lines_of(difference, language))
        lines.push_back({line.section, line.row, line.unit, line.part, line.before, line.after});
    std::string text = difference.figures.empty() ? "" : aligned(lines);
    for (const std::string& line : came_and_went(difference, language)) text += line + "\n";
    return text;
}

}  // namespace nuong::reports

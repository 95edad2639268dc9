#include "shared/reports/report_definition.h"

#include <nlohmann/json.hpp>

#include "shared/base/json.h"

namespace nuong::reports {
namespace {

constexpr std::size_t rows_max = 2'000;

struct Expansion {
    std::string name;
    struct Item {
        std::string code;
        Message label;
    };
    std::vector<Item> items;
};

void replace_all(std::string& text, const std::string& from, const std::string& to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

std::string text_of(const Json& object, const char* key) {
    return object.is_object() && object.contains(key) && object[key].is_string() ? object[key].get<std::string>() : "";
}

Message message_of(const Json& object, const char* key) {
    if (!object.is_object() || !object.contains(key)) return {};
    return {text_of(object[key], "vi"), text_of(object[key], "en")};
}

std::vector<Expansion> expansions_of(const Json& row) {
    std::vector<Expansion> expansions;
    if (!row.contains("expand") || !row["expand"].is_array()) return expansions;
    for (const Json& json : row["expand"]) {
        Expansion expansion{text_of(json, "name"), {}};
        if (json.is_object() && json.contains("values") && json["values"].is_array())
            for (const Json& item : json["values"])
                expansion.items.push_back({text_of(item, "code"), {text_of(item, "vi"), text_of(item, "en")}});
        expansions.push_back(std::move(expansion));
    }
    return expansions;
}

void expand(std::vector<RowDefinition>& rows, const Expansion& expansion) {
    const std::string hole = "{" + expansion.name + "}";
    std::vector<RowDefinition> wide;
    for (const RowDefinition& row : rows)
        for (const Expansion::Item& item : expansion.items) {
            RowDefinition one = row;
            replace_all(one.id, hole, item.code);
            replace_all(one.where, hole, item.code);
            replace_all(one.sum, hole, item.code);
            replace_all(one.label.vi, hole, item.label.vi);
            replace_all(one.label.en, hole, item.label.en);
            if (wide.size() < rows_max) wide.push_back(std::move(one));
        }
    rows = std::move(wide);
}

Error wrong(const std::string& what, const std::string& where) {
    return {ErrorCode::invalid,
            {what + ": mẫu báo cáo sai ở “" + where + "”.",
             what + ": the report definition is wrong at \"" + where + "\"."}};
}

Result<SectionDefinition> read_section(const Json& json, const std::string& what) {
    SectionDefinition section{
        text_of(json, "id"), message_of(json, "title"), text_of(json, "form"), text_of(json, "period") == "until", {}};
    if (section.id.empty() || section.form.empty()) return wrong(what, "sections");
    if (!json.contains("rows") || !json["rows"].is_array()) return wrong(what, section.id + "/rows");
    for (const Json& row : json["rows"]) {
        std::vector<RowDefinition> rows{
            {text_of(row, "id"), message_of(row, "label"), text_of(row, "where"), text_of(row, "sum")}};
        if (rows.front().id.empty() || rows.front().label.vi.empty()) return wrong(what, section.id + "/rows");
        for (const Expansion& expansion : expansions_of(row)) expand(rows, expansion);
        section.rows.insert(section.rows.end(), rows.begin(), rows.end());
    }
    if (section.rows.size() > rows_max) return wrong(what, section.id + "/rows");
    return section;
}

}  // namespace

Result<ReportDefinition> parse_report(std::string_view text, const std::string& what) {
    const auto json = parse_json(text, what);
    if (!json) return json.error();
    ReportDefinition report{text_of(*json, "id"), 0, message_of(*json, "title"), {}};
    if (report.id.empty()) return wrong(what, "id");
    if (!json->contains("version") || !(*json)["version"].is_number_unsigned()) return wrong(what, "version");
    report.version = (*json)["version"].get<std::uint32_t>();
    if (!json->contains("sections") || !(*json)["sections"].is_array()) return wrong(what, "sections");
    for (const Json& section : (*json)["sections"]) {
        auto read = read_section(section, what);
        if (!read) return read.error();
        report.sections.push_back(std::move(*read));
    }
    return report;
}

}  // namespace nuong::reports

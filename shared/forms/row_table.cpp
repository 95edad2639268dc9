#include "shared/forms/row_table.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "shared/base/csv.h"
#include "shared/base/json.h"
#include "shared/base/text.h"
#include "shared/forms/place.h"
#include "shared/forms/xml_tree.h"

namespace nuong::forms {
namespace {

// False when the first line names too many columns.
bool read_csv(std::string_view text, RowTable& table) {
    CsvReader csv(text);
    if (csv.is_done()) return true;
    csv.line(table.columns);
    if (table.columns.size() > table_columns_max) return false;
    std::vector<std::string> fields;
    while (!csv.is_done()) {
        fields.clear();
        csv.line(fields);
        if (fields.size() == 1 && fields.front().empty()) continue;
        fields.resize(table.columns.size());
        std::move(fields.begin(), fields.end(), std::back_inserter(table.cells));
    }
    return true;
}

// Rows of which each names its own columns.
class RowCollector {
public:
    void begin_row() { rows_.emplace_back(); }
    void add(std::string_view column, std::string text) {
        std::size_t at = table_.column(column);
        if (at == table_.columns.size() && at < table_columns_max) table_.columns.emplace_back(column);
        if (at < table_.columns.size()) rows_.back().emplace_back(at, std::move(text));
    }
    RowTable take() {
        table_.cells.resize(rows_.size() * table_.columns.size());
        for (std::size_t row = 0; row < rows_.size(); ++row)
            for (auto& [column, text] : rows_[row])
                table_.cells[row * table_.columns.size() + column] = std::move(text);
        return std::move(table_);
    }

private:
    RowTable table_;
    std::vector<std::vector<std::pair<std::size_t, std::string>>> rows_;
};

Result<RowTable> read_xml(std::string_view text) {
    const auto tree = XmlTree::parse(text, true);
    if (!tree) return tree.error();
    RowCollector rows;
    for (const NodeNumber root : (*tree)->elements(0))
        for (const NodeNumber item : (*tree)->elements(root)) {
            rows.begin_row();
            for (const NodeNumber column : (*tree)->elements(item))
                rows.add((*tree)->local(column), (*tree)->text(column));
        }
    return rows.take();
}

std::string plain(const Json& value) {
    if (value.is_string()) return clean_text(value.get_ref<const std::string&>()).value_or("");
    if (value.is_null()) return "";
    if (value.is_structured()) return dump_json(value);
    const auto scalar = value_from_json(value);
    return scalar ? plain_text(*scalar) : "";
}

// [lon, lat, alt] -> "lat lon alt 0", which is how ODK writes a place; lines and shapes are places after one another.
void add_points(const Json& coordinates, std::string& text, int depth) {
    if (!coordinates.is_array() || coordinates.empty() || depth > 4) return;
    if (!coordinates.front().is_number()) {
        for (const Json& each : coordinates) add_points(each, text, depth + 1);
        return;
    }
    if (coordinates.size() < 2 || !coordinates[1].is_number()) return;
    const std::string altitude = coordinates.size() > 2 ? plain(coordinates[2]) : "0";
    text += (text.empty() ? "" : ";") + plain(coordinates[1]) + " " + plain(coordinates[0]) + " " + altitude + " 0";
}

Result<RowTable> read_geojson(std::string_view text) {
    const auto json = parse_json(text, "GeoJSON");
    if (!json) return json.error();
    const auto features = json->is_object() ? json->find("features") : json->end();
    if (!json->is_object() || features == json->end() || !features->is_array())
        return Error{ErrorCode::invalid,
                     {"Tệp GeoJSON phải là một FeatureCollection có \"features\".",
                      "The GeoJSON must be a FeatureCollection with \"features\"."}};
    RowCollector rows;
    for (const Json& feature : *features) {
        if (!feature.is_object()) continue;
        rows.begin_row();
        if (feature.contains("id")) rows.add("id", plain(feature["id"]));
        if (feature.contains("geometry") && feature["geometry"].is_object() &&
            feature["geometry"].contains("coordinates")) {
            std::string places;
            add_points(feature["geometry"]["coordinates"], places, 0);
            rows.add("geometry", std::move(places));
        }
        if (feature.contains("properties") && feature["properties"].is_object())
            for (const auto& [name, value] : feature["properties"].items()) rows.add(name, plain(value));
    }
    return rows.take();
}

Status check_text(std::string_view text) {
    if (text.size() <= table_bytes_max && is_utf8(text)) return Done{};
    return Error{ErrorCode::invalid,
                 {"Bảng quá lớn (tối đa 32 MB) hoặc không phải UTF-8; hãy lưu lại dưới dạng CSV UTF-8.",
                  "The table is too large (at most 32 MB) or no UTF-8; save it again as CSV UTF-8."}};
}

Error too_many_columns() {
    return {ErrorCode::invalid,
            {"Bảng có quá nhiều cột (tối đa 1.000).", "The table has too many columns (at most 1,000)."}};
}

}  // namespace

const char* name_of(TableKind kind) {
    switch (kind) {
        case TableKind::csv: return "csv";
        case TableKind::xml: return "xml";
        case TableKind::geojson: return "geojson";
    }
    return "csv";
}

std::optional<TableKind> table_kind_of(std::string_view file_name) {
    const std::string_view ending = file_name.substr(std::min(file_name.rfind('.'), file_name.size()));
    for (const TableKind kind : {TableKind::csv, TableKind::xml, TableKind::geojson})
        if (ending.size() > 1 && ending.substr(1) == name_of(kind)) return kind;
    return std::nullopt;
}

std::size_t RowTable::column(std::string_view name) const {
    return static_cast<std::size_t>(std::find(columns.begin(), columns.end(), name) - columns.begin());
}

Result<RowTable> read_table(TableKind kind, std::string_view text) {
    if (const Status readable = check_text(text); !readable) return readable.error();
    if (kind == TableKind::xml) return read_xml(text);
    if (kind == TableKind::geojson) return read_geojson(text);
    RowTable table;
    if (!read_csv(text, table)) return too_many_columns();
    return table;
}

Status check_table(TableKind kind, std::string_view text) {
    if (kind == TableKind::csv) {
        if (const Status readable = check_text(text); !readable) return readable;
        RowTable head;
        return read_csv(text.substr(0, text.find('\n')), head) ? Status(Done{}) : too_many_columns();
    }
    const auto read = read_table(kind, text);
    return read ? Status(Done{}) : read.error();
}

}  // namespace nuong::forms

// RowTable: a table that came with a form, as rows of texts by column: the CSV, GeoJSON or XML file beside it.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"

namespace nuong::forms {

inline constexpr std::size_t table_bytes_max = 32u << 20;
inline constexpr std::size_t table_columns_max = 1'000;

// What kind of file a table was.
enum class TableKind { csv, xml, geojson };
const char* name_of(TableKind kind);
// By the ending of its name; nothing when it is none that a form can look things up in.
std::optional<TableKind> table_kind_of(std::string_view file_name);

struct RowTable {
    std::vector<std::string> columns;  // as written
    std::vector<std::string> cells;    // row after row, one per column; "" where a row is shorter

    std::size_t row_count() const { return columns.empty() ? 0 : cells.size() / columns.size(); }
    const std::string& cell(std::size_t row, std::size_t column) const { return cells[row * columns.size() + column]; }
    // Its place among the columns; columns.size() when there is none.
    std::size_t column(std::string_view name) const;
};

// CSV (RFC 4180): the first line names the columns. A line may be shorter than the first: what is missing is blank.
// XML: /root/item, a column per name of a child. GeoJSON: a row per feature with its properties, its id and its
// geometry as ODK writes places.
Result<RowTable> read_table(TableKind kind, std::string_view text);

// Whether read_table would succeed, without keeping what it reads.
Status check_table(TableKind kind, std::string_view text);

}  // namespace nuong::forms

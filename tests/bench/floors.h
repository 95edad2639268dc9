// Floors: what plain SQL needs for the same rows, indexes and commits, without a program around it.
#pragma once
#include <string>
#include <vector>

#include "shared/sqlite/database.h"

namespace nuong::bench {

// A row as it is stored, text and blobs as bytes.
struct Cell {
    enum class Kind { null, integer, text, blob } kind = Kind::null;
    std::int64_t integer = 0;
    std::string bytes = {};
};
using Row = std::vector<Cell>;

struct Table {
    std::string insert;  // SQL with one parameter per column
    std::vector<Row> rows;
};

// Reads `columns` (n integer, t text, b blob) of a query.
std::vector<Row> read_rows(Database& db, std::string_view sql, std::string_view kinds);
void insert(Database& db, const std::string& sql, const Row& row);

// Seconds to store row i of every table, i = 0.., in `commits` transactions of equal size.
double seconds_to_store(Database& db, const std::vector<Table>& tables, std::size_t commits);

}  // namespace nuong::bench

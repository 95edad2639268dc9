// The tables of the store and their columns, for what goes over all of them alike: moving a store from one engine to
// another, and a search for what must not be there. A test compares it with what both engines really have.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace nuong {

enum class ColumnKind : std::uint8_t { integer, real, text, blob, sealed_text, sealed_blob };

struct ColumnShape {
    std::string_view name;
    ColumnKind kind = ColumnKind::integer;
    bool in_key = false;  // of the primary key, which gives the order
};

struct TableShape {
    std::string_view name;
    std::vector<ColumnShape> columns;  // those of the key first, in its order
};

// What a row refers to stands in a table before it. The last one names the store: without it there is none.
const std::vector<TableShape>& table_shapes();

// In quotes, each followed by `after`: of all columns, or of the key alone.
std::string names_of(const TableShape& table, bool only_key = false, std::string_view after = "");

// "select "a", "b" from "table"": all columns, in the order of the shape.
std::string select_from(const TableShape& table);

}  // namespace nuong

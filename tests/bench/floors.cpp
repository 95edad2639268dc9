#include "tests/bench/floors.h"

#include <algorithm>

#include "tests/bench/stopwatch.h"

namespace nuong::bench {

std::vector<Row> read_rows(Database& db, std::string_view sql, std::string_view kinds) {
    std::vector<Row> rows;
    Statement statement = db.prepare(sql);
    while (statement.step()) {
        Row row;
        for (int column = 0; column < static_cast<int>(kinds.size()); ++column) {
            Cell cell;
            if (statement.is_null(column)) {
            } else if (const char kind = kinds[static_cast<std::size_t>(column)]; kind == 'n') {
                cell = {Cell::Kind::integer, statement.integer(column)};
            } else if (kind == 't') {
                cell = {Cell::Kind::text, 0, std::string(statement.text(column))};
            } else {
                const Blob blob = statement.blob(column);
                cell = {Cell::Kind::blob, 0, std::string(blob.begin(), blob.end())};
            }
            row.push_back(std::move(cell));
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

void insert(Database& db, const std::string& sql, const Row& row) {
    Statement statement = db.prepare(sql);
    for (std::size_t i = 0; i < row.size(); ++i) {
        const Cell& cell = row[i];
        const int index = static_cast<int>(i) + 1;
        if (cell.kind == Cell::Kind::null) statement.bind_null(index);
        else if (cell.kind == Cell::Kind::integer) statement.bind(index, cell.integer);
        else if (cell.kind == Cell::Kind::text) statement.bind(index, std::string_view(cell.bytes));
        else statement.bind(index, Blob(reinterpret_cast<const std::uint8_t*>(cell.bytes.data()), cell.bytes.size()));
    }
    statement.run();
}

double seconds_to_store(Database& db, const std::vector<Table>& tables, std::size_t commits) {
    std::size_t rows = 0;
    for (const Table& table : tables) rows = std::max(rows, table.rows.size());
    const std::size_t together = std::max<std::size_t>(1, (rows + commits - 1) / std::max<std::size_t>(1, commits));
    const Stopwatch watch;
    for (std::size_t from = 0; from < rows; from += together) {
        Transaction transaction(db);
        for (std::size_t i = from; i < std::min(rows, from + together); ++i)
            for (const Table& table : tables)
                if (i < table.rows.size()) insert(db, table.insert, table.rows[i]);
        transaction.commit();
    }
    return watch.read().seconds;
}

}  // namespace nuong::bench

#include "sync-server/store/copy_store.h"

#include <optional>
#include <string>

#include "sync-server/store/columns.h"
#include "sync-server/store/table_shapes.h"

namespace nuong {
namespace {

constexpr std::int64_t rows_in_page = 500;

// One value of whatever kind, as it lies in neither engine.
struct Value {
    bool is_null = true;
    std::int64_t integer = 0;
    double real = 0;
    std::string bytes;
};

Value read_value(const Query& row, int column, ColumnKind kind) {
    Value value;
    value.is_null = row.is_null(column);
    if (value.is_null) return value;
    const auto text_of = [](Blob blob) { return std::string(blob.begin(), blob.end()); };
    switch (kind) {
        case ColumnKind::integer: value.integer = row.integer(column); break;
        case ColumnKind::real: value.real = row.real(column); break;
        case ColumnKind::text:
        case ColumnKind::blob: value.bytes = text_of(row.blob(column)); break;
        case ColumnKind::sealed_text:
        case ColumnKind::sealed_blob: value.bytes = row.sealed(column); break;
    }
    return value;
}

void bind_value(Query& query, int index, const Value& value, ColumnKind kind) {
    if (value.is_null) {
        query.bind_null(index);
        return;
    }
    switch (kind) {
        case ColumnKind::integer: query.bind(index, value.integer); break;
        case ColumnKind::real: query.bind_real(index, value.real); break;
        case ColumnKind::text: query.bind(index, std::string_view(value.bytes)); break;
        case ColumnKind::blob: query.bind(index, columns::bytes_of(value.bytes)); break;
        case ColumnKind::sealed_text: query.bind_sealed(index, std::string_view(value.bytes)); break;
        case ColumnKind::sealed_blob: query.bind_sealed(index, columns::bytes_of(value.bytes)); break;
    }
}

std::string quoted(std::string_view name) { return '"' + std::string(name) + '"'; }

std::string places(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += i ? ", ?" : "?";
    return text;
}

std::size_t key_columns(const TableShape& table) {
    std::size_t count = 0;
    for (const ColumnShape& column : table.columns) count += column.in_key;
    return count;
}

using Row = std::vector<Value>;

Row read_row(const Query& query, const TableShape& table, std::size_t columns) {
    Row row;
    for (std::size_t i = 0; i < columns; ++i)
        row.push_back(read_value(query, static_cast<int>(i), table.columns[i].kind));
    return row;
}

void bind_row(Query& query, const TableShape& table, const Row& row, std::size_t columns) {
    for (std::size_t i = 0; i < columns; ++i) bind_value(query, static_cast<int>(i) + 1, row[i], table.columns[i].kind);
}

// The key of the last row that is there.
std::optional<Row> last_key(Sql& sql, const TableShape& table) {
    Query query = sql.prepare("select " + names_of(table, true) + " from " + quoted(table.name) + " order by " +
                              names_of(table, true, " desc") + " limit 1");
    if (!query.step()) return std::nullopt;
    return read_row(query, table, key_columns(table));
}

std::vector<Row> page_after(Sql& sql, const TableShape& table, const std::optional<Row>& after) {
    const std::size_t keys = key_columns(table);
    const std::string where = after ? " where (" + names_of(table, true) + ") > (" + places(keys) + ")" : std::string();
    Query query = sql.prepare(select_from(table) + where + " order by " + names_of(table, true) + " limit " +
                              std::to_string(rows_in_page));
    if (after) bind_row(query, table, *after, keys);
    std::vector<Row> rows;
    while (query.step()) rows.push_back(read_row(query, table, table.columns.size()));
    return rows;
}

void write_page(Sql& sql, const TableShape& table, const std::vector<Row>& rows) {
    const SqlTurn turn(sql, &Sql::begin_write);
    const std::string insert =
        "insert into " + quoted(table.name) + "(" + names_of(table) + ") values(" + places(table.columns.size()) + ")";
    for (const Row& row : rows) {
        Query query = sql.prepare(insert);
        bind_row(query, table, row, table.columns.size());
        query.run();
    }
    sql.commit();
}

std::uint64_t copy_table(Sql& from, Sql& to, const TableShape& table, std::uint64_t before, const CopyProgress& tell) {
    auto rows = static_cast<std::uint64_t>(to.integer_of("select count(*) from " + quoted(table.name)));
    auto after = last_key(to, table);
    for (;;) {
        const std::vector<Row> page = page_after(from, table, after);
        if (page.empty()) return rows;
        write_page(to, table, page);
        after = page.back();
        rows += page.size();
        tell(table.name, before + rows);
    }
}

// What changes with every commit that counts, so that half a copy of an older state is not taken for half of this one.
std::string state_of(Sql& from) {
    std::string state;
    for (const char* number : {"select pos from store", "select commits from store", "select settings from store",
                               "select count(*) from change", "select coalesce(max(n), 0) from audit",
                               "select coalesce(max(arrival), 0) from device_audit",
                               "select coalesce(sum(seen), 0) from device", "select coalesce(sum(have), 0) from blob",
                               "select count(*) from blob_reference", "select coalesce(sum(is_due), 0) from erased"})
        state += std::to_string(from.integer_of(number)) + ' ';
    return state;
}

std::string text_of(Sql& sql, std::string_view query) {
    Query row = sql.prepare(query);
    return row.step() ? std::string(row.text(0)) : "";
}

bool never_changes(std::string_view table) { return table == "report_issue" || table == "report_step"; }

// Says of which store and state the rows are that lie in `to`; those of another state go.
Status begin_copy(Sql& to, const std::string& server, const std::string& state) {
    const SqlTurn turn(to, &Sql::begin_write);
    to.execute("create table if not exists moving(server text not null, state text not null)");
    const std::string server_before = text_of(to, "select server from moving");
    if (!server_before.empty() && server_before != server)
        return Error{ErrorCode::invalid,
                     {"Nơi đến đang chứa một nửa của kho dữ liệu khác. Hãy chọn nơi trống.",
                      "The target holds half of another store. Choose an empty place."}};
    if (text_of(to, "select state from moving") != state) {
        const auto& tables = table_shapes();
        for (auto table = tables.rbegin(); table != tables.rend(); ++table)
            if (!never_changes(table->name)) to.execute("delete from " + quoted(table->name));
        to.execute("delete from moving");
        to.prepare("insert into moving(server, state) values(?, ?)").bind(1, server).bind(2, state).run();
    }
    to.commit();
    return Done{};
}

void in_one_write(Sql& sql, void (*work)(Sql&)) {
    const SqlTurn turn(sql, &Sql::begin_write);
    work(sql);
    sql.commit();
}

}  // namespace

Result<std::uint64_t> copy_store(Sql& from, Sql& to, const CopyProgress& tell) {
    const SqlTurn turn(from, &Sql::begin_read);
    const std::string server = text_of(from, "select server_id from store");
    if (Status begun = begin_copy(to, server, text_of(from, "select epoch from store") + ' ' + state_of(from)); !begun)
        return begun.error();
    std::uint64_t rows = 0;
    for (const TableShape& table : table_shapes()) {
        if (&table == &table_shapes().back()) in_one_write(to, [](Sql& sql) { sql.rows_were_numbered(); });
        rows += copy_table(from, to, table, rows, tell);
    }
    in_one_write(to, [](Sql& sql) { sql.execute("drop table moving"); });
    return rows;
}

}  // namespace nuong

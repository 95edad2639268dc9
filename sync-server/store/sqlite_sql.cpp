#include "sync-server/store/sqlite_sql.h"

namespace nuong {
namespace {

class SqliteStatement final : public SqlStatement {
public:
    SqliteStatement(Database& db, std::string_view sql) : statement_(db.prepare(sql)) {}

    void bind_integer(int index, std::int64_t value) override { statement_.bind(index, value); }
    void bind_real(int index, double value) override { statement_.bind_real(index, value); }
    void bind_text(int index, std::string_view text) override { statement_.bind(index, text); }
    void bind_text_copy(int index, std::string_view text) override { statement_.bind(index, std::string(text)); }
    void bind_blob(int index, Blob blob) override { statement_.bind(index, blob); }
    void bind_null(int index) override { statement_.bind_null(index); }
    void bind_sealed(int index, std::string_view text) override { statement_.bind(index, text); }
    void bind_sealed_blob(int index, Blob blob) override { statement_.bind(index, blob); }
    bool step() override { return statement_.step(); }
    bool is_null(int column) const override { return statement_.is_null(column); }
    std::int64_t integer(int column) const override { return statement_.integer(column); }
    double real(int column) const override { return statement_.real(column); }
    std::string_view text(int column) const override { return statement_.text(column); }
    Blob blob(int column) const override { return statement_.blob(column); }
    std::string sealed(int column) const override {
        const Blob bytes = statement_.blob(column);
        return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    }

private:
    Statement statement_;
};

}  // namespace

std::unique_ptr<SqlStatement> SqliteSql::start(std::string_view sql) {
    return std::make_unique<SqliteStatement>(db_, sql);
}

void SqliteSql::begin_write() {
    transaction_.emplace(db_);
    changes_before_ = db_.total_changes();
}

void SqliteSql::commit() {
    transaction_->commit();
    transaction_.reset();
}

void SqliteSql::drop() noexcept {
    part_.reset();
    transaction_.reset();
    snapshot_.reset();
}

void SqliteSql::keep_part() {
    part_->release();
    part_.reset();
}

// Its file; what stands in the log beside it goes there.
std::uint64_t SqliteSql::bytes() {
    return static_cast<std::uint64_t>(db_.integer_of("pragma page_count") * db_.integer_of("pragma page_size"));
}

}  // namespace nuong

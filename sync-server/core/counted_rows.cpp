#include "sync-server/core/counted_rows.h"

namespace nuong {
CountedRows::CountedRows(StoreReader& reader, const reports::Forms& forms, IsWanted is_wanted,
                         std::size_t rows_of_a_batch)
    : reader_(reader), forms_(forms), is_wanted_(std::move(is_wanted)), rows_of_a_batch_(rows_of_a_batch) {
    read_on(std::nullopt, {});
}

// What was counted is given back by the thread that has made it: given back by the other, each of its thousand strings
// would wait for the allocator's lock. Where no thread is to be had, the batch is read when it is asked for: both ways
// are allowed.
void CountedRows::read_on(const std::optional<RecordId>& after, std::vector<CountedRow> counted) {
    ahead_ = std::async(std::launch::async | std::launch::deferred, [this, after, made = std::move(counted)]() mutable {
        made.clear();
        return read(after);
    });
}

Result<std::span<const CountedRow>> CountedRows::next() {
    if (!ahead_.valid()) return std::span<const CountedRow>();
    Result<Batch> batch = ahead_.get();
    if (!batch) return batch.error();
    std::swap(rows_, batch->rows);
    if (batch->last) read_on(batch->last, std::move(batch->rows));
    return std::span<const CountedRow>(rows_);
}

Result<CountedRows::Batch> CountedRows::read(const std::optional<RecordId>& after) const {
    Batch batch;
    const auto rows = reader_.records("", after, rows_of_a_batch_);
    batch.rows.reserve(rows.size());
    for (const RecordRow& row : rows) {
        auto counted = understood(row);
        if (!counted) return counted.error();
        batch.rows.push_back(std::move(*counted));
    }
    if (!rows.empty()) batch.last = rows.back().id;
    return batch;
}

Result<CountedRow> CountedRows::understood(const RecordRow& row) const {
    CountedRow counted_row{row.form, row.area, protocol::glance_at(row.state), std::nullopt};
    if (!is_wanted_(row.form, counted_row.glance)) return counted_row;
    auto record = counted(*forms_.at(row.form), row);
    if (!record) return record.error();
    counted_row.record = std::move(*record);
    return counted_row;
}

}  // namespace nuong

#include "sync-server/core/counted_rows.h"

namespace nuong {

CountedRows::CountedRows(StoreReader& reader, const reports::Forms& forms, IsWanted is_wanted, Needed needed,
                         std::size_t rows_of_a_batch)
    : reader_(reader),
      forms_(forms),
      is_wanted_(std::move(is_wanted)),
      needed_(std::move(needed)),
      rows_of_a_batch_(rows_of_a_batch) {}

Result<std::vector<CountedRow>> CountedRows::next() {
    std::vector<RecordRow> rows = read();
    std::vector<CountedRow> counted;
    counted.reserve(rows.size());
    for (RecordRow& row : rows) {
        auto each = understood(std::move(row));
        if (!each) {
            stop();
            return each.error();
        }
        counted.push_back(std::move(*each));
    }
    return counted;
}

void CountedRows::stop() {
    const std::lock_guard turn(turn_);
    is_over_ = true;
}

std::vector<RecordRow> CountedRows::read() {
    const std::lock_guard turn(turn_);
    if (std::exchange(is_over_, true)) return {};  // also when the store throws
    auto rows = reader_.next(walk_, rows_of_a_batch_);
    is_over_ = rows.empty();
    return rows;
}

Result<CountedRow> CountedRows::understood(RecordRow row) const {
    CountedRow counted_row{row.form, row.area, protocol::glance_at(row.state), std::nullopt, row.position};
    if (is_wanted_(row.form, counted_row.glance)) {
        const auto needed = needed_.find(row.form);
        auto record = counted(*forms_.at(row.form), row, needed == needed_.end() ? nullptr : &needed->second);
        if (!record) return record.error();
        counted_row.record = std::move(*record);
    }
    counted_row.state = std::move(row.state);
    return counted_row;
}

}  // namespace nuong

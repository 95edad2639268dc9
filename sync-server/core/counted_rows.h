// CountedRows: the records of a store on their way through a count. They are read and understood one batch ahead, on a
// thread of their own, while the caller counts the batch before; two batches are held at a time, however many there
// are.
#pragma once
#include <functional>
#include <future>
#include <span>

#include "shared/protocol/glance.h"
#include "sync-server/core/report_sources.h"
#include "sync-server/store/change_store.h"

namespace nuong {

struct CountedRow {
    FormId form;
    AreaCode area;
    protocol::Glance glance;
    std::optional<reports::CountedRecord> record;  // when it is wanted
};

class CountedRows {
public:
    // Is the record wanted, as far as is seen at a glance? Asked on the other thread.
    using IsWanted = std::function<bool(const FormId&, const protocol::Glance&)>;

    // Until the last batch was taken, or this is gone, `reader` belongs to the other thread. `forms` must outlive it.
    // A batch of few rows would be waited for longer than it is read.
    CountedRows(StoreReader& reader, const reports::Forms& forms, IsWanted is_wanted,
                std::size_t rows_of_a_batch = 4000);
    CountedRows(const CountedRows&) = delete;
    CountedRows& operator=(const CountedRows&) = delete;

    // Until the next call. Empty after the last. Errors: invalid, of a record that cannot be read. What the store
    // throws is thrown here.
    Result<std::span<const CountedRow>> next();

private:
    struct Batch {
        std::vector<CountedRow> rows;
        std::optional<RecordId> last;
    };
    void read_on(const std::optional<RecordId>& after, std::vector<CountedRow> counted);
    Result<Batch> read(const std::optional<RecordId>& after) const;
    Result<CountedRow> understood(const RecordRow& row) const;

    StoreReader& reader_;
    const reports::Forms& forms_;
    IsWanted is_wanted_;
    std::size_t rows_of_a_batch_;
    std::vector<CountedRow> rows_;  // that the caller counts
    std::future<Result<Batch>> ahead_;
};

}  // namespace nuong

// CountedRows: the records of a store on their way through a count that several threads make together. They read by
// turns; what was read is understood by whoever has read it, while the next one reads on. A batch for each thread is
// held at a time, however many records there are.
#pragma once
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <vector>

#include "shared/protocol/glance.h"
#include "sync-server/core/report_sources.h"
#include "sync-server/store/change_store.h"

namespace nuong {

struct CountedRow {
    FormId form;
    AreaCode area;
    protocol::Glance glance;
    std::optional<reports::CountedRecord> record;  // when it is wanted
    std::uint64_t position = 0;
    std::string state = {};  // as it lies in the store
};

class CountedRows {
public:
    // Is the record wanted, as far as is seen at a glance? Asked on every thread that counts.
    using IsWanted = std::function<bool(const FormId&, const protocol::Glance&)>;

    // What is taken of a record of these forms; of other forms everything.
    using Needed = std::map<FormId, forms::NeededAnswers>;

    // Until the last batch was taken, `reader` belongs to this. `forms` must outlive it. Too few rows in a batch, and
    // the threads wait for one another.
    CountedRows(StoreReader& reader, const reports::Forms& forms, IsWanted is_wanted, Needed needed,
                std::size_t rows_of_a_batch);
    CountedRows(const CountedRows&) = delete;
    CountedRows& operator=(const CountedRows&) = delete;

    // On any thread, until stop(): each record is given to one of them. Empty after the last. Errors: invalid, of a
    // record that cannot be read. After an error, or what the store throws, nobody is given more.
    Result<std::vector<CountedRow>> next();
    void stop();

private:
    std::vector<RecordRow> read();
    Result<CountedRow> understood(RecordRow row) const;

    StoreReader& reader_;
    const reports::Forms& forms_;
    IsWanted is_wanted_;
    Needed needed_;
    std::size_t rows_of_a_batch_;
    std::mutex turn_;  // of reading
    RecordWalk walk_;
    bool is_over_ = false;
};

}  // namespace nuong

// A record as the lines of an export's tables.
#pragma once
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "shared/exports/export_plan.h"
#include "shared/forms/instance.h"
#include "shared/model/record_state.h"

namespace nuong::exports {

// Typed, so that numbers stay numbers and days stay days. Text is as it was written: how it is made harmless is each
// format's own.
using Cell = std::variant<std::monostate, bool, std::int64_t, double, Date, Instant, std::string>;

struct Line {
    std::size_t table = 0;
    std::vector<Cell> cells;  // one per column
};

// What leaves of one record: facts, and the answers that the plan does not leave out.
struct Outgoing {
    std::vector<std::pair<std::string, Cell>> facts;  // by record_facts
    Fields values;                                    // effective ones, calculations too; with row keys
    std::vector<int> nodes;                           // of each value
    std::size_t restricted_rows = 0;                  // that stay behind
};

Outgoing outgoing(const Order& order, const ExportPlan& plan, const RecordState& state,
                  const forms::Instance& instance);
// The record's own line first, then its rows, in order.
std::vector<Line> lines_of(const Order& order, const ExportPlan& plan, const Outgoing& record);

}  // namespace nuong::exports

// Cells of tables that are drawn.
#pragma once
#include "shared/reports/report_table.h"

namespace nuong::reports::testing {

// So many people, judged by the target; nothing: hidden.
inline Cell people(std::optional<double> number, std::optional<Decimal> target = {}) {
    Cell cell;
    cell.numerator = number;
    cell.target = target;
    if (!number) cell.status = CellStatus::hidden;
    else if (target) cell.status = *number < target->number() ? CellStatus::not_met : CellStatus::met;
    return cell;
}

}  // namespace nuong::reports::testing

// The report that is open in the window: what was counted of it, and what of it is looked at.
#pragma once
#include "client/app/list_rights.h"
#include "client/app/report_worker.h"

namespace nuong::client {

enum class Counting { nothing, table, records, trend, files };

struct ReportAtDesk {
    ReportWish wish = {};
    Message title = {};  // empty: there is no such report here
    bool may_be_of_chosen_days = false, asks_days = false;
    std::optional<Message> days_problem = {};
    Counting counting = Counting::nothing;
    ReportProgress progress = {};
    std::optional<Message> problem = {};
    std::optional<reports::ReportTable> table = {};
    FigureRights rights = {};
    bool is_behind = false;  // something has come or was written since it was counted
    // Of the table, the number or the row that is looked at, and what was found of it.
    reports::FigureAt figure = {};
    std::optional<Message> figure_problem = {};
    std::optional<FigureRecords> records = {};
    ListFileRight file_right = {};  // of these
    std::size_t records_shown = 0;
    std::vector<reports::Period> periods = {};
    std::optional<FigureTrend> trend = {};
};

}  // namespace nuong::client

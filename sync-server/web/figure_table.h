// The tables of a report, as they stand in every file of it.
#pragma once
#include "shared/reports/report_grid.h"
#include "sync-server/web/page.h"

namespace nuong::web {

Html figures_of(const reports::ReportTable& table, Language language);
Html status_words(reports::CellStatus status, Language language);  // in words, and in colour

}  // namespace nuong::web

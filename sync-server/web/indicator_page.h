// Indicators: each against its target, with what became of it, in the area and period that one chooses.
#pragma once
#include "shared/reports/report_definition.h"
#include "sync-server/web/counting.h"
#include "sync-server/web/page.h"
#include "sync-server/web/web_turn.h"

namespace nuong::web {

// The report of all indicators that the role may make; nothing when it makes none.
std::optional<std::string> report_of_indicators(const std::vector<reports::ReportDefinition>& reports);

WebTurn indicator_page(StoreReader& reader, const Visitor& visitor, const WebRequest& request, Counting& counting);

}  // namespace nuong::web

// Programme: the indicators and targets that are in force, read together from their documents.
#pragma once
#include "shared/reports/tally.h"

namespace nuong::reports {

// Documents by kind: "indicators" and "targets" are read, others left alone. Fails when one cannot be read or two
// declare the same name.
Result<Programme> make_programme(const std::vector<std::pair<std::string, std::string>>& documents);

// Do the figures of the indicators and reports fit the forms? What needs a form that is not here is left out: a
// district need not publish all of them. All complaints are told, each with its report or indicator.
Status check_figures(const Programme& programme, const std::vector<ReportDefinition>& reports, const Forms& forms);

}  // namespace nuong::reports

// Programme: the indicators and targets that are in force, read together from their documents.
#pragma once
#include "shared/reports/tally.h"

namespace nuong::reports {

// Documents by kind: "indicators" and "targets" are read, others left alone. Fails when one cannot be read or two
// declare the same name.
Result<Programme> make_programme(const std::vector<std::pair<std::string, std::string>>& documents);

}  // namespace nuong::reports

// The order in which the text of a report tells its forms: first how things stand, then what was done under each
// sub-project of the programme, as the plans of provinces and districts divide it, then the rest.
#pragma once
#include <cstddef>
#include <vector>

#include "shared/reports/report_table.h"

namespace nuong::reports {

struct ReportChapter {
    Message title = {};
    std::vector<std::size_t> sections = {};  // of the table, in its order
};

// Each section in one of them; none without a section. A report that has no forms but its own has one chapter, without
// a title.
std::vector<ReportChapter> chapters_of(const ReportTable& table);

}  // namespace nuong::reports

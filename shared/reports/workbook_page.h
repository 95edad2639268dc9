// The paper that every sheet of a workbook is printed on: A4, as wide as a page, with the same words at the foot of
// each page: from what the report was made, and which page it is.
#pragma once
#include <xlsxwriter.h>

#include <string>

#include "shared/base/message.h"
#include "shared/reports/page_cuts.h"

namespace nuong::reports {

enum class Orientation { landscape, portrait };

// `source`: that of the report. What is too long for a foot is cut, for Excel would leave it out as a whole.
std::string foot_of_pages(const Message& source, Language language);

// A sheet of pictures is named after the one that it is drawn from, and has its foot.
struct BesideSheet {
    std::string name = {}, foot = {};
};

void lay_on_paper(lxw_worksheet* sheet, Orientation orientation, const std::string& foot);

// A table that would be too small to read on one page across goes over several, each with its first columns.
double points_of_column(double letters);
PageCuts cuts_across(const WideTable& table);  // landscape
void spread_over_pages(lxw_worksheet* sheet, const PageCuts& cuts, lxw_col_t last_repeated);

}  // namespace nuong::reports

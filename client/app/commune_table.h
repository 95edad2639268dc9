// Communes by weeks: how many records of this device happened where and when, for the overview and for a file of it.
#pragma once
#include "client/app/workbook.h"
#include "shared/model/commune_weeks.h"
#include "shared/reports/report_table.h"

namespace nuong::client {

struct CommunesByWeek {
    std::vector<Date> mondays;  // the oldest first
    std::vector<CommuneWeeks> rows;
    CommuneWeeks sum;  // of all rows
};
CommunesByWeek communes_by_week(Workbook& workbook, Instant now);

// "3 tuần chưa có gì"; nothing to say of a commune in which something happened last week or this week.
Message silence_of(const CommuneWeeks& commune);

// To be written: a line for each commune, a column for each week, numbers alone, and below in words which communes are
// silent. Nothing in it is told by a colour.
reports::ReportTable commune_table(Workbook& workbook, Language language, Instant now);

}  // namespace nuong::client

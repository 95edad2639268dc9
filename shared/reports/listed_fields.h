// What a list says: its heads and their classes, and what a line tells of its record.
#pragma once
#include "shared/reports/counted_record.h"
#include "shared/reports/report_definition.h"
#include "shared/reports/report_table.h"

namespace nuong::reports {

// Before its lines. `form`: of the records that it lists.
void begin_list(const ListDefinition& list, const forms::FormPointer& form, ReportSection& section);

// In words where a field is just a question with choices; without secrets, what has a class is a "***". The form of
// each expression of a list is compiled anew for a report: lists are short.
std::vector<std::string> fields_of(const ListDefinition& list, const forms::FormPointer& form,
                                   const CountedRecord& record, Date today, const ReportSection& section,
                                   bool tells_secrets);

}  // namespace nuong::reports

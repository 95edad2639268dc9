// What the line of a list tells of its record.
#pragma once
#include "shared/reports/counted_record.h"
#include "shared/reports/report_definition.h"

namespace nuong::reports {

// In words where a field is just a question with choices; without secrets, these are a "***". The form of each
// expression of a list is compiled anew for a report: lists are short.
std::vector<std::string> fields_of(const ListDefinition& list, const forms::FormPointer& form,
                                   const CountedRecord& record, Date today, bool tells_secrets);

}  // namespace nuong::reports

// What a report is made from, as it lies in the store.
#pragma once
#include "shared/reports/counter.h"
#include "shared/reports/report_definition.h"
#include "sync-server/store/rows.h"

namespace nuong {

// A published report, with what it includes. Errors: not_found.
Result<reports::ReportDefinition> report_in_force(const std::vector<DocumentRow>& documents, const std::string& id);

reports::CountedRecord counted(const forms::CompiledForm& form, const RecordRow& row, const RecordState& state);

}  // namespace nuong

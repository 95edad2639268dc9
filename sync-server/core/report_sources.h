// What a report is made from, as it lies in the store.
#pragma once
#include "shared/forms/needed_answers.h"
#include "shared/reports/counter.h"
#include "shared/reports/report_definition.h"
#include "sync-server/store/change_store.h"

namespace nuong {

// A published report, with what it includes; `find`: what its rows for each record are made for (parse_report). Errors:
// not_found.
Result<reports::ReportDefinition> report_in_force(const std::vector<DocumentRow>& documents, const std::string& id,
                                                  const reports::FindRecords& find = {});

// Looks through the records of the form, as that shows them. `reader` must outlive it.
using FindForm = std::function<forms::FormPointer(const FormId&)>;
reports::EachRecord each_record_in(StoreReader& reader, FindForm find_form);
reports::FindRecords records_in(StoreReader& reader, FindForm find_form);
// `forms` must outlive these.
reports::EachRecord each_record_in(StoreReader& reader, const reports::Forms& forms);
reports::FindRecords records_in(StoreReader& reader, const reports::Forms& forms);

// Those that the role has to make or may make, R1 before R2 before R10 before B01.
std::vector<reports::ReportDefinition> reports_of_role(const std::vector<DocumentRow>& documents,
                                                       const std::string& role);

// What a report must know of the record, or at least what it takes of it. Errors: invalid, of a state that cannot be
// read.
Result<reports::CountedRecord> counted(const forms::CompiledForm& form, const RecordRow& row,
                                       const forms::NeededAnswers* needed = nullptr);

}  // namespace nuong

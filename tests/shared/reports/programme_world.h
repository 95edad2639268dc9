// The shipped programme: forms, areas, indicators, targets and reports as a server publishes them.
#pragma once
#include "shared/reports/programme.h"

namespace nuong::test {

std::string file_text(const std::string& below_root);

struct ShippedProgramme {
    reports::Forms forms;
    AreaTree areas;
    reports::Programme programme;
    std::map<std::string, std::string> report_texts;

    // Complete, with what it includes; with rows for one record that stands for any, or for those of `find`.
    reports::ReportDefinition report(const std::string& id,
                                     const reports::FindRecords& find = reports::one_of_each()) const;
};
const ShippedProgramme& shipped_programme();

}  // namespace nuong::test

// A country's areas from CSV or Excel, made into a document to publish. Columns by name, in any order:
//   areas: code name_vi | type parent order valid_from valid_to id code_system name_en (name is read as name_vi)
//   links: old new kind date | share decision
// A file may hold either; a workbook may hold both on two sheets. What is missing in name_en is made from name_vi.
#pragma once
#include "shared/base/json.h"
#include "shared/model/area_tree.h"
#include "shared/sheets/workbook.h"

namespace nuong {

struct ImportedAreas {
    OrderedJson areas, links;  // lists, as in shared/model/area_file.h
};

// Adds the rows of one file. Errors name file, line and fix.
Status import_areas(const std::vector<sheets::Sheet>& table, const std::string& file, ImportedAreas& into);

OrderedJson area_document(const ImportedAreas& imported, const std::string& id, const std::string& source,
                          std::uint32_t version);

}  // namespace nuong

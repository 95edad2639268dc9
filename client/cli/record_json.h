// Records and conflicts as the JSON of the contract.
#pragma once
#include "client/app/workbook.h"
#include "shared/base/json.h"

namespace nuong::client {

OrderedJson value_json(const Value& value);
OrderedJson conflict_json(const forms::FieldConflict& conflict);
OrderedJson record_json(Workbook& workbook, const RecordSheet& sheet, Language language);
OrderedJson history_json(Workbook& workbook, const RecordSheet& sheet);

}  // namespace nuong::client

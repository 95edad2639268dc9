// Records and conflicts as the JSON of the contract.
#pragma once
#include "client/app/workbook.h"
#include "shared/base/json.h"

namespace nuong::client {

OrderedJson value_json(const Value& value);
OrderedJson conflict_json(const forms::FieldConflict& conflict);
OrderedJson record_json(Workbook& workbook, const RecordSheet& sheet, Language language);
// Own changes in full; of others what still stands. The server keeps the history of all.
OrderedJson history_json(Workbook& workbook, const RecordSheet& sheet);
std::string history_text(const OrderedJson& history, Instant now, Language language);  // the same for a person

}  // namespace nuong::client

// Where two people wrote different things: in words, and which of them are alike, so that one decision is enough.
#pragma once
#include "client/app/workbook.h"
#include "shared/base/message.h"

namespace nuong::client {

constexpr std::size_t conflicts_max = 500;  // records in conflict that are looked at; the others come up as these go

// The question of the form, or what the register is called.
std::string conflict_label(const forms::FieldConflict& conflict, Language language);
// A value that could be taken there.
std::string conflict_text(Workbook& workbook, const forms::FormDefinition& form, const forms::FieldConflict& conflict,
                          const Value& value, Language language);

// Of what is disagreed about in a record; nullptr: nobody disagrees about it (any more). Lives as long as the sheet.
const forms::FieldConflict* conflict_at(const RecordSheet& sheet, const Path& path);

// In other records: the same question of the same form, with the very same values against each other, as when a village
// was renamed. Those of restricted people are left out: each of them is decided by itself. Reads every record in
// conflict.
std::vector<FieldPlace> conflicts_alike(Workbook& workbook, const FieldPlace& field);

}  // namespace nuong::client

// Answers of several people that do not fit together any more (forms/record_instance.h), in words.
#pragma once
#include "client/app/view_parts.h"
#include "client/app/workbook.h"

namespace nuong::client {

Badge inconsistency_badge(Language language);
// Which questions, why, and what to do; nothing: all fits.
std::optional<Restriction> inconsistency_of(const RecordSheet& sheet, Language language);

}  // namespace nuong::client

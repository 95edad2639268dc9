// What is said of somebody whose data may only be kept: the word on every line about them, why, and what may still be
// done. It stops nobody: what the law orders goes on.
#pragma once
#include "client/app/view_parts.h"
#include "client/app/workbook.h"

namespace nuong::client {

// Whose restriction holds for a record: its own, or that of whom it is about. Nothing: none that this device knows of.
std::optional<RecordId> restricted_for(RecordStore& records, const Listing& listing);
bool is_restricted(RecordStore& records, const RecordId& record);
// The same for a record that is not here yet, of which only whom it is about is known.
std::optional<RecordId> restricted_for(RecordStore& records, const std::optional<RecordId>& subject);

Badge restriction_badge(Language language);
// `begins`: somebody is about to write a new record about them.
Restriction restriction_of(Workbook& workbook, const RecordId& restricted, bool begins, Language language);

}  // namespace nuong::client

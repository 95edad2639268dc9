// What somebody does not want done with what is known of them: said on their record, and to whoever begins a form that
// is for that purpose. It stops nobody: a person who now agrees is asked, and their record gets a new row.
#pragma once
#include "client/app/view_parts.h"
#include "client/app/workbook.h"

namespace nuong::client {

// Of a person's record: every purpose that is refused or was taken back. Nothing: none is.
std::optional<Restriction> refused_consents(Workbook& workbook, const RecordSheet& person, Language language);
// To whoever fills a new record of `form` about `subject`. Nothing: the form is for no purpose, or they have not said
// no to it as far as this device knows.
std::optional<Restriction> refused_consent(Workbook& workbook, const forms::CompiledForm& form,
                                           const std::optional<RecordId>& subject, Language language);

}  // namespace nuong::client

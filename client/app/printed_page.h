// A form or a record as one HTML page that any browser prints on A4, as far as the role may print it.
#pragma once
#include <string>

#include "client/app/workbook.h"

namespace nuong::client {

struct PrintedPage {
    std::string title, language;
    std::string html;
};

// In which language: `asked`, or when that is empty the program's own, or else the form's first. Errors: usage (the
// form does not speak the asked one).
struct PaperLanguage {
    std::string asked = {};
    Language own = Language::vi;
};

// A blank one, for a pen. Holds nobody's name.
Result<PrintedPage> page_of_form(const forms::CompiledForm& form, const PaperLanguage& language);
// What stands in a record or a draft, without what the role may not print. Errors: not_found.
Result<PrintedPage> page_of_record(Workbook& workbook, const RecordId& id, const PaperLanguage& language, Instant now);

}  // namespace nuong::client

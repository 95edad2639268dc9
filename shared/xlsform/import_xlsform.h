// From an XLSForm workbook (.xlsx of Excel or LibreOffice) to a form package. What is wrong or not understood is named
// by sheet, column and row; everything else is kept.
#pragma once
#include <string>
#include <string_view>

#include "shared/forms/compile.h"
#include "shared/forms/form_problem.h"
#include "shared/forms/import_xform.h"
#include "shared/sheets/workbook.h"

namespace nuong::xlsform {

struct ImportedForm {
    std::string package;  // JSON; also when there are problems, as far as it could be read
    forms::Problems problems;
    forms::FormPointer form;  // compiled; nothing when there are errors

    explicit operator bool() const { return !forms::has_error(problems); }
};

// `fallback_id`: the form's id and title when its settings name none, usually the name of the file. The package has
// been compiled; its problems are among those told. `attachment` gives the files beside the workbook: jr://file/a.csv.
ImportedForm import_xlsform(std::string_view xlsx, std::string_view fallback_id,
                            const forms::Attachment& attachment = nullptr);
ImportedForm import_sheets(const std::vector<sheets::Sheet>& sheets, std::string_view fallback_id,
                           const forms::Attachment& attachment = nullptr);

}  // namespace nuong::xlsform

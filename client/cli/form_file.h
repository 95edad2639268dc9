// A form in a file, whichever way it was written: our package (.json), an XLSForm (.xlsx) or an
// ODK XForm (.xml).
#pragma once
#include "shared/forms/compile.h"
#include "shared/forms/form_problem.h"

namespace nuong::client {

struct FormFile {
    std::string package;       // JSON; empty when there is none
    forms::Problems problems;  // with their places in the file
    forms::FormPointer form;   // nothing when there are errors
};

// `not_found` or `invalid` when there is no such file or it is too large; a form with errors is still read.
Result<FormFile> read_form_file(const std::string& path);
// By the ending of `to`.
Status write_form_file(const FormFile& file, const std::string& to);

}  // namespace nuong::client

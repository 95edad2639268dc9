// From an ODK XForm (XML) to a FormDefinition. What we do not do is named, with its path, and everything else is kept.
// Reads anything: a bad form comes back as problems. Nothing outside the text is loaded by this room; `attachment`
// gives the text of a file that came beside the form ("jr://file/villages.xml"), or nothing.
#pragma once
#include <functional>

#include "shared/forms/compile.h"
#include "shared/forms/parse_form.h"

namespace nuong::forms {

using Attachment = std::function<std::optional<std::string>(std::string_view uri)>;

ParsedForm import_xform(std::string_view xml, const Attachment& attachment);
// Both steps, with the problems of both.
Compiled compile_xform(std::string_view xml, const Attachment& attachment);

// A record that was saved as XML, as answers of that form: rows of repeats get the keys 1, 2, 3 …
Result<Fields> answers_from_xml(const FormDefinition& form, std::string_view xml);

}  // namespace nuong::forms

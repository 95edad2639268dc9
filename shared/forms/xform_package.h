// An ODK form as a package of ours: the form as it is, with the files that came with it, so that it can be published.
#pragma once
#include <string>
#include <string_view>

#include "shared/forms/import_xform.h"

namespace nuong::forms {

// JSON. The id is the form's own when it can be one here, else `fallback_id`; the version is the form's number, else 1.
// Nothing when the form cannot be read: import_xform says why.
std::optional<std::string> package_of_xform(std::string_view xml, const Attachment& attachment,
                                            const std::string& fallback_id);

}  // namespace nuong::forms

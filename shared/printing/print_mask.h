// What a role may not print or export. The classes come from the published role documents; what they mean for one form
// says forms::LeftOut. In doubt everything that is not open is masked.
#pragma once
#include <optional>
#include <span>
#include <string>

#include "shared/forms/left_out.h"

namespace nuong::printing {

using PrintMask = forms::Mask;
using forms::LeftOut;

// Role documents as in schemas/roles.schema.json. No document, one that cannot be read, a role that is not in them and
// a class that nobody knows mask everything but what is open.
PrintMask print_mask_of(std::span<const std::string> role_documents, const std::string& role);

// The same of exports, which leave in numbers: a role that says nothing of them exports only what is open. Nothing: the
// role must not export at all ("exports": false), or nobody knows it.
std::optional<PrintMask> export_mask_of(std::span<const std::string> role_documents, const std::string& role);

}  // namespace nuong::printing

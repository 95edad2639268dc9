// From the text of a form package (JSON with XLSForm's words, schemas/form-package.schema.json) to a FormDefinition.
// Reads anything: bad packages come back as problems, all of them at once.
#pragma once
#include <optional>
#include <string_view>

#include "shared/forms/form_definition.h"
#include "shared/forms/form_problem.h"

namespace nuong::forms {

inline constexpr std::size_t package_bytes_max = 32u << 20;
inline constexpr std::size_t form_nodes_max = 20'000;

struct ParsedForm {
    std::optional<FormDefinition> definition;  // none when a problem is an error
    Problems problems;

    explicit operator bool() const { return definition.has_value(); }
};

ParsedForm parse_form(std::string_view json);

}  // namespace nuong::forms

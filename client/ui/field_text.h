// Between an answer and the text in its field: 2024-09-05 is typed as 05/09/2024, 1.5 as 1,5 and a place as 22,05
// 104,13.
#pragma once
#include <string>
#include <string_view>

#include "client/app/view_model.h"
#include "shared/base/date.h"

namespace nuong::client {

std::string field_text(ItemKind kind, const Value& value);

// What the typed text means. Text that is no number or date of the kind stays text: the form says so, and nothing that
// was typed is thrown away. Blank text is Null.
Value typed_value(ItemKind kind, std::string_view text);

// False for what typed_value() had to leave as text although the kind wants a number or a date.
// The year in which somebody of that age was born, or one year later; what is no age comes as it was typed.
Value year_from_age(std::string_view age, int this_year);
bool is_well_typed(ItemKind kind, std::string_view text);

// 5/9/2024, 05-09-2024, 5.9.2024, 05092024 and 2024-09-05; two-digit years are refused, they are a guess.
std::optional<Date> date_from_typed(std::string_view text);

}  // namespace nuong::client

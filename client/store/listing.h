// The flat summary of a record, derived from its state with the help of its form.
#pragma once
#include <string_view>

#include "client/store/record_store.h"
#include "shared/forms/compile.h"

namespace nuong::client {

inline const FormId person_form = "person_register";  // whose lines are read by name
inline const FormId request_form = "data_request";    // what people ask about their data, with days that the law sets

// A title is a name and, behind a dot, what tells namesakes apart: "Vàng Seo Phử · 1985".
inline constexpr std::string_view title_dot = " · ";
inline std::string_view name_in_title(std::string_view title) {
    const std::size_t dot = title.find(title_dot);
    return dot == 0 ? title : title.substr(0, dot);
}

// `form` may be null when this device does not know the form (yet): the record is kept and listed by its id.
Listing listing_of(const forms::FormPointer& form, const RecordState& state);

}  // namespace nuong::client

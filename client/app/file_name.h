// Names of files that leave the device: what is in them and when, with nobody's name and no path in it.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/date.h"
#include "shared/model/ids.h"

namespace nuong::client {

std::string day_and_minute(Instant at);  // "20260302-0800", in Viet Nam

// "person_register-4f3a90d2-20260302-0800.html"
std::string name_of_file(const FormId& form, const std::optional<RecordId>& record, Instant now,
                         const std::string& ending);

// A file of a list of this form as it grows, or was cut off: under the name of name_of_file(), or beside it (the table
// of a repeat, and what it is). Whatever a person has called something alike is theirs.
bool is_unfinished_list(const FormId& form, std::string_view name);

}  // namespace nuong::client

// Areas and what became of them, as a published document:
// {"kind":"areas","id","version","code_system"?,"source"?,
//  "areas":[{"code","id"?,"code_system"?,"name_vi","name_en","type","parent"?,"order"?,"valid_from"?,"valid_to"?}],
//  "links":[{"old","new","kind":"whole"|"part","share"?,"date","decision"?}]}
// `id` is how records name the area; it is the code, unless a reform gave that code to another area. `parent`, `old`
// and `new` are ids.
#pragma once
#include "shared/model/area_tree.h"

namespace nuong {

// `what` names the document in errors.
Result<AreaList> parse_areas(std::string_view json, const std::string& what);

}  // namespace nuong

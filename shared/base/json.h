// JSON from outside, parsed within limits and without exceptions; JSON to outside, always valid UTF-8.
#pragma once
#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace nuong {

using Json = nlohmann::json;                 // keys sorted: the same value has the same text
using OrderedJson = nlohmann::ordered_json;  // keys as written: for documents that people read

inline constexpr std::size_t json_depth_max = 64;

// `what` names the input in the error message, e.g. a file name.
Result<Json> parse_json(std::string_view text, const std::string& what);
Result<OrderedJson> parse_ordered_json(std::string_view text, const std::string& what);

// Whether `text` is one JSON document within the limits, without building it: what JsonCursor may read.
Status check_json(std::string_view text, const std::string& what);

std::string dump_json(const Json& json);
std::string dump_json_for_people(const OrderedJson& json);  // indented

}  // namespace nuong

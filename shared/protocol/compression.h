// Bodies on the wire: zstd, or plain JSON where that is shorter. A zstd frame and a JSON object begin with different
// bytes, so the reader needs no header to tell them apart.
#pragma once
#include <string>
#include <string_view>

#include "shared/base/result.h"
#include "shared/protocol/limits.h"

namespace nuong::protocol {

std::string pack(std::string_view json);
bool is_packed(std::string_view body);
// Refuses what would grow beyond the limits before it has grown.
Result<std::string> unpack(std::string_view body, std::size_t bytes_max = text_bytes_max);

}  // namespace nuong::protocol

// What brings a store to the shape that this program needs, from its first version on; see migrate() in shared/sqlite.
#pragma once
#include <span>
#include <string_view>

namespace nuong::client {

std::span<const std::string_view> store_versions();

}  // namespace nuong::client

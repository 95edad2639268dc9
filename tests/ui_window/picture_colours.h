// What a picture of the window is made of, so that a test sees when nothing was drawn.
#pragma once
#include <filesystem>

namespace nuong::client {

// An empty or black window has one colour; smooth letters alone bring dozens.
std::size_t colours_in(const std::filesystem::path& png);

}  // namespace nuong::client

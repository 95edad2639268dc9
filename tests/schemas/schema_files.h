// What lies under schemas/, read as a test needs it: forms compiled, tables as rows, documents as JSON.
#pragma once
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "shared/base/json.h"
#include "shared/forms/compile.h"

namespace nuong::schemas {

inline const std::filesystem::path folder = NUONG_SOURCE_DIR "/schemas";

std::string file_text(const std::filesystem::path& path);
Json json_file(const std::filesystem::path& path);

// The lines of a CSV as column -> cell: of a file, of a table within a form.
std::vector<std::map<std::string, std::string>> csv_rows(const std::filesystem::path& path);
std::vector<std::map<std::string, std::string>> csv_rows_of(const std::string& text);

std::vector<std::filesystem::path> files_below(const std::filesystem::path& below, const std::string& ending);

// Every shipped form by its id, compiled once.
const std::map<std::string, forms::FormPointer>& shipped_forms();

}  // namespace nuong::schemas

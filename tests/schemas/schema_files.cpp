#include "tests/schemas/schema_files.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "shared/forms/row_table.h"

namespace nuong::schemas {

std::string file_text(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    INFO(path.string());
    REQUIRE(file);
    return text.str();
}

Json json_file(const std::filesystem::path& path) {
    auto json = parse_json(file_text(path), path.filename().string());
    INFO(path.string());
    REQUIRE(json);
    return *json;
}

std::vector<std::map<std::string, std::string>> csv_rows(const std::filesystem::path& path) {
    INFO(path.string());
    return csv_rows_of(file_text(path));
}

std::vector<std::map<std::string, std::string>> csv_rows_of(const std::string& text) {
    const auto table = forms::read_table(forms::TableKind::csv, text);
    REQUIRE(table);
    std::vector<std::map<std::string, std::string>> rows(table->row_count());
    for (std::size_t row = 0; row < rows.size(); ++row)
        for (std::size_t column = 0; column < table->columns.size(); ++column)
            rows[row][table->columns[column]] = table->cell(row, column);
    return rows;
}

std::vector<std::filesystem::path> files_below(const std::filesystem::path& below, const std::string& ending) {
    std::vector<std::filesystem::path> found;
    if (!std::filesystem::exists(below)) return found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(below))
        if (entry.path().filename().string().ends_with(ending)) found.push_back(entry.path());
    std::sort(found.begin(), found.end());
    return found;
}

const std::map<std::string, forms::FormPointer>& shipped_forms() {
    static const auto all = [] {
        std::map<std::string, forms::FormPointer> found;
        for (const auto& path : files_below(folder / "forms", ".json")) {
            const forms::Compiled compiled = forms::compile_package(file_text(path));
            INFO(path.string());
            REQUIRE(compiled);
            found[compiled.form->definition.id] = compiled.form;
        }
        return found;
    }();
    return all;
}

}  // namespace nuong::schemas

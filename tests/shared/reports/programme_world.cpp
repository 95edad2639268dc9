#include "programme_world.h"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>

#include "shared/model/area_file.h"

namespace nuong::test {
namespace fs = std::filesystem;

namespace {

std::vector<std::string> files_in(const std::string& folder) {
    std::vector<std::string> paths;
    for (const auto& entry : fs::recursive_directory_iterator(NUONG_SOURCE_DIR "/schemas/" + folder))
        if (const std::string name = entry.path().filename().string();
            name.ends_with(".json") && !name.ends_with(".schema.json"))
            paths.push_back(fs::relative(entry.path(), NUONG_SOURCE_DIR).string());
    std::sort(paths.begin(), paths.end());
    return paths;
}

ShippedProgramme load() {
    ShippedProgramme loaded;
    for (const std::string& path : files_in("forms")) {
        auto compiled = forms::compile_package(file_text(path));
        REQUIRE(compiled);
        loaded.forms[compiled.form->definition.id] = compiled.form;
    }
    AreaList list;
    for (const std::string& path : files_in("areas")) list.add(parse_areas(file_text(path), path).value());
    loaded.areas = AreaTree::make(std::move(list)).value();
    std::vector<std::pair<std::string, std::string>> documents;
    for (const std::string& path : files_in("indicators")) documents.emplace_back("indicators", file_text(path));
    for (const std::string& path : files_in("targets"))
        if (const std::string text = file_text(path); text.find("\"target_layout\"") == std::string::npos)
            documents.emplace_back("targets", text);
    auto programme = reports::make_programme(documents);
    if (!programme) FAIL(programme.error().message.en);
    loaded.programme = std::move(*programme);
    for (const std::string& path : files_in("reports")) loaded.report_texts[fs::path(path).stem()] = file_text(path);
    return loaded;
}

}  // namespace

std::string file_text(const std::string& below_root) {
    std::ifstream in(NUONG_SOURCE_DIR "/" + below_root);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

reports::ReportDefinition ShippedProgramme::report(const std::string& id, const reports::FindRecords& find) const {
    auto parsed = reports::parse_report(report_texts.at(id), id, find);
    if (!parsed) FAIL(parsed.error().message.en);
    auto whole = reports::complete_report(
        std::move(*parsed),
        [&](const std::string& other) -> std::optional<std::string> {
            const auto at = report_texts.find(other);
            return at == report_texts.end() ? std::nullopt : std::optional(at->second);
        },
        find);
    if (!whole) FAIL(whole.error().message.en);
    return std::move(*whole);
}

const ShippedProgramme& shipped_programme() {
    static const ShippedProgramme loaded = load();
    return loaded;
}

}  // namespace nuong::test

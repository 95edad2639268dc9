// The forms that ship with Nương: they compile without a complaint and pass their own tests.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "shared/forms/form_report.h"
#include "shared/forms/form_test.h"

using namespace nuong;
using namespace nuong::forms;

namespace {

std::string file_text(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::vector<std::filesystem::path> packages() {
    std::vector<std::filesystem::path> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(NUONG_SOURCE_DIR "/schemas/forms"))
        if (entry.path().extension() == ".json") found.push_back(entry.path());
    return found;
}

}  // namespace

TEST_CASE("every shipped form compiles without errors or warnings and passes its own tests") {
    const auto found = packages();
    REQUIRE(found.size() >= 3);
    for (const auto& path : found) {
        CAPTURE(path.filename().string());
        const Compiled compiled = compile_package(file_text(path));
        CHECK(dump_json(check_report(compiled.problems, Language::en)) == R"({"errors":[],"ok":true,"warnings":[]})");
        REQUIRE(compiled);
        CHECK(compiled.form->definition.id == path.stem().string());
        const TestReport report = run_form_tests(compiled.form, *parse_date("2024-06-30"));
        CHECK(dump_json(to_json(report)["failed"]) == "[]");
        CHECK(report.passed == static_cast<int>(compiled.form->definition.tests.size()));
        CHECK(report.passed > 0);
    }
}

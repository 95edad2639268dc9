// Every row of the programme's analysis (section 1 of the domain: people, screening, treatment ... reporting; and what
// its section 6 draws from the law on personal data) is carried by something that is there, or says why not. The table
// is schemas/coverage.csv, a line per carrier.
#include <regex>
#include <set>

#include "tests/schemas/schema_files.h"

using namespace nuong;
using namespace nuong::schemas;

namespace {

struct Chapter {
    char letter;
    int rows;
};
// A people, B screening and counselling, C treatment, D post-rehab, E communication, T training, G facilities,
// H models, Q inspection, J sex-work harm reduction, K victims, L plans, M reporting, P personal data.
const std::vector<Chapter> chapters{{'A', 11}, {'B', 12}, {'C', 14}, {'D', 6}, {'E', 8}, {'T', 5}, {'G', 7},
                                    {'H', 4},  {'Q', 3},  {'J', 2},  {'K', 1}, {'L', 4}, {'M', 4}, {'P', 8}};

std::set<std::string> rows_of_the_analysis() {
    std::set<std::string> rows;
    for (const Chapter& chapter : chapters)
        for (int row = 1; row <= chapter.rows; ++row)
            rows.insert(std::string(1, chapter.letter) + (row < 10 ? "0" : "") + std::to_string(row));
    return rows;
}

// All that documents below a folder call "id", whatever their shape.
void collect_ids(const Json& json, std::set<std::string>& ids) {
    if (json.is_object())
        for (const auto& [key, value] : json.items()) {
            if (key == "id" && value.is_string()) ids.insert(value.get<std::string>());
            collect_ids(value, ids);
        }
    else if (json.is_array())
        for (const Json& value : json) collect_ids(value, ids);
}

std::set<std::string> ids_below(const char* below) {
    std::set<std::string> ids;
    for (const auto& path : files_below(folder / below, ".json")) collect_ids(json_file(path), ids);
    return ids;
}

// "form/group/field" names a form and a question of it.
bool is_a_field(const std::string& name) {
    const std::size_t slash = name.find('/');
    const auto form = shipped_forms().find(name.substr(0, slash));
    if (form == shipped_forms().end()) return false;
    return slash != std::string::npos && form->second->definition.find(name.substr(slash + 1)) != nullptr;
}

}  // namespace

TEST_CASE("no row of the analysis is forgotten, and none is made up") {
    std::set<std::string> carried;
    for (const auto& line : csv_rows(folder / "coverage.csv")) carried.insert(line.at("row"));
    CHECK(carried == rows_of_the_analysis());
    CHECK(carried.size() == 81 + 8);
}

TEST_CASE("what carries a row is there: the form and its question, the indicator, the report") {
    const std::set<std::string> indicators = ids_below("indicators"), reports = ids_below("reports");
    const bool has_tables = reports.contains("B11");  // the report layouts are complete
    const std::regex indicator("I(0[1-9]|[1-5][0-9]|60)"), report("R[1-9]|B(0[1-9]|1[01])");
    for (const auto& line : csv_rows(folder / "coverage.csv")) {
        const std::string carrier = line.at("carrier"), name = line.at("name");
        INFO("coverage.csv, row " << line.at("row") << ": " << carrier << " " << name);
        if (carrier == "form") {
            CHECK(is_a_field(name));
        } else if (carrier == "indicator") {
            CHECK(std::regex_match(name, indicator));
            if (!indicators.empty()) CHECK(indicators.contains(name));
        } else if (carrier == "report") {
            CHECK(std::regex_match(name, report));
            if (has_tables) CHECK(reports.contains(name));
        } else {
            CHECK((carrier == "program" || carrier == "not"));
            CHECK(line.at("says").size() > 10);
        }
    }
}

TEST_CASE("every form carries some row of the analysis") {
    std::set<std::string> carrying;
    for (const auto& line : csv_rows(folder / "coverage.csv"))
        if (line.at("carrier") == "form") carrying.insert(line.at("name").substr(0, line.at("name").find('/')));
    for (const auto& [id, form] : shipped_forms()) {
        INFO(id);
        CHECK(carrying.contains(id));
    }
}

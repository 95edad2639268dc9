// Areas, targets, indicators, reports and the demo's plan against the schemas that an editor uses.
#include <fnmatch.h>

#include "tests/schemas/json_schema.h"
#include "tests/schemas/schema_files.h"

using namespace nuong;
using namespace nuong::schemas;

namespace {

struct Kind {
    const char* folder;
    const char* schema;
    const char* kind;  // as the document names itself
};
const Kind kinds[] = {{"areas", "areas/area-list.schema.json", "areas"},
                      {"targets", "targets/target-plan.schema.json", "targets"},
                      {"targets", "targets/target-layout.schema.json", "target_layout"},
                      {"indicators", "indicators/indicators.schema.json", "indicators"},
                      {"reports", "reports/report.schema.json", "report"},
                      {"demo", "demo/demo.schema.json", "demo"}};

}  // namespace

TEST_CASE("every document of the programme fits the schema beside it") {
    for (const Kind& kind : kinds) {
        const Json schema = json_file(folder / kind.schema);
        std::size_t held = 0;
        for (const auto& path : files_below(folder / kind.folder, ".json")) {
            if (path.string().ends_with(".schema.json")) continue;
            const Json document = json_file(path);
            if (document.value("kind", kind.kind) != kind.kind) continue;
            INFO(path.filename().string());
            CHECK(listed(check_against(schema, document)) == "");
            ++held;
        }
        INFO(kind.schema);
        CHECK(held > 0);
    }
}

TEST_CASE("an editor is told what is wrong with a figure, a plan, an area") {
    struct Slip {
        const char* schema;
        const char* document;
        const char* patch;
        const char* at;
    };
    for (const Slip& slip : {
             Slip{"indicators/indicators.schema.json", "indicators/people.json",
                  R"([{"op":"replace","path":"/indicators/0/threshold/op","value":"=>"}])",
                  "/indicators/0/threshold/op must be one of"},
             Slip{"indicators/indicators.schema.json", "indicators/people.json",
                  R"([{"op":"remove","path":"/indicators/0/label/vi"}])", "/indicators/0/label needs \"vi\""},
             Slip{"indicators/indicators.schema.json", "indicators/measures.json",
                  R"([{"op":"remove","path":"/measures/met/form"}])", "/measures/met needs \"form\""},
             Slip{"targets/target-plan.schema.json", "targets/lao_cai_text_2020.json",
                  R"([{"op":"replace","path":"/year","value":20}])", "/year must be at least 2000"},
             Slip{"targets/target-layout.schema.json", "targets/treatment_annex.json",
                  R"([{"op":"remove","path":"/columns/0/id"}])", "/columns/0 needs \"id\""},
             Slip{"areas/area-list.schema.json", "areas/lao_cai.json",
                  R"([{"op":"replace","path":"/links/0/kind","value":"half"}])", "/links/0/kind must be one of"},
             Slip{"reports/report.schema.json", "reports/B01.json", R"([{"op":"remove","path":"/sections/0/id"}])",
                  "/sections/0"},
             Slip{"reports/report.schema.json", "reports/R9.json", R"([{"op":"remove","path":"/small_counts"}])",
                  "small_counts"},
         }) {
        INFO(slip.patch);
        const Json broken = json_file(folder / slip.document).patch(Json::parse(slip.patch));
        const std::string told = listed(check_against(json_file(folder / slip.schema), broken));
        INFO(told);
        CHECK(told.find(slip.at) != std::string::npos);
    }
}

namespace {

bool is_meant(const Json& patterns, const std::string& path) {
    bool meant = false;
    for (const Json& each : patterns) {
        const std::string pattern = each.get<std::string>();
        const bool except = pattern.starts_with('!');
        if (fnmatch(pattern.c_str() + (except ? 1 : 0), path.c_str(), FNM_PATHNAME) == 0) meant = !except;
    }
    return meant;
}

}  // namespace

TEST_CASE("an editor that opens a document of the programme knows its schema") {
    const Json known = json_file(folder / "../.vscode/settings.json")["json.schemas"];
    for (const auto& path : files_below(folder, ".json")) {
        const std::string name = "/schemas/" + std::filesystem::relative(path, folder).string();
        const Json document = json_file(path);
        std::vector<std::string> meant;
        for (const Json& entry : known)
            if (is_meant(entry["fileMatch"], name)) meant.push_back(entry["url"]);
        INFO(name);
        if (name.starts_with("/schemas/protocol/")) continue;  // messages, not documents
        if (name.ends_with(".schema.json")) {
            CHECK(meant.empty());
            continue;
        }
        REQUIRE(meant.size() == 1);
        CHECK(listed(check_against(json_file(folder / ".." / meant[0]), document)) == "");
    }
}

// What leaves with a role in files and on paper: the classes of the shipped forms under the masks of the shipped roles.
#include <algorithm>

#include "shared/exports/export_plan.h"
#include "sync-server/core/roles.h"
#include "tests/schemas/schema_files.h"

using namespace nuong;
using namespace nuong::schemas;

namespace {

const Role& role(const std::string& id) {
    static const Roles all = parse_roles(file_text(folder / "roles/roles.json"), "roles.json").value();
    return all.at(id);
}

exports::ExportPlan export_of(const FormId& form, const std::string& by) {
    return exports::ExportPlan(exports::Order{.wish = {.form = form},
                                              .taker = {},
                                              .form = shipped_forms().at(form),
                                              .mask = role(by).export_mask,
                                              .area_name = {}});
}

// Whether a question, or any within it, has a column in the export of that role.
bool leaves(const FormId& form, const std::string& path, const std::string& by) {
    const exports::ExportPlan plan = export_of(form, by);
    const forms::CompiledForm& of = *shipped_forms().at(form);
    const int node = of.find(path);
    REQUIRE(node >= 0);
    for (const exports::Table& table : plan.tables())
        for (const exports::Column& column : table.columns)
            if (column.node >= node && column.node < std::max(of.node(node).end, node + 1)) return true;
    return false;
}

}  // namespace

TEST_CASE("no file and no paper of the police says that somebody was asked about a screening") {
    CHECK_FALSE(leaves("person_register", "consents", "commune_police"));
    const auto& person = *shipped_forms().at("person_register");
    const printing::LeftOut paper(person, role("commune_police").print_mask);
    for (const char* answer : {"consents/purpose", "consents/given", "consents/date", "consents/signature"})
        CHECK(paper.node(person.find(answer)));
    CHECK(leaves("person_register", "responsible", "commune_police"));
    // Who screens takes them along.
    CHECK(leaves("person_register", "consents", "counselling_point"));
    CHECK(leaves("person_register", "consents", "health_worker"));
}

// What somebody has said to each purpose: the last word counts.
#include "shared/forms/consents.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/shared/forms/form_world.h"

using namespace nuong;
using namespace nuong::forms;

namespace {

struct Said {
    const char *purpose, *given, *date;
};

// The shipped register, in which somebody has said this.
std::vector<Consent> last_of(const std::vector<Said>& rows) {
    Instance person(shipped_form("person_register"), on("2026-03-10"));
    for (const Said& said : rows) {
        const auto key = person.add_row("consents");
        REQUIRE(key);
        const std::string row = "consents/" + *key + "/";
        REQUIRE(person.set(row + "purpose", Value(said.purpose)));
        REQUIRE(person.set(row + "given", Value(said.given)));
        REQUIRE(person.set(row + "date", Value(said.date)));
    }
    return last_consents(person);
}

}  // namespace

TEST_CASE("the last word on a purpose counts, by its day and not by its row") {
    CHECK(last_of({}).empty());
    CHECK(last_of({{"screening", "given", "2026-01-05"}, {"screening", "withdrawn", "2026-03-02"}}) ==
          std::vector<Consent>{{"screening", "withdrawn", "2026-03-02"}});
    CHECK(last_of({{"screening", "withdrawn", "2026-03-02"}, {"screening", "given", "2026-01-05"}}) ==
          std::vector<Consent>{{"screening", "withdrawn", "2026-03-02"}});
    CHECK(last_of({{"screening", "refused", "2026-01-05"}, {"screening", "given", "2026-03-02"}})[0].is_given());
}

TEST_CASE("of one day a no stands above a yes, whoever wrote first") {
    CHECK_FALSE(
        last_of({{"screening", "given", "2026-03-02"}, {"screening", "withdrawn", "2026-03-02"}})[0].is_given());
    CHECK_FALSE(
        last_of({{"screening", "withdrawn", "2026-03-02"}, {"screening", "given", "2026-03-02"}})[0].is_given());
}

TEST_CASE("each purpose is answered for itself") {
    const auto said = last_of({{"screening", "withdrawn", "2026-03-02"}, {"case_care", "given", "2026-03-02"}});
    CHECK(said == std::vector<Consent>{{"screening", "withdrawn", "2026-03-02"}, {"case_care", "given", "2026-03-02"}});
}

TEST_CASE("a form that keeps no consents has none, and the setting must name a repeat that can") {
    CHECK(last_consents(opened(package(R"([{"type":"text","name":"a","label":"A"}])"))).empty());
    const auto compiles = [](const std::string& repeat) {
        return static_cast<bool>(compile_package(package(
            R"([{"type":"begin_repeat","name":"said","label":"S","children":[
                {"type":"text","name":"purpose","label":"P"},{"type":"text","name":"given","label":"G"},
                {"type":"date","name":"date","label":"D"}]},{"type":"text","name":"a","label":"A"}])",
            "{}", R"({"consents":")" + repeat + "\"}")));
    };
    CHECK(compiles("said"));
    for (const char* wrong : {"a", "nowhere", "said/purpose"}) CHECK_FALSE(compiles(wrong));
}

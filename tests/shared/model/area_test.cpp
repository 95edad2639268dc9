// Areas before and after a reform: what was recorded under one structure, asked for under the other.
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <set>

#include "shared/model/area_file.h"
#include "shared/model/area_map.h"

using namespace nuong;

namespace {

Result<AreaTree> tree_of(const std::string& json) {
    auto list = parse_areas(json, "areas.json");
    if (!list) return list.error();
    return AreaTree::make(std::move(*list));
}

// A district of three communes that became two: Đông and half of Giữa are the new Đông, the rest is the new Tây. The
// new Tây took the code that Giữa had.
const std::string split = R"({"kind":"areas","id":"t","version":1,"code_system":"old","areas":[
    {"code":"1","name_vi":"Tỉnh","name_en":"Tinh","type":"province","valid_to":"2025-06-30"},
    {"code":"11","name_vi":"Huyện","name_en":"Huyen","type":"district","parent":"1","valid_to":"2025-06-30"},
    {"code":"111","name_vi":"Đông","name_en":"Dong","type":"commune","parent":"11","order":1,"valid_to":"2025-06-30"},
    {"code":"112","name_vi":"Giữa","name_en":"Giua","type":"commune","parent":"11","order":2,"valid_to":"2025-06-30"},
    {"code":"113","name_vi":"Tây","name_en":"Tay","type":"commune","parent":"11","order":3,"valid_to":"2025-06-30"},
    {"code":"112a","name_vi":"Bản Mới","name_en":"Ban Moi","type":"hamlet","parent":"112"},
    {"code":"112b","name_vi":"Bản Cũ","name_en":"Ban Cu","type":"hamlet","parent":"112","valid_to":"2025-06-30"},
    {"code":"112c","name_vi":"Bản Xa","name_en":"Ban Xa","type":"hamlet","parent":"112","valid_to":"2025-06-30"},
    {"id":"n.1","code":"1","name_vi":"Tỉnh mới","name_en":"Tinh moi","type":"province","valid_from":"2025-07-01"},
    {"id":"n.111","code":"111","name_vi":"Đông","name_en":"Dong","type":"commune","parent":"n.1","valid_from":"2025-07-01"},
    {"id":"n.112","code":"112","name_vi":"Tây","name_en":"Tay","type":"commune","parent":"n.1","valid_from":"2025-07-01"}],
  "links":[
    {"old":"111","new":"n.111","kind":"whole","date":"2025-07-01"},
    {"old":"112","new":"n.111","kind":"part","share":0.4,"date":"2025-07-01"},
    {"old":"112","new":"n.112","kind":"part","share":0.6,"date":"2025-07-01","decision":"NQ 1"},
    {"old":"113","new":"n.112","kind":"whole","date":"2025-07-01"},
    {"old":"112b","new":"n.112","kind":"whole","date":"2025-07-01"},
    {"old":"1","new":"n.1","kind":"whole","date":"2025-07-01"}]})";

const Date before = *parse_date("2024-12-31"), after = *parse_date("2025-12-31");
using Codes = std::vector<AreaCode>;

std::string shipped() {
    std::ifstream in(NUONG_SOURCE_DIR "/schemas/areas/lao_cai.json");
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace

TEST_CASE("a commune that went whole is found again; one that was split is one of two, and nobody guesses which") {
    const auto tree = tree_of(split);
    REQUIRE(tree);
    AreaMap now(*tree, after);
    CHECK(now.places("111") == Codes{"n.111"});
    CHECK(now.places("112") == Codes{"n.111", "n.112"});
    CHECK(now.places("n.112") == Codes{"n.112"});
    CHECK(now.places("unheard of").empty());
    CHECK(now.is_wholly_within("112", "n.1"));
    CHECK_FALSE(now.is_wholly_within("112", "n.111"));
}

TEST_CASE("a hamlet of a split commune resolves what its commune cannot") {
    const auto tree = tree_of(split);
    AreaMap now(*tree, after);
    CHECK(now.places("112b") == Codes{"n.112"});           // its own link
    CHECK(now.places("112c") == Codes{"n.111", "n.112"});  // none: as its commune
    CHECK(now.places("112a") == Codes{"112a"});            // still in force
}

TEST_CASE(
    "whoever is granted several areas is granted what lies in any of them, and nothing where nothing is granted") {
    const auto tree = tree_of(split);
    CHECK(tree->is_within_any("112b", {"111", "112"}));
    CHECK(tree->is_within_any("112", {"112"}));
    CHECK_FALSE(tree->is_within_any("112", {"112b", "111"}));
    CHECK_FALSE(tree->is_within_any("112", {}));
}

TEST_CASE("what is recorded under the new structure goes back to old groups where only one can be meant") {
    const auto tree = tree_of(split);
    AreaMap then(*tree, before);
    CHECK(then.places("n.111") == Codes{"111", "112"});
    CHECK(then.is_wholly_within("n.111", "11"));  // both lie in the old district: the district's figure is whole
    CHECK_FALSE(then.is_wholly_within("n.111", "111"));
    CHECK(then.is_wholly_within("n.1", "1"));
    CHECK(then.places("11") == Codes{"11"});
}

TEST_CASE("one code in two lists: the day says which area is meant") {
    const auto tree = tree_of(split);
    CHECK(tree->resolve("112", before)->name.vi == "Giữa");
    CHECK(tree->resolve("112", after)->name.vi == "Tây");
    CHECK(tree->resolve("113", after)->name.vi == "Tây");  // closed, and still a reporting group
    CHECK(tree->resolve("n.112", before)->code == "n.112");
    CHECK(tree->resolve("999", after) == nullptr);
    CHECK(day_of_structure(*tree, "11", after) == *parse_date("2025-06-30"));
    CHECK(day_of_structure(*tree, "11", before) == before);
    CHECK(day_of_structure(*tree, "n.111", before) == *parse_date("2025-07-01"));
}

TEST_CASE("links that cannot be meant are told") {
    const struct {
        const char* links;
        const char* says;
    } cases[] = {
        {R"([{"old":"1","new":"9","kind":"whole","date":"2025-07-01"}])", "Area 9: is in links but not in the list"},
        {R"([{"old":"1","new":"1","kind":"whole","date":"2025-07-01"}])", "linked to itself"},
        {R"([{"old":"1","new":"2","kind":"part","date":"2025-07-01"}])", "has one part in links"},
        {R"([{"old":"1","new":"2","kind":"half","date":"2025-07-01"}])",
         "links[0]/kind: \"half\" is none of: whole part"},
        {R"([{"old":"1","new":"2","kind":"whole"}])", "areas.json: links[0]/date: needs a real day"},
        {R"([{"old":"1","new":"2","kind":"whole","date":"2025-07-01","share":2}])",
         "links[0]/share: needs a number above 0"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.says);
        const auto tree = tree_of(std::string(R"({"id":"t","version":1,"areas":[
            {"code":"1","name_vi":"a","name_en":"a","type":"commune"},
            {"code":"2","name_vi":"b","name_en":"b","type":"commune"}],"links":)") +
                                  c.links + "}");
        REQUIRE_FALSE(tree);
        CHECK(tree.error().message.en.find(c.says) != std::string::npos);
    }
}

TEST_CASE("Lào Cai as shipped: both sides of the reform, complete to the communes") {
    const auto tree = tree_of(shipped());
    REQUIRE(tree);
    CHECK(tree->children("10").size() == 9);
    CHECK(tree->self_and_below("10").size() == 1 + 9 + 152);
    CHECK(tree->self_and_below("089").size() == 1 + 22);
    CHECK(tree->self_and_below("15").size() == 1 + 9 + 173);
    std::size_t wards = 0;
    for (const AreaCode& code : tree->children("2025.15")) wards += tree->find(code)->type == "ward";
    CHECK(tree->children("2025.15").size() == 99);
    CHECK(wards == 10);
    CHECK(tree->resolve("15", before)->name.vi == "Yên Bái");
    CHECK(tree->resolve("15", after)->name.vi == "Lào Cai");
    CHECK(tree->resolve("089", after)->name.vi == "Văn Bàn");

    AreaMap now(*tree, after), then(*tree, before);
    CHECK(now.places("03085") == Codes{"2025.03085"});
    std::set<AreaCode> reached;
    std::vector<AreaCode> unclear;
    for (const char* province : {"10", "15"})
        for (const AreaCode& code : tree->self_and_below(province)) {
            if (tree->find(code)->type == "district" || tree->find(code)->type == "province") continue;
            if (tree->children(code).empty() && now.places(code).size() != 1) unclear.push_back(code);
            for (const AreaCode& place : now.places(code)) reached.insert(place);
            CHECK(now.is_wholly_within(code, "2025.15"));
        }
    CHECK(reached.size() >= 99);
    CHECK(unclear == Codes{"02872", "04507", "04528"});  // joined to others before the reform: the source has no link
    std::size_t clear = 0;
    for (const AreaCode& code : tree->children("2025.15"))
        clear += then.is_wholly_within(code, "10") || then.is_wholly_within(code, "15");
    CHECK(clear == 99);
}

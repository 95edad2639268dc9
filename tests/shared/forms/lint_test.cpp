// What an author learns before anybody is asked: the form compiles, and still something in it can never work.
#include "tests/shared/forms/form_world.h"

using namespace nuong;
using namespace nuong::forms;

namespace {

std::string warnings(const std::string& package) {
    const Compiled compiled = compile_package(package);
    REQUIRE(compiled);
    std::string all;
    for (const Problem& problem : compiled.problems) all += problem.where + " - " + problem.message.en + "\n";
    return all;
}

const char* kinds = R"j({"kind":[{"name":"event","label":"Buổi"},{"name":"product","label":"Sản phẩm"}]})j";

// Warnings of a question that is asked under this condition.
std::string under(const std::string& relevant) {
    return warnings(package(R"j([{"type":"select_one kind","name":"kind","label":"Loại"},
        {"type":"select_multiple kind","name":"kinds","label":"Các loại"},
        {"type":"integer","name":"age","label":"Tuổi"},
        {"type":"text","name":"q","label":"Câu","relevant":")j" +
                                relevant + R"j("}])j",
                            kinds));
}

}  // namespace

TEST_CASE("a question that nobody can ever be asked is named, with the condition in words") {
    CHECK(
        under("${kind} = 'event' and ${kind} = 'product'") ==
        "q: relevant - This is never asked, because this cannot be true: «Loại» is «Buổi» and «Loại» is «Sản phẩm».\n");
    for (const char* never :
         {"${age} < 5 and ${age} > 10", "${age} = 5 and ${age} = 6", "${age} > 5 and 5 >= ${age}", "false()",
          "${kind} != 'event' and ${kind} = 'event'",
          "selected(${kinds}, 'event') and not(selected(${kinds}, 'event'))", "${kind} = '' and ${kind} = 'event'",
          "${age} > 3 and ${age} = ''", "(${age} < 3 and ${age} > 4) or (${kind} = 'event' and ${kind} != 'event')",
          "1 = 1 and not(true())"}) {
        INFO(never);
        CHECK(under(never).find("never asked") != std::string::npos);
    }
    for (const char* possible :
         {"${kind} = 'event' or ${kind} = 'product'", "${age} >= 5 and ${age} <= 5", "${age} > 5 and ${age} < 10",
          "selected(${kinds}, 'event') and selected(${kinds}, 'product')", "not(${age} > 3) and not(${age} <= 3)",
          "${kind} != 'event' and ${kind} != ''", "${age} = ''", "true()", "${age} + 1 > 3 and ${age} + 1 < 2"}) {
        INFO(possible);
        CHECK(under(possible).empty());
    }
}

TEST_CASE("what hangs on a question that is never asked is not asked either") {
    CHECK(warnings(package(R"j([{"type":"select_one kind","name":"kind","label":"Loại"},
        {"type":"begin_group","name":"g","label":"Nhóm","relevant":"${kind} = 'event'","children":[
            {"type":"text","name":"inner","label":"Trong","relevant":"${kind} = 'product'"}]},
        {"type":"text","name":"after","label":"Sau","relevant":"${inner} = 'x'"}])j",
                           kinds)) ==
          "g/inner: relevant - This is never asked, because this cannot be true: «Loại» is «Sản phẩm».\n"
          "after: relevant - This is never asked, because this cannot be true: «Trong» is «x».\n");
}

TEST_CASE("a rule that no answer can meet is named") {
    CHECK(
        warnings(package(
            R"j([{"type":"integer","name":"age","label":"Tuổi","constraint":". > 10 and . < 5","constraint_message":"Sai"}])j")) ==
        "age: constraint - No answer can meet this condition.\n");
}

TEST_CASE("a filter that leaves no choice, always or for some answers, is named") {
    const auto filtered = [](const std::string& filter, const std::string& villages) {
        return warnings(package(
            R"j([{"type":"select_one commune","name":"commune","label":"Xã"},
            {"type":"select_one village","name":"village","label":"Thôn","choice_filter":")j" +
                filter + R"j("}])j",
            R"j({"commune":[{"name":"a","label":"A"},{"name":"b","label":"B"}],"village":[)j" + villages + "]}"));
    };
    const char* both = R"j({"name":"1","label":"1","of":"a"},{"name":"2","label":"2","of":"b"})j";
    CHECK(filtered("of = ${commune}", both).empty());
    CHECK(filtered("of = ${commune}", R"j({"name":"1","label":"1","of":"a"})j") ==
          "village: choice_filter - No choice is left when commune is: b.\n");
    CHECK(filtered("of = ${commune}", R"j({"name":"1","label":"1","of":"x"})j") ==
          "village: choice_filter - The filter never matches: no choice has a of that commune can be.\n");
    CHECK(filtered("on = ${commune}", both) ==
          "village: choice_filter - The list \"village\" has no column \"on\": no choice is ever left.\n");
    CHECK(filtered("of = 'c'", both) == "village: choice_filter - No choice has of = \"c\".\n");
}

TEST_CASE("lists that nobody uses and lookups that cannot be right are named") {
    CHECK(warnings(package(R"j([{"type":"text","name":"a","label":"A"}])j", kinds)) ==
          "choices/kind - No question uses this list.\n");
    const auto lookup = [](const std::string& call) {
        return warnings(R"j({"id":"t","version":1,"title":"T","tables":{"v":"code,name\n1,Một\n1,Hai\n"},
            "survey":[{"type":"text","name":"k","label":"K"},{"type":"calculate","name":"x","calculation":")j" +
                        call + "\"}]}");
    };
    CHECK(lookup("pulldata('v', 'name', 'code', ${k})") ==
          "x - In the table \"v\", code = \"1\" stands several times; only the first row is used.\n");
    CHECK(lookup("pulldata('v', 'nam', 'code', ${k})") ==
          "x - The table \"v\" has no column \"nam\": the lookup is always blank.\n");
    CHECK(lookup("pulldata('w', 'name', 'code', ${k})") ==
          "x - The table \"w\" does not come with the form: the lookup is always blank.\n");
    CHECK(lookup("pulldata('v', 'code', 'name', ${k})").empty());
}

// Publishing: what is checked, and what a version means.
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <sstream>

#include "district.h"

using namespace nuong;
using namespace nuong::testing;

namespace {

Result<Published> try_publish(District& district, const std::vector<DocumentFile>& files) {
    const auto transaction = district.store->begin();
    auto published = publish(*transaction, files, "test", district.clock.now());
    if (published) transaction->commit();
    return published;
}

std::string file_text(const std::string& path) {
    std::ifstream in(NUONG_SOURCE_DIR "/" + path);
    std::ostringstream text;
    text << in.rdbuf();
    return std::move(text).str();
}

}  // namespace

TEST_CASE("a version once published keeps its text; the next one replaces it and the catalogue tells") {
    District district;
    district.add_user("lan", "worker", {"089"});
    Device lan = district.device("lan");
    const auto before = answer_of(lan.sync()).catalogue;
    REQUIRE(before);
    CHECK(before->size() == 4);

    const auto same = try_publish(district, {{"person.json", "forms", small_form("person")}});
    REQUIRE(same);
    CHECK(same->fresh.empty());
    CHECK(same->unchanged == 1);

    const auto altered = try_publish(district, {{"person.json", "forms", small_form("person") + " "}});
    REQUIRE_FALSE(altered);
    CHECK(altered.error().message.en.find("Raise its version") != std::string::npos);

    REQUIRE(try_publish(district, {{"person.json", "forms", small_form("person", 2)}}));
    CHECK_FALSE(try_publish(district, {{"person.json", "forms", small_form("person", 1)}}));
    const auto after = answer_of(lan.sync()).catalogue;
    REQUIRE(after);
    CHECK(*after != *before);
}

TEST_CASE("bad documents are named, and nothing of a bad folder comes into force") {
    District district;
    const auto good = DocumentFile{"new.json", "forms", small_form("brand_new")};
    const struct {
        DocumentFile file;
        const char* says;
    } cases[] = {
        {{"x.json", "forms", "{"}, "x.json: is not valid JSON"},
        {{"x.json", "forms", "[]"}, "x.json: needs an id"},
        {{"x.json", "forms", R"({"id":"x"})"}, "needs an id and a version"},
        {{"x.json", "forms", R"({"id":"x","version":0})"}, "needs an id and a version"},
        {{"x.json", "forms", R"({"id":"x","version":1,"survey":[{"type":"text"}]})"}, "x.json:"},
        {{"x.json", "roles", R"({"id":"x","version":1})"}, "no \"roles\" list"},
        {{"x.json", "roles", R"({"id":"x","version":1,"roles":[{"id":"a"}]})"}, "roles[0]"},
        {{"x.json", "areas", R"({"id":"x","version":1,"areas":[{"code":"1"}]})"}, "areas[0]"},
        {{"x.json", "areas", R"({"id":"x","version":1,"areas":[
            {"code":"1","name_vi":"a","name_en":"a","type":"t","parent":"2"}]})"},
         "its parent 2 does not exist"},
        {{"x.json", "areas", R"({"id":"x","version":1,"areas":[
            {"code":"1","name_vi":"a","name_en":"a","type":"t","parent":"2"},
            {"code":"2","name_vi":"a","name_en":"a","type":"t","parent":"1"}]})"},
         "lies within itself"},
        {{"x.json", "areas", R"({"id":"x","version":1,"areas":[
            {"code":"1","name_vi":"a","name_en":"a","type":"t","valid_from":"2024-02-30"}]})"},
         "areas[0]"},
        {{"x.json", "areas", R"({"id":"x","version":1,"areas":[
            {"code":"1","name_vi":"a","name_en":"a","type":"t","valid_to":"2025-06-30"},
            {"code":"1","name_vi":"a","name_en":"a","type":"t","valid_from":"2025-06-30"}]})"},
         "two spans of time overlap"},
        {{"x.json", "forms", small_form("brand_new")}, "is in two files"},
    };
    for (const auto& c : cases) {
        INFO(c.file.text);
        const auto published = try_publish(district, {good, c.file});
        REQUIRE_FALSE(published);
        CHECK(published.error().message.en.find(c.says) != std::string::npos);
        CHECK_FALSE(published.error().message.vi.empty());
    }
    CHECK_FALSE(district.store->read()->document("form", "brand_new", 1));
}

TEST_CASE("a form that fails its own tests is not published, and says which") {
    District district;
    const std::string form = R"({"id":"sum","version":1,"title":"Tổng","survey":[
        {"type":"integer","name":"a","label":"A"},
        {"type":"calculate","name":"twice","calculation":"${a} * 2"}],
        "tests":[{"name":"doubles","answers":{"a":2},"expect":{"twice":5}}]})";
    const auto published = try_publish(district, {{"forms/sum.json", "forms", form}});
    REQUIRE_FALSE(published);
    CHECK(published.error().message.en.find("tests/doubles (twice)") != std::string::npos);
}

TEST_CASE("the shipped roles and areas can be published and say what the contract promises") {
    District district;
    const std::vector<DocumentFile> files{{"roles.json", "roles", file_text("schemas/roles/roles.json")},
                                          {"lao_cai.json", "areas", file_text("schemas/areas/lao_cai.json")}};
    std::vector<DocumentRow> rows;
    for (const DocumentFile& file : files)
        rows.push_back(check_document(file, parse_date("2026-03-02").value()).value());
    const auto made = make_book(rows);
    REQUIRE(made);
    const DocumentBook& book = **made;
    for (const char* role : {"outreach_worker", "volunteer", "counselling_point", "health_worker", "commune_police",
                             "commune_officer", "treatment_facility", "district_staff", "district_health",
                             "province_staff", "inspector", "shelter", "mass_organisation", "admin"})
        CHECK(book.role(role));
    for (const char* form :
         {"person_register", "family_member", "screening_assist", "screening_brief", "outreach_contact",
          "communication_activity", "training_class", "service_referral", "post_rehab_visit", "awareness_survey"})
        CHECK(book.role("outreach_worker")->may_write(form));
    for (const char* screening : {"screening_assist", "screening_brief", "clinical_assessment"})
        CHECK_FALSE(book.role("commune_police")->may_read(screening));
    CHECK(book.role("admin")->read.empty());
    const std::vector<AreaCode> official{"088", "085", "084", "083", "089", "087", "086", "082", "080"};
    CHECK(book.areas.children("10") == official);
    CHECK(book.areas.is_within("03076", "10"));
    CHECK(book.areas.find("03076")->name.vi == "Nậm Chầy");
    CHECK(book.areas.self_and_below("089").size() == 23);
}

TEST_CASE("indicators, targets and reports that do not fit leave the working ones in force, and say what to mend") {
    District district;
    const auto measures = [](const std::string& where, int version = 1) {
        return DocumentFile{"indicators/m.json", "indicators",
                            R"({"kind":"indicators","id":"m","version":)" + std::to_string(version) +
                                R"(,"title":{"vi":"a","en":"a"},"measures":{"all":{"form":"person","where":")" + where +
                                R"(","when":"always"}},"indicators":[{"id":"I1","label":{"vi":"a","en":"a"},
                                "numerator":{"count":"all"}}]})"};
    };
    const auto report = [](const std::string& row, int version = 1) {
        return DocumentFile{"reports/R.json", "reports",
                            R"({"kind":"report","id":"R","version":)" + std::to_string(version) +
                                R"(,"title":{"vi":"a","en":"a"},"sections":[{"id":"s","rows":[)" + row + "]}]}"};
    };
    REQUIRE(try_publish(district, {measures("${full_name} != ''"), report(R"({"indicator":"I1"})")}));
    const struct {
        DocumentFile file;
        const char* says;
    } cases[] = {
        {measures("${no_such_name} = 1", 2), "I1: Measure \"all\": where:"},
        {measures("${full_name} = (", 2), "I1: Measure \"all\": where:"},
        {report(R"({"indicator":"I2"})", 2), "R/s/I2: no indicator \"I2\" has been published"},
        {report(R"({"id":"x","label":{"vi":"a","en":"a"},"numerator":{"count":"nothing"}})", 2),
         "R/s/x: There is no measure \"nothing\""},
        {report(R"({"id":"x","label":{"vi":"a"},"numerator":{"count":"all","sum":"all"}})", 2),
         "reports/R.json: sections[0]/rows[0]/label: needs words in Vietnamese and English"},
        {report(R"({"id":"x","label":{"vi":"a","en":"a"},"numeratr":{"count":"all"}})", 2),
         "reports/R.json: sections[0]/rows[0]/numeratr: there is no such key; known are: id label unit numerator"},
        {{"targets/p.json", "targets", R"({"kind":"targets","id":"p","version":1})"},
         "targets/p.json: title: needs words"},
        {{"person.json", "forms",
          R"({"id":"person","version":2,"title":{"vi":"a","en":"a"},"survey":[{"type":"text","name":"name","label":{"vi":"a","en":"a"}}]})"},
         "I1: Measure \"all\": where:"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.says);
        const auto published = try_publish(district, {c.file});
        REQUIRE_FALSE(published);
        CHECK(published.error().message.en.find(c.says) != std::string::npos);
        CHECK_FALSE(published.error().message.vi.empty());
    }
    CHECK(district.store->read()->documents_in_force().size() == 6);
    // What needs a form that this district has not published is no mistake.
    CHECK(try_publish(
        district, {report(R"({"id":"x","label":{"vi":"a","en":"a"},"numerator":{"count":{"form":"elsewhere"}}})", 2)}));
}

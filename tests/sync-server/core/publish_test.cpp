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

// The names of files that leave the device, and which of those that grow there are told from a person's own.
#include "client/app/file_name.h"

#include <catch2/catch_test_macros.hpp>

using namespace nuong;
using namespace nuong::client;

TEST_CASE("what a list leaves when it is cut off is known by its whole name; what looks alike is somebody's own") {
    const Instant now = *parse_instant("2026-03-02T01:00:00.000Z");
    CHECK(name_of_file("person_register", std::nullopt, now, "csv") == "person_register-20260302-0800.csv");
    for (const char* name : {".csv", ".xlsx", ".json", ".2.csv", ".12.json", "-about.json", "-members.csv",
                             "-members-calls.csv", ".2-members.csv", ".2-about.json"}) {
        CAPTURE(name);
        CHECK(is_unfinished_list("person_register", std::string("person_register-20260302-0800") + name + ".new"));
    }
    for (const char* name :
         {"person_register-20260302-0800.csv", "person_register-20260302-0800.new", "person_register-.new",
          "person_register-backup.new", "person_register-20260302.csv.new", "person_register-20260302-0800.txt.new",
          "person_register-20260302-0800.csv.old.new", "person_register-20260302-0800-my list.csv.new",
          "person_register-20260302-0800-members.json.new", "person_register-2026030-20800.csv.new",
          "person_register-4f3a90d2-20260302-0800.html.new", "my person_register-20260302-0800.csv.new",
          "person_register-old-20260302-0800.csv.new", "person-20260302-0800.csv.new"}) {
        CAPTURE(name);
        CHECK_FALSE(is_unfinished_list("person_register", name));
    }
}

TEST_CASE("a form whose name has signs that no file may have is found under the name that it was given") {
    const Instant now = *parse_instant("2026-03-02T01:00:00.000Z");
    const FormId form = "visit.home";
    CHECK(is_unfinished_list(form, name_of_file(form, std::nullopt, now, "csv") + ".new"));
    CHECK_FALSE(is_unfinished_list(form, "visit.home-20260302-0800.csv.new"));
}

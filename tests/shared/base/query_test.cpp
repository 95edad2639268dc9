#include "shared/base/query.h"

#include <catch2/catch_test_macros.hpp>

using namespace nuong;

TEST_CASE("An address says what it asks for, whatever stands around it") {
    const std::string target = "/v1/blobs/ab?at=65536&size=70000&record=0190-x&most=&device=";
    CHECK(number_in_query(target, "at") == 65536u);
    CHECK(number_in_query(target, "size") == 70000u);
    CHECK(text_in_query(target, "record") == "0190-x");
    CHECK_FALSE(number_in_query(target, "record"));
    CHECK_FALSE(number_in_query(target, "most"));
    CHECK_FALSE(number_in_query(target, "ize"));  // the end of a name is not the name
    CHECK(text_in_query(target, "device").empty());
    CHECK(text_in_query("/v1/blobs/at=1", "at").empty());
    CHECK(text_in_query("?", "at").empty());
    CHECK_FALSE(number_in_query("?at=99999999999999999999999", "at"));
    CHECK_FALSE(number_in_query("?at=-1", "at"));
}

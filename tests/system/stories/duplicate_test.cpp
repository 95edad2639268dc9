// A person who is registered twice, by the command line: told at once, listed until somebody decides.
#include <catch2/catch_test_macros.hpp>

#include "tests/system/stories/village.h"

using namespace nuong::testing;

TEST_CASE("Whoever registers a person again is told so, and the pair is listed until somebody has decided") {
    Village village;
    village.open_server();
    for (const char* name : {"lan", "binh"}) village.enrol(name);
    const std::string first = village.add_person("lan", "Vàng Seo Phử");
    village.ask("lan", {"sync"});
    village.ask("binh", {"sync"});
    const auto told = village.run("binh", {"record", "add", "person", "--area", Village::area, "--answers", "-"},
                                  R"({"full_name":"vang seo phu"})");
    CHECK(told.exit_code == 0);
    CHECK(at(told.out, "/alike/0/record") == first);
    CHECK(told.err.find("Có thể đã có người này") != std::string::npos);
    const std::string second = at(told.out, "/record");

    const auto listed = [&] { return size_at(village.ask("binh", {"duplicate", "list", "person"}), ""); };
    CHECK(listed() == 1);
    village.ask("binh", {"record", "same", second, first});
    CHECK(listed() == 0);
    village.ask("binh", {"record", "unlink", second});
    CHECK(listed() == 1);
    village.ask("binh", {"record", "differ", second, first});
    CHECK(listed() == 0);
    CHECK(village.run("binh", {"record", "same", second, second}).exit_code == 1);
    CHECK(village.run("binh", {"duplicate", "list"}).exit_code == 1);  // of the usual register, which is not known here
}

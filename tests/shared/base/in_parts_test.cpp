// One work shared out among threads: each part is done once, and what goes wrong in one is told when all have ended.
#include "shared/base/in_parts.h"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <stdexcept>
#include <vector>

using namespace nuong;

TEST_CASE("each part is done once, and the first by whoever has asked") {
    for (const std::size_t parts : {1u, 2u, 7u}) {
        std::vector<int> done(parts);
        in_parts(parts, [&](std::size_t part) { ++done[part]; });
        CHECK(done == std::vector<int>(parts, 1));
    }
    CHECK(parts_of_work() >= 1);
    CHECK(parts_of_work() <= 4);
}

TEST_CASE("what one part throws is thrown when the others have ended") {
    for (const std::size_t bad : {0u, 1u, 3u}) {
        std::atomic<int> ended = 0;
        CHECK_THROWS_AS(in_parts(4,
                                 [&](std::size_t part) {
                                     if (part == bad) throw std::runtime_error("the disk is gone");
                                     ++ended;
                                 }),
                        std::runtime_error);
        CHECK(ended == 3);
    }
}

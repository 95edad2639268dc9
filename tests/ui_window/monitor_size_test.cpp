// Which monitors are believed when they say how large they are: a wrong answer would make buttons of the size of a
// hand.
#include "client/platform/monitor_size.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

using namespace nuong::client;

TEST_CASE("a field laptop and a tablet are believed") {
    CHECK(believable_dots_per_mm({1024, 600, 222, 125}) == Catch::Approx(4.61).margin(0.01));   // 10.1 inches
    CHECK(believable_dots_per_mm({1366, 768, 256, 144}) == Catch::Approx(5.34).margin(0.01));   // 11.6 inches
    CHECK(believable_dots_per_mm({1920, 1200, 216, 135}) == Catch::Approx(8.89).margin(0.01));  // a tablet of 10 inches
}

TEST_CASE("a monitor that says nothing, or gives its shape as its size, is not believed") {
    CHECK_FALSE(believable_dots_per_mm({1024, 600, 0, 0}));
    CHECK_FALSE(believable_dots_per_mm({0, 0, 222, 125}));
    CHECK_FALSE(believable_dots_per_mm({1920, 1080, 160, 90}));
    CHECK_FALSE(believable_dots_per_mm({1920, 1080, 16, 9}));
    CHECK_FALSE(believable_dots_per_mm({1024, 768, 400, 200}));    // dots that are not square
    CHECK_FALSE(believable_dots_per_mm({1024, 768, 1600, 1200}));  // a projector
    CHECK_FALSE(believable_dots_per_mm({1920, 1080, 40, 22}));
}

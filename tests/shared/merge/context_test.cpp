#include "shared/model/context.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace nuong;

namespace {

const DeviceId a{1}, b{2}, c{3};

Context of(std::initializer_list<Dot> dots) {
    Context context;
    for (const Dot dot : dots) context.add(dot);
    return context;
}

}  // namespace

TEST_CASE("a context has one shape, however its dots arrived") {
    std::vector<Dot> dots{{a, 1}, {a, 2}, {a, 4}, {b, 2}, {b, 3}, {c, 1}};
    const Context expected = of({{a, 1}, {a, 2}, {a, 4}, {b, 2}, {b, 3}, {c, 1}});
    CHECK(expected.vector() == std::vector<Dot>{{a, 2}, {c, 1}});
    CHECK(expected.cloud() == std::vector<Dot>{{a, 4}, {b, 2}, {b, 3}});
    do {
        Context context;
        for (const Dot dot : dots) context.add(dot);
        CHECK(context == expected);
    } while (std::next_permutation(dots.begin(), dots.end()));
}

TEST_CASE("exactly the dots that were added have been seen, never the gaps between them") {
    const Context context = of({{a, 1}, {a, 3}, {b, 2}});
    struct Case {
        Dot dot;
        bool seen;
    };
    for (const Case& c_ : {Case{{a, 1}, true}, Case{{a, 2}, false}, Case{{a, 3}, true}, Case{{a, 4}, false},
                           Case{{b, 1}, false}, Case{{b, 2}, true}, Case{{c, 1}, false}}) {
        CAPTURE(to_string(c_.dot));
        CHECK(context.has_seen(c_.dot) == c_.seen);
    }
}

TEST_CASE("the last dot of a device counts what lies beyond a gap") {
    const Context context = of({{a, 1}, {a, 7}, {b, 2}});
    CHECK(context.last_of(a) == 7);
    CHECK(context.last_of(b) == 2);
    CHECK(context.last_of(c) == 0);
}

TEST_CASE("a run swallows the cloud it reaches and never shrinks what was seen") {
    Context context = of({{a, 3}, {a, 4}, {a, 9}, {b, 1}});
    context.add_run(a, 2);
    CHECK(context.vector() == std::vector<Dot>{{a, 4}, {b, 1}});
    CHECK(context.cloud() == std::vector<Dot>{{a, 9}});
    context.add_run(a, 1);
    context.add_run(c, 0);
    CHECK(context.vector() == std::vector<Dot>{{a, 4}, {b, 1}});
}

TEST_CASE("joining two contexts closes the gaps that they fill for each other") {
    Context left = of({{a, 1}, {a, 3}, {a, 5}}), right = of({{a, 2}, {a, 4}, {b, 1}});
    Context other_way = right;
    other_way.join(left);
    left.join(right);
    CHECK(left.vector() == std::vector<Dot>{{a, 5}, {b, 1}});
    CHECK(left.cloud().empty());
    CHECK(other_way == left);
}

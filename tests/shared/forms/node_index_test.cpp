// A name in a record must lead to the question that it means, and to no other.
#include "shared/forms/node_index.h"

#include <catch2/catch_test_macros.hpp>

#include "shared/forms/form_definition.h"

using namespace nuong;
using namespace nuong::forms;

namespace {

Node node_named(const Path& id, const Path& path) {
    Node node;
    node.id = id;
    node.path = path;
    return node;
}

// As long forms have them: alike at both ends, of every length.
Path name_of(int number) {
    return "nhom/" + std::string(static_cast<std::size_t>(number % 40), 'x') + std::to_string(number) + "/ket_qua";
}

}  // namespace

TEST_CASE("a node is found by its id before another is found by its path, and of two with one id the first") {
    const NodeIndex index(
        {node_named("sex", "person/sex"), node_named("age", "sex"), node_named("sex", "person/again")});
    CHECK(index.find("sex") == 0);
    CHECK(index.find("person/sex") == 0);
    CHECK(index.find("age") == 1);
    CHECK(index.find("person/again") == 2);
    CHECK(index.find_id("person/again") == -1);
    CHECK(index.find("") == -1);
    CHECK(index.find("person") == -1);
    CHECK_FALSE(NodeIndex().is_made());
    CHECK(NodeIndex().find("sex") == -1);
}

TEST_CASE("each of thousands of names that are much alike leads to its own node, in a copy of the form as well") {
    constexpr int many = 5000;
    NodeIndex copy;
    {
        std::vector<Node> nodes;
        for (int i = 0; i < many; ++i) nodes.push_back(node_named(name_of(i), "p" + std::to_string(i)));
        const NodeIndex index(nodes);
        copy = index;
    }
    for (int i = 0; i < many; ++i) {
        CAPTURE(i);
        CHECK(copy.find_id(name_of(i)) == i);
        CHECK(copy.find("p" + std::to_string(i)) == i);
        CHECK(copy.find_id("p" + std::to_string(i)) == -1);
        CHECK(copy.find(name_of(i + many)) == -1);
        CHECK(copy.find(name_of(i) + "x") == -1);
    }
}

#include "shared/base/name_order.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

using namespace nuong;

namespace {

std::vector<std::string> in_order(std::vector<std::string> names) {
    std::sort(names.begin(), names.end(),
              [](const auto& a, const auto& b) { return name_order_key(a) < name_order_key(b); });
    return names;
}

}  // namespace

TEST_CASE("a list of names is read by given name, then by family name") {
    CHECK(in_order({"Vàng Seo Phử", "Nguyễn Văn Anh", "Trần Thị An", "Lê Văn An", "Giàng A"}) ==
          std::vector<std::string>{"Giàng A", "Lê Văn An", "Trần Thị An", "Nguyễn Văn Anh", "Vàng Seo Phử"});
}

TEST_CASE("letters are those of the Vietnamese alphabet, and tones come after letters") {
    CHECK(in_order({"Đào", "Dung", "Ân", "Ăn", "An", "Bình", "Ơn", "Ong", "Ông", "Ư", "U", "Ẩn"}) ==
          std::vector<std::string>{"An", "Ăn", "Ân", "Ẩn", "Bình", "Dung", "Đào", "Ong", "Ông", "Ơn", "U", "Ư"});
    CHECK(in_order({"Tạ", "Tá", "Tã", "Tả", "Tà", "Ta"}) ==
          std::vector<std::string>{"Ta", "Tà", "Tả", "Tã", "Tá", "Tạ"});
}

TEST_CASE("however a name was typed, it has one place in the list") {
    CHECK(name_order_key("  NGUYỄN  văn An ") == name_order_key("Nguyễn Văn An"));
    CHECK(name_order_key("Nguye\xCC\x82\xCC\x83n") == name_order_key("Nguyễn"));
    CHECK(name_order_key("") < name_order_key("A"));
    CHECK(name_order_key("Tổ 12") < name_order_key("Tổ 5"));  // digit by digit, as letters are
}

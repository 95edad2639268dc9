// Looking a record over on its screen, and finding on the first page what was returned.
#include <catch2/catch_test_macros.hpp>

#include "tests/ui/sample_views.h"
#include "tests/ui/ui_driver.h"

using namespace nuong;
using namespace nuong::client;

namespace {

constexpr samples::Words vi{Language::vi};

}  // namespace

TEST_CASE("whoever checks a record says so with one tap; to return it, a word for its worker comes first") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::to_check(vi));
    ui.frame(3);
    ui.tap("Đánh dấu đã kiểm tra");
    CHECK(only<CheckRecord>(ui.take_actions()).record == samples::to_check(vi).record);
    CHECK_FALSE(ui.widget("Trả lại").enabled);
    ui.tap("Cần sửa gì? Người ghi sẽ đọc.");
    ui.type("Thieu so");
    ui.frame(2);
    ui.take_actions();
    ui.tap("Trả lại");
    CHECK(only<ReturnRecord>(ui.take_actions()) == ReturnRecord{samples::to_check(vi).record, "Thieu so"});
}

TEST_CASE("a worker reads on the record why it came back, and may not judge it") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::returned(vi));
    ui.frame(3);
    CHECK(ui.sees("Trả lại: thiếu số giấy tờ của người giám hộ · sep, hôm qua 16:20"));
    CHECK(ui.sees("Chạm “Sửa”, chữa lại rồi nộp."));
    CHECK(ui.text().find("Đã kiểm tra") == std::string::npos);
    CHECK(ui.text().find("Cần sửa gì?") == std::string::npos);
}

TEST_CASE("what was returned stands on the first page with the word that was said, and opens") {
    UiDriver ui({1024, 900});
    ui.view = samples::frame(vi, samples::home(vi));
    ui.frame(3);
    ui.tap("Lò Văn Sơn");
    CHECK(only<OpenRecord>(ui.take_actions()).record == samples::record(203));
}

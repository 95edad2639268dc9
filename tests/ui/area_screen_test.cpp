// Choosing an area at the screen, and what a form says about where it belongs and how it came in.
#include <catch2/catch_test_macros.hpp>

#include "tests/ui/sample_places.h"
#include "tests/ui/sample_views.h"
#include "tests/ui/ui_driver.h"

using namespace nuong;
using namespace nuong::client;

namespace {

constexpr samples::Words vi{Language::vi};

}  // namespace

TEST_CASE("a commune is a tap, its district the button above, and the way back up stands on top") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::areas(vi));
    ui.frame(3);
    ui.tap("Xã Minh Lương");
    CHECK(ui.take<ChooseArea>() == std::vector<ChooseArea>{{"03064"}});
    ui.tap("Chọn Huyện Văn Bàn");
    CHECK(ui.take<ChooseArea>() == std::vector<ChooseArea>{{"089"}});
    ui.tap("Tỉnh Lào Cai");
    CHECK(ui.take<GoToArea>() == std::vector<GoToArea>{{"10"}});
}

TEST_CASE("a district is gone into, and chosen at once when it was searched by its name") {
    UiDriver ui({1024, 600});
    AreaView view = samples::areas(vi);
    view.rows = {{.area = "088", .title = "Thị xã Sa Pa", .has_below = true}};
    ui.view = samples::frame(vi, view);
    ui.frame(3);
    ui.tap("Thị xã Sa Pa");
    CHECK(ui.take<GoToArea>() == std::vector<GoToArea>{{"088"}});
    view.query = "sa pa";
    ui.view = samples::frame(vi, view);
    ui.frame(3);
    ui.tap("Thị xã Sa Pa");
    CHECK(ui.take<ChooseArea>() == std::vector<ChooseArea>{{"088"}});
}

TEST_CASE("by keyboard alone: the letters search, Enter takes the first that was found") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::areas(vi));
    ui.frame(3);
    ui.type("nam");
    CHECK(ui.take<Search>().back() == Search{"nam"});
    ui.view = samples::frame(vi, samples::areas_found(vi));
    ui.frame(2);
    ui.press(ImGuiKey_Enter);
    CHECK(ui.take<ChooseArea>() == std::vector<ChooseArea>{{"03061"}});
}

TEST_CASE("a form says where it will belong, quietly, and asks when it does not know") {
    UiDriver ui({1024, 600});
    FormView form = samples::session_form(vi);
    form.area = AreaOfForm{"Xã Nậm Xé, Huyện Văn Bàn, Tỉnh Lào Cai"};
    ui.view = samples::frame(vi, form);
    ui.frame(3);
    CHECK(ui.text().find("Xã Nậm Xé, Huyện Văn Bàn") != std::string::npos);
    ui.tap("Đổi địa bàn");
    CHECK(ui.take<OpenAreas>() == std::vector<OpenAreas>{{Path(reserved::area)}});
    form.area = AreaOfForm{""};
    ui.view = samples::frame(vi, form);
    ui.frame(3);
    CHECK(ui.sees("Chưa chọn địa bàn của phiếu này"));
    ui.tap("Chọn địa bàn");
    CHECK(ui.take<OpenAreas>().size() == 1);
    form.area.reset();
    ui.view = samples::frame(vi, form);
    ui.frame(3);
    CHECK_FALSE(ui.sees("Chọn địa bàn"));
}

TEST_CASE("a form can be said to come from paper, and not after all") {
    UiDriver ui({1024, 600});
    FormView form = samples::session_form(vi);
    form.from_paper = false;
    ui.view = samples::frame(vi, form);
    ui.frame(3);
    ui.tap("Nhập từ phiếu giấy");
    CHECK(ui.take<TypeFromPaper>() == std::vector<TypeFromPaper>{{true}});
    form.from_paper = true;
    ui.view = samples::frame(vi, form);
    ui.frame(3);
    ui.tap("Không phải từ giấy");
    CHECK(ui.take<TypeFromPaper>() == std::vector<TypeFromPaper>{{false}});
    form.from_paper.reset();  // a record that exists
    ui.view = samples::frame(vi, form);
    ui.frame(3);
    CHECK_FALSE(ui.sees("Nhập từ phiếu giấy"));
}

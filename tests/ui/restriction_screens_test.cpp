// What a person reads on the screens about somebody whose data may only be kept.
#include <catch2/catch_test_macros.hpp>

#include "tests/ui/sample_views.h"
#include "tests/ui/ui_driver.h"

using namespace nuong;
using namespace nuong::client;

namespace {

constexpr samples::Words vi{Language::vi};

const Restriction restricted{"Hạn chế xử lý", "Hạn chế từ ngày: 02/03/2026 · Vì sao hạn chế: Người ấy yêu cầu",
                             "Được: giữ, sửa cho đúng, làm việc luật buộc."};

}  // namespace

TEST_CASE("a list says of whom the data may only be kept, beside what else is said of them") {
    UiDriver ui({1024, 600});
    ListView people = samples::people(vi);
    REQUIRE_FALSE(people.rows.empty());
    people.rows[0].badges = {{"Chờ gửi", Tone::info}, {"Hạn chế xử lý", Tone::warning}};
    ui.view = samples::frame(vi, people);
    ui.frame(2);
    const std::string& said = ui.widget(people.rows[0].title).value;
    CHECK(said.find("Hạn chế xử lý") != std::string::npos);
    CHECK(said.find("Chờ gửi") != std::string::npos);
}

TEST_CASE("on a restricted person's page stand the word, why, and what may still be done; nothing else is in the way") {
    for (const ImVec2 size : {ImVec2{1024, 600}, ImVec2{480, 800}}) {
        UiDriver ui(size);
        RecordView person = samples::person(vi);
        ui.view = samples::frame(vi, person);
        ui.frame(2);
        CHECK_FALSE(ui.sees(restricted.title));
        person.restriction = restricted;
        ui.view = samples::frame(vi, person);
        ui.frame(2);
        for (const std::string& words : {restricted.title, restricted.reason, restricted.allowed})
            CHECK(ui.sees(words));
        ui.tap("Sàng lọc mới");
        CHECK(only<StartForm>(ui.take_actions()).subject == samples::record(101));
    }
}

TEST_CASE("a form about a restricted person warns where it begins, and takes answers and the submit as always") {
    UiDriver ui({1024, 600});
    FormView form = samples::person_form(vi);
    form.restriction = {"Hạn chế xử lý", "", "Chỉ lập phiếu này khi luật buộc."};
    form.can_submit = true;
    form.page = 0;
    ui.view = samples::frame(vi, form);
    ui.frame(2);
    CHECK(ui.sees("Hạn chế xử lý"));
    CHECK(ui.sees("Chỉ lập phiếu này khi luật buộc."));
    if (form.pages.size() < 2) return;
    form.page = 1;
    ui.view = samples::frame(vi, form);
    ui.frame(2);
    CHECK_FALSE(ui.sees("Chỉ lập phiếu này khi luật buộc."));  // it has been read
}

TEST_CASE("a record and a form whose period was handed in say so, beside a restriction, and stop nobody") {
    const Restriction locked{"Kỳ đã khóa", "01/01/2026 – 30/06/2026 · đã nộp báo cáo", "Vẫn ghi, vẫn sửa được."};
    UiDriver ui({480, 800});
    RecordView record = samples::person(vi);
    record.restriction = restricted;
    record.locked_period = locked;
    ui.view = samples::frame(vi, record);
    ui.frame(2);
    for (const std::string& words : {restricted.title, locked.title, locked.reason, locked.allowed})
        CHECK(ui.sees(words));
    FormView form = samples::person_form(vi);
    form.locked_period = locked;
    form.page = 0;
    ui.view = samples::frame(vi, form);
    ui.frame(2);
    CHECK(ui.sees(locked.title));
    CHECK(ui.sees(locked.reason));
}

// Who may say that a record is checked, or return it; and that nothing else is in their hands.
#include <catch2/catch_test_macros.hpp>

#include "shared/forms/record_fields.h"
#include "tests/sync-server/core/district.h"

using namespace nuong;
using namespace nuong::testing;

namespace {

const char* roles_that_check = R"({"id":"roles","version":2,"roles":[
  {"id":"worker","name_vi":"Cán bộ","name_en":"Worker","write":["person","contact"],"read":[]},
  {"id":"chief","name_vi":"Huyện","name_en":"Chief","write":["contact"],"read":[],"review":["person"]}]})";

struct Office {
    Office() {
        record = lan.make("person", "03076", "Vàng Seo Phử");
        lan.catch_up();
        sep.catch_up();
    }
    // What the district says of it: "" when it was taken.
    std::string pushed(Device& device, std::vector<std::pair<Path, Value>> values) {
        device.write(record, "person", std::move(values));
        const auto answer = answer_of(device.sync());
        device.catch_up();
        return answer.verdicts.empty() ? "" : answer.verdicts.front().code;
    }
    Device enrolled(const UserId& user, const std::string& role) {
        if (!district.service.book()->role("chief")) district.publish_more({document("roles", roles_that_check)});
        district.add_user(user, role, {"089"});
        return district.device(user);
    }
    std::string said(std::string_view path) { return forms::shown_text(*district.record(record), path); }

    District district;
    Device lan = enrolled("lan", "worker"), sep = enrolled("sep", "chief");
    RecordId record;
};

const Path status_path(reserved::status), reason_path(reserved::reason);

}  // namespace

TEST_CASE("whoever checks a form reads it, says what was found, and changes no answer") {
    Office office;
    CHECK(office.sep.told.contains(office.record));
    CHECK(office.district.grants_of(office.sep).review == std::vector<FormId>{"person"});
    CHECK(office.district.grants_of(office.lan).review.empty());
    CHECK(office.pushed(office.sep, {{status_path, "returned"}, {reason_path, "thiếu số giấy tờ"}}) == "");
    CHECK(office.said(reserved::status) == "returned");
    CHECK(office.said(reserved::reason) == "thiếu số giấy tờ");
    CHECK(office.pushed(office.sep, {{status_path, "checked"}, {"full_name", "Tên khác"}}) == "no_right");
    CHECK(office.pushed(office.sep, {{"full_name", "Tên khác"}}) == "no_right");
    CHECK(office.pushed(office.sep, {{Path(reserved::area), "03079"}}) == "no_right");
    CHECK(office.said(reserved::status) == "returned");
}

TEST_CASE("a worker cannot say of a record that it is checked, nor return it") {
    Office office;
    for (const char* found : {"checked", "returned"}) {
        CAPTURE(found);
        CHECK(office.pushed(office.lan, {{status_path, found}}) == "no_right");
    }
    CHECK(office.said(reserved::status) == "");
}

TEST_CASE("a refusal calls form and area by their names, in both languages") {
    Office office;
    const auto reason_of = [&](std::vector<std::pair<Path, Value>> values) {
        office.lan.write(office.record, "person", std::move(values));
        const auto answer = answer_of(office.lan.sync());
        REQUIRE_FALSE(answer.verdicts.empty());
        return answer.verdicts.back().message;
    };
    const Message form = reason_of({{status_path, "checked"}});
    CHECK(form.vi == "Tài khoản lan không có quyền kiểm tra “Phiếu”.");
    CHECK(form.en == "The account lan may not check \"Form\".");
    const Message area = reason_of({{Path(reserved::area), "02635"}});
    CHECK(area.vi.starts_with("Tài khoản lan không phụ trách địa bàn “Duyên Hải”."));
    CHECK(area.en.starts_with("The account lan is not responsible for the area \"Duyen Hai\"."));
}

TEST_CASE("a worker answers a returned record with another submission") {
    Office office;
    CHECK(office.pushed(office.sep, {{status_path, "returned"}, {reason_path, "thiếu"}}) == "");
    office.lan.catch_up();
    CHECK(office.pushed(office.lan,
                        {{"full_name", "Vàng Seo Phủ"}, {status_path, "submitted"}, {reason_path, Value()}}) == "");
    CHECK(office.said(reserved::status) == "submitted");
    CHECK(office.said(reserved::reason) == "");
}

TEST_CASE("roles that check what is no list of forms are not published") {
    District district;
    const auto roles = parse_roles(
        R"({"roles":[{"id":"a","name_vi":"a","name_en":"a","write":[],"read":[],"review":true}]})", "roles.json");
    REQUIRE_FALSE(roles);
    CHECK(roles.error().message.en.find("review: must be a list of forms") != std::string::npos);
}

TEST_CASE(
    "whoever looks after an area gives a case of a form that it only reads to another, and changes nothing else") {
    Office office;
    office.district.publish_more({document("roles", R"({"id":"roles","version":3,"roles":[
        {"id":"worker","name_vi":"Cán bộ","name_en":"Worker","write":["person","contact"],"read":[]},
        {"id":"chief","name_vi":"Huyện","name_en":"Chief","write":["contact"],"read":["person"],"desk":true}]})")});
    office.sep.catch_up();
    CHECK(office.pushed(office.sep, {{Path(reserved::assigned), "hoa"}}) == "");
    CHECK(office.said(reserved::assigned) == "hoa");
    CHECK(office.pushed(office.sep, {{Path(reserved::assigned), "lan"}, {"full_name", "Tên khác"}}) == "no_right");
    CHECK(office.pushed(office.sep, {{status_path, "checked"}}) == "no_right");
    CHECK(office.said(reserved::assigned) == "hoa");
    office.district.publish_more({document("roles", R"({"id":"roles","version":4,"roles":[
        {"id":"worker","name_vi":"Cán bộ","name_en":"Worker","write":["person","contact"],"read":[]},
        {"id":"chief","name_vi":"Huyện","name_en":"Chief","write":["contact"],"read":["person"]}]})")});
    office.sep.catch_up();
    CHECK(office.pushed(office.sep, {{Path(reserved::assigned), "lan"}}) == "no_right");  // reading alone is not enough
}

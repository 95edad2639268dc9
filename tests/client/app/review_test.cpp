// Looked over at the district, put right in the village: what each of them sees, and when it is over.
#include "client/app/review.h"

#include <catch2/catch_test_macros.hpp>

#include "client/app/phrases.h"
#include "client/app/views.h"
#include "shared/forms/record_fields.h"
#include "tests/client/app/line.h"

using namespace nuong;
using namespace nuong::client;
using namespace nuong::client::testing;
using namespace nuong::testing;

namespace {

const char* roles_that_check = R"({"id":"roles","version":2,"roles":[
  {"id":"worker","name_vi":"Cán bộ","name_en":"Worker","write":["person","contact"],"read":[]},
  {"id":"chief","name_vi":"Huyện","name_en":"Chief","write":[],"read":[],"review":["person","contact"],"desk":true}]})";
const char* visit = R"({"id":"contact","version":2,"title":{"vi":"Gặp","en":"Contact"},"settings":{"kind":"event"},
  "survey":[{"type":"text","name":"full_name","label":{"vi":"Họ và tên","en":"Name"}},
            {"type":"text","name":"said","label":{"vi":"Nội dung","en":"What was said"}}]})";

const char* person_by_name = R"({"id":"person","version":2,"title":{"vi":"Người","en":"Person"},
  "settings":{"instance_name":"${full_name}","search":["full_name"]},
  "survey":[{"type":"text","name":"full_name","label":{"vi":"Họ và tên","en":"Name"}}]})";

struct Office {
    Office() {
        district.publish_more({document("roles", roles_that_check), {"contact.json", "forms", visit}});
        district.add_user("lan", "worker", {"089"});
        district.add_user("sep", "chief", {"089"});
        lan = std::make_unique<Laptop>(district, "lan");
        sep = std::make_unique<Laptop>(district, "sep");
    }
    void meet() {
        for (int i = 0; i < 2; ++i) {
            lan->sync();
            sep->sync();
        }
        district.clock.advance(std::chrono::minutes(5));
        for (Laptop* laptop : {lan.get(), sep.get()}) laptop->clock.advance(std::chrono::minutes(5));
    }
    std::optional<ReviewView> seen_by(Laptop& laptop, const RecordId& record) {
        return review_of(laptop.workbook, laptop.workbook.open(record).value(), Language::vi);
    }
    std::size_t unchecked() {
        return static_cast<std::size_t>(sep->replica->desk().unchecked_count(sep->replica->device().review));
    }

    District district;
    std::unique_ptr<Laptop> lan, sep;
};

std::string status_at(Laptop& laptop, const RecordId& record) { return laptop.workbook.open(record).value().status; }

}  // namespace

TEST_CASE("a record that the district returns stands on the worker's first page with the word, until it is put right") {
    Office office;
    Laptop &lan = *office.lan, &sep = *office.sep;
    const RecordId record = lan.add("Vàng Seo Phử");
    CHECK_FALSE(office.seen_by(lan, record));
    office.meet();
    REQUIRE(office.seen_by(sep, record));
    CHECK(office.seen_by(sep, record)->may_check);
    CHECK(office.unchecked() == 1);
    CHECK(record_view(sep.workbook, record, Language::vi)->badges.back().text == "Chưa kiểm tra");
    CHECK(sep.replica->desk().unchecked(sep.replica->device().review, 10) == std::vector<RecordId>{record});

    CHECK(sep.workbook.review(record, "returned", "").error().code == ErrorCode::invalid);
    REQUIRE(sep.workbook.review(record, "returned", "thiếu năm sinh"));
    office.meet();
    const auto rows = returned_rows(lan.workbook, 10, Language::vi);
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].record == record);
    CHECK(rows[0].detail.find("thiếu năm sinh") != std::string::npos);
    CHECK(office.seen_by(lan, record)->text.find("Trả lại: thiếu năm sinh · sep") == 0);
    CHECK_FALSE(office.seen_by(lan, record)->next.empty());
    CHECK_FALSE(office.seen_by(lan, record)->may_check);
    CHECK(returned_rows(sep.workbook, 10, Language::vi).empty());  // it waits for somebody else
    CHECK(office.unchecked() == 0);

    lan.edit(record, "full_name", "Vàng Seo Phử 1985");
    CHECK(status_at(lan, record) == "submitted");
    CHECK(returned_rows(lan.workbook, 10, Language::vi).empty());
    office.meet();
    CHECK(office.unchecked() == 1);
    REQUIRE(sep.workbook.review(record, "checked", ""));
    office.meet();
    CHECK(office.seen_by(lan, record)->text.find("Đã kiểm tra · sep") == 0);
    CHECK(office.seen_by(lan, record)->tone == Tone::good);
    CHECK(office.unchecked() == 0);
    CHECK(lan.replica->log().refused().empty());
    CHECK(sep.replica->log().refused().empty());
}

TEST_CASE("a correction after a check is looked over again, also one by somebody who had not heard of the check") {
    Office office;
    Laptop &lan = *office.lan, &sep = *office.sep;
    const RecordId record = lan.add("Vàng Seo Phử");
    office.meet();
    REQUIRE(sep.workbook.review(record, "checked", ""));
    lan.clock.advance(std::chrono::hours(1));
    lan.edit(record, "full_name", "Vàng Seo Phủ");  // in a village without signal
    office.district.clock.advance(std::chrono::hours(1));
    sep.clock.advance(std::chrono::hours(1));
    office.meet();
    CHECK(status_at(sep, record) == "checked");
    REQUIRE(office.seen_by(sep, record));
    CHECK(office.seen_by(sep, record)->tone == Tone::warning);
    CHECK(office.seen_by(sep, record)->next.find("hãy xem lại") != std::string::npos);
    CHECK(office.seen_by(sep, record)->may_check);

    lan.edit(record, "full_name", "Vàng Seo Phú");  // she has heard of it by now
    CHECK(status_at(lan, record) == "submitted");
    office.meet();
    CHECK(status_at(sep, record) == "submitted");
    CHECK(office.unchecked() == 1);
}

TEST_CASE("many that were looked at are checked at once; what waits for a decision is not among them") {
    Office office;
    office.district.add_user("binh", "worker", {"089"});
    Laptop &lan = *office.lan, &sep = *office.sep, binh(office.district, "binh");
    const RecordId first = lan.add("Vàng Seo Phử"), second = lan.add("Giàng A Páo"), disputed = lan.add("Lù Thị Mỷ");
    office.meet();
    binh.sync();
    lan.edit(disputed, "full_name", "Lù Thị Mỹ");
    binh.edit(disputed, "full_name", "Lò Thị Mỷ");
    binh.sync();
    office.meet();
    const ListView list = list_view(sep.workbook, {.kind = ListKind::unchecked}, Language::vi, sep.clock.now());
    CHECK(list.rows.size() == 3);
    REQUIRE(list.check);
    CHECK(list.check->records.size() == 2);
    CHECK_FALSE(can_be_checked_at_once(sep.workbook, disputed));
    CHECK_FALSE(can_be_checked_at_once(lan.workbook, first));  // a worker's role does not check

    REQUIRE(sep.workbook.check_all(list.check->records));
    office.meet();
    CHECK(status_at(lan, first) == "checked");
    CHECK(status_at(lan, second) == "checked");
    CHECK(status_at(lan, disputed) == "submitted");
    CHECK(office.unchecked() == 1);
}

TEST_CASE("in a long list of what nobody has checked the last is found, and the list says how many there are in all") {
    Office office;
    Laptop &lan = *office.lan, &sep = *office.sep;
    office.district.publish_more({{"person.json", "forms", person_by_name}});
    office.meet();
    lan.add("Vàng Seo Phử");
    lan.add("Lù Thị Mỷ");
    const RecordId last = lan.add("Giàng A Páo");
    office.meet();
    const auto list = [&](const std::string& query) {
        return list_view(sep.workbook, {.kind = ListKind::unchecked, .query = query, .limit = 1}, Language::vi,
                         sep.clock.now());
    };
    const ListView all = list("");
    CHECK(all.rows.size() == 1);
    CHECK(all.more);
    CHECK(all.total == 3);
    for (const RecordId& each : sep.replica->desk().unchecked({"person"}, 10)) {
        const std::string name = parts_of_title(sep.replica->records().listing(each)->title).name;
        CAPTURE(name);
        const ListView found = list(name);
        REQUIRE(found.rows.size() == 1);
        CHECK(found.rows[0].record == each);
        CHECK(found.total == 1);
        CHECK_FALSE(found.more);
    }
    CHECK(list("giang a pao").rows.at(0).record == last);
    const ListView none = list("không ai tên thế");
    CHECK(none.rows.empty());
    CHECK(none.total == 0);
    CHECK(none.empty_text == "Không tìm thấy. Hãy thử ít chữ hơn.");
}

TEST_CASE("a worker who finds nothing to put right submits it as it is, and the district sees it again") {
    Office office;
    Laptop &lan = *office.lan, &sep = *office.sep;
    const RecordId record = lan.add("Vàng Seo Phử");
    office.meet();
    REQUIRE(sep.workbook.review(record, "returned", "tên đúng chưa?"));
    office.meet();
    REQUIRE(OpenForm::edit(lan.workbook, record, Language::vi)->submit());
    CHECK(status_at(lan, record) == "submitted");
    office.meet();
    CHECK(office.unchecked() == 1);
}

TEST_CASE(
    "what was returned to a commune officer stands on the first page, however much was returned to others since") {
    Office office;
    office.district.publish_more({document("roles", R"({"id":"roles","version":3,"roles":[
  {"id":"worker","name_vi":"Cán bộ","name_en":"Worker","write":["person","contact"],"read":[]},
  {"id":"officer","name_vi":"Cán bộ xã","name_en":"Officer","write":["person"],"read":["contact"]},
  {"id":"chief","name_vi":"Huyện","name_en":"Chief","write":[],"read":[],"review":["person","contact"],"desk":true}]})")});
    office.district.add_user("mai", "officer", {"089"});
    Laptop &lan = *office.lan, &sep = *office.sep, mai(office.district, "mai");
    const RecordId own = mai.add("Vàng Seo Phử");
    mai.sync();
    std::vector<RecordId> visits;
    for (int i = 0; i < 3; ++i) {
        auto form = OpenForm::start(lan.workbook, "contact", std::nullopt, "03076", Language::vi);
        REQUIRE(form);
        REQUIRE(form->answer("full_name", Value("Giàng A Páo")));
        visits.push_back(form->submit().value().record);
    }
    office.meet();
    REQUIRE(sep.workbook.review(own, "returned", "thiếu năm sinh"));
    office.meet();
    for (const RecordId& visit : visits) REQUIRE(sep.workbook.review(visit, "returned", "gặp ở đâu?"));
    office.meet();
    mai.sync();
    REQUIRE(mai.replica->desk().returned_count() == 4);  // she reads the visits, and writes none
    const auto rows = returned_rows(mai.workbook, 3, Language::vi);
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].record == own);
    CHECK(returned_rows(lan.workbook, 2, Language::vi).size() == 2);
}

TEST_CASE("a returned visit is answered by another one that takes its place, and asks no more") {
    Office office;
    Laptop &lan = *office.lan, &sep = *office.sep;
    auto form = OpenForm::start(lan.workbook, "contact", std::nullopt, "03076", Language::vi);
    REQUIRE(form);
    REQUIRE(form->answer("full_name", Value("Vàng Seo Phử")));
    const RecordId visit = form->submit().value().record;
    office.meet();
    REQUIRE(sep.workbook.review(visit, "returned", "gặp ở đâu?"));
    office.meet();
    CHECK(returned_rows(lan.workbook, 10, Language::vi).size() == 1);
    lan.edit(visit, "said", "Gặp ở nhà");
    CHECK(returned_rows(lan.workbook, 10, Language::vi).empty());
    office.meet();
    CHECK(status_at(sep, visit) == "submitted");
    CHECK(sep.replica->log().refused().empty());
}

TEST_CASE("of a visit and the one that corrects it the later is looked over; the first only if that is taken back") {
    Office office;
    Laptop &lan = *office.lan, &sep = *office.sep;
    auto form = OpenForm::start(lan.workbook, "contact", std::nullopt, "03076", Language::vi);
    REQUIRE(form);
    REQUIRE(form->answer("full_name", Value("Vàng Seo Phử")));
    const RecordId first = form->submit().value().record, other = lan.add("Giàng A Páo");
    office.meet();
    CHECK(office.unchecked() == 2);
    lan.edit(first, "said", "Gặp ở nhà");
    office.meet();

    DeskStore& desk = sep.replica->desk();
    const auto waiting = [&] { return desk.unchecked({"contact"}, 10); };
    const auto of_march = [&] { return desk.form_counts("2024-03-01", "2024-03-31").front(); };
    const auto days = [&](bool only_unchecked) {
        return desk.records_of_days(
            {.from = "2024-03-01", .until = "2024-03-31", .form = "contact", .only_unchecked = only_unchecked}, 10);
    };
    REQUIRE(waiting().size() == 1);
    const RecordId second = waiting().front();
    CHECK(second != first);
    CHECK(office.unchecked() == 2);  // and the other one
    CHECK(of_march().form == "contact");
    CHECK(of_march().records == 2);
    CHECK(of_march().unchecked == 1);
    CHECK(days(true) == std::vector<RecordId>{second});
    CHECK(days(false).size() == 2);
    CHECK_FALSE(can_be_checked_at_once(sep.workbook, first));
    CHECK(can_be_checked_at_once(sep.workbook, second));
    REQUIRE(office.seen_by(sep, first));
    CHECK_FALSE(office.seen_by(sep, first)->may_check);
    CHECK(office.seen_by(sep, first)->text.starts_with("Đã có phiếu sửa"));
    CHECK(office.seen_by(sep, second)->may_check);

    lan.edit(second, "said", "Gặp ở chợ");  // corrected once more
    office.meet();
    REQUIRE(waiting().size() == 1);
    const RecordId third = waiting().front();
    CHECK(third != second);
    CHECK(of_march().unchecked == 1);
    for (const RecordId& back : {third, second})
        REQUIRE(lan.workbook.set_status(back, std::string(status::void_), "ghi nhầm"));
    office.meet();
    CHECK(waiting() == std::vector<RecordId>{first});
    CHECK(of_march().unchecked == 1);
    CHECK(office.seen_by(sep, first)->may_check);
    REQUIRE(sep.workbook.check_all({first, other}));
    CHECK(office.unchecked() == 0);
}

TEST_CASE("two findings written apart stand against each other, in words that people read") {
    Office office;
    Laptop &lan = *office.lan, &sep = *office.sep;
    const RecordId record = lan.add("Vàng Seo Phử");
    office.meet();
    REQUIRE(sep.workbook.review(record, "returned", "thiếu năm sinh"));
    office.meet();
    lan.edit(record, "full_name", "Vàng Seo Phử 1985");
    REQUIRE(sep.workbook.review(record, "checked", ""));  // by telephone, before her correction has come
    office.meet();
    const auto rows = conflict_list_view(sep.workbook, Language::vi).rows;
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].field == "Trạng thái phiếu");
    CHECK(rows[0].summary.find("Đã nộp") != std::string::npos);
    CHECK(rows[0].summary.find("Đã kiểm tra") != std::string::npos);
}

TEST_CASE("whose role does not check a form is told so, and nothing is written") {
    Office office;
    const RecordId record = office.lan->add("Vàng Seo Phử");
    CHECK(office.lan->workbook.review(record, "checked", "").error().code == ErrorCode::refused);
    CHECK(status_at(*office.lan, record) == "submitted");
}

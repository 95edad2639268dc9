// Biểu 02 counts people by category: how many there were, came, went and are left, of each sex and age, so that in
// every line of the paper the first three come to the last.
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "programme_world.h"
#include "shared/forms/fields_json.h"

using namespace nuong;
using namespace nuong::reports;

namespace {

constexpr const char* old_man = "0190a3b2-0000-7000-8000-000000000001";
constexpr const char* man = "0190a3b2-0000-7000-8000-000000000002";
constexpr const char* girl = "0190a3b2-0000-7000-8000-000000000003";

CountedRecord record(const std::string& id, const std::string& form, const std::string& answers) {
    const auto fields = forms::fields_from_json(*test::shipped_programme().forms.at(form), Json::parse(answers));
    if (!fields) FAIL(form + ": " + fields.error().message.en);
    return {id, form, "03061", "submitted", "", *fields};
}

CountedRecord person(const char* id, const char* sex, int born, const char* ethnicity) {
    return record(id, "person_register",
                  R"({"occurred_on":"2023-01-01","full_name":"x","sex":")" + std::string(sex) + R"(","birth_year":)" +
                      std::to_string(born) + R"(,"ethnicity":")" + ethnicity + R"("})");
}

CountedRecord file_of(const char* person, const std::string& span) {
    std::string id = person;
    id[9] = 'f';
    return record(id, "person_file",
                  R"({"occurred_on":"2023-01-01","closure":"open","person":")" + std::string(person) +
                      R"(","categories":[{"category":"addict_file",)" + span + "}]}");
}

// The old man was taken off the list in April, the girl came onto it in March, the man has been on it all the time.
ReportTable half_year() {
    const test::ShippedProgramme& shipped = test::shipped_programme();
    auto tally = Tally::make(shipped.report("B02"), shipped.areas, "089", *parse_period("2024-H1"), shipped.forms,
                             shipped.programme);
    if (!tally) FAIL(tally.error().message.en);
    tally->add(person(old_man, "male", 1960, "mong"));
    tally->add(person(man, "male", 1985, "mong"));
    tally->add(person(girl, "female", 2012, "dao"));
    tally->add(file_of(old_man, R"("from":"2023-01-01","to":"2024-04-15")"));
    tally->add(file_of(man, R"("from":"2023-02-01")"));
    tally->add(file_of(girl, R"("from":"2024-03-01")"));
    return tally->finish([](const std::string&) { return std::nullopt; });
}

double people_in(const ReportTable& table, const std::string& id) {
    for (const ReportSection& section : table.sections)
        for (const ReportRow& row : section.rows)
            if (row.id == id) return row.total.numerator.value_or(-1);
    FAIL("no row " + id);
    return 0;
}

}  // namespace

TEST_CASE("who was there, came, went and is left is told of each sex and age") {
    struct Case {
        const char* who;
        double opening, in, out, closing;
    };
    const ReportTable table = half_year();
    for (const Case& each : {Case{"addict_file", 2, 1, 1, 2}, Case{"addict_file_male", 2, 0, 1, 1},
                             Case{"addict_file_female", 0, 1, 0, 1}, Case{"addict_file_other", 0, 0, 0, 0},
                             Case{"addict_file_under_16", 0, 1, 0, 1}, Case{"addict_file_16_17", 0, 0, 0, 0},
                             Case{"addict_file_18_30", 0, 0, 0, 0}, Case{"addict_file_over_30", 2, 0, 1, 1},
                             Case{"user_file", 0, 0, 0, 0}, Case{"post_rehab_female", 0, 0, 0, 0}}) {
        CAPTURE(each.who);
        const std::string who = each.who;
        CHECK(people_in(table, who + "_opening") == each.opening);
        CHECK(people_in(table, who + "_in") == each.in);
        CHECK(people_in(table, who + "_out") == each.out);
        CHECK(people_in(table, who + "_closing") == each.closing);
    }
    CHECK(people_in(table, "addict_mong") == 1);
    CHECK(people_in(table, "addict_dao") == 1);
    CHECK(people_in(table, "addict_other_ethnicity") == 0);
    CHECK(people_in(table, "post_rehab_kinh") == 0);
}

TEST_CASE("the four of a category stand together, as the paper is filled from left to right") {
    const ReportTable table = half_year();
    REQUIRE(table.sections.size() == 4);
    const std::vector<ReportRow>& rows = table.sections[1].rows;
    REQUIRE(rows.size() == 5 * 3 * 4);
    CHECK(rows[0].label.vi == "Người nghiện có hồ sơ, nam: đầu kỳ");
    CHECK(rows[1].label.vi == "Người nghiện có hồ sơ, nam: tăng trong kỳ");
    CHECK(rows[3].label.vi == "Người nghiện có hồ sơ, nam: cuối kỳ");
    CHECK(rows[4].label.vi == "Người nghiện có hồ sơ, nữ: đầu kỳ");
    CHECK(table.sections[2].rows.size() == 5 * 4 * 4);
    CHECK(table.sections[3].rows.size() == 5 * 13);
}

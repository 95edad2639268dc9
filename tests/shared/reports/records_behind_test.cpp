// Each number of a report leads to exactly the records that make it up. The oracle knows nothing of measures: it goes
// through a small made-up district by hand.
#include <catch2/catch_test_macros.hpp>

#include "shared/reports/tally.h"
#include "tests/shared/reports/programme_world.h"
#include "tests/shared/reports/small_district.h"

using namespace nuong;
using namespace nuong::reports;
using namespace nuong::test;

namespace {

Tally tally_of(const SmallDistrict& district, const std::optional<FigureAt>& wanted) {
    const ReportDefinition definition = parse_report(small_report_text, "T").value();
    auto tally = Tally::make(definition, test::shipped_programme().areas, "089", small_period(),
                             test::shipped_programme().forms);
    if (!tally) FAIL(tally.error().message.en);
    if (wanted) tally->keep_records_behind(*wanted);
    for (const std::string& id : district.order) tally->add(district.records.at(id));
    return std::move(*tally);
}

using Found = std::map<std::string, double>;

bool lies_in(const AreaCode& area, const AreaCode& wanted) {
    return wanted.empty() ? area != small_communes.back() : area == wanted;
}

// `area` empty: all of the district.
Found expected(const SmallDistrict& district, std::size_t row, FigurePart part, const AreaCode& area) {
    Found found;
    const auto add_person = [&](const Person& who) {
        if (who.is_registered) found[who.id] = 1;
        else
            for (const Contact& each : district.contacts)
                if (district.counts(each) && each.person == who.id) found[each.id] = 1;
    };
    for (const Person& who : district.people) {
        if (!who.same_as.empty() || !lies_in(who.area, area) || row > 1) continue;
        const bool is_man = who.is_registered && who.is_male;
        if (row == 0 && part == FigurePart::numerator && district.is_met(who)) add_person(who);
        if (row == 1 && part == FigurePart::denominator && is_man) add_person(who);
        if (row == 1 && part == FigurePart::numerator && is_man && !district.is_met(who)) add_person(who);
    }
    for (const Contact& each : district.contacts)
        if (row == 0 && part == FigurePart::turns && district.counts(each) &&
            lies_in(district.person(each.person).area, area))
            found[each.id] = 1;
    for (const Session& each : district.sessions)
        if (row > 1 && each.is_in_time && lies_in(each.area, area) && (row == 2 || each.heads > 0))
            found[each.id] = row == 2 ? 1 : each.heads;
    return found;
}

}  // namespace

TEST_CASE("each number leads to exactly the records that make it up: people, shares, turns, counts and sums") {
    struct Asked {
        std::size_t row;
        FigurePart part;
    };
    std::size_t with_records = 0;
    for (unsigned seed = 1; seed <= 12; ++seed) {
        const SmallDistrict district = small_district(seed);
        const auto find = [&](const std::string& id) { return district.find(id); };
        const ReportTable table = tally_of(district, {}).finish(find);
        for (const Asked& asked : {Asked{0, FigurePart::numerator},
                                   {0, FigurePart::turns},
                                   {1, FigurePart::numerator},
                                   {1, FigurePart::denominator},
                                   {2, FigurePart::numerator},
                                   {3, FigurePart::numerator}})
            for (std::size_t column = 0; column <= table.columns.size(); ++column) {
                const bool is_all = column == table.columns.size();
                const AreaCode area = is_all ? "" : table.columns[column].area;
                INFO("seed " << seed << ", row " << asked.row << ", part " << static_cast<int>(asked.part) << ", area "
                             << area);
                const FigureAt at{0, asked.row, is_all ? std::nullopt : std::optional(column), asked.part};
                const auto behind = tally_of(district, at).records_behind(find);
                REQUIRE(behind);
                Found found;
                double sum = 0;
                for (const RecordBehind& each : *behind) {
                    found[each.record] = each.adds;
                    sum += each.adds;
                }
                CHECK(found == expected(district, asked.row, asked.part, area));
                with_records += found.size();
                const ReportRow& row = table.sections[0].rows[asked.row];
                const Cell& cell = is_all ? row.total : row.cells[column];
                const auto number = asked.part == FigurePart::numerator     ? cell.numerator
                                    : asked.part == FigurePart::denominator ? cell.denominator
                                                                            : cell.turns;
                const bool is_of_records = asked.row > 1 || asked.part == FigurePart::turns;
                if (is_of_records) CHECK(sum == number);
            }
    }
    CHECK(with_records > 300);
}

TEST_CASE("what a number is counted by is told: of people also whom the records are about, of turns also of whom") {
    const ReportDefinition definition = parse_report(small_report_text, "T").value();
    const auto tally = Tally::make(definition, test::shipped_programme().areas, "089", small_period(),
                                   test::shipped_programme().forms);
    REQUIRE(tally);
    const auto asked = [&](std::size_t row, FigurePart part) {
        std::set<std::string> names;
        for (const AskedAnswers& each : tally->answers_behind({0, row, std::nullopt, part}))
            for (const int node : each.nodes) names.insert(each.form->definition.id + "/" + each.form->node(node).name);
        return names;
    };
    using Names = std::set<std::string>;
    const Names met{"outreach_contact/occurred_on", "outreach_contact/outcome", "outreach_contact/person"};
    CHECK(asked(0, FigurePart::numerator) == met);
    CHECK(asked(0, FigurePart::turns) == met);
    CHECK(asked(1, FigurePart::denominator) == Names{"person_register/sex"});
    Names men_not_met = met;
    men_not_met.insert("person_register/sex");
    CHECK(asked(1, FigurePart::numerator) == men_not_met);  // who was not met, too
    CHECK(asked(2, FigurePart::numerator) ==
          Names{"communication_activity/kind", "communication_activity/occurred_on"});
    CHECK(asked(3, FigurePart::numerator) == Names{"communication_activity/headcount_total",
                                                   "communication_activity/kind",
                                                   "communication_activity/occurred_on"});
    CHECK(asked(7, FigurePart::numerator).empty());
}

TEST_CASE("a number that is not made of records says so, and what its records would be is known before") {
    const ReportDefinition definition = parse_report(R"({"kind":"report","id":"T","version":1,
        "title":{"vi":"T","en":"T"},"sections":[{"id":"s","title":{"vi":"S","en":"S"},"rows":[
        {"id":"r","label":{"vi":"a","en":"a"},"unit":"percent",
         "numerator":{"distinct":{"form":"person_register","when":"always"}},"denominator":{"areas":"commune"}}]}]})",
                                                     "T")
                                            .value();
    auto tally = Tally::make(definition, test::shipped_programme().areas, "089", small_period(),
                             test::shipped_programme().forms);
    REQUIRE(tally);
    CHECK(tally->forms_behind({0, 0}) == std::set<FormId>{"person_register"});
    const FigureAt below{0, 0, std::nullopt, FigurePart::denominator};
    CHECK(tally->forms_behind(below).empty());
    CHECK(tally->forms_behind({0, 7}).empty());
    tally->keep_records_behind(below);
    CHECK_FALSE(tally->records_behind([](const std::string&) { return std::nullopt; }));
}

TEST_CASE("a figure with a target shows how far it is from it, with the per cent and the status in words") {
    ReportTable table;
    table.sections.emplace_back();
    ReportRow row{.id = "r", .label = {"a", "a"}, .unit = "people", .cells = {}, .total = {}};
    row.total.numerator = 72;
    row.total.value = Decimal{72, 0};
    row.total.target = Decimal{80, 0};
    row.total.percent_of_target = Decimal{90, 0};
    row.total.status = CellStatus::not_met;
    table.sections[0].rows = {row};
    const std::string text = to_csv(table, Language::vi);
    CHECK(text.find("Chênh lệch") != std::string::npos);
    CHECK(text.find("-8,90,") != std::string::npos);
    CHECK(text.find("chưa đạt") != std::string::npos);
    table.sections[0].rows[0].total.target.reset();
    CHECK(to_csv(table, Language::vi).find("Chênh lệch") == std::string::npos);
}

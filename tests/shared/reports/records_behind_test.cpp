// Each number of a report leads to exactly the records that make it up. The oracle knows nothing of measures: it goes
// through a small made-up district by hand.
#include <catch2/catch_test_macros.hpp>
#include <cstdio>
#include <random>

#include "shared/reports/tally.h"
#include "tests/shared/reports/programme_world.h"

using namespace nuong;
using namespace nuong::reports;

namespace {

const std::string definition_text = R"({"kind":"report","id":"T","version":1,"title":{"vi":"T","en":"T"},
    "small_counts":"exact","duty":["chief"],
    "sections":[{"id":"s","title":{"vi":"S","en":"S"},"rows":[
    {"id":"met","label":{"vi":"a","en":"a"},"unit":"people",
     "numerator":{"distinct":{"form":"outreach_contact","where":"${outcome} = 'met'"},
                  "turns":{"form":"outreach_contact","where":"${outcome} = 'met'"}}},
    {"id":"men_not_met","label":{"vi":"b","en":"b"},"unit":"percent",
     "numerator":{"distinct":{"all":[
        {"form":"person_register","where":"${sex} = 'male'","when":"always","places":true},
        {"not":{"form":"outreach_contact","where":"${outcome} = 'met'"}}]}},
     "denominator":{"distinct":{"form":"person_register","where":"${sex} = 'male'","when":"always","places":true}}},
    {"id":"sessions","label":{"vi":"c","en":"c"},"unit":"count",
     "numerator":{"count":{"form":"communication_activity","where":"${kind} = 'event'"}}},
    {"id":"heads","label":{"vi":"d","en":"d"},"unit":"turns",
     "numerator":{"sum":{"form":"communication_activity","where":"${kind} = 'event'","sum":"${headcount_total}"}}}]}]})";

const std::vector<AreaCode> communes{"03061", "03076", "02635"};  // the last one lies in another district
const Period half{*parse_date("2024-01-01"), *parse_date("2024-06-30"), "2024-H1"};

struct Person {
    std::string id;
    AreaCode area;
    bool is_male, is_registered;
    std::string same_as = {};
};
struct Contact {
    std::string id, person;
    AreaCode area;
    bool is_met, is_void, is_in_time;
    std::string corrects = {};
};
struct Session {
    std::string id;
    AreaCode area;
    int heads;
    bool is_in_time;
};

struct District {
    std::vector<Person> people;
    std::vector<Contact> contacts;
    std::vector<Session> sessions;
    std::map<std::string, CountedRecord> records;
    std::vector<std::string> order;

    const Person& person(const std::string& id) const {
        for (const Person& each : people)
            if (each.id == id) return each.same_as.empty() ? each : person(each.same_as);
        throw std::logic_error("nobody");
    }
    bool counts(const Contact& contact) const {
        const bool is_corrected = std::any_of(contacts.begin(), contacts.end(), [&](const Contact& other) {
            return !other.is_void && other.corrects == contact.id;
        });
        return contact.is_met && !contact.is_void && contact.is_in_time && !is_corrected;
    }
    bool is_met(const Person& wanted) const {
        return std::any_of(contacts.begin(), contacts.end(), [&](const Contact& contact) {
            return counts(contact) && person(contact.person).id == wanted.id;
        });
    }
};

District made_up(unsigned seed) {
    std::mt19937 random(seed);
    int number = 0;
    const auto one_in = [&](unsigned many) { return random() % many == 0; };
    const auto id = [&] {
        char text[40];
        std::snprintf(text, sizeof text, "00000000-%04x-7000-8000-%012d", seed & 0xFFFFU, ++number);
        return std::string(text);
    };
    const auto day = [](bool is_in_time) { return is_in_time ? "2024-03-05" : "2024-08-01"; };
    District district;
    for (int i = 0; i < 12; ++i) district.people.push_back({id(), communes[random() % 3], one_in(2), !one_in(4)});
    for (int i = 0; i < 3; ++i) {  // written down twice
        Person twice = district.people[static_cast<std::size_t>(i)];
        district.people[static_cast<std::size_t>(i)].is_registered = twice.is_registered = true;
        twice.same_as = twice.id;
        twice.id = id();
        district.people.push_back(twice);
    }
    for (int i = 0; i < 25; ++i) {
        const Person& who = district.people[random() % district.people.size()];
        district.contacts.push_back({id(), who.id, who.area, !one_in(3), one_in(6), !one_in(5)});
        if (i > 0 && one_in(5))
            district.contacts.back().corrects = district.contacts[random() % district.contacts.size()].id;
        if (district.contacts.back().corrects == district.contacts.back().id) district.contacts.back().corrects.clear();
    }
    for (int i = 0; i < 15; ++i)
        district.sessions.push_back({id(), communes[random() % 3], static_cast<int>(random() % 4) * 7, !one_in(4)});
    for (const Person& each : district.people)
        if (each.is_registered)
            district.records[each.id] = {
                each.id,     "person_register",
                each.area,   "submitted",
                "",          {{"full_name", "x"}, {"birth_year", 1990}, {"sex", each.is_male ? "male" : "female"}},
                each.same_as};
    for (const Contact& each : district.contacts)
        district.records[each.id] = {each.id,
                                     "outreach_contact",
                                     each.area,
                                     each.is_void ? "void" : "submitted",
                                     each.corrects,
                                     {{"person", each.person},
                                      {"occurred_on", day(each.is_in_time)},
                                      {"outcome", each.is_met ? "met" : "not_found"}}};
    for (const Session& each : district.sessions)
        district.records[each.id] = {each.id,
                                     "communication_activity",
                                     each.area,
                                     "submitted",
                                     "",
                                     {{"kind", "event"},
                                      {"occurred_on", day(each.is_in_time)},
                                      {"event/count_mode", "total"},
                                      {"event/headcount_total", each.heads}}};
    for (const auto& [key, record] : district.records) district.order.push_back(key);
    std::shuffle(district.order.begin(), district.order.end(), random);
    return district;
}

Tally tally_of(const District& district, const std::optional<FigureAt>& wanted) {
    const ReportDefinition definition = parse_report(definition_text, "T").value();
    auto tally = Tally::make(definition, test::shipped_programme().areas, "089", half, test::shipped_programme().forms);
    if (!tally) FAIL(tally.error().message.en);
    if (wanted) tally->keep_records_behind(*wanted);
    for (const std::string& id : district.order) tally->add(district.records.at(id));
    return std::move(*tally);
}

using Found = std::map<std::string, double>;

bool lies_in(const AreaCode& area, const AreaCode& wanted) {
    return wanted.empty() ? area != communes.back() : area == wanted;
}

// `area` empty: all of the district.
Found expected(const District& district, std::size_t row, FigurePart part, const AreaCode& area) {
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
        const District district = made_up(seed);
        const auto find = [&](const std::string& id) -> std::optional<CountedRecord> {
            const auto at = district.records.find(id);
            return at == district.records.end() ? std::nullopt : std::optional(at->second);
        };
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

TEST_CASE("a number that is not made of records says so, and what its records would be is known before") {
    const ReportDefinition definition = parse_report(R"({"kind":"report","id":"T","version":1,
        "title":{"vi":"T","en":"T"},"sections":[{"id":"s","title":{"vi":"S","en":"S"},"rows":[
        {"id":"r","label":{"vi":"a","en":"a"},"unit":"percent",
         "numerator":{"distinct":{"form":"person_register","when":"always"}},"denominator":{"areas":"commune"}}]}]})",
                                                     "T")
                                            .value();
    auto tally = Tally::make(definition, test::shipped_programme().areas, "089", half, test::shipped_programme().forms);
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

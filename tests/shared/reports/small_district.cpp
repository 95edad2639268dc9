#include "tests/shared/reports/small_district.h"

#include <algorithm>
#include <cstdio>
#include <random>
#include <stdexcept>

namespace nuong::test {

const std::string small_report_text = R"({"kind":"report","id":"T","version":1,"title":{"vi":"T","en":"T"},
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
     "numerator":{"sum":{"form":"communication_activity","where":"${kind} = 'event'","sum":"${headcount_total}"}}},
    {"id":"reached","label":{"vi":"e","en":"e"},"unit":"count",
     "numerator":{"distinct":{"form":"communication_activity","where":"${kind} = 'event'","key":"area:commune"}}}]}]})";

const reports::Period& small_period() {
    static const reports::Period half{*parse_date("2024-01-01"), *parse_date("2024-06-30"), "2024-H1"};
    return half;
}

const Person& SmallDistrict::person(const std::string& id) const {
    for (const Person& each : people)
        if (each.id == id) return each.same_as.empty() ? each : person(each.same_as);
    throw std::logic_error("nobody");
}

bool SmallDistrict::counts(const Contact& contact) const {
    const bool is_corrected = std::any_of(contacts.begin(), contacts.end(), [&](const Contact& other) {
        return !other.is_void && other.corrects == contact.id;
    });
    return contact.is_met && !contact.is_void && contact.is_in_time && !is_corrected;
}

bool SmallDistrict::is_met(const Person& wanted) const {
    return std::any_of(contacts.begin(), contacts.end(), [&](const Contact& contact) {
        return counts(contact) && person(contact.person).id == wanted.id;
    });
}

void SmallDistrict::write_records() {
    const auto day = [](bool is_in_time) { return is_in_time ? "2024-03-05" : "2024-08-01"; };
    records.clear();
    for (const Person& each : people)
        if (each.is_registered)
            records[each.id] = {
                each.id,     "person_register",
                each.area,   "submitted",
                "",          {{"full_name", "x"}, {"birth_year", 1990}, {"sex", each.is_male ? "male" : "female"}},
                each.same_as};
    for (const Contact& each : contacts)
        records[each.id] = {each.id,
                            "outreach_contact",
                            each.area,
                            each.is_void ? "void" : "submitted",
                            each.corrects,
                            {{"person", each.person},
                             {"occurred_on", day(each.is_in_time)},
                             {"outcome", each.is_met ? "met" : "not_found"}}};
    for (const Session& each : sessions)
        records[each.id] = {each.id,
                            "communication_activity",
                            each.area,
                            "submitted",
                            "",
                            {{"kind", "event"},
                             {"occurred_on", day(each.is_in_time)},
                             {"event/count_mode", "total"},
                             {"event/headcount_total", each.heads}}};
}

SmallDistrict small_district(unsigned seed) {
    std::mt19937 random(seed);
    int number = 0;
    const auto one_in = [&](unsigned many) { return random() % many == 0; };
    const auto id = [&] {
        char text[40];
        std::snprintf(text, sizeof text, "00000000-%04x-7000-8000-%012d", seed & 0xFFFFU, ++number);
        return std::string(text);
    };
    SmallDistrict district;
    for (int i = 0; i < 12; ++i) district.people.push_back({id(), small_communes[random() % 3], one_in(2), !one_in(4)});
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
        district.sessions.push_back(
            {id(), small_communes[random() % 3], static_cast<int>(random() % 4) * 7, !one_in(4)});
    district.write_records();
    for (const auto& [key, record] : district.records) district.order.push_back(key);
    std::shuffle(district.order.begin(), district.order.end(), random);
    return district;
}

std::optional<reports::CountedRecord> SmallDistrict::find(const std::string& record) const {
    const auto at = records.find(record);
    return at == records.end() ? std::nullopt : std::optional(at->second);
}

}  // namespace nuong::test

// A small made-up district: people, some of them written down twice, contacts of which some are void or corrected, and
// sessions. What its figures are is told by going through it by hand.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "shared/reports/counted_record.h"
#include "shared/reports/period.h"

namespace nuong::test {

// The last one lies in another district.
inline const std::vector<AreaCode> small_communes{"03061", "03076", "02635"};
const reports::Period& small_period();
// People met and how often, men not met among all men, sessions, heads in them, communes with one.
extern const std::string small_report_text;

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

struct SmallDistrict {
    std::vector<Person> people;
    std::vector<Contact> contacts;
    std::vector<Session> sessions;
    std::map<std::string, reports::CountedRecord> records;
    std::vector<std::string> order;

    const Person& person(const std::string& id) const;  // the one that is kept of two
    bool counts(const Contact& contact) const;
    bool is_met(const Person& wanted) const;
    void write_records();  // anew, of what stands above
    std::optional<reports::CountedRecord> find(const std::string& record) const;
};

SmallDistrict small_district(unsigned seed);

}  // namespace nuong::test

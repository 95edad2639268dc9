// OpenedDistrict: a demo district's records, each opened as a form as of the last day of a period, and who lives where.
// Whoever counts from it goes through them in plain loops: no measure, no set expression, no bit of the report's code.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "demo_store.h"
#include "shared/reports/period.h"

namespace nuong::test {

struct Opened {
    std::string id, area;
    std::map<std::string, std::string> values;  // by path, as text

    std::string operator[](const std::string& path) const;
    double number(const std::string& path) const;  // 0: blank
    bool has(const std::string& path, const std::string& choice) const;
    std::vector<std::string> rows(const std::string& repeat) const;  // their paths
};

// Of whom, and how often.
using Times = std::map<std::string, int>;
Times both(const Times& a, const Times& b);
Times either(Times a, const Times& b);
Times without(Times a, const Times& b);
double turns(const Times& of, const Times& times);

class OpenedDistrict {
public:
    OpenedDistrict(const DemoStore& demo, const reports::Period& period);

    void look_at(const std::string& area) { area_ = area; }  // of which it tells from now on

    const std::vector<Opened>& list(const std::string& form) const;
    const std::string& first() const { return first_; }
    const std::string& last() const { return last_; }
    bool in_period(const std::string& day) const { return day != "" && first_ <= day && day <= last_; }
    bool here(const std::string& area) const { return tree_.is_within(area, area_); }
    // The commune (5 digits) or district (3) in which it lies; empty: none.
    std::string unit_of(const std::string& area, std::size_t digits) const;
    double units(std::size_t digits) const;  // how many of the area are there on the last day
    // The first of several records of one person; where somebody belongs who has a register. Empty: none.
    std::string one(const std::string& person) const;
    std::string home(const std::string& subject) const;

private:
    const AreaTree& tree_;
    std::string area_, first_, last_;
    Date day_;
    std::map<std::string, std::vector<Opened>> records_;
    std::map<std::string, std::string> same_, home_;
};

}  // namespace nuong::test

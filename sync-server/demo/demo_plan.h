// DemoPlan: what the demo district is made of, as data (schemas/demo/): names by ethnic group, how often what happens,
// which role writes which form. Everything in it is made up.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "shared/base/message.h"
#include "shared/base/result.h"
#include "shared/model/ids.h"

namespace nuong::demo {

using Shares = std::vector<std::pair<std::string, double>>;

struct EthnicGroup {
    std::string code, lang;
    double share = 0;
    std::vector<std::string> surnames, middle_male, middle_female, given_male, given_female;
};

struct DemoPlan {
    AreaCode area;
    Message note;  // stands on every made-up person
    std::vector<EthnicGroup> groups;
    Shares group_shares;  // by index into groups, as text
    std::vector<std::string> hamlets;
    std::map<FormId, std::string> writers;  // form -> role
    std::map<std::string, double> numbers;
    std::map<std::string, Shares> tables;

    double number(const std::string& name) const;
    const Shares& table(const std::string& name) const;
    double rate(const std::string& name, const std::string& of) const;  // 0 when nothing is said
};

Result<DemoPlan> parse_demo_plan(std::string_view json, const std::string& what);

}  // namespace nuong::demo

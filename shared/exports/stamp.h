// Stamp: what every export says of itself: who took it out, when, as what, and which records are in it. The number
// leads from a file, or from one line of it, to the entry in the server's audit.
#pragma once
#include "shared/base/json.h"
#include "shared/exports/export_plan.h"

namespace nuong::exports {

struct Stamp {
    std::string number;  // of this export
    Taker taker;
    FormId form;
    std::uint32_t form_version = 0;
    std::string where;
    AreaCode area;
    std::vector<std::string> left_out;
};

Stamp make_stamp(const Order& order, const ExportPlan& plan);
// In one line: "3fa2b1c9 lan outreach_worker 2026-03-02T01:00:00.000Z".
std::string line_of(const Stamp& stamp);
OrderedJson to_json(const Stamp& stamp);
// For people: a name and what it says.
std::vector<std::pair<std::string, std::string>> lines_of(const Stamp& stamp, std::size_t records, Language language);

}  // namespace nuong::exports

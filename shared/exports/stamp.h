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
    std::string part;
    std::vector<std::string> left_out;
};

// Of an export that is about to begin.
std::string new_export_number();

// How much is in the file, and how much is not because processing is restricted: records, and rows of records that are
// about somebody else as well (a roster). `unknown`: records about people of whom nobody here can know whether it is.
struct Amount {
    std::size_t records = 0, restricted = 0, restricted_rows = 0, unknown = 0;
};
void add_to(OrderedJson& json, const Amount& left_out);  // in the words of every JSON

Stamp make_stamp(const Order& order, const ExportPlan& plan);
// In one line: "3fa2b1c9 lan outreach_worker 2026-03-02T01:00:00.000Z".
std::string line_of(const Stamp& stamp);
OrderedJson to_json(const Stamp& stamp);
// For people: a name and what it says.
std::vector<std::pair<std::string, std::string>> lines_of(const Stamp& stamp, const Amount& amount, Language language);

}  // namespace nuong::exports

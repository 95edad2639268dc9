// ReportDefinition: what a report counts, as published data. Rows are expressions in the words of a form, so a province
// changes its report without a new program, and device and server count with the same code.
//
// Package: {"kind":"report","id","version","title":{vi,en},"sections":[{"id","title","form","period":"within"|"until",
//   "rows":[{"id","label","where"?,"sum"?,"expand"?:[{"name","values":[{"code","vi","en"}]}]}]}]}
// "within" counts records whose occurred_on lies in the period, "until" those up to its end (a register's stock).
// "expand" writes one row per value: "{s}" in id and where becomes the code, in the label the words.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/message.h"
#include "shared/base/result.h"
#include "shared/model/ids.h"

namespace nuong::reports {

struct RowDefinition {
    std::string id;
    Message label;
    std::string where;  // expression; empty = every record of the section
    std::string sum;    // expression that is added up; empty = records are counted

    bool operator==(const RowDefinition&) const = default;
};

struct SectionDefinition {
    std::string id;
    Message title;
    FormId form;
    bool whole_past = false;  // "until": everything up to the end of the period
    std::vector<RowDefinition> rows;

    bool operator==(const SectionDefinition&) const = default;
};

struct ReportDefinition {
    std::string id;
    std::uint32_t version = 0;
    Message title;
    std::vector<SectionDefinition> sections;

    bool operator==(const ReportDefinition&) const = default;
};

Result<ReportDefinition> parse_report(std::string_view json, const std::string& what);

}  // namespace nuong::reports

// ReportTable: a finished report as plain values: sections of rows, one column per unit below the reporting area.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "shared/base/json.h"
#include "shared/base/message.h"
#include "shared/base/result.h"
#include "shared/model/ids.h"
#include "shared/reports/period.h"

namespace nuong::reports {

struct ReportColumn {
    AreaCode area;  // empty: records that lie in the reporting area itself or in a place unknown to it
    Message name;

    bool operator==(const ReportColumn&) const = default;
};

struct ReportRow {
    std::string id;
    Message label;
    std::vector<double> values;  // one per column
    double total = 0;

    bool operator==(const ReportRow&) const = default;
};

struct ReportSection {
    std::string id;
    Message title;
    std::vector<ReportRow> rows;

    bool operator==(const ReportSection&) const = default;
};

struct ReportTable {
    std::string report;
    Message title;
    AreaCode area;
    Message area_name;
    Period period;
    std::vector<ReportColumn> columns;
    std::vector<ReportSection> sections;

    bool operator==(const ReportTable&) const = default;
};

// The contract's JSON; `columns` and `values` stand beside the total.
OrderedJson to_json(const ReportTable& table, Language language);
// For a terminal or a mail: aligned columns.
std::string to_text(const ReportTable& table, Language language);
// A comma-separated file with a header line.
std::string to_csv(const ReportTable& table, Language language);

// An Excel workbook as bytes would need a file: libxlsxwriter writes to a path. True when it was written whole.
bool write_xlsx(const ReportTable& table, Language language, const std::string& path);

// What a report command prints: the report in `format` (text, csv, json; empty = by the ending of `out`, else text).
// With `out` it is written there and the path is given back. xlsx needs `out`.
Result<std::string> write_report(const ReportTable& table, std::string format, const std::string& out,
                                 Language language);

}  // namespace nuong::reports

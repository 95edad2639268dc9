// What the file of a report is called, so that an office finds it again among others: which report, of which period and
// area, which version. Letters that every computer takes, and nobody's name.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "shared/reports/report_table.h"

namespace nuong::reports {

struct ReportFile {
    std::string format;                         // "xlsx"
    std::optional<std::uint32_t> version = {};  // of a frozen one
    std::string row = {};                       // of which alone it tells
};

// "BC_R1_6T_2024_VanBan-089_v2.xlsx". The code stands beside the name, for two communes of a province may share one.
std::string file_name_of(const ReportTable& table, const ReportFile& file);

}  // namespace nuong::reports

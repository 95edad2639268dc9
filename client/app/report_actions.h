// What a person can do with reports, and with files of what the window shows. Part of the actions (action_kinds.h).
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace nuong::client {

struct OpenReports {  // those that the role may make here
    bool operator==(const OpenReports&) const = default;
};
struct OpenReport {  // of the granted area and this half year; it is counted at once
    std::string report = {};
    bool operator==(const OpenReport&) const = default;
};
struct ChoosePeriod {  // of the report that is open: "2024-H1", "2024", "2024-01-01..2024-03-31"
    std::string period = {};
    bool operator==(const ChoosePeriod&) const = default;
};
struct AskDays {  // to choose them as the period of the report that is open, or not to any more
    bool operator==(const AskDays&) const = default;
};
struct ChooseDays {  // as they were typed; both are within
    std::string from = {}, until = {};
    bool operator==(const ChooseDays&) const = default;
};
struct OpenReportAreas {  // to choose the area of the report that is open
    bool operator==(const OpenReportAreas&) const = default;
};
struct CountAgain {
    bool operator==(const CountAgain&) const = default;
};
struct StopCount {
    bool operator==(const StopCount&) const = default;
};
struct OpenFigure {  // the records behind one number of the report that is shown
    std::size_t section = 0, row = 0;
    std::optional<std::size_t> column = {};  // nothing: of the whole area
    int part = 0;                            // reports::FigurePart
    bool operator==(const OpenFigure&) const = default;
};
struct OpenChart {  // a row of it by units, and over the periods before
    std::size_t section = 0, row = 0;
    bool operator==(const OpenChart&) const = default;
};
struct OpenReportFile {  // to write the report that is shown
    bool operator==(const OpenReportFile&) const = default;
};
struct SaveReport {  // into the chosen folder: "xlsx", "docx", "csv"; "html": its pictures, to print
    std::string format = {};
    bool operator==(const SaveReport&) const = default;
};
// The versions of a report that were frozen at the district's server.
struct OpenVersions {  // of the report that is open, its area and period; the server is asked at once
    bool operator==(const OpenVersions&) const = default;
};
struct FreezeVersion {  // the report as the server counts it now
    std::string note = {};
    bool operator==(const FreezeVersion&) const = default;
};
struct AdvanceVersion {  // "checked", "signed", "sent"
    std::uint32_t version = 0;
    std::string state = {};
    bool operator==(const AdvanceVersion&) const = default;
};
struct CompareVersions {
    std::uint32_t before = 0, after = 0;  // after: 0 is the report as it stands now
    bool operator==(const CompareVersions&) const = default;
};
struct OpenVersionFile {  // to write a version
    std::uint32_t version = 0;
    bool operator==(const OpenVersionFile&) const = default;
};
struct AskVersions {  // again
    bool operator==(const AskVersions&) const = default;
};
struct StopAsking {
    bool operator==(const StopAsking&) const = default;
};
struct OpenListFile {  // to write what the list shows
    bool operator==(const OpenListFile&) const = default;
};
struct SaveList {  // into the chosen folder: "xlsx", "csv", "json"
    std::string format = {};
    bool operator==(const SaveList&) const = default;
};

}  // namespace nuong::client

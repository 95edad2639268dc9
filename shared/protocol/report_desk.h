// What a device asks the district's server about a report as it was handed in (POST /v1/reports): which versions there
// are, one more, one step on, and what a version says.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/date.h"
#include "shared/base/hash.h"
#include "shared/base/result.h"
#include "shared/model/ids.h"

namespace nuong::protocol {

inline constexpr std::size_t note_bytes_max = 1'000;      // of a version
inline constexpr std::uint32_t versions_max = 1'000;      // of one report, told in one answer
inline constexpr std::size_t table_bytes_max = 8u << 20;  // of one report

struct ReportsRequest {
    enum class Ask { list, freeze, advance, table };
    Ask ask = Ask::list;
    std::string report = {};
    AreaCode area = {};
    std::string period = {};
    std::uint32_t version = 0;  // that is advanced or shown; 0: the report as it stands now
    std::string state = {};     // what it is to become
    std::string note = {};      // of the version that is frozen

    bool operator==(const ReportsRequest&) const = default;
};
std::string_view name_of(ReportsRequest::Ask ask);

struct ReportStep {
    std::string state = {};
    UserId who = {};
    Instant at = {};

    bool operator==(const ReportStep&) const = default;
};

struct ReportVersion {
    std::uint32_t version = 0;
    std::optional<std::uint32_t> replaces = {};
    std::string note = {};
    Hash hash = {};                      // of what was frozen
    std::vector<ReportStep> steps = {};  // at least one; the last one is how far it has come

    bool operator==(const ReportVersion&) const = default;
};

struct ReportsAnswer {
    std::vector<ReportVersion> versions = {};  // as they are now, the oldest first
    bool is_there_already = false;             // nothing was frozen: the last version says the same
    std::vector<AreaCode> unlocked = {};       // of a report that was frozen: where its period is not locked
    std::string table = {};                    // that was asked for, as reports/frozen_table.h writes it

    bool operator==(const ReportsAnswer&) const = default;
};

std::string encode(const ReportsRequest& request);
std::string encode(const ReportsAnswer& answer);
Result<ReportsRequest> decode_reports_request(std::string_view text);
Result<ReportsAnswer> decode_reports_answer(std::string_view text);

}  // namespace nuong::protocol

// FrozenVersions: what is known here of the frozen versions of one report, and what the district is being asked about
// them. In memory only: they are the district's.
#pragma once
#include "client/app/device_report.h"
#include "client/app/version_worker.h"
#include "client/app/view_model.h"

namespace nuong::client {

struct FrozenVersions {
    ReportWish wish = {};  // of which report, area and period
    Message title = {};
    bool may_be_of_chosen_days = false;
    Message no_signing = {};  // why this role takes no version on to "signed" or "sent"; empty: it does
    std::optional<VersionWish> asking = {};
    std::vector<protocol::ReportVersion> versions = {};  // the oldest first, as they were told ...
    std::optional<Instant> heard = {};                   // ... then; nothing: never
    NoticeKind kind = NoticeKind::info;
    std::optional<Message> result = {};              // of the last question
    std::optional<reports::ReportTable> table = {};  // that was asked for, to be written
    std::optional<VersionWish> compared = {};        // which ...
    reports::ReportDifference difference = {};       // ... and how they differ

    bool is_of(const ReportWish& other) const;
    const protocol::ReportVersion* find(std::uint32_t version) const;
    // The question about this report. REQUIRES: may_be_frozen().
    protocol::ReportsRequest question(protocol::ReportsRequest::Ask ask) const;
    bool may_be_frozen() const;  // of a half year or a year; of other days when the report may be made of any
};

// By the published roles; the server says so as well.
Message why_no_signing(Replica& replica, const std::string& report);

// Whether the answer may be lost without the wish: nothing is done by it.
bool only_reads(const VersionWish& wish);

// What a person is told when it has gone well, or has not.
Message told_of(const VersionWish& wish, const VersionNews& news, const AreaTree& areas);
Message told_of(const VersionWish& wish, const Error& error);

// Who looks, and what matters to whoever freezes.
struct VersionReader {
    UserId user;
    Date today;
    std::int64_t waiting = 0;  // saves on this device that the server does not have
};
VersionsView versions_view(const FrozenVersions& known, const VersionReader& reader, const AreaTree& areas,
                           Language language);
DifferenceView difference_view(const FrozenVersions& known, const AreaTree& areas, Language language);

}  // namespace nuong::client

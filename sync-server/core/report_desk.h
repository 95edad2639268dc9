// ReportDesk: one question of a device about a report as it was handed in (POST /v1/reports). It reads, which may take
// as long as counting does, and then perhaps writes; HTTP and threads are whoever's who asks it.
#pragma once
#include <functional>
#include <memory>
#include <variant>

#include "shared/protocol/report_desk.h"
#include "sync-server/core/principal.h"
#include "sync-server/core/report_issues.h"
#include "sync-server/core/sync_service.h"

namespace nuong {

// A relay holds neither all records nor any version.
protocol::HttpError only_at_the_district();
// Others are being counted; nothing was done.
protocol::HttpError counts_already();

class ReportDesk {
public:
    ReportDesk(std::shared_ptr<const DocumentBook> book, std::shared_ptr<const Principal> principal,
               protocol::ReportsRequest request, Instant now)
        : book_(std::move(book)), principal_(std::move(principal)), request_(std::move(request)), now_(now) {}

    // Whether reading goes over every record.
    bool counts() const;

    using Written = Answer<protocol::ReportsAnswer>;
    // Inside a transaction that is committed also when this refuses: that somebody may not sign is in the audit.
    using Write = std::function<Written(StoreTransaction&)>;
    // The answer, or what has to be written before there is one. Refused: unknown_period, no_right, no_report,
    // no_version, not_made, damaged.
    Answer<std::variant<protocol::ReportsAnswer, Write>> read(StoreReader& reader) const;

private:
    using Turn = std::variant<protocol::ReportsAnswer, Write>;
    Answer<Turn> freeze(StoreReader& reader, const ReportSubject& subject) const;
    Answer<Turn> advance(StoreReader& reader, const ReportSubject& subject) const;
    Answer<Turn> show(StoreReader& reader, const ReportSubject& subject) const;
    std::vector<ReportIssueRow> versions(StoreReader& reader, const ReportSubject& subject) const;
    Answer<ReportIssueRow> version(StoreReader& reader, const ReportSubject& subject) const;
    Result<reports::ReportTable> table(StoreReader& reader, const ReportSubject& subject) const;
    Written written(StoreTransaction& transaction, const ReportSubject& subject) const;
    Written version_made(StoreTransaction& transaction, const ReportSubject& subject, const Freezing& freezing,
                         const reports::ReportTable& table) const;
    Written step_on(StoreTransaction& transaction, const ReportSubject& subject, std::uint64_t id) const;
    void note_refused_step(StoreTransaction& transaction, const ReportSubject& subject,
                           const ReportIssueRow& issue) const;
    std::string words(const ReportSubject& subject) const;  // for the audit

    std::shared_ptr<const DocumentBook> book_;
    std::shared_ptr<const Principal> principal_;
    protocol::ReportsRequest request_;
    Instant now_;
};

// A whole question on one thread and one store: for tests and small tools.
ReportDesk::Written ask_report_desk(SyncService& service, ChangeStore& store, const Hash& token,
                                    protocol::ReportsRequest request, Instant now);

}  // namespace nuong

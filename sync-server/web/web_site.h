// WebSite: the page of the office, from a request to what has to be done for it. Who may see what is decided here,
// once, by the rights of the server; the pages only show.
//
// Thread: any.
#pragma once
#include "shared/clock/clock_source.h"
#include "sync-server/core/sync_service.h"
#include "sync-server/web/counting.h"
#include "sync-server/web/page.h"
#include "sync-server/web/web_turn.h"

namespace nuong::web {

class WebSite {
public:
    // `counting_max`: how many sessions may count reports at a time.
    WebSite(const SyncService& service, const ClockSource& clock, std::size_t counting_max)
        : service_(service), clock_(clock), counting_(counting_max) {}

    static bool serves(std::string_view path);
    WebTurn handle(const WebRequest& request);
    Counting& counting() { return counting_; }  // devices that ask for a report take their turn in it, too
    // When the store or the machine cannot do it now: 503, or 500 for a fault of ours.
    static WebAnswer trouble(const WebRequest& request, unsigned status);

private:
    WebTurn at_the_door(const WebRequest& request);
    WebTurn inside(StoreReader& reader, const WebRequest& request);
    WebTurn open(StoreReader& reader, const Visitor& visitor, const WebRequest& request);
    WebTurn show_refused(StoreReader& reader, const Visitor& visitor, const WebRequest& request);
    WebTurn show_overview(StoreReader& reader, const Visitor& visitor, const WebRequest& request);
    std::optional<Visitor> visitor_of(StoreReader& reader, const WebRequest& request);

    const SyncService& service_;
    const ClockSource& clock_;
    Counting counting_;
    OverviewMemory overview_;
};

// Which pages somebody opens; `documents` in force.
std::vector<Place> places_of(const Principal& principal, const std::vector<DocumentRow>& documents);

}  // namespace nuong::web

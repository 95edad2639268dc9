// Session, for whoever looks after an area: the overview and the lists behind its numbers. Shown only to roles that may
// see it; what it is made of lies on this device or was told by the server.
#include "client/app/session.h"

namespace nuong::client {

void Session::on(const OpenOverview&) {
    if (!workbook_ || !replica_->sees_desk()) return;
    if (!replica_->desk().count("duplicates")) count_duplicates();
    go(AtOverview{});
}

void Session::on(const OpenDevices& action) {
    if (!workbook_ || !replica_->sees_desk()) return;
    go(AtOverview{action.only_refused ? OverviewOf::refusing_devices : OverviewOf::devices});
}

void Session::on(const OpenDays& action) { go(AtList{{.kind = ListKind::days, .days = action}}); }
void Session::on(const OpenGathered& action) { go(AtList{{.kind = action.kind}}); }

}  // namespace nuong::client

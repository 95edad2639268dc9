// Session: somebody's caseload is looked at and given to a colleague, by whoever looks after the area.
#include "client/app/caseload.h"
#include "client/app/session.h"
#include "shared/base/local_text.h"

namespace nuong::client {

void Session::on(const OpenCaseload& action) {
    if (!workbook_ || !replica_->sees_desk()) return;
    if (auto caseload = caseload_of(*workbook_, action.user)) go(AtCaseload{std::move(*caseload)});
}

void Session::on(const GiveCaseload& action) {
    auto* at = places_.empty() ? nullptr : std::get_if<AtCaseload>(&places_.back());
    if (!workbook_ || !at || !replica_->sees_desk()) return;
    const auto fresh = caseload_of(*workbook_, at->caseload.user);  // a sync may have given some meanwhile
    if (!fresh) return;
    const auto records = records_in_reach(*workbook_, *fresh, action.to);
    if (const Status given = workbook_->assign_all(records, action.to); !given) return tell(given.error());
    if (auto left = caseload_of(*workbook_, fresh->user)) at->caseload = std::move(*left);
    const std::string count = grouped(options_.language, static_cast<std::int64_t>(records.size()));
    tell(NoticeKind::success, {"Đã giao " + count + " phiếu cho " + action.to + ". Gửi đi ở lần đồng bộ tới.",
                               "Given to " + action.to + ": " + count + ". It goes out with the next sync."});
}

}  // namespace nuong::client

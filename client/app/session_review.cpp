// Session, for whoever looks records over: checked, or returned to their worker.
#include "client/app/review.h"
#include "client/app/session.h"

namespace nuong::client {

void Session::on(const CheckRecord& action) {
    if (!workbook_) return;
    const Status checked = workbook_->review(action.record, std::string(status::checked), "");
    if (!checked) return tell(checked.error());
    tell(NoticeKind::success, {"Đã ghi: phiếu đã kiểm tra.", "Noted: the record is checked."});
}

// What somebody returned, voided or wrote otherwise since it was seen is left as it is.
void Session::on(const CheckAll& action) {
    if (!workbook_) return;
    std::vector<RecordId> records = action.records;
    std::erase_if(records, [&](const RecordId& id) { return !can_be_checked_at_once(*workbook_, id); });
    if (const Status checked = workbook_->check_all(records); !checked) return tell(checked.error());
    if (records.empty())
        return tell(NoticeKind::info,
                    {"Chưa ghi gì: các phiếu này vừa thay đổi hoặc đã được kiểm tra. Hãy xem lại danh sách.",
                     "Nothing was noted: these records have just changed, or were checked already. Look at the list "
                     "again."});
    const std::string count = std::to_string(records.size());
    tell(NoticeKind::success, {"Đã ghi: " + count + " phiếu đã kiểm tra.", "Noted as checked: " + count + "."});
}

void Session::on(const ReturnRecord& action) {
    if (!workbook_) return;
    const Status returned = workbook_->review(action.record, std::string(status::returned), action.comment);
    if (!returned) return tell(returned.error());
    tell(NoticeKind::success,
         {"Đã trả lại. Người ghi sẽ thấy trên trang chính ở lần đồng bộ tới; phiếu không mất gì.",
          "Returned. Whoever wrote it sees so on their first page after the next sync; nothing is lost."});
}

}  // namespace nuong::client

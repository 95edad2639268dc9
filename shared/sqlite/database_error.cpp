#include "shared/sqlite/database_error.h"

#include <utility>

namespace nuong {

DatabaseError::DatabaseError(Kind kind, std::string detail) : kind_(kind), detail_(std::move(detail)) {}

Error DatabaseError::error() const {
    switch (kind_) {
        case Kind::full:
            return {ErrorCode::no_space,
                    {"Đĩa đã đầy nên chưa lưu được. Dữ liệu cũ còn nguyên. Hãy xóa bớt tệp khác rồi lưu lại.",
                     "The disk is full, so nothing was saved. What was stored before is safe. Free some space and save "
                     "again."}};
        case Kind::damaged:
            return {ErrorCode::damaged,
                    {"Kho dữ liệu bị hỏng hoặc sai khóa. Đừng xóa gì; hãy báo cán bộ kỹ thuật của huyện.",
                     "The store is damaged or the key is wrong. Delete nothing; call the district's technician."}};
        case Kind::busy:
            return {ErrorCode::locked,
                    {"Một chương trình khác đang dùng kho dữ liệu này. Hãy đóng chương trình kia rồi thử lại.",
                     "Another program is using this store. Close it and try again."}};
        case Kind::io:
            return {
                ErrorCode::damaged,
                {"Không đọc hoặc ghi được thư mục dữ liệu. Hãy kiểm tra đĩa và quyền của thư mục. (" + detail_ + ")",
                 "The data folder cannot be read or written. Check the disk and the folder's permissions. (" + detail_ +
                     ")"}};
        case Kind::unreachable:
            return {
                ErrorCode::unreachable,
                {"Không nối được với cơ sở dữ liệu. Hãy kiểm tra máy chủ PostgreSQL và địa chỉ --database; việc vừa "
                 "làm chưa được xác nhận, hãy thử lại. (" +
                     detail_ + ")",
                 "The database does not answer. Check the PostgreSQL server and the address in --database; what was "
                 "just done is not confirmed, try again. (" +
                     detail_ + ")"}};
        case Kind::misuse: break;
    }
    return {ErrorCode::damaged, {"Lỗi bên trong chương trình: " + detail_, "An error inside the program: " + detail_}};
}

}  // namespace nuong

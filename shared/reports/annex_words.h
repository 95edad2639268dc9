// What stands around every report on paper (Decree 30/2020/NĐ-CP, appendix I), in both languages.
#pragma once
#include "shared/base/message.h"

namespace nuong::reports::annex {

inline const Message office{"ỦY BAN NHÂN DÂN ………", "PEOPLE'S COMMITTEE OF ………"};
inline const Message unit{"ĐƠN VỊ: ……………………", "UNIT: ……………………"};
inline const Message number{"Số: ……/BC-……", "No.: ……/BC-……"};
inline const Message country{"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SOCIALIST REPUBLIC OF VIET NAM"};
inline const Message motto{"Độc lập - Tự do - Hạnh phúc", "Independence - Freedom - Happiness"};
inline const Message day{"……………, ngày …… tháng …… năm ……", "……………, day …… month …… year ……"};
inline const Message chief{"THỦ TRƯỞNG ĐƠN VỊ", "HEAD OF THE UNIT"};
inline const Message chief_signs{"(Ký, đóng dấu, ghi rõ họ tên)", "(Signature, seal, full name)"};

}  // namespace nuong::reports::annex

#include "client/app/refusal.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace nuong::client {
namespace {

struct Advice {
    std::string_view code;
    Message words;  // nothing: the reason says what to do itself
};

Message ask_the_district() {
    return {"Hãy báo cán bộ huyện; phiếu vẫn còn trên máy này.", "Tell the district; the form stays on this device."};
}

Message advice_on(std::string_view code) {
    static const std::array<Advice, 7> known{{
        {"invalid", {"Sửa xong thì nộp lại.", "Then submit it again."}},
        {"unknown_area", {"Chọn xong thì nộp lại.", "Then submit it again."}},
        {"no_right",
         {"Nếu đúng là việc của bạn, hãy báo cán bộ huyện; phiếu vẫn còn trên máy này.",
          "If it is your work, tell the district; the form stays on this device."}},
        {"other_form", {"Hãy lập phiếu mới cho nội dung này.", "Start a new form for it."}},
        {"group_refused",
         {"Lý do ghi ở phiếu kia của cùng lần lưu.", "The reason stands with the other form of the same save."}},
        {"too_large", {}},
        {"malformed", {}},
    }};
    const auto at = std::find_if(known.begin(), known.end(), [&](const Advice& each) { return each.code == code; });
    return at == known.end() ? ask_the_district() : at->words;
}

}  // namespace

Message words_of_refusal(const std::string& code, const Message& reason) {
    const Message advice = advice_on(code);
    if (advice.vi.empty() || reason.vi.empty()) return reason.vi.empty() ? advice : reason;
    return {reason.vi + " " + advice.vi, reason.en + " " + advice.en};
}

Message drafts_out_of_sight_words(std::int64_t count) {
    const std::string number = std::to_string(count);
    return {number +
                " bản nháp thuộc biểu mẫu mà vai trò của bạn không còn được đọc và ghi, nên không mở được. Những gì đã "
                "nhập vẫn được giữ trên máy này. Nếu cần, hãy nhờ cán bộ huyện giao lại biểu mẫu rồi đồng bộ.",
            (count == 1 ? "1 draft is" : number + " drafts are") +
                std::string(" of a form that your role may neither read nor write any more and cannot be opened. What "
                            "was typed is kept on this device. If it is needed, ask the district to give the form "
                            "back, then sync.")};
}

}  // namespace nuong::client

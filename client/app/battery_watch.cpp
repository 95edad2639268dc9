#include "client/app/battery_watch.h"

#include <algorithm>
#include <string>

namespace nuong::client {
namespace {

constexpr int nothing_told = 100, low = 20, very_low = 10;

Message words_for(int percent) {
    const std::string at = std::to_string(percent);
    if (percent > very_low)
        return {"Pin máy còn " + at + " %. Mọi câu trả lời đã lưu trên máy; hãy cắm sạc khi có thể.",
                "The battery is at " + at + " %. Every answer is kept on the device; charge it when you can."};
    return {"Pin máy chỉ còn " + at + " %. Mọi câu trả lời đã lưu, máy tắt cũng không mất; hãy cắm sạc ngay.",
            "The battery is at " + at + " % only. Every answer is kept, also when the device goes out; charge it now."};
}

}  // namespace

std::optional<Message> BatteryWatch::news(int percent, bool is_charging) {
    const int mark = percent > low ? nothing_told : percent > very_low ? low : very_low;
    const bool is_news = !is_charging && mark < told_at_;
    told_at_ = is_charging ? nothing_told : std::min(mark, told_at_);
    return is_news ? std::optional(words_for(percent)) : std::nullopt;
}

}  // namespace nuong::client

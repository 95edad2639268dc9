// BatteryWatch: when a person is told that the battery runs low. Once at 20 %, once more at 10 %, and anew after it was
// charged; never in between, because nothing is lost when the device goes out.
#pragma once
#include <optional>

#include "shared/base/message.h"

namespace nuong::client {

class BatteryWatch {
public:
    // `percent`: 0 to 100.
    std::optional<Message> news(int percent, bool is_charging);

private:
    int told_at_ = 100;  // the last mark of which the person was told
};

}  // namespace nuong::client

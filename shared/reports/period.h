// A reporting period as people write it: 2024-H1, 2024-H2, 2024, 2024-01-15..2024-03-31.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/date.h"
#include "shared/base/message.h"

namespace nuong::reports {

struct Period {
    Date first{};
    Date last{};  // included
    std::string code;

    bool contains(Date day) const { return first <= day && day <= last; }
    bool operator==(const Period&) const = default;
};

std::optional<Period> parse_period(std::string_view text);
Message title_of(const Period& period);  // "6 tháng đầu năm 2024", "first half of 2024"

}  // namespace nuong::reports

// A row that is one band of a bar: how many of those screened for tobacco are at high risk. Rows of one bar stand one
// after the other. See band_chart.h.
#pragma once
#include <string>

#include "shared/base/message.h"

namespace nuong::reports {

struct RowBand {
    Message bar, name;
    std::string code;  // low, moderate, high, incomplete

    bool operator==(const RowBand&) const = default;
};

}  // namespace nuong::reports

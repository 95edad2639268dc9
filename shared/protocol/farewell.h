// The last word of a device that was told to destroy its store: it has (POST /v1/wiped). The request says nothing
// beyond its token.
#pragma once
#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace nuong::protocol {

struct WipedAnswer {
    bool operator==(const WipedAnswer&) const = default;
};

std::string encode(const WipedAnswer& answer);
Result<WipedAnswer> decode_wiped_answer(std::string_view text);

}  // namespace nuong::protocol

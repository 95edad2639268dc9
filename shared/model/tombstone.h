// Tombstone: what stays of a record that was erased by law, so that nothing of it comes back from wherever it still
// was: that it was there, when and why it went. No answer, no author, no place, nobody's name.
#pragma once
#include <string>
#include <string_view>

#include "shared/base/date.h"
#include "shared/model/ids.h"

namespace nuong {

// Why a record was erased; the words of `nuong-server erase --reason`.
namespace erasure {
inline constexpr std::string_view request = "request";      // the person has asked for it
inline constexpr std::string_view withdrawn = "withdrawn";  // the person has taken back the consent
inline constexpr std::string_view expired = "expired";      // its form's time to keep it is over
}  // namespace erasure

struct Tombstone {
    RecordId record;
    Instant at;          // of the erasure
    std::string reason;  // see above

    bool operator==(const Tombstone&) const = default;
};

}  // namespace nuong

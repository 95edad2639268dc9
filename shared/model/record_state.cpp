#include "shared/model/record_state.h"

#include <algorithm>

namespace nuong {

const Register* RecordState::find(std::string_view path) const {
    const auto at = std::lower_bound(registers.begin(), registers.end(), path,
                                     [](const Register& reg, std::string_view wanted) { return reg.path < wanted; });
    return at != registers.end() && at->path == path ? &*at : nullptr;
}

}  // namespace nuong

#include "shared/clock/clock_source.h"

namespace nuong {

Instant RealClockSource::now() const {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

}  // namespace nuong

// What an earlier comparison with the server could not mend: perhaps only this device has it.
#pragma once
#include "shared/base/date.h"
#include "shared/protocol/holdings.h"

namespace nuong::client {

// Those to ask for again now. A server that was set back may hear of a record again when it lies where this device may
// not see it any more, and then nothing else says so. A few at a time, each in its turn, so that a narrow line is not
// full of it.
protocol::Holdings::Doubts some_of(protocol::Holdings::Doubts doubts, Instant now);

}  // namespace nuong::client

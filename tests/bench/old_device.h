// A device that has been in the field for two years: its store on the disk, locked by a PIN, with people and visits in
// it.
#pragma once
#include <string>

#include "client/store/keyring.h"
#include "tests/bench/bench.h"

namespace nuong::bench {

inline constexpr const char* device_user = "lan";
inline constexpr const char* device_pin = "246810";
inline constexpr client::PinCost cheap_pin{1, 8192};  // so that unlocking measures everything but the derivation

// As many people as the setting has records, every form of the programme, and what home looks at.
void furnish_device(const Setting& setting, const std::string& home);

}  // namespace nuong::bench

// Whose case a record is, as these worlds understand it; the product's own answer is not asked.
#pragma once
#include <string>

#include "shared/model/record_state.h"

namespace nuong::simulated {

bool looks_after(const std::string& who, const RecordState& record);

}  // namespace nuong::simulated

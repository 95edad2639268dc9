// What no demo district does on its own, so that every indicator has something to count.
#pragma once
#include <vector>

#include "sync-server/demo/demo_district.h"

namespace nuong::test {

std::vector<demo::Save> rare_saves();

}  // namespace nuong::test

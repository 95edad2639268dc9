// The memory of the process that measures.
#pragma once

namespace nuong::bench {

double peak_memory_mb();  // since the process began, or since:
void forget_peak_memory();

}  // namespace nuong::bench

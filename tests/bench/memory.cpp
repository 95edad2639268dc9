#include "tests/bench/memory.h"

#include <fstream>
#include <stdexcept>
#include <string>

namespace nuong::bench {

double peak_memory_mb() {
    std::ifstream in("/proc/self/status");
    for (std::string line; std::getline(in, line);)
        if (line.starts_with("VmHWM:")) return std::stod(line.substr(6)) / 1024;
    throw std::runtime_error("the memory of this process cannot be read");
}

void forget_peak_memory() { std::ofstream("/proc/self/clear_refs") << "5"; }

}  // namespace nuong::bench

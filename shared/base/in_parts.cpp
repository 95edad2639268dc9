#include "shared/base/in_parts.h"

#include <algorithm>
#include <future>
#include <thread>
#include <vector>

namespace nuong {

std::size_t parts_of_work() { return std::clamp(std::thread::hardware_concurrency(), 1u, 4u); }

void in_parts(std::size_t parts, const std::function<void(std::size_t)>& work) {
    std::vector<std::future<void>> others;  // whose end is waited for also when something is thrown
    for (std::size_t part = 1; part < parts; ++part)
        others.push_back(std::async(std::launch::async | std::launch::deferred, [&work, part] { work(part); }));
    work(0);
    for (auto& each : others) each.get();
}

}  // namespace nuong

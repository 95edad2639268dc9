// One work done by several threads.
#pragma once
#include <cstddef>
#include <functional>

namespace nuong {

// As many as there are cores, up to four: somebody else wants to use the machine too.
std::size_t parts_of_work();

// `work(0)` on this thread, and beside it `work(1)` up to `work(parts - 1)`, each on one of its own; where none is to
// be had, afterwards on this one. Returns when all have ended, and throws what one of them has thrown.
void in_parts(std::size_t parts, const std::function<void(std::size_t)>& work);

}  // namespace nuong

// Chance: numbers that look random and are the same for the same seed, on every machine.
#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace nuong::demo {

class Chance {
public:
    explicit Chance(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next();
    std::uint32_t below(std::uint32_t count);  // 0 .. count-1; 0 for 0
    int between(int least, int most);
    bool percent(double share);  // true in `share` of a hundred cases
    template <class T>
    const T& one_of(const std::vector<T>& items) {
        return items[below(static_cast<std::uint32_t>(items.size()))];
    }
    // By weight; "" when there is none.
    const std::string& weighted(const std::vector<std::pair<std::string, double>>& shares);
    // How often something happens that happens `mean` times on average.
    int times(double mean);

private:
    std::uint64_t state_;
};

}  // namespace nuong::demo

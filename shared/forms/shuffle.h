// Shuffle: Lehmer's generator as Park and Miller set it ("Random number generators: good ones are hard to find", 1988),
// and a shuffle "inside out": the same seed gives the order that other ODK clients give.
#pragma once
#include <cstdint>
#include <vector>

namespace nuong::forms {

class Shuffle {
public:
    explicit Shuffle(std::int64_t seed) : state_(seed % 2147483647) {
        if (state_ <= 0) state_ += 2147483646;
    }

    template <class T>
    std::vector<T> operator()(const std::vector<T>& from) {
        std::vector<T> order(from.size());
        for (std::size_t i = 0; i < from.size(); ++i) {
            const std::size_t j = below(i + 1);
            order[i] = std::move(order[j]);
            order[j] = from[i];
        }
        return order;
    }

private:
    std::size_t below(std::size_t bound) {
        state_ = state_ * 16807 % 2147483647;
        const double part = static_cast<double>(state_ - 1) / 2147483646.0;
        return static_cast<std::size_t>(part * static_cast<double>(bound));
    }

    std::int64_t state_;
};

}  // namespace nuong::forms

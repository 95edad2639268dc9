// PageSize: how much to send or ask for at once, learned from the line. Starts small enough for 2G, doubles when a page
// went fast, halves when one was lost.
#pragma once
#include <algorithm>
#include <chrono>
#include <cstddef>

namespace nuong::client {

class PageSize {
public:
    PageSize(std::size_t start, std::size_t most) : bytes_(start), most_(most) {}

    std::size_t bytes() const { return bytes_; }  // of JSON text before compression
    void went(std::chrono::milliseconds took) {
        if (took < fast) bytes_ = std::min(most_, bytes_ * 2);
    }
    void was_lost() { bytes_ = std::max(least, bytes_ / 2); }

private:
    static constexpr std::chrono::milliseconds fast{5'000};
    static constexpr std::size_t least = 16u << 10;

    std::size_t bytes_;
    std::size_t most_;
};

}  // namespace nuong::client

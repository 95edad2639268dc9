// Chance and story: everything that happens in a world comes from one seed, and is told line by line.
#pragma once
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "shared/base/uuid.h"

namespace nuong::simulated {

class Chance {
public:
    explicit Chance(std::uint64_t seed) : random_(seed) {}

    // mt19937_64 gives the same numbers everywhere; the distributions of the library do not.
    std::uint64_t next() { return random_(); }
    std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }
    bool percent(int p) { return static_cast<int>(next() % 100) < p; }
    template <class T>
    const T& one_of(const std::vector<T>& from) {
        return from[below(from.size())];
    }
    Uuid uuid() {
        Uuid id;
        for (auto& byte : id.bytes) byte = static_cast<std::uint8_t>(next());
        return id;
    }

private:
    std::mt19937_64 random_;
};

class Story {
public:
    void tell(std::string line) { lines_.push_back(std::move(line)); }
    const std::vector<std::string>& lines() const { return lines_; }

private:
    std::vector<std::string> lines_;
};

}  // namespace nuong::simulated

// People: made-up answers as a village gives them, the same for the same seed.
#pragma once
#include <cstdint>
#include <random>

#include "shared/forms/instance.h"
#include "shared/model/value.h"

namespace nuong::bench {

class People {
public:
    explicit People(std::uint64_t seed) : random_(seed) {}

    // Twenty answers of person_register.
    Fields person();
    // Answers one ASSIST form to its end: a person who has used three substances.
    void answer_assist(forms::Instance& instance);

private:
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(random_() % count); }
    template <class List>
    auto any_of(const List& list) {
        return list[below(std::size(list))];
    }
    std::string digits(std::size_t count);
    std::string date(int first_year, int last_year);

    std::mt19937_64 random_;  // the standard fixes its numbers: the same everywhere
};

}  // namespace nuong::bench

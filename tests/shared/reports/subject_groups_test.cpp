#include "shared/reports/subject_groups.h"

#include <catch2/catch_test_macros.hpp>
#include <map>
#include <random>

using namespace nuong;
using namespace nuong::reports;

namespace {

constexpr std::size_t measures = 70;  // more than one word of bits
constexpr std::uint16_t columns = 5;

SubjectKey key_of(std::uint32_t number) { return subject_key("subject " + std::to_string(number), "test"); }

// Some fulfil nothing, some lie nowhere, some were counted often, of some more was taken back than counted.
Subjects made_up_subjects(std::uint32_t count) {
    std::mt19937 chance(7);
    const auto one_of = [&](std::uint32_t many) { return static_cast<std::uint32_t>(chance() % many); };
    Subjects subjects(measures);
    for (std::uint32_t number = 0; number < count; ++number) {
        const std::uint32_t subject = subjects.find_or_make(key_of(number));
        if (const auto column = static_cast<std::uint16_t>(one_of(columns + 1)); column < columns)
            subjects.place(subject, column, 1, false);
        for (std::uint32_t more = one_of(3); more > 0; --more)
            subjects.add(subject, one_of(2) == 0 ? 3 : 66, static_cast<int>(one_of(5)) - 1);
    }
    return subjects;
}

}  // namespace

TEST_CASE("subjects in groups are as many, and as often, as one after the other") {
    const Subjects subjects = made_up_subjects(20'000);
    const SubjectGroups groups(subjects);
    using Place = std::pair<std::uint16_t, std::size_t>;  // column and measure
    std::map<Place, double> members, times, grouped_members, grouped_times;
    for (std::uint32_t subject = 0; subject < subjects.size(); ++subject)
        for (std::size_t measure = 0; measure < measures; ++measure) {
            if (subjects.column(subject) == Subjects::nowhere || !subjects.fulfils(subject, measure)) continue;
            members[{subjects.column(subject), measure}] += 1;
            times[{subjects.column(subject), measure}] += subjects.times(subject, measure);
        }
    for (std::size_t group = 0; group < groups.size(); ++group)
        for (std::size_t measure = 0; measure < measures; ++measure) {
            if ((groups.fulfilled(group, measure / 64) >> (measure % 64) & 1) == 0) {
                CHECK(groups.times(group, measure) == 0);
                continue;
            }
            grouped_members[{groups.column(group), measure}] += groups.members(group);
            grouped_times[{groups.column(group), measure}] += groups.times(group, measure);
        }
    CHECK(groups.size() <= columns * 4);
    CHECK(grouped_members == members);
    CHECK(grouped_times == times);
}

TEST_CASE("groups that are many are told apart") {
    Subjects subjects(measures);
    for (std::uint32_t number = 0; number < 1'000; ++number) {
        const std::uint32_t subject = subjects.find_or_make(key_of(number));
        subjects.place(subject, 0, 1, false);
        for (std::size_t bit = 0; bit < 10; ++bit)
            if ((number >> bit & 1) != 0) subjects.add(subject, bit * 7, 1);
    }
    const SubjectGroups groups(subjects);
    CHECK(groups.size() == 1'000);
    for (std::size_t group = 0; group < groups.size(); ++group) CHECK(groups.members(group) == 1);
}

TEST_CASE("nobody makes no group") { CHECK(SubjectGroups(Subjects(0)).size() == 0); }

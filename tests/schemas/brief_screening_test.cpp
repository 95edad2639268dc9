// DAST-10 and AUDIT against their published rules, written out once more without forms.
#include <array>
#include <random>

#include "shared/forms/instance.h"
#include "tests/schemas/schema_files.h"

using namespace nuong;
using namespace nuong::schemas;
using forms::Instance;

namespace {

constexpr int declined = -1;
constexpr int blank = -2;

struct Outcome {
    std::optional<int> score;  // none: incomplete
    std::string band;
    std::string advice;

    bool operator==(const Outcome&) const = default;
};

using Answers = std::array<int, 10>;  // item n at n - 1

// Skinner's DAST-10: a point for every yes, but item 3 counts no; who uses nothing is asked nothing more.
Outcome dast_by_hand(const Answers& yes) {
    if (yes[0] == 0) return {0, "none", "info"};
    int score = 0;
    for (std::size_t i = 0; i < yes.size(); ++i) {
        if (yes[i] < 0) return {std::nullopt, "incomplete", "incomplete"};
        score += i == 2 ? 1 - yes[i] : yes[i];
    }
    if (score == 0) return {0, "none", "info"};
    if (score <= 2) return {score, "low", "brief"};
    if (score <= 5) return {score, "moderate", "brief_refer"};
    if (score <= 8) return {score, "substantial", "refer"};
    return {score, "severe", "refer"};
}

// The WHO manual's interview version: after "never" or after nothing in 2 and 3 it goes on with 9 and 10.
Outcome audit_by_hand(const Answers& points) {
    std::vector<int> counted;
    if (points[0] == 0) counted = {points[0], points[8], points[9]};
    else if (points[1] == 0 && points[2] == 0) counted = {points[0], points[1], points[2], points[8], points[9]};
    else counted.assign(points.begin(), points.end());
    int score = 0;
    for (const int one : counted) {
        if (one < 0) return {std::nullopt, "incomplete", "incomplete"};
        score += one;
    }
    if (score <= 7) return {score, "low", "info"};
    if (score <= 15) return {score, "hazardous", "brief"};
    if (score <= 19) return {score, "harmful", "brief_refer"};
    return {score, "dependence", "refer"};
}

Instance interview(const char* instrument) {
    forms::Environment day;
    day.today = *parse_date("2024-06-30");
    Instance form(shipped_forms().at("screening_brief"), day);
    for (const auto& [path, value] : std::map<std::string, std::string>{{"anonymous_code", "K-01"},
                                                                        {"setting", "standalone"},
                                                                        {"consent", "yes"},
                                                                        {"instrument", instrument},
                                                                        {"next_step", "info"}})
        REQUIRE(form.set(path, Value(value)));
    return form;
}

void give(Instance& form, const std::string& path, const Value& value) {
    if (!form.set(path, value)) FAIL(path);
}

void answer_dast(Instance& form, const Answers& yes) {
    for (std::size_t i = 0; i < yes.size(); ++i) {
        const Value value = yes[i] == blank      ? Value()
                            : yes[i] == declined ? Value("declined")
                            : yes[i] == 1        ? Value("yes")
                                                 : Value("no");
        give(form, "dast10/q" + std::to_string(i + 1), value);
    }
}

void answer_audit(Instance& form, const Answers& points) {
    for (std::size_t i = 0; i < points.size(); ++i) {
        const Value value = points[i] == blank      ? Value()
                            : points[i] == declined ? Value("declined")
                                                    : Value(std::to_string(points[i]));
        give(form, "audit/q" + std::to_string(i + 1), value);
    }
}

Outcome outcome_of(const Instance& form, const std::string& instrument) {
    const Value score = form.value(instrument + "_score");
    Outcome outcome;
    if (score.number()) outcome.score = static_cast<int>(*score.number());
    outcome.band = plain_text(form.value(instrument + "_band"));
    outcome.advice = plain_text(form.value("advice"));
    return outcome;
}

std::string told(const Answers& answers) {
    std::string text;
    for (const int one : answers) text += std::to_string(one) + " ";
    return text;
}

// In the body of a loop over very many: a CHECK only where it fails.
void compare(const Outcome& got, const Outcome& wanted, const Answers& answers) {
    if (got == wanted) return;
    INFO("answers " << told(answers));
    CHECK(got.score.value_or(-1) == wanted.score.value_or(-1));
    CHECK(got.band == wanted.band);
    CHECK(got.advice == wanted.advice);
}

}  // namespace

TEST_CASE("DAST-10: all 1,024 patterns of yes and no") {
    Instance form = interview("dast10");
    std::map<std::string, int> bands;
    for (int pattern = 0; pattern < 1024; ++pattern) {
        Answers yes{};
        for (std::size_t i = 0; i < yes.size(); ++i) yes[i] = (pattern >> i) & 1;
        answer_dast(form, yes);
        const Outcome wanted = dast_by_hand(yes);
        compare(outcome_of(form, "dast10"), wanted, yes);
        ++bands[wanted.band];
        if (!form.is_valid()) FAIL_CHECK("a complete interview is valid: " << told(yes));
    }
    // Half of them stop at item 1; the others are spread as 512 subsets of nine points around the first.
    CHECK(bands == std::map<std::string, int>{{"none", 512},
                                              {"low", 1 + 9},
                                              {"moderate", 36 + 84 + 126},
                                              {"substantial", 126 + 84 + 36},
                                              {"severe", 9 + 1}});
}

TEST_CASE("DAST-10: declined and open items, each alone and with every other") {
    Instance form = interview("dast10");
    for (const int gap : {declined, blank})
        for (std::size_t at = 0; at < 10; ++at)
            for (int pattern = 0; pattern < 1024; pattern += 7) {
                Answers yes{};
                for (std::size_t i = 0; i < yes.size(); ++i) yes[i] = (pattern >> i) & 1;
                yes[at] = gap;
                answer_dast(form, yes);
                if (yes[0] == blank) {  // not begun: nothing is said
                    CHECK(form.value("dast10_band").is_blank());
                    continue;
                }
                compare(outcome_of(form, "dast10"), dast_by_hand(yes), yes);
            }
}

TEST_CASE("DAST-10: after a no to item 1 the others are not asked, and their old answers do not count") {
    Instance form = interview("dast10");
    answer_dast(form, {1, 1, 0, 1, 1, 1, 1, 1, 1, 1});
    CHECK(form.value("dast10_score") == Value(10));
    give(form, "dast10/q1", Value("no"));
    CHECK(form.value("dast10_score") == Value(0));
    CHECK(form.value("dast10/q3").is_blank());  // "no" there would be a point
    const Fields saved = form.answers_to_save();
    CHECK(find(saved, "dast10/q1"));
    CHECK_FALSE(find(saved, "dast10/q3"));  // not asked is not stored: it differs from an answer of 0
}

TEST_CASE("AUDIT: vectors of the manual's rules") {
    struct Vector {
        Answers points;
        std::optional<int> score;
        const char* band;
    };
    Instance form = interview("audit");
    for (const Vector& vector : {
             Vector{{0, blank, blank, blank, blank, blank, blank, blank, 0, 0}, 0, "low"},
             Vector{{0, blank, blank, blank, blank, blank, blank, blank, 4, 4}, 8, "hazardous"},
             Vector{{0, 4, 4, 4, 4, 4, 4, 4, 0, 0}, 0, "low"},  // answers from before the correction do not count
             Vector{{2, 0, 0, blank, blank, blank, blank, blank, 2, 2}, 6, "low"},
             Vector{{2, 0, 0, 4, 4, 4, 4, 4, 0, 0}, 2, "low"},
             Vector{{3, 1, 1, 0, 0, 0, 0, 0, 2, 0}, 7, "low"},
             Vector{{3, 1, 1, 1, 0, 0, 0, 0, 2, 0}, 8, "hazardous"},
             Vector{{4, 2, 3, 1, 1, 0, 0, 0, 4, 0}, 15, "hazardous"},
             Vector{{4, 3, 3, 1, 1, 0, 0, 0, 4, 0}, 16, "harmful"},
             Vector{{4, 3, 3, 1, 1, 1, 1, 1, 4, 0}, 19, "harmful"},
             Vector{{4, 3, 3, 2, 1, 1, 1, 1, 4, 0}, 20, "dependence"},
             Vector{{4, 4, 4, 4, 4, 4, 4, 4, 4, 4}, 40, "dependence"},
             Vector{{1, declined, 0, 0, 0, 0, 0, 0, 0, 0}, std::nullopt, "incomplete"},
             Vector{{declined, 0, 0, 0, 0, 0, 0, 0, 0, 0}, std::nullopt, "incomplete"},
             Vector{{0, blank, blank, blank, blank, blank, blank, blank, declined, 0}, std::nullopt, "incomplete"},
         }) {
        INFO("answers " << told(vector.points));
        answer_audit(form, vector.points);
        const Outcome got = outcome_of(form, "audit");
        CHECK(got.score == vector.score);
        CHECK(got.band == vector.band);
    }
}

TEST_CASE("AUDIT: random interviews agree with the rules, in every order of answering") {
    const unsigned seed = std::random_device()();
    std::printf("AUDIT interviews of seed %u\n", seed);
    std::mt19937 random(seed);
    Instance form = interview("audit");
    std::map<std::string, int> bands;
    for (int round = 0; round < 5'000; ++round) {
        Answers points{};
        const unsigned heavy = random() % 4;  // so that every band is met
        for (std::size_t i = 0; i < points.size(); ++i) {
            const int most = heavy == 0 ? 0 : heavy == 1 ? 1 : 4;
            const int point = static_cast<int>(random()) & 0x7;
            points[i] = std::min(point > 4 ? 4 : point, most);
            if (i >= 8) points[i] = points[i] / 2 * 2;
            if (random() % 40 == 0) points[i] = declined;
            else if (i > 0 && random() % 80 == 0) points[i] = blank;
        }
        answer_audit(form, points);
        const Outcome wanted = audit_by_hand(points);
        compare(outcome_of(form, "audit"), wanted, points);
        ++bands[wanted.band];
        // What the rule skips is not shown and not stored.
        const bool asks_4 = form.is_relevant(*form.find("audit/q4"));
        const bool skips = points[0] == 0 || (points[1] == 0 && points[2] == 0);
        if (skips && asks_4) FAIL_CHECK("item 4 is asked after " << told(points));
    }
    for (const char* band : {"low", "hazardous", "harmful", "dependence", "incomplete"}) {
        INFO(band);
        CHECK(bands[band] > 10);  // about 60 of 5,000 fall into the narrowest
    }
}

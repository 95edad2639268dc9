// The ASSIST form against a scorer that knows nothing of forms: the WHO tables written out once more, by hand.
#include <map>
#include <random>

#include "tests/shared/forms/form_world.h"

using namespace nuong;
using namespace nuong::forms;

namespace {

const std::vector<std::string> substances{"tobacco",  "alcohol",  "cannabis",     "cocaine", "ats",
                                          "inhalant", "sedative", "hallucinogen", "opioid",  "other"};
constexpr int declined = -1;
constexpr int blank = -2;

// The answers of one substance as scores; q6 and q7 in 0, 3, 6.
struct Interview {
    int ever = 0;  // 0 no, 1 yes, declined, blank
    int q[8] = {};
};

struct Score {
    std::optional<int> points;
    std::string band;
};

Score score_by_hand(const std::string& substance, const Interview& asked) {
    if (asked.ever == 0) return {0, "low"};
    if (asked.ever == declined) return {std::nullopt, "incomplete"};
    std::vector<int> counted{asked.q[2], asked.q[6], asked.q[7]};
    if (asked.q[2] > 0) {
        counted.push_back(asked.q[3]);
        counted.push_back(asked.q[4]);
        if (substance != "tobacco") counted.push_back(asked.q[5]);
    }
    int points = 0;
    for (const int part : counted) {
        if (part < 0) return {std::nullopt, "incomplete"};
        points += part;
    }
    const int low_until = substance == "alcohol" ? 10 : 3;
    return {points, points <= low_until ? "low" : points <= 26 ? "moderate" : "high"};
}

std::string code(int question, int score) {
    if (score == declined) return "declined";
    if (question < 6) return std::to_string(score);
    return score == 0 ? "never" : score == 3 ? "past" : "recent";
}

const std::map<int, std::vector<int>> scales{{2, {0, 2, 3, 4, 6}}, {3, {0, 3, 4, 5, 6}}, {4, {0, 4, 5, 6, 7}},
                                             {5, {0, 5, 6, 7, 8}}, {6, {0, 3, 6}},       {7, {0, 3, 6}}};

// Answers every question, also those that the form will hide: hidden answers must not count.
void answer(Instance& form, const std::string& substance, const Interview& asked) {
    const auto give = [&](const std::string& path, const Value& value) {
        const Status set = form.set(path, value);
        if (!set) FAIL(path);
    };
    give("q1/" + substance, asked.ever == blank ? Value()
                                                : Value(asked.ever == declined ? "declined"
                                                        : asked.ever           ? "yes"
                                                                               : "no"));
    for (const auto& [question, scale] : scales) {
        if (question == 5 && substance == "tobacco") continue;
        give("q" + std::to_string(question) + "/" + substance,
             asked.q[question] == blank ? Value() : Value(code(question, asked.q[question])));
    }
}

void check_score(const Instance& form, const std::string& substance, const Interview& asked) {
    const Score wanted = score_by_hand(substance, asked);
    const Value points = form.value("score/" + substance);
    const bool same = (wanted.points ? points == Value(*wanted.points) : points == Value()) &&
                      form.value("band/" + substance) == Value(wanted.band);
    if (same) return;
    INFO(substance << " ever " << asked.ever << " q2.. " << asked.q[2] << asked.q[3] << asked.q[4] << asked.q[5]
                   << asked.q[6] << asked.q[7]);
    CHECK(plain_text(points) == (wanted.points ? std::to_string(*wanted.points) : ""));
    CHECK(plain_text(form.value("band/" + substance)) == wanted.band);
}

Instance interview() {
    Instance form(shipped_form("screening_assist"), on("2024-06-30"));
    REQUIRE(form.set("consent", "yes"));
    return form;
}

}  // namespace

TEST_CASE("every possible set of answers for one substance scores as WHO's tables do") {
    for (const std::string& substance : substances) {
        Instance form = interview();
        Interview asked{1, {}};
        int checked = 0;
        for (const int q2 : scales.at(2))
            for (const int q3 : scales.at(3))
                for (const int q4 : scales.at(4))
                    for (const int q5 : scales.at(5))
                        for (const int q6 : scales.at(6))
                            for (const int q7 : scales.at(7)) {
                                if (substance == "tobacco" && q5 > 0) continue;
                                const int all[8] = {0, 0, q2, q3, q4, q5, q6, q7};
                                std::copy(all, all + 8, asked.q);
                                answer(form, substance, asked);
                                check_score(form, substance, asked);
                                ++checked;
                            }
        CHECK(checked == (substance == "tobacco" ? 1'125 : 5'625));
    }
}

TEST_CASE("random interviews over all substances, with declined and open items, agree in every order of answering") {
    std::mt19937 random(2024);
    Instance form = interview();
    for (int round = 0; round < 1'500; ++round) {
        std::map<std::string, Interview> asked;
        std::vector<std::string> order = substances;
        std::shuffle(order.begin(), order.end(), random);
        for (const std::string& substance : order) {
            Interview& one = asked[substance];
            const auto dice = random() % 10;
            one.ever = dice == 0 ? declined : dice < 4 ? 0 : 1;
            for (const auto& [question, scale] : scales) {
                const auto luck = random() % 24;
                one.q[question] = luck == 0 ? declined : luck == 1 ? blank : scale[random() % scale.size()];
            }
            answer(form, substance, one);
        }
        bool high = false, incomplete = false, moderate = false;
        for (const std::string& substance : substances) {
            check_score(form, substance, asked[substance]);
            if (substance == "tobacco" || substance == "alcohol") continue;
            const Score score = score_by_hand(substance, asked[substance]);
            high = high || score.band == "high";
            incomplete = incomplete || score.band == "incomplete";
            moderate = moderate || score.band == "moderate";
        }
        const std::string worst = high ? "high" : incomplete ? "incomplete" : moderate ? "moderate" : "low";
        if (form.value("worst_band_illicit") != Value(worst))
            CHECK(plain_text(form.value("worst_band_illicit")) == worst);
    }
    // What was reached by 1,500 rounds of edits is what a fresh reading of the answers gives.
    const Instance fresh(shipped_form("screening_assist"), on("2024-06-30"), form.answers());
    CHECK(fresh.values() == form.values());
    CHECK(fresh.answers_to_save() == form.answers_to_save());
    CHECK(errors_of(fresh) == errors_of(form));
}

TEST_CASE("one answer of an ASSIST interview looks at a few dozen of its properties") {
    Instance form = interview();
    for (const std::string& substance : substances) answer(form, substance, {1, {0, 0, 6, 6, 7, 5, 6, 6}});
    const auto before = form.evaluations();
    CHECK(form.set("q7/opioid", "past"));
    CHECK(form.evaluations() - before <= 10);
    CHECK(form.form().vertices.size() > 300);
}

TEST_CASE("the screen shows one question for all substances that still matter") {
    Instance form = interview();
    for (const std::string& substance : substances)
        CHECK(form.set("q1/" + substance, substance == "opioid" || substance == "tobacco" ? "yes" : "no"));
    CHECK(form.set("q2/opioid", "0"));
    CHECK(form.set("q2/tobacco", "6"));
    const auto shown = [&](const std::string& question) {
        std::string all;
        for (const Item& item : form.items())
            if (item.path.starts_with(question + "/") && form.is_relevant(item))
                all += item.path.substr(question.size() + 1) + " ";
        return all;
    };
    CHECK(shown("q2") == "tobacco opioid ");
    CHECK(shown("q3") == "tobacco ");
    CHECK(shown("q5").empty());
    CHECK(shown("q6") == "tobacco opioid ");
    CHECK(form.explain("q3/opioid", "relevant").en.starts_with("Hidden, asked only when number(«Opioids») > 0."));
}

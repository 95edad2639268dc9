// The instruments of the forms are those of the domain's table: items, codes, scores, bands, vectors.
#include "shared/forms/instance.h"
#include "tests/schemas/schema_files.h"

using namespace nuong;
using namespace nuong::schemas;
using forms::Instance;

namespace {

const Json& instruments() {
    static const Json all = json_file(NUONG_SOURCE_DIR "/tests/schemas/data/instruments.json");
    return all;
}

Instance opened(const char* form) {
    forms::Environment day;
    day.today = *parse_date("2024-06-30");
    return Instance(shipped_forms().at(form), day);
}

const forms::FormDefinition& assist() { return shipped_forms().at("screening_assist")->definition; }
const forms::FormDefinition& brief() { return shipped_forms().at("screening_brief")->definition; }

// "vi / en" of a label.
std::string words(const forms::Label& label) { return label.texts.at("vi") + " / " + label.texts.at("en"); }
// The same of an entry of the table, as the form numbers it.
std::string words(const std::string& number, const Json& entry) {
    return number + ". " + entry["vi"].get<std::string>() + " / " + number + ". " + entry["en"].get<std::string>();
}

// The choices of a question as "code:score:vi", without the way to decline.
std::string choices_of(const forms::FormDefinition& form, const std::string& list) {
    std::string all;
    for (const forms::Choice& choice : form.list(list)->choices)
        if (choice.name != "declined")
            all += choice.name + ":" + choice.column("score") + ":" + choice.label.texts.at("vi") + "\n";
    return all;
}

bool can_decline(const forms::FormDefinition& form, const std::string& list) {
    return form.list(list)->find("declined") != nullptr;
}

}  // namespace

TEST_CASE("ASSIST asks the table's ten substances and eight questions in the table's words") {
    for (const Json& question : instruments()["assist"]["questions"]) {
        const std::string id = question["id"];
        const forms::Node* node = assist().find(id);
        INFO(id);
        REQUIRE(node);
        CHECK(words(node->label) == words(id.substr(1), question));
        if (!question["per_substance"].get<bool>()) continue;
        for (const Json& substance : instruments()["assist"]["substances"]) {
            const std::string code = substance["code"];
            const forms::Node* item = assist().find(id + "/" + code);
            INFO(id << "/" << code);
            if (id == "q5" && code == "tobacco") {
                CHECK_FALSE(item);
                continue;
            }
            REQUIRE(item);
            CHECK(item->label.texts.at("vi") == substance["vi"].get<std::string>());
        }
    }
    CHECK(assist().find("q2")->end - static_cast<int>(assist().find("q2") - assist().nodes.data()) == 11);
}

TEST_CASE("ASSIST's answers carry the table's codes and scores, and each can be declined") {
    for (const Json& question : instruments()["assist"]["questions"]) {
        const std::string id = question["id"];
        const std::string list = id == "q6" || id == "q7" ? "q67" : id == "q1" ? "ever" : id;
        std::string wanted;
        for (const Json& choice : question["choices"]) {
            const bool has_code = choice.contains("code");
            const std::string score = choice.contains("score") ? choice["score"].dump() : "";
            wanted += (has_code ? choice["code"].get<std::string>() : score) + ":" + (has_code ? score : "") + ":" +
                      choice["vi"].get<std::string>() + "\n";
        }
        INFO(id);
        std::string offered = choices_of(assist(), list);
        if (list == "ever") {  // yes and no stand in the other order on the screen
            CHECK(offered.find("yes::Có\n") != std::string::npos);
            CHECK(offered.find("no::Không\n") != std::string::npos);
        } else {
            CHECK(offered == wanted);
        }
        CHECK(can_decline(assist(), list));
    }
}

TEST_CASE("ASSIST: the vectors of the table") {
    for (const Json& vector : instruments()["assist"]["test_vectors"]) {
        INFO(vector.dump());
        Instance form = opened("screening_assist");
        REQUIRE(form.set("consent", "yes"));
        for (const auto& [substance, answers] : vector["in"].items()) {
            for (const auto& [question, answer] : answers.items()) {
                std::string code = answer.is_string() ? answer.get<std::string>() : answer.dump();
                if (question == "q6" || question == "q7")
                    code = code == "6" ? "recent" : code == "3" ? "past" : "never";
                REQUIRE(form.set(question + "/" + substance, Value(code)));
            }
            CHECK(form.value("score/" + substance) == Value(vector["score"].get<int>()));
            CHECK(form.value("band/" + substance) == Value(vector["band"].get<std::string>()));
        }
    }
}

// The manual: high for any substance, or frequent injecting, means referral; moderate or any recent injecting a brief
// intervention; what is not known is never called low.
TEST_CASE("ASSIST: the advice follows the worst band and the injecting, for every pair of them") {
    struct Use {
        const char* band;
        std::vector<std::pair<std::string, std::string>> answers;  // about opioids
    };
    const std::vector<Use> uses{
        {"low", {{"q2", "2"}, {"q3", "0"}, {"q4", "0"}, {"q5", "0"}, {"q6", "never"}, {"q7", "never"}}},
        {"moderate", {{"q2", "4"}, {"q3", "0"}, {"q4", "0"}, {"q5", "0"}, {"q6", "never"}, {"q7", "never"}}},
        {"high", {{"q2", "6"}, {"q3", "6"}, {"q4", "7"}, {"q5", "8"}, {"q6", "never"}, {"q7", "never"}}},
        {"incomplete", {{"q2", "declined"}, {"q6", "never"}, {"q7", "never"}}}};
    struct Injecting {
        const char* q8;
        const char* pattern;  // "" = not asked
    };
    for (const Use& use : uses)
        for (const Injecting& injecting :
             {Injecting{"never", ""}, Injecting{"past", ""}, Injecting{"recent", "low"}, Injecting{"recent", "high"}}) {
            INFO(use.band << ", injected " << injecting.q8 << " " << injecting.pattern);
            Instance form = opened("screening_assist");
            for (const char* path : {"consent", "q1/opioid"}) REQUIRE(form.set(path, "yes"));
            for (const Json& substance : instruments()["assist"]["substances"])
                if (substance["code"] != "opioid")
                    REQUIRE(form.set("q1/" + substance["code"].get<std::string>(), "no"));
            for (const auto& [question, answer] : use.answers) REQUIRE(form.set(question + "/opioid", Value(answer)));
            REQUIRE(form.set("q8", injecting.q8));
            const bool asks_pattern = form.is_relevant(*form.find("injection_pattern"));
            CHECK(asks_pattern == (std::string(injecting.q8) == "recent"));
            if (asks_pattern) REQUIRE(form.set("injection_pattern", injecting.pattern));
            const Value score_before = form.value("score/opioid");
            const std::string band = use.band, pattern = injecting.pattern, q8 = injecting.q8;
            const std::string wanted = band == "high" || pattern == "high"    ? "refer"
                                       : band == "incomplete"                 ? "incomplete"
                                       : band == "moderate" || q8 == "recent" ? "brief"
                                                                              : "info";
            CHECK(form.value("band/opioid") == Value(band));
            CHECK(form.value("advice") == Value(wanted));
            REQUIRE(form.set("q8", "never"));
            CHECK(form.value("score/opioid") == score_before);  // question 8 is no part of the score
        }
}

TEST_CASE("DAST-10 and AUDIT ask the table's items, with its scores") {
    for (const Json& item : instruments()["dast10"]["items"]) {
        const std::string n = item["n"].dump();
        const forms::Node* node = brief().find("dast10/q" + n);
        INFO("DAST " << n);
        REQUIRE(node);
        CHECK(words(node->label) == words(n, item));
        CHECK_FALSE(node->hint.empty());  // the sentence to read out
        // One point where the table says so, with everything else answered so that it scores nothing.
        Instance form = opened("screening_brief");
        for (const auto& [path, value] :
             std::map<std::string, std::string>{{"consent", "yes"}, {"instrument", "dast10"}})
            REQUIRE(form.set(path, Value(value)));
        for (int other = 1; other <= 10; ++other)
            REQUIRE(form.set("dast10/q" + std::to_string(other), other == 1 || other == 3 ? "yes" : "no"));
        const int before = static_cast<int>(form.value("dast10_score").number().value());
        CHECK(before == 1);
        const bool turns_off = n == "1";
        REQUIRE(form.set("dast10/q" + n, Value(turns_off ? "no" : item["scores_on"].get<std::string>())));
        CHECK(form.value("dast10_score") == Value(turns_off ? 0 : 2));
    }
    for (const Json& item : instruments()["audit"]["items"]) {
        const std::string n = item["n"].dump();
        const forms::Node* node = brief().find("audit/q" + n);
        INFO("AUDIT " << n);
        REQUIRE(node);
        CHECK(words(node->label) == words(n, item));
        std::string codes, wanted;
        for (const forms::Choice& choice : brief().list(node->list)->choices)
            if (choice.name != "declined") codes += choice.name + " ";
        if (item.contains("choices"))
            for (const Json& score : item["choices"]) wanted += score.dump() + " ";
        else
            for (int score = 0; score <= item["max"].get<int>(); ++score) wanted += std::to_string(score) + " ";
        CHECK(codes == wanted);
        CHECK(can_decline(brief(), node->list));
    }
}

TEST_CASE("DAST-10: the vectors of the table") {
    for (const Json& vector : instruments()["dast10"]["test_vectors"]) {
        INFO(vector.dump());
        Instance form = opened("screening_brief");
        REQUIRE(form.set("consent", "yes"));
        REQUIRE(form.set("instrument", "dast10"));
        for (int n = 1; n <= 10; ++n) {
            const bool yes = std::find(vector["yes"].begin(), vector["yes"].end(), n) != vector["yes"].end();
            REQUIRE(form.set("dast10/q" + std::to_string(n), yes ? "yes" : "no"));
        }
        CHECK(form.value("dast10_score") == Value(vector["score"].get<int>()));
        if (vector.contains("band")) CHECK(form.value("dast10_band") == Value(vector["band"].get<std::string>()));
    }
}

TEST_CASE("the bands of the forms are the bands of the table, at every score") {
    for (const auto& [instrument, list] :
         std::map<std::string, std::string>{{"dast10", "dast_band"}, {"audit", "audit_band"}}) {
        std::string shipped, table;
        for (const auto& row : csv_rows(folder / "choices/form_lists.csv"))
            if (row.at("list") == list && row.at("code") != "incomplete") shipped += row.at("code") + " ";
        for (const Json& band : instruments()[instrument]["bands"]) table += band[0].get<std::string>() + " ";
        CHECK(shipped == table);
    }
}

TEST_CASE("the wording is marked as a working translation where the interviewer reads it first") {
    for (const char* id : {"screening_assist", "screening_brief"}) {
        const forms::Node& first = shipped_forms().at(id)->definition.nodes.front();
        INFO(id);
        CHECK(first.name == "working_translation");
        CHECK(first.label.texts.at("en").starts_with("Working translation"));
        CHECK(first.relevant.empty());
    }
}

TEST_CASE("under 18 the tools are marked as not validated, and the record says so") {
    for (const char* id : {"screening_assist", "screening_brief"}) {
        INFO(id);
        Instance form = opened(id);
        REQUIRE(form.set("age", 17));
        CHECK(form.value("unvalidated_age") == Value("yes"));
        CHECK(form.warnings().size() == 1);
        REQUIRE(form.set("age", 18));
        CHECK(form.value("unvalidated_age") == Value("no"));
        CHECK(form.warnings().empty());
    }
}

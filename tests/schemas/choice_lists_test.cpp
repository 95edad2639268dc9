// Codes and words of choices have one home: the tables under schemas/choices/. What a form offers is what stands there.
#include <algorithm>
#include <set>

#include "tests/schemas/schema_files.h"

using namespace nuong;
using namespace nuong::schemas;

namespace {

struct Word {
    std::string code, vi, en;
    bool operator==(const Word&) const = default;
};
using Lists = std::map<std::string, std::vector<Word>>;

Lists lists_of(const char* file) {
    Lists lists;
    for (const auto& row : csv_rows(folder / "choices" / file)) {
        auto& list = lists[row.at("list")];
        list.push_back({row.at("code"), row.at("vi"), row.at("en")});
        INFO(file << ": " << row.at("list") << " " << row.at("code"));
        CHECK(row.at("order") == std::to_string(list.size()));
    }
    return lists;
}

}  // namespace

TEST_CASE("every list in every form is the list of the tables, word for word and in their order") {
    Lists tables = lists_of("choice_lists.csv");
    for (auto& [name, words] : lists_of("form_lists.csv")) {
        INFO(name);
        CHECK(tables.emplace(name, words).second);  // no list lives in both
    }
    std::set<std::string> used;
    for (const auto& [id, form] : shipped_forms())
        for (const forms::ChoiceList& list : form->definition.lists) {
            INFO(id << ": " << list.name);
            used.insert(list.name);
            REQUIRE(tables.contains(list.name));
            std::vector<Word> offered;
            for (const forms::Choice& choice : list.choices)
                offered.push_back({choice.name, choice.label.texts.at("vi"), choice.label.texts.at("en")});
            CHECK((offered == tables.at(list.name)));
        }
    // record_status is the program's own (~status).
    for (const auto& [name, words] : tables)
        if (name != "record_status" && !used.contains(name)) FAIL_CHECK("no form uses the list " << name);
}

TEST_CASE("the lists are complete: two languages, no code twice") {
    for (const char* file : {"choice_lists.csv", "form_lists.csv"})
        for (const auto& [name, words] : lists_of(file)) {
            std::set<std::string> codes;
            for (const Word& word : words) {
                INFO(name << " " << word.code);
                CHECK(codes.insert(word.code).second);
                CHECK_FALSE(word.vi.empty());
                CHECK_FALSE(word.en.empty());
                CHECK(word.code.find(' ') == std::string::npos);
            }
        }
}

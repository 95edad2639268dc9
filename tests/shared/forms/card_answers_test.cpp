// Which questions a scanned citizen card answers, and what an author is told who names them wrongly.
#include "shared/forms/card_answers.h"

#include "shared/forms/parse_form.h"
#include "tests/shared/forms/form_world.h"

using namespace nuong;
using namespace nuong::forms;

namespace {

std::string form_with(const std::string& citizen_card) {
    return R"({"id":"f","version":1,"title":"F","settings":{"citizen_card":)" + citizen_card + R"(},
      "choices":{"sex":[{"name":"male","label":"M"},{"name":"female","label":"F"}],"kind":[{"name":"cccd","label":"C"}]},
      "survey":[{"type":"text","name":"name","label":"N"},{"type":"select_one sex","name":"sex","label":"S"},
        {"type":"select_one kind","name":"kind","label":"K"},{"type":"integer","name":"born","label":"B"},
        {"type":"date","name":"day","label":"D"},{"type":"text","name":"exact","label":"X"},
        {"type":"begin_repeat","name":"papers","label":"P","children":[
          {"type":"select_one kind","name":"kind","id":"papers/kind","label":"K"},{"type":"text","name":"number","label":"#"},
          {"type":"begin_repeat","name":"inner","label":"I","children":[{"type":"text","name":"deep","label":"D"}]}]}]})";
}

std::vector<std::string> errors_of(const std::string& citizen_card) {
    std::vector<std::string> all;
    for (const Problem& problem : parse_form(form_with(citizen_card)).problems)
        if (problem.severity == Severity::error) all.push_back(problem.where + ": " + problem.message.en);
    return all;
}

// "question=value", with what is answered together with it in front.
std::vector<std::string> answers(const std::string& citizen_card, const CitizenCard& card) {
    const auto parsed = parse_form(form_with(citizen_card));
    std::vector<std::string> all;
    for (const CardAnswer& answer : answers_of(card, parsed.definition.value())) {
        std::string text = answer.also ? answer.also->path + "=" + plain_text(answer.also_value) + " " : "";
        all.push_back(text + answer.question->path + "=" + plain_text(answer.value));
    }
    return all;
}

CitizenCard lung() {
    return {"010085001234",
            "063123456",
            "Giàng A Lùng",
            {1985, 2, 1},
            CardSex::male,
            "Xã Nậm Xé",
            parse_date("2021-08-15").value(),
            {}};
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a card answers the questions that the form names, in the order of the form") {
    const std::string setting =
        R"({"number":"papers/number","number_also":"papers/kind=cccd","full_name":"name","sex":"sex","birth_year":"born",
            "birth_date":"day","birth_date_also":"exact=yes"})";
    CHECK(errors_of(setting).empty());
    CHECK(answers(setting, lung()) == Texts{"name=Giàng A Lùng", "sex=male", "born=1985", "exact=yes day=1985-02-01",
                                            "papers/kind=cccd papers/number=010085001234"});
    CitizenCard year_only = lung();
    year_only.born = {1985, 0, 0};
    CHECK(answers(setting, year_only) ==
          Texts{"name=Giàng A Lùng", "sex=male", "born=1985", "papers/kind=cccd papers/number=010085001234"});
}

TEST_CASE("in a sheet the parts of a card stand in one cell") {
    CHECK(answers(R"("full_name=name number=papers/number number_also=papers/kind=cccd")", lung()) ==
          Texts{"name=Giàng A Lùng", "papers/kind=cccd papers/number=010085001234"});
}

TEST_CASE("an old number and an issue day are given where they are known and asked for") {
    CHECK(answers(R"({"old_number":"name","issued_on":"day"})", lung()) == Texts{"name=063123456", "day=2021-08-15"});
    CitizenCard first_card = lung();
    first_card.old_number.clear();
    CHECK(answers(R"({"old_number":"name","address":"exact"})", first_card) == Texts{"exact=Xã Nậm Xé"});
}

TEST_CASE("an author is told what of a card leads nowhere") {
    CHECK(errors_of(R"({"religion":"name"})") ==
          Texts{"settings: citizen_card: religion: A citizen card has no such part."});
    CHECK(errors_of(R"({"full_name":"nmae"})") ==
          Texts{"settings: citizen_card: full_name: There is no question \"nmae\"."});
    CHECK(errors_of(R"({"birth_year":"name"})") ==
          Texts{"settings: citizen_card: birth_year: Must name a question of type integer."});
    CHECK(errors_of(R"({"sex":"kind"})") ==
          Texts{"settings: citizen_card: sex: The question must offer male and female."});
    CHECK(errors_of(R"({"number":"papers/inner/deep"})") ==
          Texts{"settings: citizen_card: number: The question lies in a repeat of a repeat."});
    const Texts no_pair{
        "settings: citizen_card: number_also: Must be question=value (one word), of type select_one or text, beside a "
        "part of the card."};
    CHECK(errors_of(R"({"number":"name","number_also":"exact=as written"})") == no_pair);
    CHECK(errors_of(R"({"number_also":"kind=cccd"})") == no_pair);
    CHECK(errors_of(R"({"number":"name","number_also":"kind"})") == no_pair);
    CHECK(errors_of(R"({"number":"papers/number","number_also":"kind=cccd"})") ==
          Texts{"settings: citizen_card: number_also: Both questions must lie in the same repeat."});
    CHECK(errors_of(R"({"number":"papers/number","number_also":"papers/kind=cmnd"})") ==
          Texts{"settings: citizen_card: number_also: The question does not offer \"cmnd\"."});
}

// Every type of question that an XLSForm author may bring: what it takes, what it refuses, and with which words.
#include "shared/forms/form_test.h"
#include "tests/shared/forms/form_world.h"

using namespace nuong;
using namespace nuong::forms;

namespace {

std::string refusal(Instance& form, const char* path, const Value& value) {
    const Status set = form.set(path, value);
    return set ? "taken as " + value_text(form, path) : set.error().message.en;
}

std::vector<std::string> offered(const Instance& form, const char* path) {
    std::vector<std::string> names;
    for (const ChoiceView& choice : form.view(*form.find(path)).choices) names.push_back(choice.name);
    return names;
}

std::string first_problem(const std::string& text) {
    const Compiled compiled = compile_package(text);
    for (const Problem& problem : compiled.problems)
        if (problem.severity == Severity::error) return problem.where + " - " + problem.message.en;
    return compiled.problems.empty() ? "fine" : compiled.problems[0].where + " ~ " + compiled.problems[0].message.en;
}

}  // namespace

TEST_CASE("times, moments, places and partial dates take what they are and say what they need") {
    Instance form = opened(package(R"j([{"type":"time","name":"at","label":"Giờ"},
        {"type":"dateTime","name":"when","label":"Lúc"},
        {"type":"partial_date","name":"born","label":"Sinh"},
        {"type":"geopoint","name":"spot","label":"Nơi"},
        {"type":"barcode","name":"code","label":"Mã"},
        {"type":"calculate","name":"age","calculation":"age(${born}, today())"},
        {"type":"calculate","name":"year","calculation":"year(${born})"},
        {"type":"calculate","name":"half_day","calculation":"decimal-time(${at}) < 0.5"}])j"));
    CHECK(refusal(form, "at", "07:30") == "taken as 07:30");
    CHECK(value_text(form, "half_day") == "true");
    CHECK(refusal(form, "at", "25:00") == "A time is needed, such as 07:30.");
    CHECK(refusal(form, "when", "2024-05-31T08:00:00+07:00") == "taken as 2024-05-31T08:00:00+07:00");
    CHECK(refusal(form, "when", "hôm qua") == "A date and time is needed, such as 2024-05-31T08:00:00+07:00.");
    CHECK(refusal(form, "spot", "22.1 104.2") == "taken as 22.1 104.2");
    CHECK(refusal(form, "spot", "ở chợ") == "A place is needed: latitude longitude.");
    CHECK(refusal(form, "code", "8934563138165") == "taken as 8934563138165");

    struct Born {
        const char* written;
        const char* kept;
        const char* age;  // on 30 June 2024
    };
    for (const Born& born :
         {Born{"1985", "1985", "39"}, Born{"1985-07", "1985-07", "38"}, Born{"6/1985", "1985-06", "39"},
          Born{"30/6/1985", "1985-06-30", "39"}, Born{"2024-02-29", "2024-02-29", "0"}}) {
        INFO(born.written);
        CHECK(form.set("born", born.written));
        CHECK(value_text(form, "born") == born.kept);
        CHECK(value_text(form, "age") == born.age);
    }
    CHECK(form.set("born", 1990));
    CHECK(value_text(form, "year") == "1990");
    for (const char* wrong : {"85", "1985-13", "2023-02-29", "0000", "1985-6-30-1", "năm 85"}) {
        INFO(wrong);
        CHECK_FALSE(form.set("born", wrong));
        CHECK(value_text(form, "born") == "1990");
    }
}

TEST_CASE("a range takes whole steps between its ends, a ranking takes every choice in the order given") {
    Instance form =
        opened(package(R"j([{"type":"range","name":"pain","label":"Đau","parameters":"start=0 end=10 step=2"},
        {"type":"range","name":"ratio","label":"Tỷ lệ","parameters":{"start":0,"end":1,"step":"0.1"}},
        {"type":"rank yn","name":"order","label":"Xếp"}])j",
                       yes_no));
    CHECK(form.set("pain", 4));
    CHECK(errors_of(form).empty());
    CHECK(form.set("pain", 5));
    CHECK(errors_of(form) == "pain constraint");
    CHECK(form.problems()[0].message.en == "From 0 to 10 in steps of 2.");
    CHECK(form.set("pain", 12));
    CHECK(errors_of(form) == "pain constraint");
    CHECK(form.set("pain", 10));
    CHECK(form.set("ratio", 0.3));
    CHECK(errors_of(form).empty());
    CHECK_FALSE(form.set("order", "no"));
    CHECK(form.set("order", "no yes"));
    CHECK(value_text(form, "order") == "no yes");
    CHECK(first_problem(package(R"j([{"type":"range","name":"x","label":"X","parameters":"start=a end=3"}])j")) ==
          "x: parameters - start must be a number.");
}

TEST_CASE("choices come from a table beside the form, in the languages of its columns") {
    const std::string with_table = R"j({"id":"trial","version":1,"title":{"vi":"Thử","en":"Trial"},
      "tables":{"communes":"code,label::Tiếng Việt (vi),label::en,district\n03061,Võ Lao,Vo Lao,089\n03076,\"Nậm Chày\",Nam Chay,089\n02683,Sa Pa,Sa Pa,088\n",
                "map":{"geojson":"{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"id\":\"p1\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[104.1,22.2]},\"properties\":{\"title\":\"Chợ\"}}]}"},
                "rates":{"xml":"<root><item><name>a</name><label>Một</label><price>3000000000</price></item></root>"}},
      "survey":[{"type":"text","name":"district","label":{"vi":"Huyện","en":"District"}},
        {"type":"select_one_from_file communes.csv","name":"commune","label":{"vi":"Xã","en":"Commune"},"parameters":"value=code","choice_filter":"district = ${district}"},
        {"type":"select_one_from_file map.geojson","name":"spot","label":{"vi":"Nơi","en":"Place"}},
        {"type":"select_one_from_file rates.xml","name":"rate","label":{"vi":"Giá","en":"Rate"}},
        {"type":"calculate","name":"shown","calculation":"label(${commune})"},
        {"type":"calculate","name":"looked_up","calculation":"pulldata('communes', 'district', 'code', ${commune})"},
        {"type":"calculate","name":"walked","calculation":"instance('communes')/root/item[code = ${commune}]/label__en"},
        {"type":"calculate","name":"price","calculation":"pulldata('rates', 'price', 'name', ${rate})"},
        {"type":"calculate","name":"where","calculation":"pulldata('map', 'geometry', 'id', ${spot})"}]
})j";
    Instance form = opened(with_table);
    CHECK(form.set("district", "089"));
    CHECK(offered(form, "commune") == std::vector<std::string>{"03061", "03076"});
    CHECK(form.view(*form.find("commune")).choices[1].label == "Nậm Chày");
    form.set_language("en");
    CHECK(form.view(*form.find("commune")).choices[1].label == "Nam Chay");
    CHECK(form.set("commune", "03076"));
    CHECK(value_text(form, "shown") == "Nam Chay");
    CHECK(value_text(form, "looked_up") == "089");
    CHECK(value_text(form, "walked") == "Nam Chay");
    CHECK(form.set("district", "088"));
    CHECK(errors_of(form) == "commune not_in_list");
    CHECK(form.set("rate", "a"));
    CHECK(value_text(form, "price") == "3000000000");
    CHECK(form.set("spot", "p1"));
    CHECK(value_text(form, "where") == "22.2 104.1 0 0");

    const auto asks = [](const char* tables, const char* type) {
        return first_problem(R"j({"id":"t","version":1,"title":"T","tables":)j" + std::string(tables) +
                             R"j(,"survey":[{"type":")j" + type + R"j(","name":"x","label":"X"}]})j");
    };
    CHECK(asks("{}", "select_one_from_file a.csv") == "x: type - The table \"a.csv\" does not come with the form.");
    CHECK(asks(R"j({"a":"code,label\n1,Một\n"})j", "select_one_from_file a.csv") ==
          "x: type - The table \"a\" has no column \"name\" (value=…).");
    CHECK(asks(R"j({"a":"name\n1\n"})j", "select_one_from_file a.csv") ==
          "x: type ~ The table \"a\" has no column \"label\"; values are shown instead.");
}

TEST_CASE("two choices of one name are told apart by the filter, when the form allows them") {
    const char* districts = R"j({"where":[{"name":"centre","label":"Trung tâm A","of":"a"},
        {"name":"centre","label":"Trung tâm B","of":"b"},{"name":"edge","label":"Rìa","of":"a"}]})j";
    const std::string survey = R"j([{"type":"text","name":"of","label":"Huyện"},
        {"type":"select_one where","name":"place","label":"Nơi","choice_filter":"of = ${of}"}])j";
    CHECK(first_problem(package(survey, districts)) == "choices/where[1]: name - The choice \"centre\" stands twice.");
    Instance form = opened(package(survey, districts, R"j({"allow_choice_duplicates":"yes"})j"));
    CHECK(form.set("of", "b"));
    CHECK(form.set("place", "centre"));
    CHECK(errors_of(form).empty());
    CHECK(form.view(*form.find("place")).choices[0].label == "Trung tâm B");
    CHECK(form.set("place", "edge"));
    CHECK(errors_of(form) == "place not_in_list");
}

TEST_CASE("a triggered calculation runs when its question changes, and what it gave is kept") {
    Instance form = opened(package(R"j([{"type":"integer","name":"price","label":"Giá"},
        {"type":"integer","name":"count","label":"Số lượng"},
        {"type":"calculate","name":"at_first","calculation":"${price} * ${count}","trigger":"${count}"},
        {"type":"text","name":"stamp","label":"Dấu","calculation":"now()","trigger":["count"]},
        {"type":"begin_repeat","name":"r","label":"R","children":[
          {"type":"integer","name":"x","label":"X"},
          {"type":"integer","name":"twice","label":"2X","calculation":"${x} * 2","trigger":"x"}]}])j"));
    CHECK(form.set("price", 5));
    CHECK(value_text(form, "at_first").empty());
    CHECK(form.set("count", 3));
    CHECK(value_text(form, "at_first") == "15");
    CHECK_FALSE(value_text(form, "stamp").empty());
    CHECK(form.set("price", 100));
    CHECK(value_text(form, "at_first") == "15");
    CHECK(nuong::find(form.answers_to_save(), "at_first"));
    CHECK(form.add_row("r", "1"));
    CHECK(form.add_row("r", "2"));
    CHECK(form.set("r/2/x", 4));
    CHECK(value_text(form, "r/2/twice") == "8");
    CHECK(value_text(form, "r/1/twice").empty());
    CHECK(form.set("r/2/twice", 9));  // a person may correct it
    CHECK(value_text(form, "r/2/twice") == "9");
    CHECK(first_problem(package(R"j([{"type":"calculate","name":"a","calculation":"1","trigger":"${b}"}])j")) ==
          "a: trigger - There is no question \"b\".");
}

TEST_CASE("what was saved last is where the next record begins") {
    const FormPointer form =
        compiled(package(R"j([{"type":"text","name":"village","label":"Thôn","default":"${last-saved#village}"},
        {"type":"integer","name":"round","label":"Đợt","default":"${last-saved#round} + 1"},
        {"type":"date","name":"day","label":"Ngày","default":"${last-saved#day} + 1"}])j"));
    Environment first = on("2024-06-30");
    CHECK(Instance(form, first).value("village").is_null());
    first.last_saved =
        std::make_shared<const Fields>(Fields{{"day", "2024-06-29"}, {"round", 3}, {"village", "Nậm Chày"}});
    const Instance next(form, first);
    CHECK(next.value("village") == Value("Nậm Chày"));
    CHECK(next.value("round") == Value(4));
    CHECK(value_text(next, "day") == "2024-06-30");
    CHECK(first_problem(package(R"j([{"type":"text","name":"a","label":"A","default":"${last-saved#b}"}])j")) ==
          "a: default - Position 1 in \"${last-saved#b}\": There is no question named \"b\"; did you mean \"a\"?");
}

TEST_CASE("an order by chance is the same for the same seed, and the same while the form is open") {
    const auto with = [](const char* parameters) {
        return opened(package(
            R"j([{"type":"integer","name":"seed","label":"Số"},
            {"type":"select_one n","name":"q","label":"Câu","parameters":")j" +
                std::string(parameters) + R"j("}])j",
            R"j({"n":[{"name":"1","label":"1"},{"name":"2","label":"2"},{"name":"3","label":"3"},{"name":"4","label":"4"},{"name":"5","label":"5"}]})j"));
    };
    Instance seeded = with("randomize=true seed=42");
    // web-forms and JavaRosa give this order for seed 42: inside-out shuffle over Park and Miller's numbers
    const auto order = offered(seeded, "q");
    CHECK(std::vector<std::string>(order) != std::vector<std::string>{"1", "2", "3", "4", "5"});
    CHECK(offered(with("randomize=true seed=42"), "q") == order);
    CHECK(offered(with("randomize=true seed=43"), "q") != order);
    Instance asked = with("randomize=true seed=${seed}");
    CHECK(asked.set("seed", 42));
    CHECK(offered(asked, "q") == order);
    Instance unseeded = with("randomize=true");
    CHECK(offered(unseeded, "q") == offered(unseeded, "q"));
    CHECK(unseeded.set("q", "3"));
    CHECK(errors_of(unseeded).empty());
}

TEST_CASE("a test inside a form walks through it step by step and says at which step it was disappointed") {
    const auto report = [](const char* steps) {
        return run_form_tests(compiled(R"j({"id":"t","version":1,"title":{"vi":"T","en":"T"},
            "survey":[{"type":"begin_repeat","name":"members","label":{"vi":"Người","en":"People"},"children":[
                {"type":"integer","name":"age","label":{"vi":"Tuổi của người ${place}","en":"Age of ${place}"},"warn":". > 100","warn_message":{"vi":"Già quá?","en":"Too old?"}},
                {"type":"calculate","name":"place","calculation":"position(..)"}]},
              {"type":"calculate","name":"total","calculation":"sum(${age})"}],
            "tests":[{"name":"rows","answers":{"members":[{"age":3}]},"expect":{"total":3},"steps":)j" +
                                       std::string(steps) + "}]}"),
                              *parse_date("2024-06-30"));
    };
    CHECK(
        report(
            R"j([{"add_row":"members/2","set":{"members/2/age":104},"expect":{"total":107},"warnings":["members/2/age"]},
                     {"language":"en","labels":{"members/2/age":"Age of 2"}},
                     {"remove_row":"members/1","expect":{"total":104},"labels":{"members/2/age":"Age of 1"},"valid":true}])j")
            .is_ok());
    const TestReport wrong =
        report(R"j([{"set":{"members/1/age":4}},{"set":{"members/7/age":1},"expect":{"total":5}}])j");
    REQUIRE(wrong.failed.size() == 2);
    CHECK(wrong.failed[0].path == "members/7/age");
    CHECK(wrong.failed[1].message.en == "step 2: wanted \"5\" but got \"4\"");
}

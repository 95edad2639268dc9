#include "shared/forms/instance.h"

#include "shared/forms/record_title.h"
#include "tests/shared/forms/form_world.h"

using namespace nuong;
using namespace nuong::forms;

namespace {

Instance smoker() {
    return opened(package(
        R"([{"type":"select_one yn","name":"smokes","label":{"vi":"Có hút thuốc không?","en":"Do you smoke?"}},
            {"type":"begin_group","name":"habit","label":"Thói quen","relevant":"${smokes} = 'yes'","children":[
              {"type":"integer","name":"per_day","label":{"vi":"Mỗi ngày mấy điếu?","en":"How many a day?"},"required":true,"constraint":". >= 1 and . <= 100","constraint_message":{"vi":"Từ 1 đến 100.","en":"1 to 100."}},
              {"type":"text","name":"brand","label":"Hiệu","relevant":"${per_day} > 10"}]},
            {"type":"calculate","name":"per_week","calculation":"${per_day} * 7"}])",
        yes_no));
}

}  // namespace

TEST_CASE("a hidden answer counts as blank and comes back with its question") {
    Instance form = smoker();
    CHECK_FALSE(is_shown(form, "habit/per_day"));
    CHECK(form.set("smokes", "yes"));
    CHECK(errors_of(form) == "habit/per_day required");
    CHECK(form.set("habit/per_day", 20));
    CHECK(form.set("habit/brand", "Thăng Long"));
    CHECK(value_text(form, "per_week") == "140");
    CHECK(form.is_valid());

    CHECK(form.set("smokes", "no"));
    CHECK_FALSE(is_shown(form, "habit"));
    CHECK_FALSE(is_shown(form, "habit/brand"));
    CHECK(form.value("habit/per_day") == Value());
    CHECK(form.value("per_week") == Value());
    CHECK(form.answers_to_save() == Fields{{"smokes", "no"}});
    CHECK(nuong::find(form.answers(), "habit/per_day"));

    CHECK(form.set("smokes", "yes"));
    CHECK(form.value("habit/per_day") == Value(20));
    CHECK(form.value("habit/brand") == Value("Thăng Long"));
    CHECK(value_text(form, "per_week") == "140");
}

TEST_CASE("an answer that breaks a rule is taken and shown, one of another type is refused") {
    Instance form = smoker();
    CHECK(form.set("smokes", "yes"));
    CHECK(form.set("habit/per_day", 400));
    CHECK(errors_of(form) == "habit/per_day constraint");
    CHECK(form.problems()[0].message == Message{"Từ 1 đến 100.", "1 to 100."});
    const Status refused = form.set("habit/per_day", "nhiều");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.en == "The answer must be a number.");
    CHECK(form.value("habit/per_day") == Value(400));
    CHECK_FALSE(form.set("habit/per_day", 2.5));
    CHECK(form.set("habit/per_day", "12"));
    CHECK(form.value("habit/per_day") == Value(12));
    CHECK(form.set("smokes", "maybe"));
    CHECK(errors_of(form) == "smokes not_in_list");
    CHECK_FALSE(form.set("habit", "x"));
    CHECK_FALSE(form.set("per_week", 1));
    CHECK_FALSE(form.set("nowhere", 1));
    CHECK_FALSE(form.set("habit/brand", "\xFF"));
}

TEST_CASE("text that arrives decomposed equals text that was typed composed") {
    Instance form = opened(package(
        R"([{"type":"text","name":"a","label":"A"},{"type":"calculate","name":"same","calculation":"${a} = 'Thị'"}])"));
    CHECK(form.set("a", "  Thi\xCC\xA3 "));
    CHECK(form.value("a") == Value("Thị"));
    CHECK(form.value("same") == Value(true));
}

TEST_CASE("the form says in its own words why a question is hidden or not accepted") {
    Instance form = smoker();
    CHECK(form.explain("habit/per_day", "relevant").vi ==
          "Đang ẩn cùng nhóm «Thói quen», chỉ hỏi khi «Có hút thuốc không?» là «Có». «Có hút thuốc không?» chưa có câu "
          "trả lời.");
    CHECK(form.set("smokes", "no"));
    CHECK(form.explain("habit", "relevant").en ==
          "Hidden, asked only when «Do you smoke?» is «Yes». \"Do you smoke?\" is now \"No\".");
    CHECK(form.set("smokes", "yes"));
    CHECK(form.set("habit/per_day", 400));
    CHECK(form.explain("habit/per_day", "valid").en ==
          "1 to 100. Condition: «How many a day?» ≤ 100. \"How many a day?\" is now \"400\".");
    CHECK(form.explain("smokes", "relevant").en == "Always asked.");
}

TEST_CASE("a filtered list: an answer that is no longer offered is kept and marked") {
    const char* lists = R"({"province":[{"name":"10","label":"Lào Cai"},{"name":"15","label":"Yên Bái"}],
        "district":[{"name":"089","label":"Văn Bàn","province":"10"},{"name":"088","label":"Sa Pa","province":"10"},{"name":"133","label":"Lục Yên","province":"15"}]})";
    Instance form = opened(package(R"([{"type":"select_one province","name":"province","label":"Tỉnh"},
        {"type":"select_one district","name":"district","label":"Huyện","choice_filter":"province = ${province}"}])",
                                   lists));
    const auto offered = [&] {
        std::string all;
        for (const ChoiceView& choice : form.view(*form.find("district")).choices) all += choice.label + ";";
        return all;
    };
    CHECK(offered().empty());
    CHECK(form.set("province", "10"));
    CHECK(offered() == "Văn Bàn;Sa Pa;");
    CHECK(form.set("district", "089"));
    CHECK(form.is_valid());
    CHECK(form.set("province", "15"));
    CHECK(offered() == "Lục Yên;");
    CHECK(form.value("district") == Value("089"));
    CHECK(errors_of(form) == "district not_in_list");
    CHECK(form.set("province", "10"));
    CHECK(form.is_valid());
}

TEST_CASE("a filter over a list finds the same choices by index as by looking at each") {
    std::string list;
    for (int i = 0; i < 300; ++i)
        list += (i ? "," : "") + std::string(R"({"name":"c)") + std::to_string(i) + R"(","label":"C","tens":")" +
                std::to_string(i / 10) + R"(","odd":")" + (i % 2 ? "yes" : "no") + R"("})";
    Instance form = opened(package(
        R"j([{"type":"text","name":"t","label":"T"},{"type":"integer","name":"n","label":"N"},
            {"type":"select_one l","name":"indexed","label":"I","choice_filter":"odd = 'yes' and tens = ${t}"},
            {"type":"select_one l","name":"flipped","label":"F","choice_filter":"${t} = tens and odd = 'yes'"},
            {"type":"select_one l","name":"scanned","label":"S","choice_filter":"odd = 'yes' and not(tens != ${t})"},
            {"type":"select_one l","name":"by_number","label":"B","choice_filter":"tens = ${n}"}])j",
        R"({"l":[)" + list + "]}"));
    const auto names = [&](const char* path) {
        std::string all;
        for (const ChoiceView& choice : form.view(*form.find(path)).choices) all += choice.name + " ";
        return all;
    };
    CHECK(form.set("t", "7"));
    CHECK(form.set("n", 7));
    CHECK(names("indexed") == "c71 c73 c75 c77 c79 ");
    CHECK(names("flipped") == names("indexed"));
    CHECK(names("scanned") == names("indexed"));
    CHECK(names("by_number") == "c70 c71 c72 c73 c74 c75 c76 c77 c78 c79 ");
    CHECK(form.set("t", "07"));
    CHECK(names("indexed").empty());
    CHECK(form.clear("t"));
    CHECK(names("indexed") == names("scanned"));
}

TEST_CASE("a rule looks again when another answer or the day changes") {
    Instance form = opened(
        package(
            R"j([{"type":"integer","name":"low","label":"Từ"},{"type":"integer","name":"high","label":"Đến","constraint":". >= ${low}"},
        {"type":"date","name":"day","label":"Ngày","constraint":". <= today()","warn":". < today() - 30","warn_message":"Đã lâu"}])j"),
        "2024-06-30");
    CHECK(form.set("high", 5));
    CHECK(errors_of(form) == "high constraint");  // nothing to compare with is not yet right
    CHECK(form.set("low", 3));
    CHECK(form.is_valid());
    CHECK(form.set("low", 9));
    CHECK(errors_of(form) == "high constraint");
    CHECK(form.set("low", 5));
    CHECK(form.set("day", "2024-07-01"));
    CHECK(errors_of(form) == "day constraint");
    form.set_today(*parse_date("2024-07-01"));
    CHECK(form.is_valid());
    CHECK(form.warnings().empty());
    form.set_today(*parse_date("2024-08-15"));
    REQUIRE(form.warnings().size() == 1);
    CHECK(form.warnings()[0].message.vi == "Đã lâu");
    CHECK(form.is_valid());
}

TEST_CASE("answering one of 70 questions looks at little") {
    std::string survey = "[";
    for (int i = 0; i < 70; ++i)
        survey += (i > 0 ? "," : "") + std::string(R"({"type":"integer","name":"q)") + std::to_string(i) +
                  R"(","label":"Câu","required":true,"constraint":". < 10")" +
                  (i > 0 ? R"(,"relevant":"${q)" + std::to_string(i - 1) + R"(} < 8"})" : "}");
    survey += R"j(,{"type":"calculate","name":"total","calculation":"sum(${q0}, ${q1})"},
        {"type":"calculate","name":"is_high","calculation":"${total} > 100"},
        {"type":"calculate","name":"after","calculation":"if(${is_high}, 1, 2)"}])j";
    Instance form = opened(package(survey));
    for (int i = 0; i < 70; ++i) CHECK(form.set("q" + std::to_string(i), 1));
    const auto cost = [&](const char* path, Value value) {
        const auto before = form.evaluations();
        CHECK(form.set(path, value));
        return form.evaluations() - before;
    };
    // value, valid, the relevance of the next (which stays), the total, is_high (which stays): `after` is not looked
    // at.
    CHECK(cost("q0", 2) == 5);
    CHECK(cost("q40", 2) == 3);
    CHECK(cost("q40", 2) == 0);  // the same answer again
    CHECK(cost("q69", 3) == 2);
    CHECK(cost("q40", 9) > 29);  // hides everything behind it
}

TEST_CASE("defaults: given once, computed once, and not on a record that exists") {
    const std::string form = package(
        R"j([{"type":"date","name":"on","label":"Ngày","default":"today()"},{"type":"text","name":"place","label":"Nơi","default":"Hà Nội - 1"},
        {"type":"integer","name":"n","label":"n","default":4},{"type":"integer","name":"twice","label":"2n","default":"${n} * 2"},{"type":"username","name":"who"},{"type":"start","name":"began"}])j");
    Instance fresh = opened(form, "2024-06-30");
    CHECK(value_text(fresh, "on") == "2024-06-30");
    CHECK(value_text(fresh, "place") == "Hà Nội - 1");
    CHECK(value_text(fresh, "twice") == "8");
    CHECK(value_text(fresh, "who") == "mai");
    CHECK(value_text(fresh, "began") == "2024-06-30T08:00:00.000Z");
    CHECK(fresh.set("n", 10));
    CHECK(value_text(fresh, "twice") == "8");
    CHECK(fresh.clear("on"));
    CHECK(fresh.value("on") == Value());
    const Instance old(compiled(form), on("2024-07-01"), Fields{{"n", 1}});
    CHECK(old.value("on") == Value());
    CHECK(old.value("who") == Value());
}

TEST_CASE("a calculation fills a question until somebody answers it") {
    Instance form = opened(package(
        R"([{"type":"integer","name":"n","label":"n"},{"type":"integer","name":"twice","label":"2n","calculation":"${n} * 2"}])"));
    CHECK(form.set("n", 3));
    CHECK(value_text(form, "twice") == "6");
    CHECK(form.answers_to_save() == Fields{{"n", 3}, {"twice", 6}});
    CHECK(form.set("twice", 7));
    CHECK(form.set("n", 4));
    CHECK(value_text(form, "twice") == "7");
    CHECK(form.clear("twice"));
    CHECK(value_text(form, "twice") == "8");
}

TEST_CASE("a loaded answer of another type is shown as an error and not lost") {
    const std::string form = package(
        R"([{"type":"integer","name":"n","label":"n"},{"type":"calculate","name":"m","calculation":"${n} + 1"}])");
    Instance old(compiled(form), on("2024-07-01"), Fields{{"n", "mười"}});
    CHECK(errors_of(old) == "n type");
    CHECK(old.value("m") == Value());
    CHECK(old.answers() == Fields{{"n", "mười"}});
    CHECK(old.answers_to_save() == Fields{{"n", "mười"}});
    CHECK(old.view(*old.find("n")).answer == Value("mười"));
    CHECK(old.set("n", 10));
    CHECK(old.is_valid());
    CHECK(value_text(old, "m") == "11");
}

TEST_CASE("refusing to answer is an answer where the form allows it") {
    Instance form = opened(package(
        R"j([{"type":"integer","name":"income","label":"Thu nhập","required":true,"missing":["refused"],"constraint":". > 0"},{"type":"calculate","name":"asked","calculation":"is-missing(${income})"}])j"));
    CHECK(errors_of(form) == "income required");
    CHECK(form.set("income", Missing{"refused"}));
    CHECK(form.is_valid());
    CHECK(form.value("asked") == Value(true));
    CHECK(form.answers_to_save() == Fields{{"income", Missing{"refused"}}});
    CHECK_FALSE(form.set("income", Missing{"lost"}));
}

TEST_CASE("labels are read in the language of the person") {
    Instance form = smoker();
    CHECK(form.view(*form.find("smokes")).label == "Có hút thuốc không?");
    CHECK(form.view(*form.find("smokes")).choices[0] == ChoiceView{"yes", "Có"});
    form.set_language("en");
    CHECK(form.view(*form.find("smokes")).label == "Do you smoke?");
    CHECK(form.view(*form.find("smokes")).choices[0] == ChoiceView{"yes", "Yes"});
    CHECK(form.view(*form.find("habit")).label == "Thói quen");
}

TEST_CASE("nested answers go in and out, and a misspelt name is told the right one") {
    const FormPointer form = compiled(package(household));
    const auto fields = fields_from_json(
        *form,
        *parse_json(R"({"size":2,"members":[{"name":"An","visits":[{"minutes":5}]},{"~key":"k7","age":3}]})", "a"));
    REQUIRE(fields);
    CHECK(*fields == Fields{{"members/1/name", "An"},
                            {"members/1/visits/1/minutes", 5},
                            {"members/1/visits/1/~live", true},
                            {"members/1/~live", true},
                            {"members/k7/age", 3},
                            {"members/k7/~live", true},
                            {"size", 2}});
    CHECK(
        dump_json(fields_to_json(*form, *fields)) ==
        R"({"members":[{"name":"An","visits":[{"minutes":5,"~key":"1"}],"~key":"1"},{"age":3,"~key":"k7"}],"size":2})");
    const auto wrong = [&](const char* json) {
        return fields_from_json(*form, *parse_json(json, "a")).error().message.en;
    };
    CHECK(wrong(R"({"sise":2})") == "The form has no \"sise\". Did you mean \"size\"?");
    CHECK(wrong(R"({"members":[{"agge":2}]})") == "The form has no \"members/1/agge\". Did you mean \"members/age\"?");
    CHECK(wrong(R"({"members":{"age":2}})") == "members: must be a list of rows [{…}].");
    CHECK(wrong(R"({"size":{"a":1}})") == "size: not a kind of value that a field can hold.");
    CHECK(wrong(R"([1])") == "answers: must be a group {…}.");
}

TEST_CASE("a renamed question keeps its id, and is found by either name") {
    const FormPointer form = compiled(package(
        R"([{"type":"begin_group","name":"home","label":"Nhà","children":[{"type":"text","name":"street","id":"address","label":"Đường"}]}])"));
    Instance instance(form, on("2024-01-01"), Fields{{"address", "Bản Mới"}});
    CHECK(instance.value("home/street") == Value("Bản Mới"));
    CHECK(instance.set("home/street", "Bản Cũ"));
    CHECK(instance.answers() == Fields{{"address", "Bản Cũ"}});
}

TEST_CASE("records are listed by their title and found without marks") {
    const FormPointer form = shipped_form("person_register");
    const Fields an{{"address", "Bản Vầu"},
                    {"birth_year", 1990},
                    {"full_name", "Nguyễn Thị Đào"},
                    {"phone", "0912345678"},
                    {"risk_group", "worker"}};
    CHECK(title_of(*form, an, "vi") == "Nguyễn Thị Đào · 1990");
    CHECK(search_text_of(*form, an) == "nguyen thi dao 0912345678 ban vau");
    CHECK(search_text_of(*form, {}).empty());
    const auto where = [&](const char* source) {
        return evaluates_true(form, *compile_expression(*form, source), an, *parse_date("2024-06-30"));
    };
    CHECK(where("${birth_year} < 2000 and contains(${full_name}, 'Đào')"));
    CHECK(where("${age} = 34"));  // a calculation: needs the whole form
    CHECK_FALSE(where("${age} < 18"));
    CHECK(where("${risk_group} = 'worker'"));
    CHECK(where("${full_name} != ${phone}"));  // two answers at a time, each where it stands
    CHECK_FALSE(where("${full_name} = ${phone}"));
    const FormPointer event = shipped_form("communication_activity");
    CHECK(title_of(*event, Fields{{"event/type", "talk"}, {"kind", "event"}, {"occurred_on", "2024-03-05"}}, "vi") ==
          "Nói chuyện chuyên đề · 05/03/2024");
}

TEST_CASE("a record says on which day somebody has to come back to it, and nothing once that is done") {
    const FormPointer visit = shipped_form("post_rehab_visit");
    CHECK(due_day_of(*visit, Fields{{"met", "yes"}, {"next_visit", "2024-04-05"}, {"occurred_on", "2024-03-05"}}) ==
          "2024-04-05");
    CHECK(due_day_of(*visit, Fields{{"met", "yes"}, {"occurred_on", "2024-03-05"}}).empty());
    CHECK(due_day_of(*visit, Fields{{"next_visit", "soon"}}).empty());
    const FormPointer referral = shipped_form("service_referral");
    Fields made{{"due_days", "14"}, {"occurred_on", "2024-03-05"}, {"service", "medical"}};
    CHECK(due_day_of(*referral, made) == "2024-03-19");
    set(made, "events/k1/~live", true);
    set(made, "events/k1/state", "arrived");
    set(made, "events/k1/date", "2024-03-09");
    CHECK(due_day_of(*referral, made).empty());
    CHECK(due_day_of(*shipped_form("person_register"), Fields{{"full_name", "A"}}).empty());
}

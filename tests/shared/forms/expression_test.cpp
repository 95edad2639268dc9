#include "tests/shared/forms/form_world.h"

using namespace nuong;
using namespace nuong::forms;

namespace {

// i=7, d=2.5, blank, name, day=2026-11-22, one, many="a c", rows 10, blank, 30; refused is a missing code.
Instance sample() {
    Instance instance = opened(
        package(
            R"([{"type":"integer","name":"i","label":"Số"},{"type":"decimal","name":"d","label":"Lẻ"},
            {"type":"integer","name":"blank","label":"Trống"},{"type":"text","name":"name","label":"Tên"},
            {"type":"date","name":"day","label":"Ngày"},{"type":"select_one letters","name":"one","label":"Một"},
            {"type":"select_multiple letters","name":"many","label":"Nhiều"},{"type":"acknowledge","name":"ok","label":"Đồng ý"},
            {"type":"integer","name":"refused","label":"Từ chối","missing":["refused"]},
            {"type":"begin_repeat","name":"rows","label":"Dòng","children":[{"type":"integer","name":"n","label":"n"},{"type":"date","name":"when","label":"khi"}]}])",
            R"({"letters":[{"name":"a","label":{"vi":"Chữ A","en":"Letter A"}},{"name":"b","label":{"vi":"Chữ B","en":"Letter B"}},{"name":"c","label":{"vi":"Chữ C","en":"Letter C"}}]})"),
        "2026-11-22");
    instance.load(*fields_from_json(
        instance.form(),
        *parse_json(
            R"({"i":7,"d":2.5,"name":"Đào Thị Hường","day":"2026-11-22","one":"b","many":"c a","ok":true,"refused":{"missing":"refused"},
            "rows":[{"n":10,"when":"2024-01-31"},{},{"n":30,"when":"2024-02-01"}]})",
            "answers")));
    return instance;
}

std::string result(const Instance& instance, const char* source) {
    const auto expression = compile_expression(instance.form(), source);
    if (!expression) return "ERROR " + expression.error().message.en;
    return plain_text(instance.evaluate_value(*expression));
}

struct Case {
    const char* source;
    const char* wanted;
};

void check_all(std::initializer_list<Case> cases) {
    const Instance instance = sample();
    for (const Case& c : cases) {
        CAPTURE(c.source);
        CHECK(result(instance, c.source) == c.wanted);
    }
}

}  // namespace

TEST_CASE("numbers: exact, in the order of arithmetic, never with an exponent") {
    check_all({{"1 + 2 * 3", "7"},
               {"(1 + 2) * 3", "9"},
               {"10 - 4 - 3", "3"},
               {"7 div 2", "3.5"},
               {"6 div 2", "3"},
               {"5 mod -2", "1"},
               {"-5 mod 2", "-1"},
               {"- - 4", "4"},
               {"${i}-1", "6"},
               {"${i} -1", "6"},
               {"0.1 + 0.2", "0.30000000000000004"},
               {"3000000000 + 1", "3000000001"},
               {"9007199254740993 + 1", "9007199254740994"},
               {"1000000 * 1000000 * 10000", "10000000000000000"},
               {"9223372036854775807 + 1", "9223372036854775808"},
               {"${d} * 2", "5"},
               {"int(-2.7)", "-2"},
               {"int('12.9')", "12"},
               {"floor(-2.5)", "-3"},
               {"ceiling(2.1)", "3"},
               {"abs(-3)", "3"},
               {"pow(2, 10)", "1024"},
               {"number('  42 ')", "42"},
               {"number('1e3')", ""},
               {"number('1,5')", ""},
               {"1 div 0", ""},
               {".5 + 1.", "1.5"}});
}

TEST_CASE("rounding is decimal and half goes away from zero") {
    check_all({{"round(2.5)", "3"},
               {"round(-2.5)", "-3"},
               {"round(1.005, 2)", "1.01"},
               {"round(2.675, 2)", "2.68"},
               {"round(0.125, 2)", "0.13"},
               {"round(1234.5, -2)", "1200"},
               {"round(1250, -2)", "1300"},
               {"round(9.99, 1)", "10"},
               {"round(0.4)", "0"},
               {"round(-0.04, 1)", "0"},
               {"round(${blank})", ""},
               {"round(3)", "3"}});
}

TEST_CASE("a blank is not zero, and what skips blanks says so") {
    check_all({{"${blank} + 1", ""},
               {"${blank} < 5", "false"},
               {"${blank} > 5", "false"},
               {"${blank} <= 5", "false"},
               {"${blank} = 0", "false"},
               {"${blank} != 0", "true"},
               {"${blank} = ''", "true"},
               {"${blank} >= ''", "false"},
               {"not(${blank})", "true"},
               {"if(${blank}, 'T', 'F')", "F"},
               {"string(${blank})", ""},
               {"coalesce(${blank}, ${i})", "7"},
               {"coalesce(${blank}, '', 'x')", "x"},
               {"coalesce(number('abc'), 0)", "0"},
               {"sum(${blank}, 2, 3)", "5"},
               {"sum(${blank})", "0"},
               {"max(${blank}, -5, -3)", "-3"},
               {"min(${blank}, -5)", "-5"},
               {"max(${blank})", ""},
               {"string-length(${blank})", "0"},
               {"concat('a', ${blank}, 'b')", "ab"},
               {"join('-', 'a', ${blank}, 'b')", "a-b"}});
}

TEST_CASE("a refused answer is a blank that knows why") {
    check_all({{"${refused} + 1", ""},
               {"is-missing(${refused})", "true"},
               {"is-missing(${blank})", "false"},
               {"missing-reason(${refused})", "refused"},
               {"${refused} = ''", "true"},
               {"sum(${refused}, 1)", "1"},
               {"count-non-empty(${refused}, ${i})", "1"}});
}

TEST_CASE("truth is truth, not the text 'false'") {
    check_all({{"true() and not(false())", "true"},
               {"1 = 1 and 2 = 3", "false"},
               {"false() or 1", "true"},
               {"boolean('false')", "true"},
               {"boolean-from-string('false')", "false"},
               {"(1 = 2) = false()", "true"},
               {"${ok}", "true"},
               {"${ok} = true()", "true"},
               {"string(1 = 1)", "true"},
               {"1 < 2 = true()", "true"}});
}

TEST_CASE("comparing follows what the values are") {
    check_all({{"'10' < '9'", "false"},
               {"'b' > 'a'", "false"},
               {"'abc' = 'abc'", "true"},
               {"'2' = 2", "true"},
               {"'2.0' = '2'", "false"},
               {"${name} = 'Đào Thị Hường'", "true"},
               {"${one} = 'b'", "true"},
               {"${one} != 'a'", "true"},
               {"'2024-01-31' < '2024-02-01'", "true"},
               {"${day} > '2026-11-21'", "true"},
               {"${day} = '2026-11-22'", "true"},
               {"${day} = today()", "true"}});
}

TEST_CASE("dates are days of the calendar, with no zone to lose one in") {
    check_all({{"format-date(${day}, '%d/%m/%Y')", "22/11/2026"},
               {"format-date(today(), '%e/%n/%y')", "22/11/26"},
               {"format-date('2024-02-05', '%b %a %%')", "Thg 2 T2 %"},
               {"${day} - '2026-11-01'", "21"},
               {"${day} + 10", "2026-12-02"},
               {"${day} - 22", "2026-10-31"},
               {"number(${day})", "20779"},
               {"date(20779)", "2026-11-22"},
               {"date('2024-02-30')", ""},
               {"date('30/02/2024')", ""},
               {"age('2000-11-22', ${day})", "26"},
               {"age('2000-11-23', ${day})", "25"},
               {"age('2004-02-29', '2022-02-28')", "17"},
               {"age('2004-02-29', '2022-03-01')", "18"},
               {"year(${day})", "2026"},
               {"date('2026-11-22') = today()", "true"},
               {"age('', today())", ""},
               {"format-date('', '%Y')", ""},
               {"max(${when})", "2024-02-01"}});
}

TEST_CASE("texts count letters, not bytes") {
    check_all(
        {{"string-length(${name})", "13"},
         {"substr(${name}, 0, 3)", "Đào"},
         {"substr('hello', 1)", "ello"},
         {"substr('hello', 1, 3)", "el"},
         {"substr('hello', -2)", "lo"},
         {"substr('hello', 3, 1)", ""},
         {"contains(${name}, 'Thị')", "true"},
         {"starts-with(${name}, 'Đào')", "true"},
         {"ends-with(${name}, 'ường')", "true"},
         {"substring-before('a-b', '-')", "a"},
         {"substring-after('a-b', '-')", "b"},
         {"normalize-space('  a   b ')", "a b"},
         {"fold(${name})", "dao thi huong"},
         {"concat('a', 1, true())", "a1true"},
         {"'it''s'", "ERROR Position 5 in \"'it''s'\": Unexpected \"s\"; an operator may be missing before it."}});
}

TEST_CASE("a pattern must fit the whole text") {
    check_all({{"regex('abc1', '[a-z]+')", "false"},
               {"regex('abc', '[a-z]+')", "true"},
               {"regex('abc', '^[a-z]+$')", "true"},
               {"regex('012345678901', '[0-9]{12}')", "true"},
               {"regex('01234567890', '[0-9]{12}')", "false"},
               {"regex('ab', '(a|b){2,3}')", "true"},
               {"regex('abab', '(?:ab)*')", "true"},
               {"regex('Đào', '\\w*[Đđ]..')", "true"},
               {"regex('a.c', 'a\\.c')", "true"},
               {"regex('abc', 'a\\.c')", "false"},
               {"regex('', 'a*')", "true"},
               {"regex('x-y_z', '[\\w-]+')", "true"},
               {"regex('cat', 'dog|cat|cow')", "true"},
               {"regex('a-', '[a\\-]+')", "true"},
               {"regex('é', '[^a-z]')", "true"},
               {"regex('aab', 'a?a?a?b')", "true"},
               {"regex('ab', 'a*?b+?')", "true"}});
}

TEST_CASE("selected codes") {
    check_all({{"${many}", "a c"},
               {"selected(${many}, 'c')", "true"},
               {"selected(${many}, 'b')", "false"},
               {"selected(${blank}, '')", "false"},
               {"count-selected(${many})", "2"},
               {"selected-at(${many}, 0)", "a"},
               {"selected-at(${many}, 9)", ""},
               {"selected-at(${many}, -1)", ""},
               {"label(${one})", "Chữ B"},
               {"label(${many})", "Chữ A, Chữ C"},
               {"jr:choice-name(${one}, '${one}')", "Chữ B"},
               {"jr:choice-name('c', '${one}')", "Chữ C"}});
}

TEST_CASE("a question in a repeat means all its rows from outside") {
    check_all({{"sum(${n})", "40"},
               {"count(${rows})", "3"},
               {"count(${n})", "3"},
               {"count-non-empty(${n})", "2"},
               {"max(${n})", "30"},
               {"min(${n}, 4)", "4"},
               {"join(' ', ${n})", "10 30"},
               {"${n} = 30", "true"},
               {"${n} = 31", "false"},
               {"${n} > 20", "true"},
               {"sum(${n} | ${i})", "47"},
               {"count(/data/rows)", "3"},
               {"sum(/data/rows/n)", "40"}});
}

TEST_CASE("what cannot be understood is said with its place") {
    check_all({{"${i", "ERROR Position 1 in \"${i\": Write ${name} to mean a question."},
               {"${j}", "ERROR Position 1 in \"${j}\": There is no question named \"j\"; did you mean \"i\"?"},
               {"1 +", "ERROR Position 4 in \"1 +\": The expression stops too early."},
               {"iff(1,2,3)", "ERROR Position 1 in \"iff(1,2,3)\": There is no function \"iff\"."},
               {"if(1, 2)", "ERROR Position 1 in \"if(1, 2)\": The function if takes another number of arguments."},
               {"nme = 'x'",
                "ERROR Position 1 in \"nme = 'x'\": \"nme\" is not a value; write ${nme} for a question or 'nme' for a "
                "choice."}});
}

TEST_CASE("patterns that make others hang are answered at once") {
    const std::string many_a(5'000, 'a');
    const auto evil = Pattern::compile("(a+)+b");
    REQUIRE(evil);
    CHECK_FALSE(evil->matches(many_a));
    CHECK(evil->matches(many_a + "b"));
    CHECK_FALSE(Pattern::compile("(a{100}){100}"));  // would need 10,000 steps
    CHECK_FALSE(Pattern::compile("a{99999999}"));
    for (const char* broken : {"(", ")", "[", "[b-a]", "*", "a**", "a{2", "a{3,2}", "\\", "(?=a)", "\\1", "(?<n>a)"}) {
        CAPTURE(broken);
        CHECK_FALSE(Pattern::compile(broken));
    }
    CHECK_FALSE(evil->matches(std::string(Pattern::text_bytes_max + 1, 'a')));
}

TEST_CASE("an expression too deep or too long is refused, not crashed on") {
    const Instance instance = sample();
    std::string sum = "1";
    for (int i = 0; i < 9'000; ++i) sum += "+1";
    const std::string minus = std::string(10'000, '-').append("1");
    for (const std::string& hostile : {std::string(10'000, '('), minus, sum})
        CHECK_FALSE(compile_expression(instance.form(), hostile));
    std::string fair = "1";
    for (int i = 0; i < 1'000; ++i) fair += "+1";
    CHECK(result(instance, fair.c_str()) == "1001");
}

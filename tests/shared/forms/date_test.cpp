// Days, birthdays and amounts, wherever the machine believes to be: this suite runs in Việt Nam, in Arizona (where
// other engines are tested) and on Kiritimati, where the day begins first. CMakeLists.txt sets the zone.
#include <cstdlib>

#include "tests/shared/forms/form_world.h"

using namespace nuong;
using namespace nuong::forms;

namespace {

Value computed(const Instance& form, const std::string& source) {
    const auto expression = compile_expression(form.form(), source);
    INFO(source);
    REQUIRE(expression);
    return form.evaluate_value(*expression);
}

std::string text(const Instance& form, const std::string& source) { return plain_text(computed(form, source)); }

}  // namespace

TEST_CASE("a civil day stays the same day in every formula", "[dates]") {
    INFO("TZ=" << (std::getenv("TZ") ? std::getenv("TZ") : ""));
    for (const int offset : {0, 420, -420, 840}) {
        Environment environment = on("2026-11-22");
        environment.utc_offset_min = offset;
        Instance form(
            compiled(package(
                R"j([{"type":"date","name":"d","label":"Ngày"},{"type":"date","name":"e","label":"Ngày","default":"today()"}])j")),
            environment);
        // Every day of four years, a leap year among them.
        for (Date day = *parse_date("2023-01-01"); day < *parse_date("2027-01-01"); day += std::chrono::days(1)) {
            const std::string written = to_string(day);
            INFO(written << " at " << offset);
            REQUIRE(form.set("d", written));
            const std::string spoken = written.substr(8, 2) + "/" + written.substr(5, 2) + "/" + written.substr(0, 4);
            const std::string next = to_string(day + std::chrono::days(1));
            REQUIRE(text(form, "${d}") == written);
            REQUIRE(text(form, "date(${d})") == written);
            REQUIRE(text(form, "format-date(${d}, '%d/%m/%Y')") == spoken);
            REQUIRE(text(form, "format-date(date(int(decimal-date-time(${d}))), '%d/%m/%Y')") == spoken);
            REQUIRE(text(form, "${d} + 1") == next);
            REQUIRE(computed(form, "(${d} + 1) - ${d}") == Value(1));
            REQUIRE(computed(form, "date(number(${d})) = ${d}") == Value(true));
        }
        CHECK(text(form, "${e}") == "2026-11-22");
        CHECK(computed(form, "today() = date('2026-11-22')") == Value(true));
    }
}

TEST_CASE("an age changes on the birthday and on no other day", "[dates]") {
    Instance form = opened(
        package(R"j([{"type":"date","name":"born","label":"Sinh"},{"type":"date","name":"on","label":"Ngày"}])j"));
    for (const char* born : {"1998-01-01", "1998-03-01", "1998-07-15", "1998-12-31", "2000-02-28", "2000-02-29"}) {
        REQUIRE(form.set("born", born));
        const int birth_year = std::stoi(born);
        const std::string birthday = std::string(born).substr(4);
        for (int year = 2019; year <= 2026; ++year) {
            const bool leap = year % 4 == 0;
            // Who was born on 29 February is a year older on 1 March in other years.
            const Date turns = birthday == "-02-29" && !leap ? *parse_date(std::to_string(year) + "-03-01")
                                                             : *parse_date(std::to_string(year) + birthday);
            INFO(born << " in " << year);
            REQUIRE(form.set("on", to_string(turns - std::chrono::days(1))));
            REQUIRE(computed(form, "age(${born}, ${on})") == Value(year - birth_year - 1));
            REQUIRE(form.set("on", to_string(turns)));
            REQUIRE(computed(form, "age(${born}, ${on})") == Value(year - birth_year));
        }
    }
}

TEST_CASE("amounts of đồng are exact, far beyond 2^31", "[dates]") {
    Instance form = opened(package(R"j([{"type":"integer","name":"loan","label":"Vay"},
        {"type":"begin_repeat","name":"paid","label":"Trả","children":[{"type":"integer","name":"amount","label":"Số tiền"}]},
        {"type":"note","name":"n","label":"Còn ${loan} đồng"}])j"));
    struct Amount {
        const char* loan;
        const char* tripled;
    };
    for (const Amount& amount : {Amount{"2147483648", "6442450944"}, Amount{"3000000000", "9000000000"},
                                 Amount{"999999999999999", "2999999999999997"}, Amount{"-2147483649", "-6442450947"}}) {
        INFO(amount.loan);
        REQUIRE(form.set("loan", amount.loan));
        CHECK(text(form, "${loan}") == amount.loan);
        CHECK(text(form, "${loan} * 3") == amount.tripled);
        CHECK(text(form, "concat(${loan} * 3, ' đ')") == std::string(amount.tripled) + " đ");
        CHECK(text(form, "string(number(${loan}))") == amount.loan);
        CHECK(text(form, "round(${loan}, 0)") == amount.loan);
        CHECK(text(form, "max(${loan}, ${loan} - 1)") == amount.loan);
        CHECK(form.view(*form.find("n")).label == "Còn " + std::string(amount.loan) + " đồng");
    }
    for (int i = 1; i <= 3; ++i) {
        const std::string key = std::to_string(i);
        REQUIRE(form.add_row("paid", key));
        REQUIRE(form.set("paid/" + key + "/amount", "1500000001"));
    }
    CHECK(text(form, "sum(${amount})") == "4500000003");
    CHECK(text(form, "sum(${amount}) div 3") == "1500000001");
    CHECK(text(form, "0.1 + 0.2") == "0.30000000000000004");  // what it is, never with an exponent
    CHECK(text(form, "0.000001 * 0.1") == "0.0000001");
}

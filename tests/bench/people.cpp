#include "tests/bench/people.h"

#include <array>
#include <cstdio>
#include <stdexcept>

namespace nuong::bench {
namespace {

using Words = std::string_view;

constexpr std::array<Words, 14> family_names{"Nguyễn", "Trần", "Lê",   "Phạm", "Hoàng", "Vàng", "Giàng",
                                             "Lý",     "Sùng", "Thào", "Phàn", "Tẩn",   "Lùng", "Vi"};
constexpr std::array<Words, 10> middle_names{"Văn", "Thị", "Seo", "A", "Láo", "Minh", "Ngọc", "Đức", "Hữu", "Thị Thu"};
constexpr std::array<Words, 20> given_names{"Phử",   "An",    "Bình", "Chúng", "Dũng", "Hương", "Hạnh",
                                            "Khánh", "Lử",    "Mảy",  "Nghĩa", "Pháo", "Quý",   "Sơn",
                                            "Tủa",   "Thắng", "Tuấn", "Xuân",  "Yến",  "Đạt"};
constexpr std::array<Words, 12> hamlets{
    "Thôn Tả Van Dáy",    "Thôn Lao Chải", "Bản Cát Cát",    "Thôn Nậm Cang", "Tổ 5",
    "Thôn Sín Chải",      "Bản Phố",       "Thôn Ngải Thầu", "Tổ 12",         "Thôn Séo Mý Tỷ",
    "Thôn Trung Hồ Thầu", "Bản Mường Bo"};
constexpr std::array<Words, 9> occupations{"farmer", "worker",  "freelance",  "trader", "driver",
                                           "pupil",  "student", "unemployed", "other"};
constexpr std::array<Words, 6> educations{"none", "primary", "lower_sec", "upper_sec", "vocational", "university"};
constexpr std::array<Words, 4> marital{"single", "married", "divorced", "widowed"};
constexpr std::array<Words, 3> poverty{"no", "near", "poor"};
constexpr std::array<Words, 7> ethnicities{"kinh", "tay", "thai", "nung", "mong", "dao", "giay"};
constexpr std::array<Words, 6> languages{"vi", "mong", "dao", "tay", "nung", "giay"};
constexpr std::array<Words, 4> presences{"here", "here", "away", "centre"};
constexpr std::array<Words, 4> risk_groups{"pupil", "worker", "complex_area", "family"};
constexpr std::array<Words, 3> venues{"school", "workplace", "community"};
constexpr std::array<Words, 4> notes{
    "Gia đình đã được thăm, hẹn quay lại sau mùa gặt.", "Đang đi làm thuê ở huyện bên, về cuối tháng.",
    "Đồng ý tham gia nhóm tự lực của thôn.", "Cần người phiên dịch tiếng Mông khi tư vấn."};

std::string text(Words words) { return std::string(words); }

}  // namespace

std::string People::digits(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += static_cast<char>('0' + below(10));
    return text;
}

std::string People::date(int first_year, int last_year) {
    char text[16];
    const auto years = static_cast<std::size_t>(last_year - first_year + 1);
    std::snprintf(text, sizeof text, "%04d-%02d-%02d", first_year + static_cast<int>(below(years)),
                  1 + static_cast<int>(below(12)), 1 + static_cast<int>(below(28)));
    return text;
}

Fields People::person() {
    Fields answers;
    const int birth_year = 1955 + static_cast<int>(below(48));
    set(answers, "occurred_on", date(2023, 2023));
    set(answers, "full_name",
        text(any_of(family_names)) + " " + text(any_of(middle_names)) + " " + text(any_of(given_names)));
    set(answers, "sex", below(4) == 0 ? "female" : "male");
    set(answers, "birth_year", birth_year);
    set(answers, "birth_precision", "day");
    set(answers, "birth_date", date(birth_year, birth_year));
    set(answers, "phone", "09" + digits(8));
    set(answers, "permanent_area", "03" + digits(3));
    set(answers, "address", any_of(hamlets));
    set(answers, "occupation", any_of(occupations));
    set(answers, "education", any_of(educations));
    set(answers, "marital", any_of(marital));
    set(answers, "poverty", any_of(poverty));
    set(answers, "health_insurance", below(3) == 0 ? "no" : "yes");
    set(answers, "ethnicity", any_of(ethnicities));
    set(answers, "langs", any_of(languages));
    set(answers, "whereabouts/presence", any_of(presences));
    set(answers, "whereabouts/as_of", date(2023, 2023));
    set(answers, "risk_group", any_of(risk_groups));
    set(answers, "risk_venue", any_of(venues));
    if (below(2) == 0) set(answers, "note", any_of(notes));
    return answers;
}

void People::answer_assist(forms::Instance& instance) {
    const auto answer = [&](std::string_view path, const Value& value) {
        if (!instance.set(path, value)) throw std::runtime_error("no such answer: " + std::string(path));
    };
    answer("anonymous_code", "LC-" + digits(6));
    answer("age", 18 + static_cast<int>(below(50)));
    answer("consent", "yes");
    for (const char* used : {"q1/tobacco", "q1/alcohol", "q1/opioid"}) answer(used, "yes");
    // Each answer may open further questions; what is still asked for is answered until nothing is.
    for (int pass = 0; pass < 20 && !instance.is_valid(); ++pass)
        for (const forms::AnswerError& missing : instance.problems()) {
            const auto item = instance.find(missing.path);
            const auto view = item ? instance.view(*item) : forms::ItemView();
            if (view.choices.empty()) throw std::runtime_error("no answer is known for " + missing.path);
            const bool is_ever = missing.path.starts_with("q1/");
            answer(missing.path, is_ever ? Value("no") : Value(view.choices[below(view.choices.size())].name));
        }
    if (!instance.is_valid()) throw std::runtime_error("the ASSIST form cannot be completed");
}

}  // namespace nuong::bench

// A scanner reads the citizen card: what is on it, and what is said of everything that is none.
#include <catch2/catch_test_macros.hpp>

#include "shared/forms/citizen_card.h"

using namespace nuong;
using namespace nuong::forms;

namespace {

constexpr const char* lung =
    "010085001234|063123456|Giàng A Lùng|01021985|Nam|Thôn Nậm Miện, Xã Nậm Xé, Huyện Văn Bàn, Lào Cai|15082021";

// The code of a woman born on 5 October 2001, with one field another.
std::string with(std::size_t field, const std::string& text) {
    std::vector<std::string> fields{"010301004321", "", "Lý Thị Hoa", "05102001", "Nữ", "Xã Nậm Xé", "15082021"};
    fields.at(field) = text;
    std::string code;
    for (const std::string& each : fields) code += (code.empty() ? "" : "|") + each;
    return code;
}

std::string reason(const std::string& scanned) {
    const auto card = read_citizen_card(scanned);
    if (card) return "read";
    const Message& message = card.error().message;
    CHECK(message.vi.find("quét lại") != std::string::npos);  // always also what to do
    CHECK(message.en.find("by hand") != std::string::npos);
    return message.en.substr(0, message.en.find('.'));
}

std::size_t doubts(const std::string& scanned) { return read_citizen_card(scanned).value().doubts.size(); }

}  // namespace

TEST_CASE("A citizen card is read as it is printed") {
    const CitizenCard card = read_citizen_card(lung).value();
    CHECK(card == CitizenCard{"010085001234",
                              "063123456",
                              "Giàng A Lùng",
                              {1985, 2, 1},
                              CardSex::male,
                              "Thôn Nậm Miện, Xã Nậm Xé, Huyện Văn Bàn, Lào Cai",
                              parse_date("2021-08-15").value(),
                              {}});
    const CitizenCard hoa = read_citizen_card(with(1, "")).value();
    CHECK(hoa.old_number.empty());
    CHECK(hoa.sex == CardSex::female);
    CHECK(hoa.doubts.empty());
}

TEST_CASE("What the keyboard of a scanner adds or leaves decomposed changes nothing") {
    const CitizenCard card = read_citizen_card(lung).value();
    CHECK(read_citizen_card(std::string(lung) + "\r\n").value() == card);
    CHECK(read_citizen_card(" " + std::string(lung)).value() == card);
    CHECK(read_citizen_card(std::string(lung) + "|||Giàng A Páo|Vàng Thị Mỷ|").value() == card);  // a newer card
    CHECK(read_citizen_card(with(2, "Ly\u0301 Thi\u0323 Hoa")).value().full_name == "Lý Thị Hoa");
    CHECK(read_citizen_card(with(4, "Nu")).value().sex == CardSex::female);
    CHECK(read_citizen_card(with(1, "010301004321")).value().old_number.empty());  // the old card had 12 digits
}

TEST_CASE("Of some people the card knows only the year of birth") {
    CHECK(read_citizen_card(with(3, "2001")).value().born == PartialDate{2001, 0, 0});
    CHECK(read_citizen_card(with(3, "00002001")).value().born == PartialDate{2001, 0, 0});
    CHECK(read_citizen_card(with(3, "00102001")).value().born == PartialDate{2001, 10, 0});
}

TEST_CASE("Whatever is no card, or only a part of one, is said in plain words") {
    CHECK(reason("") == "This is not the code of a citizen card");
    CHECK(reason("https://vneid.gov.vn") == "This is not the code of a citizen card");
    CHECK(reason("Lý Thị Hoa|010301004321") == "This is not the code of a citizen card");
    CHECK(reason(std::string(3000, '1') + "|") == "This is not the code of a citizen card");
    CHECK(reason("|||||||") == "This is not the code of a citizen card");
    CHECK(reason("\xC3\x28|") == "The scanner typed letters that cannot be read");
    CHECK(reason(with(0, "01030100432")) == "The number of a citizen card has 12 digits");
    CHECK(reason(with(0, "0103010043210")) == "The number of a citizen card has 12 digits");
    CHECK(reason(with(1, "12345678")) == "The old identity number has 9 digits");
    CHECK(reason(with(1, "12345678O")) == "The old identity number has 9 digits");
    CHECK(reason(with(2, "")) == "The code has no name");
    for (const char* spoilt : {"L? Th? Hoa", "LÃ½ Thá»‹ Hoa", "Nguyá»…n Hoa", "Ly1 Thi5 Hoa", "Lý Th\uFFFD Hoa"})
        CHECK(reason(with(2, spoilt)).starts_with("The scanner types letters with marks wrongly"));
    CHECK(reason(with(5, "X? N?m X?")).starts_with("The scanner types letters with marks wrongly"));
    for (const char* day :
         {"", "30022001", "29022001", "32012001", "01132001", "05001999", "05101899", "5102001", "abcdefgh"})
        CHECK(reason(with(3, day)) == "The date of birth in the code does not exist");
    CHECK(reason(with(4, "")) == "The sex in the code is neither Nam nor Nữ");
    CHECK(reason(with(4, "Khác")) == "The sex in the code is neither Nam nor Nữ");
    CHECK(reason(with(6, "31062021")) == "The date of issue in the code does not exist");
    CHECK(reason(with(6, "00002021")) == "The date of issue in the code does not exist");
    CHECK(reason(with(6, "15081999")) == "The code says it was issued before the birth");
}

TEST_CASE("A code that was cut off is never half a card") {
    const std::string whole = lung;
    for (std::size_t length = 0; length < whole.size(); ++length) {
        INFO(whole.substr(0, length));
        CHECK_FALSE(read_citizen_card(whole.substr(0, length)));
    }
    CHECK(reason(whole.substr(0, whole.size() - 1)) == "The code was cut off and cannot be used");
    CHECK(reason(whole.substr(0, whole.rfind('|'))) == "The code was cut off and cannot be used");
}

TEST_CASE("A number that does not fit sex and year of birth is read and doubted") {
    CHECK(doubts(with(0, "010301004321")) == 0);
    CHECK(doubts(with(0, "010201004321")) == 1);  // a man's number
    CHECK(doubts(with(0, "010302004321")) == 1);  // of one who was born in 2002
    CHECK(doubts(with(0, "010101004321")) == 1);  // a woman born in 1901
    CHECK(doubts(with(0, "010002004321")) == 2);
    CHECK(doubts(with(0, "301301004321")) == 0);  // born abroad
}

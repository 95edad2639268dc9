#include "shared/forms/citizen_card.h"

#include <algorithm>
#include <optional>

#include "shared/base/text.h"

namespace nuong::forms {
namespace {

constexpr std::size_t code_bytes_max = 2000;
constexpr std::size_t field_count = 7;

Error unread_card(const char* vi, const char* en) {
    return {ErrorCode::invalid,
            {std::string(vi) + " Hãy quét lại, hoặc gõ tay vào phiếu.",
             std::string(en) + " Scan again, or type into the form by hand."}};
}

bool is_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int number_in(std::string_view digits) {
    int number = 0;
    for (const char c : digits) number = 10 * number + (c - '0');
    return number;
}

// At most `field_count` of them.
std::vector<std::string> fields_of(std::string_view text) {
    std::vector<std::string> fields;
    while (fields.size() < field_count) {
        const std::size_t end = std::min(text.find('|'), text.size());
        fields.push_back(clean_text(text.substr(0, end)).value_or(""));
        if (end == text.size()) break;
        text.remove_prefix(end + 1);
    }
    return fields;
}

// Some cards know only the year, or the year and the month: "1985", "00001985", "00061985".
std::optional<PartialDate> card_date(std::string_view text) {
    if (!is_digits(text) || (text.size() != 8 && text.size() != 4)) return std::nullopt;
    PartialDate date{number_in(text.substr(text.size() - 4)), 0, 0};
    if (text.size() == 8) {
        date.day = static_cast<unsigned>(number_in(text.substr(0, 2)));
        date.month = static_cast<unsigned>(number_in(text.substr(2, 2)));
    }
    if (date.year < 1900 || date.month > 12 || (date.month == 0 && date.day != 0)) return std::nullopt;
    const std::chrono::year_month_day day{std::chrono::year(date.year), std::chrono::month(date.month),
                                          std::chrono::day(date.day)};
    return date.day == 0 || day.ok() ? std::optional(date) : std::nullopt;
}

std::optional<CardSex> card_sex(std::string_view text) {
    const std::string folded = fold_for_search(text);
    if (folded == "nam") return CardSex::male;
    if (folded == "nu") return CardSex::female;
    return std::nullopt;
}

// A scanner set to another table of letters types "Nguyá»…n" or "Nguy?n". REQUIRES: UTF-8.
bool is_clean_name(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const bool is_letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
        if (byte < 0x80 && !is_letter && std::string_view(" '-.").find(text[i]) == std::string_view::npos) return false;
        if (byte == 0xC2 || byte == 0xE2 || byte == 0xEF) return false;  // signs, and letters nobody is called by
    }
    return !text.empty();
}

bool is_spoilt(std::string_view address) { return address.find_first_of("?\xC2\xEF") != std::string_view::npos; }

// The 4th digit says the sex and the century of birth, the 5th and 6th the year: Thông tư 59/2021/TT-BCA, điều 4. The
// first three say where the birth was registered, a province or another country; nothing on the card confirms them.
void doubt_number(CitizenCard& card) {
    const int mark = card.number[3] - '0';
    if (mark % 2 != (card.sex == CardSex::female ? 1 : 0))
        card.doubts.push_back({"Chữ số thứ 4 của số căn cước không khớp với giới tính trên thẻ; hãy nhìn lại thẻ.",
                               "The 4th digit of the number does not fit the sex on the card; look at the card."});
    if (1900 + 100 * (mark / 2) + number_in(std::string_view(card.number).substr(4, 2)) != card.born.year)
        card.doubts.push_back(
            {"Chữ số thứ 4 đến thứ 6 của số căn cước không khớp với năm sinh trên thẻ; hãy nhìn lại thẻ.",
             "The 4th to 6th digits of the number do not fit the year of birth on the card; look at the card."});
}

Error cut_off() {
    return unread_card("Mã quét bị thiếu ở cuối nên chưa dùng được.", "The code was cut off and cannot be used.");
}

// What tells a card's code from anything else that a scanner may read.
std::optional<Error> not_a_card(std::string_view scanned) {
    const std::size_t end = scanned.find('|');
    if (scanned.size() > code_bytes_max || end == std::string_view::npos || end == 0 ||
        !is_digits(scanned.substr(0, end)))
        return unread_card("Đây không phải mã QR của thẻ căn cước.", "This is not the code of a citizen card.");
    if (end != 12) return unread_card("Số căn cước phải có 12 chữ số.", "The number of a citizen card has 12 digits.");
    return std::nullopt;
}

Result<CitizenCard> read_fields(std::vector<std::string> fields) {
    CitizenCard card;
    card.number = std::move(fields[0]);
    if (fields[1] != card.number) card.old_number = std::move(fields[1]);
    if (!is_digits(card.old_number) || (!card.old_number.empty() && card.old_number.size() != 9))
        return unread_card("Số chứng minh cũ phải có 9 chữ số.", "The old identity number has 9 digits.");
    card.full_name = std::move(fields[2]);
    if (card.full_name.empty()) return unread_card("Mã quét không có họ tên.", "The code has no name.");
    card.address = std::move(fields[5]);
    if (!is_clean_name(card.full_name) || is_spoilt(card.address))
        return unread_card(
            "Máy quét gõ sai chữ có dấu: hãy nhờ người phụ trách máy chỉnh máy quét sang kiểu chữ Unicode.",
            "The scanner types letters with marks wrongly: have it set to Unicode letters.");
    const auto born = card_date(fields[3]), issued = card_date(fields[6]);
    if (!born) return unread_card("Ngày sinh trong mã không có thật.", "The date of birth in the code does not exist.");
    card.born = *born;
    const auto sex = card_sex(fields[4]);
    if (!sex)
        return unread_card("Giới tính trong mã không phải Nam hay Nữ.", "The sex in the code is neither Nam nor Nữ.");
    card.sex = *sex;
    if (is_digits(fields[6]) && fields[6].size() < 8) return cut_off();
    if (!issued || issued->day == 0)
        return unread_card("Ngày cấp trong mã không có thật.", "The date of issue in the code does not exist.");
    card.issued_on = issued->earliest();
    if (card.issued_on < card.born.earliest())
        return unread_card("Ngày cấp trong mã có trước ngày sinh.", "The code says it was issued before the birth.");
    doubt_number(card);
    return card;
}

}  // namespace

Result<CitizenCard> read_citizen_card(std::string_view scanned) {
    const auto text = clean_text(scanned);
    if (!text)
        return unread_card("Máy quét gõ những ký tự không đọc được.", "The scanner typed letters that cannot be read.");
    if (auto error = not_a_card(*text)) return *error;
    std::vector<std::string> fields = fields_of(*text);
    if (fields.size() < field_count) return cut_off();
    return read_fields(std::move(fields));
}

}  // namespace nuong::forms

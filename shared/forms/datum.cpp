#include "shared/forms/datum.h"

#include <charconv>
#include <cmath>

#include "shared/base/overloaded.h"
#include "shared/base/text.h"
#include "shared/forms/moment.h"

namespace nuong::forms {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

bool is_text(const Datum& datum) { return datum.text() != nullptr; }
bool is_number(const Datum& datum) {
    return std::holds_alternative<std::int64_t>(datum.held) || std::holds_alternative<double>(datum.held);
}

double as_double(const Datum& number) {
    if (const auto* i = number.as<std::int64_t>()) return static_cast<double>(*i);
    if (const auto* d = number.as<double>()) return *d;
    return nan;
}

template <class T>
Comparison order(const T& left, const T& right) {
    return left < right ? Comparison::less : right < left ? Comparison::greater : Comparison::equal;
}

Comparison compare_numbers(const Datum& left, const Datum& right) {
    const Datum a = number_of(left), b = number_of(right);
    if (a.as<std::int64_t>() && b.as<std::int64_t>()) return order(*a.as<std::int64_t>(), *b.as<std::int64_t>());
    const double x = as_double(a), y = as_double(b);
    return std::isnan(x) || std::isnan(y) ? Comparison::none : order(x, y);
}

Datum days_of(const Moment& moment) {
    return Datum(static_cast<double>(moment.instant.time_since_epoch().count()) / 86'400'000.0);
}

bool is_dated(const std::string& text) { return text.size() >= 10 && parse_date(std::string_view(text).substr(0, 10)); }

// The zone that a moment was written in, for a date beside it that has none.
int written_offset(const std::string& text) {
    const auto at_zero = moment_of(Datum(text), 0), at_one = moment_of(Datum(text.substr(0, 19)), 0);
    if (!at_zero || !at_one || text.size() <= 10) return 0;
    return static_cast<int>((at_one->instant - at_zero->instant) / std::chrono::minutes(1));
}

// ISO dates order as days; anything else that is not two numbers has no order, as in XPath.
Comparison compare_texts(const std::string& left, const std::string& right) {
    const auto a = parse_date(left), b = parse_date(right);
    if (a && b) return order(*a, *b);
    if (is_dated(left) && is_dated(right)) {
        const auto x = moment_of(Datum(left), written_offset(right)), y = moment_of(Datum(right), written_offset(left));
        if (x && y) return order(x->instant, y->instant);
    }
    return compare_numbers(Datum(left), Datum(right));
}

Error unfit(const char* vi, const char* en) {
    return Error{ErrorCode::invalid,
                 {std::string("Câu trả lời phải là ") + vi + ".", std::string("The answer must be ") + en + "."}};
}

Result<Datum> integer_datum(const Datum& number) {
    if (number.as<std::int64_t>()) return number;
    return unfit("số nguyên", "a whole number");
}

Result<Datum> typed(Datum raw, FieldType type) {
    switch (type) {
        case FieldType::integer:
        case FieldType::decimal: {
            Datum number = raw;
            if (is_text(raw)) {
                const auto parsed = parse_number(*raw.text());
                if (!parsed) return unfit("một số", "a number");
                number = *parsed;
            }
            if (!is_number(number) || !std::isfinite(as_double(number))) return unfit("một số", "a number");
            return type == FieldType::integer ? integer_datum(number) : Result<Datum>(number);
        }
        case FieldType::date:
        case FieldType::today: {
            const auto date = is_text(raw) ? parse_date(*raw.text()) : std::nullopt;
            if (!date) return unfit("ngày có thật, viết năm-tháng-ngày", "a real date, written year-month-day");
            return Datum(*date);
        }
        case FieldType::acknowledge:
            if (raw.as<bool>()) return *raw.as<bool>() ? raw : Datum();
            if (is_text(raw) && (*raw.text() == "OK" || *raw.text() == "true")) return Datum(true);
            return unfit("\"đã xác nhận\" (true)", "\"confirmed\" (true)");
        default: return is_text(raw) ? std::move(raw) : Datum(text_of(raw));
    }
}

}  // namespace

Datum::Datum(double d) {
    if (std::floor(d) == d && std::abs(d) < 9.0e15) held = static_cast<std::int64_t>(d);
    else held = d;
}

bool truth_of(const Datum& datum) {
    return std::visit(
        Overloaded{[](Null) { return false; }, [](bool b) { return b; }, [](std::int64_t i) { return i != 0; },
                   [](double d) { return d != 0 && !std::isnan(d); }, [](Date) { return true; },
                   [&](Datum::Text) { return !datum.words.empty(); }, [](Datum::NoAnswer) { return false; }},
        datum.held);
}

std::optional<Datum> parse_number(std::string_view text) {
    const auto space = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
    while (!text.empty() && space(text.front())) text.remove_prefix(1);
    while (!text.empty() && space(text.back())) text.remove_suffix(1);
    if (text.empty() || text.size() > 400) return std::nullopt;
    bool digit = false, whole = true;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c >= '0' && c <= '9') digit = true;
        else if (c == '.' && whole) whole = false;
        else if (!(c == '-' && i == 0)) return std::nullopt;
    }
    if (!digit) return std::nullopt;
    std::int64_t integer = 0;
    const char* last = text.data() + text.size();
    if (whole && std::from_chars(text.data(), last, integer).ec == std::errc())
        return std::optional<Datum>(std::in_place, integer);
    double number = 0;
    if (std::from_chars(text.data(), last, number, std::chars_format::fixed).ec != std::errc()) return std::nullopt;
    return std::optional<Datum>(std::in_place, number);
}

Datum number_of(const Datum& datum) {
    return std::visit(Overloaded{[](Null) { return Datum(); }, [](bool b) { return Datum(b ? 1 : 0); },
                                 [](std::int64_t i) { return Datum(i); }, [](double d) { return Datum(d); },
                                 [](Date date) { return Datum(std::int64_t{date.time_since_epoch().count()}); },
                                 [&](Datum::Text) {
                                     const std::string& text = datum.words;
                                     if (text.empty()) return Datum();
                                     if (const auto number = parse_number(text)) return *number;
                                     if (const auto date = parse_date(text))
                                         return Datum(std::int64_t{date->time_since_epoch().count()});
                                     if (is_dated(text))
                                         if (const auto moment = moment_of(datum, 0)) return days_of(*moment);
                                     return Datum(nan);
                                 },
                                 [](Datum::NoAnswer) { return Datum(); }},
                      datum.held);
}

std::optional<double> finite_number_of(const Datum& datum) {
    const double number = as_double(number_of(datum));
    return std::isfinite(number) ? std::optional(number) : std::nullopt;
}

std::string text_of(const Datum& datum) {
    return std::visit(
        Overloaded{[](Null) { return std::string(); }, [](bool b) { return std::string(b ? "true" : "false"); },
                   [](std::int64_t i) { return std::to_string(i); }, [](double d) { return plain_number(d); },
                   [](Date date) { return to_string(date); }, [&](Datum::Text) { return datum.words; },
                   [](Datum::NoAnswer) { return std::string(); }},
        datum.held);
}

std::optional<Date> date_of(const Datum& datum) {
    if (const auto* date = datum.as<Date>()) return *date;
    if (const auto* text = datum.text()) return parse_date(std::string_view(*text).substr(0, 10));
    if (!is_number(datum)) return std::nullopt;
    const double days = std::floor(as_double(datum));
    if (!(days > -719'528 && days < 2'932'897)) return std::nullopt;  // years 0 to 9999
    return Date(std::chrono::days(static_cast<int>(days)));
}

Comparison compare(const Datum& left, const Datum& right) {
    if (left.is_blank() && right.is_blank()) return Comparison::equal;
    if (left.is_blank() || right.is_blank()) return Comparison::none;
    if (is_text(left) && is_text(right)) return compare_texts(*left.text(), *right.text());
    if (left.as<Date>() && is_text(right)) {
        const auto date = date_of(right);
        return date ? order(*left.as<Date>(), *date) : Comparison::none;
    }
    if (right.as<Date>() && is_text(left)) {
        const auto date = date_of(left);
        return date ? order(*date, *right.as<Date>()) : Comparison::none;
    }
    return compare_numbers(left, right);
}

bool are_equal(const Datum& left, const Datum& right) {
    if (is_text(left) && is_text(right)) return *left.text() == *right.text();
    if (left.as<bool>() || right.as<bool>()) return truth_of(left) == truth_of(right);
    return compare(left, right) == Comparison::equal;
}

Result<Datum> datum_of(const Value& value, FieldType type) {
    if (const auto* missing = value.as<Missing>()) return Datum(*missing);
    if (value.as<Fields>()) return unfit("một giá trị, không phải một nhóm", "one value, not a group");
    if (const bool* b = value.as<bool>()) return typed(Datum(*b), type);
    if (const auto* i = value.as<std::int64_t>()) return typed(Datum(*i), type);
    if (const auto* d = value.as<double>()) return typed(Datum(*d), type);
    auto clean = clean_text(value.text());
    if (!clean) return unfit("văn bản UTF-8", "UTF-8 text");
    return clean->empty() ? Result<Datum>(Datum()) : typed(Datum(std::move(*clean)), type);
}

Value value_of(const Datum& datum) {
    return std::visit(Overloaded{[](Null) { return Value(); }, [](bool b) { return Value(b); },
                                 [](std::int64_t i) { return Value(i); },
                                 [](double d) { return std::isfinite(d) ? Value(d) : Value(); },
                                 [](Date date) { return Value(to_string(date)); },
                                 [&](Datum::Text) { return datum.words.empty() ? Value() : Value(datum.words); },
                                 [&](Datum::NoAnswer) { return Value(Missing{datum.words}); }},
                      datum.held);
}

}  // namespace nuong::forms

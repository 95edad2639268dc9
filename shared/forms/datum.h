// Datum: a value inside the engine, typed where nuong::Value is not: dates are days, a blank is Null, a missing code is
// a blank that knows why. The rules of conversion are here once, so that every operator and function agrees.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "shared/base/date.h"
#include "shared/forms/form_definition.h"
#include "shared/model/value.h"

namespace nuong::forms {

struct Datum {
    struct Text {
        bool operator==(const Text&) const = default;
    };
    struct NoAnswer {  // a missing code
        bool operator==(const NoAnswer&) const = default;
    };
    // Trivial alternatives with the text beside them: cheap to copy for the numbers and truths that most values are.
    std::variant<Null, bool, std::int64_t, double, Date, Text, NoAnswer> held;
    std::string words;  // the text, or the reason of a missing answer

    Datum() = default;
    Datum(bool b) : held(b) {}
    Datum(int i) : held(std::int64_t{i}) {}
    Datum(std::int64_t i) : held(i) {}
    Datum(double d);  // a whole number becomes an integer: 6 div 2 is 3
    Datum(Date date) : held(date) {}
    Datum(std::string text) : held(Text{}), words(std::move(text)) {}
    Datum(const char* text) : held(Text{}), words(text) {}
    Datum(Missing missing) : held(NoAnswer{}), words(std::move(missing.reason)) {}

    template <class T>
    const T* as() const {
        return std::get_if<T>(&held);
    }
    const std::string* text() const { return as<Text>() ? &words : nullptr; }
    bool is_missing() const { return as<NoAnswer>() != nullptr; }
    bool is_blank() const {
        return as<Null>() || is_missing() || (as<Text>() && words.empty());
    }  // nothing was answered
    bool operator==(const Datum&) const = default;
};

// Blank is false, a number unless 0, a text unless empty.
bool truth_of(const Datum& datum);
// Null for a blank, an integer or double else; NaN for a text that is no number. A date is its days since 1970.
Datum number_of(const Datum& datum);
std::optional<double> finite_number_of(const Datum& datum);
std::string text_of(const Datum& datum);
std::optional<Date> date_of(const Datum& datum);  // of a date, an ISO text or a number of days

enum class Comparison { less, equal, greater, none };  // none: they cannot be ordered, such as a blank and 5
// As days when one is a date, else as numbers.
Comparison compare(const Datum& left, const Datum& right);
// As truth when one is a boolean, as numbers when one is a number, as days when one is a date, else as text.
bool are_equal(const Datum& left, const Datum& right);

// A number as XPath writes it: digits, no exponent, no locale.
std::optional<Datum> parse_number(std::string_view text);

// Between engine and record. A value that does not fit the type is an error that says what would fit.
Result<Datum> datum_of(const Value& value, FieldType type);
Value value_of(const Datum& datum);

}  // namespace nuong::forms

// Value: what one register or one answer holds.
//
// A field that is missing from a change was not touched; Null means that the person cleared it. Merging depends on the
// difference. Dates and times are ISO text here: the form knows their type, the merge does not need to.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "shared/base/json.h"
#include "shared/model/ids.h"

namespace nuong {

struct NamedValue;

struct Null {
    bool operator==(const Null&) const = default;
};

// Why there is no answer: "unknown", "refused", "not_asked", "not_applicable". Not the same as an empty answer.
struct Missing {
    std::string reason;

    bool operator==(const Missing&) const = default;
};

// The answers of a merge unit that is larger than one field, sorted by name; names are paths.
using Fields = std::vector<NamedValue>;

struct Value {
    std::variant<Null, bool, std::int64_t, double, std::string, Missing, Fields> held;

    Value();
    Value(Null);
    Value(bool b);
    Value(int i);
    Value(std::int64_t i);
    Value(double d);
    Value(std::string text);
    Value(std::string_view text);
    Value(const char* text);
    Value(Missing missing);
    Value(Fields fields);

    bool is_null() const { return std::holds_alternative<Null>(held); }
    // Null, missing or an empty text: nothing was answered.
    bool is_blank() const;
    template <class T>
    const T* as() const {
        return std::get_if<T>(&held);
    }
    // The text of a text value, or "" for every other kind.
    const std::string& text() const;
    // A number of either kind; text and the rest are none.
    std::optional<double> number() const;

    bool operator==(const Value& other) const;
};

struct NamedValue {
    Path name;
    Value value;

    bool operator==(const NamedValue&) const = default;
};

// Here, where NamedValue is complete: clang would instantiate vector<NamedValue> inside the class.
inline Value::Value() = default;
inline Value::Value(Null) {}
inline Value::Value(bool b) : held(b) {}
inline Value::Value(int i) : held(std::int64_t{i}) {}
inline Value::Value(std::int64_t i) : held(i) {}
inline Value::Value(double d) : held(d) {}
inline Value::Value(std::string text) : held(std::move(text)) {}
inline Value::Value(std::string_view text) : held(std::string(text)) {}
inline Value::Value(const char* text) : held(std::string(text)) {}
inline Value::Value(Missing missing) : held(std::move(missing)) {}
inline Value::Value(Fields fields) : held(std::move(fields)) {}

const Value* find(const Fields& fields, std::string_view name);
void set(Fields& fields, std::string_view name, Value value);  // keeps the order by name

// One spelling per value, shared by protocol, store and command line:
// null, true, 12, 1.5, "text", {"missing":"refused"}, {"fields":{"name":value}}.
Json to_json(const Value& value);
Result<Value> value_from_json(const Json& json);

// The value as a person would read it, without knowledge of the form: "", "12", "1.5", "true", "(refused)".
std::string plain_text(const Value& value);

// Shortest decimal that reads back as the same number; never an exponent, never a locale.
std::string plain_number(double number);

}  // namespace nuong

#include "shared/model/value.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

#include "shared/base/overloaded.h"
#include "shared/base/text.h"

namespace nuong {

bool Value::is_blank() const {
    if (const auto* text = std::get_if<std::string>(&held)) return text->empty();
    return is_null() || std::holds_alternative<Missing>(held);
}

const std::string& Value::text() const {
    static const std::string none;
    const auto* text = std::get_if<std::string>(&held);
    return text ? *text : none;
}

std::optional<double> Value::number() const {
    if (const auto* i = std::get_if<std::int64_t>(&held)) return static_cast<double>(*i);
    if (const auto* d = std::get_if<double>(&held)) return *d;
    return std::nullopt;
}

bool Value::operator==(const Value& other) const { return held == other.held; }

const Value* find(const Fields& fields, std::string_view name) {
    const auto at =
        std::lower_bound(fields.begin(), fields.end(), name,
                         [](const NamedValue& field, std::string_view wanted) { return field.name < wanted; });
    return at != fields.end() && at->name == name ? &at->value : nullptr;
}

void set(Fields& fields, std::string_view name, Value value) {
    const auto is_before = [](const NamedValue& field, std::string_view wanted) { return field.name < wanted; };
    const bool is_last = fields.empty() || is_before(fields.back(), name);  // mostly they come in their order
    const auto at = is_last ? fields.end() : std::lower_bound(fields.begin(), fields.end(), name, is_before);
    if (at != fields.end() && at->name == name) at->value = std::move(value);
    else fields.insert(at, NamedValue{std::string(name), std::move(value)});
}

Json to_json(const Value& value) {
    return std::visit(Overloaded{
                          [](Null) { return Json(nullptr); },
                          [](bool b) { return Json(b); },
                          [](std::int64_t i) { return Json(i); },
                          [](double d) { return Json(d); },
                          [](const std::string& text) { return Json(text); },
                          [](const Missing& missing) {
                              return Json{{"missing", missing.reason}};
                          },
                          [](const Fields& fields) {
                              Json inner = Json::object();
                              for (const NamedValue& field : fields) inner[field.name] = to_json(field.value);
                              return Json{{"fields", std::move(inner)}};
                          },
                      },
                      value.held);
}

namespace {

Error wrong_value(const std::string& vi, const std::string& en) { return Error{ErrorCode::invalid, {vi, en}}; }

Result<Value> value_from_object(const Json& json) {
    if (json.size() == 1 && json.contains("missing") && json["missing"].is_string()) {
        auto reason = json["missing"].get<std::string>();
        if (reason.empty()) return wrong_value("lý do thiếu bị trống", "the missing reason is empty");
        return Value(Missing{std::move(reason)});
    }
    if (json.size() == 1 && json.contains("fields") && json["fields"].is_object()) {
        Fields fields;
        for (const auto& [name, inner] : json["fields"].items()) {  // sorted by name already
            auto value = value_from_json(inner);
            if (!value) return value.error();
            fields.push_back({name, std::move(*value)});
        }
        return Value(std::move(fields));
    }
    return wrong_value("giá trị không đúng kiểu", "not a kind of value that a field can hold");
}

}  // namespace

Result<Value> value_from_json(const Json& json) {
    switch (json.type()) {
        case Json::value_t::null: return Value();
        case Json::value_t::boolean: return Value(json.get<bool>());
        case Json::value_t::number_integer: return Value(json.get<std::int64_t>());
        case Json::value_t::number_unsigned: {
            const auto number = json.get<std::uint64_t>();
            if (number > static_cast<std::uint64_t>(INT64_MAX))
                return wrong_value("số quá lớn", "the number is too large");
            return Value(static_cast<std::int64_t>(number));
        }
        case Json::value_t::number_float: {
            const auto number = json.get<double>();
            if (!std::isfinite(number)) return wrong_value("số quá lớn", "the number is too large");
            return Value(number);
        }
        case Json::value_t::string: {
            const auto& text = json.get_ref<const std::string&>();
            auto composed = to_nfc(text);
            if (!composed) return wrong_value("văn bản không phải UTF-8", "the text is not UTF-8");
            return Value(std::move(*composed));
        }
        case Json::value_t::object: return value_from_object(json);
        default: return wrong_value("giá trị không đúng kiểu", "not a kind of value that a field can hold");
    }
}

std::string plain_number(double number) {
    if (!std::isfinite(number)) return std::isnan(number) ? "NaN" : number < 0 ? "-Infinity" : "Infinity";
    char text[400];
    const auto [end, error] = std::to_chars(text, text + sizeof text, number, std::chars_format::fixed);
    std::string plain(text, end);
    return plain == "-0" ? "0" : plain;
}

std::string plain_text(const Value& value) {
    return std::visit(Overloaded{
                          [](Null) { return std::string(); },
                          [](bool b) { return std::string(b ? "true" : "false"); },
                          [](std::int64_t i) { return std::to_string(i); },
                          [](double d) { return plain_number(d); },
                          [](const std::string& text) { return text; },
                          [](const Missing& missing) { return "(" + missing.reason + ")"; },
                          [](const Fields& fields) {
                              std::string all;
                              for (const NamedValue& field : fields) {
                                  if (field.value.is_blank()) continue;
                                  if (!all.empty()) all += ", ";
                                  all += plain_text(field.value);
                              }
                              return all;
                          },
                      },
                      value.held);
}

}  // namespace nuong

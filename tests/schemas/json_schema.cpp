#include "tests/schemas/json_schema.h"

#include <nlohmann/json.hpp>
#include <regex>
#include <set>

namespace nuong::schemas {
namespace {

const std::set<std::string> remarks{"$schema", "$id", "$defs", "title", "description", "default", "format"};

bool is_of_type(const Json& value, const std::string& type) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "boolean") return value.is_boolean();
    if (type == "null") return value.is_null();
    if (type == "integer") return value.is_number_integer();
    return type == "number" && value.is_number();
}

class Checker {
public:
    explicit Checker(const Json& root) : root_(root) {}

    std::vector<SchemaError> errors;

    void check(const Json& schema, const Json& value, const std::string& at) {
        if (schema.is_boolean()) {
            if (!schema.get<bool>()) add(at, "is not allowed here; remove it");
            return;
        }
        for (const auto& [keyword, rule] : schema.items()) {
            if (remarks.contains(keyword)) continue;
            if (keyword == "$ref") check(referred(rule.get<std::string>()), value, at);
            else if (keyword == "type") check_type(rule, value, at);
            else if (keyword == "enum") check_enum(rule, value, at);
            else if (keyword == "const") check_enum(Json::array({rule}), value, at);
            else if (keyword == "oneOf") check_one_of(rule, value, at);
            else if (value.is_object() && check_object(keyword, rule, schema, value, at)) continue;
            else if (value.is_array() && check_array(keyword, rule, value, at)) continue;
            else if (value.is_string() && check_string(keyword, rule, value.get<std::string>(), at)) continue;
            else if (value.is_number() && check_number(keyword, rule, value.get<double>(), at)) continue;
            else if (!known_elsewhere(keyword)) add(at, "the schema's keyword " + keyword + " is not understood");
        }
    }

private:
    void add(const std::string& at, std::string what) { errors.push_back({at.empty() ? "/" : at, std::move(what)}); }

    static bool known_elsewhere(const std::string& keyword) {
        static const std::set<std::string> known{"required",      "properties", "additionalProperties",
                                                 "minProperties", "items",      "minItems",
                                                 "uniqueItems",   "pattern",    "minLength",
                                                 "maxLength",     "minimum",    "maximum"};
        return known.contains(keyword);
    }

    const Json& referred(const std::string& reference) const {
        return root_.at(Json::json_pointer(reference.substr(1)));  // "#/$defs/name"
    }

    void check_type(const Json& rule, const Json& value, const std::string& at) {
        std::string wanted;
        for (const Json& type : rule.is_array() ? rule : Json::array({rule})) {
            if (is_of_type(value, type.get<std::string>())) return;
            wanted += (wanted.empty() ? "" : " or ") + type.get<std::string>();
        }
        add(at, "must be of type " + wanted);
    }

    void check_enum(const Json& allowed, const Json& value, const std::string& at) {
        for (const Json& one : allowed)
            if (one == value) return;
        add(at, "must be one of " + allowed.dump());
    }

    void check_one_of(const Json& alternatives, const Json& value, const std::string& at) {
        int fitting = 0;
        for (const Json& alternative : alternatives) {
            Checker apart(root_);
            apart.check(alternative, value, at);
            fitting += apart.errors.empty() ? 1 : 0;
        }
        if (fitting != 1) add(at, "must fit exactly one of the forms that the schema lists");
    }

    bool check_object(const std::string& keyword, const Json& rule, const Json& schema, const Json& value,
                      const std::string& at) {
        if (keyword == "required") {
            for (const Json& key : rule)
                if (!value.contains(key.get<std::string>())) add(at, "needs " + key.dump());
        } else if (keyword == "properties") {
            for (const auto& [key, inner] : rule.items())
                if (const auto found = value.find(key); found != value.end()) check(inner, *found, at + "/" + key);
        } else if (keyword == "additionalProperties") {
            const Json named = schema.value("properties", Json::object());
            for (const auto& [key, inner] : value.items())
                if (!named.contains(key)) check(rule, inner, at + "/" + key);
        } else if (keyword == "minProperties") {
            if (value.size() < rule.get<std::size_t>()) add(at, "needs at least " + rule.dump() + " entries");
        } else {
            return false;
        }
        return true;
    }

    bool check_array(const std::string& keyword, const Json& rule, const Json& value, const std::string& at) {
        if (keyword == "items") {
            for (std::size_t i = 0; i < value.size(); ++i) check(rule, value[i], at + "/" + std::to_string(i));
        } else if (keyword == "minItems") {
            if (value.size() < rule.get<std::size_t>()) add(at, "needs at least " + rule.dump() + " entries");
        } else if (keyword == "uniqueItems") {
            std::set<Json> seen;
            for (const Json& one : value)
                if (!seen.insert(one).second) add(at, one.dump() + " stands twice; remove one");
        } else {
            return false;
        }
        return true;
    }

    bool check_string(const std::string& keyword, const Json& rule, const std::string& value, const std::string& at) {
        if (keyword == "pattern") {
            if (!std::regex_search(value, std::regex(rule.get<std::string>())))
                add(at, "\"" + value + "\" must look like " + rule.get<std::string>());
        } else if (keyword == "maxLength") {
            if (value.size() > rule.get<std::size_t>()) add(at, "is longer than " + rule.dump());
        } else if (keyword == "minLength") {
            if (value.size() < rule.get<std::size_t>()) add(at, "is shorter than " + rule.dump());
        } else {
            return false;
        }
        return true;
    }

    bool check_number(const std::string& keyword, const Json& rule, double value, const std::string& at) {
        if (keyword == "minimum") {
            if (value < rule.get<double>()) add(at, "must be at least " + rule.dump());
        } else if (keyword == "maximum") {
            if (value > rule.get<double>()) add(at, "must be at most " + rule.dump());
        } else {
            return false;
        }
        return true;
    }

    const Json& root_;
};

}  // namespace

std::vector<SchemaError> check_against(const Json& schema, const Json& document) {
    Checker checker(schema);
    checker.check(schema, document, "");
    return checker.errors;
}

std::string listed(const std::vector<SchemaError>& errors) {
    std::string all;
    for (const SchemaError& error : errors) all += error.at + " " + error.what + "\n";
    return all;
}

}  // namespace nuong::schemas

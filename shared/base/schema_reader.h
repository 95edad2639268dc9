// Reads schema files (areas, indicators, targets, reports ...) with complaints that name the file, the path within it
// and what to write instead. All complaints of a file are collected: an author mends them in one go.
#pragma once
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/date.h"
#include "shared/base/json.h"
#include "shared/base/message.h"

namespace nuong {

class SchemaProblems {
public:
    explicit SchemaProblems(std::string file) : file_(std::move(file)) {}

    void add(const std::string& path, const Message& fix);
    bool empty() const { return count_ == 0; }
    Error error() const;  // one line per complaint, the first dozen

private:
    std::string file_;
    Message lines_;
    std::size_t count_ = 0;
};

// One value of a document and its path. Reading what is missing or wrong complains and gives an empty value back, so a
// reader reads on and looks at the problems at its end. `json` and `problems` must outlive it.
class SchemaNode {
public:
    SchemaNode(const Json& json, SchemaProblems& problems) : SchemaNode(json, "", problems) {}

    const Json& json() const { return *json_; }
    const std::string& path() const { return path_; }
    bool has(std::string_view key) const;
    void complain(std::string_view key, const Message& fix) const;
    // Keys that nothing reads are mistyped ones. Those that begin with _ are remarks.
    void allow_only(std::initializer_list<std::string_view> keys) const;

    std::string text(std::string_view key) const;  // required, not empty
    std::string text_or(std::string_view key, std::string fallback) const;
    std::string one_of(std::string_view key, std::initializer_list<std::string_view> names, std::string fallback) const;
    Message words(std::string_view key) const;  // {"vi","en"}, both required
    Message words_or(std::string_view key, Message fallback) const;
    std::int64_t integer(std::string_view key, std::int64_t least, std::int64_t most) const;
    std::int64_t integer_or(std::string_view key, std::int64_t least, std::int64_t most, std::int64_t fallback) const;
    bool flag_or(std::string_view key, bool fallback) const;
    std::optional<Date> date(std::string_view key) const;  // required
    std::optional<Date> date_or_none(std::string_view key) const;
    std::vector<std::string> texts(std::string_view key) const;  // a list of texts, or one; empty when missing
    SchemaNode value(std::string_view key) const;                // of any kind, required
    SchemaNode object(std::string_view key) const;               // required
    std::vector<SchemaNode> list(std::string_view key) const;    // required
    std::vector<SchemaNode> list_or_none(std::string_view key) const;

    // Other content at the same place, which must outlive it.
    SchemaNode with(const Json& json) const { return {json, path_, *problems_}; }

private:
    SchemaNode(const Json& json, std::string path, SchemaProblems& problems)
        : json_(&json), path_(std::move(path)), problems_(&problems) {}
    const Json* find(std::string_view key) const;
    SchemaNode child(std::string_view key, const Json& json) const;

    const Json* json_;
    std::string path_;
    SchemaProblems* problems_;
};

}  // namespace nuong

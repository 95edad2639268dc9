#include "shared/base/schema_reader.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace nuong {
namespace {

constexpr std::size_t problems_shown_max = 12;
const Json nothing;
const Message needs_text{"cần một đoạn chữ, không được trống.", "needs a text, not an empty one."};
const Message needs_list{"cần một danh sách [ … ].", "needs a list [ … ]."};
const Message needs_date{"cần một ngày có thật, viết năm-tháng-ngày như 2024-06-30.",
                         "needs a real day, written year-month-day like 2024-06-30."};
const Message needs_words{"cần chữ tiếng Việt và tiếng Anh: {\"vi\": …, \"en\": …}.",
                          "needs words in Vietnamese and English: {\"vi\": …, \"en\": …}."};

}  // namespace

void SchemaProblems::add(const std::string& path, const Message& fix) {
    if (++count_ > problems_shown_max) return;
    const std::string place = (count_ > 1 ? "\n" : "") + file_ + ": " + (path.empty() ? "" : path + ": ");
    lines_.vi += place + fix.vi;
    lines_.en += place + fix.en;
}

Error SchemaProblems::error() const {
    Message message = lines_;
    if (count_ > problems_shown_max) {
        const std::string more = std::to_string(count_ - problems_shown_max);
        message.vi += "\n… và " + more + " lỗi nữa.";
        message.en += "\n… and " + more + " more.";
    }
    return {ErrorCode::invalid, std::move(message)};
}

const Json* SchemaNode::find(std::string_view key) const {
    if (!json_->is_object()) return nullptr;
    const auto at = json_->find(std::string(key));
    return at == json_->end() || at->is_null() ? nullptr : &*at;
}

SchemaNode SchemaNode::child(std::string_view key, const Json& json) const {
    return {json, path_.empty() ? std::string(key) : path_ + "/" + std::string(key), *problems_};
}

bool SchemaNode::has(std::string_view key) const { return find(key) != nullptr; }

void SchemaNode::complain(std::string_view key, const Message& fix) const {
    std::string path = path_;
    if (!key.empty()) path += (path.empty() ? "" : "/") + std::string(key);
    problems_->add(path, fix);
}

void SchemaNode::allow_only(std::initializer_list<std::string_view> keys) const {
    if (!json_->is_object()) return complain("", {"cần một đối tượng { … }.", "needs an object { … }."});
    for (const auto& [key, value] : json_->items()) {
        if (key.starts_with('_') || std::find(keys.begin(), keys.end(), key) != keys.end()) continue;
        Message known{"không có khóa này; có thể dùng:", "there is no such key; known are:"};
        for (const std::string_view each : keys) {
            known.vi += " " + std::string(each);
            known.en += " " + std::string(each);
        }
        complain(key, known);
    }
}

std::string SchemaNode::text(std::string_view key) const {
    const Json* at = find(key);
    if (at && at->is_string() && !at->get_ref<const std::string&>().empty()) return at->get<std::string>();
    complain(key, needs_text);
    return "";
}

std::string SchemaNode::text_or(std::string_view key, std::string fallback) const {
    const Json* at = find(key);
    if (!at) return fallback;
    if (at->is_string()) return at->get<std::string>();
    complain(key, needs_text);
    return fallback;
}

std::string SchemaNode::one_of(std::string_view key, std::initializer_list<std::string_view> names,
                               std::string fallback) const {
    std::string given = text_or(key, fallback);
    if (std::find(names.begin(), names.end(), given) != names.end()) return given;
    Message fix{"“" + given + "” không dùng được; hãy chọn:", "\"" + given + "\" is none of:"};
    for (const std::string_view name : names) {
        fix.vi += " " + std::string(name);
        fix.en += " " + std::string(name);
    }
    complain(key, fix);
    return fallback;
}

Message SchemaNode::words(std::string_view key) const {
    if (has(key)) return words_or(key, {});
    complain(key, needs_words);
    return {};
}

Message SchemaNode::words_or(std::string_view key, Message fallback) const {
    const Json* at = find(key);
    if (!at) return fallback;
    if (at->is_object()) {
        const auto vi = at->find("vi"), en = at->find("en");
        if (vi != at->end() && en != at->end() && vi->is_string() && en->is_string() &&
            !vi->get_ref<const std::string&>().empty() && !en->get_ref<const std::string&>().empty())
            return {vi->get<std::string>(), en->get<std::string>()};
    }
    complain(key, needs_words);
    return fallback;
}

std::int64_t SchemaNode::integer(std::string_view key, std::int64_t least, std::int64_t most) const {
    const Json* at = find(key);
    if (at && at->is_number_integer()) {
        // A number beyond int64 would come back negative.
        const bool fits = !at->is_number_unsigned() || at->get<std::uint64_t>() <= INT64_MAX;
        const std::int64_t number = fits ? at->get<std::int64_t>() : INT64_MAX;
        if (fits && number >= least && number <= most) return number;
    }
    complain(key, {"cần một số nguyên từ " + std::to_string(least) + " đến " + std::to_string(most) + ".",
                   "needs a whole number from " + std::to_string(least) + " to " + std::to_string(most) + "."});
    return least;
}

std::int64_t SchemaNode::integer_or(std::string_view key, std::int64_t least, std::int64_t most,
                                    std::int64_t fallback) const {
    return has(key) ? integer(key, least, most) : fallback;
}

bool SchemaNode::flag_or(std::string_view key, bool fallback) const {
    const Json* at = find(key);
    if (!at) return fallback;
    if (at->is_boolean()) return at->get<bool>();
    complain(key, {"cần true hoặc false.", "needs true or false."});
    return fallback;
}

std::optional<Date> SchemaNode::date(std::string_view key) const {
    if (has(key)) return date_or_none(key);
    complain(key, needs_date);
    return std::nullopt;
}

std::optional<Date> SchemaNode::date_or_none(std::string_view key) const {
    const Json* at = find(key);
    if (!at) return std::nullopt;
    const auto date = at->is_string() ? parse_date(at->get_ref<const std::string&>()) : std::nullopt;
    if (!date) complain(key, needs_date);
    return date;
}

std::vector<std::string> SchemaNode::texts(std::string_view key) const {
    const Json* at = find(key);
    if (!at) return {};
    if (at->is_string()) return {at->get<std::string>()};
    std::vector<std::string> found;
    if (at->is_array())
        for (const Json& each : *at)
            if (each.is_string()) found.push_back(each.get<std::string>());
    if (!at->is_array() || found.size() != at->size())
        complain(key, {"cần một danh sách chữ: [\"…\", \"…\"].", "needs a list of texts: [\"…\", \"…\"]."});
    return found;
}

SchemaNode SchemaNode::value(std::string_view key) const {
    const Json* at = find(key);
    if (!at) complain(key, {"không được thiếu.", "must not be missing."});
    return child(key, at ? *at : nothing);
}

SchemaNode SchemaNode::object(std::string_view key) const {
    const Json* at = find(key);
    if (at && at->is_object()) return child(key, *at);
    complain(key, {"cần một đối tượng { … }.", "needs an object { … }."});
    return child(key, nothing);
}

std::vector<SchemaNode> SchemaNode::list(std::string_view key) const {
    if (has(key)) return list_or_none(key);
    complain(key, needs_list);
    return {};
}

std::vector<SchemaNode> SchemaNode::list_or_none(std::string_view key) const {
    const Json* at = find(key);
    if (!at) return {};
    if (!at->is_array()) {
        complain(key, needs_list);
        return {};
    }
    std::vector<SchemaNode> nodes;
    for (std::size_t i = 0; i < at->size(); ++i)
        nodes.push_back(child(std::string(key) + "[" + std::to_string(i) + "]", (*at)[i]));
    return nodes;
}

}  // namespace nuong

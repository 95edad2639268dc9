#include "shared/base/json.h"

#include <nlohmann/json.hpp>

#include "shared/base/text.h"

namespace nuong {
namespace {

// Nesting is counted before parsing, because the parser itself recurses while it destroys what it built.
bool too_deep(std::string_view text) {
    std::size_t depth = 0;
    bool in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (in_string) {
            if (c == '\\') ++i;
            else if (c == '"') in_string = false;
        } else if (c == '"') {
            in_string = true;
        } else if (c == '[' || c == '{') {
            if (++depth > json_depth_max) return true;
        } else if ((c == ']' || c == '}') && depth > 0) {
            --depth;
        }
    }
    return false;
}

template <class AnyJson>
Result<AnyJson> parse_as(std::string_view text, const std::string& what) {
    if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);  // Windows editors put a byte order mark first
    if (!is_utf8(text))
        return Error{ErrorCode::invalid,
                     {what + ": không phải văn bản UTF-8. Hãy lưu lại tệp với mã UTF-8.",
                      what + ": is not UTF-8 text. Save the file again as UTF-8."}};
    if (too_deep(text))
        return Error{
            ErrorCode::invalid,
            {what + ": lồng nhau quá sâu (tối đa 64 tầng).", what + ": nested too deeply (at most 64 levels)."}};
    const auto wrong_at = [&](std::size_t byte) {
        const std::string at = std::to_string(byte);
        return Error{ErrorCode::invalid,
                     {what + ": không phải JSON hợp lệ, sai ở byte thứ " + at + ".",
                      what + ": is not valid JSON, wrong at byte " + at + "."}};
    };
    // The parser takes a NUL for the end and would drop what follows without a word.
    if (const auto nul = text.find('\0'); nul != text.npos) return wrong_at(nul + 1);
    try {
        return AnyJson::parse(text.begin(), text.end());
    } catch (const nlohmann::json::parse_error& error) {
        return wrong_at(error.byte);
    } catch (const nlohmann::json::out_of_range&) {
        return Error{ErrorCode::invalid, {what + ": có một số quá lớn.", what + ": holds a number that is too large."}};
    }
}

}  // namespace

Result<Json> parse_json(std::string_view text, const std::string& what) { return parse_as<Json>(text, what); }

Result<OrderedJson> parse_ordered_json(std::string_view text, const std::string& what) {
    return parse_as<OrderedJson>(text, what);
}

std::string dump_json(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string dump_json_for_people(const OrderedJson& json) {
    return json.dump(2, ' ', false, OrderedJson::error_handler_t::replace);
}

}  // namespace nuong

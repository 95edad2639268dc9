#include "shared/xlsform/question_types.h"

#include <algorithm>
#include <array>

#include "shared/forms/appearance.h"
#include "shared/forms/question_kind.h"
#include "shared/xlsform/form_table.h"

namespace nuong::xlsform {
namespace {

struct Alias {
    std::string_view written, type;
};

constexpr Alias aliases[] = {{"string", "text"},           {"add text prompt", "text"}, {"int", "integer"},
                             {"calculation", "calculate"}, {"trigger", "acknowledge"},  {"datetime", "dateTime"},
                             {"date time", "dateTime"},    {"photo", "image"},          {"add image prompt", "image"},
                             {"gps", "geopoint"},          {"location", "geopoint"},    {"start time", "start"},
                             {"start_time", "start"},      {"end time", "end"},         {"end_time", "end"},
                             {"get today", "today"},       {"device id", "deviceid"},   {"get device id", "deviceid"},
                             {"imei", "deviceid"}};

// Pictures that are made on the screen; each is an appearance too.
constexpr std::string_view drawings[] = {"signature", "draw"};
// Places are asked for and typed: nothing here takes them by itself, since where somebody was seen can harm them.
constexpr std::string_view places[] = {"geopoint", "geotrace", "geoshape"};
// Nothing here can answer them; the question stays as a hidden one so that formulas that name it still work.
constexpr std::string_view not_asked[] = {"audit",          "phonenumber",        "email", "subscriberid",
                                          "simserial",      "uri:email",          "osm",   "background-audio",
                                          "start-geopoint", "background-geopoint"};

struct SelectWords {
    std::string_view words, type;
};
constexpr std::array<SelectWords, 14> selects{{{"select_one_from_file", "select_one_from_file"},
                                               {"select_multiple_from_file", "select_multiple_from_file"},
                                               {"select one from file", "select_one_from_file"},
                                               {"select_one_external", "select_one"},
                                               {"rank", "rank"},
                                               {"select one from", "select_one"},
                                               {"select_one", "select_one"},
                                               {"select one", "select_one"},
                                               {"select1", "select_one"},
                                               {"select all that apply from", "select_multiple"},
                                               {"select all that apply", "select_multiple"},
                                               {"select multiple from", "select_multiple"},
                                               {"select_multiple", "select_multiple"},
                                               {"select multiple", "select_multiple"}}};

Message typed_place(std::string_view type) {
    return {"Kiểu “" + std::string(type) + "”: vị trí được gõ vào, máy không tự lấy.",
            "The type \"" + std::string(type) + "\": the place is typed in, the device does not take it by itself."};
}

Message kept_hidden(std::string_view type) {
    if (type == "audit")
        return {"Không cần “audit”: máy tự ghi lại mọi lần sửa; câu này bị ẩn và luôn trống.",
                "\"audit\" is not needed: every change is logged anyway; the question is hidden and stays blank."};
    return {"Chưa hỗ trợ kiểu “" + std::string(type) + "”: câu này không được hỏi và luôn trống.",
            "The type \"" + std::string(type) + "\" is not supported: the question is not asked and stays blank."};
}

std::optional<RowKind> bracket(std::string_view words) {
    constexpr std::array<std::pair<std::string_view, RowKind>, 12> brackets{{{"begin group", RowKind::begin_group},
                                                                             {"begin_group", RowKind::begin_group},
                                                                             {"begin repeat", RowKind::begin_repeat},
                                                                             {"begin_repeat", RowKind::begin_repeat},
                                                                             {"begin lgroup", RowKind::begin_repeat},
                                                                             {"end group", RowKind::end_group},
                                                                             {"end_group", RowKind::end_group},
                                                                             {"end repeat", RowKind::end_repeat},
                                                                             {"end_repeat", RowKind::end_repeat},
                                                                             {"end lgroup", RowKind::end_repeat},
                                                                             {"group", RowKind::begin_group},
                                                                             {"repeat", RowKind::begin_repeat}}};
    for (const auto& [text, kind] : brackets)
        if (words == text) return kind;
    return std::nullopt;
}

const SelectWords* select_words(const std::string& folded) {
    for (const SelectWords& each : selects) {
        if (!folded.starts_with(each.words)) continue;
        if (folded.size() == each.words.size() || folded[each.words.size()] == ' ') return &each;
    }
    return nullptr;
}

// What follows the words of a select is its list, in the author's own letters.
std::optional<QuestionType> select_of(const std::string& folded, const std::string& written) {
    const SelectWords* words = select_words(folded);
    if (!words) return std::nullopt;
    QuestionType type{.type = std::string(words->type)};
    type.list = trimmed(std::string_view(written).substr(std::min(words->words.size(), written.size())));
    for (const std::string_view suffix : {" or_other", " or specify other", " or other"})
        if (folded_words(type.list).ends_with(suffix)) {
            type.or_other = true;
            type.list = trimmed(std::string_view(type.list).substr(0, type.list.size() - suffix.size()));
            break;
        }
    return type;
}

}  // namespace

QuestionType read_type(std::string_view written) {
    const std::string spaced = single_spaced(written), folded = folded_words(written);
    if (const auto kind = bracket(folded)) return {.kind = *kind};
    if (folded == "csv-external" || folded == "xml-external")
        return {.kind = RowKind::table, .type = folded.substr(0, 3)};
    if (auto select = select_of(folded, spaced)) return *select;
    if (is_one_of(folded, drawings)) return {.type = "image", .appearance = folded};
    if (folded == "annotate") return {.type = "image", .loss = forms::unsupported_appearance_message(folded)};
    for (const Alias& alias : aliases)
        if (folded == alias.written) return {.type = std::string(alias.type)};
    const std::string first = folded.substr(0, folded.find(' '));
    if (is_one_of(folded, places)) return {.type = folded, .loss = typed_place(folded)};
    if (is_one_of(first, not_asked)) return {.type = "hidden", .loss = kept_hidden(first)};
    return forms::find_question_kind(folded) ? QuestionType{.type = folded} : QuestionType{};
}

}  // namespace nuong::xlsform

#include "shared/xlsform/question_types.h"

#include <algorithm>
#include <array>

#include "shared/xlsform/form_table.h"

namespace nuong::xlsform {
namespace {

struct Alias {
    std::string_view written, type;
};

constexpr std::array<Alias, 27> aliases{{{"text", "text"},
                                         {"string", "text"},
                                         {"integer", "integer"},
                                         {"int", "integer"},
                                         {"decimal", "decimal"},
                                         {"date", "date"},
                                         {"note", "note"},
                                         {"calculate", "calculate"},
                                         {"calculation", "calculate"},
                                         {"hidden", "hidden"},
                                         {"acknowledge", "acknowledge"},
                                         {"trigger", "acknowledge"},
                                         {"record_ref", "record_ref"},
                                         {"start", "start"},
                                         {"start time", "start"},
                                         {"start_time", "start"},
                                         {"end", "end"},
                                         {"end time", "end"},
                                         {"end_time", "end"},
                                         {"today", "today"},
                                         {"get today", "today"},
                                         {"username", "username"},
                                         {"deviceid", "deviceid"},
                                         {"device id", "deviceid"},
                                         {"get device id", "deviceid"},
                                         {"imei", "deviceid"},
                                         {"add text prompt", "text"}}};

// Asked as a text instead; the author should know.
constexpr std::array<std::string_view, 6> asked_as_text{"time",    "datetime", "date time",
                                                        "barcode", "geopoint", "email"};
// Nothing here can answer them; the question stays as a hidden one so that formulas that name it still work.
constexpr std::array<std::string_view, 22> not_asked{"image",        "photo",
                                                     "audio",        "video",
                                                     "file",         "geotrace",
                                                     "geoshape",     "audit",
                                                     "phonenumber",  "subscriberid",
                                                     "simserial",    "start-geopoint",
                                                     "osm",          "xml-external",
                                                     "csv-external", "rank",
                                                     "percentage",   "background-audio",
                                                     "signature",    "draw",
                                                     "annotate",     "background-geopoint"};

struct SelectWords {
    std::string_view words, type;
};
constexpr std::array<SelectWords, 12> selects{{{"select_one_from_file", "from_file"},
                                               {"select_multiple_from_file", "from_file"},
                                               {"select_one_external", "from_file"},
                                               {"select one from", "select_one"},
                                               {"select_one", "select_one"},
                                               {"select one", "select_one"},
                                               {"select1", "select_one"},
                                               {"select all that apply from", "select_multiple"},
                                               {"select all that apply", "select_multiple"},
                                               {"select multiple from", "select_multiple"},
                                               {"select_multiple", "select_multiple"},
                                               {"select multiple", "select_multiple"}}};

Message kept_as_text(std::string_view type) {
    return {"Kiểu “" + std::string(type) + "” được hỏi bằng ô chữ.",
            "The type \"" + std::string(type) + "\" is asked as a text."};
}

Message kept_hidden(std::string_view type) {
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
    if (type.type == "from_file") {
        type.loss = kept_hidden(folded.substr(0, folded.find(' ')));
        type.type = "hidden";
        type.list.clear();
    }
    return type;
}

}  // namespace

QuestionType read_type(std::string_view written) {
    const std::string spaced = single_spaced(written), folded = folded_words(written);
    if (const auto kind = bracket(folded)) return {.kind = *kind};
    if (auto select = select_of(folded, spaced)) return *select;
    const std::string first = folded.substr(0, folded.find(' '));
    for (const Alias& alias : aliases)
        if (folded == alias.written) return {.type = std::string(alias.type)};
    if (folded == "range") return {.type = "integer"};
    if (is_one_of(folded, asked_as_text)) return {.type = "text", .loss = kept_as_text(folded)};
    if (is_one_of(folded, not_asked) || is_one_of(first, not_asked))
        return {.type = "hidden", .loss = kept_hidden(first)};
    return {};
}

}  // namespace nuong::xlsform

#include "shared/forms/question_kind.h"

#include <algorithm>
#include <array>

namespace nuong::forms {
namespace {

constexpr QuestionKind kinds[] = {
    {"text", FieldType::text},
    {"string", FieldType::text},
    {"integer", FieldType::integer},
    {"int", FieldType::integer},
    {"decimal", FieldType::decimal},
    {"range", FieldType::integer, "", "range"},
    {"date", FieldType::date},
    {"time", FieldType::text, "time"},
    {"dateTime", FieldType::text, "dateTime"},
    {"datetime", FieldType::text, "dateTime"},
    {"partial_date", FieldType::text, "partial_date"},
    {"select_one", FieldType::select_one},
    {"select_multiple", FieldType::select_multiple},
    {"select_one_from_file", FieldType::select_one, "", "", true},
    {"select_multiple_from_file", FieldType::select_multiple, "", "", true},
    {"rank", FieldType::select_multiple, "", "rank"},
    {"note", FieldType::note},
    {"calculate", FieldType::calculate},
    {"acknowledge", FieldType::acknowledge},
    {"trigger", FieldType::acknowledge},
    {"hidden", FieldType::hidden},
    {"record_ref", FieldType::record_ref},
    {"barcode", FieldType::text, "barcode"},
    {"geopoint", FieldType::text, "geopoint"},
    {"geotrace", FieldType::text, "geotrace"},
    {"geoshape", FieldType::text, "geoshape"},
    {"image", FieldType::text, "image", "upload"},
    {"audio", FieldType::text, "audio", "upload"},
    {"video", FieldType::text, "video", "upload"},
    {"file", FieldType::text, "file", "upload"},
    {"start", FieldType::start},
    {"end", FieldType::end},
    {"today", FieldType::today},
    {"username", FieldType::username},
    {"deviceid", FieldType::deviceid},
    {"begin_group", FieldType::group},
    {"begin group", FieldType::group},
    {"group", FieldType::group},
    {"begin_repeat", FieldType::repeat},
    {"begin repeat", FieldType::repeat},
    {"repeat", FieldType::repeat},
};

}  // namespace

const QuestionKind* find_question_kind(std::string_view word) {
    const auto* found =
        std::find_if(std::begin(kinds), std::end(kinds), [&](const QuestionKind& kind) { return kind.name == word; });
    return found == std::end(kinds) ? nullptr : found;
}

}  // namespace nuong::forms

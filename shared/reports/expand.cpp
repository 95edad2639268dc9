#include "shared/reports/expand.h"

#include <nlohmann/json.hpp>

namespace nuong::reports {
void replace_all(std::string& text, const std::string& from, const std::string& to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

namespace {

void fill(Json& json, const std::string& hole, const std::string& text) {
    if (json.is_string()) replace_all(json.get_ref<std::string&>(), hole, text);
    if (json.is_structured())
        for (Json& inner : json) fill(inner, hole, text);
}

void fill_label(Json& row, const std::string& hole, const Message& words) {
    const auto label = row.find("label");
    if (label == row.end() || !label->is_object()) return;
    for (const auto& [language, text] : {std::pair{"vi", words.vi}, std::pair{"en", words.en}})
        if (const auto at = label->find(language); at != label->end()) fill(*at, hole, text);
}

}  // namespace

std::vector<Json> expand_row(const SchemaNode& row) {
    std::vector<Json> rows{row.json()};
    for (const SchemaNode& expansion : row.list_or_none("expand")) {
        expansion.allow_only({"name", "values"});
        const std::string hole = "{" + expansion.text("name") + "}";
        std::vector<Json> wide;
        for (const Json& one : rows)
            for (const SchemaNode& value : expansion.list("values")) {
                if (wide.size() >= expanded_rows_max) break;
                value.allow_only({"code", "vi", "en"});
                Json filled = one;
                filled.erase("expand");
                fill_label(filled, hole, {value.text("vi"), value.text("en")});
                fill(filled, hole, value.text("code"));
                wide.push_back(std::move(filled));
            }
        rows = std::move(wide);
    }
    return rows;
}

}  // namespace nuong::reports

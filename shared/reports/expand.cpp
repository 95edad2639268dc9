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

void fill_words(Json& words, const std::string& hole, const Message& with) {
    if (words.is_array())
        for (Json& level : words) fill_words(level, hole, with);
    if (!words.is_object()) return;
    for (const auto& [language, text] : {std::pair{"vi", with.vi}, std::pair{"en", with.en}})
        if (const auto at = words.find(language); at != words.end()) fill(*at, hole, text);
}

void fill_label(Json& row, const std::string& hole, const Message& words) {
    for (const char* key : {"label", "head", "bar"})
        if (const auto at = row.find(key); at != row.end()) fill_words(*at, hole, words);
    if (const auto at = row.find("band"); at != row.end() && at->is_object()) fill_label(*at, hole, words);
}

WantedRecords read_wanted(const SchemaNode& node) {
    node.allow_only({"form", "question", "is", "label", "code"});
    return {node.text("form"), Path(node.text("question")), node.text("is"), Path(node.text("label")),
            Path(node.text_or("code", ""))};
}

Json row_for(const Json& row, const std::string& name, const NamedRecord& record) {
    Json filled = row;
    fill_label(filled, "{" + name + "}", {record.name, record.name});
    fill(filled, "{" + name + "}", record.record);
    fill(filled, "{" + name + ".code}", record.code);
    return filled;
}

}  // namespace

void expand_group(const SchemaNode& group, const FindRecords& find,
                  const std::function<void(const SchemaNode&)>& each_row) {
    group.allow_only({"for_each", "rows"});
    const SchemaNode each = group.object("for_each");
    each.allow_only({"name", "records"});
    const std::string name = each.text("name");
    const WantedRecords wanted = read_wanted(each.object("records"));
    const auto rows = group.list("rows");
    if (!find) return;
    std::size_t made = 0;
    for (const NamedRecord& record : find(wanted))
        for (const SchemaNode& row : rows) {
            if (++made > expanded_rows_max) return;
            const Json filled = row_for(row.json(), name, record);
            each_row(row.with(filled));
        }
}

std::vector<Json> expand_row(const SchemaNode& row) {
    std::vector<Json> rows{row.json()};
    for (const SchemaNode& expansion : row.list_or_none("expand")) {
        expansion.allow_only({"name", "values"});
        const std::string name = expansion.text("name"), hole = "{" + name + "}", set_hole = "{" + name + ".set}";
        std::vector<Json> wide;
        for (const Json& one : rows)
            for (const SchemaNode& value : expansion.list("values")) {
                if (wide.size() >= expanded_rows_max) break;
                value.allow_only({"code", "set", "vi", "en"});
                Json filled = one;
                filled.erase("expand");
                fill_label(filled, hole, {value.text("vi"), value.text("en")});
                fill(filled, hole, value.text("code"));
                fill(filled, set_hole, value.text_or("set", ""));
                wide.push_back(std::move(filled));
            }
        rows = std::move(wide);
    }
    return rows;
}

}  // namespace nuong::reports

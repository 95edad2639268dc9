#include "shared/forms/parse_tables.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_set>

namespace nuong::forms {
namespace {

std::string_view stem(std::string_view file) { return table_kind_of(file) ? file.substr(0, file.rfind('.')) : file; }

const Table* table(const FormDefinition& form, std::string_view id) {
    for (const Table& each : form.tables)
        if (each.id == id) return &each;
    return nullptr;
}

void add_table(const std::string& id, TableKind kind, const Json& text, FormDefinition& form, Problems& problems) {
    const std::string where = "tables/" + id;
    if (id.empty() || id.size() > 200 || id.front() == '.' || id.find_first_of("/\\") != std::string::npos)
        return add_error(problems, where, "Tên bảng không dùng được làm tên tệp.", "Not the name of a file.");
    if (!text.is_string())
        return add_error(problems, where, "Phải là nội dung tệp, dạng văn bản.", "Must be the text of the file.");
    if (const Status read = check_table(kind, text.get_ref<const std::string&>()); !read)
        return add_error(problems, where, read.error().message.vi, read.error().message.en);
    form.tables.push_back({id, kind, text.get<std::string>()});
}

// "label::Tiếng Việt (vi)", "label::vi" -> vi.
std::string language_of_column(std::string_view column, std::string_view name) {
    if (!column.starts_with(name) || column.substr(name.size(), 2) != "::") return "";
    std::string_view rest = column.substr(name.size() + 2);
    const std::size_t open = rest.rfind('('), close = rest.rfind(')');
    if (open != std::string_view::npos && close != std::string_view::npos && open < close)
        rest = rest.substr(open + 1, close - open - 1);
    return std::string(rest);
}

struct ListColumns {
    std::size_t value = 0;
    std::vector<std::pair<std::size_t, std::string>> labels;  // column, language
};

Label label_of(const RowTable& rows, std::size_t row, const ListColumns& columns) {
    Label label;
    for (const auto& [column, language] : columns.labels)
        if (const std::string& words = rows.cell(row, column); !words.empty()) label.texts.emplace(language, words);
    return label;
}

ChoiceList choices_of(RowTable rows, const ListColumns& columns, const std::string& where, Problems& problems) {
    ChoiceList list;
    list.is_of_table = list.has_duplicates = true;  // what stands twice in a file is told apart by the filter
    list.choices.reserve(rows.row_count());
    bool has_blank = false, has_spaces = false;
    for (std::size_t row = 0; row < rows.row_count(); ++row) {
        Choice choice;
        choice.name = std::move(rows.cells[row * rows.columns.size() + columns.value]);
        if (choice.name.empty()) {
            has_blank = true;
            continue;
        }
        has_spaces = has_spaces || choice.name.find_first_of(" \t\n") != std::string::npos;
        choice.label = label_of(rows, row, columns);
        choice.columns.reserve(rows.columns.size());
        for (std::size_t column = 0; column < rows.columns.size(); ++column)
            if (column != columns.value)
                choice.columns.emplace_back(rows.columns[column],
                                            std::move(rows.cells[row * rows.columns.size() + column]));
        list.choices.push_back(std::move(choice));
    }
    if (has_blank)
        add_warning(problems, where, "Có dòng trong bảng không có mã nên bị bỏ qua.",
                    "Rows of the table without a value were left out.");
    if (has_spaces)
        add_warning(problems, where, "Có mã trong bảng chứa dấu cách: không dùng được cho câu chọn nhiều.",
                    "Values of the table contain spaces: they cannot be used where several may be chosen.");
    return list;
}

std::optional<ListColumns> columns_of(const RowTable& rows, const std::string& value, const std::string& label,
                                      const FormDefinition& form) {
    ListColumns columns;
    columns.value = rows.column(value);
    if (columns.value == rows.columns.size()) return std::nullopt;
    for (std::size_t i = 0; i < rows.columns.size(); ++i) {
        if (rows.columns[i] == label) columns.labels.emplace_back(i, form.default_language);
        if (std::string language = language_of_column(rows.columns[i], label); !language.empty())
            columns.labels.emplace_back(i, std::move(language));
    }
    return columns;
}

}  // namespace

void parse_tables(const Json& tables, FormDefinition& form, Problems& problems) {
    if (!tables.is_object())
        return add_error(problems, "tables", "Phải là {tên bảng: nội dung}.", "Must be {name of the table: its text}.");
    for (const auto& [id, text] : tables.items()) {
        if (!text.is_object()) {
            add_table(id, TableKind::csv, text, form, problems);
            continue;
        }
        for (const TableKind kind : {TableKind::csv, TableKind::xml, TableKind::geojson})
            if (text.contains(name_of(kind))) add_table(id, kind, text[name_of(kind)], form, problems);
        if (!table(form, id) && !has_error(problems))
            add_error(problems, "tables/" + id, "Phải là {\"csv\":…}, {\"xml\":…} hoặc {\"geojson\":…}.",
                      "Must be {\"csv\":…}, {\"xml\":…} or {\"geojson\":…}.");
    }
}

std::string list_of_table(std::string_view file, const std::string& value, const std::string& label,
                          FormDefinition& form, const std::string& where, Problems& problems) {
    const std::string id(stem(file));
    const Table* found = table(form, id);
    if (!found) {
        add_error(problems, where, "Biểu mẫu không kèm bảng \"" + std::string(file) + "\".",
                  "The table \"" + std::string(file) + "\" does not come with the form.");
        return "";
    }
    const bool is_geojson = found->kind == TableKind::geojson;
    const std::string value_column = !value.empty() ? value : is_geojson ? "id" : "name";
    const std::string label_column = !label.empty() ? label : is_geojson ? "title" : "label";
    const std::string name = id + "[" + value_column + "," + label_column + "]";  // no list of an author is called so
    if (form.list(name)) return name;
    auto rows = read_table(found->kind, found->text);
    const auto columns = rows ? columns_of(*rows, value_column, label_column, form) : std::nullopt;
    if (!columns) {
        add_error(problems, where, "Bảng \"" + id + "\" không có cột \"" + value_column + "\" (value=…).",
                  "The table \"" + id + "\" has no column \"" + value_column + "\" (value=…).");
        return "";
    }
    if (columns->labels.empty())
        add_warning(problems, where, "Bảng \"" + id + "\" không có cột \"" + label_column + "\"; sẽ hiện mã.",
                    "The table \"" + id + "\" has no column \"" + label_column + "\"; values are shown instead.");
    ChoiceList list = choices_of(std::move(*rows), *columns, where, problems);
    list.name = name;
    const auto at =
        std::lower_bound(form.lists.begin(), form.lists.end(), name,
                         [](const ChoiceList& each, const std::string& wanted) { return each.name < wanted; });
    form.lists.insert(at, std::move(list));
    return name;
}

}  // namespace nuong::forms

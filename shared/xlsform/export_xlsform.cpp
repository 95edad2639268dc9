#include "shared/xlsform/export_xlsform.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <vector>

#include "shared/base/json.h"

namespace nuong::xlsform {
namespace {

using Cells = std::vector<std::pair<std::string, std::string>>;  // column -> text

// A sheet that grows: columns stand in the order in which they were first needed, after those that everyone expects.
struct Draft {
    const char* name;
    std::vector<std::string> columns;
    std::vector<Cells> rows;

    void add(Cells row) {
        for (const auto& [column, text] : row)
            if (std::find(columns.begin(), columns.end(), column) == columns.end()) columns.push_back(column);
        rows.push_back(std::move(row));
    }
};

std::string language_name(const std::string& code) {
    if (code == "vi") return "Tiếng Việt (vi)";
    if (code == "en") return "English (en)";
    return code;
}

std::string joined(const OrderedJson& list) {
    std::string text;
    for (const OrderedJson& item : list)
        if (item.is_string()) text += (text.empty() ? "" : " ") + item.get<std::string>();
    return text;
}

bool is_words(const std::string& key) {
    constexpr std::array<std::string_view, 12> keys{"label",
                                                    "hint",
                                                    "constraint_message",
                                                    "required_message",
                                                    "warn_message",
                                                    "image",
                                                    "guidance_hint",
                                                    "title",
                                                    "form_title",
                                                    "audio",
                                                    "video",
                                                    "big-image"};
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

std::string scalar_text(const std::string& key, const OrderedJson& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_boolean() && key == "default") return value.get<bool>() ? "true" : "false";
    if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
    if (value.is_array()) return joined(value);
    if ((key == "parameters" || key == "citizen_card") && value.is_object()) {
        std::string pairs;
        for (const auto& [name, each] : value.items())
            pairs +=
                (pairs.empty() ? "" : " ") + name + "=" + (each.is_string() ? each.get<std::string>() : each.dump());
        return pairs;
    }
    return value.is_null() ? "" : value.dump();
}

class Exporter {
public:
    explicit Exporter(const OrderedJson& package) : package_(package) {
        if (package.contains("settings") && package["settings"].is_object() &&
            package["settings"].contains("default_language"))
            language_ = scalar_text("default_language", package["settings"]["default_language"]);
    }

    std::vector<Draft> drafts() {
        Draft survey{"survey", {"type", "name"}, {}}, choices{"choices", {"list_name", "name"}, {}},
            settings{
                "settings", {"form_title::" + language_name(language_), "form_id", "version", "default_language"}, {}},
            tests{"tests", {"json"}, {}};
        if (package_.contains("survey")) questions(package_["survey"], survey);
        if (package_.contains("choices"))
            for (const auto& [list, all] : package_["choices"].items())
                for (const OrderedJson& choice : all) choices.add(choice_row(list, choice));
        settings.add(settings_row());
        if (package_.contains("tests"))
            for (const OrderedJson& test : package_["tests"]) tests.add({{"json", test.dump()}});
        std::vector<Draft> drafts{std::move(survey), std::move(choices), std::move(settings)};
        Draft entities{"entities", {"list_name", "label"}, {}};
        if (package_.contains("entities"))
            for (const OrderedJson& entity : package_["entities"]) {
                Cells row;
                for (const auto& [key, value] : entity.items()) row.emplace_back(key, scalar_text(key, value));
                entities.add(std::move(row));
            }
        if (!entities.rows.empty()) drafts.push_back(std::move(entities));
        if (!tests.rows.empty()) drafts.push_back(std::move(tests));
        return drafts;
    }

private:
    void put(Cells& row, const std::string& key, const OrderedJson& value) const {
        if (!is_words(key)) {
            if (std::string text = scalar_text(key, value); !text.empty()) row.emplace_back(key, std::move(text));
        } else if (value.is_object()) {
            for (const auto& [language, words] : value.items())
                row.emplace_back(key + "::" + language_name(language), scalar_text(key, words));
        } else {
            row.emplace_back(key + "::" + language_name(language_), scalar_text(key, value));
        }
    }

    void questions(const OrderedJson& list, Draft& survey) const {
        for (const OrderedJson& question : list) {
            Cells row;
            const std::string type = question.contains("type") ? scalar_text("type", question["type"]) : "";
            row.emplace_back("type", type);
            row.emplace_back("name", question.contains("name") ? scalar_text("name", question["name"]) : "");
            for (const auto& [key, value] : question.items())
                if (key != "type" && key != "name" && key != "children") put(row, key, value);
            survey.add(std::move(row));
            if (!question.contains("children") && !type.starts_with("begin")) continue;
            if (question.contains("children")) questions(question["children"], survey);
            const bool repeat = type.find("repeat") != std::string::npos;
            survey.add({{"type", repeat ? "end_repeat" : "end_group"}});
        }
    }

    Cells choice_row(const std::string& list, const OrderedJson& choice) const {
        Cells row{{"list_name", list}};
        for (const auto& [key, value] : choice.items()) put(row, key, value);
        return row;
    }

    Cells settings_row() const {
        Cells row;
        if (package_.contains("title")) put(row, "form_title", package_["title"]);
        row.emplace_back("form_id", package_.contains("id") ? scalar_text("id", package_["id"]) : "");
        row.emplace_back("version", package_.contains("version") ? scalar_text("version", package_["version"]) : "1");
        row.emplace_back("default_language", language_name(language_));
        if (package_.contains("settings"))
            for (const auto& [key, value] : package_["settings"].items())
                if (key != "default_language") put(row, key, value);
        return row;
    }

    const OrderedJson& package_;
    std::string language_ = "vi";
};

Error text_too_long(const std::string& sheet, const std::string& column) {
    return {ErrorCode::invalid,
            {"Một ô của trang “" + sheet + "”, cột “" + column + "” dài quá 32.767 chữ, Excel không chứa được.",
             "A cell of the sheet \"" + sheet + "\", column \"" + column +
                 "\", is longer than the 32,767 letters of Excel."}};
}

Status write_draft(lxw_workbook* book, lxw_format* head, const Draft& draft) {
    lxw_worksheet* sheet = workbook_add_worksheet(book, draft.name);
    for (std::size_t at = 0; at < draft.columns.size(); ++at)
        worksheet_write_string(sheet, 0, static_cast<lxw_col_t>(at), draft.columns[at].c_str(), head);
    worksheet_set_column(sheet, 0, static_cast<lxw_col_t>(draft.columns.size()), 24, nullptr);
    worksheet_freeze_panes(sheet, 1, 0);
    for (std::size_t row = 0; row < draft.rows.size(); ++row)
        for (const auto& [column, text] : draft.rows[row]) {
            const auto at = std::find(draft.columns.begin(), draft.columns.end(), column) - draft.columns.begin();
            if (worksheet_write_string(sheet, static_cast<lxw_row_t>(row + 1), static_cast<lxw_col_t>(at), text.c_str(),
                                       nullptr) != LXW_NO_ERROR)
                return text_too_long(draft.name, column);
        }
    return Done{};
}

}  // namespace

Status export_xlsform(std::string_view package, const std::string& path) {
    const auto json = parse_ordered_json(package, "form");
    if (!json) return json.error();
    if (!json->is_object())
        return Error{ErrorCode::invalid,
                     {"Gói biểu mẫu phải là một đối tượng {…}.", "A form package must be an object {…}."}};
    lxw_workbook* book = workbook_new(path.c_str());
    if (!book) return Error{ErrorCode::no_space, {"Hết bộ nhớ.", "Out of memory."}};
    lxw_format* head = workbook_add_format(book);
    format_set_bold(head);
    Status written = Done{};
    for (const Draft& draft : Exporter(*json).drafts())
        if (written) written = write_draft(book, head, draft);
    const bool closed = workbook_close(book) == LXW_NO_ERROR;
    if (written && !closed)
        return Error{ErrorCode::no_space,
                     {"Không ghi được tệp “" + path + "”. Hãy kiểm tra thư mục và dung lượng đĩa.",
                      "The file \"" + path + "\" cannot be written. Check the folder and the free space."}};
    return written;
}

}  // namespace nuong::xlsform

#include "shared/xlsform/survey_builder.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "shared/forms/appearance.h"

namespace nuong::xlsform {
namespace {

using forms::Severity;

constexpr std::array<std::string_view, 10> translated{
    "label", "hint",  "constraint_message", "required_message", "warn_message", "guidance_hint", "image",
    "audio", "video", "big-image"};
constexpr std::array<std::string_view, 10> formulas{"relevant",    "constraint",    "required",     "readonly",
                                                    "calculation", "choice_filter", "repeat_count", "warn",
                                                    "default",     "trigger"};
// Of a question that cannot be asked: what would block the form or makes no sense any more.
constexpr std::array<const char*, 6> not_of_hidden{"required",   "constraint",    "constraint_message",
                                                   "appearance", "choice_filter", "required_message"};

bool means_yes(const std::string& text) {
    const std::string folded = folded_words(text);
    return folded == "yes" || folded == "true" || folded == "true()" || folded == "1";
}

}  // namespace

struct SurveyBuilder::Frame {
    RowKind kind = RowKind::question;
    OrderedJson node;  // of a group or repeat; its children are apart until it ends
    OrderedJson children = OrderedJson::array();
    std::string where = "survey";  // as problems name it; the path of a group
    std::size_t row = 0;
};

OrderedJson words_of(const TableRow& row, std::string_view column, const std::string& default_language) {
    OrderedJson words = OrderedJson::object();
    for (const TableCell& cell : row.cells)
        if (cell.column->name == column)
            words[cell.column->language.empty() ? default_language : cell.column->language] = cell.text;
    return words;
}

SurveyBuilder::SurveyBuilder(const FormTable& table, std::string default_language, Places& places,
                             forms::Problems& problems)
    : table_(table), default_language_(std::move(default_language)), places_(places), problems_(problems), open_(1) {}

SurveyBuilder::~SurveyBuilder() = default;

void SurveyBuilder::complain(const TableRow& row, std::string_view column, Message message, Severity severity) {
    problems_.push_back({table_.place(row.number, column), std::move(message), severity});
}

void SurveyBuilder::read() {
    table_.each_row([this](const TableRow& each) { row(each); });
    while (open_.size() > 1) {
        const Frame& frame = open_.back();
        complain({frame.row, {}}, "type",
                 {"Nhóm này chưa có dòng kết thúc (end group / end repeat).",
                  "This group has no row that ends it (end group / end repeat)."},
                 Severity::error);
        end({frame.row, {}}, frame.kind == RowKind::begin_group ? RowKind::end_group : RowKind::end_repeat);
    }
}

OrderedJson SurveyBuilder::take_survey() { return std::move(open_.front().children); }

void SurveyBuilder::row(const TableRow& row) {
    if (means_yes(row.text("disabled"))) return;
    const std::string written = row.text("type");
    if (written.starts_with('#')) return;
    if (written.empty()) {
        if (!row.text("name").empty())
            complain(row, "type", {"Dòng này thiếu kiểu câu hỏi.", "This row has no type."}, Severity::error);
        return;
    }
    const QuestionType type = read_type(written);
    if (type.kind == RowKind::begin_group || type.kind == RowKind::begin_repeat) return begin(row, type.kind);
    if (type.kind == RowKind::end_group || type.kind == RowKind::end_repeat) return end(row, type.kind);
    if (type.type.empty())
        return complain(row, "type",
                        {"Không có kiểu câu hỏi “" + written + "”.", "There is no question type \"" + written + "\"."},
                        Severity::error);
    if (type.kind == RowKind::table) return table_row(row, type);
    question(row, type);
}

// "csv-external": the name of the row is the name of the file.
void SurveyBuilder::table_row(const TableRow& row, const QuestionType& type) {
    const std::string name = with_plain_quotes(row.text("name"));
    if (name.empty())
        return complain(row, "name", {"Dòng này thiếu tên bảng.", "This row has no name."}, Severity::error);
    tables_.push_back({name + "." + type.type, table_.place(row.number, "type")});
}

OrderedJson SurveyBuilder::columns_of(const TableRow& row) const {
    OrderedJson node = OrderedJson::object();
    for (const TableCell& cell : row.cells) {
        const std::string& column = cell.column->name;
        if (column == "type" || column == "name" || column == "disabled" || column.starts_with('#')) continue;
        if (is_one_of(column, translated)) node[column] = words_of(row, column, default_language_);
        else if (is_one_of(column, formulas)) node[column] = with_plain_quotes(cell.text);
        else if (!node.contains(column)) node[column] = cell.text;
    }
    for (const char* flag : {"required", "readonly"})
        if (node.contains(flag) && means_yes(node[flag].get<std::string>())) node[flag] = true;
    return node;
}

void SurveyBuilder::begin(const TableRow& row, RowKind kind) {
    constexpr std::size_t depth_max = 64;
    if (open_.size() > depth_max)
        return complain(row, "type", {"Nhóm lồng nhau quá sâu.", "Groups are nested too deeply."}, Severity::error);
    Frame frame;
    frame.kind = kind;
    frame.row = row.number;
    const std::string name = with_plain_quotes(row.text("name"));
    frame.where = open_.size() == 1 ? name : open_.back().where + "/" + name;
    frame.node = {{"type", kind == RowKind::begin_group ? "begin_group" : "begin_repeat"}, {"name", name}};
    frame.node.update(columns_of(row));
    places_.add(frame.where, table_, row.number);
    open_.push_back(std::move(frame));
}

void SurveyBuilder::end(const TableRow& row, RowKind kind) {
    const RowKind wanted = open_.back().kind == RowKind::begin_group ? RowKind::end_group : RowKind::end_repeat;
    if (open_.size() == 1 || kind != wanted) {
        const std::string begun = open_.size() == 1 ? "" : table_.place(open_.back().row, "type");
        return complain(row, "type",
                        {"Dòng kết thúc này không khớp với nhóm nào đang mở. " + begun,
                         "This end matches no group that is open. " + begun},
                        Severity::error);
    }
    Frame frame = std::move(open_.back());
    open_.pop_back();
    frame.node["children"] = std::move(frame.children);
    TableRow first{frame.row, {}};
    place(std::move(frame.node), first);
}

void SurveyBuilder::place(OrderedJson node, const TableRow& row) {
    Frame& frame = open_.back();
    const std::string name = node["name"].get<std::string>();
    places_.add(open_.size() == 1 ? name : frame.where + "/" + name, table_, row.number);
    places_.add(frame.where + "[" + std::to_string(frame.children.size()) + "]", table_, row.number);
    frame.children.push_back(std::move(node));
}

void SurveyBuilder::question(const TableRow& row, const QuestionType& type) {
    OrderedJson node{{"type", type.list.empty() ? type.type : type.type + " " + type.list},
                     {"name", with_plain_quotes(row.text("name"))}};
    node.update(columns_of(row));
    if (!type.appearance.empty() && !forms::has_appearance(row.text("appearance"), type.appearance))
        node["appearance"] = trimmed(row.text("appearance") + " " + type.appearance);
    if (type.type.ends_with("_from_file")) tables_.push_back({type.list, table_.place(row.number, "type")});
    if (const std::string_view unknown = forms::unsupported_appearance(row.text("appearance")); !unknown.empty())
        complain(row, "appearance", forms::unsupported_appearance_message(unknown), Severity::warning);
    look_for_tables(node, row);
    if (type.loss) {
        complain(row, "type", *type.loss, Severity::warning);
        if (type.type == "hidden")
            for (const char* column : not_of_hidden) node.erase(column);
    }
    const OrderedJson copy = type.or_other ? node : OrderedJson();
    place(std::move(node), row);
    if (type.or_other) {
        lists_with_other_.insert(type.list);
        ask_for_other(row, copy);
    }
}

// pulldata('villages', …) and instance('villages') mean a file beside the form, whether or not a row says so.
void SurveyBuilder::look_for_tables(const OrderedJson& node, const TableRow& row) {
    for (const std::string_view column : formulas) {
        const auto cell = node.find(column);
        if (cell == node.end() || !cell->is_string()) continue;
        const std::string& formula = cell->get_ref<const std::string&>();
        for (const std::string_view call : {"pulldata(", "instance("})
            for (std::size_t at = formula.find(call); at != std::string::npos; at = formula.find(call, at + 1)) {
                const std::size_t open = formula.find_first_not_of(' ', at + call.size());
                if (open == std::string::npos || (formula[open] != '\'' && formula[open] != '"')) continue;
                const std::size_t close = formula.find(formula[open], open + 1);
                if (close != std::string::npos)
                    tables_.push_back({formula.substr(open + 1, close - open - 1), table_.place(row.number, column)});
            }
    }
}

// "or_other": one more choice, and a text for what it is.
void SurveyBuilder::ask_for_other(const TableRow& row, const OrderedJson& question) {
    const std::string name = question["name"].get<std::string>();
    place({{"type", "text"},
           {"name", name + "_other"},
           {"label", {{"vi", "Ghi rõ"}, {"en", "Specify other"}}},
           {"relevant", "selected(${" + name + "}, 'other')"}},
          row);
}

}  // namespace nuong::xlsform

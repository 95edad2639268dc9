#include "shared/xlsform/form_table.h"

#include <algorithm>
#include <array>
#include <utility>

#include "shared/base/text.h"

namespace nuong::xlsform {
namespace {

using Words = std::pair<std::string_view, std::string_view>;

// What other tools and older forms call a column -> what it is called today.
constexpr std::array<Words, 27> column_names{{{"calculate", "calculation"},
                                              {"relevance", "relevant"},
                                              {"caption", "label"},
                                              {"count", "repeat_count"},
                                              {"repeat count", "repeat_count"},
                                              {"jr:count", "repeat_count"},
                                              {"read only", "readonly"},
                                              {"read_only", "readonly"},
                                              {"constraint message", "constraint_message"},
                                              {"constraint-msg", "constraint_message"},
                                              {"jr:constraintmsg", "constraint_message"},
                                              {"constraintmsg", "constraint_message"},
                                              {"required message", "required_message"},
                                              {"jr:requiredmsg", "required_message"},
                                              {"requiredmsg", "required_message"},
                                              {"choice filter", "choice_filter"},
                                              {"list name", "list_name"},
                                              {"guidance hint", "guidance_hint"},
                                              {"warn message", "warn_message"},
                                              {"form title", "form_title"},
                                              {"title", "form_title"},
                                              {"form id", "form_id"},
                                              {"id_string", "form_id"},
                                              {"default language", "default_language"},
                                              {"instance name", "instance_name"},
                                              {"command", "type"},
                                              {"tag", "name"}}};

constexpr std::array<Words, 10> language_names{{{"vietnamese", "vi"},
                                                {"tieng viet", "vi"},
                                                {"english", "en"},
                                                {"tieng anh", "en"},
                                                {"french", "fr"},
                                                {"francais", "fr"},
                                                {"hmong", "hmn"},
                                                {"chinese", "zh"},
                                                {"espanol", "es"},
                                                {"spanish", "es"}}};

bool is_language_code(std::string_view text) {
    return text.size() >= 2 && text.size() <= 12 && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
           });
}

std::string today_name(const std::string& written) {
    for (const auto& [old, name] : column_names)
        if (written == old) return std::string(name);
    return written;
}

TableColumn column_of(std::string_view header, std::size_t at) {
    const std::string clean = trimmed(header);
    std::size_t colons = clean.find("::");
    std::size_t width = 2;
    if (colons == std::string::npos && !folded_words(clean).starts_with("jr:")) {  // "label:vi", as it once was written
        colons = clean.find(':');
        width = 1;
    }
    if (colons == std::string::npos) return {today_name(folded_words(clean)), "", at};
    const std::string name = folded_words(std::string_view(clean).substr(0, colons));
    const std::string rest = trimmed(std::string_view(clean).substr(colons + width));
    // "bind::relevant" and "media::image" are other columns, not other languages.
    if (name == "bind" || name == "body" || name == "control") return {today_name(folded_words(rest)), "", at};
    if (name == "instance" || name == "attribute") return {name + "::" + folded_words(rest), "", at};
    if (name == "media") {  // media::image, media::image::vi
        const std::size_t next = rest.find("::");
        if (next == std::string::npos) return {folded_words(rest), "", at};
        return {folded_words(rest.substr(0, next)), language_code(rest.substr(next + 2)), at};
    }
    return {today_name(name), language_code(rest), at};
}

}  // namespace

std::string trimmed(std::string_view text) {
    constexpr std::array<std::string_view, 8> blanks{" ",        "\t",           "\n",           "\r",
                                                     "\xC2\xA0", "\xE2\x80\x8B", "\xEF\xBB\xBF", "\xE2\x80\xAF"};
    for (bool found = true; found;) {
        found = false;
        for (const std::string_view blank : blanks) {
            if (text.starts_with(blank)) text.remove_prefix(blank.size()), found = true;
            if (text.ends_with(blank)) text.remove_suffix(blank.size()), found = true;
        }
    }
    return std::string(text);
}

std::string with_plain_quotes(std::string_view text) {
    constexpr std::array<Words, 8> plain{{{"\xE2\x80\x9C", "\""},
                                          {"\xE2\x80\x9D", "\""},
                                          {"\xE2\x80\x9E", "\""},
                                          {"\xE2\x80\x98", "'"},
                                          {"\xE2\x80\x99", "'"},
                                          {"\xE2\x80\x9A", "'"},
                                          {"\xC2\xA0", " "},
                                          {"\xE2\x80\x8B", ""}}};
    std::string out;
    while (!text.empty()) {
        const auto found =
            std::find_if(plain.begin(), plain.end(), [&](const Words& words) { return text.starts_with(words.first); });
        if (found != plain.end()) {
            out += found->second;
            text.remove_prefix(found->first.size());
        } else {
            out += text.front();
            text.remove_prefix(1);
        }
    }
    return out;
}

std::string single_spaced(std::string_view text) {
    std::string out;
    for (const char c : with_plain_quotes(trimmed(text))) {
        const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (blank && (out.empty() || out.back() == ' ')) continue;
        out += blank ? ' ' : c;
    }
    return out;
}

std::string folded_words(std::string_view text) {
    std::string out = single_spaced(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

std::string language_code(std::string_view written) {
    const std::string clean = trimmed(written);
    const std::size_t open = clean.rfind('('), close = clean.rfind(')');
    if (open != std::string::npos && close != std::string::npos && open < close) {
        const std::string code = trimmed(std::string_view(clean).substr(open + 1, close - open - 1));
        if (is_language_code(code)) return code;
    }
    const std::string folded = fold_for_search(clean);
    for (const auto& [name, code] : language_names)
        if (folded == name) return std::string(code);
    if (is_language_code(clean)) return clean;
    std::string letters;
    for (const char c : folded)
        if (c >= 'a' && c <= 'z' && letters.size() < 12) letters += c;
    return letters.size() >= 2 ? letters : "und";  // BCP 47: undetermined
}

std::string TableRow::text(std::string_view column) const {
    for (const TableCell& cell : cells)
        if (cell.column->name == column) return cell.text;
    return "";
}

FormTable::FormTable(const sheets::Sheet& sheet) : name_(sheet.name), sheet_(sheet) {
    for (std::size_t row = 0; row < sheet.rows.size(); ++row) {
        for (std::size_t at = 0; at < sheet.rows[row].size(); ++at)
            if (const std::string& header = sheet.rows[row][at]; !trimmed(header).empty())
                columns_.push_back(column_of(header, at));
        header_row_ = row + 1;
        if (!columns_.empty()) return;
    }
}

void FormTable::each_row(const std::function<void(const TableRow&)>& visit) const {
    for (std::size_t at = header_row_; at < sheet_.rows.size(); ++at) {
        TableRow row{at + 1, {}};
        for (const TableColumn& column : columns_) {
            if (column.at >= sheet_.rows[at].size()) continue;
            std::string text = trimmed(sheet_.rows[at][column.at]);
            if (!text.empty()) row.cells.push_back({&column, std::move(text)});
        }
        if (!row.cells.empty()) visit(row);
    }
}

std::string FormTable::place(std::size_t row, std::string_view column) const {
    for (const TableColumn& each : columns_)
        if (each.name == column) return name_ + "!" + sheets::column_letters(each.at) + std::to_string(row);
    return name_ + "!" + std::to_string(row);
}

}  // namespace nuong::xlsform

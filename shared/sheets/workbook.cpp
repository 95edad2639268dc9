#include "shared/sheets/workbook.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <pugixml.hpp>
#include <set>

#include "shared/base/date.h"
#include "shared/sheets/package_parts.h"

namespace nuong::sheets {
namespace {

Error not_a_workbook(const std::string& part) {
    return {ErrorCode::invalid,
            {"Tệp này không phải bảng tính Excel (thiếu " + part + "). Hãy lưu lại dạng .xlsx.",
             "This file is not an Excel workbook (" + part + " is missing). Save it as .xlsx again."}};
}

// Names are compared without their prefix: some programs write <x:row>.
std::string_view local_name(const pugi::xml_node& node) {
    const std::string_view name = node.name();
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child(const pugi::xml_node& parent, std::string_view name) {
    for (const pugi::xml_node& each : parent.children())
        if (local_name(each) == name) return each;
    return {};
}

// Excel writes control characters as _x000D_.
std::string unescaped(std::string text) {
    for (std::size_t at = 0; (at = text.find("_x00", at)) != std::string::npos;) {
        const bool whole = at + 7 <= text.size() && text[at + 6] == '_';
        const std::string_view code = whole ? std::string_view(text).substr(at + 4, 2) : std::string_view();
        if (code == "0D" || code == "0d") text.erase(at, 7);
        else if (code == "0A" || code == "0a") text.replace(at, 7, "\n");
        else ++at;
    }
    return text;
}

// Text of <si> or <is>: one <t>, or runs of differently printed text; what is spoken (rPh) is left out.
std::string text_of(const pugi::xml_node& item) {
    std::string text;
    for (const pugi::xml_node& each : item.children()) {
        if (local_name(each) == "t") text += each.text().get();
        if (local_name(each) == "r") text += child(each, "t").text().get();
    }
    return unescaped(std::move(text));
}

struct Reading {
    std::vector<std::string> shared_texts;
    std::set<std::size_t> date_styles;
    std::size_t cells = 0;
};

bool is_date_format(int id, const std::map<int, std::string>& own) {
    if ((id >= 14 && id <= 17) || id == 22) return true;
    const auto at = own.find(id);
    if (at == own.end()) return false;
    bool quoted = false;
    for (const char c : at->second) {
        if (c == '"' || c == '[' || c == ']') quoted = c == '"' ? !quoted : c == '[';
        if (!quoted && (c == 'y' || c == 'Y' || c == 'd' || c == 'D')) return true;
    }
    return false;
}

void read_styles(const std::string& xml, Reading& reading) {
    pugi::xml_document document;
    if (!document.load_buffer(xml.data(), xml.size())) return;
    std::map<int, std::string> own;
    for (const pugi::xml_node& format : child(document.document_element(), "numFmts").children())
        own[format.attribute("numFmtId").as_int()] = format.attribute("formatCode").as_string();
    std::size_t style = 0;
    for (const pugi::xml_node& format : child(document.document_element(), "cellXfs").children()) {
        if (is_date_format(format.attribute("numFmtId").as_int(), own)) reading.date_styles.insert(style);
        ++style;
    }
}

// Excel's day 60 is 29 February 1900, which never was; days before it are not used in forms.
std::string date_text(double serial) {
    const Date day = Date(std::chrono::days(-25569)) + std::chrono::days(static_cast<int>(std::floor(serial)));
    return to_string(day);
}

std::string number_text(const std::string& written, bool is_date) {
    double number = 0;
    const auto [end, failure] = std::from_chars(written.data(), written.data() + written.size(), number);
    if (failure != std::errc() || end != written.data() + written.size()) return written;
    if (is_date && number > 60 && number < 2'958'466) return date_text(number);  // up to the year 9999
    char text[32];
    if (number == std::floor(number) && std::abs(number) < 1e15)
        return std::string(text, std::to_chars(text, text + sizeof text, static_cast<long long>(number)).ptr);
    return std::string(text, std::to_chars(text, text + sizeof text, number).ptr);
}

std::string cell_text(const pugi::xml_node& cell, const Reading& reading) {
    const std::string_view type = cell.attribute("t").as_string("n");
    const std::string written = child(cell, "v").text().get();
    if (type == "inlineStr") return text_of(child(cell, "is"));
    if (type == "s") {
        std::size_t index = 0;
        const auto read = std::from_chars(written.data(), written.data() + written.size(), index);
        return read.ec == std::errc() && index < reading.shared_texts.size() ? reading.shared_texts[index] : "";
    }
    if (type == "b") return written == "1" ? "TRUE" : "FALSE";
    if (type == "e") return "";  // #REF! and its kin say nothing
    if (type == "str") return unescaped(written);
    const auto style = static_cast<std::size_t>(cell.attribute("s").as_uint());
    return number_text(written, reading.date_styles.contains(style));
}

struct Place {
    std::size_t row = 0, column = 0;  // from 0
};

// "AB12"; false for anything else or beyond our bounds.
bool parse_place(std::string_view reference, Place& place) {
    std::size_t column = 0, at = 0;
    for (; at < reference.size() && reference[at] >= 'A' && reference[at] <= 'Z' && at < 3; ++at)
        column = column * 26 + static_cast<std::size_t>(reference[at] - 'A' + 1);
    std::size_t row = 0;
    const auto read = std::from_chars(reference.data() + at, reference.data() + reference.size(), row);
    if (column == 0 || read.ec != std::errc() || read.ptr != reference.data() + reference.size() || row == 0)
        return false;
    place = {row - 1, column - 1};
    return place.row < rows_max && place.column < columns_max;
}

bool put(Sheet& sheet, Place place, std::string text, Reading& reading) {
    if (text.empty()) return true;
    if (++reading.cells > cells_max) return false;
    if (sheet.rows.size() <= place.row) sheet.rows.resize(place.row + 1);
    auto& row = sheet.rows[place.row];
    if (row.size() <= place.column) row.resize(place.column + 1);
    row[place.column] = std::move(text);
    return true;
}

bool fill_merged(Sheet& sheet, std::string_view range, Reading& reading) {
    Place first, last;
    const std::size_t colon = range.find(':');
    if (colon == std::string_view::npos || !parse_place(range.substr(0, colon), first) ||
        !parse_place(range.substr(colon + 1), last) || first.column != last.column || first.row >= sheet.rows.size() ||
        first.column >= sheet.rows[first.row].size())
        return true;
    const std::string text = sheet.rows[first.row][first.column];
    const std::size_t end = std::min(last.row + 1, sheet.rows.size());  // never below what was written
    for (std::size_t row = first.row + 1; row < end; ++row)
        if (!put(sheet, {row, first.column}, text, reading)) return false;
    return true;
}

Error too_many_cells(const std::string& sheet) {
    return {ErrorCode::invalid,
            {"Trang tính “" + sheet + "” có quá nhiều ô.", "The sheet \"" + sheet + "\" has too many cells."}};
}

Result<Sheet> read_sheet(const std::string& name, const std::string& xml, Reading& reading) {
    pugi::xml_document document;
    if (!document.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_ws_pcdata_single))
        return not_a_workbook(name);
    Sheet sheet{name, {}};
    const pugi::xml_node root = document.document_element();
    std::size_t next_row = 0;
    for (const pugi::xml_node& row : child(root, "sheetData").children()) {
        const std::size_t number = row.attribute("r").as_uint(static_cast<unsigned>(next_row + 1));
        Place next{number == 0 ? next_row : number - 1, 0};
        next_row = next.row + 1;
        for (const pugi::xml_node& cell : row.children()) {
            Place place = next;
            const std::string_view reference = cell.attribute("r").as_string();
            if (!reference.empty() && !parse_place(reference, place)) continue;
            next = {place.row, place.column + 1};
            if (place.row >= rows_max || place.column >= columns_max) continue;
            if (!put(sheet, place, cell_text(cell, reading), reading)) return too_many_cells(name);
        }
    }
    for (const pugi::xml_node& range : child(root, "mergeCells").children())
        if (!fill_merged(sheet, range.attribute("ref").as_string(), reading)) return too_many_cells(name);
    return sheet;
}

std::string attribute_ending(const pugi::xml_node& node, std::string_view name) {
    for (const pugi::xml_attribute& each : node.attributes())
        if (std::string_view(each.name()).ends_with(name)) return each.value();
    return "";
}

// Relationship id -> part name.
std::map<std::string, std::string> sheet_parts(const std::string& xml) {
    std::map<std::string, std::string> parts;
    pugi::xml_document document;
    if (!document.load_buffer(xml.data(), xml.size())) return parts;
    for (const pugi::xml_node& relation : document.document_element().children()) {
        std::string target = relation.attribute("Target").as_string();
        target = target.starts_with('/') ? target.substr(1) : "xl/" + target;
        parts[relation.attribute("Id").as_string()] = target;
    }
    return parts;
}

void read_shared_texts(const std::string& xml, Reading& reading) {
    pugi::xml_document document;
    if (!document.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_ws_pcdata_single)) return;
    for (const pugi::xml_node& item : document.document_element().children())
        if (local_name(item) == "si") reading.shared_texts.push_back(text_of(item));
}

}  // namespace

std::string column_letters(std::size_t column) {
    std::string letters;
    for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
    return letters;
}

Result<std::vector<Sheet>> read_sheets(std::string_view xlsx) {
    auto parts = PackageParts::open(xlsx);
    if (!parts) return parts.error();
    Reading reading;
    std::map<std::string, std::string> optional_parts;
    for (const char* name :
         {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml", "xl/styles.xml"}) {
        auto part = parts->part(name);
        if (!part) return part.error();
        if (*part) optional_parts[name] = std::move(**part);
    }
    read_shared_texts(optional_parts["xl/sharedStrings.xml"], reading);
    read_styles(optional_parts["xl/styles.xml"], reading);
    const auto sources = sheet_parts(optional_parts["xl/_rels/workbook.xml.rels"]);
    pugi::xml_document workbook;
    const std::string& xml = optional_parts["xl/workbook.xml"];
    if (!workbook.load_buffer(xml.data(), xml.size())) return not_a_workbook("xl/workbook.xml");
    std::vector<Sheet> sheets;
    for (const pugi::xml_node& entry : child(workbook.document_element(), "sheets").children()) {
        const auto source = sources.find(attribute_ending(entry, ":id"));
        if (source == sources.end() || sheets.size() >= sheets_max) continue;
        auto part = parts->part(source->second);
        if (!part) return part.error();
        if (!*part) return not_a_workbook(source->second);
        auto sheet = read_sheet(entry.attribute("name").as_string(), **part, reading);
        if (!sheet) return sheet.error();
        sheets.push_back(std::move(*sheet));
    }
    return sheets;
}

}  // namespace nuong::sheets

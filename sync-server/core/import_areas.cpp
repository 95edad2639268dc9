#include <nlohmann/json.hpp>  // before the header below, which holds such values

#include "sync-server/core/import_areas.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_map>

#include "shared/base/date.h"
#include "shared/base/text.h"
#include "shared/sheets/table_file.h"

namespace nuong {
namespace {

using sheets::Sheet;

// Columns by name of one sheet.
class Columns {
public:
    explicit Columns(const std::vector<std::string>& head) {
        for (std::size_t i = 0; i < head.size(); ++i) at_.emplace(fold_for_search(head[i]), i);
    }
    bool has(const std::string& name) const { return at_.contains(name); }
    std::string cell(const std::vector<std::string>& row, const std::string& name) const {
        const auto at = at_.find(name);
        return at == at_.end() || at->second >= row.size() ? "" : row[at->second];
    }

private:
    std::unordered_map<std::string, std::size_t> at_;
};

// "Nậm Chầy" -> "Nam Chay"
std::string without_marks(const std::string& name) {
    std::string plain = fold_for_search(name);
    bool starts = true;
    for (char& c : plain) {
        if (starts && c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        starts = c == ' ' || c == '-';
    }
    return plain.empty() ? name : plain;
}

class RowReader {
public:
    RowReader(const Columns& columns, const std::vector<std::string>& row, std::string place)
        : columns_(columns), row_(row), place_(std::move(place)) {}

    std::string cell(const std::string& name) const { return columns_.cell(row_, name); }
    std::string needed(const std::string& name) {
        std::string text = cell(name);
        if (text.empty()) wrong(name, {"không được trống.", "must not be empty."});
        return text;
    }
    void put_date(OrderedJson& json, const std::string& name) {
        const std::string text = cell(name);
        if (text.empty()) return;
        if (!parse_date(text))
            wrong(name, {"“" + text + "” không phải ngày năm-tháng-ngày.",
                         "\"" + text + "\" is no day written year-month-day."});
        json[name] = text;
    }
    void put_text(OrderedJson& json, const std::string& name) {
        if (const std::string text = cell(name); !text.empty()) json[name] = text;
    }
    void wrong(const std::string& column, const Message& why) {
        if (!error_)
            error_ = Error{ErrorCode::invalid,
                           {place_ + ": cột " + column + ": " + why.vi, place_ + ": column " + column + ": " + why.en}};
    }
    const std::optional<Error>& error() const { return error_; }

private:
    const Columns& columns_;
    const std::vector<std::string>& row_;
    std::string place_;
    std::optional<Error> error_;
};

OrderedJson area_of(RowReader& row) {
    OrderedJson area{{"code", row.needed("code")}};
    row.put_text(area, "id");
    row.put_text(area, "code_system");
    const std::string name = row.cell("name_vi").empty() ? row.cell("name") : row.cell("name_vi");
    if (name.empty()) row.wrong("name_vi", {"không được trống.", "must not be empty."});
    area["name_vi"] = name;
    area["name_en"] = row.cell("name_en").empty() ? without_marks(name) : row.cell("name_en");
    area["type"] = row.cell("type").empty() ? "area" : row.cell("type");
    row.put_text(area, "parent");
    if (const std::string text = row.cell("order"); !text.empty()) {
        int order = 0;
        const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), order);
        if (failure != std::errc() || end != text.data() + text.size() || order < 0 || order > 1'000'000)
            row.wrong("order", {"cần số nguyên từ 0 đến 1000000.", "needs a whole number from 0 to 1000000."});
        area["order"] = order;
    }
    row.put_date(area, "valid_from");
    row.put_date(area, "valid_to");
    return area;
}

OrderedJson link_of(RowReader& row) {
    OrderedJson link{{"old", row.needed("old")}, {"new", row.needed("new")}, {"kind", row.needed("kind")}};
    if (link["kind"] != "whole" && link["kind"] != "part")
        row.wrong("kind", {"cần “whole” (trọn vẹn) hoặc “part” (một phần).", "needs \"whole\" or \"part\"."});
    if (const std::string text = row.cell("share"); !text.empty()) {
        double share = 0;
        const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), share);
        if (failure != std::errc() || end != text.data() + text.size() || !(share > 0 && share <= 1))
            row.wrong("share", {"cần một số trên 0 và không quá 1.", "needs a number above 0 and not above 1."});
        link["share"] = share;
    }
    if (row.needed("date").size()) row.put_date(link, "date");
    row.put_text(link, "decision");
    return link;
}

std::size_t first_row(const Sheet& sheet) {
    std::size_t row = 0;
    while (row < sheet.rows.size() && sheet.rows[row].empty()) ++row;
    return row;
}

Error no_columns(const std::string& file) {
    return {ErrorCode::invalid,
            {file + ": dòng đầu phải có cột code và name_vi (địa bàn), hoặc old, new, kind, date (liên kết).",
             file + ": the first line needs the columns code and name_vi (areas), or old, new, kind, date (links)."}};
}

// A parent or a link may be of a later file; within one set of files it must be somewhere.
std::string id_of(const OrderedJson& area) { return area.contains("id") ? area["id"] : area["code"]; }

}  // namespace

Status import_areas(const std::vector<Sheet>& table, const std::string& file, ImportedAreas& into) {
    if (into.areas.is_null()) into.areas = OrderedJson::array();
    if (into.links.is_null()) into.links = OrderedJson::array();
    bool any = false;
    std::unordered_map<std::string, std::string> places;  // "id from" -> where it was said first
    for (const Sheet& sheet : table) {
        const std::size_t head = first_row(sheet);
        if (head == sheet.rows.size()) continue;
        const Columns columns(sheet.rows[head]);
        const bool is_areas = columns.has("code") && (columns.has("name_vi") || columns.has("name"));
        const bool is_links = columns.has("old") && columns.has("new");
        if (!is_areas && !is_links) continue;
        any = true;
        for (std::size_t r = head + 1; r < sheet.rows.size(); ++r) {
            if (sheet.rows[r].empty()) continue;
            const std::string place = sheets::place_of_row(file, sheet, r);
            RowReader row(columns, sheet.rows[r], place);
            OrderedJson made = is_areas ? area_of(row) : link_of(row);
            if (is_areas) {
                const auto [first, is_new] = places.emplace(id_of(made) + " " + row.cell("valid_from"), place);
                if (!is_new)
                    row.wrong("code", {"đã có ở " + first->second + "; hãy ghi cột id khác.",
                                       "is in " + first->second + " already; give it another id."});
            }
            if (row.error()) return *row.error();
            (is_areas ? into.areas : into.links).push_back(std::move(made));
        }
    }
    return any ? Status(Done{}) : Status(no_columns(file));
}

OrderedJson area_document(const ImportedAreas& imported, const std::string& id, const std::string& source,
                          std::uint32_t version) {
    return {{"kind", "areas"},        {"id", id}, {"version", version}, {"source", source}, {"areas", imported.areas},
            {"links", imported.links}};
}

}  // namespace nuong

#include "sync-server/admin/print.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/base/harmless_text.h"

namespace nuong::admin {
namespace {

std::size_t width_of(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace

void print_lines(std::ostream& out, std::string_view lines) {
    out << harmless_lines(lines) << (lines.ends_with('\n') ? "" : "\n");
}

void print_json(std::ostream& out, const OrderedJson& json) { print_lines(out, dump_json_for_people(json)); }

void print_table(std::ostream& out, const std::vector<std::string>& head,
                 const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::size_t> widths;
    for (const std::string& cell : head) widths.push_back(width_of(cell));
    for (const auto& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
    const auto print_row = [&](const std::vector<std::string>& row) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i)
            line += row[i] + (i + 1 < row.size() ? std::string(widths[i] - width_of(row[i]) + 2, ' ') : "");
        out << one_line(line) << "\n";
    };
    print_row(head);
    for (const auto& row : rows) print_row(row);
}

std::string joined(const std::vector<std::string>& parts, const std::string& separator) {
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : separator) + part;
    return text;
}

}  // namespace nuong::admin

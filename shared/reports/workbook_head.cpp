#include "shared/reports/workbook_head.h"

#include <algorithm>
#include <numeric>

namespace nuong::reports {
namespace {

// Of each line, in lines of letters. What stands over several lines makes the last of them higher.
std::vector<double> head_heights(std::span<const HeadBox> boxes, std::span<const double> widths) {
    std::size_t lines = 0;
    for (const HeadBox& box : boxes) lines = std::max(lines, box.line + box.lines);
    std::vector<double> heights(lines, 1);
    const auto make_room = [&](const HeadBox& box) {
        const auto columns = widths.subspan(box.column, box.columns);
        const double room = std::accumulate(columns.begin(), columns.end(), 0.0);
        double above = 0;
        for (std::size_t at = box.line; at + 1 < box.line + box.lines; ++at) above += heights[at];
        double& last = heights[box.line + box.lines - 1];
        last = std::max(last, lines_of(box.text, room) - above);
    };
    for (const HeadBox& box : boxes)
        if (box.lines == 1) make_room(box);
    for (const HeadBox& box : boxes)
        if (box.lines > 1) make_room(box);
    return heights;
}

void write_box(lxw_worksheet* sheet, lxw_format* format, lxw_row_t row, const HeadBox& box) {
    const lxw_row_t top = row + static_cast<lxw_row_t>(box.line), bottom = top + static_cast<lxw_row_t>(box.lines - 1);
    const auto left = static_cast<lxw_col_t>(box.column), right = static_cast<lxw_col_t>(box.column + box.columns - 1);
    if (box.columns * box.lines == 1) worksheet_write_string(sheet, top, left, box.text.c_str(), format);
    else worksheet_merge_range(sheet, top, left, bottom, right, box.text.c_str(), format);
}

}  // namespace

lxw_row_t write_head_boxes(lxw_worksheet* sheet, Formats& formats, lxw_row_t row, std::span<const HeadBox> boxes,
                           std::span<const double> widths) {
    for (const HeadBox& box : boxes) write_box(sheet, formats.head(), row, box);
    for (const double height : head_heights(boxes, widths))
        worksheet_set_row(sheet, row++, height * line_height, nullptr);
    return row;
}

}  // namespace nuong::reports

// ReportTable as an Excel workbook in the look of an official annex: head, column numbers, units in official order,
// the total as a live formula.
#include <xlsxwriter.h>

#include <algorithm>

#include "shared/reports/report_grid.h"

namespace nuong::reports {
namespace {

struct Formats {
    lxw_format *title, *subtitle, *head, *section, *label, *number, *share, *total, *note;
};

lxw_format* bordered(lxw_workbook* book, bool bold, bool centred) {
    lxw_format* format = workbook_add_format(book);
    format_set_font_name(format, "Times New Roman");
    format_set_font_size(format, 12);
    format_set_border(format, LXW_BORDER_THIN);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    if (bold) format_set_bold(format);
    if (centred) format_set_align(format, LXW_ALIGN_CENTER);
    format_set_text_wrap(format);
    return format;
}

lxw_format* heading(lxw_workbook* book, double size) {
    lxw_format* format = workbook_add_format(book);
    format_set_font_name(format, "Times New Roman");
    format_set_font_size(format, size);
    format_set_bold(format);
    format_set_align(format, LXW_ALIGN_CENTER);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    return format;
}

Formats make_formats(lxw_workbook* book) {
    Formats formats{heading(book, 14),
                    heading(book, 12),
                    bordered(book, true, true),
                    bordered(book, true, false),
                    bordered(book, false, false),
                    bordered(book, false, false),
                    bordered(book, false, false),
                    bordered(book, true, false),
                    workbook_add_format(book)};
    format_set_font_name(formats.note, "Times New Roman");
    format_set_italic(formats.note);
    format_set_num_format(formats.number, "#,##0.######");
    format_set_num_format(formats.share, "#,##0.00");
    format_set_num_format(formats.total, "#,##0");
    return formats;
}

void write_title(lxw_worksheet* sheet, const Formats& formats, const ReportTable& table, Language language,
                 lxw_col_t last) {
    const std::string subtitle = table.area_name.in(language) + ", " + title_of(table.period).in(language);
    worksheet_merge_range(sheet, 0, 0, 0, last, table.title.in(language).c_str(), formats.title);
    worksheet_merge_range(sheet, 1, 0, 1, last, subtitle.c_str(), formats.subtitle);
}

lxw_row_t write_head(lxw_worksheet* sheet, const Formats& formats, const Grid& grid, lxw_row_t at) {
    const auto columns = static_cast<lxw_col_t>(grid.head.size());
    for (lxw_col_t column = 0; column < columns; ++column) {
        worksheet_write_string(sheet, at, column, grid.head[column].c_str(), formats.head);
        worksheet_write_string(sheet, at + 1, column, ("(" + std::to_string(column + 1) + ")").c_str(), formats.head);
    }
    return at + 2;
}

void write_cell(lxw_worksheet* sheet, const Formats& formats, const Grid& grid, const GridCell& cell, lxw_row_t at,
                lxw_col_t column) {
    if (!cell.is_number) {
        worksheet_write_string(sheet, at, column, cell.text.c_str(), formats.label);
        return;
    }
    if (!cell.is_sum || grid.unit_columns == 0) {
        worksheet_write_number(sheet, at, column, cell.number, cell.places > 0 ? formats.share : formats.number);
        return;
    }
    char from[LXW_MAX_CELL_NAME_LENGTH], to[LXW_MAX_CELL_NAME_LENGTH];
    lxw_rowcol_to_cell(from, at, 1);
    lxw_rowcol_to_cell(to, at, static_cast<lxw_col_t>(grid.unit_columns));
    const std::string formula = "=SUM(" + std::string(from) + ":" + to + ")";
    worksheet_write_formula_num(sheet, at, column, formula.c_str(), formats.total, cell.number);
}

}  // namespace

bool write_xlsx(const ReportTable& table, Language language, const std::string& path) {
    lxw_workbook* book = workbook_new(path.c_str());
    if (!book) return false;
    lxw_worksheet* sheet = workbook_add_worksheet(book, table.report.c_str());
    const Formats formats = make_formats(book);
    const std::vector<Grid> grids = grids_of(table, language);
    std::size_t widest = 2;
    for (const Grid& grid : grids) widest = std::max(widest, grid.head.size());
    const auto last = static_cast<lxw_col_t>(widest - 1);
    worksheet_set_column(sheet, 0, 0, 48, nullptr);
    worksheet_set_column(sheet, 1, last, 14, nullptr);
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 9);  // A4
    worksheet_fit_to_pages(sheet, 1, 0);
    write_title(sheet, formats, table, language, last);
    lxw_row_t at = 3;
    for (const Grid& grid : grids) {
        const auto width = static_cast<lxw_col_t>(std::max<std::size_t>(grid.head.size(), 2) - 1);
        worksheet_merge_range(sheet, at, 0, at, width, grid.title.c_str(), formats.section);
        at = write_head(sheet, formats, grid, at + 1);
        for (const auto& line : grid.lines) {
            for (std::size_t column = 0; column < line.size(); ++column)
                write_cell(sheet, formats, grid, line[column], at, static_cast<lxw_col_t>(column));
            ++at;
        }
        if (!grid.note.empty()) worksheet_write_string(sheet, at++, 0, grid.note.c_str(), formats.note);
        ++at;
    }
    return workbook_close(book) == LXW_NO_ERROR;
}

}  // namespace nuong::reports

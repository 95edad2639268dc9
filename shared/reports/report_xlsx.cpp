// ReportTable as an Excel workbook in the look of an official annex: head, column numbers, units in official order,
// the total as a live formula.
#include <xlsxwriter.h>

#include "shared/reports/report_table.h"

namespace nuong::reports {
namespace {

struct Formats {
    lxw_format *title, *subtitle, *head, *section, *label, *number, *total;
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
                    bordered(book, true, false)};
    format_set_num_format(formats.number, "#,##0");
    format_set_num_format(formats.total, "#,##0");
    return formats;
}

void write_head(lxw_worksheet* sheet, const Formats& formats, const ReportTable& table, Language language,
                lxw_col_t last) {
    const std::string subtitle = table.area_name.in(language) + ", " + title_of(table.period).in(language);
    worksheet_merge_range(sheet, 0, 0, 0, last, table.title.in(language).c_str(), formats.title);
    worksheet_merge_range(sheet, 1, 0, 1, last, subtitle.c_str(), formats.subtitle);
    worksheet_write_string(sheet, 3, 0, language == Language::vi ? "Chỉ tiêu" : "Indicator", formats.head);
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        worksheet_write_string(sheet, 3, static_cast<lxw_col_t>(i + 1), table.columns[i].name.in(language).c_str(),
                               formats.head);
    worksheet_write_string(sheet, 3, last, language == Language::vi ? "Tổng cộng" : "Total", formats.head);
    for (lxw_col_t column = 0; column <= last; ++column)
        worksheet_write_string(sheet, 4, column, ("(" + std::to_string(column + 1) + ")").c_str(), formats.head);
}

void write_row(lxw_worksheet* sheet, const Formats& formats, const ReportRow& row, Language language, lxw_row_t at) {
    worksheet_write_string(sheet, at, 0, row.label.in(language).c_str(), formats.label);
    for (std::size_t i = 0; i < row.values.size(); ++i)
        worksheet_write_number(sheet, at, static_cast<lxw_col_t>(i + 1), row.values[i], formats.number);
    const auto last = static_cast<lxw_col_t>(row.values.size() + 1);
    char from[LXW_MAX_CELL_NAME_LENGTH], to[LXW_MAX_CELL_NAME_LENGTH];
    lxw_rowcol_to_cell(from, at, 1);
    lxw_rowcol_to_cell(to, at, static_cast<lxw_col_t>(last - 1));
    const std::string formula = "=SUM(" + std::string(from) + ":" + to + ")";
    worksheet_write_formula_num(sheet, at, last, formula.c_str(), formats.total, row.total);
}

}  // namespace

bool write_xlsx(const ReportTable& table, Language language, const std::string& path) {
    lxw_workbook* book = workbook_new(path.c_str());
    if (!book) return false;
    lxw_worksheet* sheet = workbook_add_worksheet(book, table.report.c_str());
    const Formats formats = make_formats(book);
    const auto last = static_cast<lxw_col_t>(table.columns.size() + 1);
    worksheet_set_column(sheet, 0, 0, 48, nullptr);
    worksheet_set_column(sheet, 1, last, 14, nullptr);
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 9);  // A4
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_repeat_rows(sheet, 3, 4);
    worksheet_freeze_panes(sheet, 5, 1);
    write_head(sheet, formats, table, language, last);
    lxw_row_t at = 5;
    for (const ReportSection& section : table.sections) {
        worksheet_merge_range(sheet, at, 0, at, last, section.title.in(language).c_str(), formats.section);
        ++at;
        for (const ReportRow& row : section.rows) write_row(sheet, formats, row, language, at++);
    }
    return workbook_close(book) == LXW_NO_ERROR;
}

}  // namespace nuong::reports

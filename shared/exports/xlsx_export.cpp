// Excel: a sheet that says what this is, a sheet of records, one more per repeat; the stamp is printed on every page.
// libxlsxwriter keeps no row in memory; its working files lie beside the workbook and have no name.
#include <xlsxwriter.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "shared/base/overloaded.h"
#include "shared/base/time_zone.h"
#include "shared/exports/export_writer.h"
#include "shared/sqlite/durable_file.h"
#include "shared/sqlite/new_file.h"

namespace nuong::exports {
namespace {

constexpr std::size_t letters_max = 32'767;              // of a cell
constexpr lxw_row_t rows_max = 1'048'576;                // of a sheet
constexpr std::int64_t exact_max = 999'999'999'999'999;  // Excel keeps 15 digits
constexpr std::size_t records_between_looks = 500;

struct Formats {
    lxw_format *head, *text, *number, *day, *moment, *strong;
};

lxw_format* with_pattern(lxw_workbook* book, const char* pattern) {
    lxw_format* format = workbook_add_format(book);
    format_set_num_format(format, pattern);
    return format;
}

Formats make_formats(lxw_workbook* book) {
    // "@": a cell stays text also when somebody edits it, so that nothing in it ever becomes a formula.
    Formats formats{with_pattern(book, "@"),
                    with_pattern(book, "@"),
                    with_pattern(book, "General"),
                    with_pattern(book, "dd/mm/yyyy"),
                    with_pattern(book, "dd/mm/yyyy hh:mm"),
                    with_pattern(book, "@")};
    for (lxw_format* format : {formats.head, formats.strong}) format_set_bold(format);
    format_set_text_wrap(formats.head);
    return formats;
}

std::string cut(const std::string& text) {
    if (text.size() <= letters_max) return text;  // in bytes, so never too long in letters
    std::size_t end = letters_max - 16;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end) + " … (+" + std::to_string(text.size() - end) + ")";
}

std::optional<lxw_datetime> excel_day(Date day) {
    const std::chrono::year_month_day parts(day);
    const int year = static_cast<int>(parts.year());
    if (year < 1900 || year > 9999) return std::nullopt;
    return lxw_datetime{year,
                        static_cast<int>(static_cast<unsigned>(parts.month())),
                        static_cast<int>(static_cast<unsigned>(parts.day())),
                        0,
                        0,
                        0};
}

void write_text(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const std::string& text, lxw_format* format) {
    worksheet_write_string(sheet, row, column, cut(text).c_str(), format);
}

void write_cell(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const Cell& cell, const Formats& formats) {
    std::visit(Overloaded{[](std::monostate) {},
                          [&](bool truth) { worksheet_write_boolean(sheet, row, column, truth, formats.number); },
                          [&](std::int64_t whole) {
                              if (std::abs(whole) > exact_max)
                                  return write_text(sheet, row, column, std::to_string(whole), formats.text);
                              worksheet_write_number(sheet, row, column, static_cast<double>(whole), formats.number);
                          },
                          [&](double real) {
                              if (!std::isfinite(real))
                                  return write_text(sheet, row, column, plain_number(real), formats.text);
                              worksheet_write_number(sheet, row, column, real, formats.number);
                          },
                          [&](Date day) {
                              auto shown = excel_day(day);
                              if (!shown) return write_text(sheet, row, column, to_string(day), formats.text);
                              worksheet_write_datetime(sheet, row, column, &*shown, formats.day);
                          },
                          [&](Instant at) {
                              const Date day = date_of(at, viet_nam_offset);
                              auto shown = excel_day(day);
                              if (!shown) return write_text(sheet, row, column, to_string(at), formats.text);
                              const auto ms = (at + viet_nam_offset - Instant(day)).count();
                              shown->hour = static_cast<int>(ms / 3'600'000);
                              shown->min = static_cast<int>(ms / 60'000 % 60);
                              shown->sec = static_cast<double>(ms % 60'000) / 1000;
                              worksheet_write_datetime(sheet, row, column, &*shown, formats.moment);
                          },
                          [&](const std::string& text) { write_text(sheet, row, column, text, formats.text); }},
               cell);
}

Error cannot_make(const std::string& path) {
    return {ErrorCode::damaged,
            {"Không tạo được tệp Excel “" + path +
                 "”. Dữ liệu trên máy vẫn còn nguyên. Hãy thử thư mục khác, hoặc xuất csv.",
             "The Excel file \"" + path + "\" cannot be made. Nothing was lost. Try another folder, or export csv."}};
}

class XlsxWriter final : public ExportWriter {
public:
    XlsxWriter(const Order& order, const ExportPlan& plan, const Stamp& stamp, NewFile file)
        : order_(order), plan_(plan), stamp_(stamp), file_(std::move(file)) {}
    ~XlsxWriter() override {
        if (book_) workbook_close(book_);  // into the file that nobody gets to see
    }
    XlsxWriter(const XlsxWriter&) = delete;
    XlsxWriter& operator=(const XlsxWriter&) = delete;

    Status begin() {
        for (const Table& table : plan_.tables())
            if (table.columns.size() > LXW_COL_MAX) return cannot_make(file_.path());
        const auto folder = std::filesystem::path(file_.path()).parent_path();
        folder_ = folder.empty() ? "." : folder.string();
        lxw_workbook_options options{LXW_TRUE, folder_.data(), LXW_FALSE};
        book_ = workbook_new_opt(file_.temporary_path().c_str(), &options);
        if (!book_) return cannot_make(file_.path());
        formats_ = make_formats(book_);
        const bool vi = order_.wish.language == Language::vi;
        about_ = workbook_add_worksheet(book_, vi ? "Về tệp này" : "About");
        for (std::size_t i = 0; i < plan_.tables().size(); ++i) {
            sheets_.emplace_back();
            if (const Status added = add_sheet(i); !added) return added;
        }
        return Done{};
    }

    Status add(const Outgoing& record) override {
        if (++since_look_ == records_between_looks) {
            // libxlsxwriter does not say when its working files no longer fit.
            if (!file_.has_room()) return file_error(file_.path(), ENOSPC);
            since_look_ = 0;
        }
        for (const Line& line : exports::lines_of(order_, plan_, record)) {
            if (sheets_[line.table].next_row == rows_max)
                if (const Status added = add_sheet(line.table); !added) return added;
            Sheet& sheet = sheets_[line.table];
            for (std::size_t i = 0; i < line.cells.size(); ++i)
                write_cell(sheet.sheet, sheet.next_row, static_cast<lxw_col_t>(i), line.cells[i], formats_);
            ++sheet.next_row;
        }
        return Done{};
    }

    Status finish(const Amount& amount) override {
        write_about(amount);
        const bool had_room = file_.has_room();
        const lxw_error closed = workbook_close(std::exchange(book_, nullptr));
        if (!had_room || (closed != LXW_NO_ERROR && !file_.has_room())) return file_error(file_.path(), ENOSPC);
        if (closed != LXW_NO_ERROR) return cannot_make(file_.path());
        return file_.finish();
    }

    Result<std::vector<std::string>> publish() override {
        if (const Status published = file_.publish(); !published) return published.error();
        return std::vector<std::string>{file_.path()};
    }

private:
    struct Sheet {
        lxw_worksheet* sheet = nullptr;
        lxw_row_t next_row = 0;
        int parts = 0;  // sheets that this table has needed
    };

    // Excel's names are short, without some signs, and each stands once.
    std::string sheet_name(const std::string& table, int part) {
        std::string name = table;
        for (char& c : name)
            if (std::string_view("[]:*?/\\'").find(c) != std::string_view::npos) c = '-';
        constexpr std::size_t room = LXW_SHEETNAME_MAX;
        for (int tried = part;; ++tried) {
            const std::string end = tried > 1 ? " (" + std::to_string(tried) + ")" : "";
            std::string whole = name.substr(0, room - end.size()) + end;
            std::string folded = whole;
            for (char& c : folded) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
            if (std::find(names_.begin(), names_.end(), folded) != names_.end()) continue;
            names_.push_back(folded);
            return whole;
        }
    }

    Status add_sheet(std::size_t number) {
        const Table& table = plan_.tables()[number];
        Sheet& sheet = sheets_[number];
        sheet.sheet = workbook_add_worksheet(book_, sheet_name(table.name, ++sheet.parts).c_str());
        if (!sheet.sheet) return cannot_make(file_.path());
        const auto last = static_cast<lxw_col_t>(table.columns.size() - 1);
        worksheet_set_column(sheet.sheet, 0, last, 16, nullptr);
        worksheet_freeze_panes(sheet.sheet, 1, 1);
        worksheet_set_landscape(sheet.sheet);
        worksheet_set_paper(sheet.sheet, 9);  // A4
        worksheet_repeat_rows(sheet.sheet, 0, 0);
        print_stamp(sheet.sheet);
        for (lxw_col_t i = 0; i <= last; ++i) write_text(sheet.sheet, 0, i, table.columns[i].head, formats_.head);
        sheet.next_row = 1;
        return Done{};
    }

    void print_stamp(lxw_worksheet* sheet) const {
        std::string mark;
        for (const char c : line_of(stamp_)) mark += c == '&' ? std::string("&&") : std::string(1, c);
        worksheet_set_header(sheet, ("&L" + mark).c_str());
        worksheet_set_footer(sheet, ("&L" + mark + "&R&P/&N").c_str());
    }

    void write_about(const Amount& amount) {
        worksheet_set_column(about_, 0, 2, 40, nullptr);
        print_stamp(about_);
        lxw_row_t row = 0;
        for (const auto& [name, text] : exports::lines_of(stamp_, amount, order_.wish.language)) {
            write_text(about_, row, 0, name, formats_.strong);
            write_text(about_, row++, 1, text, formats_.text);
        }
        ++row;
        for (const Table& table : plan_.tables())
            for (const Column& column : table.columns) {
                if (column.kind != Column::Kind::value) continue;
                write_text(about_, row, 0, column.name, formats_.text);
                write_text(about_, row, 1, plan_.label_of(column.node, "vi"), formats_.text);
                write_text(about_, row++, 2, plan_.label_of(column.node, "en"), formats_.text);
            }
    }

    const Order& order_;
    const ExportPlan& plan_;
    const Stamp& stamp_;
    NewFile file_;
    std::string folder_;
    lxw_workbook* book_ = nullptr;
    lxw_worksheet* about_ = nullptr;
    Formats formats_{};
    std::vector<Sheet> sheets_;  // one per table
    std::vector<std::string> names_;
    std::size_t since_look_ = 0;
};

}  // namespace

Result<std::unique_ptr<ExportWriter>> make_xlsx_writer(const Order& order, const ExportPlan& plan, const Stamp& stamp) {
    auto file = NewFile::make(order.wish.out, order.watch);
    if (!file) return file.error();
    auto writer = std::make_unique<XlsxWriter>(order, plan, stamp, std::move(*file));
    if (const Status begun = writer->begin(); !begun) return begun.error();
    return std::unique_ptr<ExportWriter>(std::move(writer));
}

}  // namespace nuong::exports

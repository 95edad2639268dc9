#include <nlohmann/json.hpp>

#include "shared/base/harmless_text.h"
#include "shared/reports/report_table.h"

namespace nuong::reports {
namespace {

Error cannot_write(const std::string& path) {
    return {ErrorCode::no_space,
            {"Không ghi được tệp “" + path + "”. Hãy kiểm tra thư mục và dung lượng đĩa.",
             "The file \"" + path + "\" cannot be written. Check the folder and the free space."}};
}

std::string format_by_ending(const std::string& path) {
    for (const char* format : {"xlsx", "docx", "csv", "json"})
        if (path.ends_with(std::string(".") + format)) return format;
    return "text";
}

Result<std::string> rendered(const ReportTable& table, const std::string& format, Language language) {
    if (format == "text") return to_text(table, language);
    if (format == "csv") return to_csv(table, language);
    if (format == "json") return dump_json_for_people(to_json(table, language)) + "\n";
    return Error{ErrorCode::usage,
                 {"Định dạng “" + format + "” không có; hãy chọn xlsx, docx, csv, json hoặc text.",
                  "There is no format \"" + format + "\"; choose xlsx, docx, csv, json or text."}};
}

// Whole or not at all: what stood there before stays until the new file is complete.
template <class Write>
Status write_beside(const std::string& path, const FileWatch& watch, Write write) {
    auto file = NewFile::make(path, watch);
    if (!file && file.error().code == ErrorCode::locked) return file.error();
    if (file && write(*file) && file->finish() && file->publish()) return Done{};
    return cannot_write(path);
}

}  // namespace

bool is_workbook(const std::string& format, const std::string& out) {
    return (format.empty() ? format_by_ending(out) : format) == "xlsx";
}

Result<std::string> write_report(const ReportTable& table, std::string format, const std::string& out,
                                 Language language, const FileWatch& watch) {
    if (format.empty()) format = format_by_ending(out);
    if (format == "xlsx" || format == "docx") {
        if (out.empty())
            return Error{
                ErrorCode::usage,
                {"Tệp " + format + " cần --out TÊN_TỆP.", "A file of the kind " + format + " needs --out FILE."}};
        const auto write = [&](const NewFile& file) {
            const std::string& path = file.temporary_path();
            return format == "xlsx" ? write_xlsx(table, language, path) : write_docx(table, language, path);
        };
        if (const Status written = write_beside(out, watch, write); !written) return written.error();
        return out;
    }
    auto text = rendered(table, format, language);
    if (!text || out.empty()) return text;
    if (format == "csv") text->insert(0, byte_order_mark);  // a file is opened by Excel
    const auto write = [&](NewFile& file) { return static_cast<bool>(file.write(*text)); };
    if (const Status written = write_beside(out, watch, write); !written) return written.error();
    return out;
}

}  // namespace nuong::reports

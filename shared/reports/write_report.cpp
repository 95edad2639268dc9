#include <cstdio>
#include <nlohmann/json.hpp>

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

bool write_all(const std::string& path, const std::string& text) {
    std::FILE* file = std::fopen(path.c_str(), "wb");
    if (!file) return false;
    const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
    return std::fclose(file) == 0 && written;
}

// Whole or not at all: what stood there before stays until the new file is complete.
template <class Write>
bool write_beside(const std::string& path, Write write) {
    const std::string part = path + ".part";
    if (write(part) && std::rename(part.c_str(), path.c_str()) == 0) return true;
    std::remove(part.c_str());
    return false;
}

}  // namespace

bool is_workbook(const std::string& format, const std::string& out) {
    return (format.empty() ? format_by_ending(out) : format) == "xlsx";
}

Result<std::string> write_report(const ReportTable& table, std::string format, const std::string& out,
                                 Language language) {
    if (format.empty()) format = format_by_ending(out);
    if (format == "xlsx" || format == "docx") {
        if (out.empty())
            return Error{
                ErrorCode::usage,
                {"Tệp " + format + " cần --out TÊN_TỆP.", "A file of the kind " + format + " needs --out FILE."}};
        const auto write = [&](const std::string& path) {
            return format == "xlsx" ? write_xlsx(table, language, path) : write_docx(table, language, path);
        };
        if (!write_beside(out, write)) return cannot_write(out);
        return out;
    }
    auto text = rendered(table, format, language);
    if (!text || out.empty()) return text;
    if (!write_beside(out, [&](const std::string& path) { return write_all(path, *text); })) return cannot_write(out);
    return out;
}

}  // namespace nuong::reports

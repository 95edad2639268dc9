#include "shared/sheets/package_parts.h"

#include <zip.h>

#include "shared/sheets/workbook.h"

namespace nuong::sheets {
namespace {

Error damaged(const std::string& part) {
    return {ErrorCode::invalid,
            {"Tệp Excel bị hỏng (" + part + "). Hãy mở bằng Excel hoặc LibreOffice rồi lưu lại dạng .xlsx.",
             "The Excel file is damaged (" + part + "). Open it in Excel or LibreOffice and save it as .xlsx again."}};
}

Error too_large() { return {ErrorCode::invalid, {"Tệp Excel quá lớn.", "The Excel file is too large."}}; }

struct CloseFile {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};

// What the file says about its own sizes is not believed; what comes out is counted.
Result<std::string> unpack(zip_file_t& file, const std::string& name) {
    std::string text;
    char chunk[65536];
    for (;;) {
        const zip_int64_t size = zip_fread(&file, chunk, sizeof chunk);
        if (size < 0) return damaged(name);
        if (size == 0) return text;
        text.append(chunk, static_cast<std::size_t>(size));
        if (text.size() > part_bytes_max) return too_large();
    }
}

}  // namespace

void PackageParts::Close::operator()(zip* archive) const { zip_discard(archive); }

Result<PackageParts> PackageParts::open(std::string_view bytes) {
    if (bytes.size() > workbook_bytes_max) return too_large();
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    zip_t* archive = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr;
    if (source && !archive) zip_source_free(source);
    zip_error_fini(&error);
    if (archive) return PackageParts(archive);
    return Error{ErrorCode::invalid,
                 {"Đây không phải tệp Excel .xlsx. Hãy lưu biểu mẫu dạng .xlsx rồi thử lại.",
                  "This is not an Excel .xlsx file. Save the form as .xlsx and try again."}};
}

Result<std::optional<std::string>> PackageParts::part(const std::string& name) {
    const zip_int64_t index = zip_name_locate(archive_.get(), name.c_str(), ZIP_FL_NOCASE);
    if (index < 0) return std::optional<std::string>();
    const std::unique_ptr<zip_file_t, CloseFile> file(
        zip_fopen_index(archive_.get(), static_cast<zip_uint64_t>(index), 0));
    if (!file) return damaged(name);
    auto text = unpack(*file, name);
    if (!text) return text.error();
    return std::optional(std::move(*text));
}

}  // namespace nuong::sheets

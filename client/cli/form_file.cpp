#include "client/cli/form_file.h"

#include <filesystem>

#include "shared/forms/xform_package.h"
#include "shared/sqlite/durable_file.h"
#include "shared/xlsform/export_xlsform.h"
#include "shared/xlsform/import_xlsform.h"

namespace nuong::client {
namespace {

constexpr std::size_t form_bytes_max = 32u << 20;

bool is_workbook(const std::string& path) { return path.ends_with(".xlsx"); }

// Files that came with an ODK form lie beside it, by their last name only.
forms::Attachment beside(const std::string& form_path) {
    const std::size_t slash = form_path.rfind('/');
    return [folder = slash == std::string::npos ? std::string() : form_path.substr(0, slash + 1)](
               std::string_view uri) -> std::optional<std::string> {
        const std::string name(uri.substr(uri.rfind('/') + 1));
        if (!uri.starts_with("jr://") || name.empty() || name == "..") return std::nullopt;
        auto text = read_file(folder + name, form_bytes_max);
        return text ? std::optional(std::move(*text)) : std::nullopt;
    };
}

// "F07 Phiếu thăm.xlsx" -> "F07_Phi_u_th_m": ids have plain letters only.
std::string id_from(const std::string& path) {
    std::string id;
    for (const char c : std::filesystem::path(path).stem().string()) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (plain) id += c;
        else if (!id.empty() && id.back() != '_') id += '_';
    }
    return id.empty() || (id[0] >= '0' && id[0] <= '9') ? "form_" + id : id;
}

// A workbook has no place for tables: they lie beside it, where the import looks for them.
Status write_tables(const forms::FormDefinition& form, const std::string& workbook) {
    const std::filesystem::path folder = std::filesystem::path(workbook).parent_path();
    for (const forms::Table& table : form.tables) {
        const std::string path = (folder / (table.id + "." + name_of(table.kind))).string();
        if (const Status written = write_file_durably(path, table.text); !written) return written;
    }
    return Done{};
}

}  // namespace

Result<FormFile> read_form_file(const std::string& path) {
    auto text = read_file(path, form_bytes_max);
    if (!text) return text.error();
    FormFile file;
    if (is_workbook(path)) {
        xlsform::ImportedForm imported = xlsform::import_xlsform(*text, id_from(path), beside(path));
        file.package = std::move(imported.package);
        file.problems = std::move(imported.problems);
        file.form = std::move(imported.form);
        return file;
    }
    const bool is_xform = path.ends_with(".xml");
    forms::Compiled compiled = is_xform ? forms::compile_xform(*text, beside(path)) : forms::compile_package(*text);
    file.package =
        is_xform ? forms::package_of_xform(*text, beside(path), id_from(path)).value_or("") : std::move(*text);
    file.problems = std::move(compiled.problems);
    file.form = std::move(compiled.form);
    return file;
}

Status write_form_file(const FormFile& file, const std::string& to) {
    if (is_workbook(to) && file.form && file.form->definition.is_imported)
        return Error{ErrorCode::usage,
                     {"Biểu mẫu ODK (.xml) chỉ đổi được thành gói .json, chưa thành .xlsx.",
                      "An ODK form (.xml) can become a .json package, not yet an .xlsx."}};
    const std::filesystem::path folder = std::filesystem::path(to).parent_path();
    if (std::error_code ignored; !folder.empty() && !std::filesystem::is_directory(folder, ignored))
        return Error{ErrorCode::not_found,
                     {"Không có thư mục “" + folder.string() + "”; hãy tạo trước.",
                      "There is no folder \"" + folder.string() + "\"; make it first."}};
    if (is_workbook(to)) {
        const Status written = xlsform::export_xlsform(file.package, to);
        return written && file.form ? write_tables(file.form->definition, to) : written;
    }
    if (to.ends_with(".json")) return write_file_durably(to, file.package + "\n");
    return Error{ErrorCode::usage, {"Chỉ ghi được .json hoặc .xlsx.", "A form can be written as .json or .xlsx."}};
}

}  // namespace nuong::client

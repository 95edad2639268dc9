#include "client/app/list_export.h"

#include <filesystem>

#include "client/app/file_name.h"
#include "client/app/phrases.h"

namespace nuong::client {
namespace {

// A second list of the same form in the same minute takes nobody's place.
std::string free_path(const std::string& folder, const FormId& form, exports::Format format, Instant now) {
    const std::string ending = exports::name_of(format);
    std::string path = folder + "/" + name_of_file(form, std::nullopt, now, ending);
    std::error_code failed;
    for (int i = 2; std::filesystem::exists(path, failed); ++i)
        path = folder + "/" + name_of_file(form, std::nullopt, now, std::to_string(i) + "." + ending);
    return path;
}

// By another device, or by a program that noted nothing: it is readable, and nobody would come back for it.
void remove_what_was_cut_off(const std::string& folder, const FormId& form) {
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
        const std::string name = entry.path().filename();
        if (name.starts_with(form + "-") && name.ends_with(".new")) (void)remove_cut_off(entry.path());
    }
}

}  // namespace

bool may_take_out(Replica& replica) {
    return static_cast<bool>(exports::mask_for(replica.schemas().bodies("roles"), replica.device().role));
}

Result<GatheredExport> gather_list(Workbook& workbook, const ListExport& wanted, Instant now, const FileWatch& watch,
                                   const CountProgress& progress) {
    const auto form = workbook.form(wanted.form);
    if (!form) return form.error();
    remove_what_was_cut_off(wanted.folder, wanted.form);
    // Heads and choices in words, for those who read them; JSON is for programs.
    const bool has_labels = wanted.format != exports::Format::json;
    const exports::Wish wish{.form = wanted.form,
                             .format = wanted.format,
                             .out = free_path(wanted.folder, wanted.form, wanted.format, now),
                             .labels = has_labels ? (*form)->definition.language_for(code_of(wanted.language)) : "",
                             .has_mark = true,  // it is Excel that will open it
                             .language = wanted.language};
    return gather_export(workbook, wish, watch, progress);
}

}  // namespace nuong::client

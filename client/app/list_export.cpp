#include "client/app/list_export.h"

#include <algorithm>
#include <filesystem>

#include "client/app/file_name.h"
#include "client/app/phrases.h"

namespace nuong::client {
namespace {

// Heads and choices in words, for those who read them; JSON is for programs.
std::string labels_for(const forms::FormDefinition& form, exports::Format format, Language language) {
    if (format == exports::Format::json) return "";
    const std::string own = code_of(language);
    const bool speaks = std::find(form.languages.begin(), form.languages.end(), own) != form.languages.end();
    return speaks ? own : form.default_language;
}

// A second list of the same form in the same minute takes nobody's place.
std::string free_path(const std::string& folder, const FormId& form, exports::Format format, Instant now) {
    const std::string ending = exports::name_of(format);
    std::string path = folder + "/" + name_of_file(form, std::nullopt, now, ending);
    std::error_code failed;
    for (int i = 2; std::filesystem::exists(path, failed); ++i)
        path = folder + "/" + name_of_file(form, std::nullopt, now, std::to_string(i) + "." + ending);
    return path;
}

Error empty_list() {
    return {ErrorCode::not_found,
            {"Danh sách này không có phiếu nào để ghi.", "There is no record in this list to write."}};
}

}  // namespace

bool may_take_out(Replica& replica) {
    return static_cast<bool>(exports::mask_for(replica.schemas().bodies("roles"), replica.device().role));
}

Result<std::vector<GatheredExport>> gather_list(Workbook& workbook, const ListExport& wanted, Instant now,
                                                const CountProgress& progress) {
    std::vector<GatheredExport> files;
    const auto listed = records_of_list(workbook, wanted.list, wanted.language, now);
    for (const ListedRecords& each : listed) {
        const auto form = workbook.form(each.form);
        if (!form) return form.error();
        const exports::Wish wish{.form = each.form,
                                 .format = wanted.format,
                                 .out = free_path(wanted.folder, each.form, wanted.format, now),
                                 .labels = labels_for((*form)->definition, wanted.format, wanted.language),
                                 .has_mark = true,  // it is Excel that will open it
                                 .language = wanted.language};
        auto gathered = gather_export(workbook, wish, each.only, progress);
        if (!gathered) return gathered.error();
        files.push_back(std::move(*gathered));
    }
    if (files.empty()) return empty_list();
    return files;
}

Result<Message> publish_list(Workbook& workbook, const std::vector<GatheredExport>& gathered) {
    Message told;
    for (const GatheredExport& each : gathered) {
        const auto exported = publish_export(workbook, *each);
        if (!exported) return exported.error();
        const Message said = exports::told_of(*exported);
        told.vi += (told.vi.empty() ? "" : " ") + said.vi;
        told.en += (told.en.empty() ? "" : " ") + said.en;
    }
    return told;
}

}  // namespace nuong::client

#include "client/app/list_export.h"

#include <algorithm>
#include <filesystem>
#include <span>

#include "client/app/file_name.h"
#include "client/app/list_records.h"
#include "client/app/list_rights.h"
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
    std::error_code failed;  // a stick that is pulled just now
    for (std::filesystem::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
        const std::string name = at->path().filename();
        if (is_unfinished_list(form, name)) (void)remove_cut_off(at->path());
    }
}

std::string part_in_words(const ListExport& wanted) {
    if (wanted.list.kind == ListKind::found) return wanted.title;
    if (is_searched(wanted.list)) return wanted.title + (wanted.language == Language::vi ? ": kết quả tìm" : ": found");
    return is_gathered(wanted.list.kind) ? wanted.title : "";
}

exports::Wish wish_for(const ListExport& wanted, const forms::CompiledForm& form, Instant now) {
    // Heads and choices in words, for those who read them; JSON is for programs.
    const bool has_labels = wanted.format != exports::Format::json;
    return {.form = form.definition.id,
            .format = wanted.format,
            .out = free_path(wanted.folder, form.definition.id, wanted.format, now),
            .labels = has_labels ? form.definition.language_for(code_of(wanted.language)) : "",
            .part = part_in_words(wanted),
            .has_mark = true,  // it is Excel that will open it
            .language = wanted.language};
}

// Why nothing of a form leaves, when it does not.
std::optional<Message> kept_back(Workbook& workbook, const ListExport& wanted, const FormId& id,
                                 const printing::PrintMask& mask) {
    const auto form = workbook.replica().forms().find(id);
    const auto in_words = [&](const char* vi, const char* en) {
        return Message{"Không ghi “" + form_title(workbook, id, Language::vi) + "”: " + vi,
                       "Left out \"" + form_title(workbook, id, Language::en) + "\": " + en};
    };
    if (!form) return in_words("máy này chưa có biểu mẫu ấy.", "this device does not have that form yet.");
    const ChosenBy chosen = chosen_by(wanted.list);
    if (!is_choice_hidden(*form, mask, chosen)) return std::nullopt;
    if (chosen == ChosenBy::due_day)
        return in_words("vai trò này không được xuất ngày hẹn.", "this role must not export the day it is due.");
    if (chosen == ChosenBy::words)
        return in_words("chữ tìm cho biết điều mà vai trò này không được xuất.",
                        "the words tell what this role must not export.");
    return in_words("vai trò này không được xuất ngày ghi trên phiếu.", "this role must not export its day.");
}

Message in_lines(const std::vector<Message>& messages) {
    Message all;
    for (const Message& each : messages) {
        all.vi += (all.vi.empty() ? "" : "\n") + each.vi;
        all.en += (all.en.empty() ? "" : "\n") + each.en;
    }
    return all;
}

// What stands under its name by then is told, also when the store has no room for the next entry.
Result<exports::Exported> published(Workbook& workbook, exports::ExportRun& file, const std::string& part) try {
    return publish_export(workbook, file, part);
} catch (const DatabaseError& error) {
    return error.error();
}

Message not_written(Workbook& workbook, std::span<const GatheredExport> files) {
    std::vector<FormId> forms;
    for (const GatheredExport& file : files) forms.push_back(file->exported().stamp.form);
    const Message titles = quoted_titles(workbook, forms);
    return {"Chưa ghi: " + titles.vi + ".", "Not written: " + titles.en + "."};
}

Error nothing_to_write(const std::vector<Message>& left_out) {
    if (!left_out.empty()) return {ErrorCode::refused, in_lines(left_out)};
    return {
        ErrorCode::not_found,
        {"Danh sách không còn phiếu nào; không có tệp nào được ghi.", "The list is empty by now; nothing is written."}};
}

std::int64_t size_of(Workbook& workbook, const FormPart& part) {
    return part.records ? static_cast<std::int64_t>(part.records->size())
                        : workbook.replica().records().count(part.form);
}

// For the audit: of which report, area and period, and which of its numbers.
std::string figure_name(const FigureWish& figure) {
    const ReportWish& report = figure.report;
    std::string name = report.report + " " + report.area + " " + report.period.code + " " + report.row;
    if (!figure.unit.empty()) name += " " + figure.unit;
    if (figure.at.part == reports::FigurePart::denominator) name += " denominator";
    if (figure.at.part == reports::FigurePart::turns) name += " turns";
    return name;
}

// What may leave of it; of the other forms, why not.
struct ToWrite {
    std::vector<FormPart> parts;
    std::vector<Message> left_out;
};
Result<ToWrite> to_write(Workbook& workbook, const ListExport& wanted, const printing::PrintMask& mask, Instant now,
                         const CountProgress& progress) {
    auto parts = parts_of_list(workbook, wanted.list, now, progress);
    if (!parts) return parts.error();
    ToWrite sorted;
    for (FormPart& part : *parts) {
        if (part.records && part.records->empty()) continue;
        if (auto why = kept_back(workbook, wanted, part.form, mask)) sorted.left_out.push_back(std::move(*why));
        else sorted.parts.push_back(std::move(part));
    }
    return sorted;
}

}  // namespace

std::string part_name(const ListWish& wish) {
    if (is_searched(wish)) return "part: search";
    if (!is_gathered(wish.kind)) return "";
    std::string part = std::string("part: ") + name_of(wish.kind);
    if (wish.kind == ListKind::figure && wish.figure) part += " " + figure_name(*wish.figure);
    if (wish.kind == ListKind::days) {
        part += " " + wish.days.from + ".." + wish.days.until;
        if (!wish.days.area.empty()) part += " " + wish.days.area;
        if (wish.days.only_unchecked) part += " unchecked";
        if (wish.days.only_returned) part += " returned";
        if (wish.days.only_to_decide) part += " to decide";
    }
    return part;
}

Result<GatheredList> gather_list(Workbook& workbook, const ListExport& wanted, Instant now, const FileWatch& watch,
                                 const CountProgress& progress) {
    Replica& replica = workbook.replica();
    const auto mask = exports::mask_for(replica.schemas().bodies("roles"), replica.device().role);
    if (!mask) return mask.error();
    if (const ListFileRight right = file_right(workbook, wanted.list); !right.is_given)
        return Error{ErrorCode::refused, right.why_not};
    const auto sorted = to_write(workbook, wanted, *mask, now, progress);
    if (!sorted) return sorted.error();
    const auto& [parts, left_out] = *sorted;
    if (parts.empty()) return nothing_to_write(left_out);
    GatheredList list{.files = {}, .left_out = left_out, .part = part_name(wanted.list)};
    std::int64_t all = 0, before = 0;
    for (const FormPart& part : parts) all += size_of(workbook, part);
    const auto goes_on = [&](std::int64_t seen) { return !progress || progress(before + seen, all); };
    const auto restricted = restricted_records(workbook, [&] { return goes_on(0); });
    for (const FormPart& part : parts) {
        const auto form = workbook.form(part.form);
        if (!form) return form.error();
        remove_what_was_cut_off(wanted.folder, part.form);
        auto file = gather_part(workbook, wish_for(wanted, **form, now), part, restricted, watch,
                                [&](std::int64_t seen, std::int64_t) { return goes_on(seen); });
        if (!file) return file.error();
        list.files.push_back(std::move(*file));
        before += size_of(workbook, part);
    }
    return list;
}

Result<Message> publish_list(Workbook& workbook, const GatheredList& list) {
    std::vector<Message> told;
    for (auto file = list.files.begin(); file != list.files.end(); ++file) {
        const auto exported = published(workbook, **file, list.part);
        if (!exported) {
            told.push_back(exported.error().message);
            told.push_back(not_written(workbook, {file, list.files.end()}));
            return Error{exported.error().code, in_lines(told)};
        }
        told.push_back(exports::told_of(*exported));
    }
    told.insert(told.end(), list.left_out.begin(), list.left_out.end());
    return in_lines(told);
}

}  // namespace nuong::client

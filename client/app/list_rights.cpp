#include "client/app/list_rights.h"

#include <algorithm>

#include "client/app/list_records.h"
#include "shared/exports/export_order.h"
#include "shared/forms/record_day.h"

namespace nuong::client {
namespace {

Message drafts_stay() {
    return {"Nháp chưa nộp nên không lưu thành tệp.", "Drafts are not submitted yet, so they are not saved as a file."};
}

Message whole_list_only() {
    return {"Xóa chữ tìm để lưu cả danh sách thành tệp.", "Clear the search to save the whole list as a file."};
}

Message words_would_tell() {
    return {"Kết quả tìm không lưu thành tệp được: chữ tìm cho biết điều mà vai trò này không được xuất.",
            "What was found cannot be saved as a file: the words tell what this role must not export."};
}

Message number_would_tell() {
    return {"Các phiếu này không lưu thành tệp được: số này đếm theo điều mà vai trò này không được xuất.",
            "These records cannot be saved as a file: the number is counted by what this role must not export."};
}

Result<printing::PrintMask> export_mask(Replica& replica) {
    return exports::mask_for(replica.schemas().bodies("roles"), replica.device().role);
}

bool is_any_hidden(const reports::AskedAnswers& asked, const printing::PrintMask& mask) {
    if (!asked.form) return false;
    const printing::LeftOut left_out(*asked.form, mask);
    return std::any_of(asked.nodes.begin(), asked.nodes.end(), [&](int node) { return left_out.node(node); });
}

// What the line of a record is found by is its title, and the answers that the form names.
bool are_words_hidden(const forms::CompiledForm& form, const printing::LeftOut& left_out) {
    const auto& paths = form.definition.settings.search;
    const auto is_hidden = [&](const Path& path) {
        const int node = form.find(path);
        return node >= 0 && left_out.node(node);
    };
    const bool tells_title =
        form.instance_name >= 0 && left_out.reads(form.expressions[static_cast<std::size_t>(form.instance_name)]);
    return tells_title || std::any_of(paths.begin(), paths.end(), is_hidden);
}

}  // namespace

ChosenBy chosen_by(const ListWish& wish) {
    if (is_searched(wish)) return ChosenBy::words;
    switch (wish.kind) {
        case ListKind::days: return ChosenBy::day;
        case ListKind::due:
        case ListKind::late_visits:
        case ListKind::late_referrals:
        case ListKind::late_requests: return ChosenBy::due_day;
        default: return ChosenBy::state;
    }
}

bool is_choice_hidden(const forms::CompiledForm& form, const printing::PrintMask& mask, ChosenBy chosen) {
    const printing::LeftOut left_out(form, mask);
    const int day = form.find(forms::day_question);
    switch (chosen) {
        case ChosenBy::state: return false;
        case ChosenBy::day: return day >= 0 && left_out.node(day);
        case ChosenBy::due_day:
            return form.due >= 0 && left_out.reads(form.expressions[static_cast<std::size_t>(form.due)]);
        case ChosenBy::words: break;
    }
    return are_words_hidden(form, left_out);
}

ListFileRight file_right(Workbook& workbook, const ListWish& wish) {
    Replica& replica = workbook.replica();
    const auto mask = export_mask(replica);
    if (!mask) return {};
    if (wish.kind == ListKind::drafts) return {false, drafts_stay()};
    if (wish.kind == ListKind::figure && wish.figure)
        return figure_file_right(workbook, FigureRights::of(workbook, wish.figure->report), wish.figure->at);
    if (!is_searched(wish) || wish.kind == ListKind::found) return {true, {}};  // of each form it is said by itself
    if (is_gathered(wish.kind)) return {false, whole_list_only()};
    const auto form = replica.forms().find(form_of_list(wish));
    if (!form || is_choice_hidden(*form, *mask, ChosenBy::words)) return {false, words_would_tell()};
    return {true, {}};
}

ListFileRight search_file_right(Workbook& workbook, const std::vector<FormId>& found_in) {
    const auto mask = export_mask(workbook.replica());
    if (!mask) return {};
    for (const FormId& id : found_in)
        if (const auto form = workbook.replica().forms().find(id);
            form && !is_choice_hidden(*form, *mask, ChosenBy::words))
            return {true, {}};
    return {false, words_would_tell()};
}

ListFileRight figure_file_right(Workbook& workbook, const FigureRights& rights, const reports::FigureAt& at) {
    const auto mask = export_mask(workbook.replica());
    if (!mask || !rights.may_open(at)) return {};
    for (const reports::AskedAnswers& asked : rights.answers_behind(at))
        if (is_any_hidden(asked, *mask)) return {false, number_would_tell()};
    return {true, {}};
}

}  // namespace nuong::client

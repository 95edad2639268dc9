#include "sync-server/core/refused_saves.h"

#include <algorithm>
#include <array>

namespace nuong {
namespace {

constexpr std::size_t rows_at_once = 200;

// What a refusal of this kind means, whatever was written.
Message words_of(const std::string& verdict) {
    if (verdict == "no_right")
        return {"Người ghi không có quyền ghi loại phiếu này, hoặc không phụ trách địa bàn đó.",
                "Whoever wrote it may not write this kind of form, or is not responsible for that area."};
    if (verdict == "unknown_area")
        return {"Địa bàn ghi trên phiếu không có trong danh mục.", "The area on the form is not in the list."};
    if (verdict == "unknown_form")
        return {"Máy chủ chưa có loại phiếu này.", "The server does not have this kind of form yet."};
    if (verdict == "wrong_author")
        return {"Tài khoản đã ghi không ghi danh trên máy này.", "The account that wrote it is not enrolled there."};
    if (verdict == "malformed")
        return {"Lần lưu này sai cấu trúc nên máy chủ không gộp được.", "This save is malformed and cannot be merged."};
    if (verdict == "group_refused")
        return {"Một phần của lần lưu này bị từ chối, nên cả lần lưu không được nhận.",
                "A part of this save was refused, so none of it was taken."};
    return {"Máy chủ không nhận lần lưu này.", "The server did not take this save."};
}

// Told to the device as well, and made of names alone: of accounts, forms and areas.
bool quotes_no_answer(const std::string& verdict) {
    constexpr std::array<std::string_view, 6> of_names{"no_right",   "wrong_author", "unknown_form",
                                                       "other_form", "dots_used",    "too_large"};
    return std::find(of_names.begin(), of_names.end(), verdict) != of_names.end();
}

bool reads_all_of(const Role& role, const FormId& form) {
    return role.may_read(form) && !role.assigned_only.contains(form);
}

protocol::RefusedSave told_of(const ChangeRow& row, const Principal& asker, const std::set<UserId>& known) {
    protocol::RefusedSave told{row.device, "", "", row.received, words_of(row.verdict)};
    const auto change = protocol::decode_change(row.body);
    if (change) told.at = change->at;
    if (!known.contains(row.author)) return told;
    told.user = row.author;
    if (!change || !reads_all_of(asker.role, change->form)) return told;
    told.form = change->form;
    if (quotes_no_answer(row.verdict)) told.reason = row.reason;
    return told;
}

}  // namespace

std::vector<protocol::RefusedSave> refused_saves(StoreReader& reader, const Principal& asker, const KnownUsers& known,
                                                 std::size_t most) {
    std::vector<protocol::RefusedSave> saves;
    for (const auto& [device, count] : reader.refused_counts()) {
        const auto users = known.find(device);
        if (users == known.end()) continue;
        std::uint64_t after = 0;
        for (auto rows = reader.refused_changes_of(device, after, rows_at_once); !rows.empty();
             rows = reader.refused_changes_of(device, after, rows_at_once)) {
            after = rows.back().seq;
            for (const ChangeRow& row : rows) {
                if (row.body.empty()) continue;  // erased: it lies there no more
                if (saves.size() >= most) return saves;
                saves.push_back(told_of(row, asker, users->second));
            }
        }
    }
    return saves;
}

}  // namespace nuong

#include "client/app/conflicts.h"

#include <algorithm>

#include "client/app/area_choice.h"
#include "client/app/phrases.h"
#include "client/app/restriction.h"
#include "client/app/views.h"
#include "client/store/listing.h"

namespace nuong::client {

std::string conflict_label(const forms::FieldConflict& conflict, Language language) {
    return conflict.node ? conflict.node->label.in(code_of(language), "vi") : register_text(conflict.path, language);
}

std::string conflict_text(Workbook& workbook, const forms::FormDefinition& form, const forms::FieldConflict& conflict,
                          const Value& value, Language language) {
    if (conflict.path == reserved::status) return status_text(value.text(), language);
    if (conflict.path == reserved::area) return area_text(workbook.replica().areas(), value.text(), language);
    const bool names_record = conflict.path == reserved::same_as || conflict.path == reserved::corrects;
    if (names_record && !value.is_blank()) return record_title(workbook.replica(), value, language);
    return titled_text(workbook, form, conflict.node, value, language);
}

namespace {

bool are_alike(const forms::FieldConflict& a, const forms::FieldConflict& b) {
    if (a.node ? a.node != b.node : a.path != b.path) return false;
    const auto has = [&](const Head& head) {
        return std::any_of(b.heads.begin(), b.heads.end(),
                           [&](const Head& other) { return other.value == head.value; });
    };
    return a.heads.size() == b.heads.size() && std::all_of(a.heads.begin(), a.heads.end(), has);
}

}  // namespace

const forms::FieldConflict* conflict_at(const RecordSheet& sheet, const Path& path) {
    const auto at = std::find_if(sheet.conflicts.begin(), sheet.conflicts.end(),
                                 [&](const forms::FieldConflict& each) { return each.path == path; });
    return at == sheet.conflicts.end() ? nullptr : &*at;
}

std::vector<FieldPlace> conflicts_alike(Workbook& workbook, const FieldPlace& field) {
    std::vector<FieldPlace> alike;
    const auto sheet = workbook.open(field.record);
    const forms::FieldConflict* decided = sheet ? conflict_at(*sheet, field.path) : nullptr;
    if (!decided) return alike;
    ListQuery query;
    query.form = sheet->state.form;
    query.only_conflicts = true;
    query.limit = conflicts_max;
    RecordStore& records = workbook.replica().records();
    for (const Listing& listing : records.list(query)) {
        const auto other = workbook.open(listing.record);
        if (!other || other->form != sheet->form || restricted_for(records, listing)) continue;
        for (const forms::FieldConflict& each : other->conflicts)
            if (FieldPlace place{listing.record, each.path}; place != field && are_alike(*decided, each))
                alike.push_back(std::move(place));
    }
    return alike;
}

}  // namespace nuong::client

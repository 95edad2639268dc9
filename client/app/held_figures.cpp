#include "client/app/held_figures.h"

#include <algorithm>
#include <set>

#include "client/app/area_choice.h"
#include "client/app/views.h"

namespace nuong::client {
namespace {

using reports::FigurePart;

bool holds_all(const DeviceInfo& device, const FormId& form) {
    return device.may_read(form) && std::find(device.own.begin(), device.own.end(), form) == device.own.end();
}

std::set<FormId> forms_of_row(const reports::Tally& tally, std::size_t section, std::size_t row) {
    std::set<FormId> forms;
    for (const FigurePart part : {FigurePart::numerator, FigurePart::denominator, FigurePart::turns})
        forms.merge(tally.forms_behind({section, row, std::nullopt, part}));
    return forms;
}

void leave_blank(reports::Cell& cell) {
    reports::Cell blank;
    blank.target = cell.target;
    cell = blank;
}

void leave_blank(reports::ReportRow& row) {
    for (reports::Cell& cell : row.cells) leave_blank(cell);
    leave_blank(row.total);
}

Message left_blank(Workbook& workbook, const std::set<FormId>& forms) {
    Message titles;
    for (const FormId& form : forms) {
        titles.vi += (titles.vi.empty() ? "“" : ", “") + form_title(workbook, form, Language::vi) + "”";
        titles.en += (titles.en.empty() ? "\"" : ", \"") + form_title(workbook, form, Language::en) + "\"";
    }
    return {"Để trống các số đếm từ phiếu mà vai trò này không giữ, hoặc không giữ đủ, trên máy: " + titles.vi +
                ". Cần các số đó thì lập báo cáo ở máy chủ hoặc trên trang web của huyện.",
            "Left blank is what is counted from forms that this role does not hold, or not all of, on the device: " +
                titles.en + ". Where these are needed, make the report at the server or on the district's web page."};
}

std::optional<Message> part_of_area(Workbook& workbook, const AreaCode& area) {
    const auto& granted = workbook.replica().device().areas;
    const AreaTree& areas = workbook.replica().areas();
    if (granted.empty() ||
        std::any_of(granted.begin(), granted.end(), [&](const AreaCode& root) { return areas.is_within(area, root); }))
        return std::nullopt;
    Message names;
    for (const AreaCode& root : granted) {
        names.vi += (names.vi.empty() ? "" : ", ") + area_text(areas, root, Language::vi);
        names.en += (names.en.empty() ? "" : ", ") + area_text(areas, root, Language::en);
    }
    return Message{"Máy này chỉ giữ phiếu của: " + names.vi + ". Các nơi khác không có trong báo cáo này.",
                   "This device holds only the forms of: " + names.en + ". Other places are not in this report."};
}

}  // namespace

void keep_to_what_is_held(Workbook& workbook, const reports::Tally& tally, reports::ReportTable& table) {
    const DeviceInfo device = workbook.replica().device();
    std::set<FormId> missing;
    const auto not_held = [&](const FormId& form) { return !holds_all(device, form); };
    for (std::size_t section = 0; section < table.sections.size(); ++section)
        for (std::size_t row = 0; row < table.sections[section].rows.size(); ++row) {
            const std::set<FormId> forms = forms_of_row(tally, section, row);
            if (std::none_of(forms.begin(), forms.end(), not_held)) continue;
            leave_blank(table.sections[section].rows[row]);
            std::copy_if(forms.begin(), forms.end(), std::inserter(missing, missing.end()), not_held);
        }
    for (const FormId& form : tally.listed_forms())
        if (not_held(form)) missing.insert(form);
    if (!missing.empty()) table.remarks.insert(table.remarks.begin(), left_blank(workbook, missing));
    if (auto part = part_of_area(workbook, table.area)) table.remarks.insert(table.remarks.begin(), std::move(*part));
}

}  // namespace nuong::client

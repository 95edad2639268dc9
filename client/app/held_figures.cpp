#include "client/app/held_figures.h"

#include <algorithm>
#include <set>

#include "client/app/area_choice.h"
#include "client/app/views.h"

namespace nuong::client {
namespace {

using reports::Cell;
using reports::CellStatus;
using reports::FigureAt;
using reports::FigurePart;
using reports::ReportTable;

// Blanks what of a table cannot be told here, and remembers for want of which forms.
class Keeper {
public:
    Keeper(Workbook& workbook, const reports::Tally& tally, ReportTable& table)
        : tally_(tally),
          table_(table),
          device_(workbook.replica().device()),
          areas_(workbook.replica().areas()),
          holds_area_(holds(table.area)) {}

    // The forms that are missing.
    std::set<FormId> keep() {
        for (std::size_t section = 0; section < table_.sections.size(); ++section) {
            std::vector<reports::ReportRow>& rows = table_.sections[section].rows;
            for (std::size_t row = 0; row < rows.size(); ++row) {
                for (std::size_t column = 0; column < rows[row].cells.size(); ++column)
                    keep(rows[row].cells[column], {section, row, column});
                keep(rows[row].total, {section, row});
            }
            keep_list(section);
        }
        return std::move(missing_);
    }

private:
    bool holds(const AreaCode& area) const {
        return device_.areas.empty() || areas_.is_within_any(area, device_.areas);
    }

    bool holds(const std::set<FormId>& forms) {
        const auto not_held = [&](const FormId& form) { return !holds_whole(device_, form); };
        std::copy_if(forms.begin(), forms.end(), std::inserter(missing_, missing_.end()), not_held);
        return std::none_of(forms.begin(), forms.end(), not_held);
    }

    // What stands in a plan or another document is told anywhere.
    bool holds(FigureAt at, FigurePart part) {
        at.part = part;
        const std::set<FormId> forms = tally_.forms_behind(at);
        if (forms.empty()) return true;
        const AreaCode area = at.column ? table_.columns[*at.column].area : table_.area;
        return holds(forms) && (holds_area_ || (!area.empty() && holds(area)));
    }

    void keep(Cell& cell, const FigureAt& at) {
        const bool above = holds(at, FigurePart::numerator), below = holds(at, FigurePart::denominator),
                   times = holds(at, FigurePart::turns);
        if (!times) cell.turns.reset();
        if ((above && below) || (above && cell.status == CellStatus::hidden)) return;
        Cell kept = blank_cell(cell, CellStatus::not_held);
        if (above) {  // of how many is not known, but how many
            kept.numerator = cell.numerator;
            kept.turns = cell.turns;
        }
        cell = kept;
    }

    void keep_list(std::size_t section) {
        const std::set<FormId> forms = tally_.forms_listed(section);
        if (forms.empty()) return;
        reports::ReportSection& shown = table_.sections[section];
        shown.lists_all = holds(forms) && holds_area_;
        if (!shown.lists_all && shown.list.empty()) shown.list_left_out = 0;
    }

    const reports::Tally& tally_;
    ReportTable& table_;
    const DeviceInfo device_;
    const AreaTree& areas_;
    bool holds_area_;
    std::set<FormId> missing_;
};

Message left_blank(Workbook& workbook, const std::set<FormId>& forms) {
    const Message titles = quoted_titles(workbook, {forms.begin(), forms.end()});
    return {"Để trống các số đếm từ phiếu mà vai trò này không giữ, hoặc không giữ đủ, trên máy: " + titles.vi +
                ". Cần các số đó thì lập báo cáo ở máy chủ hoặc trên trang web của huyện.",
            "Left blank is what is counted from forms that this role does not hold, or not all of, on the device: " +
                titles.en + ". Where these are needed, make the report at the server or on the district's web page."};
}

Message names_of(const AreaTree& areas, const std::vector<AreaCode>& codes) {
    Message names;
    for (const AreaCode& code : codes) {
        names.vi += (names.vi.empty() ? "" : ", ") + area_text(areas, code, Language::vi);
        names.en += (names.en.empty() ? "" : ", ") + area_text(areas, code, Language::en);
    }
    return names;
}

}  // namespace

Status may_count_in(Workbook& workbook, const AreaCode& wanted, Date day) {
    const std::vector<AreaCode> granted = workbook.replica().device().areas;
    const AreaTree& areas = workbook.replica().areas();
    const Area* area = areas.resolve(wanted, day);
    if (!area || granted.empty() || areas.is_within_any(area->code, granted)) return Done{};  // or there is none such
    if (std::any_of(granted.begin(), granted.end(),
                    [&](const AreaCode& root) { return areas.is_within(root, area->code); }))
        return Done{};
    const Message names = names_of(areas, granted);
    return Error{ErrorCode::refused,
                 {"Máy này không giữ phiếu nào của “" + area_text(areas, area->code, Language::vi) +
                      "”. Lập báo cáo được cho: " + names.vi + ".",
                  "This device holds no forms of \"" + area_text(areas, area->code, Language::en) +
                      "\". Reports can be made of: " + names.en + "."}};
}

bool holds_whole(const DeviceInfo& device, const FormId& form) {
    return device.may_read(form) && std::find(device.own.begin(), device.own.end(), form) == device.own.end();
}

void keep_to_what_is_held(Workbook& workbook, const reports::Tally& tally, ReportTable& table) {
    const std::set<FormId> missing = Keeper(workbook, tally, table).keep();
    if (!missing.empty()) table.remarks.insert(table.remarks.begin(), left_blank(workbook, missing));
    const AreaTree& areas = workbook.replica().areas();
    const std::vector<AreaCode> granted = workbook.replica().device().areas;
    if (granted.empty() || areas.is_within_any(table.area, granted)) return;
    const Message names = names_of(areas, granted);
    table.remarks.insert(table.remarks.begin(),
                         {"Máy này chỉ giữ phiếu của: " + names.vi + ". Để trống các nơi khác và số của cả địa bàn.",
                          "This device holds only the forms of: " + names.en +
                              ". Left blank are other places and the numbers of the whole area."});
}

}  // namespace nuong::client

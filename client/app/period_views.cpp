#include "client/app/period_views.h"

#include <algorithm>

#include "client/app/overview.h"
#include "client/app/period_states.h"
#include "client/app/phrases.h"
#include "client/app/report_views.h"
#include "client/app/views.h"
#include "shared/base/time_zone.h"

namespace nuong::client {
namespace {

constexpr std::size_t units_named = 8;

struct Speaking {
    Workbook& workbook;
    Language language;
    Instant now;

    const std::string& say(const Message& words) const { return words.in(language); }
    std::string number(std::int64_t count) const { return grouped(language, count); }
    Date today() const { return date_of(now, viet_nam_offset); }
};

std::string title_of_form(const Speaking& in, const FormId& form) {
    return form == forms::every_form ? in.say({"Mọi biểu mẫu", "Every form"})
                                     : form_title(in.workbook, form, in.language);
}

std::string area_of_desk(const Speaking& in) {
    Replica& replica = in.workbook.replica();
    std::string names;
    for (const AreaCode& area : replica.areas().outermost(replica.device().areas))
        names += (names.empty() ? "" : ", ") + area_name(in.workbook, area, in.language);
    return names;
}

// Locked before it was checked is locked; a period that runs is not judged.
Badge state_of(const Speaking& in, const FormOfPeriod& form, const reports::Period& period) {
    const bool is_over = period.last < in.today();
    if (form.is_locked()) return {in.say({"Đã khóa", "Locked"}), Tone::good};
    if (!is_over) return {in.say({"Đang trong kỳ", "Running"}), Tone::neutral};
    const bool is_checked = form.count.unchecked + form.count.returned + form.count.to_decide == 0;
    if (is_checked && form.count.records > 0) return {in.say({"Đã kiểm tra, chưa khóa", "Checked, open"}), Tone::info};
    return {in.say({"Chưa khóa", "Open"}), Tone::warning};
}

std::string detail_of(const Speaking& in, const FormOfPeriod& form) {
    std::string detail = in.number(form.count.records) + in.say({" phiếu", " records"});
    const auto add = [&](std::int64_t count, const Message& words) {
        if (count > 0) detail += ", " + in.number(count) + in.say(words);
    };
    add(form.count.unchecked, {" chờ kiểm tra", " to be checked"});
    add(form.count.returned, {" bị trả lại", " returned"});
    add(form.count.to_decide, {" cần quyết định", " to decide"});
    const auto locked = static_cast<std::int64_t>(form.units.size() - form.not_locked.size());
    return joined(detail, in.say({"khóa ", "locked "}) + in.number(locked) + "/" +
                              in.number(static_cast<std::int64_t>(form.units.size())) + in.say({" đơn vị", " units"}));
}

std::string units_text(const Speaking& in, const FormOfPeriod& form) {
    if (form.not_locked.empty()) return in.say({"Đã khóa ở mọi đơn vị.", "Locked in every unit."});
    std::string names;
    for (std::size_t i = 0; i < std::min(form.not_locked.size(), units_named); ++i)
        names += (i > 0 ? ", " : "") + area_name(in.workbook, form.not_locked[i], in.language);
    if (form.not_locked.size() > units_named) names += ", …";
    const std::string count = in.number(static_cast<std::int64_t>(form.not_locked.size())),
                      all = in.number(static_cast<std::int64_t>(form.units.size()));
    return in.say({"Chưa khóa ở " + count + "/" + all + " đơn vị: " + names,
                   "Not locked in " + count + " of " + all + " units: " + names});
}

// What may still change the figures, whether it is of this period or nobody can say of which.
struct WhatIsMissing {
    FormCount count;
    std::size_t not_locked = 0;
    std::int64_t drafts = 0;
    DeskSums desk;
};

std::int64_t drafts_of(Workbook& workbook, const FormId& form) {
    if (form == forms::every_form) return workbook.replica().drafts().count();
    const auto drafts = workbook.replica().drafts().list();
    return std::count_if(drafts.begin(), drafts.end(), [&](const Draft& draft) { return draft.form == form; });
}

WhatIsMissing missing_for(Workbook& workbook, const FormOfPeriod& form, Instant now) {
    Replica& replica = workbook.replica();
    const auto told = replica.desk().told();
    return {form.count, form.not_locked.size(), drafts_of(workbook, form.count.form),
            told ? sums_of(told->desk, replica.device().device, now) : DeskSums()};
}

std::vector<std::string> words_of(const Speaking& in, const WhatIsMissing& missing) {
    std::vector<std::string> lines;
    const auto add = [&](std::int64_t count, const Message& words) {
        if (count > 0) lines.push_back(in.number(count) + in.say(words));
    };
    add(missing.count.unchecked, {" phiếu của kỳ chưa ai kiểm tra", " records of the period that nobody has checked"});
    add(missing.count.returned,
        {" phiếu của kỳ bị trả lại, chưa sửa", " records of the period returned, not put right"});
    add(missing.count.to_decide, {" phiếu của kỳ có hai cách ghi hoặc có câu không khớp, chưa ai quyết định",
                                  " records of the period that a person has to decide"});
    add(missing.drafts, {" nháp trên máy này", " drafts on this device"});
    add(missing.desk.drafts,
        {" nháp trên các máy khác, chưa rõ của kỳ nào", " drafts on other devices, of any period"});
    add(missing.desk.saves, {" lần lưu còn chờ gửi trên các máy khác", " saves that wait on other devices"});
    add(missing.desk.refused, {" lần lưu đang bị máy chủ giữ lại", " changes in quarantine"});
    add(missing.desk.late, {" máy lâu chưa gửi", " devices not heard of for a week"});
    return lines;
}

OverviewFigure figure_of(const Speaking& in, const Message& label, std::int64_t count, Tone tone, Action open) {
    return {in.say(label), "", count, count > 0 ? tone : Tone::neutral, std::move(open)};
}

std::vector<OverviewFigure> figures_of(const Speaking& in, const WhatIsMissing& missing,
                                       const reports::Period& period) {
    OpenDays days{.area = {}, .from = to_string(period.first), .until = to_string(period.last)};
    if (missing.count.form != forms::every_form) days.form = missing.count.form;
    OpenDays unchecked = days, returned = days, to_decide = days;  // each number opens what it has counted
    unchecked.only_unchecked = true;
    returned.only_returned = true;
    to_decide.only_to_decide = true;
    return {
        figure_of(in, {"Phiếu trong kỳ", "Records"}, missing.count.records, Tone::info, days),
        figure_of(in, {"Chờ kiểm tra", "To be checked"}, missing.count.unchecked, Tone::warning, unchecked),
        figure_of(in, {"Bị trả lại", "Returned"}, missing.count.returned, Tone::warning, returned),
        figure_of(in, {"Cần quyết định", "To decide"}, missing.count.to_decide, Tone::warning, to_decide),
        figure_of(in, {"Nháp trên máy này", "Drafts here"}, missing.drafts, Tone::info, OpenGathered{ListKind::drafts}),
        figure_of(in, {"Máy chủ giữ lại", "In quarantine"}, missing.desk.refused, Tone::danger, OpenDevices{true})};
}

std::vector<PeriodUnit> each_unit(const Speaking& in, const FormOfPeriod& form, const DecidePeriod& decision) {
    std::vector<PeriodUnit> rows;
    if (form.units.size() < 2) return rows;
    for (const AreaCode& unit : form.units) {
        const bool is_open = std::find(form.not_locked.begin(), form.not_locked.end(), unit) != form.not_locked.end();
        const std::string name = area_name(in.workbook, unit, in.language);
        PeriodUnit row{name,
                       in.say({"Chỉ cho " + name + "; các đơn vị khác giữ nguyên.",
                               "For " + name + " alone; the other units stay as they are."}),
                       is_open ? Badge{in.say({"Chưa khóa", "Open"}), Tone::warning}
                               : Badge{in.say({"Đã khóa", "Locked"}), Tone::good},
                       decision};
        row.decide.locks = is_open;
        row.decide.area = unit;
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace

PeriodsView periods_view(Workbook& workbook, const reports::Period& period, Language language, Instant now) {
    const Speaking in{workbook, language, now};
    PeriodsView view{
        .title = in.say({"Kỳ số liệu", "Periods"}),
        .area = area_of_desk(in),
        .period = title_of(period).in(language),
        .about = in.say({"Khóa kỳ không chặn ai ghi: điều ghi muộn vẫn lưu, người ghi được nhắc. Chạm một "
                         "dòng để xem còn thiếu gì, để khóa hay mở lại.",
                         "A lock stops nobody: what comes late is kept, and its writer is told. Tap a line "
                         "to see what is missing, to lock or to reopen."}),
        .earlier = OpenPeriods{stepped(period, -1).code}};
    if (const reports::Period next = stepped(period, 1); next.first <= in.today()) view.later = OpenPeriods{next.code};
    for (const FormOfPeriod& form : PeriodStates(workbook).forms_of(period))
        view.rows.push_back({title_of_form(in, form.count.form), detail_of(in, form), state_of(in, form, period),
                             OpenPeriod{period.code, form.count.form}});
    return view;
}

PeriodView period_view(Workbook& workbook, const reports::Period& period, const FormId& form, Language language,
                       Instant now) {
    const Speaking in{workbook, language, now};
    const FormOfPeriod state = PeriodStates(workbook).form_of(period, form);
    const WhatIsMissing missing = missing_for(workbook, state, now);
    PeriodView view{.title = title_of_form(in, form),
                    .subject = joined(area_of_desk(in), title_of(period).in(language)),
                    .state = state_of(in, state, period),
                    .units = units_text(in, state),
                    .figures = figures_of(in, missing, period),
                    .missing = words_of(in, missing)};
    if (!may_decide_periods(workbook)) return view;
    const std::string units = in.number(static_cast<std::int64_t>(state.units.size())), area = area_of_desk(in);
    view.about_lock = in.say({"Cho cả " + area + ": " + units + " đơn vị cùng lúc.",
                              "For all of " + area + ": " + units + " units at once."});
    if (!state.is_locked()) view.lock = DecidePeriod{period.code, form, true, ""};
    if (state.not_locked.size() < state.units.size()) view.reopen = DecidePeriod{period.code, form, false, ""};
    view.each_unit = each_unit(in, state, {.period = period.code, .form = form});
    return view;
}

std::optional<OverviewFigure> open_periods_figure(Workbook& workbook, Language language, Instant now) {
    if (!sees_periods(workbook)) return std::nullopt;
    const Speaking in{workbook, language, now};
    const auto open = PeriodStates(workbook).past_and_open(in.today());
    const reports::Period shown = open.empty() ? stepped(period_around(in.today(), PeriodKind::half), -1) : open.back();
    OverviewFigure figure = figure_of(in, {"Kỳ chưa khóa", "Periods open"}, static_cast<std::int64_t>(open.size()),
                                      Tone::warning, OpenPeriods{shown.code});
    figure.detail = short_title_of(shown).in(language);
    return figure;
}

std::string missing_in_audit(Workbook& workbook, const reports::Period& period, const FormId& form, Instant now) {
    const WhatIsMissing missing = missing_for(workbook, PeriodStates(workbook).form_of(period, form), now);
    std::string text;
    for (const auto& [count, what] : {std::pair{missing.count.unchecked, " unchecked"},
                                      {missing.count.returned, " returned"},
                                      {missing.count.to_decide, " to decide"},
                                      {missing.drafts + missing.desk.drafts, " drafts"},
                                      {missing.desk.refused, " in quarantine"}})
        if (count > 0) text += ", " + std::to_string(count) + what;
    return text;
}

}  // namespace nuong::client

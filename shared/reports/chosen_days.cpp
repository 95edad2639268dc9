#include "shared/reports/chosen_days.h"

#include "shared/base/local_text.h"
#include "shared/base/partial_date.h"

namespace nuong::reports {
namespace {

constexpr std::size_t shown_bytes_max = 40;  // of what was typed in the place of a day

Result<Date> day_of(std::string_view typed, const Message& which) {
    if (typed.empty())
        return Error{ErrorCode::usage,
                     {"Hãy ghi " + which.vi + ", ví dụ 05/03/2024.", "Give the " + which.en + ", such as 05/03/2024."}};
    const auto day = parse_partial_date(typed);
    if (day && day->day != 0) return day->earliest();
    const std::string shown = typed.size() > shown_bytes_max ? "…" : std::string(typed);
    return Error{
        ErrorCode::usage,
        {"“" + shown + "” không phải là một ngày. Hãy ghi " + which.vi + " theo ngày/tháng/năm, ví dụ 05/03/2024.",
         "\"" + shown + "\" is no day. Give the " + which.en + " as day/month/year, such as 05/03/2024."}};
}

bool is_quarter(const Period& period) {
    using namespace std::chrono;
    const year_month_day first(period.first);
    const bool begins = first.day() == day(1) && static_cast<unsigned>(first.month()) % 3 == 1;
    return begins && period.last == sys_days(first + months(3)) - days(1);
}

}  // namespace

bool may_be_of_chosen_days(const ReportDefinition& report) { return !report.hides_small_counts; }

Error only_of_official_periods() {
    return {ErrorCode::usage,
            {"Số liệu này ẩn các số nhỏ nên chỉ lập theo kỳ chính thức: chọn được từng ngày thì hai khoảng lệch "
             "nhau một ngày sẽ làm lộ một người.",
             "These figures hide what is very small, so they are made of official periods alone: of days that one may "
             "choose, two ranges that differ by one day would tell of a single person."}};
}

Status check_period(const ReportDefinition& report, const Period& period) {
    if (may_be_of_chosen_days(report) || calendar_period(period) || is_quarter(period)) return Done{};
    return only_of_official_periods();
}

Result<Period> chosen_days(std::string_view from, std::string_view until) {
    const auto first = day_of(from, {"ngày đầu", "first day"});
    if (!first) return first.error();
    const auto last = day_of(until, {"ngày cuối", "last day"});
    if (!last) return last.error();
    const std::string begins = to_string(*first), ends = to_string(*last);
    if (*last < *first)
        return Error{ErrorCode::usage,
                     {"Ngày cuối (" + date_text(ends) + ") đứng trước ngày đầu (" + date_text(begins) +
                          "). Hãy sửa lại một trong hai ngày.",
                      "The last day (" + date_text(ends) + ") lies before the first (" + date_text(begins) +
                          "). Put one of them right."}};
    const Period days{*first, *last, begins + ".." + ends};
    return calendar_period(days).value_or(days);
}

}  // namespace nuong::reports

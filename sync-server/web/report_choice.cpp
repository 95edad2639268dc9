#include "sync-server/web/report_choice.h"

#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "shared/base/harmless_text.h"
#include "shared/base/local_text.h"
#include "shared/base/time_zone.h"
#include "shared/reports/chosen_days.h"
#include "sync-server/core/report_rights.h"
#include "sync-server/core/report_sources.h"

namespace nuong::web {
namespace {

namespace fs = std::filesystem;

const std::string by_days = "days";  // the form was sent by the button beside the days
constexpr int years_back = 4;
constexpr std::size_t areas_max = 3000;  // of one list

// A line of a list that is about a device and who uses it, and of no record.
bool is_of_device(const reports::ListLine& line) {
    return line.record.empty() && (line.status == "late" || line.status == "on_time");
}

bool names_records(const reports::ReportSection& section) {
    const bool is_of_devices =
        !section.list.empty() && std::all_of(section.list.begin(), section.list.end(), is_of_device);
    return !section.list_head.empty() && !is_of_devices;
}

// Lists of records are for devices: neither who stands on one nor how many they are leaves by the page.
void leave_out_lists(reports::ReportTable& table) {
    bool left_out = false;
    for (reports::ReportSection& section : table.sections) {
        if (!names_records(section)) continue;
        section.list.clear();
        section.list_head.clear();
        section.list_left_out = 0;
        left_out = true;
    }
    if (left_out)
        table.remarks.push_back(
            {"Danh sách từng người, từng phiếu không có trên trang này; hãy xem trong Nương trên máy.",
             "Lists of people and records are not on this page; look at them on a device."});
}

std::string closed_words(const Visitor& visitor, const Area& area) {
    if (!area.valid_to || *area.valid_to >= date_of(visitor.now, viet_nam_offset)) return "";
    return visitor.say({" (đến ", " (until "}) + date_text(to_string(*area.valid_to)) + ")";
}

bool is_official(const reports::Period& period) { return reports::calendar_period(period).has_value(); }

// Which of them there are at all, the count of it says.
Status check_official(StoreReader& reader, const Visitor& visitor, const ReportSubject& subject) {
    if (is_official(subject.period)) return Done{};
    for (const auto& report : reports_of_role(reader.documents_in_force(), visitor.principal.role.id))
        if (report.id == subject.report && !reports::may_be_of_chosen_days(report))
            return reports::only_of_official_periods();
    return Done{};
}

// A folder that nobody else reads, gone with what lies in it.
class PrivateFolder {
public:
    PrivateFolder() : path_((fs::temp_directory_path() / "nuong-web-XXXXXX").string()) {
        if (!::mkdtemp(path_.data())) path_.clear();
    }
    ~PrivateFolder() {
        std::error_code ignored;
        if (!path_.empty()) fs::remove_all(path_, ignored);
    }
    PrivateFolder(const PrivateFolder&) = delete;
    PrivateFolder& operator=(const PrivateFolder&) = delete;
    const std::string& path() const { return path_; }

private:
    std::string path_;
};

}  // namespace

Result<std::optional<reports::Period>> asked_period(const Fields& query) {
    const auto asked = [](Result<reports::Period> days) -> Result<std::optional<reports::Period>> {
        if (!days) return days.error();
        return std::optional(*days);
    };
    if (field(query, "by") == by_days) return asked(reports::chosen_days(field(query, "from"), field(query, "until")));
    const std::string code = field(query, "period");
    if (code.empty()) return std::optional<reports::Period>();
    if (const auto known = official_period(code)) return std::optional(*known);
    const auto dots = code.find("..");
    if (dots != std::string::npos) return asked(reports::chosen_days(code.substr(0, dots), code.substr(dots + 2)));
    return Error{
        ErrorCode::usage,
        {"Không có kỳ đó. Hãy chọn một kỳ trong danh sách.", "There is no such period. Choose one of the list."}};
}

std::vector<Option> area_options(const Visitor& visitor) { return area_options(visitor, visitor.principal.roots); }

std::vector<Option> area_options(const Visitor& visitor, const std::vector<AreaCode>& roots) {
    std::vector<Option> options;
    const AreaTree& areas = visitor.book->areas;
    for (const AreaCode& root : roots)
        for (const AreaCode& code : areas.self_and_below(root)) {
            const Area* area = areas.find(code);
            if ((area->type == "hamlet" && code != root) || options.size() >= areas_max) continue;
            options.push_back({code, visitor.say(area->name) + closed_words(visitor, *area) + " · " + code});
        }
    return options;
}

reports::Period period_now(Instant now) {
    const std::string today = to_string(date_of(now, viet_nam_offset));
    return *reports::parse_period(today.substr(0, 4) + (today.substr(5, 2) < "07" ? "-H1" : "-H2"));
}

std::vector<Option> period_options(const Visitor& visitor) {
    const Date today = date_of(visitor.now, viet_nam_offset);
    std::vector<Option> options;
    for (const reports::Period& period : reports::calendar_periods(today - std::chrono::days(365 * years_back), today))
        options.push_back({period.code, visitor.say(title_of(period))});
    std::reverse(options.begin(), options.end());
    return options;
}

Html area_and_period(const Visitor& visitor, const AreaCode& area, const std::optional<reports::Period>& period) {
    const std::string code = period ? period->code : period_now(visitor.now).code;
    auto periods = period_options(visitor);
    const bool is_listed =
        std::any_of(periods.begin(), periods.end(), [&](const Option& each) { return each.value == code; });
    if (!is_listed) periods.insert(periods.begin(), {code, visitor.say(title_of(*period))});
    return choice(visitor.say({"Địa bàn", "Area"}), "area", area_options(visitor), area) +
           choice(visitor.say({"Kỳ", "Period"}), "period", periods, code);
}

Html days_choice(const Visitor& visitor, const std::optional<reports::Period>& period) {
    const bool is_of_days = period && !is_official(*period);
    const auto day = [&](const Message& label, Literal name, const Date date) {
        return labelled(visitor.say(label), {name, "date", "off", is_of_days ? to_string(date) : ""});
    };
    return day({"Từ ngày", "From"}, "from", is_of_days ? period->first : Date()) +
           day({"Đến hết ngày", "Through"}, "until", is_of_days ? period->last : Date()) +
           element("p", {{"class", "actions"}},
                   element("button", {{"type", "submit"}, {"name", "by"}, {"value", by_days}},
                           visitor.say({"Xem những ngày này", "Show these days"})));
}

Status keep_within_page(const Visitor& visitor, reports::ReportTable& table) {
    if (const Status kept = keep_within_rights(visitor.principal, visitor.book->areas, table); !kept) return kept;
    leave_out_lists(table);
    return Done{};
}

Result<reports::ReportTable> report_now(StoreReader& reader, const Visitor& visitor, const ReportSubject& subject,
                                        Former former) {
    if (const Status may = check_official(reader, visitor, subject); !may) return may.error();
    auto table = make_report_for(reader, visitor.principal.user, subject.report, subject.area, subject.period, former,
                                 date_of(visitor.now, viet_nam_offset));
    if (!table) return table;
    table->source = source_of_report(reader, subject, visitor.now);
    tell_of_late_additions(reader, subject, *table);
    tell_of_version(reader, subject, *table);
    const Status kept = keep_within_page(visitor, *table);
    return kept ? table : Result<reports::ReportTable>(kept.error());
}

Result<reports::ReportTable> report_frozen(StoreReader& reader, const Visitor& visitor, const ReportSubject& subject,
                                           std::uint32_t version) {
    if (const Status may = check_maker(reader, visitor.principal.user, subject); !may) return may.error();
    const auto issue = issue_of(reader, subject, version);
    if (!issue) return issue.error();
    auto table = issued_report(reader, *issue);
    if (!table) return table;
    const Status kept = keep_within_page(visitor, *table);
    return kept ? table : Result<reports::ReportTable>(kept.error());
}

Result<std::string> report_file(const reports::ReportTable& table, const std::string& format, Language language) {
    if (format == "csv") return std::string(byte_order_mark) + reports::to_csv(table, language);
    if (format != "xlsx" && format != "docx")
        return Error{ErrorCode::usage, {"Chỉ có xlsx, docx và csv.", "There are xlsx, docx and csv only."}};
    const PrivateFolder folder;
    const std::string path = folder.path() + "/report." + format;
    const auto written =
        folder.path().empty()
            ? Result<std::string>(
                  Error{ErrorCode::no_space, {"Máy chủ không ghi được tệp tạm.", "The server cannot write a file."}})
            : reports::write_report(table, format, path, language);
    if (!written) return written;
    std::ifstream in(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
}

}  // namespace nuong::web

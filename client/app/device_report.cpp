#include "client/app/device_report.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "client/app/counted_records.h"
#include "client/app/exported_records.h"
#include "client/app/held_figures.h"
#include "client/app/late_additions.h"
#include "client/app/silent_units.h"
#include "client/store/area_directory.h"
#include "shared/base/time_zone.h"
#include "shared/reports/answer_sheet.h"
#include "shared/reports/chosen_days.h"
#include "shared/reports/former_figures.h"
#include "shared/reports/programme.h"
#include "shared/reports/quiet_devices.h"
#include "shared/reports/report_definition.h"
#include "shared/reports/tally.h"
#include "shared/reports/targets_of_records.h"

namespace nuong::client {
namespace {

// The server has read it before it was published.
Error for_newer_program(const std::string& id, const Message& why) {
    return {ErrorCode::invalid,
            {"Báo cáo " + id + " viết cho bản Nương mới hơn bản trên máy này. Hãy cập nhật Nương rồi lập lại. (" +
                 why.vi + ")",
             "The report " + id +
                 " was written for a newer Nương than the one on this device. Update it, then make the "
                 "report again. (" +
                 why.en + ")"}};
}

Result<reports::ReportDefinition> definition_of(Replica& replica, const std::string& id,
                                                const reports::FindRecords& find = {}) {
    const auto body = replica.schemas().body("report", id);
    if (!body)
        return Error{
            ErrorCode::not_found,
            {"Không có báo cáo “" + id + "” trên máy này.", "There is no report \"" + id + "\" on this device."}};
    auto written = reports::parse_report(*body, id, find);
    auto report = written ? reports::complete_report(
                                std::move(*written),
                                [&](const std::string& other) { return replica.schemas().body("report", other); }, find)
                          : written;
    if (!report && report.error().code == ErrorCode::invalid) return for_newer_program(id, report.error().message);
    return report;
}

Result<reports::Programme> programme_of(Replica& replica) {
    std::vector<std::pair<std::string, std::string>> documents;
    for (const char* kind : {"indicators", "targets"})
        for (std::string& text : replica.schemas().bodies(kind)) documents.emplace_back(kind, std::move(text));
    return reports::make_programme(documents);
}

// What a report is counted by: also the targets that people entered as forms.
Result<reports::Programme> programme_for(Workbook& workbook, const reports::ReportDefinition& definition) {
    auto published = programme_of(workbook.replica());
    if (!published) return published;
    return reports::with_entered_targets(std::move(*published), definition, each_record_in(workbook),
                                         finder_in(workbook));
}

Result<reports::ReportDefinition> definition_for(Workbook& workbook, const std::string& report) {
    Replica& replica = workbook.replica();
    auto definition = definition_of(replica, report, records_in(workbook));
    if (!definition) return definition;
    if (const Status may = reports::may_make(*definition, replica.device().role); !may) return may.error();
    return definition;
}

Error devices_not_told(Replica& replica) {
    if (replica.sees_desk())
        return {ErrorCode::invalid,
                {"Máy chủ chưa cho máy này biết về các máy trong địa bàn. Hãy đồng bộ một lần khi có mạng rồi lập lại.",
                 "The server has not told this device of the devices in the area yet. Sync once when there is a "
                 "network, then make the report again."}};
    return {ErrorCode::invalid,
            {"Báo cáo này chỉ lập được trên máy chủ, vì chỉ ở đó mới biết máy nào chưa đồng bộ. Hãy nhờ cán bộ huyện "
             "lập.",
             "This report is made on the server only: it knows which devices have not synced. Ask the district to "
             "make it."}};
}

// As the district's server has told them to whoever looks after the area; nothing: here they are not known.
std::optional<ToldDesk> told_devices(Replica& replica) {
    return replica.sees_desk() ? replica.desk().told() : std::nullopt;
}

std::vector<reports::DeviceFacts> facts_of(const ToldDesk& told) {
    std::map<DeviceId, reports::DeviceFacts> devices;  // one that several people share stands there once
    for (const protocol::DeskDevice& each : told.desk.devices) {
        reports::DeviceFacts& facts = devices[each.device];
        facts.name = each.name;
        facts.users += (facts.users.empty() ? "" : ", ") + each.user;
        facts.areas.insert(facts.areas.end(), each.areas.begin(), each.areas.end());
        if (each.seen != Instant{}) facts.seen = date_of(each.seen, viet_nam_offset);
        facts.known = date_of(told.at, viet_nam_offset);
    }
    std::vector<reports::DeviceFacts> all;
    for (auto& [id, facts] : devices) all.push_back(std::move(facts));
    return all;
}

Message when_told(const ToldDesk& told) {
    const std::string when = day_and_time(told.at);
    return {"Các máy: theo máy chủ của huyện lúc " + when + ".",
            "Devices: as the district's server knew on " + when + "."};
}

Result<reports::Tally> tally_of(Workbook& workbook, const reports::ReportDefinition& definition,
                                const reports::Programme& programme, const AreaCode& area,
                                const reports::Period& period) {
    Replica& replica = workbook.replica();
    if (const Status may = may_count_in(workbook, area, period.last); !may) return may.error();
    auto tally = reports::Tally::make(definition, areas_of(replica.schemas()), area, period, replica.forms().all(),
                                      programme, date_of(workbook.now(), viet_nam_offset));
    if (!tally) return tally;
    if (tally->wants_devices()) {
        const auto told = told_devices(replica);
        if (!told) return devices_not_told(replica);
        tally->set_devices(facts_of(*told));
    }
    if (!tally->listed_forms().empty()) tally->keep_nameless(restricted_records(workbook));
    return tally;
}

// For what its figures are made of: no target plays a part in that.
Result<reports::Tally> tally_for(Workbook& workbook, const ReportWish& wish) {
    const auto definition = definition_for(workbook, wish.report);
    if (!definition) return definition.error();
    const auto programme = programme_of(workbook.replica());
    if (!programme) return programme.error();
    return tally_of(workbook, *definition, *programme, wish.area, wish.period);
}

reports::ReportTable finished(Workbook& workbook, reports::Tally& tally) {
    reports::ReportTable table = tally.finish(finder_in(workbook));
    keep_to_what_is_held(workbook, tally, table);
    return table;
}

Error count_was_stopped() { return {ErrorCode::refused, {"Đã dừng đếm.", "The count was stopped."}}; }

bool may_read_all(const DeviceInfo& device, const std::set<FormId>& forms) {
    return !forms.empty() &&
           std::all_of(forms.begin(), forms.end(), [&](const FormId& form) { return device.may_read(form); });
}

// Nothing: they were not told, or not all of them.
std::optional<Message> quiet_devices(Replica& replica, const AreaCode& area) {
    const auto told = told_devices(replica);
    if (!told || told->desk.devices.size() >= protocol::desk_devices_max) return std::nullopt;
    std::map<DeviceId, Instant> there;  // one that several people share stands there once
    for (const protocol::DeskDevice& each : told->desk.devices)
        if (reports::works_in(replica.areas(), each.areas, area)) there[each.device] = each.seen;
    reports::DeviceCount devices;
    for (const auto& [device, seen] : there) devices.add(seen, told->at);
    const Message words = reports::words_of(devices);
    const std::string when = day_and_time(told->at);
    return Message{"theo máy chủ lúc " + when + ": " + words.vi, "by the server on " + when + ": " + words.en};
}

Message source_of_report(Replica& replica, const AreaCode& area, Instant now) {
    const DeviceInfo device = replica.device();
    const std::string when = day_and_time(now), waiting = std::to_string(replica.log().count(LogState::waiting)),
                      synced = device.last_sync ? day_and_time(*device.last_sync) : "-";
    Message source{"Lập trên máy của " + device.user + " " + when + " · đồng bộ lần cuối " + synced + " · " + waiting +
                       " lần lưu chờ gửi",
                   "Made on the device of " + device.user + " " + when + " · last sync " + synced + " · " + waiting +
                       " saves to send"};
    if (const auto devices = quiet_devices(replica, area)) {
        source.vi += " · " + devices->vi;
        source.en += " · " + devices->en;
    }
    if (!replica.erased().has_any()) return source;
    source.vi += " · không tính người đã xóa theo luật; số lập ở máy chủ có thể cao hơn";
    source.en += " · without people erased by law; the server's figures may be higher";
    return source;
}

// R1, R2, R10: a shorter name stands before a longer one of the same letter.
bool stands_before(const KnownReport& a, const KnownReport& b) {
    const auto key = [](const std::string& id) { return std::tuple(id.empty() || id[0] != 'R', id.size(), id); };
    return key(a.id) < key(b.id);
}

}  // namespace

std::vector<KnownReport> known_reports(Replica& replica) {
    std::vector<KnownReport> known;
    const std::string role = replica.device().role;
    const bool sees_devices = replica.sees_desk();
    for (const protocol::SchemaEntry& entry : replica.schemas().catalogue()) {
        if (entry.kind != "report") continue;
        const auto definition = definition_of(replica, entry.id);
        if (!definition) {
            const auto outline = reports::outline_of(replica.schemas().body("report", entry.id).value_or(""), entry.id);
            if (outline && reports::may_make(*outline, role)) known.push_back({entry.id, outline->title, false, true});
            continue;
        }
        if (!reports::may_make(*definition, role)) continue;
        const auto& sections = definition->sections;
        const bool of_devices = std::any_of(sections.begin(), sections.end(),
                                            [](const auto& each) { return each.devices_late_after_days.has_value(); });
        known.push_back({.id = entry.id,
                         .title = definition->title,
                         .only_at_server = of_devices && !sees_devices,
                         .may_be_of_chosen_days = reports::may_be_of_chosen_days(*definition)});
    }
    std::sort(known.begin(), known.end(), stands_before);
    return known;
}

Status check_days(Workbook& workbook, const ReportWish& wish) {
    const auto definition = definition_for(workbook, wish.report);
    return definition ? reports::check_period(*definition, wish.period) : Status(definition.error());
}

Result<reports::ReportTable> count_report(Workbook& workbook, const ReportWish& wish, const CountProgress& progress,
                                          KeptCount* kept) {
    const auto definition = definition_for(workbook, wish.report);
    if (!definition) return definition.error();
    const auto former = wish.with_former ? reports::definition_of_former(*definition) : std::nullopt;
    const auto programme = programme_for(workbook, *definition);
    if (!programme) return programme.error();
    std::vector<reports::Tally> tallies;
    const auto begin = [&](const reports::ReportDefinition& counted, const reports::Period& period) -> Status {
        auto tally = tally_of(workbook, counted, *programme, wish.area, period);
        if (!tally) return tally.error();
        tallies.push_back(std::move(*tally));
        return Done{};
    };
    if (const Status begun = begin(*definition, wish.period); !begun) return begun.error();
    if (former)  // where there was no such area yet, there is nothing to be counted
        for (const reports::Period& period : reports::periods_before(wish.period, reports::former_periods))
            if (const Status begun = begin(*former, period); !begun) continue;
    if (!count_records(workbook, tallies, progress, kept)) return count_was_stopped();
    reports::ReportTable table = tallies.front().finish(finder_in(workbook));
    tell_of_silent_units(workbook, tallies.front(), table);  // by what is hidden, before anything is left blank
    keep_to_what_is_held(workbook, tallies.front(), table);
    for (std::size_t i = 1; i < tallies.size(); ++i)
        reports::keep_former(*former, finished(workbook, tallies[i]), table);
    for (Message& remark : late_additions(workbook, tallies.front(), table, definition->hides_small_counts))
        table.remarks.push_back(std::move(remark));
    if (const auto told = tallies.front().wants_devices() ? told_devices(workbook.replica()) : std::nullopt)
        table.remarks.push_back(when_told(*told));
    table.source = source_of_report(workbook.replica(), table.area, workbook.now());
    return table;
}

namespace {

// A report has rows for records of its time, such as the treatment centres: another one may stand at that place by now.
Status check_row(const reports::Tally& tally, const ReportWish& wish, const reports::FigureAt& at) {
    if (wish.row.empty() || tally.row_at(at) == wish.row) return Done{};
    return Error{ErrorCode::refused,
                 {"Các dòng của báo cáo đã đổi từ lúc đếm. Hãy quay lại và đếm lại.",
                  "The rows of the report have changed since it was counted. Go back and count again."}};
}

}  // namespace

FigureRights FigureRights::of(Workbook& workbook, const ReportWish& wish) {
    FigureRights rights;
    if (auto tally = tally_for(workbook, wish)) rights.tally_.emplace(std::move(*tally));
    rights.device_ = workbook.replica().device();
    return rights;
}

bool FigureRights::may_open(const reports::FigureAt& at) const {
    return tally_ && may_read_all(device_, tally_->forms_behind(at));
}

std::vector<reports::AskedAnswers> FigureRights::answers_behind(const reports::FigureAt& at) const {
    return tally_ ? tally_->answers_behind(at) : std::vector<reports::AskedAnswers>();
}

Result<FigureRecords> records_behind(Workbook& workbook, const ReportWish& wish, const reports::FigureAt& at,
                                     const CountProgress& progress) {
    auto tally = tally_for(workbook, wish);
    if (!tally) return tally.error();
    if (const Status same = check_row(*tally, wish, at); !same) return same.error();
    const std::set<FormId> forms = tally->forms_behind(at);
    if (!forms.empty() && !may_read_all(workbook.replica().device(), forms))
        return Error{ErrorCode::refused,
                     {"Vai trò này không được xem từng phiếu của số này.",
                      "This role may not see the records behind this number."}};
    tally->keep_records_behind(at);
    if (!count_records(workbook, {&*tally, 1}, progress)) return count_was_stopped();
    auto found = tally->records_behind(finder_in(workbook));
    if (found) std::reverse(found->begin(), found->end());
    return found;
}

Result<FigureTrend> count_trend(Workbook& workbook, const ReportWish& wish, const std::vector<reports::Period>& periods,
                                const reports::FigureAt& at, const CountProgress& progress) {
    const auto definition = definition_for(workbook, wish.report);
    if (!definition) return definition.error();
    const auto programme = programme_for(workbook, *definition);
    if (!programme) return programme.error();
    std::vector<reports::Tally> tallies;
    for (const reports::Period& period : periods) {
        auto tally = tally_of(workbook, *definition, *programme, wish.area, period);
        if (!tally) return tally.error();
        if (const Status same = check_row(*tally, wish, at); !same) return same.error();
        tallies.push_back(std::move(*tally));
    }
    FigureTrend trend;
    if (tallies.empty()) return trend;
    if (!count_records(workbook, tallies, progress)) return count_was_stopped();
    bool is_before = true;  // as all until then
    for (reports::Tally& tally : tallies) {
        const reports::ReportTable table = finished(workbook, tally);
        is_before = is_before && table.is_before_records;
        const bool is_there = at.section < table.sections.size() && at.row < table.sections[at.section].rows.size();
        const auto cell = is_there ? table.sections[at.section].rows[at.row].total : reports::Cell();
        trend.push_back(reports::over_periods(cell, is_before));
    }
    return trend;
}

void note_records_behind(Replica& replica, const ReportWish& wish, const FigureRecords& found, Instant now) {
    replica.note(
        {.what = "search",
         .record = found.size() == 1 ? parse_uuid(found.front().record) : std::nullopt,
         .detail = std::to_string(found.size()) + " " + wish.report + " " + wish.area + " " + wish.period.code},
        now);
}

void note_former(Replica& replica, const reports::ReportTable& table, Instant now) {
    for (const reports::ReportTable& before : table.former)
        note_report(replica, {table.report, table.area, before.period}, now);
}

void note_report(Replica& replica, const ReportWish& wish, Instant now, const std::string& written_as) {
    const std::string file = written_as.empty() ? "" : " file " + written_as;
    replica.note({.what = "report", .detail = wish.report + " " + wish.area + " " + wish.period.code + file}, now);
}

}  // namespace nuong::client

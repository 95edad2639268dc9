#include "sync-server/core/make_report.h"

#include <algorithm>

#include "shared/base/time_zone.h"
#include "shared/forms/compile.h"
#include "shared/forms/period_lock.h"
#include "shared/protocol/codec.h"
#include "shared/reports/chosen_days.h"
#include "shared/reports/former_figures.h"
#include "shared/reports/programme.h"
#include "shared/reports/tally.h"
#include "shared/reports/targets_of_records.h"
#include "sync-server/core/device_count.h"
#include "sync-server/core/device_users.h"
#include "sync-server/core/principal.h"
#include "sync-server/core/remainder.h"
#include "sync-server/core/report_count.h"
#include "sync-server/core/report_sources.h"
#include "sync-server/core/restricted_records.h"

namespace nuong {
namespace {

reports::Forms forms_of(const std::vector<DocumentRow>& documents) {
    reports::Forms known;
    for (const DocumentRow& document : documents)
        if (document.kind == "form")
            if (auto compiled = forms::compile_package(document.body)) known[document.id] = std::move(compiled.form);
    return known;
}

std::optional<reports::CountedRecord> find_record(StoreReader& reader, const reports::Forms& known,
                                                  const std::string& id) {
    const auto key = parse_uuid(id);
    const auto row = key ? reader.record(*key) : std::nullopt;
    const auto form = row ? known.find(row->form) : known.end();
    if (form == known.end()) return std::nullopt;
    auto record = counted(*form->second, *row);
    return record ? std::optional(std::move(*record)) : std::nullopt;
}

// Nobody: whoever runs the server.
using Asking = std::optional<Principal>;

Instant last_noted(StoreReader& reader) {
    const auto head = reader.audit_head();
    const auto rows = head && head->n > 0 ? reader.audit(head->n - 1, 1) : std::vector<AuditRow>();
    return rows.empty() ? Instant{} : rows.front().at;
}

// Whoever looks after devices is told of them, and of nobody whose areas reach beyond the asker's.
std::vector<reports::DeviceFacts> devices_of(StoreReader& reader, const Asking& asking, const AreaTree& areas) {
    std::vector<reports::DeviceFacts> devices;
    DeviceUsers enrolled = users_of_devices(reader);
    Instant newest = last_noted(reader);
    for (const DeviceRow& device : reader.devices()) {
        if (device.standing != DeviceStanding::active) continue;
        reports::DeviceFacts facts{device.name, "", {}, std::nullopt};
        if (device.seen != Instant{}) facts.seen = date_of(device.seen, viet_nam_offset);
        for (const EnrolmentRow& enrolment : enrolled[device.id]) {
            facts.users += (facts.users.empty() ? "" : ", ") + enrolment.user;
            if (const auto user = reader.user(enrolment.user))
                facts.areas.insert(facts.areas.end(), user->areas.begin(), user->areas.end());
        }
        newest = std::max(newest, device.seen);
        if (!asking || are_within_grants(*asking, areas, facts.areas)) devices.push_back(std::move(facts));
    }
    // How long one has been silent in a period that is not over is measured to when anything happened here last.
    for (reports::DeviceFacts& each : devices) each.known = date_of(newest, viet_nam_offset);
    return devices;
}

}  // namespace

Result<reports::Programme> programme_of(const std::vector<DocumentRow>& documents) {
    std::vector<std::pair<std::string, std::string>> bodies;
    for (const DocumentRow& document : documents) bodies.emplace_back(document.kind, document.body);
    return reports::make_programme(bodies);
}

namespace {

// What a report is counted by: also the targets that people entered as forms.
Result<reports::Programme> programme_for(StoreReader& reader, const std::vector<DocumentRow>& documents,
                                         const reports::Forms& known, const reports::ReportDefinition& definition) {
    auto published = programme_of(documents);
    if (!published) return published;
    return reports::with_entered_targets(std::move(*published), definition, each_record_in(reader, known),
                                         [&](const std::string& id) { return find_record(reader, known, id); });
}

Error names_people(const std::string& report, const FormId& form) {
    return {ErrorCode::invalid,
            {report + ": for_each: phiếu “" + form + "” nói về người, nên không được nêu tên trong đầu bảng.",
             report + ": for_each: \"" + form + "\" is about people, who are not named in the head of a table."}};
}

}  // namespace

Status check_reports(const std::vector<DocumentRow>& documents) {
    const auto programme = programme_of(documents);
    if (!programme) return programme.error();
    const reports::Forms known = forms_of(documents);
    std::vector<reports::ReportDefinition> written;
    for (const DocumentRow& document : documents) {
        if (document.kind != "report") continue;
        FormId of_people;
        const auto find = [&](const reports::WantedRecords& wanted) {
            const auto form = known.find(wanted.form);
            const bool is_known = form != known.end() && form->second;
            if (is_known && reports::is_about_people(form->second->definition)) of_people = wanted.form;
            return reports::one_of_each()(wanted);
        };
        auto report = reports::parse_report(document.body, document.id, find);
        if (!report) return report.error();
        if (!of_people.empty()) return names_people(document.id, of_people);
        written.push_back(std::move(*report));
    }
    return reports::check_figures(*programme, written, known);
}

namespace {

Status check_asking(const Asking& asking, const reports::ReportDefinition& definition, const AreaTree& areas,
                    const AreaCode& area) {
    if (!asking) return Done{};
    if (const Status may = reports::may_make(definition, asking->role.id); !may) return may.error();
    if (is_within_grants(*asking, areas, area)) return Done{};
    return Error{ErrorCode::refused,
                 {"Tài khoản " + asking->user + " không phụ trách địa bàn " + area + ".",
                  "The account " + asking->user + " is not responsible for the area " + area + "."}};
}

Error no_such_area(const AreaCode& area) {
    return {ErrorCode::not_found,
            {"Không có địa bàn mã “" + area + "”.", "There is no area with code \"" + area + "\"."}};
}

bool reads_whole(const Role& role, const FormId& form) {
    return role.may_read(form) && !role.assigned_only.contains(form);
}

// A report that is nobody's duty is made by whoever reads all that it counts.
Status check_reading(const Asking& asking, const reports::ReportDefinition& definition, const reports::Tally& tally,
                     const reports::Forms& known) {
    if (!asking || !definition.duty.empty()) return Done{};
    for (const auto& [form, compiled] : known)
        if (tally.wants(form) && !reads_whole(asking->role, form))
            return Error{ErrorCode::refused,
                         {"Báo cáo " + definition.id + " tính từ phiếu " + form + ", vai trò “" + asking->role.id +
                              "” không xem được mọi phiếu loại đó.",
                          "The report " + definition.id + " counts " + form + ", and the role \"" + asking->role.id +
                              "\" does not read all of these."}};
    return Done{};
}

// A duty lets a role count what it does not read, and not see a line of it. Who stands on a list is told by its records
// and by those that chose them.
void leave_out_unread_lists(const Asking& asking, const reports::Tally& tally, reports::ReportTable& table) {
    bool left_out = false;
    for (std::size_t i = 0; asking && i < table.sections.size(); ++i) {
        const auto forms = tally.forms_listed(i);
        const auto is_read = [&](const FormId& form) { return reads_whole(asking->role, form); };
        if (std::all_of(forms.begin(), forms.end(), is_read)) continue;
        reports::ReportSection& section = table.sections[i];
        section.list.clear();
        section.list_head.clear();
        section.list_left_out = 0;
        left_out = true;
    }
    if (left_out)
        table.remarks.push_back({"Có danh sách không có ở đây: lập từ phiếu mà vai trò này không xem được hết.",
                                 "Lists are not here that are made from forms of which this role does not read all."});
}

bool sees_devices(const Asking& asking) { return !asking || asking->role.sees_desk || asking->role.keeps_accounts; }

Result<ReportCount> begin_count(StoreReader& reader, const DocumentBook& book, const Asking& asking,
                                const reports::ReportDefinition& definition, const AreaCode& area,
                                const reports::Period& period, const reports::Forms& known,
                                const reports::Programme& programme, Date today) {
    auto tally = reports::Tally::make(definition, book.areas, area, period, known, programme, today);
    if (!tally) return tally.error();
    if (const Status may = check_reading(asking, definition, *tally, known); !may) return may.error();
    if (!asking) tally->keep_lists_nameless();
    if (!tally->listed_forms().empty()) {
        auto restricted = restricted_records(reader, book);
        if (!restricted) return restricted.error();
        tally->keep_nameless(std::move(*restricted));
    }
    if (tally->wants_devices() && sees_devices(asking)) tally->set_devices(devices_of(reader, asking, book.areas));
    return ReportCount{std::move(*tally), reports::AreasHeard(period)};
}

void tell_of_what_is_not_here(const ReportCount& count, const Asking& asking, const AreaTree& areas,
                              reports::ReportTable& table) {
    table.silent = count.heard.silent_in(table, areas);
    leave_out_unread_lists(asking, count.tally, table);
    if (count.tally.wants_devices() && !sees_devices(asking))
        table.remarks.push_back({"Danh sách máy chỉ dành cho người theo dõi các máy.",
                                 "The list of devices is only for those who look after them."});
}

// The periods before the last one that are counted with it: those in which the code means the same area.
std::vector<reports::Period> periods_of_former(const AreaTree& areas, const AreaCode& area,
                                               const reports::Period& period) {
    auto periods = reports::periods_before(period, reports::former_periods);
    const Area* now = areas.resolve(area, period.last);
    std::erase_if(periods, [&](const reports::Period& each) { return areas.resolve(area, each.last) != now; });
    return periods;
}

Result<std::vector<reports::ReportTable>> counted_reports(StoreReader& reader, const Asking& asking,
                                                          const std::string& report, const AreaCode& area,
                                                          const std::vector<reports::Period>& periods, Former former,
                                                          Date today) {
    const std::vector<DocumentRow> documents = reader.documents_in_force();
    const auto book = make_book(documents);
    if (!book) return book.error();
    const reports::Forms known = forms_of(documents);
    const auto definition = report_in_force(documents, report, records_in(reader, known));
    if (!definition) return definition.error();
    for (const reports::Period& period : periods) {
        const Area* meant = (*book)->areas.resolve(area, period.last);  // as it will be counted
        if (!meant) return no_such_area(area);
        if (const Status may = check_asking(asking, *definition, (*book)->areas, meant->code); !may) return may.error();
    }
    const auto programme = programme_for(reader, documents, known, *definition);
    if (!programme) return programme.error();
    std::vector<ReportCount> counts;
    std::vector<reports::Period> counted_periods;  // of each of them
    const auto begin = [&](const reports::ReportDefinition& counted, const reports::Period& period) -> Status {
        auto begun = begin_count(reader, **book, asking, counted, area, period, known, *programme, today);
        if (!begun) return begun.error();
        counts.push_back(std::move(*begun));
        counted_periods.push_back(period);
        return Done{};
    };
    const auto locks = LocksOfCount::of(reader, (*book)->areas, known);
    for (const reports::Period& period : periods) {
        if (const Status begun = begin(*definition, period); !begun) return begun.error();
        if (locks) counts.back().late.emplace(locks, area, period);
    }
    const auto of_former = former == Former::counted ? reports::definition_of_former(*definition) : std::nullopt;
    if (of_former)
        for (const reports::Period& period : periods_of_former((*book)->areas, area, periods.back()))
            if (const Status begun = begin(*of_former, period); !begun) return begun.error();
    if (const Status counted = count_records(reader, known, counts); !counted) return counted.error();
    for (std::size_t i = 0; i < counts.size(); ++i)
        counts[i].tally.add_remainder(remainder_in(reader, definition->id, counted_periods[i]));
    std::vector<reports::ReportTable> tables;
    for (ReportCount& each : counts) {
        auto table = each.tally.finish([&](const std::string& id) { return find_record(reader, known, id); });
        if (tables.size() == periods.size()) {
            reports::keep_former(*of_former, std::move(table), tables.back());
            continue;
        }
        tell_of_what_is_not_here(each, asking, (*book)->areas, table);
        if (each.late)
            for (Message& remark : each.late->remarks(reader, each.tally, definition->hides_small_counts))
                table.remarks.push_back(std::move(remark));
        tables.push_back(std::move(table));
    }
    return tables;
}

Result<reports::ReportTable> counted_report(StoreReader& reader, const Asking& asking, const std::string& report,
                                            const AreaCode& area, const reports::Period& period, Former former,
                                            Date today) {
    auto tables = counted_reports(reader, asking, report, area, {period}, former, today);
    if (!tables) return tables.error();
    return std::move(tables->front());
}

}  // namespace

Result<reports::ReportTable> make_report(StoreReader& reader, const std::string& report, const AreaCode& area,
                                         const reports::Period& period, Former former, Date today) {
    return counted_report(reader, std::nullopt, report, area, period, former, today);
}

namespace {

Result<Principal> known_principal(StoreReader& reader, const UserId& user) {
    const auto book = make_book(reader.documents_in_force());
    if (!book) return book.error();
    auto known = principal_of(reader, **book, user);
    if (const auto* refused = std::get_if<protocol::HttpError>(&known))
        return Error{ErrorCode::refused, refused->message};
    return std::get<Principal>(std::move(known));
}

}  // namespace

Result<std::vector<reports::ReportTable>> make_reports_for(StoreReader& reader, const UserId& user,
                                                           const std::string& report, const AreaCode& area,
                                                           const std::vector<reports::Period>& periods, Date today) {
    const auto known = known_principal(reader, user);
    if (!known) return known.error();
    return counted_reports(reader, *known, report, area, periods, Former::left_out, today);
}

Result<reports::ReportTable> make_report_for(StoreReader& reader, const UserId& user, const std::string& report,
                                             const AreaCode& area, const reports::Period& period, Former former,
                                             Date today) {
    const auto known = known_principal(reader, user);
    if (!known) return known.error();
    return counted_report(reader, *known, report, area, period, former, today);
}

Status check_maker(StoreReader& reader, const UserId& user, const ReportSubject& subject) {
    const std::vector<DocumentRow> documents = reader.documents_in_force();
    const auto book = make_book(documents);
    if (!book) return book.error();
    const auto known = principal_of(reader, **book, user);
    if (const auto* refused = std::get_if<protocol::HttpError>(&known))
        return Error{ErrorCode::refused, refused->message};
    const auto definition = report_in_force(documents, subject.report);
    if (!definition) return definition.error();
    if (!(*book)->areas.contains(subject.area)) return no_such_area(subject.area);
    if (const Status may = check_asking(std::get<Principal>(known), *definition, (*book)->areas, subject.area); !may)
        return may;
    return reports::check_period(*definition, subject.period);
}

Status check_days(StoreReader& reader, const ReportSubject& subject) {
    const auto definition = report_in_force(reader.documents_in_force(), subject.report);
    return definition ? reports::check_period(*definition, subject.period) : Status(definition.error());
}

Result<std::vector<reports::ReportColumn>> unlocked_units(StoreReader& reader, const reports::ReportTable& table) {
    const std::vector<DocumentRow> documents = reader.documents_in_force();
    const auto book = make_book(documents);
    if (!book) return book.error();
    const reports::Forms known = forms_of(documents);
    const auto definition = report_in_force(documents, table.report, records_in(reader, known));
    if (!definition) return definition.error();
    const auto programme = programme_of(documents);
    if (!programme) return programme.error();
    const AreaTree& areas = (*book)->areas;
    const auto tally = reports::Tally::make(*definition, areas, table.area, table.period, known, *programme);
    if (!tally) return tally.error();
    std::vector<FormId> counted_forms;
    for (const auto& [form, compiled] : known)
        if (tally->wants(form)) counted_forms.push_back(form);
    std::vector<reports::ReportColumn> units = table.columns;
    std::erase_if(units, [](const reports::ReportColumn& unit) { return unit.area.empty(); });
    if (units.empty()) units.push_back({table.area, table.area_name});
    const auto locks = read_locks(reader, known).locks;
    std::erase_if(units, [&](const reports::ReportColumn& unit) {
        const auto& chain = areas.self_and_above(unit.area);
        std::vector<forms::PeriodLock> near = locks;
        std::erase_if(near, [&](const forms::PeriodLock& lock) {
            return std::find(chain.begin(), chain.end(), lock.area) == chain.end();
        });
        return std::all_of(counted_forms.begin(), counted_forms.end(), [&](const FormId& form) {
            return forms::is_locked_throughout(near, chain, form, table.period.first, table.period.last);
        });
    });
    return units;
}

Message source_of_report(StoreReader& reader, const ReportSubject& subject, Instant now) {
    std::uint64_t position = 0;
    for (const auto& [area, newest] : reader.feed_heads()) position = std::max(position, newest);
    const auto book = make_book(reader.documents_in_force());
    const DeviceCount devices =
        book ? count_devices(reader, (*book)->areas, subject.area, now) : count_devices(reader, now);
    const std::string when = day_and_time(now), at = std::to_string(position);
    const Message late = reports::words_of(devices);
    Message source{"Trích xuất " + when + " · dữ liệu đến vị trí " + at + " · " + late.vi,
                   "Drawn " + when + " · data up to position " + at + " · " + late.en};
    if (!misses_the_erased(reader, subject.period)) return source;
    source.vi += " · không tính người đã xóa theo luật";
    source.en += " · without people erased by law";
    return source;
}

}  // namespace nuong

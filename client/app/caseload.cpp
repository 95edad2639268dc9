#include "client/app/caseload.h"

#include <algorithm>

#include "client/app/phrases.h"
#include "client/app/views.h"
#include "shared/forms/record_fields.h"
#include "shared/model/caseload.h"

namespace nuong::client {
namespace {

struct Colleague {
    UserId user;
    std::string role;
    std::vector<AreaCode> areas;  // of all their devices
};

std::optional<ToldDesk> told_in(Workbook& workbook) { return workbook.replica().desk().told(); }

std::vector<Colleague> colleagues(Workbook& workbook) {
    std::vector<Colleague> all;
    const auto told = told_in(workbook);
    if (!told) return all;
    for (const protocol::DeskDevice& device : told->desk.devices) {
        const auto known =
            std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.user == device.user; });
        if (known == all.end()) all.push_back({device.user, device.role, device.areas});
        else known->areas.insert(known->areas.end(), device.areas.begin(), device.areas.end());
    }
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.user < b.user; });
    return all;
}

// Also of somebody who works on no device any more.
std::string role_of(Workbook& workbook, const UserId& user) {
    const auto told = told_in(workbook);
    if (!told) return "";
    for (const protocol::DeskDevice& device : told->desk.devices)
        if (device.user == user) return device.role;
    for (const protocol::IdlePerson& person : told->desk.idle)
        if (person.user == user) return person.role;
    return "";
}

std::optional<Colleague> colleague(Workbook& workbook, const UserId& user) {
    for (Colleague& each : colleagues(workbook))
        if (each.user == user) return std::move(each);
    return std::nullopt;
}

void add_cases(Caseload& caseload, RecordStore& records, const FormId& form) {
    constexpr std::size_t at_once = 500;
    std::optional<RecordId> after;
    for (auto ids = records.ids_after(form, after, at_once); !ids.empty();
         ids = records.ids_after(form, after, at_once)) {
        after = ids.back();
        for (const RecordId& id : ids) {
            const auto state = records.shown(id);
            if (!state || forms::shown_text(*state, reserved::status) == status::void_) continue;
            if (is_case_of(*state, caseload.user)) caseload.records.push_back(id);
        }
    }
}

// Whether it lies where they work.
bool can_take(Workbook& workbook, const Colleague& to, const RecordId& id) {
    const auto listing = workbook.replica().records().listing(id);
    const AreaTree& areas = workbook.replica().areas();
    return listing && areas.is_within_any(listing->area, to.areas);
}

}  // namespace

std::optional<Caseload> caseload_of(Workbook& workbook, const UserId& user) {
    const std::string role = role_of(workbook, user);
    if (role.empty()) return std::nullopt;
    Replica& replica = workbook.replica();
    const DeviceInfo device = replica.device();
    Caseload caseload{user, role, {}};
    for (const FormId& form : own_forms_of(replica.schemas(), role))
        if (device.may_read(form)) add_cases(caseload, replica.records(), form);
    return caseload;
}

std::vector<RecordId> records_in_reach(Workbook& workbook, const Caseload& caseload, const UserId& to) {
    std::vector<RecordId> reached;
    const auto whom = colleague(workbook, to);
    if (!whom) return reached;
    for (const RecordId& id : caseload.records)
        if (can_take(workbook, *whom, id)) reached.push_back(id);
    return reached;
}

CaseloadView caseload_view(Workbook& workbook, const Caseload& caseload, Language language) {
    const bool vi = language == Language::vi;
    const auto count = static_cast<std::int64_t>(caseload.records.size());
    CaseloadView view{.user = caseload.user, .title = caseload.user, .count = count};
    Replica& replica = workbook.replica();
    view.about =
        joined(role_text(replica.role_names(), caseload.role, language),
               vi ? "đang phụ trách " + grouped(language, count) + " phiếu"
                  : count_text(static_cast<std::uint32_t>(count), {"phiếu", "record"}, {"phiếu", "records"}, language) +
                        " to look after");
    if (count == 0) return view;
    for (const Colleague& each : colleagues(workbook)) {
        if (each.user == caseload.user || each.role != caseload.role) continue;
        const std::int64_t reached = std::count_if(caseload.records.begin(), caseload.records.end(),
                                                   [&](const RecordId& id) { return can_take(workbook, each, id); });
        if (reached == 0) continue;
        const std::string part = grouped(language, reached) + "/" + grouped(language, count);
        view.colleagues.push_back(
            {each.user, each.user,
             vi ? "nhận được " + part + " phiếu trong địa bàn của họ" : "can take " + part + " records, in their areas",
             reached});
    }
    return view;
}

}  // namespace nuong::client

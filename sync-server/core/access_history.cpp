#include "sync-server/core/access_history.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <sstream>

#include "shared/forms/subject.h"
#include "shared/merge/merge.h"
#include "shared/protocol/audit_run.h"
#include "shared/protocol/codec.h"
#include "sync-server/core/device_users.h"
#include "sync-server/core/report_sources.h"

namespace nuong {
namespace {

constexpr std::size_t rows_at_once = 500;

class History {
public:
    History(StoreReader& reader, const RecordId& person)
        : reader_(reader), person_(person), users_(users_of_devices(reader)) {}

    AccessHistory run() {
        find_records();
        find_refused();
        for (const auto& [record, form] : forms_) add_writes(record, form);
        std::uint64_t after = 0;
        for (auto rows = reader_.device_audits(after, rows_at_once); !rows.empty();
             rows = reader_.device_audits(after, rows_at_once))
            for (const DeviceAuditRow& row : rows) {
                after = row.arrival;
                if (const auto sent = protocol::decode_audit_entry(row.body)) add(row.device, sent->entry);
            }
        after = 0;
        for (auto rows = reader_.audit(after, rows_at_once); !rows.empty(); rows = reader_.audit(after, rows_at_once))
            for (const AuditRow& row : rows) {
                after = row.n;
                add(row);
            }
        std::stable_sort(history_.entries.begin(), history_.entries.end(),
                         [](const Access& a, const Access& b) { return a.at < b.at; });
        history_.records = forms_.size();
        return std::move(history_);
    }

private:
    // The person's own record, and those that are about it.
    void find_records() {
        const std::string name = to_string(person_);
        std::optional<RecordId> after;
        for (auto rows = reader_.records("", after, rows_at_once); !rows.empty();
             rows = reader_.records("", after, rows_at_once)) {
            after = rows.back().id;
            for (const RecordRow& row : rows) {
                if (row.id == person_) area_ = row.area;
                if (row.id == person_ || (row.state.find(name) != std::string::npos && is_about(row)))
                    forms_[row.id] = row.form;
            }
        }
    }

    // Records about the person of which nothing was accepted.
    void find_refused() {
        const std::string name = to_string(person_);
        std::uint64_t after = 0;
        for (auto rows = reader_.refused_changes(after, rows_at_once); !rows.empty();
             rows = reader_.refused_changes(after, rows_at_once))
            for (const ChangeRow& row : rows) {
                after = row.arrival;
                if (row.record != person_ && row.body.find(name) == std::string::npos) continue;
                const auto change = protocol::decode_change(row.body);
                if (!change) continue;
                RecordState state{row.record, change->form, {}, {}};
                apply(state, *change);
                if (row.record == person_ || is_about(state)) forms_.emplace(row.record, change->form);
            }
    }

    bool is_about(const RecordRow& row) {
        const auto state = protocol::decode_state(row.state);
        return state && is_about(*state);
    }

    bool is_about(const RecordState& state) {
        const forms::FormPointer form = form_of(state.form);
        return form && forms::subject_of(form->definition, state) == person_;
    }

    forms::FormPointer form_of(const FormId& id) {
        if (compiled_.empty())
            for (const DocumentRow& document : reader_.documents_in_force())
                if (document.kind == "form") compiled_[document.id] = forms::compile_package(document.body).form;
        return compiled_[id];
    }

    void add_writes(const RecordId& record, const FormId& form) {
        for (const ChangeRow& row : reader_.changes_of(record)) {
            const auto change = protocol::decode_change(row.body);
            history_.entries.push_back(
                {change ? change->at : row.received, row.author, "write", row.device, record, form});
        }
    }

    void add(DeviceId device, const protocol::AuditEntry& entry) {
        const std::string who = who_it_says(users_, device, entry.who);
        if (entry.record && (entry.record == person_ || entry.person == person_ || forms_.contains(*entry.record)))
            history_.entries.push_back({entry.at, who, entry.what, device, entry.record, entry.form});
        else if (!entry.record && may_have_shown(device, entry))
            history_.entries.push_back({entry.at, who, entry.what, device, std::nullopt, entry.form, false});
    }

    bool may_have_shown(DeviceId device, const protocol::AuditEntry& entry) {
        // A list of several forms: which ones, only the entries of its files say.
        if (entry.what == "export")
            return entry.form.empty() ? anybody_looks_after_person(device, entry.who) : has_form(entry.form);
        if (entry.what == "report") return may_have_listed(entry.detail);
        const bool is_list = entry.what == "list" || (entry.what == "search" && entry.detail != "0");
        return is_list && (entry.form.empty() || has_form(entry.form)) && anybody_looks_after_person(device, entry.who);
    }

    // Of REPORT AREA PERIOD ...: most reports only count, and say nothing of anybody.
    bool may_have_listed(const std::string& detail) {
        std::istringstream words(detail);
        std::string report, area;
        words >> report >> area;
        const auto book = area_.empty() ? nullptr : book_in_force();
        if (book && !book->areas.is_within(area_, area)) return false;
        const auto& forms = forms_listed_in(report);
        return std::any_of(forms.begin(), forms.end(), [&](const FormId& form) { return has_form(form); });
    }

    const std::vector<FormId>& forms_listed_in(const std::string& report) {
        const auto [at, is_new] = listed_.try_emplace(report);
        if (!is_new) return at->second;
        if (const auto definition = report_in_force(reader_.documents_in_force(), report))
            for (const reports::SectionDefinition& section : definition->sections)
                if (section.list) at->second.push_back(section.list->form);
        return at->second;
    }

    // Whoever the device says it was; where that is nobody of those enrolled on it, one of these.
    bool anybody_looks_after_person(DeviceId device, const UserId& who) {
        if (who_it_says(users_, device, who) == who) return looks_after_person(who);
        const auto& enrolled = users_.at(device);
        return std::any_of(enrolled.begin(), enrolled.end(),
                           [&](const EnrolmentRow& each) { return looks_after_person(each.user); });
    }

    // As far as is known today of whoever it was.
    bool looks_after_person(const UserId& who) {
        const auto user = reader_.user(who);
        const auto book = user ? book_in_force() : nullptr;
        return !book || std::any_of(user->areas.begin(), user->areas.end(),
                                    [&](const AreaCode& area) { return book->areas.is_within(area_, area); });
    }

    std::shared_ptr<const DocumentBook> book_in_force() {
        if (!book_)
            if (auto made = make_book(reader_.documents_in_force())) book_ = std::move(*made);
        return book_;
    }

    // The server's own entries tell in words what they are about.
    void add(const AuditRow& row) {
        const std::string_view detail = row.detail;
        const std::string first(detail.substr(0, std::min(detail.find(' '), detail.size())));
        if (row.what == "record_show" || row.what == "file_out") {
            const auto record = parse_uuid(first);
            add_certain(row, row.what == "file_out" ? "export" : "read", record);
        } else if (row.what == "quarantine_show" || row.what == "quarantine_release") {
            add_certain(row, row.what == "quarantine_show" ? "read" : "decide", record_of_change(first));
        } else if (row.what == "erase_plan") {
            add_certain(row, "read", parse_uuid(first));
        } else if (row.what == "record_list" && (first.empty() || has_form(first))) {
            history_.entries.push_back({row.at, row.who, "search", std::nullopt, std::nullopt, first, false});
        } else if (row.what == "report" && may_have_listed(row.detail)) {
            history_.entries.push_back({row.at, row.who, "report", std::nullopt, std::nullopt, "", false});
        } else if (row.what == "export") {
            add_export(row);
        }
    }

    void add_certain(const AuditRow& row, const char* what, const std::optional<RecordId>& record) {
        if (!record || !(record == person_ || forms_.contains(*record))) return;
        history_.entries.push_back({row.at, row.who, what, std::nullopt, record, forms_[*record]});
    }

    std::optional<RecordId> record_of_change(const std::string& name) {
        const std::size_t colon = name.find(':');
        if (colon == std::string::npos) return std::nullopt;
        const auto device = parse_device_id(name.substr(0, colon));
        std::uint64_t seq = 0;
        const auto read = std::from_chars(name.data() + colon + 1, name.data() + name.size(), seq);
        const auto row = device && read.ec == std::errc() ? reader_.change(*device, seq) : std::nullopt;
        return row ? std::optional(row->record) : std::nullopt;
    }

    // NUMBER FORM for USER (ROLE), ... Noted when it begins ("begun, csv, NUMBER ...") and once more when it is done;
    // it is told once, also when it was stopped in between.
    void add_export(const AuditRow& row) {
        constexpr std::string_view begins = "begun, ";
        const bool is_begun = row.detail.starts_with(begins);
        const std::string detail = is_begun ? row.detail.substr(row.detail.find(", ", begins.size()) + 2) : row.detail;
        const std::size_t form_at = detail.find(' ') + 1, for_at = detail.find(" for ");
        const std::size_t role_at = detail.find(" (", for_at);
        if (form_at == 0 || for_at == std::string::npos || role_at == std::string::npos || form_at > for_at) return;
        const FormId form = detail.substr(form_at, for_at - form_at);
        const std::string number = detail.substr(0, form_at - 1);
        if (!has_form(form) || (!is_begun && begun_exports_.erase(number) > 0)) return;
        if (is_begun) begun_exports_.insert(number);
        const UserId user = detail.substr(for_at + 5, role_at - for_at - 5);
        history_.entries.push_back({row.at, user, "export", std::nullopt, std::nullopt, form, false});
    }

    bool has_form(const FormId& form) const {
        return std::any_of(forms_.begin(), forms_.end(), [&](const auto& each) { return each.second == form; });
    }

    StoreReader& reader_;
    const RecordId person_;
    const DeviceUsers users_;
    std::map<RecordId, FormId> forms_;  // of the person's records
    AreaCode area_;                     // of the person's own record
    std::map<FormId, forms::FormPointer> compiled_;
    std::map<std::string, std::vector<FormId>> listed_;  // by report
    std::set<std::string> begun_exports_;                // numbers of those that were not done yet
    std::shared_ptr<const DocumentBook> book_;
    AccessHistory history_;
};

}  // namespace

AccessHistory access_history(StoreReader& reader, const RecordId& person) { return History(reader, person).run(); }

}  // namespace nuong

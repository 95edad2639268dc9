#include "sync-server/core/make_report.h"

#include "shared/base/time_zone.h"
#include "shared/forms/compile.h"
#include "shared/forms/record_fields.h"
#include "shared/protocol/codec.h"
#include "shared/reports/programme.h"
#include "shared/reports/tally.h"

namespace nuong {
namespace {

constexpr std::size_t batch = 500;

reports::Forms forms_of(const std::vector<DocumentRow>& documents) {
    reports::Forms known;
    for (const DocumentRow& document : documents)
        if (document.kind == "form")
            if (auto compiled = forms::compile_package(document.body)) known[document.id] = std::move(compiled.form);
    return known;
}

Result<reports::ReportDefinition> definition_of(const std::vector<DocumentRow>& documents, const std::string& id) {
    const auto find = [&](const std::string& wanted) -> std::optional<std::string> {
        for (const DocumentRow& document : documents)
            if (document.kind == "report" && document.id == wanted) return document.body;
        return std::nullopt;
    };
    if (const auto text = find(id)) {
        auto report = reports::parse_report(*text, id);
        return report ? reports::complete_report(std::move(*report), find) : report;
    }
    return Error{ErrorCode::not_found,
                 {"Chưa công bố báo cáo “" + id + "”.", "No report \"" + id + "\" has been published."}};
}

Result<std::optional<reports::CountedRecord>> counted(const reports::Forms& known, const RecordRow& row) {
    const auto form = known.find(row.form);
    if (form == known.end()) return std::optional<reports::CountedRecord>();
    const auto state = protocol::decode_state(row.state);
    if (!state) return state.error();
    reports::CountedRecord record{to_string(row.id),
                                  row.form,
                                  row.area,
                                  forms::shown_text(*state, reserved::status),
                                  forms::shown_text(*state, reserved::corrects),
                                  forms::shown_answers(form->second->definition, *state),
                                  forms::shown_text(*state, reserved::same_as)};
    return std::optional(std::move(record));
}

std::vector<reports::DeviceFacts> devices_of(StoreReader& reader) {
    std::vector<reports::DeviceFacts> devices;
    for (const DeviceRow& device : reader.devices()) {
        if (device.standing != DeviceStanding::active) continue;
        reports::DeviceFacts facts{device.name, "", {}, std::nullopt};
        if (device.seen != Instant{}) facts.seen = date_of(device.seen, viet_nam_offset);
        for (const EnrolmentRow& enrolment : reader.enrolments(device.id)) {
            facts.users += (facts.users.empty() ? "" : ", ") + enrolment.user;
            if (const auto user = reader.user(enrolment.user))
                facts.areas.insert(facts.areas.end(), user->areas.begin(), user->areas.end());
        }
        devices.push_back(std::move(facts));
    }
    return devices;
}

}  // namespace

Result<reports::Programme> programme_of(const std::vector<DocumentRow>& documents) {
    std::vector<std::pair<std::string, std::string>> bodies;
    for (const DocumentRow& document : documents) bodies.emplace_back(document.kind, document.body);
    return reports::make_programme(bodies);
}

Status check_reports(const std::vector<DocumentRow>& documents) {
    const auto programme = programme_of(documents);
    if (!programme) return programme.error();
    std::vector<reports::ReportDefinition> written;
    for (const DocumentRow& document : documents) {
        if (document.kind != "report") continue;
        auto report = reports::parse_report(document.body, document.id);
        if (!report) return report.error();
        written.push_back(std::move(*report));
    }
    return reports::check_figures(*programme, written, forms_of(documents));
}

Result<reports::ReportTable> make_report(StoreReader& reader, const std::string& report, const AreaCode& area,
                                         const reports::Period& period) {
    const std::vector<DocumentRow> documents = reader.documents_in_force();
    const auto book = make_book(documents);
    if (!book) return book.error();
    const auto definition = definition_of(documents, report);
    if (!definition) return definition.error();
    const auto programme = programme_of(documents);
    if (!programme) return programme.error();
    const reports::Forms known = forms_of(documents);
    auto tally = reports::Tally::make(*definition, (*book)->areas, area, period, known, *programme);
    if (!tally) return tally.error();
    if (tally->wants_devices()) tally->set_devices(devices_of(reader));
    std::optional<RecordId> after;
    for (;;) {
        const auto rows = reader.records("", after, batch);
        if (rows.empty()) break;
        after = rows.back().id;
        for (const RecordRow& row : rows) {
            if (!tally->wants(row.form)) continue;
            const auto record = counted(known, row);
            if (!record) return record.error();
            if (*record) tally->add(**record);
        }
    }
    return tally->finish([&](const std::string& id) -> std::optional<reports::CountedRecord> {
        const auto key = parse_uuid(id);
        const auto row = key ? reader.record(*key) : std::nullopt;
        if (!row) return std::nullopt;
        auto record = counted(known, *row);
        return record ? std::move(*record) : std::nullopt;
    });
}

}  // namespace nuong

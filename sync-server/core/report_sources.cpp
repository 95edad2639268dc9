#include "sync-server/core/report_sources.h"

#include <algorithm>
#include <tuple>

#include "shared/forms/record_fields.h"
#include "shared/forms/settled_answers.h"
#include "shared/protocol/codec.h"

namespace nuong {

Result<reports::ReportDefinition> report_in_force(const std::vector<DocumentRow>& documents, const std::string& id,
                                                  const reports::FindRecords& find_records) {
    const auto find = [&](const std::string& wanted) -> std::optional<std::string> {
        for (const DocumentRow& document : documents)
            if (document.kind == "report" && document.id == wanted) return document.body;
        return std::nullopt;
    };
    if (const auto text = find(id)) {
        auto report = reports::parse_report(*text, id, find_records);
        return report ? reports::complete_report(std::move(*report), find, find_records) : report;
    }
    return Error{ErrorCode::not_found,
                 {"Chưa công bố báo cáo “" + id + "”.", "No report \"" + id + "\" has been published."}};
}

reports::FindRecords records_in(StoreReader& reader, const reports::Forms& forms) {
    return records_in(reader, [&forms](const FormId& id) {
        const auto form = forms.find(id);
        return form == forms.end() ? nullptr : form->second;
    });
}

reports::FindRecords records_in(StoreReader& reader, FindForm find_form) {
    return reports::find_among([&reader, find_form = std::move(find_form)](const FormId& id, const auto& look_at) {
        constexpr std::size_t batch = 1000;
        const forms::FormPointer form = find_form(id);
        if (!form) return;
        std::optional<RecordId> after;
        for (auto rows = reader.records(id, after, batch); !rows.empty(); rows = reader.records(id, after, batch)) {
            after = rows.back().id;
            for (const RecordRow& row : rows)
                if (const auto state = protocol::decode_state(row.state)) look_at(counted(*form, row, *state));
        }
    });
}

std::vector<reports::ReportDefinition> reports_of_role(const std::vector<DocumentRow>& documents,
                                                       const std::string& role) {
    std::vector<reports::ReportDefinition> reports;
    for (const DocumentRow& document : documents) {
        if (document.kind != "report") continue;
        auto report = report_in_force(documents, document.id);
        if (report && reports::may_make(*report, role)) reports.push_back(std::move(*report));
    }
    const auto key = [](const reports::ReportDefinition& report) {
        return std::tuple(!report.id.starts_with('R'), report.id.size(), report.id);
    };
    std::sort(reports.begin(), reports.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
    return reports;
}

reports::CountedRecord counted(const forms::CompiledForm& form, const RecordRow& row, const RecordState& state) {
    return {to_string(row.id),
            row.form,
            row.area,
            forms::shown_text(state, reserved::status),
            forms::shown_text(state, reserved::corrects),
            forms::shown_answers(form.definition, state),
            forms::shown_text(state, reserved::same_as)};
}

reports::CountedRecord counted(const forms::CompiledForm& form, const RecordRow& row, Fields registers) {
    const auto text = [&](std::string_view path) {
        const Value* value = find(registers, path);
        return value ? value->text() : std::string();
    };
    reports::CountedRecord record{
        to_string(row.id),      row.form, row.area, text(reserved::status), text(reserved::corrects), {},
        text(reserved::same_as)};
    record.answers = forms::settled_answers(form.definition, std::move(registers));
    return record;
}

}  // namespace nuong

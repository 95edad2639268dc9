#include "sync-server/core/report_sources.h"

#include <algorithm>
#include <tuple>

#include "shared/protocol/codec.h"
#include "shared/protocol/settled.h"

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

namespace {

FindForm finder_of(const reports::Forms& forms) {
    return [&forms](const FormId& id) {
        const auto form = forms.find(id);
        return form == forms.end() ? nullptr : form->second;
    };
}

}  // namespace

reports::EachRecord each_record_in(StoreReader& reader, FindForm find_form) {
    return [&reader, find_form = std::move(find_form)](const FormId& id, const auto& look_at) {
        constexpr std::size_t batch = 1000;
        const forms::FormPointer form = find_form(id);
        if (!form) return;
        std::optional<RecordId> after;
        for (auto rows = reader.records(id, after, batch); !rows.empty(); rows = reader.records(id, after, batch)) {
            after = rows.back().id;
            for (const RecordRow& row : rows)
                if (const auto record = counted(*form, row)) look_at(*record);
        }
    };
}

reports::EachRecord each_record_in(StoreReader& reader, const reports::Forms& forms) {
    return each_record_in(reader, finder_of(forms));
}

reports::FindRecords records_in(StoreReader& reader, FindForm find_form) {
    return reports::find_among(each_record_in(reader, std::move(find_form)));
}

reports::FindRecords records_in(StoreReader& reader, const reports::Forms& forms) {
    return records_in(reader, finder_of(forms));
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

Result<reports::CountedRecord> counted(const forms::CompiledForm& form, const RecordRow& row,
                                       const forms::NeededAnswers* needed) {
    protocol::WantedRegisters wanted;
    if (needed) wanted = [needed](std::string_view path) { return needed->has(path); };
    if (auto settled = protocol::decode_settled(row.state, wanted))
        return reports::counted(form, row.id, row.area, std::move(*settled));
    const auto state = protocol::decode_state(row.state);
    return state ? Result(reports::counted(form, row.id, row.area, *state)) : state.error();
}

}  // namespace nuong

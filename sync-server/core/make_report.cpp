#include "sync-server/core/make_report.h"

#include "shared/forms/compile.h"
#include "shared/forms/record_fields.h"
#include "shared/protocol/codec.h"
#include "shared/reports/tally.h"

namespace nuong {
namespace {

constexpr std::size_t batch = 500;

reports::Tally::Forms forms_of(const std::vector<DocumentRow>& documents) {
    reports::Tally::Forms known;
    for (const DocumentRow& document : documents)
        if (document.kind == "form")
            if (auto compiled = forms::compile_package(document.body)) known[document.id] = std::move(compiled.form);
    return known;
}

Result<reports::ReportDefinition> definition_of(const std::vector<DocumentRow>& documents, const std::string& id) {
    for (const DocumentRow& document : documents)
        if (document.kind == "report" && document.id == id) return reports::parse_report(document.body, id);
    return Error{ErrorCode::not_found,
                 {"Chưa công bố báo cáo “" + id + "”.", "No report \"" + id + "\" has been published."}};
}

Status count(reports::Tally& tally, const reports::Tally::Forms& known, const RecordRow& row) {
    const auto form = known.find(row.form);
    if (form == known.end()) return Done{};
    const auto state = protocol::decode_state(row.state);
    if (!state) return state.error();
    tally.add({to_string(row.id), row.form, row.area, forms::shown_text(*state, reserved::status),
               forms::shown_text(*state, reserved::corrects), forms::shown_answers(form->second->definition, *state)});
    return Done{};
}

}  // namespace

Result<reports::ReportTable> make_report(StoreReader& reader, const std::string& report, const AreaCode& area,
                                         const reports::Period& period) {
    const std::vector<DocumentRow> documents = reader.documents_in_force();
    const auto book = make_book(documents);
    if (!book) return book.error();
    const auto definition = definition_of(documents, report);
    if (!definition) return definition.error();
    const reports::Tally::Forms known = forms_of(documents);
    auto tally = reports::Tally::make(*definition, (*book)->areas, area, period, known);
    if (!tally) return tally.error();
    std::optional<RecordId> after;
    for (;;) {
        const auto rows = reader.records("", after, batch);
        if (rows.empty()) return tally->finish();
        after = rows.back().id;
        for (const RecordRow& row : rows)
            if (const auto counted = count(*tally, known, row); !counted) return counted.error();
    }
}

}  // namespace nuong

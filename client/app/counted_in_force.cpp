#include "client/app/counted_in_force.h"

#include "shared/reports/counter.h"
#include "shared/reports/indicator.h"

namespace nuong::client {
namespace {

std::string published_indicators(Replica& replica) {
    std::string published;
    for (const protocol::SchemaEntry& entry : replica.schemas().catalogue())
        if (entry.kind == "indicators") published += entry.hash + '\n';
    return published;
}

// What a newer program must read counts for nothing here, as no report can be made of it.
reports::Measures measures_of_form(Replica& replica, const FormId& form) {
    reports::Measures measures;
    for (const std::string& text : replica.schemas().bodies("indicators")) {
        const auto book = reports::parse_indicators(text, "indicators");
        if (!book) continue;
        for (const auto& [name, measure] : book->measures)
            if (measure.form == form) measures.emplace(name, measure);
    }
    return measures;
}

reports::CountedForm asked_in_force(Replica& replica, const FormLibrary::Form& form) {
    const FormId& id = form->definition.id;
    const reports::Measures measures = measures_of_form(replica, id);
    const reports::Period period = *reports::parse_period("2024-H1");  // any
    Area everywhere;
    everywhere.code = "everywhere";
    const AreaTree nowhere = AreaTree::make({{everywhere}, {}}).value();
    reports::ReportAreas areas = reports::ReportAreas::make(nowhere, "everywhere", period.last).value();
    const reports::Forms forms{{id, form}};
    reports::Counter counter(measures, forms, areas, period, period.last);
    for (const auto& [name, measure] : measures) static_cast<void>(counter.count_subjects({name}));
    return reports::counted_form(counter, form, period);
}

}  // namespace

reports::CountedForm& CountedInForce::of(Replica& replica, const FormLibrary::Form& form) {
    if (std::string published = published_indicators(replica); published != published_) {
        forms_.clear();
        published_ = std::move(published);
    }
    if (const auto at = forms_.find(form); at != forms_.end()) return at->second;
    return forms_.emplace(form, asked_in_force(replica, form)).first->second;
}

}  // namespace nuong::client

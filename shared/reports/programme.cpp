#include "shared/reports/programme.h"

#include "shared/forms/compile.h"
#include "shared/reports/figures.h"

namespace nuong::reports {

Result<Programme> make_programme(const std::vector<std::pair<std::string, std::string>>& documents) {
    Programme programme;
    std::vector<TargetPlan> plans;
    for (const auto& [kind, body] : documents) {
        if (kind == "indicators") {
            auto book = parse_indicators(body, kind);
            if (!book) return book.error();
            if (auto added = programme.indicators.add(std::move(*book), kind); !added) return added.error();
        }
        if (kind == "targets") {
            auto plan = parse_target_plan(body, kind);
            if (!plan) return plan.error();
            plans.push_back(std::move(*plan));
        }
    }
    programme.targets = TargetBook(std::move(plans));
    return programme;
}

namespace {

// Asks for every figure, as a report would, and keeps what does not fit.
class FigureCheck {
public:
    FigureCheck(const Programme& programme, const Forms& forms) : programme_(programme), forms_(forms) {
        Area everywhere;
        everywhere.code = "everywhere";
        tree_ = AreaTree::make({{everywhere}, {}}).value();
    }

    void check(const std::string& place, const Measures& own, const Figure& figure) {
        with_counter(place, own, [&](Figures& figures) { return figures.ask_for(figure); });
    }
    void check(const std::string& place, const Measures& own, const SetExpression& set) {
        with_counter(place, own, [&](Figures& figures) { return figures.ask_for(set); });
    }
    // A form that is not here may be published later; what is asked of one that is must fit.
    void check(const std::string& place, const ListDefinition& list) {
        const auto form = forms_.find(list.form);
        if (form == forms_.end()) return;
        for (const ListField& field : list.fields)
            if (const auto expression = forms::compile_expression(*form->second, field.value); !expression)
                complain(place + "/" + field.label.en, expression.error().message);
    }
    void complain(const std::string& place, const Message& message) {
        error_.message.vi += (error_.message.vi.empty() ? "" : "\n") + place + ": " + message.vi;
        error_.message.en += (error_.message.en.empty() ? "" : "\n") + place + ": " + message.en;
    }
    Status status() const { return error_.message.en.empty() ? Status(Done{}) : Status(error_); }

private:
    template <class Ask>
    void with_counter(const std::string& place, const Measures& own, Ask ask) {
        const Period period = *parse_period("2024-H1");
        ReportAreas areas = ReportAreas::make(tree_, "everywhere", period.last).value();
        Measures measures = programme_.indicators.measures;
        measures.insert(own.begin(), own.end());
        Counter counter(std::move(measures), forms_, areas, period, period.last);
        Figures figures(counter, areas, programme_.targets, period, period.last);
        if (const Status asked = ask(figures); !asked && asked.error().code != ErrorCode::not_found)
            complain(place, asked.error().message);
    }

    const Programme& programme_;
    const Forms& forms_;
    AreaTree tree_;
    Error error_;
};

void check_section(FigureCheck& check, const Programme& programme, const ReportDefinition& report,
                   const SectionDefinition& section) {
    for (const RowDefinition& row : section.rows) {
        const std::string place = report.id + "/" + section.id + "/" + row.id;
        if (row.indicator.empty()) check.check(place, report.measures, row.figure);
        else if (!programme.indicators.find(row.indicator))
            check.complain(place, {"chưa công bố chỉ tiêu “" + row.indicator + "”.",
                                   "no indicator \"" + row.indicator + "\" has been published."});
    }
    if (!section.list) return;
    check.check(report.id + "/" + section.id, report.measures, section.list->set);
    check.check(report.id + "/" + section.id, *section.list);
}

}  // namespace

Status check_figures(const Programme& programme, const std::vector<ReportDefinition>& reports, const Forms& forms) {
    FigureCheck check(programme, forms);
    for (const Indicator& indicator : programme.indicators.indicators) check.check(indicator.id, {}, indicator.figure);
    for (const ReportDefinition& report : reports)
        for (const SectionDefinition& section : report.sections) check_section(check, programme, report, section);
    return check.status();
}

}  // namespace nuong::reports

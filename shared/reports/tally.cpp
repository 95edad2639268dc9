#include "shared/reports/tally.h"

#include <algorithm>

#include "shared/base/error_place.h"
#include "shared/base/uuid.h"
#include "shared/forms/record_day.h"
#include "shared/reports/figures.h"
#include "shared/reports/list_order.h"
#include "shared/reports/listed_devices.h"
#include "shared/reports/listed_fields.h"
#include "shared/reports/named_records.h"
#include "shared/reports/plan_remarks.h"
#include "shared/reports/small_counts.h"

namespace nuong::reports {

struct Tally::Work {
    ReportDefinition written;
    AreaCode wanted_area;
    ReportDefinition definition;  // with the rows that its indicators give it
    AreaTree tree;
    Programme programme;
    Period period;
    Date as_of{};
    Forms forms;
    std::optional<ReportAreas> areas;
    std::optional<Counter> counter;
    std::optional<Figures> figures;
    std::optional<std::vector<DeviceFacts>> devices;
    std::optional<FigureAt> wanted;  // the number whose records are asked for
    bool lists_are_nameless = false;
    bool has_remainder = false;
    forms::RestrictedRecords restricted;

    Status prepare();
    const Figure* figure_at(const FigureAt& at) const;
    void finish_count(const FindRecord& find);
    Status ask_for(SectionDefinition& section);
    bool keeps_lines(const ListDefinition& list) const;
    std::vector<std::string> listed(const ListDefinition& list, const FindRecord& find);
    void add_list(const SectionDefinition& section, ReportSection& shown, const FindRecord& find);
    bool is_before_records() const;
};

Tally::Tally(std::unique_ptr<Work> work) : work_(std::move(work)) {}
Tally::Tally(Tally&&) noexcept = default;
Tally& Tally::operator=(Tally&&) noexcept = default;
Tally::~Tally() = default;

namespace {

Error no_indicator(const std::string& id) {
    return {ErrorCode::invalid,
            {"chưa công bố chỉ tiêu “" + id + "”.", "no indicator \"" + id + "\" has been published."}};
}

RowDefinition row_of(const Indicator& indicator) {
    return {.id = indicator.id,
            .label = indicator.label,
            .unit = indicator.unit,
            .indicator = indicator.id,
            .target_of = indicator.id,
            .figure = indicator.figure};
}

// Of people and of what happened to them; how many communes there are or what a plan says is no secret.
bool counts_people(const Figure& figure) {
    const auto counts = [](const Side& side) {
        return side.kind == Side::Kind::distinct || side.kind == Side::Kind::count || side.kind == Side::Kind::sum;
    };
    return counts(figure.numerator) || counts(figure.denominator);
}

std::vector<std::string> shown_of(const SectionDefinition& section) {
    std::vector<std::string> shown = section.columns;
    if (!section.compares) return shown;
    if (shown.empty()) shown.push_back("actual");
    shown.push_back("previous");
    return shown;
}

// The column of what lies in no unit appears only when something does.
bool is_blank(const Cell& cell) {
    return cell.numerator.value_or(0) == 0 && cell.turns.value_or(0) == 0 && cell.status != CellStatus::hidden;
}

void drop_unused_column(ReportTable& table) {
    const std::size_t last = table.columns.size() - 1;
    if (last == 0) return;
    for (const ReportSection& section : table.sections)
        for (const ReportRow& row : section.rows)
            if (!is_blank(row.cells[last])) return;
    table.columns.pop_back();
    for (ReportSection& section : table.sections)
        for (ReportRow& row : section.rows) row.cells.pop_back();
}

constexpr const char* everywhere = "*";  // no area is written so

Result<AreaTree> tree_of(const std::vector<AreaCode>& codes) {
    AreaList list;
    list.areas.emplace_back().code = everywhere;
    for (const AreaCode& code : codes) {
        if (code.empty()) continue;  // of nowhere: in no report
        Area& area = list.areas.emplace_back();
        area.code = code;
        area.parent = everywhere;
    }
    return AreaTree::make(std::move(list));
}

}  // namespace

Status Tally::Work::prepare() {
    auto made = ReportAreas::make(tree, wanted_area, period.last);
    if (!made) return made.error();
    areas.emplace(std::move(*made));
    Measures measures = programme.indicators.measures;
    measures.insert(definition.measures.begin(), definition.measures.end());
    counter.emplace(std::move(measures), forms, *areas, period, as_of);
    figures.emplace(*counter, *areas, programme.targets, period, as_of);
    for (SectionDefinition& section : definition.sections)
        if (auto asked = ask_for(section); !asked) return asked;
    return Done{};
}

const Figure* Tally::Work::figure_at(const FigureAt& at) const {
    const auto& sections = definition.sections;
    const bool is_there = at.section < sections.size() && at.row < sections[at.section].rows.size();
    return is_there ? &sections[at.section].rows[at.row].figure : nullptr;
}

Status Tally::Work::ask_for(SectionDefinition& section) {
    if (section.all_indicators)
        for (const Indicator& indicator : programme.indicators.indicators) section.rows.push_back(row_of(indicator));
    for (RowDefinition& row : section.rows) {
        if (!row.indicator.empty()) {
            const Indicator* indicator = programme.indicators.find(row.indicator);
            if (!indicator) return at_place(definition.id + "/" + section.id, no_indicator(row.indicator));
            const RowDefinition named = row;
            row = row_of(*indicator);
            row.id = named.id;
            row.head = named.head;
            if (!named.label.vi.empty()) row.label = named.label;
        }
        row.figure.compares = section.compares;
        if (auto asked = figures->ask_for(row.figure); !asked)
            return at_place(definition.id + "/" + row.id, asked.error());
    }
    if (!section.list) return Done{};
    const auto form = forms.find(section.list->form);
    if (form == forms.end())
        return Error{
            ErrorCode::not_found,
            {definition.id + "/" + section.id + ": cần biểu mẫu “" + section.list->form + "” nhưng ở đây chưa có.",
             definition.id + "/" + section.id + ": needs form \"" + section.list->form + "\", which is not here."}};
    if (form->second)
        for (const ListField& field : section.list->fields)
            if (const auto expression = forms::compile_expression(*form->second, field.value); !expression)
                return at_place(definition.id + "/" + section.id + "/" + field.label.en, expression.error());
    if (auto asked = figures->ask_for(section.list->set); !asked)
        return at_place(definition.id + "/" + section.id, asked.error());
    return Done{};
}

Result<Tally> Tally::make(const ReportDefinition& definition, const AreaTree& areas, const AreaCode& area,
                          const Period& period, const Forms& forms, const Programme& programme, Date today) {
    auto work = std::make_unique<Work>();
    work->written = work->definition = definition;
    work->wanted_area = area;
    work->tree = areas;
    work->programme = programme;
    work->period = period;
    work->as_of = as_of_day(period, today);
    work->forms = forms;
    if (auto prepared = work->prepare(); !prepared) return prepared.error();
    return Tally(std::move(work));
}

Result<Tally> Tally::make_apart(const ReportDefinition& definition, const std::vector<AreaCode>& areas,
                                const Period& period, const Forms& forms, const Programme& programme) {
    auto tree = tree_of(areas);
    if (!tree) return tree.error();
    auto tally = make(definition, *tree, everywhere, period, forms, programme);
    if (tally) tally->work_->areas->keep_apart();
    return tally;
}

Tally Tally::another() const {
    const Work& work = *work_;
    auto made = make(work.written, work.tree, work.wanted_area, work.period, work.forms, work.programme, work.as_of);
    Tally tally = std::move(*made);
    if (work.areas->is_apart()) tally.work_->areas->keep_apart();
    if (work.wanted) tally.keep_records_behind(*work.wanted);
    return tally;
}

void Tally::absorb(const Tally& part) { work_->counter->absorb(*part.work_->counter); }

bool Tally::wants(const FormId& form) const { return work_->counter->wants(form); }

std::optional<WantedDays> Tally::wanted_days(const FormId& form) const { return work_->counter->wanted_days(form); }

std::set<int> Tally::answers_asked_of(const FormId& form) const { return work_->counter->answers_asked_of(form); }

Measures Tally::measures_of(const FormId& form) const { return work_->counter->measures_of(form); }

bool Tally::wants_devices() const {
    const auto& sections = work_->definition.sections;
    return std::any_of(sections.begin(), sections.end(),
                       [](const SectionDefinition& section) { return section.devices_late_after_days.has_value(); });
}

void Tally::keep_lists_nameless() { work_->lists_are_nameless = true; }

void Tally::keep_nameless(forms::RestrictedRecords restricted) { work_->restricted = std::move(restricted); }

std::vector<FormId> Tally::listed_forms() const {
    std::vector<FormId> forms;
    for (const SectionDefinition& section : work_->definition.sections)
        if (section.list) forms.push_back(section.list->form);
    return forms;
}

void Tally::set_devices(std::vector<DeviceFacts> devices) { work_->devices = std::move(devices); }

void Tally::add_remainder(const Remainder& remainder) {
    Work& work = *work_;
    for (const MeasureName& name : work.counter->area_measures()) {
        const FigureMark mark = mark_of(name, work.counter->measures());
        for (auto at = remainder.lower_bound({mark, ""}); at != remainder.end() && at->first.first == mark; ++at)
            work.counter->add(AreaTimes{name, at->first.second, static_cast<int>(at->second.amount)});
    }
    work.has_remainder = !remainder.empty();
    work.figures->set_remainder(remainder);
}

std::optional<Date> Tally::first_day() const { return work_->counter->first_day(); }

std::string Tally::shape() const { return work_->counter->shape(); }

void Tally::remember_in(CountMemory& memory) { work_->counter->remember_in(memory); }

void Tally::recall(const CountMemory& memory) { work_->counter->recall(memory); }

void Tally::share_names(const Tally& other) { work_->counter->share_names(*other.work_->counter); }

void Tally::add(const CountedRecord& record) { work_->counter->add(record); }

void Tally::add(const CountedRecord& record, AnswerSheet& sheet) { work_->counter->add(record, sheet); }

// A line about one person is a count of one: a report that hides small counts keeps such lines within the commune.
bool Tally::Work::keeps_lines(const ListDefinition& list) const {
    const auto& form = forms.at(list.form);
    return definition.hides_small_counts && form && is_about_a_person(form->definition);
}

// As they stand in it: there may be very many, so that none is kept but its id.
std::vector<std::string> Tally::Work::listed(const ListDefinition& list, const FindRecord& find) {
    ListOrder order(tree, *areas);
    for (const std::uint32_t subject : figures->subjects_in(list.set)) {
        const std::string id = to_string(Uuid{counter->subjects().key(subject)});
        const auto record = find(id);
        if (record && record->form == list.form && record->status != "void")
            order.add(record->area, forms::day_of_record(record->answers, {}), id);
    }
    return order.names();
}

void Tally::Work::add_list(const SectionDefinition& section, ReportSection& shown, const FindRecord& find) {
    const ListDefinition& list = *section.list;
    begin_list(list, forms.at(list.form), shown);
    shown.lists_people = keeps_lines(list);
    const bool is_told = areas->is_commune() || !shown.lists_people;
    for (const std::string& id : listed(list, find)) {
        if (!is_told || shown.list.size() >= list.rows_max) {
            ++shown.list_left_out;
            continue;
        }
        const auto record = find(id);
        if (!record) continue;
        const auto& form = forms.at(list.form);
        if (const auto own = parse_uuid(id); own && restricted.covers(form->definition, *own, record->answers)) {
            shown.list.push_back({"", record->area, std::vector<std::string>(list.fields.size()), "restricted"});
            continue;
        }
        shown.list.push_back({id, record->area,
                              fields_of(list, form, *record, as_of, shown, areas->is_commune() && !lists_are_nameless),
                              ""});
    }
    if (!is_told && static_cast<double>(shown.list_left_out) < small_count) shown.list_left_out = 0;
}

void Tally::Work::finish_count(const FindRecord& find) {
    for (const std::string& id : counter->corrected())
        if (const auto record = find(id)) counter->retract(*record);
    counter->finish();
}

Remainder Tally::sums(Date day, const FindRecord& find) {
    Work& work = *work_;
    work.finish_count(find);
    work.figures->group_subjects();
    Remainder sums;
    for (const SectionDefinition& section : work.definition.sections)
        for (const RowDefinition& row : section.rows) work.figures->collect(row.figure, day, sums);
    const Measures& measures = work.counter->measures();
    for (const AreaTimes& found : work.counter->area_times())
        if (is_settled(found.measure, measures, work.period, day))
            sums[{mark_of(found.measure, measures), found.area}].amount = found.times;
    return sums;
}

void Tally::keep_records_behind(const FigureAt& at) {
    work_->wanted = at;
    if (const Figure* figure = work_->figure_at(at))
        work_->counter->keep_matches(Figures::measures_behind(*figure, at.part));
}

std::string Tally::row_at(const FigureAt& at) const {
    return work_->figure_at(at) ? work_->definition.sections[at.section].rows[at.row].id : "";
}

std::set<FormId> Tally::forms_behind(const FigureAt& at) const {
    std::set<FormId> forms;
    const Figure* figure = work_->figure_at(at);
    if (!figure || work_->figures->is_of_document(*figure, at.part, at.column)) return forms;
    for (const MeasureName& name : Figures::measures_behind(*figure, at.part))
        forms.insert(work_->counter->measures().at(name.id).form);
    return forms;
}

std::vector<AskedAnswers> Tally::answers_behind(const FigureAt& at) const {
    std::vector<AskedAnswers> answers;
    const Figure* figure = work_->figure_at(at);
    if (!figure) return answers;
    std::set<MeasureName> names = Figures::measures_behind(*figure, at.part);
    if (at.part == FigurePart::turns) names.merge(Figures::measures_behind(*figure, FigurePart::numerator));
    for (const MeasureName& name : names)
        answers.push_back(
            {work_->forms.at(work_->counter->measures().at(name.id).form), work_->counter->answers_asked(name)});
    return answers;
}

std::set<FormId> Tally::forms_listed(std::size_t section) const {
    const auto& sections = work_->definition.sections;
    if (section >= sections.size() || !sections[section].list) return {};
    std::set<FormId> forms{sections[section].list->form};
    std::vector<MeasureName> names;
    collect_names(sections[section].list->set, names);
    for (const MeasureName& name : names) forms.insert(work_->counter->measures().at(name.id).form);
    return forms;
}

Result<std::vector<RecordBehind>> Tally::records_behind(const FindRecord& find) {
    work_->finish_count(find);
    const FigureAt at = work_->wanted.value_or(FigureAt{});
    const Figure* figure = work_->figure_at(at);
    const auto behind = figure ? work_->figures->behind(*figure, at.part, at.column) : std::nullopt;
    if (!behind)
        return Error{ErrorCode::invalid,
                     {"Số này không cộng từ phiếu: nó lấy từ danh mục địa bàn, kế hoạch hoặc một văn bản.",
                      "This number is not made of records: it comes from the areas, a plan or a document."}};
    std::map<SubjectKey, double> records = behind->records;
    for (const auto& [subject, through] : behind->subjects) {
        // Who is registered stands there once; anybody else is known only by what was written about them.
        const bool is_record = find(to_string(Uuid{subject})).has_value();
        if (is_record) records[subject] = 1;
        else records.insert(through.begin(), through.end());
    }
    std::vector<RecordBehind> found;
    for (const auto& [record, adds] : records) found.push_back({to_string(Uuid{record}), adds});
    return found;
}

bool Tally::Work::is_before_records() const {
    const auto first = counter->first_written();
    return !has_remainder && (!first || period.last < *first);
}

ReportTable Tally::finish(const FindRecord& find) {
    Work& work = *work_;
    work.finish_count(find);
    work.figures->group_subjects();
    const Area& root = work.areas->root();
    ReportTable table{work.definition.id, work.definition.title, root.code, root.name,
                      work.period,        work.areas->columns(), {},        {}};
    bool keeps_lines_back = false;
    for (const SectionDefinition& section : work.definition.sections) {
        ReportSection shown;
        shown.id = section.id;
        shown.title = section.title;
        shown.form = section.form.empty() ? work.definition.id : section.form;
        shown.form_title = section.form.empty() ? work.definition.title : section.form_title;
        shown.areas_as_rows = section.areas_as_rows;
        shown.shown = shown_of(section);
        for (const RowDefinition& definition : section.rows) {
            ReportRow row;
            row.id = definition.id;
            row.label = definition.label;
            row.head = definition.head;
            row.unit = definition.unit;
            row.band = definition.band;
            work.figures->fill(definition.figure, {definition.target_of, definition.target_facility}, row);
            if (work.definition.hides_small_counts && counts_people(definition.figure))
                row.hide_below = std::max(row.hide_below, small_count);
            shown.rows.push_back(std::move(row));
        }
        if (section.list) work.add_list(section, shown, find);
        keeps_lines_back = keeps_lines_back || (shown.lists_people && !work.areas->is_commune());
        if (section.devices_late_after_days)
            list_devices(work.devices.value_or(std::vector<DeviceFacts>()), *section.devices_late_after_days,
                         work.period.last, work.tree, *work.areas, shown);
        table.sections.push_back(std::move(shown));
    }
    if (keeps_lines_back)
        table.remarks.push_back(
            {"Danh sách từng người chỉ có trong báo cáo của một xã; ở đây chỉ có số dòng, và số dưới 5 không ghi.",
             "Lists of people stand in the report of a commune only; here is how many lines, and no number below 5."});
    for (Message& remark :
         remarks_on_plans(work.programme.targets, work.definition.sections, *work.areas, work.period.last))
        table.remarks.push_back(std::move(remark));
    if (work.as_of < work.period.last) table.as_of = work.as_of;
    table.is_before_records = work.is_before_records();
    table.plans = plans_of(table, work.programme.targets);
    if (!work.areas->is_commune()) hide_small_counts(table);
    drop_unused_column(table);
    return table;
}

}  // namespace nuong::reports

#include "shared/reports/counter.h"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

#include "shared/base/uuid.h"
#include "shared/forms/record_day.h"
#include "shared/reports/answer_sheet.h"
#include "shared/reports/asked_words.h"

namespace nuong::reports {

using forms::Datum;
using forms::Place;

// A measure made ready for one period and one form.
struct Counter::Task {
    std::uint16_t number = 0;
    MeasureName name;
    Measure measure;
    Period period;
    Date as_of{};   // its last day, or the day of the count
    int each = -1;  // repeat node
    std::optional<AskedExpression> where, on, from, to, key, sum;
    int occurred_on = -1, subject = -1;  // nodes, when nothing else is written
    AreaCode area_level;                 // of an area key
    std::optional<std::size_t> bit, amount;

    std::array<std::optional<AskedExpression>*, 6> asked() { return {&where, &on, &from, &to, &key, &sum}; }
};

struct Counter::FormTasks {
    explicit FormTasks(const forms::FormPointer& form) : sheet(form), written_on(form->find(forms::day_question)) {}
    AnswerSheet sheet;
    int written_on;                               // the node of its day
    std::vector<Task*> tasks;                     // those of the period before come last
    std::shared_ptr<const AskedNumbers> numbers;  // of the sheet whose numbers the expressions of the tasks have
    WantedDays days;
};

namespace {

constexpr std::string_view area_kind = "area";

Error in_measure(const MeasureName& name, const Message& why) {
    return {ErrorCode::invalid, {"Đại lượng “" + name.id + "”: " + why.vi, "Measure \"" + name.id + "\": " + why.en}};
}

}  // namespace

Counter::Counter(Measures measures, const Forms& forms, ReportAreas& areas, const Period& period, Date as_of)
    : measures_(std::move(measures)),
      forms_(forms),
      areas_(areas),
      period_(period),
      previous_(period_before(period)),
      as_of_(as_of),
      subjects_(std::make_unique<Subjects>(0)) {}
Counter::Counter(Counter&&) noexcept = default;
Counter::~Counter() = default;

Result<std::unique_ptr<Counter::Task>> Counter::compiled(const MeasureName& name, const Measure& measure) const {
    const auto at = forms_.find(measure.form);
    if (at == forms_.end())
        return Error{ErrorCode::not_found,
                     {"Đại lượng “" + name.id + "” cần biểu mẫu “" + measure.form + "” nhưng ở đây chưa có.",
                      "Measure \"" + name.id + "\" needs form \"" + measure.form + "\", which is not here."}};
    auto task = std::make_unique<Task>();
    task->name = name;
    task->measure = measure;
    task->period = name.is_previous ? previous_ : period_;
    task->as_of = name.is_previous ? previous_.last : as_of_;
    if (!at->second) return task;  // nothing will come
    const forms::CompiledForm& form = *at->second;
    if (!measure.each.empty()) {
        task->each = form.find(measure.each);
        if (task->each < 0 || form.node(task->each).type != forms::FieldType::repeat ||
            form.node(task->each).scope >= 0)
            return in_measure(name, {"each: biểu mẫu " + measure.form + " không có nhóm lặp “" + measure.each + "”.",
                                     "each: form " + measure.form + " has no repeat \"" + measure.each + "\"."});
    }
    const bool own_key = !measure.key.empty() && measure.key != "record" && !measure.key.starts_with("area:");
    for (const auto& [what, source, into] :
         {std::tuple{"where", measure.where, &task->where}, std::tuple{"when/on", measure.on, &task->on},
          std::tuple{"when/from", measure.from, &task->from}, std::tuple{"when/to", measure.to, &task->to},
          std::tuple{"sum", measure.sum, &task->sum},
          std::tuple{"key", own_key ? measure.key : std::string(), &task->key}}) {
        auto expression = expression_of(form, source, {task->period.first, task->as_of}, task->each);
        if (!expression)
            return in_measure(name, {std::string(what) + ": " + expression.error().message.vi,
                                     std::string(what) + ": " + expression.error().message.en});
        *into = std::move(*expression);
    }
    if (measure.key.starts_with("area:")) task->area_level = measure.key.substr(5);
    else if (measure.key.empty() && !form.definition.settings.subject.empty())
        task->subject = form.find(form.definition.settings.subject);
    task->occurred_on = form.find(forms::day_question);
    const bool needs_day = measure.when == When::within || measure.when == When::until;
    if (needs_day && !task->on && task->occurred_on < 0)
        return in_measure(name, {"when: biểu mẫu " + measure.form + " không có occurred_on; hãy ghi “on”.",
                                 "when: form " + measure.form + " has no occurred_on; write \"on\"."});
    return task;
}

Result<Counter::Task*> Counter::task_of(const MeasureName& name) {
    if (const auto at = tasks_.find(name); at != tasks_.end()) return at->second.get();
    const auto measure = measures_.find(name.id);
    if (measure == measures_.end())
        return Error{ErrorCode::invalid,
                     {"Không có đại lượng nào tên “" + name.id + "”. Hãy khai báo trong measures.",
                      "There is no measure \"" + name.id + "\". Declare it in measures."}};
    auto task = compiled(name, measure->second);
    if (!task) return task.error();
    Task* made = task->get();
    made->number = static_cast<std::uint16_t>(numbered_.size());
    numbered_.push_back(made);
    if (!forms_.at(measure->second.form)) {
        tasks_[name] = std::move(*task);
        return made;
    }
    auto& of_form = by_form_[measure->second.form];
    if (!of_form) of_form = std::make_unique<FormTasks>(forms_.at(measure->second.form));
    const auto end = name.is_previous ? of_form->tasks.end() : of_form->tasks.begin();
    of_form->tasks.insert(end, made);
    const bool by_day = (made->measure.when == When::within || made->measure.when == When::until) && !made->on;
    WantedDays& days = of_form->days;
    days.is_any = days.is_any || !by_day;
    days.first = std::min(days.first, made->measure.when == When::until ? Date::min() : made->period.first);
    days.last = std::max(days.last, made->period.last);
    tasks_[name] = std::move(*task);
    return made;
}

Result<std::size_t> Counter::count_subjects(const MeasureName& name) {
    auto task = task_of(name);
    if (!task) return task.error();
    if (!(*task)->bit) {
        (*task)->bit = subject_measures_++;
        subjects_ = std::make_unique<Subjects>(subject_measures_);
    }
    return *(*task)->bit;
}

Result<std::size_t> Counter::count_amounts(const MeasureName& name) {
    auto task = task_of(name);
    if (!task) return task.error();
    if (!(*task)->amount) {
        (*task)->amount = amounts_.size();
        amounts_.emplace_back(areas_.columns().size(), 0.0);
    }
    return *(*task)->amount;
}

std::string Counter::shape() const {
    std::string shape;
    const auto add = [&](std::string_view part) { shape.append(part) += '\n'; };
    for (const Task* task : numbered_) {
        const Measure& measure = task->measure;
        for (const std::string& part : {task->name.id, measure.form, measure.each, measure.where, measure.on,
                                        measure.from, measure.to, measure.key, measure.sum})
            add(part);
        add(to_string(task->period.first) + to_string(task->period.last) + to_string(task->as_of) +
            std::to_string(static_cast<int>(measure.when)) + (measure.places ? "p" : "") + (task->bit ? "b" : "") +
            (task->amount ? "a" : ""));
    }
    for (const ReportColumn& column : areas_.columns()) add(column.area);
    return shape;
}

bool Counter::wants(const FormId& form) const { return by_form_.contains(form); }

std::optional<WantedDays> Counter::wanted_days(const FormId& form) const {
    const auto at = by_form_.find(form);
    return at == by_form_.end() ? std::nullopt : std::optional(at->second->days);
}

// Remembers of it which other record it corrects or is the same as.
bool Counter::is_left_out(const CountedRecord& record) {
    if (record.status == "void") return true;
    if (!record.corrects.empty()) corrected_.emplace(record.corrects, false);
    if (!record.same_as.empty() && record.same_as != record.record) same_as_[record.record] = record.same_as;
    const auto at = corrected_.find(record.record);
    if (at == corrected_.end()) return false;
    at->second = true;
    return true;
}

void Counter::add(const CountedRecord& record) {
    const auto at = by_form_.find(record.form);
    if (at == by_form_.end()) {
        is_left_out(record);
        return;
    }
    at->second->sheet.load(record.answers, as_of_);
    add_evaluated(record, *at->second, at->second->sheet);
}

void Counter::add(const CountedRecord& record, AnswerSheet& sheet) {
    const auto at = by_form_.find(record.form);
    if (at == by_form_.end()) is_left_out(record);
    else add_evaluated(record, *at->second, sheet);
}

// One that is left out today is remembered all the same: what corrects it may be taken back.
void Counter::add_evaluated(const CountedRecord& record, FormTasks& tasks, AnswerSheet& sheet) {
    const bool left_out = is_left_out(record), is_void = record.status == "void";
    if (left_out && (!memory_ || is_void)) return;
    if (tasks.written_on >= 0) note_written(forms::date_of(sheet.answer(tasks.written_on, 0)));
    evaluate(tasks, sheet, record);
    if (memory_) memory_->remember(own_, additions_, {record.corrects, record.same_as});
    if (!left_out) count(own_, additions_, 1);
}

std::vector<std::string> Counter::corrected() const {
    std::vector<std::string> ids;
    for (const auto& [id, left_out] : corrected_)
        if (!left_out) ids.push_back(id);
    return ids;
}

void Counter::retract(const CountedRecord& record) {
    if (record.status == "void") return;
    if (const auto at = corrected_.find(record.record); at == corrected_.end() || std::exchange(at->second, true))
        return;
    const auto at = by_form_.find(record.form);
    if (at == by_form_.end()) return;
    at->second->sheet.load(record.answers, as_of_);
    evaluate(*at->second, at->second->sheet, record);
    count(own_, additions_, -1);
}

void Counter::take_numbers(FormTasks& tasks, AnswerSheet& sheet) {
    tasks.numbers = sheet.numbers();
    for (Task* task : tasks.tasks)
        for (std::optional<AskedExpression>* asked : task->asked())
            if (*asked) sheet.give_number(**asked, task->each);
}

void Counter::evaluate(FormTasks& tasks, AnswerSheet& sheet, const CountedRecord& record) {
    if (tasks.numbers != sheet.numbers()) take_numbers(tasks, sheet);
    own_ = subject_key(record.record, own_kind);
    additions_.clear();
    for (const Task* task : tasks.tasks) {
        sheet.set_today(task->as_of);
        evaluate(*task, sheet, record);
    }
}

void Counter::evaluate(const Task& task, const AnswerSheet& sheet, const CountedRecord& record) {
    // Amounts of other areas are nobody's here; of subjects it is not known yet where they belong.
    if (!task.bit && areas_.column_of(record.area) == ReportAreas::outside) return;
    const int rows = task.each < 0 ? 1 : sheet.row_count(task.each);
    for (int row = 0; row < rows; ++row) {
        const Place place = task.each < 0 ? Place{} : Place{task.each, row};
        if (task.each >= 0 && !sheet.counts(task.each, row)) continue;
        if (!is_in_time(task, sheet, place)) continue;
        if (task.where && !forms::truth_of(sheet.evaluate(*task.where, place))) continue;
        note(task, sheet, record, place);
    }
}

bool Counter::is_in_time(const Task& task, const AnswerSheet& sheet, Place place) const {
    const auto day_of = [&](const std::optional<AskedExpression>& expression) {
        return expression ? forms::date_of(sheet.evaluate(*expression, place)) : std::nullopt;
    };
    const Period& period = task.period;
    if (task.measure.when == When::always) return true;
    if (task.measure.when == When::within || task.measure.when == When::until) {
        const auto day = task.on ? day_of(task.on) : forms::date_of(sheet.answer(task.occurred_on, 0));
        if (day) first_day_ = std::min(first_day_.value_or(*day), *day);
        return day && *day <= period.last && (task.measure.when == When::until || *day >= period.first);
    }
    const auto from = day_of(task.from);
    if (from) first_day_ = std::min(first_day_.value_or(*from), *from);
    const bool is_of_one_day = task.measure.when == When::covers_end;
    if (!from || *from > (is_of_one_day ? task.as_of : period.last)) return false;
    const auto to = day_of(task.to);
    return !to || *to >= (is_of_one_day ? task.as_of : period.first);
}

void Counter::note(const Task& task, const AnswerSheet& sheet, const CountedRecord& record, Place place) {
    Addition found{.task = task.number, .column = areas_.column_of(record.area)};
    found.place = found.column;
    const bool adds_up = task.amount && found.column != ReportAreas::outside;
    if (adds_up) found.amount = task.sum ? forms::finite_number_of(sheet.evaluate(*task.sum, place)).value_or(0) : 1;
    if (task.bit) found.subject = key_of(task, sheet, record, place);
    if (!adds_up && !found.subject) return;
    if (!task.area_level.empty()) found.place = areas_.column_of(areas_.level_of(record.area, task.area_level));
    additions_.push_back(found);
}

void Counter::count(const SubjectKey& record, std::span<const Addition> additions, int times) {
    for (const Addition& addition : additions) count(record, addition, times);
}

void Counter::count(const SubjectKey& record, const Addition& addition, int times) {
    const Task& task = *numbered_[addition.task];
    const bool is_kept = !kept_.empty() && kept_.contains(task.name);
    if (task.amount && addition.column != ReportAreas::outside) {
        amounts_[*task.amount][addition.column] += addition.amount * times;
        if (is_kept) matches_.push_back({task.name, record, addition.column, std::nullopt, addition.amount * times});
    }
    if (!addition.subject) return;
    const std::uint32_t subject = subjects_->find_or_make(*addition.subject);
    subjects_->add(subject, *task.bit, times);
    if (is_kept) matches_.push_back({task.name, record, addition.column, subject, double(times)});
    if (times < 0) return;
    if (!task.area_level.empty() && areas_.is_apart()) return;  // belongs nowhere yet
    if (!task.area_level.empty()) return subjects_->place(subject, addition.place, 0, true);
    std::uint64_t rank = 0;  // ids begin with the time at which the record was made
    for (std::size_t i = 0; i < 8; ++i) rank = rank << 8 | record[i];
    subjects_->place(subject, addition.place, rank, task.measure.places);
}

std::optional<SubjectKey> Counter::key_of(const Task& task, const AnswerSheet& sheet, const CountedRecord& record,
                                          Place place) {
    if (!task.area_level.empty()) {
        const AreaCode area = areas_.level_of(record.area, task.area_level);
        if (area.empty()) return std::nullopt;
        return subject_key(area, area_kind);
    }
    if (task.subject < 0 && !task.key) return own_;
    const Datum& named = task.key ? sheet.evaluate(*task.key, place) : sheet.answer(task.subject, 0);
    const std::string written = named.text() ? std::string() : forms::text_of(named);
    const std::string& text = named.text() ? *named.text() : written;  // most keys are texts, and need not be copied
    if (text.empty()) return std::nullopt;
    return subject_key(text, task.key ? task.measure.key : "subject");
}

std::vector<MeasureName> Counter::area_measures() const {
    std::vector<MeasureName> names;
    for (const auto& [name, task] : tasks_)
        if (task->bit && !task->area_level.empty()) names.push_back(name);
    return names;
}

std::set<int> Counter::answers_asked(const MeasureName& name) const {
    std::set<int> nodes;
    const auto at = tasks_.find(name);
    if (at == tasks_.end()) return nodes;
    Task& task = *at->second;
    const auto add = [&](int node) {
        if (node >= 0) nodes.insert(node);
    };
    for (const std::optional<AskedExpression>* asked : task.asked()) {
        if (!*asked) continue;
        for (const forms::Term& term : (*asked)->expression.terms) {
            add(term.reference.node);
            for (const int read : term.reads) add(read);
        }
    }
    add(task.each);
    if (task.bit) add(task.subject);
    const bool goes_by_day = task.measure.when == When::within || task.measure.when == When::until;
    if (goes_by_day && !task.on) add(task.occurred_on);
    return nodes;
}

std::set<int> Counter::answers_asked_of(const FormId& form) const {
    std::set<int> nodes;
    const auto at = by_form_.find(form);
    if (at == by_form_.end()) return nodes;
    for (const Task* task : at->second->tasks) nodes.merge(answers_asked(task->name));
    if (at->second->written_on >= 0) nodes.insert(at->second->written_on);
    return nodes;
}

Measures Counter::measures_of(const FormId& form) const {
    Measures measures;
    const auto at = by_form_.find(form);
    if (at == by_form_.end()) return measures;
    for (const Task* task : at->second->tasks) measures.emplace(task->name.id, task->measure);
    return measures;
}

std::vector<AreaTimes> Counter::area_times() {
    std::vector<AreaTimes> found;
    for (const MeasureName& name : area_measures())
        for (const ReportColumn& column : areas_.columns()) {
            const std::uint32_t subject = subjects_->find_or_make(subject_key(column.area, area_kind));
            const int times = subjects_->times(subject, *tasks_.at(name)->bit);
            if (times != 0) found.push_back({name, column.area, times});
        }
    return found;
}

void Counter::add(const AreaTimes& found) {
    const Task& task = *tasks_.at(found.measure);
    const AreaCode area = areas_.level_of(found.area, task.area_level);
    if (area.empty()) return;
    const std::uint32_t subject = subjects_->find_or_make(subject_key(area, area_kind));
    subjects_->add(subject, *task.bit, found.times);
    subjects_->place(subject, areas_.column_of(area), 0, true);
}

}  // namespace nuong::reports

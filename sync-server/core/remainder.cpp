#include "sync-server/core/remainder.h"

#include <algorithm>
#include <set>
#include <unordered_set>

#include "shared/forms/record_fields.h"
#include "shared/forms/subject.h"
#include "shared/protocol/codec.h"
#include "sync-server/core/make_report.h"
#include "sync-server/core/report_sources.h"

namespace nuong {
namespace {

constexpr std::size_t gathered_at_once = 500;

using Names = std::unordered_set<RecordId>;

// Calls `visit` for every record that the state names in a text of its own.
template <class Visit>
void each_record_named(std::string_view state, Visit visit) {
    constexpr std::size_t letters = 36;
    for (std::size_t quote = state.find('"'); quote != state.npos; quote = state.find('"', quote + 1)) {
        if (quote + letters + 1 >= state.size()) return;
        if (state[quote + letters + 1] != '"' || state[quote + 9] != '-') continue;
        if (const auto id = parse_uuid(state.substr(quote + 1, letters))) visit(*id);
    }
}

// The reports in force and what they count.
struct InForce {
    std::vector<DocumentRow> documents;
    std::vector<reports::ReportDefinition> reports;
    reports::IndicatorBook indicators;
    std::set<FormId> counted;  // forms that any measure counts
    std::set<FormId> keyed;    // those of them that count something else than whom they are about
    reports::Forms forms;      // compiled as they are needed

    forms::FormPointer form(const FormId& id) {
        const auto at = forms.find(id);
        if (at == forms.end()) return nullptr;
        if (at->second) return at->second;
        for (const DocumentRow& document : documents)
            if (document.kind == "form" && document.id == id)
                return at->second = forms::compile_package(document.body).form;
        return nullptr;
    }

    void note(const reports::Measures& measures) {
        for (const auto& [name, measure] : measures) {
            counted.insert(measure.form);
            const bool own_key = !measure.key.empty() && measure.key != "record" && !measure.key.starts_with("area:");
            if (own_key) keyed.insert(measure.form);
        }
    }
};

InForce reports_in_force(StoreReader& reader) {
    InForce in_force;
    in_force.documents = reader.documents_in_force();
    for (const DocumentRow& document : in_force.documents)
        if (document.kind == "form") in_force.forms[document.id] = nullptr;
    const auto find = records_in(reader, [&](const FormId& id) { return in_force.form(id); });
    for (const DocumentRow& document : in_force.documents) {
        if (document.kind != "report") continue;
        // One that cannot be made counts nothing that could be missed.
        if (auto report = report_in_force(in_force.documents, document.id, find))
            in_force.reports.push_back(std::move(*report));
    }
    if (in_force.reports.empty()) return in_force;
    if (auto programme = programme_of(in_force.documents)) in_force.indicators = std::move(programme->indicators);
    in_force.note(in_force.indicators.measures);
    for (const reports::ReportDefinition& report : in_force.reports) in_force.note(report.measures);
    return in_force;
}

// Gathers what goes and what stays of the same people, facilities, events.
class Gathering {
public:
    Gathering(StoreTransaction& transaction, InForce& in_force, Date day)
        : transaction_(transaction), in_force_(in_force) {
        records_.day = day;
    }

    const reports::RecordsThatGo& records() const { return records_; }

    // False when no report counts anything of them.
    bool take(const std::vector<RecordId>& going) {
        for (const RecordId& id : going)
            if (const auto row = transaction_.record(id); row && going_.insert(id).second) add_going(*row);
        return !records_.going.empty();
    }

    // A duplicate has records of its own, which count for the person as well: then they are looked for, too.
    void find_staying() {
        for (std::size_t known = 0; known != names_.size();) {
            known = names_.size();
            for (const FormId& form : in_force_.counted) look_through(form);
        }
    }

private:
    void add_going(const RecordRow& row) {
        names_.insert(row.id);
        if (!in_force_.counted.contains(row.form)) return;
        const auto form = in_force_.form(row.form);
        const auto state = form ? protocol::decode_state(row.state) : Result<RecordState>(Error{});
        if (!state) return;
        add_names(*form, *state);
        // Of what is counted by a key of its own anything that it names may be the key.
        if (in_force_.keyed.contains(row.form)) {
            has_keyed_ = true;
            each_record_named(row.state, [&](const RecordId& named) { names_.insert(named); });
        }
        records_.going.push_back(reports::counted(*form, row.id, row.area, *state));
    }

    void add_names(const forms::CompiledForm& form, const RecordState& state) {
        if (const auto subject = forms::subject_of(form.definition, state)) names_.insert(*subject);
        for (const std::string_view link : {reserved::corrects, reserved::same_as})
            if (const auto linked = parse_uuid(forms::shown_text(state, link))) names_.insert(*linked);
    }

    void look_through(const FormId& form) {
        std::optional<RecordId> after;
        for (auto rows = transaction_.records(form, after, gathered_at_once); !rows.empty();
             rows = transaction_.records(form, after, gathered_at_once)) {
            after = rows.back().id;
            for (const RecordRow& row : rows)
                if (!going_.contains(row.id) && !staying_.contains(row.id) && may_share(row)) add_staying(row);
        }
    }

    bool may_share(const RecordRow& row) const {
        if (names_.contains(row.id) || (has_keyed_ && in_force_.keyed.contains(row.form))) return true;
        bool is_named = false;
        each_record_named(row.state, [&](const RecordId& named) { is_named = is_named || names_.contains(named); });
        return is_named;
    }

    // Whom a record only mentions it does not count.
    void add_staying(const RecordRow& row) {
        const auto form = in_force_.form(row.form);
        const auto state = form ? protocol::decode_state(row.state) : Result<RecordState>(Error{});
        if (!state) return;
        Names own;
        std::swap(own, names_);
        add_names(*form, *state);
        std::swap(own, names_);
        const bool shares =
            names_.contains(row.id) || in_force_.keyed.contains(row.form) ||
            std::any_of(own.begin(), own.end(), [&](const RecordId& id) { return names_.contains(id); });
        if (!shares) return;
        staying_.insert(row.id);
        records_.staying.push_back(reports::counted(*form, row.id, row.area, *state));
        if (forms::shown_text(*state, reserved::same_as).empty()) return;
        names_.insert(row.id);
        names_.insert(own.begin(), own.end());
    }

    StoreTransaction& transaction_;
    InForce& in_force_;
    reports::RecordsThatGo records_;
    Names going_, staying_, names_;
    bool has_keyed_ = false;
};

}  // namespace

void keep_remainder(StoreTransaction& transaction, const std::vector<RecordId>& records, Date day) {
    if (transaction.upstream()) return;
    const auto is_here = [&](const RecordId& id) { return transaction.record(id).has_value(); };
    if (std::none_of(records.begin(), records.end(), is_here)) return;  // before every form and report is compiled
    InForce in_force = reports_in_force(transaction);
    if (in_force.reports.empty()) return;
    Gathering gathering(transaction, in_force, day);
    if (!gathering.take(records)) return;
    gathering.find_staying();
    for (const reports::ReportDefinition& report : in_force.reports)
        for (const auto& [period, remainder] :
             reports::remainder_of(report, in_force.indicators, in_force.forms, gathering.records()))
            for (const auto& [key, sum] : remainder)
                transaction.add_to_remainder({report.id, period, key.first, key.second, sum.amount, sum.turns});
}

reports::Remainder remainder_in(StoreReader& reader, const std::string& report, const reports::Period& period) {
    reports::Remainder remainder;
    if (const auto known = reports::calendar_period(period))
        for (const RemainderRow& row : reader.remainder(report, known->code))
            remainder[{row.figure, row.area}] = {row.amount, row.turns};
    return remainder;
}

bool misses_the_erased(StoreReader& reader, const reports::Period& period) {
    if (reader.upstream()) return reader.facts().erasures > 0;
    return !reports::calendar_period(period) && reader.has_remainder();
}

}  // namespace nuong

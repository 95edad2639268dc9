#include "shared/reports/remainder.h"

#include <algorithm>
#include <cmath>

#include "shared/reports/tally.h"

namespace nuong::reports {
namespace {

// Older reports are papers by now, and a wrong date of long ago should not have them all counted again.
constexpr std::chrono::days days_back{3650}, days_ahead{366};

// Lengths in front, so that no two definitions read alike.
class Definition {
public:
    Definition& put(std::string_view part) {
        text_ += std::to_string(part.size()) + ':';
        text_ += part;
        return *this;
    }
    Definition& put(int number) { return put(std::to_string(number)); }
    Definition& put(const MeasureName& name, bool previous, const Measures& measures) {
        put(name.is_previous || previous ? 1 : 0);
        const auto at = measures.find(name.id);
        if (at == measures.end()) return put(name.id);
        const Measure& measure = at->second;
        for (const std::string* part : {&measure.form, &measure.each, &measure.where, &measure.on, &measure.from,
                                        &measure.to, &measure.key, &measure.sum})
            put(*part);
        return put(static_cast<int>(measure.when)).put(measure.places ? 1 : 0);
    }
    Definition& put(const SetExpression& set, bool previous, const Measures& measures) {
        put(static_cast<int>(set.op)).put(static_cast<int>(set.parts.size()));
        for (const SetExpression& part : set.parts) put(part, previous, measures);
        return set.op == SetExpression::Op::measure ? put(set.measure, previous, measures) : *this;
    }
    FigureMark mark() const { return sha256(text_); }

private:
    std::string text_;
};

bool is_nothing(const RemainderSum& sum) { return std::abs(sum.amount) < 1e-9 && std::abs(sum.turns) < 1e-9; }

std::vector<AreaCode> areas_of(const RecordsThatGo& records) {
    std::vector<AreaCode> areas;
    for (const auto* some : {&records.going, &records.staying})
        for (const CountedRecord& record : *some) areas.push_back(record.area);
    std::sort(areas.begin(), areas.end());
    areas.erase(std::unique(areas.begin(), areas.end()), areas.end());
    return areas;
}

// The same question to the report, with and without what goes.
class Difference {
public:
    Difference(const ReportDefinition& report, const Programme& programme, const Forms& forms,
               const RecordsThatGo& records)
        : report_(report), programme_(programme), forms_(forms), records_(records), areas_(areas_of(records)) {}

    // The first day that the report asks of them; nothing when it counts nothing of what goes.
    std::optional<Date> first_day() const {
        auto tally = Tally::make_apart(report_, areas_, running_year(), forms_, programme_);
        if (!tally) return std::nullopt;  // such a report cannot be made either
        const bool is_wanted = std::any_of(records_.going.begin(), records_.going.end(),
                                           [&](const CountedRecord& record) { return tally->wants(record.form); });
        if (!is_wanted) return std::nullopt;
        // What stays may count otherwise in periods of its own: a duplicate that goes has joined it to somebody.
        for (const auto* some : {&records_.going, &records_.staying})
            for (const CountedRecord& record : *some)
                if (tally->wants(record.form)) tally->add(record);
        return std::max(tally->first_day().value_or(running_year().first), running_year().first - days_back);
    }

    Remainder in(const Period& period) const {
        Remainder left = sums(period, true);
        if (!records_.staying.empty())
            for (const auto& [key, sum] : sums(period, false)) {
                left[key].amount -= sum.amount;
                left[key].turns -= sum.turns;
            }
        std::erase_if(left, [](const auto& one) { return is_nothing(one.second); });
        return left;
    }

private:
    Period running_year() const { return calendar_periods(records_.day, records_.day).front(); }

    Remainder sums(const Period& period, bool with_what_goes) const {
        auto tally = Tally::make_apart(report_, areas_, period, forms_, programme_);
        if (!tally) return {};
        std::map<std::string, const CountedRecord*> known;
        const auto add = [&](const CountedRecord& record) {
            known[record.record] = &record;
            if (tally->wants(record.form)) tally->add(record);  // as whoever makes the report does
        };
        for (const CountedRecord& record : records_.staying) add(record);
        if (with_what_goes)
            for (const CountedRecord& record : records_.going) add(record);
        return tally->sums(records_.day, [&](const std::string& id) {
            const auto at = known.find(id);
            return at == known.end() ? std::nullopt : std::optional(*at->second);
        });
    }

    const ReportDefinition& report_;
    const Programme& programme_;
    const Forms& forms_;
    const RecordsThatGo& records_;
    std::vector<AreaCode> areas_;
};

}  // namespace

FigureMark mark_of(const Side& side, bool previous, const Measures& measures) {
    Definition definition;
    definition.put(static_cast<int>(side.kind));
    if (side.kind == Side::Kind::distinct) definition.put(side.set, previous, measures);
    definition.put(side.turns ? 1 : 0);
    if (side.turns) definition.put(*side.turns, previous, measures);
    for (const MeasureName& name : side.measures) definition.put(name, previous, measures);
    return definition.mark();
}

FigureMark mark_of(const MeasureName& measure, const Measures& measures) {
    return Definition().put("area").put(measure, false, measures).mark();
}

bool is_settled(const MeasureName& name, const Measures& measures, const Period& period, Date day) {
    const Period asked = name.is_previous ? period_before(period) : period;
    if (asked.last < day) return true;
    const When when = measures.at(name.id).when;
    return asked.first <= day && (when == When::within || when == When::overlaps);
}

std::map<std::string, Remainder> remainder_of(const ReportDefinition& report, const IndicatorBook& indicators,
                                              const Forms& forms, const RecordsThatGo& records) {
    const Programme programme{indicators, {}};
    const Difference difference(report, programme, forms, records);
    const auto first = difference.first_day();
    if (!first) return {};
    std::map<std::string, Remainder> by_period;
    for (const Period& period : calendar_periods(*first, records.day + days_ahead)) {
        if (period_before(period).first > records.day) continue;
        if (Remainder left = difference.in(period); !left.empty()) by_period[period.code] = std::move(left);
    }
    return by_period;
}

}  // namespace nuong::reports

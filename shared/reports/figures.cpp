#include "shared/reports/figures.h"

#include <algorithm>

namespace nuong::reports {
namespace {

MeasureName shifted(MeasureName name, bool previous) {
    name.is_previous = name.is_previous || previous;
    return name;
}

// The share as it is printed, or the number itself.
std::optional<Decimal> value_of(const Figure& figure, std::optional<double> numerator,
                                std::optional<double> denominator, int places) {
    if (!numerator) return std::nullopt;
    if (figure.denominator.kind == Side::Kind::nothing) return decimal_of(*numerator);
    if (!denominator) return std::nullopt;
    auto share = percent_of(decimal_of(*numerator), decimal_of(*denominator), figure.is_ratio ? places + 2 : places,
                            figure.rounding);
    if (share && figure.is_ratio) share = percent_of(*share, {10'000, 0}, places, figure.rounding);
    return share;
}

// Of people and what happened to them, not of areas or of what a plan says.
bool counts(const Side& side) {
    return side.kind == Side::Kind::distinct || side.kind == Side::Kind::count || side.kind == Side::Kind::sum;
}

// Before its time is over, a target can be reached and a limit be broken, and nothing else is known.
CellStatus status_by(const Threshold& threshold, Decimal reached, bool is_over) {
    using Op = Threshold::Op;
    const bool is_met = threshold.is_met(reached);
    const bool is_limit = threshold.op == Op::at_most || threshold.op == Op::below;
    const bool is_known = threshold.op == Op::above || threshold.op == Op::at_least ? is_met : is_limit && !is_met;
    if (!is_over && !is_known) return CellStatus::running;
    return is_met ? CellStatus::met : CellStatus::not_met;
}

// Where there was nothing and is nothing, it cannot fall any further, and there is nothing that could rise or be kept.
CellStatus status_by(Trend trend, Decimal now, Decimal before) {
    const bool is_nothing = now.units == 0 && before.units == 0;
    if (is_nothing && (trend == Trend::rising || trend == Trend::kept)) return CellStatus::none;
    const bool follows = trend == Trend::rising    ? before < now
                         : trend == Trend::falling ? is_nothing || now < before
                         : trend == Trend::kept    ? !(now < before)
                                                   : !(before < now);
    return follows ? CellStatus::met : CellStatus::not_met;
}

}  // namespace

Status Figures::ask_for(const SetExpression& set) {
    std::vector<MeasureName> names;
    collect_names(set, names);
    for (const MeasureName& name : names) {
        const auto bit = counter_.count_subjects(name);
        if (!bit) return bit.error();
        bits_[name] = *bit;
    }
    return Done{};
}

Status Figures::ask_for(const Figure& figure) {
    for (const Side* side : {&figure.numerator, &figure.denominator})
        for (const bool previous : {false, true}) {
            if (previous && figure.trend == Trend::none && !figure.compares) continue;
            std::vector<MeasureName> of_subjects, of_amounts = side->measures;
            if (side->kind == Side::Kind::distinct) collect_names(side->set, of_subjects);
            if (side->turns) of_subjects.push_back(*side->turns);
            for (const MeasureName& name : of_subjects) {
                const auto bit = counter_.count_subjects(shifted(name, previous));
                if (!bit) return bit.error();
                bits_[shifted(name, previous)] = *bit;
            }
            for (const MeasureName& name : of_amounts) {
                const auto sum = counter_.count_amounts(shifted(name, previous));
                if (!sum) return sum.error();
                sums_[shifted(name, previous)] = *sum;
            }
        }
    return Done{};
}

std::size_t Figures::bit_of(const MeasureName& name, bool previous) const { return bits_.at(shifted(name, previous)); }

std::set<MeasureName> Figures::measures_behind(const Figure& figure, FigurePart part) {
    const Side& side = part == FigurePart::denominator ? figure.denominator : figure.numerator;
    if (part == FigurePart::turns) return side.turns ? std::set{*side.turns} : std::set<MeasureName>();
    std::vector<MeasureName> names;
    if (side.kind == Side::Kind::distinct) collect_names(side.set, names);
    if (side.kind == Side::Kind::count || side.kind == Side::Kind::sum) names = side.measures;
    return {names.begin(), names.end()};
}

bool Figures::is_of_document(const Figure& figure, FigurePart part, std::optional<std::size_t> column) const {
    const Side& side = part == FigurePart::denominator ? figure.denominator : figure.numerator;
    if (!side.baseline || (side.baseline->valid_to && *side.baseline->valid_to < period_.last)) return false;
    if (part == FigurePart::turns || (column && *column >= areas_.columns().size())) return false;
    return (column ? areas_.columns()[*column].area : areas_.root().code) == side.baseline->area;
}

std::optional<Figures::Behind> Figures::behind(const Figure& figure, FigurePart part,
                                               std::optional<std::size_t> column) const {
    const Side& side = part == FigurePart::denominator ? figure.denominator : figure.numerator;
    const std::set<MeasureName> measures = measures_behind(figure, part);
    const bool is_inside = !column || *column < areas_.columns().size();
    if (measures.empty() || !is_inside || is_of_document(figure, part, column)) return std::nullopt;
    const bool is_of_subjects = side.kind == Side::Kind::distinct;
    const auto is_here = [&](std::uint16_t place) {
        return place != Subjects::nowhere && (!column || place == *column);
    };
    Behind found;
    std::set<std::uint32_t> counted;
    if (is_of_subjects)
        for (const std::uint32_t subject : subjects_in(side.set))
            if (is_here(counter_.subjects().column(subject))) counted.insert(subject);
    if (is_of_subjects && part != FigurePart::turns)
        for (const std::uint32_t subject : counted) found.subjects[counter_.subjects().key(subject)];
    for (const Match& match : counter_.matches()) {
        if (!measures.contains(match.measure) || match.subject.has_value() != is_of_subjects) continue;
        if (is_of_subjects ? !counted.contains(*match.subject) : !is_here(match.column)) continue;
        auto& records =
            found.subjects.empty() ? found.records : found.subjects[counter_.subjects().key(*match.subject)];
        records[match.record] += match.amount;
    }
    const auto is_nothing = [](const auto& each) { return each.second == 0; };
    std::erase_if(found.records, is_nothing);
    for (auto& [subject, records] : found.subjects) std::erase_if(records, is_nothing);
    return found;
}

void Figures::BitSet::add(std::size_t bit) {
    const std::size_t word = bit / 64;
    auto at = std::find_if(masks.begin(), masks.end(), [&](const Mask& mask) { return mask.word == word; });
    if (at == masks.end()) at = masks.insert(at, Mask{word, 0});
    at->bits |= std::uint64_t{1} << (bit % 64);
}

Figures::BitSet Figures::looked_up(const SetExpression& set, bool previous) const {
    BitSet found;
    if (set.op == SetExpression::Op::measure) found.add(bit_of(set.measure, previous));
    else found.op = set.op;
    for (const SetExpression& part : set.parts)
        if (part.op == SetExpression::Op::measure) found.add(bit_of(part.measure, previous));
        else found.parts.push_back(looked_up(part, previous));
    return found;
}

// `fulfilled(word)`: of whoever is asked, see Subjects.
template <class Fulfilled>
bool Figures::is_in(const BitSet& set, const Fulfilled& fulfilled) {
    const auto in = [&](const BitSet& part) { return is_in(part, fulfilled); };
    const auto has_any = [&](const BitSet::Mask& mask) { return (fulfilled(mask.word) & mask.bits) != 0; };
    const auto has_all = [&](const BitSet::Mask& mask) { return (fulfilled(mask.word) & mask.bits) == mask.bits; };
    if (set.op == SetExpression::Op::all || set.op == SetExpression::Op::measure)
        return std::all_of(set.masks.begin(), set.masks.end(), has_all) &&
               std::all_of(set.parts.begin(), set.parts.end(), in);
    const bool is_any =
        std::any_of(set.masks.begin(), set.masks.end(), has_any) || std::any_of(set.parts.begin(), set.parts.end(), in);
    return is_any == (set.op == SetExpression::Op::any);
}

std::vector<std::uint32_t> Figures::subjects_in(const SetExpression& set) const {
    const BitSet wanted = looked_up(set, false);
    const Subjects& subjects = counter_.subjects();
    std::vector<std::uint32_t> found;
    for (std::uint32_t subject = 0; subject < subjects.size(); ++subject)
        if (subjects.column(subject) != Subjects::nowhere &&
            is_in(wanted, [&](std::size_t word) { return subjects.fulfilled(subject, word); }))
            found.push_back(subject);
    return found;
}

Figures::SideValues Figures::subjects_of(const Side& side, bool previous) const {
    std::vector<double> counts(areas_.columns().size(), 0.0), turns(areas_.columns().size(), 0.0);
    SideValues values;
    double total = 0;
    const BitSet wanted = looked_up(side.set, previous);
    const std::size_t turns_bit = side.turns ? bit_of(*side.turns, previous) : 0;
    for (std::size_t group = 0; group < groups_->size(); ++group) {
        const std::uint16_t column = groups_->column(group);
        if (column >= counts.size() ||
            !is_in(wanted, [&](std::size_t word) { return groups_->fulfilled(group, word); }))
            continue;
        counts[column] += groups_->members(group);
        total += groups_->members(group);
        if (!side.turns) continue;
        const double times = groups_->times(group, turns_bit);
        turns[column] += times;
        values.turns_total += times;
    }
    values.of_column.assign(counts.begin(), counts.end());
    values.total = total;
    values.turns = std::move(turns);
    values.has_turns = side.turns.has_value();
    return values;
}

Figures::SideValues Figures::amounts_of(const Side& side, bool previous) const {
    std::vector<double> sums(areas_.columns().size(), 0.0);
    double total = 0;
    for (const MeasureName& name : side.measures) {
        const std::vector<double>& amounts = counter_.amounts(sums_.at(shifted(name, previous)));
        for (std::size_t column = 0; column < sums.size(); ++column) {
            sums[column] += amounts[column];
            total += amounts[column];
        }
    }
    SideValues values;
    values.of_column.assign(sums.begin(), sums.end());
    values.total = total;
    return values;
}

void Figures::add_remainder(const Side& side, bool previous, SideValues& values) const {
    if (remainder_.empty() || !counts(side)) return;
    const FigureMark mark = mark_of(side, previous, counter_.measures());
    for (auto at = remainder_.lower_bound({mark, ""}); at != remainder_.end() && at->first.first == mark; ++at) {
        const std::uint16_t column = areas_.column_of(at->first.second);
        if (column == ReportAreas::outside) continue;
        values.of_column[column] = values.of_column[column].value_or(0) + at->second.amount;
        values.total = values.total.value_or(0) + at->second.amount;
        if (!values.has_turns) continue;
        values.turns[column] += at->second.turns;
        values.turns_total += at->second.turns;
    }
}

bool Figures::is_settled_on(Date day, const Side& side, bool previous) const {
    std::vector<MeasureName> names = side.measures;
    if (side.kind == Side::Kind::distinct) collect_names(side.set, names);
    if (side.turns) names.push_back(*side.turns);
    return std::all_of(names.begin(), names.end(), [&](const MeasureName& name) {
        return is_settled(shifted(name, previous), counter_.measures(), period_, day);
    });
}

void Figures::collect(const Figure& figure, Date day, Remainder& sums) const {
    const bool has_trend = figure.trend != Trend::none || figure.compares;
    for (const Side* side : {&figure.numerator, &figure.denominator})
        for (const bool previous : {false, true}) {
            if ((previous && !has_trend) || !counts(*side) || !is_settled_on(day, *side, previous)) continue;
            const SideValues values = counted(*side, previous);
            const FigureMark mark = mark_of(*side, previous, counter_.measures());
            for (std::size_t column = 0; column + 1 < areas_.columns().size(); ++column) {
                const RemainderSum sum{values.of_column[column].value_or(0),
                                       values.has_turns ? values.turns[column] : 0};
                if (sum != RemainderSum{}) sums[{mark, areas_.columns()[column].area}] = sum;
            }
        }
}

Figures::SideValues Figures::values_of(const Side& side, bool previous) const {
    SideValues values = counted(side, previous);
    add_remainder(side, previous, values);
    if (!side.baseline || (side.baseline->valid_to && *side.baseline->valid_to < period_.last)) return values;
    // What is known of the whole is not known of its parts.
    for (std::size_t column = 0; column < areas_.columns().size(); ++column)
        if (areas_.columns()[column].area == side.baseline->area)
            values.of_column[column] = side.baseline->value.number();
    if (areas_.root().code == side.baseline->area) values.total = side.baseline->value.number();
    return values;
}

Figures::SideValues Figures::counted(const Side& side, bool previous) const {
    if (side.kind == Side::Kind::distinct) return subjects_of(side, previous);
    if (side.kind == Side::Kind::count || side.kind == Side::Kind::sum) return amounts_of(side, previous);
    SideValues values;
    const auto& columns = areas_.columns();
    values.of_column.resize(columns.size());
    if (side.kind == Side::Kind::areas) {
        for (std::size_t column = 0; column < columns.size(); ++column)
            values.of_column[column] = static_cast<double>(areas_.count(side.name, column));
        values.total = static_cast<double>(areas_.count(side.name, columns.size()));
    }
    if (side.kind == Side::Kind::target) {
        const auto found = [&](const AreaCode& area) {
            const auto target = targets_.find(side.name, area, period_.last);
            return target ? std::optional(target->value.number()) : std::nullopt;
        };
        for (std::size_t column = 0; column < columns.size(); ++column)
            values.of_column[column] = found(columns[column].area);
        values.total = found(areas_.root().code);
    }
    return values;
}

// What happens in a period adds up over the months of a plan; what is so at the end of it does not, and no share does
// but that of what the plan assigns.
bool Figures::adds_up(const Figure& figure) const {
    const Side& side = figure.numerator;
    const bool is_amount = !figure.is_share() || figure.denominator.kind == Side::Kind::target;
    if (!is_amount || !counts(side)) return false;
    std::vector<MeasureName> names = side.measures;
    if (side.kind == Side::Kind::distinct) collect_names(side.set, names);
    return std::any_of(names.begin(), names.end(), [&](const MeasureName& name) {
        const When when = counter_.measures().at(name.id).when;
        return when == When::within || when == When::overlaps;
    });
}

// Of a phase of several years what each of them was assigned, when all of them were. How many different people that
// makes no plan says.
std::optional<TargetBook::Found> Figures::assigned(const Figure& figure, const TargetName& target,
                                                   const AreaCode& area) const {
    auto found = targets_.find(target.indicator, area, period_.last, target.facility);
    if (!found || found->first <= period_.first || !adds_up(figure)) return found;
    if (figure.numerator.kind == Side::Kind::distinct) return std::nullopt;
    while (period_.first < found->first) {
        const auto before = targets_.find(target.indicator, area, found->first - std::chrono::days(1), target.facility);
        if (!before) return std::nullopt;
        found->value = found->value + before->value;
        found->first = before->first;
    }
    return found->first == period_.first ? found : std::nullopt;
}

Figures::SideValues Figures::planned(const Figure& figure) const {
    const auto value = [&](const AreaCode& area) {
        const auto found = assigned(figure, {figure.denominator.name, ""}, area);
        return found ? std::optional(found->value.number()) : std::nullopt;
    };
    SideValues values;
    for (const ReportColumn& column : areas_.columns()) values.of_column.push_back(value(column.area));
    values.total = value(areas_.root().code);
    return values;
}

// Whether the time is over in which it was to be reached.
bool Figures::set_target(const Figure& figure, const TargetName& target, std::size_t column, Cell& cell) const {
    const AreaCode& area = column < areas_.columns().size() ? areas_.columns()[column].area : areas_.root().code;
    // Where the plan's figure is the base already, the share of it is held against the threshold.
    const bool is_base = figure.denominator.kind == Side::Kind::target;
    const TargetName asked = is_base ? TargetName{figure.denominator.name, ""} : target;
    const auto found = asked.indicator.empty() ? std::nullopt : assigned(figure, asked, area);
    if (found) cell.plan = found->plan;
    const bool has_threshold = figure.has_threshold_at(areas_.level_at(column));
    if (found && !is_base) cell.target = found->value;
    else if (!asked.indicator.empty() && !targets_.rivals(asked.indicator, area, period_.last, asked.facility).empty())
        return true;  // nobody knows what is asked
    else if (has_threshold) cell.target = figure.threshold->value;
    if (found) return found->last <= as_of_ && (period_.first <= found->first || !adds_up(figure));
    constexpr int days_in_month = 30;
    return (period_.last - period_.first).count() + 1 >= figure.months_least * days_in_month;
}

Cell Figures::cell(const Figure& figure, const TargetName& target, std::size_t column, std::optional<double> numerator,
                   std::optional<double> denominator, std::optional<Decimal> previous) const {
    Cell cell;
    const bool is_share = figure.is_share();
    // What lies nobody knows where is no unit: nothing is asked of it.
    const bool is_asked = column >= areas_.columns().size() || !areas_.columns()[column].area.empty();
    const bool is_over = is_asked && set_target(figure, target, column, cell);
    cell.numerator = numerator;
    cell.denominator = is_share ? denominator : std::nullopt;
    cell.value = value_of(figure, numerator, denominator, figure.places);
    if (is_share && !cell.value) {
        cell.status = CellStatus::empty;
        return cell;
    }
    if (previous) cell.previous = previous->number();
    if (!is_share && cell.target && cell.value)
        cell.percent_of_target = percent_of(*cell.value, *cell.target, figure.places, figure.rounding);
    // Held against the exact share: 80.004 is more than 80, though both are printed as 80.00.
    const auto exact = value_of(figure, numerator, denominator, 6);
    if (is_asked && figure.trend != Trend::none && previous && exact)
        cell.status = status_by(figure.trend, *exact, *previous);
    if (figure.trend != Trend::none || !cell.target || !exact) return cell;
    Threshold threshold = figure.threshold.value_or(Threshold{});
    threshold.value = *cell.target;
    cell.status = status_by(threshold, *exact, is_over);
    return cell;
}

void Figures::fill(const Figure& figure, const TargetName& target, ReportRow& row) const {
    row.is_share = figure.is_share();
    row.hide_below = figure.hide_below;
    const SideValues above = values_of(figure.numerator, false);
    const bool is_of_plan = figure.denominator.kind == Side::Kind::target;
    const auto base = [&](bool previous) {
        return is_of_plan ? planned(figure) : values_of(figure.denominator, previous);
    };
    const SideValues below = row.is_share ? base(false) : SideValues{};
    const bool has_trend = figure.trend != Trend::none || figure.compares;
    const SideValues above_before = has_trend ? values_of(figure.numerator, true) : SideValues{};
    const SideValues below_before = has_trend && row.is_share ? base(true) : SideValues{};
    const auto& columns = areas_.columns();
    const auto at = [](const SideValues& values, std::size_t column) {
        return column < values.of_column.size() ? values.of_column[column] : std::optional<double>();
    };
    const auto is_few = [&](std::optional<double> count) { return count && *count > 0 && *count < figure.hide_below; };
    for (std::size_t column = 0; column < columns.size(); ++column) {
        const auto above_then = at(above_before, column), below_then = at(below_before, column);
        const auto previous = value_of(figure, above_then, below_then, 6);
        row.cells.push_back(cell(figure, target, column, at(above, column), at(below, column), previous));
        row.cells.back().previous_is_of_few = row.is_share && (is_few(above_then) || is_few(below_then));
        if (above.has_turns && row.cells.back().numerator) row.cells.back().turns = above.turns[column];
    }
    row.total = cell(figure, target, columns.size(), above.total, below.total,
                     value_of(figure, above_before.total, below_before.total, 6));
    row.total.previous_is_of_few = row.is_share && (is_few(above_before.total) || is_few(below_before.total));
    if (above.has_turns && row.total.numerator) row.total.turns = above.turns_total;
}

}  // namespace nuong::reports

// Remainder: what the figures of one report and period go on counting of records that are not there any more. For each
// figure and area it is a sum: how much, and how often (lượt). Of whom, of how many people, and which sums came
// together is not in it, so nothing about a person can be put together from it that the report itself does not say.
//
// It is the difference that the records make: what the report counts with them less what it counts without them. So it
// holds for sets of measures, for people of whom something stays, and for corrections and duplicates alike.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "shared/base/hash.h"
#include "shared/reports/counter.h"
#include "shared/reports/indicator.h"

namespace nuong::reports {

struct ReportDefinition;

// The name of a side of a figure, or of a measure about areas, is a hash of all that it is made of: a definition that
// was changed counts anew, and nothing of what the old one left.
using FigureMark = Hash;
FigureMark mark_of(const Side& side, bool previous, const Measures& measures);
FigureMark mark_of(const MeasureName& measure, const Measures& measures);

struct RemainderSum {
    double amount = 0;
    double turns = 0;

    bool operator==(const RemainderSum&) const = default;
};
using RemainderKey = std::pair<FigureMark, AreaCode>;
using Remainder = std::map<RemainderKey, RemainderSum>;

// Does the answer of the measure stay as it is when a record goes on `day`? Of a period that is over it does; of the
// one that runs, only what happened within it: a stock asks for the last day, on which the person is not there any
// more.
bool is_settled(const MeasureName& name, const Measures& measures, const Period& period, Date day);

struct RecordsThatGo {
    std::vector<CountedRecord> going;
    std::vector<CountedRecord> staying;  // at least those that share a subject with one that goes
    Date day{};                          // on which they go
};

// Of every year and half year, by its code, from the first day that the report asks of the records to the period after
// the running one, whose period before is running now. `forms`: of all these records; others may be there without a
// definition.
std::map<std::string, Remainder> remainder_of(const ReportDefinition& report, const IndicatorBook& indicators,
                                              const Forms& forms, const RecordsThatGo& records);

}  // namespace nuong::reports

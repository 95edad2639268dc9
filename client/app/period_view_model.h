// What the screens of periods show: how far each form of a half year has come, and locking it. Part of the view model
// (view_model.h).
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "client/app/view_parts.h"

namespace nuong::client {

struct PeriodRow {
    std::string title = {}, detail = {};  // the form; "120 phiếu, 3 chờ kiểm tra"
    Badge state = {};
    Action open = {};
    bool operator==(const PeriodRow&) const = default;
};

// A half year: every form at once, then each that has a record of it.
struct PeriodsView {
    std::string title = {}, area = {}, period = {}, about = {};
    Action earlier = {};
    std::optional<Action> later = {};
    std::vector<PeriodRow> rows = {};
    bool operator==(const PeriodsView&) const = default;
};

// One commune of those that a decision may be made for alone.
struct PeriodUnit {
    std::string name = {}, about = {};  // "Võ Lao"; "Chỉ cho Võ Lao; các đơn vị khác giữ nguyên."
    Badge state = {};
    DecidePeriod decide = {};  // the other way round than it is; without a reason yet
    bool operator==(const PeriodUnit&) const = default;
};

// One form of a half year, or all of them.
struct PeriodView {
    std::string title = {}, subject = {};  // the form; area and period
    Badge state = {};
    std::string units = {};                              // where it is not locked yet
    std::vector<OverviewFigure> figures = {};            // each opens its list
    std::vector<std::string> missing = {};               // what a lock would close over; asked about before
    std::optional<DecidePeriod> lock = {}, reopen = {};  // without a reason yet; nothing: the role may not
    std::string about_lock = {};                         // how many areas it is for
    std::vector<PeriodUnit> each_unit = {};              // when there are several, and the role may
    bool operator==(const PeriodView&) const = default;
};

}  // namespace nuong::client

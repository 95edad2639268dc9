// What has come in, counted for the overview: records by area, form and day, as devices count them, those that were
// returned, and those that wait for a person's decision. One pass over the store; what is counted is of nobody in
// particular, and each asker is shown what the role reads.
#pragma once
#include "shared/model/commune_weeks.h"
#include "sync-server/core/principal.h"

namespace nuong {

struct OverviewCounts {
    struct Place {
        AreaCode area;
        FormId form;
        std::string day;  // ISO

        auto operator<=>(const Place&) const = default;
    };
    std::map<Place, std::int64_t> records;  // void ones are left out
    using Sums = std::map<std::pair<AreaCode, FormId>, std::int64_t>;
    Sums returned;   // to be put right by who wrote them
    Sums to_decide;  // in which people wrote different things
    Instant counted;

    // As far as the asker's role reads all records of a form in the areas granted.
    std::vector<DayCount> days_for(const Principal& asker, const AreaTree& areas) const;
    std::int64_t sum_for(const Principal& asker, const AreaTree& areas, const Sums& sums) const;
};

// Days from `from` on, `until` included.
OverviewCounts count_overview(StoreReader& reader, FormShelf& forms, Date from, Date until, Instant now);

}  // namespace nuong

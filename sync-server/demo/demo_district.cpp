#include "sync-server/demo/demo_district.h"

#include <algorithm>

#include "sync-server/demo/maker.h"

namespace nuong::demo {
namespace {

using namespace std::chrono;

year_month month_of(Date day) {
    const year_month_day date{day};
    return date.year() / date.month();
}

}  // namespace

DemoDistrict::DemoDistrict(const DemoPlan& plan, const AreaTree& areas, const DemoScale& scale)
    : plan_(plan), scale_(scale), chance_(scale.seed), communes_(areas.children(plan.area)) {}

Date DemoDistrict::first_day(int number) const {
    return sys_days((month_of(scale_.until) - months(scale_.months - 1 - number)) / day(1));
}

Date DemoDistrict::last_day(int number) const {
    const Date end = sys_days((month_of(first_day(number)) + months(1)) / day(1)) - days(1);
    return std::min(end, scale_.until);
}

void DemoDistrict::month(int number, const Deliver& deliver) {
    Maker maker(*this, first_day(number), last_day(number), deliver);
    const auto at_start = static_cast<int>(scale_.people * plan_.number("registered_at_start_percent") / 100);
    maker.follow_up();  // of what the months before have brought
    if (number == 0) {
        maker.found_district();
        maker.register_people(at_start, true);
    }
    // The rest comes month by month; in a single month all of it at once.
    const long rest = scale_.people - at_start;
    maker.register_people(static_cast<int>(rest * (number + 1) / scale_.months - rest * number / scale_.months), false);
    for (std::size_t i = 0; i < people_.size(); ++i) maker.live(people_[i]);
    maker.run_district();
    const year_month_day last{last_day(number)};
    const bool half_year_ends = (last.month() == June || last.month() == December) && last.day() >= day(30);
    if (half_year_ends)
        maker.close_half_year(std::to_string(int(last.year())) + (last.month() == June ? "-H1" : "-H2"));
    maker.deliver();
}

}  // namespace nuong::demo

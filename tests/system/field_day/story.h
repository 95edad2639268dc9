// The story of one field day, step by step, each step checked while it is told.
#pragma once
#include <ctime>
#include <string>
#include <vector>

#include "tests/system/field_day/district.h"

namespace nuong::testing {

class Story {
public:
    explicit Story(District& district) : district_(district) {}

    void found_district();  // only the first time
    void play_day();
    void leave_conflict_for_window();  // two people disagree, so that the window has something to decide

private:
    void step(const std::string& vi, const std::string& en);
    void detail(const std::string& text) const;
    void check(bool holds, const std::string& what, const Json& instead);
    std::string add(const std::string& name, const std::string& form, const std::string& area, const Json& answers);
    void sync_all();
    double figure(const Json& report, const std::string& row) const;
    Json report();

    void morning();
    void offline_visits();
    void edits_apart();
    void evening_sync();
    void decide();
    void compare_devices();
    void hand_in_report();

    District& district_;
    int step_ = 0;
    Json report_before_;
    std::string person_, session_;
    std::vector<std::string> records_;  // made today
};

}  // namespace nuong::testing

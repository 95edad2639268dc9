// Bands: a bar cut into how many are at low, at moderate and at high risk. The window, the page of the office and the
// workbook draw the same. A bar is drawn as shares of itself, for some are screened for a hundred times as often as
// others; its numbers stand beside it, so that nothing is told by colour alone.
#pragma once
#include "shared/reports/report_table.h"

namespace nuong::reports {

struct BandPart {
    std::string code = {}, name = {};   // "high", "nguy cơ cao"
    std::optional<double> number = {};  // nothing: hidden
    std::string text = {};              // as people here write it; else its mark: "<5*"

    bool operator==(const BandPart&) const = default;
};

struct BandBar {
    std::string name = {};
    std::vector<BandPart> parts = {};
    std::optional<double> whole = {};  // nothing: a part is hidden, so its share would tell it, and nothing is drawn
    std::string whole_text = {};
    std::string instead = {};  // not empty: nobody here can count it; this stands where it would be drawn

    float share_of(const BandPart& part) const;  // 0..1; 0 when nothing is drawn
    bool operator==(const BandBar&) const = default;
};

// The bars of a section over the whole area, in the order of its rows; without those that count nobody.
std::vector<BandBar> bands_of(const ReportTable& table, std::size_t section, Language language);

// The order in which bands grow darker: 0 incomplete, 1 low, 2 moderate, 3 high.
int level_of_band(const std::string& code);

}  // namespace nuong::reports

#include "shared/reports/band_chart.h"

#include "shared/base/local_text.h"
#include "shared/model/value.h"
#include "shared/reports/report_grid.h"
#include "shared/reports/row_chart.h"

namespace nuong::reports {
namespace {

// What all of its parts together count, if all of them may be seen.
void sum_up(BandBar& bar, Language language) {
    double whole = 0;
    for (const BandPart& part : bar.parts) {
        if (!part.number) return;
        whole += *part.number;
    }
    bar.whole = whole;
    bar.whole_text = number_text(language, plain_number(whole));
}

}  // namespace

float BandBar::share_of(const BandPart& part) const {
    return whole && *whole > 0 && part.number ? static_cast<float>(*part.number / *whole) : 0;
}

std::vector<BandBar> bands_of(const ReportTable& table, std::size_t section, Language language) {
    std::vector<BandBar> bars;
    if (section >= table.sections.size()) return bars;
    const std::vector<ReportRow>& rows = table.sections[section].rows;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!rows[i].band) continue;
        const RowBand& band = *rows[i].band;
        const bool goes_on = i > 0 && rows[i - 1].band && rows[i - 1].band->bar == band.bar;
        if (!goes_on) bars.push_back({.name = band.bar.in(language)});
        const ChartMark mark = mark_of(rows[i], rows[i].total, band.name.in(language), language);
        bars.back().parts.push_back({band.code, mark.name, mark.number, mark.text});
        if (rows[i].total.status == CellStatus::not_held)
            bars.back().instead = words_of(CellStatus::not_held).in(language);
    }
    for (BandBar& bar : bars) sum_up(bar, language);
    std::erase_if(bars, [](const BandBar& bar) { return bar.whole == 0.0; });
    return bars;
}

int level_of_band(const std::string& code) {
    return code == "low" ? 1 : code == "moderate" ? 2 : code == "high" ? 3 : 0;
}

}  // namespace nuong::reports

#include "client/app/written_report.h"

#include "shared/reports/within_commune.h"

namespace nuong::client {
namespace {

void keep_within_commune(Replica& replica, reports::ReportTable& table) {
    const AreaTree& areas = replica.areas();
    reports::keep_within_commune(areas, areas.outermost(replica.device().areas), table);
}

}  // namespace

WrittenReport written_report(Replica& replica, const reports::ReportTable& table) {
    WrittenReport written{table, {}};
    keep_within_commune(replica, written.table);
    if (written.table == table) return written;
    written.kept_back = {
        "Số đếm người của một nơi nhỏ hơn địa bàn của bạn không ghi ra tệp; hãy xem trong Nương trên máy.",
        "Counts of people in a part of your area are not written to a file; look at them in Nương on the device."};
    written.table.remarks.push_back(*written.kept_back);
    return written;
}

FigureTrend written_trend(Replica& replica, const reports::ReportTable& table, const reports::FigureAt& at,
                          const FigureTrend& trend) {
    FigureTrend written;
    for (const reports::Cell& cell : trend) {
        reports::ReportTable one;
        one.area = table.area;
        one.sections.resize(1);
        reports::ReportRow& row = one.sections[0].rows.emplace_back(table.sections[at.section].rows[at.row]);
        row.cells.clear();
        row.total = cell;
        keep_within_commune(replica, one);
        written.push_back(one.sections[0].rows[0].total);
    }
    return written;
}

}  // namespace nuong::client

#include "client/app/written_report.h"

#include "shared/printing/print_mask.h"
#include "shared/reports/list_mask.h"
#include "shared/reports/within_commune.h"

namespace nuong::client {
namespace {

void keep_within_commune(Replica& replica, reports::ReportTable& table) {
    const AreaTree& areas = replica.areas();
    reports::keep_within_commune(areas, areas.outermost(replica.device().areas), table);
}

void keep_to_exports(Replica& replica, Instant now, reports::ReportTable& table) {
    const DeviceInfo device = replica.device();
    const auto mask = printing::export_mask_of(replica.schemas().bodies("roles"), device.role);
    reports::take_out(table, mask.value_or(forms::every_class), {device.user, device.role, replica.corrected(now)});
}

}  // namespace

WrittenReport written_report(Replica& replica, const reports::ReportTable& table, Instant now) {
    WrittenReport written{table, {}};
    keep_within_commune(replica, written.table);
    if (written.table != table) {
        written.kept_back = {
            "Số đếm người của một nơi nhỏ hơn địa bàn của bạn không ghi ra tệp; hãy xem trong Nương trên máy.",
            "Counts of people in a part of your area are not written to a file; look at them in Nương on the device."};
        written.table.remarks.push_back(*written.kept_back);
    }
    keep_to_exports(replica, now, written.table);
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

// report: the same figures as on the server, without a network.
#include <nlohmann/json.hpp>

#include "client/app/exported_records.h"
#include "client/cli/command.h"
#include "client/store/area_directory.h"
#include "shared/base/time_zone.h"
#include "shared/reports/programme.h"
#include "shared/reports/report_definition.h"
#include "shared/reports/tally.h"
#include "shared/sqlite/durable_file.h"

namespace nuong::client {
namespace {

std::optional<reports::CountedRecord> counted(OpenDevice& open, const RecordId& id) {
    const auto sheet = open.workbook.open(id);
    if (!sheet || !sheet->form) return std::nullopt;
    return reports::CountedRecord{to_string(id),
                                  sheet->state.form,
                                  sheet->area,
                                  sheet->status,
                                  forms::shown_text(sheet->state, reserved::corrects),
                                  sheet->answers,
                                  forms::shown_text(sheet->state, reserved::same_as)};
}

Result<reports::ReportTable> make_table(OpenDevice& open, const std::string& id, const AreaCode& area,
                                        const reports::Period& period) {
    const auto body = open.replica->schemas().body("report", id);
    if (!body)
        return Error{
            ErrorCode::not_found,
            {"Không có báo cáo “" + id + "” trên máy này.", "There is no report \"" + id + "\" on this device."}};
    auto written = reports::parse_report(*body, id);
    if (!written) return written.error();
    const auto definition = reports::complete_report(
        std::move(*written), [&](const std::string& other) { return open.replica->schemas().body("report", other); });
    if (!definition) return definition.error();
    if (const Status may = reports::may_make(*definition, open.replica->device().role); !may) return may.error();
    std::vector<std::pair<std::string, std::string>> documents;
    for (const char* kind : {"indicators", "targets"})
        for (std::string& text : open.replica->schemas().bodies(kind)) documents.emplace_back(kind, std::move(text));
    const auto programme = reports::make_programme(documents);
    if (!programme) return programme.error();
    auto tally = reports::Tally::make(*definition, areas_of(open.replica->schemas()), area, period,
                                      open.replica->forms().all(), *programme);
    if (!tally) return tally.error();
    if (tally->wants_devices())
        return Error{ErrorCode::invalid,
                     {"Báo cáo này chỉ lập được trên máy chủ: máy chủ mới biết thiết bị nào chưa đồng bộ.",
                      "This report is made on the server only: it knows which devices have not synced."}};
    if (!tally->listed_forms().empty()) tally->keep_nameless(restricted_records(open.workbook));
    ListQuery everything;
    everything.limit = 10'000'000;
    for (const Listing& listing : open.replica->records().list(everything))
        if (tally->wants(listing.form))
            if (const auto record = counted(open, listing.record)) tally->add(*record);
    return tally->finish([&](const std::string& wanted) {
        const auto key = parse_uuid(wanted);
        return key ? counted(open, *key) : std::nullopt;
    });
}

// What the figures of this device rest on.
Message source_of(OpenDevice& open, Instant now) {
    const DeviceInfo device = open.replica->device();
    const std::string when = day_and_time(now), waiting = std::to_string(open.replica->log().count(LogState::waiting)),
                      synced = device.last_sync ? day_and_time(*device.last_sync) : "-";
    return {"Lập trên máy của " + device.user + " " + when + " · đồng bộ lần cuối " + synced + " · " + waiting +
                " lần lưu chờ gửi",
            "Made on the device of " + device.user + " " + when + " · last sync " + synced + " · " + waiting +
                " saves to send"};
}

Result<Output> run_report(const Setting& setting, const Arguments& arguments) {
    const auto period = reports::parse_period(arguments.value("--period"));
    if (!period || !arguments.has("--area"))
        return Error{ErrorCode::usage,
                     {"Cần --area MÃ và --period, ví dụ --period 2024-H1.",
                      "--area CODE and --period are needed, e.g. --period 2024-H1."}};
    auto open = open_device(setting);
    if (!open) return open.error();
    auto table = make_table(*open, arguments.position(0), arguments.value("--area"), *period);
    if (!table) return table.error();
    table->source = source_of(*open, setting.clock->now());
    open->replica->note(
        {.what = "report",
         .detail = arguments.position(0) + " " + arguments.value("--area") + " " + arguments.value("--period")},
        setting.clock->now());
    Output output;
    output.json = reports::to_json(*table, setting.language);
    const auto written =
        reports::write_report(*table, arguments.value("--format"), arguments.value("--out"), setting.language);
    if (!written) return written.error();
    output.text = *written;
    return output;
}

}  // namespace

std::vector<CommandSpec> report_commands() {
    return {{"report",
             "ID --area CODE --period 2024-H1|2024|FROM..TO [--format xlsx|docx|csv|json|text] [--out FILE]",
             {"Lập báo cáo ngay trên máy", "Make a report on this device"},
             {{"--area"}, {"--period"}, {"--format"}, {"--out"}},
             1,
             1,
             run_report}};
}

}  // namespace nuong::client

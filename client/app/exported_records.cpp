#include "client/app/exported_records.h"

#include <algorithm>
#include <span>

namespace nuong::client {
namespace {

constexpr std::size_t page_of_records = 500;

Status check_area(Workbook& workbook, const AreaCode& area) {
    if (area.empty() || workbook.replica().areas().contains(area)) return Done{};
    return Error{
        ErrorCode::not_found,
        {"Không có địa bàn “" + area + "” trên máy này.", "There is no area \"" + area + "\" on this device."}};
}

Result<exports::Order> order_for(Workbook& workbook, const exports::Wish& wish, const FileWatch& watch,
                                 const forms::RestrictedRecords& restricted) {
    Replica& replica = workbook.replica();
    const DeviceInfo device = replica.device();
    const auto form = workbook.form(wish.form);
    if (!form) return form.error();
    const auto mask = exports::mask_for(replica.schemas().bodies("roles"), device.role);
    if (!mask) return mask.error();
    if (const Status known = check_area(workbook, wish.area); !known) return known.error();
    const AreaTree& areas = replica.areas();
    return exports::Order{
        wish,
        {device.user, device.role, replica.corrected(workbook.now())},
        *form,
        *mask,
        [&areas, language = wish.language](const AreaCode& code) {
            const Area* area = areas.find(code);
            return area ? area->name.in(language) : std::string();
        },
        restricted,
        [&records = replica.records()](const RecordId& person) { return records.listing(person).has_value(); },
        watch};
}

Error export_was_stopped() { return {ErrorCode::refused, {"Đã dừng ghi tệp.", "Writing was stopped."}}; }

Status add_records(Workbook& workbook, const exports::Wish& wish, std::span<const RecordId> ids,
                   exports::ExportRun& run) {
    Replica& replica = workbook.replica();
    for (const RecordId& id : ids) {
        const auto state = replica.records().shown(id);
        if (!state) continue;
        if (!wish.area.empty() && !replica.areas().is_within(forms::shown_text(*state, reserved::area), wish.area))
            continue;
        if (const Status added = run.add(*state); !added) return added;
    }
    return Done{};
}

// The next page of what is wanted, after `seen` records and the last of them.
std::vector<RecordId> page_after(RecordStore& records, const FormPart& part, std::size_t seen,
                                 const std::optional<RecordId>& last) {
    if (!part.records) return records.ids_after(part.form, last, page_of_records);
    const auto from = part.records->begin() + static_cast<std::ptrdiff_t>(seen);
    const std::size_t count = std::min(page_of_records, part.records->size() - seen);
    return {from, from + static_cast<std::ptrdiff_t>(count)};
}

}  // namespace

forms::RestrictedRecords restricted_records(Workbook& workbook, const std::function<bool()>& goes_on) {
    forms::RestrictedRecords restricted;
    RecordStore& records = workbook.replica().records();
    for (const auto& [id, form] : workbook.replica().forms().all()) {
        if (form->restricted < 0) continue;
        for (auto ids = records.ids_after(id, std::nullopt, page_of_records); !ids.empty();
             ids = records.ids_after(id, ids.back(), page_of_records)) {
            if (goes_on && !goes_on()) return restricted;
            for (const RecordId& each : ids)
                if (const auto state = records.shown(each)) restricted.note(*form, *state);
        }
    }
    restricted.settle();
    return restricted;
}

Result<GatheredExport> gather_part(Workbook& workbook, const exports::Wish& wish, const FormPart& part,
                                   const forms::RestrictedRecords& restricted, const FileWatch& watch,
                                   const CountProgress& progress) {
    RecordStore& records = workbook.replica().records();
    const std::int64_t all = part.records ? static_cast<std::int64_t>(part.records->size()) : records.count(part.form);
    auto order = order_for(workbook, wish, watch, restricted);
    if (!order) return order.error();
    if (progress && !progress(0, all)) return export_was_stopped();  // then not all that is restricted is known
    auto run = exports::ExportRun::begin(std::move(*order));
    if (!run) return run.error();
    std::size_t seen = 0;
    for (auto ids = page_after(records, part, 0, std::nullopt); !ids.empty();
         ids = page_after(records, part, seen, ids.back())) {
        if (progress && !progress(static_cast<std::int64_t>(seen), all)) return export_was_stopped();
        if (const Status added = add_records(workbook, wish, ids, **run); !added) return added.error();
        seen += ids.size();
    }
    if (const Status finished = (*run)->finish(); !finished) return finished.error();
    return GatheredExport(std::move(*run));
}

Result<exports::Exported> publish_export(Workbook& workbook, exports::ExportRun& gathered, const std::string& part) {
    const exports::Exported& exported = gathered.exported();  // told before anything leaves
    workbook.replica().note({.what = "export",
                             .detail = exported.stamp.number + ", " + (part.empty() ? "" : part + ", ") +
                                       exports::audit_text(exported.amount),
                             .form = exported.stamp.form},
                            workbook.now());
    if (const Status published = gathered.publish(); !published) return published.error();
    return gathered.exported();
}

// What is gathered lies in the folder, to be read by whoever stops the program there: so the audit knows first.
Result<exports::Exported> export_records(Workbook& workbook, exports::Wish wish) {
    if (const auto allowed = order_for(workbook, wish, {}, {}); !allowed) return allowed.error();
    wish.number = exports::new_export_number();
    workbook.replica().note(
        {.what = "export", .detail = exports::begun_text(wish.format) + ", " + wish.number, .form = wish.form},
        workbook.now());
    const auto gathered = gather_part(workbook, wish, {wish.form}, restricted_records(workbook),
                                      workbook.replica().unfinished_files().watch(), {});
    return gathered ? publish_export(workbook, **gathered, "") : Result<exports::Exported>(gathered.error());
}

}  // namespace nuong::client

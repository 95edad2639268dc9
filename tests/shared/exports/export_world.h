// Short ways to say "these records, exported by that role, look like this".
#pragma once
#include "shared/base/csv.h"
#include "shared/exports/export_run.h"
#include "shared/forms/record_fields.h"
#include "shared/merge/merge.h"
#include "shared/sheets/workbook.h"
#include "tests/shared/forms/form_world.h"
#include "tests/support/temporary_folder.h"

namespace nuong::exports {

using forms::Sensitivity;
using test::bytes_of;
using test::TemporaryFolder;

inline const Instant morning = *parse_instant("2024-06-30T01:00:00.000Z");
inline const DeviceId tablet{0xA1};

// A submitted record of village 03076 with these answers, by mai.
inline RecordState record_of(const forms::FormPointer& form, const std::string& answers, int number = 1) {
    RecordState state{make_uuid_v7(morning + std::chrono::milliseconds(number)), form->definition.id, {}, {}};
    const auto fields = forms::fields_from_json(*form, Json::parse(answers));
    REQUIRE(fields);
    Change change;
    change.device = tablet;
    change.seq = static_cast<std::uint64_t>(number);
    change.record = state.id;
    change.form = state.form;
    change.form_version = 1;
    change.at = morning;
    change.author = "mai";
    change.n0 = 1;
    change.writes = forms::writes_for(form->definition, state, *fields, tablet);
    change.writes.push_back({Path(reserved::area), Value("03076"), {}, std::nullopt});
    change.writes.push_back({Path(reserved::status), Value("submitted"), {}, std::nullopt});
    apply(state, change);
    return state;
}

inline void write_apart(RecordState& state, const Path& path, const std::string& value, DeviceId device) {
    Change change;
    change.device = device;
    change.seq = 1;
    change.record = state.id;
    change.form = state.form;
    change.form_version = 1;
    change.at = morning + std::chrono::minutes(5);
    change.author = "binh";
    change.n0 = 1;
    change.writes = {{path, Value(value), {}, std::nullopt}};
    apply(state, change);
}

inline Order order_of(const forms::FormPointer& form, const std::string& out, printing::PrintMask mask = {}) {
    auto wish = make_wish({.form = form->definition.id, .out = out}, "");
    REQUIRE(wish);
    return {*wish, {"lan", "outreach_worker", morning}, form, std::move(mask), [](const AreaCode& code) {
                return code == "03076" ? "Nậm Chầy" : "";
            }};
}

inline Result<Exported> export_all(Order order, const std::vector<RecordState>& records) {
    auto run = ExportRun::begin(std::move(order));
    if (!run) return run.error();
    for (const RecordState& record : records)
        if (const Status added = (*run)->add(record); !added) return added.error();
    if (const Status finished = (*run)->finish(); !finished) return finished.error();
    if (const Status published = (*run)->publish(); !published) return published.error();
    return (*run)->exported();
}

using Lines = std::vector<std::vector<std::string>>;

inline Lines lines_of_csv(const std::string& text) {
    Lines lines;
    CsvReader reader(text);
    while (!reader.is_done()) lines.push_back(reader.line());
    return lines;
}

// The cell of line `line` (0: the first record) under a head.
inline std::string cell_at(const Lines& lines, std::size_t line, const std::string& head) {
    REQUIRE(lines.size() > line + 1);
    for (std::size_t i = 0; i < lines[0].size(); ++i)
        if (lines[0][i] == head) return i < lines[line + 1].size() ? lines[line + 1][i] : "";
    FAIL("no column " << head);
    return "";
}

inline bool has_column(const Lines& lines, const std::string& head) {
    return std::find(lines[0].begin(), lines[0].end(), head) != lines[0].end();
}

inline const std::string visit = forms::package(
    R"~([
    {"type":"text","name":"full_name","label":{"vi":"Họ và tên","en":"Full name"},"sensitivity":"identifying"},
    {"type":"text","name":"phone","label":{"vi":"Điện thoại","en":"Phone"},"missing":["refused"]},
    {"type":"integer","name":"age","label":{"vi":"Tuổi","en":"Age"}},
    {"type":"decimal","name":"weight","label":{"vi":"Cân nặng","en":"Weight"}},
    {"type":"date","name":"seen","label":{"vi":"Ngày gặp","en":"Day"}},
    {"type":"select_multiple signs","name":"signs","label":{"vi":"Dấu hiệu","en":"Signs"}},
    {"type":"select_one yn","name":"hiv","label":{"vi":"HIV","en":"HIV"},"sensitivity":"health"},
    {"type":"calculate","name":"risk","label":{"vi":"Nguy cơ","en":"Risk"},"calculation":"if(${hiv} = 'yes', 'high', 'low')"},
    {"type":"text","name":"clinic","label":{"vi":"Phòng khám","en":"Clinic"},"relevant":"${hiv} = 'yes'"},
    {"type":"note","name":"care","label":{"vi":"Nhớ dặn","en":"Remember"}},
    {"type":"begin_repeat","name":"members","label":{"vi":"Người nhà","en":"Members"},"children":[
      {"type":"text","name":"name","label":{"vi":"Tên","en":"Name"}},
      {"type":"begin_repeat","name":"calls","label":{"vi":"Cuộc gọi","en":"Calls"},"children":[
        {"type":"integer","name":"minutes","label":{"vi":"Phút","en":"Minutes"}}]}]},
    {"type":"text","name":"note","label":{"vi":"Ghi chú","en":"Note"}}])~",
    R"({"yn":[{"name":"yes","label":{"vi":"Có","en":"Yes"}},{"name":"no","label":{"vi":"Không","en":"No"}}],
        "signs":[{"name":"fever","label":{"vi":"Sốt","en":"Fever"}},{"name":"cough","label":{"vi":"Ho","en":"Cough"}}]})");

}  // namespace nuong::exports

// targets import: a plan's table from CSV or Excel, with everything in it that does not add up.
#include <charconv>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "shared/sheets/table_file.h"
#include "sync-server/admin/command.h"
#include "sync-server/admin/operator_name.h"
#include "sync-server/admin/print.h"
#include "sync-server/core/import_plan.h"

namespace nuong::admin {
namespace {

Result<int> year_of(const std::string& text) {
    int year = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
    if (error == std::errc() && end == text.data() + text.size() && year >= 2000 && year <= 2100) return year;
    return Error{ErrorCode::usage, {"--year cần một năm từ 2000 đến 2100.", "--year needs a year from 2000 to 2100."}};
}

Result<Date> date_of(const CommandLine& line, const std::string& option) {
    if (const auto date = parse_date(line.value(option))) return *date;
    return Error{
        ErrorCode::usage,
        {"--" + option + " cần một ngày, ví dụ 2026-01-15.", "--" + option + " needs a date, like 2026-01-15."}};
}

// Number and date that the layout tells are of its own plan, not of another year's or of a later decision.
void forget_paper(PlanFacts& facts) { facts.plan_no = facts.decision_no = facts.date = ""; }

// What the person says of the plan stands before what the layout says.
Result<PlanFacts> facts_of(const CommandLine& line, const TargetLayout& layout) {
    PlanFacts facts = layout.plan;
    if (line.has("year")) {
        const auto year = year_of(line.value("year"));
        if (!year) return year.error();
        if (*year != facts.year) forget_paper(facts);
        facts.year = *year;
    }
    if (line.has("from")) {
        const auto from = date_of(line, "from");
        if (!from) return from.error();
        if (int(std::chrono::year_month_day(*from).year()) != facts.year)
            return Error{ErrorCode::usage,
                         {"--from phải nằm trong năm " + std::to_string(facts.year) + " (--year).",
                          "--from must lie in the year " + std::to_string(facts.year) + " (--year)."}};
        facts.valid_from = *from;
        forget_paper(facts);
    }
    if (line.has("date")) {
        const auto date = date_of(line, "date");
        if (!date) return date.error();
        facts.date = to_string(*date);
    }
    if (line.has("plan")) facts.id = line.value("plan");
    if (line.has("plan-no")) facts.plan_no = line.value("plan-no");
    if (line.has("decision")) facts.decision_no = line.value("decision");
    return facts;
}

OrderedJson json_of(const ImportedPlan& plan, const StoredPlan& stored, bool kept) {
    return {{"rows", plan.rows.size()}, {"findings", findings_json(plan)}, {"layout", plan.layout->id},
            {"plan", stored.id},        {"version", stored.version},       {"stored", kept}};
}

void print_findings(Context& context, const ImportedPlan& plan) {
    const bool vi = context.language() == Language::vi;
    std::vector<std::vector<std::string>> rows;
    for (const Finding& finding : plan.findings)
        rows.push_back({finding.area_code.empty() ? (vi ? "(cả cột)" : "(column)") : finding.area,
                        name_of_check(*plan.layout, finding.check).in(context.language()), to_string(finding.printed),
                        to_string(finding.recomputed), to_string(finding.difference())});
    if (!rows.empty())
        print_table(context.out,
                    vi ? std::vector<std::string>{"Địa bàn", "Phép kiểm tra", "In", "Tính lại", "Chênh lệch"}
                       : std::vector<std::string>{"Area", "Check", "Printed", "Recomputed", "Difference"},
                    rows);
}

void say_what_was_done(Context& context, const ImportedPlan& plan, const PlanFacts& facts, const StoredPlan& stored,
                       bool dry_run) {
    const std::string rows = std::to_string(plan.rows.size()), found = std::to_string(plan.findings.size()),
                      name = stored.id + " (" + std::to_string(stored.version) + ")";
    context.say(
        {rows + " dòng, " + found +
             " chỗ không khớp. Số in trong kế hoạch được giữ nguyên; hãy hỏi lại cơ quan ban hành.",
         rows + " rows, " + found + " differences. The printed figures are kept; ask whoever issued the plan."});
    if (facts.plan_no.empty() && facts.decision_no.empty())
        context.say({"Chưa ghi số văn bản: thêm --plan-no SỐ (và --date NGÀY) để báo cáo nói được theo kế hoạch nào.",
                     "No paper is named: add --plan-no NO (and --date DATE), so that reports say which plan it is."});
    if (dry_run) context.say({"Chạy thử: chưa lưu gì.", "Dry run: nothing was stored."});
    else if (stored.is_new) context.say({"Đã lưu chỉ tiêu " + name + ".", "Stored the targets " + name + "."});
    else context.say({"Chỉ tiêu " + name + " đã có, không đổi.", "The targets " + name + " are there already."});
}

}  // namespace

Result<int> targets_import(Context& context) {
    const std::string& path = context.line.words[0];
    const auto bytes = read_whole_file(path);
    if (!bytes) return bytes.error();
    const std::string name = std::filesystem::path(path).filename().string();
    const auto table = sheets::read_table_file(*bytes, name);
    if (!table) return table.error();
    auto store = context.folder.open();
    if (!store) return store.error();
    const auto desk = plan_desk(*(*store)->read());
    if (!desk) return desk.error();
    const auto plan = import_targets(*table, name, desk->layouts, desk->areas);
    if (!plan) return plan.error();
    const auto facts = facts_of(context.line, *plan->layout);
    if (!facts) return facts.error();
    const bool dry_run = context.line.has("dry-run");
    Result<StoredPlan> stored = place_of_plan(*(*store)->read(), *plan, *facts);
    if (!dry_run) {
        const auto transaction = (*store)->begin();
        stored = store_plan(*transaction, *plan, *facts, operator_name(), context.clock.now());
        if (!stored) return stored.error();
        transaction->commit();
    }
    if (context.line.json) print_json(context.out, json_of(*plan, *stored, !dry_run));
    else print_findings(context, *plan);
    say_what_was_done(context, *plan, *facts, *stored, dry_run);
    return 0;
}

}  // namespace nuong::admin

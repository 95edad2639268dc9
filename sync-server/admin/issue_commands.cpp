// report freeze, list, advance, diff: reports as they were handed in.
#include <charconv>
#include <nlohmann/json.hpp>

#include "shared/base/time_zone.h"
#include "sync-server/admin/operator_name.h"
#include "sync-server/admin/print.h"
#include "sync-server/admin/report_asked.h"
#include "sync-server/core/report_rights.h"

namespace nuong::admin {
namespace {

OrderedJson json_of(const ReportIssueRow& issue) {
    OrderedJson steps = OrderedJson::array();
    for (const ReportStepRow& step : issue.steps)
        steps.push_back({{"state", step.state}, {"who", step.who}, {"at", to_string(step.at)}});
    OrderedJson json{{"id", issue.id},
                     {"report", issue.report},
                     {"area", issue.area},
                     {"period", issue.period},
                     {"version", issue.version},
                     {"state", state_of(issue)},
                     {"replaces", nullptr},
                     {"note", issue.note},
                     {"epoch", issue.epoch},
                     {"position", issue.position},
                     {"hash", to_hex(issue.hash)},
                     {"steps", std::move(steps)}};
    if (issue.replaces) json["replaces"] = *issue.replaces;
    return json;
}

std::string name_of_issue(const ReportIssueRow& issue) {
    return issue.report + " " + issue.area + " " + issue.period + " version " + std::to_string(issue.version);
}

std::vector<std::string> line_of(const ReportIssueRow& issue, Language language) {
    const ReportStepRow& last = issue.steps.back();
    return {std::to_string(issue.id),
            issue.report,
            issue.area,
            issue.period,
            std::to_string(issue.version),
            words_of_state(last.state).in(language),
            last.who,
            day_and_time(last.at),
            issue.replaces ? std::to_string(*issue.replaces) : "",
            issue.note};
}

Result<std::uint64_t> asked_number(const std::string& text) {
    std::uint64_t id = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    if (error == std::errc() && end == text.data() + text.size()) return id;
    return Error{ErrorCode::usage,
                 {"“" + text + "” không phải số của một bản báo cáo; xem: report list.",
                  "\"" + text + "\" is not the number of a frozen report; see: report list."}};
}

Result<reports::ReportTable> whole_side(StoreReader& reader, const AskedReport& asked, const std::string& version,
                                        Instant now) {
    if (version == "now") return report_now(reader, asked, now);
    const auto number = asked_version(version);
    if (!number) return number.error();
    const auto issue = asked_issue(reader, asked, *number);
    return issue ? frozen_table(reader, *issue) : Result<reports::ReportTable>(issue.error());
}

// One side of a comparison.
Result<reports::ReportTable> side_of(StoreReader& reader, const AskedReport& asked, const std::string& version,
                                     Instant now) {
    auto side = whole_side(reader, asked, version, now);
    if (!side) return side;
    const Status kept = keep_for(reader, asked, *side);
    return kept ? side : Result<reports::ReportTable>(kept.error());
}

std::vector<std::string> codes_of(const std::vector<reports::ReportColumn>& units) {
    std::vector<std::string> codes;
    for (const reports::ReportColumn& unit : units) codes.push_back(unit.area);
    return codes;
}

void warn_of_unlocked(const Context& context, const AskedReport& asked,
                      const std::vector<reports::ReportColumn>& units) {
    if (units.empty()) return;
    const std::string codes = joined(codes_of(units), ", "), command = "nuong period lock --area " +
                                                                       asked.subject.area + " --period " +
                                                                       asked.subject.period.code + " --reason";
    context.say({"Cảnh báo: kỳ này chưa khóa ở " + codes +
                     "; ai ghi thêm vào kỳ sẽ không được nhắc. Cán bộ khóa bằng: " + command + " LÝ_DO.",
                 "Warning: this period is not locked in " + codes +
                     "; nobody who still writes into it is told. The staff locks it by: " + command + " TEXT."});
}

}  // namespace

Result<int> report_freeze(Context& context) {
    const auto asked = asked_report(context.line);
    if (!asked) return asked.error();
    auto store = context.folder.open();
    if (!store) return store.error();
    const Instant now = context.clock.now();
    auto reader = (*store)->read();
    if (const Status may = check_days(*reader, asked->subject); !may) return may.error();
    auto table = report_now(*reader, *asked, now, Former::counted);  // frozen with it: what is drawn stays as well
    if (!table) return table.error();
    tell_of_late_additions(*reader, asked->subject, *table);
    const auto unlocked = unlocked_units(*reader, *table);
    if (!unlocked) return unlocked.error();
    const Freezing freezing{asked->who(), now, context.line.value("note"), reader->facts()};
    reader.reset();
    const auto transaction = (*store)->begin();
    const ReportIssueRow issue = freeze_report(*transaction, std::move(*table), freezing);
    transaction->add_audit(now, operator_name(), "report_freeze",
                           asked->words() + " version " + std::to_string(issue.version) + " " + to_hex(issue.hash));
    transaction->commit();
    if (context.line.json) {
        OrderedJson json = json_of(issue);
        json["unlocked"] = codes_of(*unlocked);
        print_json(context.out, json);
    }
    const std::string version = std::to_string(issue.version), id = std::to_string(issue.id);
    Message said{"Đã chốt phiên bản " + version + " (số " + id + ", bản nháp). Từ nay nội dung không đổi nữa.",
                 "Froze version " + version + " (number " + id + ", draft). It does not change any more."};
    if (issue.replaces) {
        said.vi += " Nó thay cho phiên bản " + std::to_string(*issue.replaces) + ".";
        said.en += " It takes the place of version " + std::to_string(*issue.replaces) + ".";
    }
    context.say(said);
    warn_of_unlocked(context, *asked, *unlocked);
    return 0;
}

Result<int> report_list(Context& context) {
    const CommandLine& line = context.line;
    const auto period = reports::parse_period(line.value("period"));
    if (line.has("period") && !period)
        return Error{ErrorCode::usage,
                     {"--period viết như 2024-H1, 2024 hoặc TỪ..ĐẾN.", "Write --period as 2024-H1, 2024 or FROM..TO."}};
    auto store = context.folder.open();
    if (!store) return store.error();
    const auto area = line.has("area") ? std::optional(line.value("area")) : std::nullopt;
    const auto issues = issues_of(*(*store)->read(), area, period);
    if (line.json) {
        OrderedJson list = OrderedJson::array();
        for (const ReportIssueRow& issue : issues) list.push_back(json_of(issue));
        print_json(context.out, list);
        return 0;
    }
    std::vector<std::vector<std::string>> rows;
    for (const ReportIssueRow& issue : issues) rows.push_back(line_of(issue, line.language));
    const bool vi = line.language == Language::vi;
    print_table(context.out,
                vi ? std::vector<std::string>{"Số", "Báo cáo", "Địa bàn", "Kỳ", "Phiên bản", "Trạng thái", "Ai", "Lúc",
                                              "Thay cho", "Ghi chú"}
                   : std::vector<std::string>{"No.", "Report", "Area", "Period", "Version", "State", "Who", "When",
                                              "Replaces", "Note"},
                rows);
    return 0;
}

namespace {

// Whether whoever is named may have the report at all.
Status check_named(StoreReader& reader, const CommandLine& line, const ReportIssueRow& issue) {
    const auto period = reports::parse_period(issue.period);
    if (!line.has("user") || !period) return Done{};
    return check_maker(reader, line.value("user"), {issue.report, issue.area, *period});
}

// Whoever runs the server and names nobody signs nothing, and may note that a version was sent.
Result<ReportIssueRow> take_step(StoreTransaction& transaction, const CommandLine& line, std::uint64_t id,
                                 const UserId& who, Instant now) {
    const auto issue = find_issue(transaction, id);
    const auto account = line.has("user") ? transaction.user(who) : std::nullopt;
    if (issue && account)
        if (const Status may = check_step(transaction, account->role, issue->report, line.words[1]); !may)
            return may.error();
    return advance_issue(transaction, id, line.words[1], who, now);
}

}  // namespace

Result<int> report_advance(Context& context) {
    const CommandLine& line = context.line;
    const auto id = asked_number(line.words[0]);
    if (!id) return id.error();
    auto store = context.folder.open();
    if (!store) return store.error();
    const auto transaction = (*store)->begin();
    if (const auto issue = find_issue(*transaction, *id))
        if (const Status may = check_named(*transaction, line, *issue); !may) return may.error();
    const Instant now = context.clock.now();
    const UserId who = line.has("user") ? line.value("user") : server_console;
    const auto issue = take_step(*transaction, line, *id, who, now);
    if (!issue && issue.error().code == ErrorCode::refused) {
        transaction->add_audit(now, operator_name(), "report_advance",
                               "number " + line.words[0] + " not " + line.words[1] + " for " + who);
        transaction->commit();
    }
    if (!issue) return issue.error();
    transaction->add_audit(
        now, operator_name(), "report_advance",
        name_of_issue(*issue) + " " + state_of(*issue) + (line.has("user") ? " for " + line.value("user") : ""));
    transaction->commit();
    if (line.json) print_json(context.out, json_of(*issue));
    const Message state = words_of_state(state_of(*issue));
    const std::string version = std::to_string(issue->version);
    context.say({"Phiên bản " + version + " của " + issue->report + ": " + state.vi + ".",
                 "Version " + version + " of " + issue->report + ": " + state.en + "."});
    return 0;
}

Result<int> report_diff(Context& context) {
    const CommandLine& line = context.line;
    const auto asked = asked_report(line);
    if (!asked) return asked.error();
    const std::vector<std::string> versions = line.values("versions");
    if (versions.size() != 2)
        return Error{ErrorCode::usage,
                     {"Cần hai phiên bản, ví dụ --versions 1 2 hoặc --versions 1 now.",
                      "Two versions are needed, e.g. --versions 1 2 or --versions 1 now."}};
    auto store = context.folder.open();
    if (!store) return store.error();
    auto reader = (*store)->read();
    const auto before = side_of(*reader, *asked, versions[0], context.clock.now());
    if (!before) return before.error();
    const auto after = side_of(*reader, *asked, versions[1], context.clock.now());
    if (!after) return after.error();
    reader.reset();
    context.note(**store, "report", asked->words() + " difference of " + joined(versions, " and "));
    const auto difference = reports::difference_between(*before, *after);
    if (line.json) print_json(context.out, reports::to_json(difference, line.language));
    else print_lines(context.out, reports::to_text(difference, line.language));
    return 0;
}

}  // namespace nuong::admin

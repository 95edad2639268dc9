// erase: what was written about a person, as the law on personal data lets that person ask; and what is over.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <span>

#include "shared/base/harmless_text.h"
#include "sync-server/admin/command.h"
#include "sync-server/admin/erasure_list.h"
#include "sync-server/admin/list_keeping.h"
#include "sync-server/admin/operator_name.h"
#include "sync-server/admin/print.h"
#include "sync-server/core/erasure.h"
#include "sync-server/core/erasure_confirmations.h"
#include "sync-server/core/retention.h"

namespace nuong::admin {
namespace {

constexpr std::size_t expired_at_once = 100'000;
constexpr std::size_t erased_at_once = 1'000;  // then a server that runs beside has its turn

Error only_at_the_top() {
    return {ErrorCode::invalid,
            {"Đây là máy chủ trung chuyển: hãy xóa ở máy chủ cấp trên cùng, rồi trạm này tự xóa theo.",
             "This is a relay: erase at the top server, and this one follows by itself."}};
}

Result<std::string> reason_of(const CommandLine& line) {
    const std::string reason = line.has("reason") ? line.value("reason") : std::string(erasure::request);
    if (reason == erasure::request || reason == erasure::withdrawn) return reason;
    return Error{ErrorCode::usage,
                 {"--reason chỉ nhận request hoặc withdrawn.", "--reason takes request or withdrawn."}};
}

constexpr std::size_t erasures_listed_max = 1000;

struct Asked {
    ErasurePlan plan;
    ExpiredRecords expired;  // with --expired
};

Result<Asked> what_to_erase(Context& context, StoreReader& reader, const DocumentBook& book) {
    const CommandLine& line = context.line;
    if (line.words.empty() == !line.has("expired"))
        return Error{ErrorCode::usage, {"Cần mã hồ sơ, hoặc --expired.", "A record's id is needed, or --expired."}};
    if (line.has("expired")) {
        Asked asked{{}, expired_records(reader, book, context.clock.now(), expired_at_once)};
        asked.plan.erased = asked.expired.records;
        return asked;
    }
    const auto record = parse_uuid(line.words[0]);
    if (!record)
        return Error{ErrorCode::usage,
                     {"“" + line.words[0] + "” không phải mã hồ sơ.", "\"" + line.words[0] + "\" is no record's id."}};
    auto plan = plan_of_erasure(reader, book, *record);
    return plan ? Result<Asked>(Asked{std::move(*plan), {}}) : plan.error();
}

// What may not be erased is restricted instead; the program does so once a person has marked it.
OrderedJson restriction_json(const ErasurePlan& plan) {
    OrderedJson json{{"needed", !plan.kept.empty()}, {"restricted", plan.mark && plan.mark->is_set}};
    json["record"] = plan.mark ? OrderedJson(to_string(plan.mark->record)) : OrderedJson(nullptr);
    json["form"] = plan.mark ? OrderedJson(plan.mark->form) : OrderedJson(nullptr);
    json["fields"] = plan.mark ? OrderedJson(plan.mark->questions) : OrderedJson::array();
    return json;
}

Message how_to_restrict(const std::optional<RestrictionMark>& mark) {
    if (!mark)
        return {
            "Phần giữ lại phải hạn chế xử lý. Biểu mẫu này không có chỗ ghi điều đó: hãy báo mọi người đang phụ trách.",
            "Processing of what is kept must be restricted. This form has no question for it: tell everybody who "
            "works with the person."};
    if (mark->is_set)
        return {"Phần giữ lại phải hạn chế xử lý, và người này đã được ghi là hạn chế: không xuất, không nêu tên.",
                "Processing of what is kept must be restricted, and this person is marked so: no exports, no names."};
    Message questions;
    for (const Message& each : mark->words) {
        questions.vi += (questions.vi.empty() ? "“" : ", “") + each.vi + "”";
        questions.en += (questions.en.empty() ? "\"" : ", \"") + each.en + "\"";
    }
    const std::string record = to_string(mark->record);
    return {"Phần giữ lại phải hạn chế xử lý, mà người này CHƯA được ghi là hạn chế. Hãy mở phiếu " + record + " (“" +
                mark->form_title.vi + "”), trả lời " + questions.vi + ", rồi đồng bộ.",
            "Processing of what is kept must be restricted, and this person is NOT marked so yet. Open the record " +
                record + " (\"" + mark->form_title.en + "\"), answer " + questions.en + ", and sync."};
}

// While a plan is made others write. After so many that came to nothing they wait for it.
constexpr int plans_beside_others = 3;

// A person goes at once and whole, with what has come while the plan was made. On the list first: who asked for it is
// not asked again.
Result<ErasurePlan> erase_asked(Context& context, ChangeStore& store, ErasurePlan plan, const RecordId& record,
                                const std::string& why) {
    const auto made_anew = [&](StoreReader& reader) -> Result<ErasurePlan> {
        const auto book = make_book(reader.documents_in_force());
        return book ? plan_of_erasure(reader, **book, record) : book.error();
    };
    auto transaction = store.begin();
    for (int plans = 1; is_outdated(*transaction, plan, record); ++plans) {
        const bool others_wait = plans >= plans_beside_others;
        if (!others_wait) transaction.reset();
        auto next = made_anew(others_wait ? *transaction : *store.read());
        if (!next) return next.error();
        plan = std::move(*next);
        if (!others_wait) transaction = store.begin();
    }
    const Instant now = context.clock.now();
    std::vector<Tombstone> listed;
    for (const RecordId& each : plan.erased) listed.push_back({each, now, why});
    if (Status noted = note_erasures(context.folder.path(), listed); !noted) return noted.error();
    erase(*transaction, plan.erased, why, operator_name(), now);
    transaction->commit();
    return plan;
}

// What is over goes a part at a time; a part in which somebody writes meanwhile stays, and is no longer in the plan.
void erase_in_parts(Context& context, ChangeStore& store, const ExpiredRecords& expired, ErasurePlan& plan) {
    const Instant now = context.clock.now();
    plan.erased.clear();
    for (std::span<const RecordId> left = expired.records; !left.empty();) {
        const auto part = left.first(std::min(erased_at_once, left.size()));
        left = left.subspan(part.size());
        const auto transaction = store.begin();
        if (!erase_expired(*transaction, part, expired.seen, operator_name(), now)) continue;
        transaction->commit();
        std::vector<Tombstone> erased;
        for (const RecordId& each : part) erased.push_back({each, now, std::string(erasure::expired)});
        plan.erased.insert(plan.erased.end(), part.begin(), part.end());
        static_cast<void>(note_erasures(context.folder.path(), erased));  // else it goes again by itself
    }
    const auto transaction = store.begin();
    note_retention(*transaction, operator_name(), plan.erased.size(), now);
    transaction->commit();
}

OrderedJson rows_json(const std::vector<RecordRow>& rows) {
    OrderedJson json = OrderedJson::array();
    for (const RecordRow& row : rows) json.push_back({{"record", to_string(row.id)}, {"form", row.form}});
    return json;
}

// What stays unless somebody looks at it: a link or a mention may be wrong, and what is erased does not come back.
void say_what_to_look_at(Context& context, const ErasurePlan& plan) {
    for (const RecordRow& row : plan.twins)
        context.say({"CHƯA xóa: " + to_string(row.id) + " (" + row.form +
                         ") đã được ghi là cùng một người. Nếu đúng, hãy chạy erase cho hồ sơ đó nữa.",
                     "NOT erased: " + to_string(row.id) + " (" + row.form +
                         ") was said to be the same person. If that is right, run erase for it as well."});
    for (const RecordRow& row : plan.mentions)
        context.say({"CHƯA xóa: " + to_string(row.id) + " (" + row.form +
                         ") có nhắc đến người này, hoặc trước khi sửa từng nhắc đến. Sửa phiếu không xóa lời đã ghi "
                         "trước đó: hãy lập lại phiếu ấy mà không nói về họ, rồi chạy erase cho phiếu cũ.",
                     "NOT erased: " + to_string(row.id) + " (" + row.form +
                         ") names this person, or did before it was edited. Editing leaves what was written before: "
                         "write that record anew without them, then run erase for the old one."});
}

void show(Context& context, const ErasurePlan& plan, bool is_done) {
    if (context.line.json) {
        OrderedJson erased = OrderedJson::array();
        for (const RecordId& record : plan.erased) erased.push_back(to_string(record));
        print_json(context.out, {{"erased", erased},
                                 {"kept_by_law", rows_json(plan.kept)},
                                 {"same_person", rows_json(plan.twins)},
                                 {"also_named_in", rows_json(plan.mentions)},
                                 {"restriction", restriction_json(plan)},
                                 {"done", is_done}});
    }
    say_what_to_look_at(context, plan);
    for (const RecordRow& row : plan.kept)
        context.say({"Giữ lại theo luật: " + to_string(row.id) + " (" + row.form + ")",
                     "Kept by law: " + to_string(row.id) + " (" + row.form + ")"});
    if (!plan.kept.empty()) context.say(how_to_restrict(plan.mark));
    if (!plan.kept.empty())
        context.say({"Phần giữ lại chỉ dùng cho việc luật buộc: hãy báo người yêu cầu biết giữ gì, theo luật nào.",
                     "What is kept may be used only for what the law asks: tell the requester what is kept, and by "
                     "which law."});
    const std::string count = std::to_string(plan.erased.size());
    if (is_done)
        return context.say({"Đã xóa " + count +
                                " hồ sơ. Từng máy xóa theo ở lần đồng bộ tới; các bản sao lưu cũ tự hết hạn, "
                                "và khi khôi phục thì xóa lại.",
                            "Erased " + count +
                                " records. Each device follows at its next sync; old backups expire, and "
                                "whoever restores one erases again."});
    context.say({"Sẽ xóa hẳn " + count + " hồ sơ, không lấy lại được. Nếu đúng, chạy lại với --yes.",
                 "Would erase " + count + " records for good. If that is right, run it again with --yes."});
}

OrderedJson json_of(const ErasureConfirmations& told) {
    OrderedJson missing = OrderedJson::array();
    for (const DeviceRow& device : told.missing)
        missing.push_back({{"device", to_string(device.id)}, {"name", device.name}});
    return {{"record", to_string(told.tombstone.record)},
            {"at", to_string(told.tombstone.at)},
            {"reason", told.tombstone.reason},
            {"devices", told.devices},
            {"missing", std::move(missing)}};
}

std::string line_of(const ErasureConfirmations& told) {
    constexpr std::size_t named_max = 5;  // the rest is counted; --json names them all
    std::string names;
    for (const DeviceRow& device : std::span(told.missing).first(std::min(named_max, told.missing.size())))
        names += (names.empty() ? "  ← " : ", ") + device.name + " (" + to_string(device.id).substr(0, 6) + ")";
    if (told.missing.size() > named_max) names += ", +" + std::to_string(told.missing.size() - named_max);
    return to_string(told.tombstone.at) + "  " + to_string(told.tombstone.record) + "  " + told.tombstone.reason +
           "  " + std::to_string(told.devices - told.missing.size()) + "/" + std::to_string(told.devices) + names;
}

}  // namespace

Result<int> erase_list(Context& context) {
    auto store = context.folder.open();
    if (!store) return store.error();
    const auto all = erasure_confirmations(*(*store)->read(), erasures_listed_max);
    if (context.line.json) {
        OrderedJson json = OrderedJson::array();
        for (const ErasureConfirmations& each : all) json.push_back(json_of(each));
        print_json(context.out, json);
        return 0;
    }
    for (const ErasureConfirmations& each : all) print_lines(context.out, one_line(line_of(each)));
    if (all.empty()) context.say({"Chưa hồ sơ nào bị xóa theo luật.", "No record was erased by law yet."});
    else
        context.say(
            {"Cột n/m: bao nhiêu máy đã xác nhận xóa; sau ← là máy chưa xác nhận (đủ tên: thêm --json).",
             "Column n/m: how many devices have confirmed; behind ← those that have not yet (all of them: --json)."});
    return 0;
}

Result<int> erase_records(Context& context) {
    const auto reason = reason_of(context.line);
    if (!reason) return reason.error();
    auto store = context.folder.open();
    if (!store) return store.error();
    auto reader = (*store)->read();
    if (reader->upstream()) return only_at_the_top();
    const auto book = make_book(reader->documents_in_force());
    if (!book) return book.error();
    auto asked = what_to_erase(context, *reader, **book);
    if (!asked) return asked.error();
    const bool is_done = context.line.has("yes");
    const auto jump = context.line.has("expired") && !context.line.has("clock-is-right")
                          ? clock_jump(*reader, context.clock.now())
                          : std::nullopt;
    if (jump && is_done) return Error{ErrorCode::refused, told_of(*jump)};
    if (jump) context.say(told_of(*jump));
    reader.reset();
    if (is_done && context.line.has("expired")) erase_in_parts(context, **store, asked->expired, asked->plan);
    else if (is_done) {
        auto erased =
            erase_asked(context, **store, std::move(asked->plan), *parse_uuid(context.line.words[0]), *reason);
        if (!erased) return erased.error();
        asked->plan = std::move(*erased);
    } else if (!context.line.has("expired")) {
        context.note(**store, "erase_plan", context.line.words[0]);  // it tells what is kept about whom
    }
    if (is_done) keep_lists(context, **store);
    show(context, asked->plan, is_done);
    return 0;
}

}  // namespace nuong::admin

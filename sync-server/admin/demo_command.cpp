// demo: fills the store with a district that does not exist, through the server's own judgement.
#include <charconv>
#include <chrono>
#include <nlohmann/json.hpp>

#include "sync-server/admin/command.h"
#include "sync-server/admin/print.h"
#include "sync-server/demo/demo_district.h"

namespace nuong::admin {
namespace {

Error wrong_number(const std::string& flag, long long least, long long most) {
    const std::string range = std::to_string(least) + " … " + std::to_string(most);
    return {
        ErrorCode::usage,
        {"--" + flag + " cần một số nguyên: " + range + ".", "--" + flag + " needs a whole number: " + range + "."}};
}

template <class Number>
Status read_number(const CommandLine& line, const std::string& flag, Number least, Number most, Number& into) {
    if (!line.has(flag)) return Done{};
    const std::string text = line.value(flag);
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < least || number > most)
        return wrong_number(flag, static_cast<long long>(least), static_cast<long long>(most));
    into = number;
    return Done{};
}

Result<demo::DemoScale> scale_of(const CommandLine& line) {
    demo::DemoScale scale;
    scale.until = *parse_date("2024-12-31");
    if (auto read = read_number<std::uint64_t>(line, "seed", 0, UINT32_MAX, scale.seed); !read) return read.error();
    if (auto read = read_number(line, "people", 1, 1'000'000, scale.people); !read) return read.error();
    if (auto read = read_number(line, "months", 1, 240, scale.months); !read) return read.error();
    if (!line.has("until")) return scale;
    const auto until = parse_date(line.value("until"));
    if (!until)
        return Error{ErrorCode::usage,
                     {"--until cần một ngày, ví dụ 2024-12-31.", "--until needs a day, e.g. 2024-12-31."}};
    scale.until = *until;
    return scale;
}

struct DemoDocuments {
    demo::DemoPlan plan;
    std::shared_ptr<const DocumentBook> book;
    demo::Forms forms;
};

Result<DemoDocuments> documents_of(StoreReader& reader) {
    const std::vector<DocumentRow> rows = reader.documents_in_force();
    auto book = make_book(rows);
    if (!book) return book.error();
    DemoDocuments documents{{}, *book, {}};
    bool found = false;
    for (const DocumentRow& row : rows) {
        if (row.kind == "form")
            if (auto compiled = forms::compile_package(row.body)) documents.forms[row.id] = std::move(compiled.form);
        if (row.kind != "demo") continue;
        auto plan = demo::parse_demo_plan(row.body, row.id);
        if (!plan) return plan.error();
        documents.plan = std::move(*plan);
        found = true;
    }
    if (!found)
        return Error{ErrorCode::not_found,
                     {"Kho chưa có tài liệu của huyện mẫu. Hãy chạy: init --schemas schemas, hoặc publish schemas.",
                      "The store has no plan of a demo district. Run: init --schemas schemas, or publish schemas."}};
    if (documents.book->areas.children(documents.plan.area).empty())
        return Error{ErrorCode::not_found,
                     {"Danh mục chưa có xã nào của huyện mẫu " + documents.plan.area + ".",
                      "There are no communes of the demo district " + documents.plan.area + "."}};
    return documents;
}

// Made-up people must never stand among real ones.
Status check_empty(StoreReader& reader) {
    const std::uint64_t held = reader.record_count();
    if (held == 0) return Done{};
    const std::string count = std::to_string(held);
    return Error{
        ErrorCode::invalid,
        {"Kho này đã có " + count + " hồ sơ. Huyện mẫu chỉ điền vào kho trống, để người bịa ra không lẫn với " +
             "người thật. Hãy init một thư mục khác.",
         "This store holds " + count + " records. A demo district goes into an empty store only, so that " +
             "made-up people never stand among real ones. Run init in another folder."}};
}

}  // namespace

Result<int> demo_district(Context& context) {
    const auto scale = scale_of(context.line);
    if (!scale) return scale.error();
    auto store = context.folder.open();
    if (!store) return store.error();
    if (const auto empty = check_empty(*(*store)->read()); !empty) return empty.error();
    const auto documents = documents_of(*(*store)->read());
    if (!documents) return documents.error();
    const auto began = std::chrono::steady_clock::now();
    demo::FieldTeam team(documents->plan, *documents->book, documents->forms);
    demo::DemoDistrict district(documents->plan, documents->book->areas, *scale);
    demo::Sent sent;
    for (int month = 0; month < scale->months; ++month) {
        // Everybody is back at the office on the evening of the last day.
        const Instant received = Instant(district.last_day(month)) + std::chrono::hours(14);
        if (month == 0) {
            const auto transaction = (*store)->begin();
            if (auto joined = team.join(*transaction, scale->seed, received); !joined) return joined.error();
            transaction->commit();
        }
        district.month(month, [&](std::vector<demo::Save> saves) {
            const auto transaction = (*store)->begin();
            team.sync(*transaction, std::move(saves), received, sent);
            transaction->commit();
        });
    }
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    const std::size_t records = (*store)->read()->record_count();
    if (context.line.json)
        print_json(context.out, {{"area", documents->plan.area},
                                 {"records", records},
                                 {"changes", sent.changes},
                                 {"refused", sent.refused},
                                 {"from", to_string(district.first_day(0))},
                                 {"until", to_string(scale->until)},
                                 {"seconds", seconds}});
    const std::string counts = std::to_string(records) + " / " + std::to_string(sent.changes);
    context.say({"Huyện mẫu đã sẵn sàng (hồ sơ / lần lưu: " + counts + "). Mọi người trong đó đều bịa ra.",
                 "The demo district is ready (records / changes: " + counts + "). Everybody in it is made up."});
    if (sent.refused > 0)
        context.say({std::to_string(sent.refused) + " lần lưu bị từ chối, ví dụ: " + sent.first_refusal,
                     std::to_string(sent.refused) + " changes were refused, for example: " + sent.first_refusal});
    return 0;
}

}  // namespace nuong::admin

// migrate: moving house, from the folder's file into PostgreSQL or back. The old place stays as it was until the new
// one is proved; then it is put aside, so that nobody works on at both.
#include <nlohmann/json.hpp>

#include "sync-server/admin/command.h"
#include "sync-server/admin/print.h"
#include "sync-server/core/verify.h"
#include "sync-server/store/copy_store.h"

namespace nuong::admin {
namespace {

constexpr std::string_view to_file = "file";

// Nothing: the file in the folder.
Result<std::optional<std::string>> target_of(const Context& context) {
    const std::string to = context.line.value("to");
    const bool is_url = to.starts_with("postgresql://") || to.starts_with("postgres://");
    if (to != to_file && !is_url)
        return Error{ErrorCode::usage,
                     {"Cần --to postgresql://… hoặc --to file (tệp trong thư mục dữ liệu).",
                      "--to postgresql://... or --to file (the file in the data folder) is needed."}};
    const std::optional<std::string> database = is_url ? std::optional(to) : std::nullopt;
    if (context.folder.database() == database)
        return Error{ErrorCode::usage, {"Kho dữ liệu đang ở đó rồi.", "The store lies there already."}};
    return database;
}

// While it is held nobody else writes at the old place: a folder is locked, a database has one writer, and that is us.
class OldPlace {
public:
    static Result<OldPlace> take(DataFolder& folder) {
        auto store = folder.open_alone();
        if (!store) return store.error();
        OldPlace place(folder, std::move(*store));
        if (!folder.database()) return place;
        auto gate = folder.open_alone();
        if (!gate) return gate.error();
        (*gate)->sql().begin_write();
        (*gate)->sql().execute("set local idle_in_transaction_session_timeout = 0");
        place.gate_ = std::move(*gate);
        return place;
    }

    SqlChangeStore& store() { return *store_; }

    // Returns where it lies now.
    Result<std::string> put_aside(Instant now) {
        store_.reset();
        if (!gate_) return folder_->put_aside(now);
        gate_->sql().execute("alter table store rename to store_moved");
        gate_->sql().commit();
        return std::string("store_moved");
    }

private:
    OldPlace(DataFolder& folder, std::unique_ptr<SqlChangeStore> store) : folder_(&folder), store_(std::move(store)) {}
    DataFolder* folder_;
    std::unique_ptr<SqlChangeStore> store_, gate_;
};

Error has_problems(const std::string& where, const Verification& found) {
    const std::string first = found.problems.empty() ? std::string() : found.problems.front();
    return {
        ErrorCode::damaged,
        {"Kho dữ liệu " + where + " không đúng với lịch sử của nó (" + first + "); chưa chuyển gì. Hãy chạy verify.",
         "The store " + where + " is not what its history says (" + first + "); nothing has moved. Run verify."}};
}

// One that an earlier try has finished counts as well.
Result<std::unique_ptr<SqlChangeStore>> filled(Context& context, SqlChangeStore& from, DataFolder& target) {
    if (target.exists()) {
        auto there = target.open_alone();
        if (!there) return there.error();
        if ((*there)->read()->facts() == from.read()->facts()) return there;
        return Error{ErrorCode::invalid,
                     {"Ở nơi đến đã có một kho dữ liệu khác; không ghi đè.",
                      "There is another store at the target; it stays as it is."}};
    }
    auto there = target.create_empty();
    if (!there) return there.error();
    std::uint64_t told = 0;
    constexpr std::uint64_t tell_every = 50'000;
    const auto copied = copy_store(from.sql(), (*there)->sql(), [&](std::string_view table, std::uint64_t rows) {
        if (rows < told + tell_every) return;
        told = rows;
        const std::string count = std::to_string(rows), of = std::string(table);
        context.say({count + " dòng đã chuyển (" + of + ")", count + " rows moved (" + of + ")"});
    });
    if (!copied) return copied.error();
    there->reset();
    if (const Status settled = target.settle(); !settled) return settled.error();
    return target.open_alone();
}

void say_moved(Context& context, const DataFolder& target, const Verification& proved, const std::string& old) {
    const std::string counts = std::to_string(proved.records) + " / " + std::to_string(proved.changes);
    if (context.line.json)
        print_json(context.out, {{"to", target.database() ? "postgresql" : "file"},
                                 {"records", proved.records},
                                 {"changes", proved.changes},
                                 {"old", old}});
    const Message next =
        target.database() ? Message{"Từ nay thêm --database (hoặc database = … trong tệp cấu hình) vào mọi lệnh.",
                                    "From now on every command needs --database (or database = ... in the settings)."}
                          : Message{"Từ nay bỏ --database ở mọi lệnh.", "From now on leave --database away."};
    context.say({"Đã chuyển kho dữ liệu và kiểm tra lại (hồ sơ / lần lưu: " + counts + "). Kho cũ nằm ở " + old + ". " +
                     next.vi,
                 "The store has moved and was proved (records / changes: " + counts + "). The old one is in " + old +
                     ". " + next.en});
}

}  // namespace

Result<int> migrate(Context& context) {
    const auto database = target_of(context);
    if (!database) return database.error();
    DataFolder target = context.folder.with_store_in(*database);
    auto old = OldPlace::take(context.folder);
    if (!old) return old.error();
    const Verification before = verify(*old->store().read());
    if (!before.ok()) return has_problems("hiện tại / here", before);
    auto there = filled(context, old->store(), target);
    if (!there) return there.error();
    const Verification after = verify(*(*there)->read());
    if (!after.ok() || after.records != before.records || after.changes != before.changes)
        return has_problems("ở nơi đến / at the target", after);
    context.note(**there, "migrate", target.database() ? "postgresql" : "file");
    const auto kept = old->put_aside(context.clock.now());
    if (!kept) return kept.error();
    say_moved(context, target, after, *kept);
    return 0;
}

}  // namespace nuong::admin

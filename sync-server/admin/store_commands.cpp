// init, publish, verify.
#include <filesystem>
#include <nlohmann/json.hpp>

#include "shared/base/harmless_text.h"
#include "shared/base/time_zone.h"
#include "sync-server/admin/command.h"
#include "sync-server/admin/document_folder.h"
#include "sync-server/admin/operator_name.h"
#include "sync-server/admin/print.h"
#include "sync-server/admin/wiped_folder.h"
#include "sync-server/core/publish.h"
#include "sync-server/core/take_bundle.h"
#include "sync-server/core/verify.h"

namespace nuong::admin {
namespace {

OrderedJson json_of(const Published& published) {
    OrderedJson fresh = OrderedJson::array();
    for (const protocol::SchemaEntry& entry : published.fresh)
        fresh.push_back({{"kind", entry.kind}, {"id", entry.id}, {"version", entry.version}, {"hash", entry.hash}});
    return {{"published", std::move(fresh)}, {"unchanged", published.unchanged}};
}

void print_published(Context& context, const Published& published) {
    for (const protocol::SchemaEntry& entry : published.fresh)
        print_lines(context.out, one_line(entry.kind + " " + entry.id + " " + std::to_string(entry.version)));
    const std::string fresh = std::to_string(published.fresh.size()), same = std::to_string(published.unchanged);
    context.say({"Đã phát hành " + fresh + " tài liệu, " + same + " không đổi.",
                 "Published " + fresh + " documents, " + same + " unchanged."});
}

// Before a store is made: a folder that cannot be published leaves nothing behind.
Status check_together(const std::vector<DocumentFile>& files, Instant now) {
    std::vector<DocumentRow> rows;
    for (const DocumentFile& file : files) {
        auto row = check_document(file, date_of(now, viet_nam_offset));
        if (!row) return row.error();
        rows.push_back(std::move(*row));
    }
    const auto book = make_book(rows);
    return book ? check_reports(rows) : Status(book.error());
}

Result<Published> publish_files(ChangeStore& store, const std::vector<DocumentFile>& files, Instant now) {
    const auto transaction = store.begin();
    ready_seal_key(*transaction);  // from the start, so that every backup has it
    auto published = publish(*transaction, files, operator_name(), now);
    if (published) transaction->commit();
    return published;
}

}  // namespace

Result<int> init(Context& context) {
    if (Status finished = finish_wipe(context.folder); !finished) return finished.error();
    if (context.folder.exists())
        return Error{ErrorCode::invalid,
                     {"Thư mục " + context.folder.path() + " đã có kho dữ liệu; không tạo đè lên.",
                      "There is a store in " + context.folder.path() + " already; it stays as it is."}};
    if (context.folder.has_moved())
        return Error{ErrorCode::invalid,
                     {"Kho dữ liệu của thư mục " + context.folder.path() +
                          " đã được chuyển vào PostgreSQL; không tạo kho trống thay vào đó. Hãy thêm --database, hoặc "
                          "dùng thư mục khác.",
                      "The store of " + context.folder.path() +
                          " has moved into PostgreSQL; no empty one takes its place. Add --database, or use another "
                          "folder."}};
    std::vector<DocumentFile> files;
    if (context.line.has("schemas")) {
        auto found = read_documents(context.line.value("schemas"));
        if (!found) return found.error();
        files = std::move(*found);
        if (auto checked = check_together(files, context.clock.now()); !checked) return checked.error();
    }
    auto store = context.folder.create();
    if (!store) return store.error();
    auto published = publish_files(**store, files, context.clock.now());
    if (!published) return published.error();
    if (context.line.json) {
        OrderedJson json{{"data", context.folder.path()}, {"server", (*store)->read()->facts().server_id}};
        json.update(json_of(*published));
        print_json(context.out, json);
    } else {
        print_published(context, *published);
    }
    context.say({"Đã tạo kho dữ liệu trong " + context.folder.path() + ". Khóa mã hóa nằm ở " +
                     context.folder.key_path() + ": hãy cất một bản ở nơi khác, tách khỏi các bản sao lưu.",
                 "The store is made in " + context.folder.path() + ". Its key is in " + context.folder.key_path() +
                     ": keep a copy elsewhere, apart from the backups."});
    return 0;
}

Result<int> publish_folder(Context& context) {
    const auto files = read_documents(context.line.words[0]);
    if (!files) return files.error();
    auto store = context.folder.open();
    if (!store) return store.error();
    auto published = publish_files(**store, *files, context.clock.now());
    if (!published) return published.error();
    if (context.line.json) print_json(context.out, json_of(*published));
    else print_published(context, *published);
    return 0;
}

Result<int> verify_store(Context& context) {
    auto store = context.folder.open();
    if (!store) return store.error();
    Verification result = verify(*(*store)->read());
    if (!(*store)->is_sound()) result.problems.push_back("the file has damaged pages");
    const bool ok = result.ok();
    for (const Message& damaged : result.damaged_reports) result.problems.push_back(damaged.in(context.language()));
    if (context.line.json) {
        print_json(context.out, {{"ok", ok},
                                 {"records", result.records},
                                 {"files", result.files},
                                 {"changes", result.changes},
                                 {"reports", result.reports},
                                 {"problems", result.problems}});
    } else {
        for (const std::string& problem : result.problems) print_lines(context.out, one_line(problem));
        const std::string counts = std::to_string(result.records) + " / " + std::to_string(result.changes);
        context.say(ok ? Message{"Kho dữ liệu đúng với lịch sử (hồ sơ / lần lưu: " + counts + ").",
                                 "The store is what its history says (records / changes: " + counts + ")."}
                       : Message{"Kho dữ liệu có vấn đề. Đừng xóa gì; hãy báo cán bộ kỹ thuật.",
                                 "The store has problems. Delete nothing; call the technician."});
    }
    return ok ? 0 : 1;
}

}  // namespace nuong::admin

// areas import: a country's areas from CSV or Excel become a published document.
#include <filesystem>
#include <nlohmann/json.hpp>

#include "shared/base/error_place.h"
#include "shared/sheets/table_file.h"
#include "sync-server/admin/command.h"
#include "sync-server/admin/operator_name.h"
#include "sync-server/admin/print.h"
#include "sync-server/core/import_areas.h"
#include "sync-server/core/publish.h"

namespace nuong::admin {
namespace {

// The next version of this document, or the one in force when nothing changes.
struct Next {
    std::uint32_t version = 1;
    bool is_new = true;
};

Next next_of(StoreReader& reader, const ImportedAreas& areas, const std::string& id, const std::string& source) {
    for (const DocumentRow& document : reader.documents_in_force()) {
        if (document.kind != "areas" || document.id != id) continue;
        const bool same = document.body == dump_json_for_people(area_document(areas, id, source, document.version));
        return {same ? document.version : document.version + 1, !same};
    }
    return {};
}

}  // namespace

Result<int> areas_import(Context& context) {
    ImportedAreas areas;
    std::string source;
    for (const std::string& path : context.line.words) {
        const auto bytes = read_whole_file(path);
        if (!bytes) return bytes.error();
        const std::string name = std::filesystem::path(path).filename().string();
        source += (source.empty() ? "" : ", ") + name;
        const auto table = sheets::read_table_file(*bytes, name);
        if (!table) return table.error();
        if (const auto read = import_areas(*table, name, areas); !read) return read.error();
    }
    const std::string id = context.line.has("id") ? context.line.value("id")
                                                  : std::filesystem::path(context.line.words[0]).stem().string();
    auto store = context.folder.open();
    if (!store) return store.error();
    const auto transaction = (*store)->begin();
    const Next next = next_of(*transaction, areas, id, source);
    const std::string text = dump_json_for_people(area_document(areas, id, source, next.version));
    if (next.is_new) {
        const auto published = publish(*transaction, {{source, "areas", text}}, operator_name(), context.clock.now());
        if (!published) return at_place(source, published.error());
        if (!context.line.has("dry-run")) transaction->commit();
    }
    if (context.line.json)
        print_json(context.out, {{"areas", areas.areas.size()},
                                 {"links", areas.links.size()},
                                 {"id", id},
                                 {"version", next.version},
                                 {"stored", next.is_new && !context.line.has("dry-run")}});
    const std::string counts = std::to_string(areas.areas.size()) + " / " + std::to_string(areas.links.size());
    context.say(
        {"Địa bàn / liên kết: " + counts + ", tài liệu " + id + " phiên bản " + std::to_string(next.version) + ".",
         "Areas / links: " + counts + ", document " + id + " version " + std::to_string(next.version) + "."});
    return 0;
}

}  // namespace nuong::admin

// export: the records of one form as CSV, JSON or Excel, for a named user. The operator reads no records by himself.
#include <nlohmann/json.hpp>

#include "sync-server/admin/command.h"
#include "sync-server/admin/operator_name.h"
#include "sync-server/admin/print.h"
#include "sync-server/core/export_records.h"

namespace nuong::admin {

Result<int> export_form(Context& context) {
    const CommandLine& line = context.line;
    if (line.value("user").empty())
        return Error{ErrorCode::usage,
                     {"Cần --user TÊN: xuất cho ai? Chỉ xuất được những gì người đó được xem và được xuất.",
                      "--user NAME is needed: for whom? Only what that user may see and export is exported."}};
    const auto wish = exports::make_wish({.form = line.words[0],
                                          .out = line.value("out"),
                                          .where = line.value("where"),
                                          .labels = line.value("labels"),
                                          .area = line.value("area"),
                                          .has_mark = line.has("bom"),
                                          .language = line.language},
                                         line.value("format"));
    if (!wish) return wish.error();
    auto store = context.folder.open();
    if (!store) return store.error();
    const auto exported = export_records(**store, line.value("user"), *wish, context.clock.now(), operator_name());
    if (!exported) return exported.error();
    context.say(exports::told_of(*exported));
    if (line.json) print_json(context.out, exports::to_json(*exported));
    return 0;
}

}  // namespace nuong::admin

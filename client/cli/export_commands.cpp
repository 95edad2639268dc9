// export: the records of one form as CSV, JSON or Excel.
#include <nlohmann/json.hpp>

#include "client/app/exported_records.h"
#include "client/cli/command.h"

namespace nuong::client {
namespace {

Result<Output> run_export(const Setting& setting, const Arguments& arguments) {
    const auto wish = exports::make_wish({.form = arguments.position(0),
                                          .out = arguments.value("--out"),
                                          .where = arguments.value("--where"),
                                          .labels = arguments.value("--labels"),
                                          .area = arguments.value("--area"),
                                          .has_mark = arguments.has("--bom"),
                                          .language = setting.language},
                                         arguments.value("--format"));
    if (!wish) return wish.error();
    auto open = open_device(setting);
    if (!open) return open.error();
    const auto exported = export_records(open->workbook, *wish);
    if (!exported) return exported.error();
    Output output;
    output.json = exports::to_json(*exported);
    output.text = exports::told_of(*exported).in(setting.language);
    return output;
}

}  // namespace

std::vector<CommandSpec> export_commands() {
    return {{"export",
             "FORM --format csv|json|xlsx --out FILE [--where EXPR] [--area CODE] [--labels vi|en] [--bom]",
             {"Xuất các phiếu của một biểu mẫu ra tệp, bỏ những gì vai trò không được xuất",
              "Export the records of a form to a file, without what the role must not take out"},
             {{"--format"}, {"--out"}, {"--where"}, {"--area"}, {"--labels"}, {"--bom", false, false}},
             1,
             1,
             run_export}};
}

}  // namespace nuong::client

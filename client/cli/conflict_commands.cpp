// conflict list, conflict resolve.
#include <nlohmann/json.hpp>

#include "client/cli/command.h"
#include "client/cli/record_json.h"
#include "shared/base/harmless_text.h"

namespace nuong::client {
namespace {

Result<Output> run_list(const Setting& setting, const Arguments&) {
    auto open = open_device(setting);
    if (!open) return open.error();
    Output output;
    output.json = OrderedJson::array();
    ListQuery query;
    query.only_conflicts = true;
    query.limit = 100'000;
    for (const Listing& listing : open->replica->records().list(query)) {
        const auto sheet = open->workbook.open(listing.record);
        if (!sheet) return sheet.error();
        open->replica->note({"read", listing.record, "conflict"}, setting.clock->now());
        for (const forms::FieldConflict& conflict : sheet->conflicts) {
            OrderedJson json = conflict_json(conflict);
            json["record"] = to_string(listing.record);
            json["form"] = listing.form;
            output.text += one_line(listing.title) + " · " + conflict.path + "\n";
            for (const Head& head : conflict.heads)
                output.text += "    " + to_string(head.dot) + "  " + one_line(plain_text(head.value)) + "  (" +
                               one_line(head.author) + ", " + to_string(head.at) + ")\n";
            output.json.push_back(std::move(json));
        }
    }
    if (output.text.empty())
        output.text = setting.language == Language::vi ? "Không có mâu thuẫn nào." : "No conflicts.";
    return output;
}

// What the person typed, in the type of the field.
Result<Value> typed_value(Workbook& workbook, const RecordSheet& sheet, const Path& path, const std::string& text) {
    if (!sheet.form) return Value(text);
    forms::Instance instance = workbook.instance_over(sheet.form, sheet.answers, Language::vi);
    const forms::Node* node = sheet.form->definition.find(path);
    if (!node) return Value(text);
    if (const auto set = instance.set(path, Value(text)); !set) return set.error();
    const auto item = instance.find(path);
    return item ? instance.view(*item).answer : Value(text);
}

Result<Output> run_resolve(const Setting& setting, const Arguments& arguments) {
    if (arguments.has("--take") == arguments.has("--value"))
        return Error{ErrorCode::usage,
                     {"Hãy chọn --take DOT hoặc --value GIÁ_TRỊ.", "Give either --take DOT or --value V."}};
    auto open = open_device(setting);
    if (!open) return open.error();
    const auto id = record_id(arguments.position(0));
    if (!id) return id.error();
    const Path path = arguments.position(1);
    const auto sheet = open->workbook.open(*id);
    if (!sheet) return sheet.error();
    const auto dot = parse_dot(arguments.value("--take"));
    if (arguments.has("--take") && !dot)
        return Error{ErrorCode::usage,
                     {"“" + arguments.value("--take") + "” không phải là dot.",
                      "\"" + arguments.value("--take") + "\" is not a dot."}};
    const auto value = dot ? open->workbook.value_of_head(*id, path, *dot)
                           : typed_value(open->workbook, *sheet, path, arguments.value("--value"));
    if (!value) return value.error();
    if (const auto resolved = open->workbook.resolve(*id, path, *value); !resolved) return resolved.error();
    open->replica->note({"decide", *id, path}, setting.clock->now());
    Output output;
    output.json = {{"record", to_string(*id)}, {"path", path}, {"value", value_json(*value)}};
    output.text = (setting.language == Language::vi ? "Đã quyết định: " : "Decided: ") + path + " = " +
                  one_line(plain_text(*value));
    return output;
}

}  // namespace

std::vector<CommandSpec> conflict_commands() {
    return {
        {"conflict list",
         "",
         {"Những chỗ hai người ghi khác nhau, chờ quyết định", "Where people disagree and a decision is needed"},
         {},
         0,
         0,
         run_list},
        {"conflict resolve",
         "ID PATH (--take DOT | --value V)",
         {"Chọn một giá trị; mọi máy sẽ theo", "Take a value; every device follows"},
         {{"--take"}, {"--value"}},
         2,
         2,
         run_resolve},
    };
}

}  // namespace nuong::client

// quarantine list, show, release: changes that were refused, and a supervisor's last word on them.
#include <charconv>
#include <nlohmann/json.hpp>

#include "shared/base/harmless_text.h"
#include "sync-server/admin/command.h"
#include "sync-server/admin/operator_name.h"
#include "sync-server/admin/print.h"
#include "sync-server/admin/record_json.h"
#include "sync-server/core/quarantine.h"

namespace nuong::admin {
namespace {

struct ChangeName {
    DeviceId device;
    std::uint64_t seq = 0;
};

// As the list writes it: device:seq.
Result<ChangeName> change_named(const std::string& word) {
    const std::size_t colon = std::min(word.find(':'), word.size());
    const auto device = parse_device_id(word.substr(0, colon));
    ChangeName name{device.value_or(DeviceId()), 0};
    const char* end = word.data() + word.size();
    const char* from = word.data() + std::min(colon + 1, word.size());
    const auto read = std::from_chars(from, end, name.seq);
    if (!device || read.ec != std::errc() || read.ptr != end)
        return Error{ErrorCode::usage,
                     {"Tên lần lưu có dạng MÁY:SỐ, như quarantine list in ra.",
                      "A change is named DEVICE:NUMBER, as quarantine list prints it."}};
    return name;
}

Error no_such(const std::string& word) {
    return {ErrorCode::not_found,
            {"Không có lần lưu bị từ chối " + word + ".", "There is no refused change " + word + "."}};
}

}  // namespace

Result<int> quarantine_list(Context& context) {
    auto store = context.folder.open();
    if (!store) return store.error();
    auto reader = (*store)->read();
    OrderedJson list = OrderedJson::array();
    std::uint64_t after = 0;
    for (;;) {
        const auto rows = reader->refused_changes(after, 500);
        if (rows.empty()) break;
        after = rows.back().arrival;
        for (const ChangeRow& row : rows) {
            list.push_back(json_of(row));
            for (const char* content : {"writes", "text"}) list.back().erase(content);  // read one by one, and noted
        }
    }
    reader.reset();
    context.note(**store, "quarantine_list", std::to_string(list.size()));
    if (context.line.json) {
        print_json(context.out, list);
        return 0;
    }
    for (const auto& item : list) {
        const auto word = [&](const char* key) { return std::string(item[key]) + "  "; };
        const std::string reason = item["message"][context.language() == Language::vi ? "vi" : "en"];
        print_lines(context.out,  // it quotes what was sent
                    one_line(word("change") + word("record") + word("author") + word("refused") + reason));
    }
    return 0;
}

Result<int> quarantine_show(Context& context) {
    const auto name = change_named(context.line.words[0]);
    if (!name) return name.error();
    auto store = context.folder.open();
    if (!store) return store.error();
    const auto row = (*store)->read()->change(name->device, name->seq);
    if (!row || row->verdict.empty()) return no_such(context.line.words[0]);
    context.note(**store, "quarantine_show", context.line.words[0]);
    print_json(context.out, json_of(*row));
    return 0;
}

Result<int> quarantine_release(Context& context) {
    const auto name = change_named(context.line.words[0]);
    if (!name) return name.error();
    auto store = context.folder.open();
    if (!store) return store.error();
    const auto transaction = (*store)->begin();
    const Status released =
        release_from_quarantine(*transaction, name->device, name->seq, operator_name(), context.clock.now());
    if (!released) return released.error();
    const auto row = transaction->change(name->device, name->seq);
    transaction->commit();
    if (context.line.json) print_json(context.out, json_of(*row));
    context.say(
        {"Đã cho nhận. Các máy sẽ thấy ở lần đồng bộ tới.", "Released. Devices will see it at their next sync."});
    return 0;
}

}  // namespace nuong::admin

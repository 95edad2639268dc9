// Files as answers: "@FILE" in what is given to `record add|edit`, and `record file` to get one back.
#include "client/app/attach_file.h"
#include "client/app/restriction.h"
#include "client/cli/command.h"
#include "shared/exports/export_order.h"
#include "shared/sqlite/new_file.h"

namespace nuong::client {
namespace {

Error no_file(const std::string& path) {
    return {ErrorCode::not_found,
            {"Trường “" + path + "” của phiếu này không có tệp.", "The field \"" + path + "\" has no file."}};
}

Error not_here_yet(const Attachment& attachment) {
    const std::string bytes = std::to_string(attachment.size);
    return {ErrorCode::not_found,
            {"Tệp này (" + bytes + " byte) chưa về đến máy này. Hãy đồng bộ rồi thử lại.",
             "This file (" + bytes + " bytes) has not reached this device yet. Sync and try again."}};
}

Result<Attachment> attachment_in(const RecordSheet& sheet, const std::string& path) {
    const Value* value = find(sheet.answers, path);
    const auto attachment = value ? attachment_of(value->text()) : std::nullopt;
    if (!attachment) return no_file(path);
    return *attachment;
}

// To look at it: of whatever class it is, by whoever may take anything out, and of nobody whose data may only be kept.
Status may_be_taken_out(Replica& replica, const RecordId& record) {
    if (const auto mask = exports::mask_for(replica.schemas().bodies("roles"), replica.device().role); !mask)
        return mask.error();
    if (!is_restricted(replica.records(), record)) return Done{};
    return Error{ErrorCode::refused,
                 {"Dữ liệu của người này đang hạn chế xử lý, nên tệp không được lấy ra ngoài.",
                  "Processing of this person's data is restricted, so the file is not taken out."}};
}

Result<Output> run_file(const Setting& setting, const Arguments& arguments) {
    auto open = open_device(setting);
    if (!open) return open.error();
    const auto id = record_id(arguments.position(0));
    if (!id) return id.error();
    const auto sheet = open->workbook.open(*id);
    if (!sheet) return sheet.error();
    const auto attachment = attachment_in(*sheet, arguments.position(1));
    if (!attachment) return attachment.error();
    if (const Status may = may_be_taken_out(*open->replica, *id); !may) return may.error();
    const auto bytes = open->replica->blobs().bytes(attachment->blob);
    if (!bytes) return not_here_yet(*attachment);
    const std::string file = arguments.has("--out") ? arguments.value("--out") : name_of(*attachment);
    open->replica->note({"export", *id, arguments.position(1)}, setting.clock->now());  // before anything leaves
    const auto written = write_new_file(file, *bytes, open->replica->unfinished_files().watch());
    if (!written) return written.error();
    Output output;
    output.json = {{"record", to_string(*id)},
                   {"path", arguments.position(1)},
                   {"file", file},
                   {"type", attachment->type},
                   {"bytes", attachment->size}};
    output.text = file;
    return output;
}

}  // namespace

Result<Fields> with_files_attached(Replica& replica, const forms::Instance& instance, const Fields& answers,
                                   const Uuid& holder) {
    Fields attached = answers;
    for (NamedValue& answer : attached) {
        if (!answer.value.text().starts_with('@')) continue;
        const forms::Node* node = forms::node_of(instance.form().definition, answer.name);
        if (!node || !asks_for_file(*node)) continue;
        auto value = attach_file(replica, *node, answer.value.text().substr(1), holder);
        if (!value) return value.error();
        answer.value = std::move(*value);
    }
    return attached;
}

std::vector<CommandSpec> attachment_commands() {
    return {{"record file",
             "ID PATH [--out FILE]",
             {"Lấy tệp đính kèm của một phiếu ra ngoài (đưa vào: PATH=@TỆP khi thêm hoặc sửa)",
              "Get an attached file out of a record (to attach: PATH=@FILE when adding or editing)"},
             {{"--out"}},
             2,
             2,
             run_file}};
}

}  // namespace nuong::client

// bundle export, import: what waits goes by hand where no network goes.

#include "client/cli/command.h"
#include "client/cli/terminal.h"
#include "client/sync/bundle_file.h"

namespace nuong::client {
namespace {

Output output_of(const BundleCount& count, const Message& text, Language language) {
    Output output;
    output.json = {{"changes", count.changes}, {"states", 0}, {"carried", count.carried}};
    output.text = text.in(language);
    return output;
}

void warn(const Message& message, Language language) { say_aside(message.in(language)); }

Result<Output> run_export(const Setting& setting, const Arguments& arguments) {
    auto open = open_device_for_contact(setting);
    if (!open) return open.error();
    const std::string& file = arguments.position(0);
    const auto count = export_bundle(*open->replica, file, setting.clock->now());
    if (!count) return count.error();
    if (!count->is_whole) warn(not_whole(), setting.language);
    return output_of(*count, told_of_export(*count, file), setting.language);
}

Result<Output> run_import(const Setting& setting, const Arguments& arguments) {
    auto open = open_device_for_contact(setting);
    if (!open) return open.error();
    const auto count = import_bundle(*open->replica, arguments.position(0), setting.clock->now());
    if (!count) return count.error();
    return output_of(*count, told_of_import(*count), setting.language);
}

}  // namespace

std::vector<CommandSpec> bundle_commands() {
    return {
        {"bundle export",
         "FILE",
         {"Ghi những gì chờ gửi vào một tệp mã hóa, để đưa bằng USB",
          "Write what waits into an encrypted file for a stick"},
         {},
         1,
         1,
         run_export},
        {"bundle import",
         "FILE",
         {"Nhận giữ tệp của máy khác để chuyển lên giúp", "Take in the file of another device, to hand it on"},
         {},
         1,
         1,
         run_import},
    };
}

}  // namespace nuong::client

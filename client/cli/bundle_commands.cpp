// bundle export, import: what waits goes by hand where no network goes.
#include <cstdio>

#include "client/cli/command.h"
#include "client/sync/bundle_file.h"

namespace nuong::client {
namespace {

Output output_of(const BundleCount& count, const Message& text, Language language) {
    Output output;
    output.json = {{"changes", count.changes}, {"states", 0}, {"carried", count.carried}};
    output.text = text.in(language);
    return output;
}

void warn(const Message& message, Language language) { std::fprintf(stderr, "%s\n", message.in(language).c_str()); }

Result<Output> run_export(const Setting& setting, const Arguments& arguments) {
    auto open = open_device(setting);
    if (!open) return open.error();
    const std::string& file = arguments.position(0);
    const auto count = export_bundle(*open->replica, file, setting.clock->now());
    if (!count) return count.error();
    if (!count->is_whole)
        warn({"Không đủ chỗ trong một tệp: đây là phần cũ nhất. Hãy nộp tệp này, đồng bộ hoặc xuất lại sau.",
              "Not everything fits into one file: this is the oldest part. Hand it in, then sync or export again."},
             setting.language);
    const std::string changes = std::to_string(count->changes), others = std::to_string(count->carried);
    if (count->changes == 0)
        return output_of(*count,
                         {"Không có gì chờ gửi; tệp “" + file + "” không chứa lần ghi nào.",
                          "Nothing is waiting; \"" + file + "\" holds no changes."},
                         setting.language);
    return output_of(*count,
                     {"Đã ghi " + changes + " lần ghi (" + others + " của máy khác) vào “" + file +
                          "”. Chỉ huyện mở được tệp này. Dữ liệu vẫn còn trên máy cho đến khi máy chủ báo đã nhận.",
                      "Wrote " + changes + " changes (" + others + " of other devices) to \"" + file +
                          "\". Only the district can open it. Everything stays on this device until the server has "
                          "said that it has it."},
                     setting.language);
}

Result<Output> run_import(const Setting& setting, const Arguments& arguments) {
    auto open = open_device(setting);
    if (!open) return open.error();
    const auto count = import_bundle(*open->replica, arguments.position(0), setting.clock->now());
    if (!count) return count.error();
    const std::string changes = std::to_string(count->changes);
    return output_of(
        *count,
        {"Đã nhận giữ " + changes +
             " lần ghi của máy khác. Máy này không đọc được; sẽ chuyển lên khi đồng bộ hoặc khi xuất gói.",
         "Took in " + changes +
             " changes of other devices. This device cannot read them; it hands them on at the next sync or "
             "in its own bundle."},
        setting.language);
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

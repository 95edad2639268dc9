// status, sync: the device and its server.
#include <cstdio>
#include <nlohmann/json.hpp>
#include <thread>

#include "client/app/phrases.h"
#include "client/cli/command.h"
#include "client/cli/terminal.h"
#include "client/sync/farewell.h"
#include "client/sync/http_transport.h"
#include "client/sync/retry_policy.h"
#include "client/sync/sync_session.h"
#include "shared/base/random.h"

namespace nuong::client {
namespace {

std::string when(const std::optional<Instant>& at) { return at ? to_string(*at) : ""; }

Result<Output> run_status(const Setting& setting, const Arguments&) {
    auto open = open_device_for_contact(setting);
    if (!open) return open.error();
    Replica& replica = *open->replica;
    const DeviceInfo device = replica.device();
    const auto records = replica.records().count(""), pending = replica.log().count(LogState::waiting),
               refused = replica.log().count(LogState::refused), conflicts = replica.records().conflict_count();
    Output output;
    output.json = {{"device", to_string(device.device)},
                   {"user", device.user},
                   {"server", device.server},
                   {"records", records},
                   {"pending", pending},
                   {"refused", refused},
                   {"conflicts", conflicts},
                   {"files_waiting", replica.blobs().to_send().blobs},
                   {"files_wanted", replica.blobs().wanted().blobs},
                   {"last_sync", device.last_sync ? OrderedJson(when(device.last_sync)) : OrderedJson(nullptr)}};
    if (device.top) output.json["at_top"] = *device.top;
    const auto no_records = why_no_records(device, setting.clock->now() + device.clock_offset);
    output.json["shows_records"] = !no_records;
    if (!device.shut_out.empty()) output.json["shut_out"] = device.shut_out;
    const bool vi = setting.language == Language::vi;
    const auto line = [&](const char* vi_word, const char* en_word, const std::string& value) {
        output.text += std::string(vi ? vi_word : en_word) + ": " + value + "\n";
    };
    line("Máy", "Device", to_string(device.device) + " (" + device.name + ")");
    line("Người dùng", "User", device.user + ", " + device.role);
    line("Máy chủ", "Server", device.server);
    line("Số phiếu", "Records", std::to_string(records));
    line("Chờ gửi", "Waiting to be sent", std::to_string(pending));
    if (device.top && *device.top < device.acked)
        line("Còn ở máy trung chuyển, chưa về huyện", "At the relay, not yet at the district",
             std::to_string(device.acked - *device.top));
    if (const auto files = replica.blobs().to_send().blobs; files > 0)
        line("Tệp chờ gửi", "Files to be sent", std::to_string(files));
    if (const auto files = replica.blobs().wanted().blobs; files > 0)
        line("Tệp chưa tải về", "Files not here yet", std::to_string(files));
    line("Bị từ chối", "Refused", std::to_string(refused));
    line("Chờ quyết định (mâu thuẫn)", "Conflicts to decide", std::to_string(conflicts));
    const Instant now = replica.corrected(setting.clock->now());
    line("Đồng bộ lần cuối", "Last sync",
         device.last_sync ? when_text(*device.last_sync, now, setting.language)
         : vi             ? "chưa lần nào"
                          : "never");
    if (no_records) output.text += no_records->message.in(setting.language) + "\n";
    return output;
}

Message held_back_message(const Message& why) {
    return {"Máy chủ chưa nhận một phần dữ liệu mà máy này chuyển giúp máy khác; phần đó vẫn được giữ ở đây. " + why.vi,
            "The server would not take some of what this device carries for others; it stays here. " + why.en};
}

// The messages say what to tap in the window.
Message new_code_message() {
    return {"Ở dòng lệnh thì chạy: nuong user confirm MÃ", "At the command line, run: nuong user confirm CODE"};
}

Message files_line(const SyncReport& report) {
    const auto count = [](std::int64_t files) { return std::to_string(files); };
    Message line;
    if (report.files_sent + report.files_received > 0)
        line = {
            " Tệp đính kèm: gửi " + count(report.files_sent) + ", nhận " + count(report.files_received) + ".",
            " Attached files: " + count(report.files_sent) + " sent, " + count(report.files_received) + " received."};
    if (report.files_waiting > 0) {
        line.vi += " Còn " + count(report.files_waiting) + " tệp chưa gửi; lần sau gửi tiếp.";
        line.en += " " + count(report.files_waiting) + " still to be sent; the next sync goes on.";
    }
    return line;
}

Output sync_output(const SyncReport& report, Language language) {
    Output output;
    output.json = {{"outcome", name_of(report.outcome)},
                   {"pushed", report.pushed},
                   {"refused", report.refused},
                   {"received", report.received},
                   {"left", report.left},
                   {"erased", report.erased},
                   {"conflicts", report.conflicts},
                   {"requests", report.requests},
                   {"bytes_up", report.bytes_up},
                   {"bytes_down", report.bytes_down},
                   {"seconds", report.seconds},
                   {"repaired", report.repaired},
                   {"handed_on", report.handed_on},
                   {"files_sent", report.files_sent},
                   {"files_received", report.files_received},
                   {"files_waiting", report.files_waiting},
                   {"files_wanted", report.files_wanted}};
    if (!report.message.vi.empty()) output.json["message"] = report.message.in(language);
    if (report.needs_code) output.json["needs_code"] = true;
    if (report.newer_program) {
        output.json["newer_program"] = to_string(*report.newer_program);
        say_aside(newer_program_message(*report.newer_program).in(language));
    }
    if (report.is_renewed) {
        output.json["renewed"] = true;
        say_aside(renewal_message().in(language));
    }
    const std::string sent = std::to_string(report.pushed), received = std::to_string(report.received),
                      conflicts = std::to_string(report.conflicts), refused = std::to_string(report.refused);
    output.text =
        language == Language::vi
            ? "Đã gửi " + sent + ", nhận " + received + ", bị từ chối " + refused + ", mâu thuẫn " + conflicts + "."
            : "Sent " + sent + ", received " + received + ", refused " + refused + ", conflicts " + conflicts + ".";
    output.text += files_line(report).in(language);
    if (report.erased > 0) output.text += " " + erased_message(report.erased).in(language);
    if (report.handed_on > 0) {
        const std::string handed_on = std::to_string(report.handed_on);
        output.text += language == Language::vi ? " Đã chuyển giúp máy khác " + handed_on + "."
                                                : " Handed on for other devices: " + handed_on + ".";
    }
    if (!report.held_back.vi.empty()) say_aside(held_back_message(report.held_back).in(language));
    if (report.outcome == SyncOutcome::offline) output.exit_code = exit_code_of(ErrorCode::unreachable);
    if (report.outcome == SyncOutcome::refused) output.exit_code = exit_code_of(ErrorCode::refused);
    if (!report.message.vi.empty()) say_aside(report.message.in(language));
    if (report.needs_code) say_aside(new_code_message().in(language));
    return output;
}

Result<Output> wiped_as_told(const Household& household, const Member& person, const Farewell& farewell,
                             Output output) {
    if (const auto wiped = household.remove(person.home, text_of(farewell)); !wiped) return wiped.error();
    output.json["wiped"] = true;
    output.json["confirmed"] = say_farewells(household);  // else told at a later sync or start
    return output;
}

Result<Output> run_sync(const Setting& setting, const Arguments& arguments) {
    const Household household(setting.home);
    household.finish_removals();
    (void)say_farewells(household);
    auto open = open_device_for_contact(setting);
    if (!open) return open.error();
    const DeviceInfo device = open->replica->device();
    const bool is_elsewhere = arguments.has("--server");  // this time; a relay or the district itself
    Farewell there{is_elsewhere ? arguments.value("--server") : device.server,
                   arguments.has("--ca") ? arguments.value("--ca") : device.ca_file, ""};
    HttpTransport transport(there.server, there.ca_file);
    RetryPolicy policy({std::chrono::seconds(30), std::chrono::seconds(30), std::chrono::minutes(30)});
    for (;;) {
        const SyncReport report = sync_once(*open->replica, transport, *setting.clock);
        Output output = sync_output(report, setting.language);
        if (report.must_be_wiped) {
            there.token = open->replica->device().token;
            open->replica->unfinished_files().sweep();
            open->replica.reset();
            return wiped_as_told(household, open->member, there, std::move(output));
        }
        if (!arguments.has("--watch")) return output;
        print(output.text);
        std::fflush(stdout);
        if (report.outcome == SyncOutcome::ok) policy.succeeded();
        else policy.failed(report.retry_after);
        std::this_thread::sleep_for(policy.wait(random_u64()));  // until the person stops it
    }
}

}  // namespace

std::vector<CommandSpec> device_commands() {
    return {
        {"status",
         "",
         {"Tình trạng máy này: số phiếu, chờ gửi, mâu thuẫn", "What is on this device, what waits, what conflicts"},
         {},
         0,
         0,
         run_status},
        {"sync",
         "[--watch] [--server URL [--ca FILE]]",
         {"Gửi và nhận với máy chủ; --server: lần này với máy chủ khác, ví dụ máy trung chuyển của xã",
          "Send to and receive from the server; --server: this time with another, such as the commune's relay"},
         {{"--watch", false, false}, {"--server"}, {"--ca"}},
         0,
         0,
         run_sync},
    };
}

}  // namespace nuong::client

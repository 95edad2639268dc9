// enroll, recover, user: who uses this device.
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "client/cli/command.h"
#include "client/store/door_facts.h"
#include "client/store/keyring.h"
#include "client/sync/enrolment.h"
#include "client/sync/http_transport.h"
#include "client/sync/recovery.h"
#include "client/sync/sync_session.h"
#include "shared/base/enrolment_link.h"

namespace nuong::client {
namespace {

std::string host_name() {
    char name[256] = {};
    gethostname(name, sizeof name - 1);
    return name[0] ? name : "device";
}

std::string absolute(const std::string& path) {
    if (path.empty() || path[0] == '/') return path;
    char folder[4096] = {};
    return getcwd(folder, sizeof folder - 1) ? std::string(folder) + "/" + path : path;
}

// A keyring from an enrolment that was cut short is unlocked with its PIN and used again.
Result<DatabaseKey> key_for_enrolment(const std::string& home, const std::string& pin, Instant now) {
    Keyring keyring(home);
    if (!keyring.exists()) return keyring.create("", pin);
    auto key = keyring.unlock("", pin, now);
    if (key) return key;
    Error error = key.error();
    error.message.vi +=
        " Lần ghi danh trước trên máy này chưa xong: dùng mã PIN đã chọn khi đó, hoặc thêm --anew để "
        "bắt đầu lại (có thể phải xin mã mới).";
    error.message.en +=
        " An enrolment was not finished on this device: give the PIN chosen then, or add --anew to "
        "start over (which may need another code).";
    return error;
}

Output enrolled(const DeviceInfo& device, Language language) {
    Output output;
    output.json = {
        {"device", to_string(device.device)}, {"user", device.user}, {"role", device.role}, {"areas", device.areas}};
    output.text = language == Language::vi ? "Đã ghi danh máy này cho " + device.user + " (" + device.role + ")."
                                           : "Enrolled for " + device.user + " (" + device.role + ").";
    return output;
}

// Into a place of the household; up to the name, everything may be interrupted and is gone on with.
Result<Output> enrol(const Setting& setting, const Household& household, const EnrolmentRequest& request) {
    if (const auto checked = check_server_url(request.server); !checked) return checked.error();
    const auto pin = read_pin(setting);
    if (!pin) return pin.error();
    const auto home = household.place_for_another();
    if (!home) return home.error();
    const bool is_begun_here = !Keyring(*home).exists();
    const auto key = key_for_enrolment(*home, pin->text(), setting.clock->now());
    if (!key) return key.error();
    auto replica = Replica::open(*home, *key);
    if (!replica) return replica.error();
    prepare_device(**replica, request);
    HttpTransport transport(request.server, request.ca_file);
    const bool only_the_name_is_missing = (*replica)->device().is_enrolled();
    const auto give_up = [&](const Error& error, bool is_to_go) {
        replica->reset();
        if (is_to_go) (void)household.remove(*home);
        return error;
    };
    if (!only_the_name_is_missing)
        if (const auto done = enroll(**replica, transport, request);
            !done)  // refused: the district knows nothing of it
            return give_up(done.error(), is_begun_here && done.error().code == ErrorCode::refused);
    const DeviceInfo device = (*replica)->device();
    if (const auto named = household.name(*home, device.user); !named)
        return give_up(named.error(), named.error().code == ErrorCode::refused);
    (void)household.keep({device.server, device.ca_file, device.user});
    sync_once(**replica, transport, *setting.clock);  // forms and records, if the line holds; else at the next sync
    (void)keep_door_facts(**replica, *home, *key);    // else at the next unlock
    return enrolled((*replica)->device(), setting.language);
}

Status start_over_if_asked(const Household& household, const Arguments& arguments) {
    household.finish_removals();
    const auto begun = household.unfinished();
    return begun && arguments.has("--anew") ? household.remove(*begun) : Status(Done{});
}

std::string device_name(const Arguments& arguments) {
    return arguments.has("--device") ? arguments.value("--device") : host_name();
}

// URL CODE, or both in one as a QR code says it.
Result<EnrolmentLink> link_in(const Arguments& arguments) {
    if (arguments.positions().size() == 2) return EnrolmentLink{arguments.position(0), arguments.position(1)};
    if (const auto link = parse_enrolment_link(arguments.position(0))) return *link;
    return Error{
        ErrorCode::usage,
        {"Thiếu mã. Cách dùng: nuong enroll ĐỊA_CHỈ MÃ, hoặc nuong enroll 'ĐỊA_CHỈ#MÃ' như trong mã QR.",
         "The code is missing. Usage: nuong enroll URL CODE, or nuong enroll 'URL#CODE' as a QR code says it."}};
}

Result<Output> run_enroll(const Setting& setting, const Arguments& arguments) {
    const Household household(setting.home);
    if (const auto ready = start_over_if_asked(household, arguments); !ready) return ready.error();
    if (!household.members().empty())
        return Error{ErrorCode::refused,
                     {"Máy này đã được ghi danh. Để thêm một người nữa: nuong user add MÃ",
                      "This device is enrolled already. To add another person: nuong user add CODE"}};
    const auto link = link_in(arguments);
    if (!link) return link.error();
    return enrol(setting, household,
                 {link->server, absolute(arguments.value("--ca")), link->code, device_name(arguments)});
}

Result<Output> run_recover(const Setting& setting, const Arguments& arguments) {
    const Household household(setting.home);
    household.finish_removals();
    const std::string& server = arguments.position(0);
    if (const auto checked = check_server_url(server); !checked) return checked.error();
    const auto person = chosen_member(household, setting.user);
    if (!person) return person.error();
    const auto pin = read_pin(setting);
    if (!pin) return pin.error();
    if (const auto checked = Keyring::check_new_pin(pin->text()); !checked) return checked.error();
    const HouseholdNote note = household.note();
    const std::string ca_file = arguments.has("--ca")   ? absolute(arguments.value("--ca"))
                                : server == note.server ? note.ca_file
                                                        : "";
    HttpTransport transport(server, ca_file);
    const auto key = recover_key(person->home, transport, arguments.position(1));
    if (!key) return key.error();
    if (const auto set = Keyring(person->home).set_pin(pin->text(), *key); !set) return set.error();
    if (auto replica = Replica::open(person->home, *key); replica)
        (void)renew_recovery_box(**replica, person->home, *key);
    Output output;
    output.json = {{"user", person->user}, {"recovered", true}};
    output.text = setting.language == Language::vi
                      ? "Đã đặt mã PIN mới cho " + person->user + ". Mọi thứ trên máy vẫn nguyên."
                      : "The new PIN of " + person->user + " is set. Everything on the device is as it was.";
    return output;
}

// The server is the one of who was at work last: their store is closed, so it is noted beside it.
Result<Output> run_user_add(const Setting& setting, const Arguments& arguments) {
    const Household household(setting.home);
    if (const auto ready = start_over_if_asked(household, arguments); !ready) return ready.error();
    if (household.members().empty())
        return Error{ErrorCode::refused,
                     {"Máy này chưa có ai. Người đầu tiên ghi danh bằng: nuong enroll ĐỊA_CHỈ MÃ",
                      "Nobody uses this device yet. The first person enrols with: nuong enroll URL CODE"}};
    const HouseholdNote note = household.note();
    const bool is_elsewhere = arguments.has("--server") && arguments.value("--server") != note.server;
    const std::string server = arguments.has("--server") ? arguments.value("--server") : note.server;
    if (server.empty())
        return Error{ErrorCode::usage,
                     {"Chưa biết máy chủ. Hãy thêm: --server ĐỊA_CHỈ [--ca TỆP]",
                      "The server is not known yet. Add: --server URL [--ca FILE]"}};
    const std::string ca_file = arguments.has("--ca") ? absolute(arguments.value("--ca"))
                                : is_elsewhere        ? ""
                                                      : note.ca_file;
    return enrol(setting, household, {server, ca_file, arguments.position(0), device_name(arguments)});
}

Result<Output> run_user_list(const Setting& setting, const Arguments&) {
    const Household household(setting.home);
    const bool vi = setting.language == Language::vi;
    Output output;
    output.json = OrderedJson::array();
    const auto line = [&](const OrderedJson& user, const char* state, const std::string& text) {
        output.json.push_back({{"user", user}, {"state", state}});
        output.text += text + "\n";
    };
    for (const Member& person : household.members())
        if (person.is_damaged)
            line(nullptr, "damaged", (vi ? "(tệp khóa bị hỏng) " : "(damaged key file) ") + person.home);
        else line(person.user, "ready", person.user);
    if (household.unfinished()) line(nullptr, "unfinished", vi ? "(ghi danh chưa xong)" : "(enrolment not finished)");
    if (output.json.empty()) output.text = vi ? "Máy này chưa có ai." : "Nobody uses this device yet.";
    return output;
}

// What would be lost with the store; empty: nothing.
std::optional<Message> what_is_not_sent(Replica& replica) {
    const auto waiting = replica.log().count(LogState::waiting);
    if (waiting == 0 && replica.blobs().to_send().blobs == 0 && replica.drafts().list().empty() &&
        !replica.bundles().is_carrying())
        return std::nullopt;
    return Message{
        "Trên máy còn phiếu, tệp hay bản nháp chưa gửi của người này, nên chưa bỏ gì. Hãy nộp bản nháp, đồng "
        "bộ rồi làm lại.",
        "This person still has records, files or drafts here that were not sent, so nothing was removed. "
        "Submit the drafts, sync and try again."};
}

Result<Output> run_user_remove(const Setting& setting, const Arguments& arguments) {
    Setting theirs = setting;
    theirs.user = arguments.position(0);
    auto open = open_device_for_contact(theirs);
    if (!open) return open.error();
    if (const auto unsent = what_is_not_sent(*open->replica)) return Error{ErrorCode::refused, *unsent};
    const Member person = open->member;
    open->replica.reset();
    if (const auto removed = Household(setting.home).remove(person.home); !removed) return removed.error();
    Output output;
    output.json = {{"user", person.user}, {"removed", true}};
    output.text = setting.language == Language::vi
                      ? "Đã bỏ " + person.user + " khỏi máy này; dữ liệu đã gửi vẫn ở huyện."
                      : person.user + " is no longer on this device; what was sent is at the district.";
    return output;
}

// The district has forgotten this device, set back to a backup from before it was enrolled; or it does not recognise
// its signature, for the key was made in another copy of its store.
Result<Output> run_user_confirm(const Setting& setting, const Arguments& arguments) {
    auto open = open_device_for_contact(setting);
    if (!open) return open.error();
    const DeviceInfo device = open->replica->device();
    HttpTransport transport(device.server, device.ca_file);
    if (const auto done = confirm_device(*open->replica, transport, arguments.position(0)); !done) return done.error();
    Output output;
    output.json = {{"user", device.user}, {"confirmed", true}};
    output.text = setting.language == Language::vi ? "Huyện đã nhận lại máy này. Bây giờ đồng bộ được."
                                                   : "The district has taken this device back. It can sync now.";
    return output;
}

}  // namespace

std::vector<CommandSpec> people_commands() {
    return {
        {"enroll",
         "URL CODE | URL#CODE [--ca FILE] [--device NAME] [--anew]",
         {"Ghi danh máy này bằng mã dùng một lần; tạo kho mã hóa bằng mã PIN. --anew: bỏ lần ghi danh dở dang",
          "Enrol with a one-time code; creates the store under the PIN. --anew: drop an enrolment that was not "
          "finished"},
         {{"--ca"}, {"--device"}, {"--anew", false, false}},
         1,
         2,
         run_enroll},
        {"recover",
         "URL CODE [--ca FILE]",
         {"Quên mã PIN: đặt mã PIN mới bằng mã khôi phục dùng một lần của huyện; mọi thứ trên máy giữ nguyên. Mã PIN "
          "mới "
          "lấy từ --pin-file, NUONG_PIN hoặc hỏi trên màn hình",
          "The PIN is lost: sets a new one with a one-time recovery code from the district; everything here stays as "
          "it "
          "is. The new PIN comes from --pin-file, NUONG_PIN or the terminal"},
         {{"--ca"}},
         2,
         2,
         run_recover},
        {"user add",
         "CODE [--server URL [--ca FILE]] [--device NAME] [--anew]",
         {"Thêm một người vào máy này, có mã PIN và kho riêng; máy chủ như của người trước nếu không ghi --server",
          "Add a person to this device, with a PIN and a store of their own; the server is that of the others unless "
          "--server says another"},
         {{"--server"}, {"--ca"}, {"--device"}, {"--anew", false, false}},
         1,
         1,
         run_user_add},
        {"user list", "", {"Những người dùng máy này", "Who uses this device"}, {}, 0, 0, run_user_list},
        {"user confirm",
         "CODE",
         {"Huyện nhận lại máy này bằng một mã mới, khi máy chủ không nhận ra máy hay chữ ký của máy; mọi thứ trên máy "
          "giữ nguyên",
          "The district takes this device back with a new code, when the server does not recognise it or its "
          "signature; everything here stays as it is"},
         {},
         1,
         1,
         run_user_confirm},
        {"user remove",
         "NAME",
         {"Bỏ một người khỏi máy này, khi mọi thứ của họ đã gửi; cần mã PIN của họ",
          "Remove a person from this device, once all they did is sent; needs their PIN"},
         {},
         1,
         1,
         run_user_remove},
    };
}

}  // namespace nuong::client

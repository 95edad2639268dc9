// Opening a device for a command, and the small inputs that several commands share.
#include <termios.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <nlohmann/json.hpp>

#include "client/cli/command.h"
#include "client/store/door_facts.h"
#include "client/store/keyring.h"
#include "client/store/store_file.h"
#include "client/sync/shut_out.h"
#include "shared/sqlite/durable_file.h"

namespace nuong::client {
namespace {

constexpr std::size_t input_bytes_max = 64u << 20;

SecretText without_newline(SecretText text) {
    std::string& typed = text.typed();
    while (!typed.empty() && (typed.back() == '\n' || typed.back() == '\r')) typed.pop_back();
    return text;
}

// Typed letters do not show.
SecretText ask_on_terminal(const char* question) {
    std::fputs(question, stderr);
    termios before{};
    tcgetattr(STDIN_FILENO, &before);
    termios silent = before;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    SecretText line;
    std::getline(std::cin, line.typed());
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    std::fputc('\n', stderr);
    return without_newline(line);
}

Error not_on_this_device(const UserId& user, const std::vector<Member>& people) {
    std::string names;
    for (const Member& person : people) names += (names.empty() ? "" : ", ") + person.user;
    return {ErrorCode::not_found,
            {"Trên máy này không có người dùng “" + user + "”. Có: " + names + ".",
             "\"" + user + "\" does not use this device. Its people: " + names + "."}};
}

}  // namespace

Result<SecretText> read_pin(const Setting& setting) {
    if (!setting.pin_file.empty()) {
        auto text = read_file(setting.pin_file, 4096);
        if (!text) return text.error();
        SecretText pin(*text);
        forget(*text);
        return without_newline(std::move(pin));
    }
    if (const char* pin = std::getenv("NUONG_PIN")) return SecretText(pin);
    if (isatty(STDIN_FILENO)) return ask_on_terminal(setting.language == Language::vi ? "Mã PIN: " : "PIN: ");
    return Error{ErrorCode::locked,
                 {"Cần mã PIN: dùng --pin-file hoặc biến NUONG_PIN.", "A PIN is needed: use --pin-file or NUONG_PIN."}};
}

Result<Member> chosen_member(const Household& household, const UserId& user) {
    std::vector<Member> people = household.members();
    if (people.empty())  // the first enrolment may only lack the name
        if (auto begun = household.unfinished()) people.push_back({"", std::move(*begun)});
    if (people.empty())
        return Error{ErrorCode::refused,
                     {"Máy này chưa được ghi danh. Hãy chạy: nuong enroll ĐỊA_CHỈ MÃ",
                      "This device is not enrolled. Run: nuong enroll URL CODE"}};
    if (user.empty()) return people.front();
    if (auto found = household.find(user)) return std::move(*found);
    std::erase_if(people, [](const Member& person) { return person.user.empty(); });
    return not_on_this_device(user, people);
}

std::optional<Error> why_no_records(const DeviceInfo& device, Instant now) {
    if (!device.shows_no_records(now)) return std::nullopt;
    if (!device.shut_out.empty()) return Error{ErrorCode::refused, shut_out_words(device.shut_out)};
    const std::string days = std::to_string(device.lease_days);
    return Error{
        ErrorCode::locked,
        {"Máy đã " + days +
             " ngày chưa liên lạc với huyện, nên chưa cho xem phiếu. Không mất gì: mọi thứ chưa gửi vẫn ở trên "
             "máy. Hãy đồng bộ một lần: nuong sync",
         "This device has had no contact with the district for " + days +
             " days and shows no records now. Nothing is lost: all that was not sent is still here. Sync once: "
             "nuong sync"}};
}

Result<OpenDevice> open_device(const Setting& setting) {
    auto open = open_device_for_contact(setting);
    if (!open) return open;
    const DeviceInfo device = open->replica->device();
    if (auto why = why_no_records(device, setting.clock->now() + device.clock_offset)) return std::move(*why);
    return open;
}

Result<OpenDevice> open_device_for_contact(const Setting& setting) {
    const Household household(setting.home);
    household.finish_removals();
    const auto person = chosen_member(household, setting.user);
    if (!person) return person.error();
    const auto pin = read_pin(setting);
    if (!pin) return pin.error();
    Keyring keyring(person->home);
    const int wrong = keyring.wrong_guesses();
    const auto key = keyring.unlock("", pin->text(), setting.clock->now());
    if (!key) return household.destroyed_after_wrong_pins(person->home).value_or(key.error());
    if (const auto kept = check_store_file(person->home, keyring); !kept) return kept.error();
    auto replica = Replica::open(person->home, *key);
    if (!replica) return replica.error();
    (*replica)->unfinished_files().sweep();
    const auto device = (*replica)->devices().load();
    if (!device || !device->is_enrolled())
        return Error{ErrorCode::refused,
                     {"Việc ghi danh chưa xong. Hãy chạy lại: nuong enroll ĐỊA_CHỈ MÃ",
                      "Enrolment was not finished. Run again: nuong enroll URL CODE"}};
    if (!keyring.has_named_users())  // enrolment was cut short
        if (const auto named = household.name(person->home, device->user); !named) return named.error();
    (void)household.keep({device->server, device->ca_file, device->user});
    (void)keep_door_facts(**replica, person->home, *key);
    (*replica)->devices().note_time((*replica)->corrected(setting.clock->now()));
    Replica& opened = **replica;
    // A command that is let in is in the audit by what it looks at; that somebody had guessed before, by itself.
    if (wrong > 0)
        opened.note({.what = "unlock", .detail = "wrong PINs before: " + std::to_string(wrong)}, setting.clock->now());
    return OpenDevice{{device->user, person->home}, std::move(*replica), Workbook(opened, *setting.clock)};
}

Result<std::string> read_input(const std::string& file_or_dash) {
    if (file_or_dash != "-") return read_file(file_or_dash, input_bytes_max);
    std::string text;
    char chunk[65536];
    while (const std::size_t size = std::fread(chunk, 1, sizeof chunk, stdin)) {
        text.append(chunk, size);
        if (text.size() > input_bytes_max)
            return Error{ErrorCode::invalid, {"Dữ liệu nhập quá lớn.", "The input is too large."}};
    }
    return text;
}

Result<RecordId> record_id(const std::string& text) {
    if (const auto id = parse_uuid(text)) return *id;
    return Error{ErrorCode::not_found, {"“" + text + "” không phải mã phiếu.", "\"" + text + "\" is not a record id."}};
}

OrderedJson problems_json(const std::vector<forms::AnswerError>& problems, Language language) {
    OrderedJson list = OrderedJson::array();
    for (const forms::AnswerError& problem : problems)
        list.push_back({{"path", problem.path},
                        {"kind", forms::name_of(problem.kind)},
                        {"message", problem.message.in(language)}});
    return list;
}

}  // namespace nuong::client

// What every command of `nuong` gets and gives.
#pragma once
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>  // every command writes JSON anyway
#include <optional>
#include <string>
#include <vector>

#include "client/app/workbook.h"
#include "client/cli/arguments.h"
#include "client/store/household.h"
#include "shared/base/json.h"
#include "shared/base/secret_text.h"

namespace nuong::client {

// The part of the command line before the command, and the environment.
struct Setting {
    std::string home;
    Language language = Language::vi;
    bool language_is_given = false;
    std::string user;  // empty: the first person of the device
    std::string pin_file;
    const ClockSource* clock = nullptr;
};

// Data goes to stdout: one JSON document or text for a person.
struct Output {
    OrderedJson json;
    std::string text;
    int exit_code = 0;
};

struct CommandSpec {
    std::string name;   // "record add"
    std::string usage;  // "FORM [--answers A.json|-] [--area CODE] [--draft]"
    Message what;
    std::vector<OptionSpec> options;
    std::size_t positions_min = 0, positions_max = 0;
    std::function<Result<Output>(const Setting&, const Arguments&)> run;
};

std::vector<CommandSpec> people_commands();
std::vector<CommandSpec> device_commands();
std::vector<CommandSpec> form_commands();
std::vector<CommandSpec> record_commands();
std::vector<CommandSpec> conflict_commands();
std::vector<CommandSpec> duplicate_commands();
std::vector<CommandSpec> report_commands();
std::vector<CommandSpec> period_commands();
std::vector<CommandSpec> export_commands();
std::vector<CommandSpec> bundle_commands();
std::vector<CommandSpec> attachment_commands();
std::vector<CommandSpec> print_commands();

// A person's store, open.
struct OpenDevice {
    Member member;
    std::unique_ptr<Replica> replica;
    Workbook workbook;
};
// Errors: locked as well when the lease is over (DeviceInfo::is_lease_over), refused when the district turns it away.
Result<OpenDevice> open_device(const Setting& setting);
// For what shows no record: then nothing keeps it from the district.
Result<OpenDevice> open_device_for_contact(const Setting& setting);
// Why a device shows no record now, locked or refused as above. Nothing: it does.
std::optional<Error> why_no_records(const DeviceInfo& device, Instant now);
// Nobody named: the first one. Errors: refused (nobody uses this device yet), not_found (says who does).
Result<Member> chosen_member(const Household& household, const UserId& user);
// The PIN from --pin-file, NUONG_PIN or the terminal.
Result<SecretText> read_pin(const Setting& setting);

Result<std::string> read_input(const std::string& file_or_dash);
Result<RecordId> record_id(const std::string& text);
// Answers "@FILE" to questions that ask for one: the file is kept for `holder`, and its name is the answer.
Result<Fields> with_files_attached(Replica& replica, const forms::Instance& instance, const Fields& answers,
                                   const Uuid& holder);
OrderedJson problems_json(const std::vector<forms::AnswerError>& problems, Language language);

}  // namespace nuong::client

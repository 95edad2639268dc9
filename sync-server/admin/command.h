// Command: one thing that the server's operator can ask for. The table of all of them is in commands.cpp.
#pragma once
#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

#include "shared/clock/clock_source.h"
#include "sync-server/admin/command_line.h"
#include "sync-server/admin/data_folder.h"

namespace nuong::admin {

// What a command works with. Data goes to `out`, words for a person to `err`.
struct Context {
    const CommandLine& line;
    DataFolder& folder;
    const ClockSource& clock;
    std::ostream& out;
    std::ostream& err;

    Language language() const { return line.language; }
    void say(const Message& message) const;
    // In the audit, before anything is shown: who reads people's records leaves a trace, or reads nothing.
    // No reader of the store may be open.
    void note(ChangeStore& store, const std::string& what, const std::string& detail) const;
};

struct Command {
    std::string name;  // "user add"
    std::string arguments;
    Message does;
    std::size_t words_min = 0;  // after the name
    std::size_t words_max = 0;
    std::function<Result<int>(Context&)> run;  // the exit code, or the error that decides it
};

const std::vector<Command>& commands();

// The whole program but for the process: parses, finds the command, runs it. Returns the exit code.
int run_command_line(const std::vector<std::string>& arguments, const ClockSource& clock, std::ostream& out,
                     std::ostream& err);

// A file that a person names on the command line.
Result<std::string> read_whole_file(const std::string& path);

// One file per group of commands.
Result<int> init(Context& context);
Result<int> serve(Context& context);
Result<int> publish_folder(Context& context);
Result<int> user_add(Context& context);
Result<int> user_list(Context& context);
Result<int> user_disable(Context& context);
Result<int> user_enable(Context& context);
Result<int> user_password(Context& context);
Result<int> device_code(Context& context);
Result<int> device_list(Context& context);
Result<int> device_revoke(Context& context);
Result<int> device_readmit(Context& context);
Result<int> device_recover(Context& context);
Result<int> record_list(Context& context);
Result<int> erase_records(Context& context);
Result<int> erase_list(Context& context);
Result<int> record_show(Context& context);
Result<int> record_file(Context& context);
Result<int> export_form(Context& context);
Result<int> audit_verify(Context& context);
Result<int> audit_list(Context& context);
Result<int> audit_person(Context& context);
Result<int> quarantine_list(Context& context);
Result<int> report(Context& context);
Result<int> report_freeze(Context& context);
Result<int> report_list(Context& context);
Result<int> report_advance(Context& context);
Result<int> report_diff(Context& context);
Result<int> targets_import(Context& context);
Result<int> areas_import(Context& context);
Result<int> demo_district(Context& context);
Result<int> verify_store(Context& context);
Result<int> doctor(Context& context);
Result<int> bundle_import(Context& context);
Result<int> migrate(Context& context);
Result<int> backup(Context& context);
Result<int> restore(Context& context);
Result<int> quarantine_show(Context& context);
Result<int> quarantine_release(Context& context);

}  // namespace nuong::admin

// Real processes for tests: run one to its end, or keep one running. Children die with their parent.
#pragma once
#include <sys/types.h>

#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace nuong::testing {

struct ProcessResult {
    int exit_code = -1;  // -1: ended by a signal
    int signal = 0;
    std::string out, err;
};

using Environment = std::map<std::string, std::string>;

// `input` becomes standard input. Killed after `limit`.
ProcessResult run_process(const std::vector<std::string>& command, const Environment& environment = {},
                          const std::string& input = {}, std::chrono::seconds limit = std::chrono::seconds(120));

// A process that goes on. Standard output is read line by line; standard error goes to `log_file`.
class RunningProcess {
public:
    RunningProcess(const std::vector<std::string>& command, const Environment& environment,
                   const std::string& log_file);
    ~RunningProcess();  // kills
    RunningProcess(const RunningProcess&) = delete;
    RunningProcess& operator=(const RunningProcess&) = delete;

    std::string read_line(std::chrono::seconds limit = std::chrono::seconds(20));  // "" when none came
    void send(int signal) const;
    bool has_ended() const;  // by itself, or killed by somebody
    // The exit code; -1 when it had to be killed after `limit` or ended by a signal.
    int wait(std::chrono::seconds limit = std::chrono::seconds(30));
    pid_t pid() const { return pid_; }

private:
    pid_t pid_ = -1;
    int out_ = -1;
    std::string pending_;
};

}  // namespace nuong::testing

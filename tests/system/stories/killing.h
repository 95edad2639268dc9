// Real processes that are killed at an exact step. A step is a system call that changes the disk or speaks to the
// network; the process gets SIGKILL on the threshold of step n, so every moment that a crash can tell apart is tried.
// One that is given a TMPDIR stands there, may dump all of its memory and says there what it has to say (`said`).
#pragma once
#include <string>
#include <vector>

#include "tests/support/process.h"

namespace nuong::testing {

struct KilledRun {
    bool killed = false;
    int steps = 0;       // that it came to
    int exit_code = -1;  // when it was quicker than the killer
    std::string out;     // what it had said until then
};

KilledRun run_killed_at(int step, const std::vector<std::string>& command, const Environment& environment);
// Of its own fault: SIGSEGV, SIGABRT ...
KilledRun run_crashed_at(int step, int signal, const std::vector<std::string>& command, const Environment& environment);

// A server that can be told to die at its n-th step from now. All of its threads are watched.
class DoomedServer {
public:
    DoomedServer(const std::vector<std::string>& command, const Environment& environment);
    ~DoomedServer();  // kills
    DoomedServer(const DoomedServer&) = delete;
    DoomedServer& operator=(const DoomedServer&) = delete;

    const std::string& first_line() const { return first_line_; }
    void die_at(int step);  // counted from this call
    void crash_at(int step, int signal);
    bool is_dead() const;

private:
    struct Shared;
    [[noreturn]] void watch(int out, const std::vector<std::string>& command, const Environment& environment);

    Shared* shared_;
    pid_t watcher_ = -1;
    std::string first_line_;
};

}  // namespace nuong::testing

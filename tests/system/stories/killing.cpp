#include "tests/system/stories/killing.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <climits>
#include <cstdlib>
#include <new>
#include <stdexcept>

namespace nuong::testing {
namespace {

constexpr std::array<long, 15> steps{SYS_write,     SYS_pwrite64, SYS_writev, SYS_pwritev,   SYS_fsync,
                                     SYS_fdatasync, SYS_rename,   SYS_unlink, SYS_ftruncate, SYS_sendto,
                                     SYS_sendmsg,   SYS_recvfrom, SYS_mkdir,  SYS_recvmsg,   SYS_renameat2};

// So that only the program itself can keep what it knows out of a dump.
void stand_where_a_dump_is_found(const std::string& folder) {
    const rlimit all{RLIM_INFINITY, RLIM_INFINITY};
    setrlimit(RLIMIT_CORE, &all);
    if (chdir(folder.c_str()) != 0) _exit(126);
    dup2(open("said", O_WRONLY | O_CREAT | O_APPEND, 0600), 2);
}

[[noreturn]] void become_traced(int out, const std::vector<std::string>& command, const Environment& environment) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    dup2(out, 1);
    const int nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, 2);
    if (const auto folder = environment.find("TMPDIR"); folder != environment.end())
        stand_where_a_dump_is_found(folder->second);
    for (const auto& [name, value] : environment) setenv(name.c_str(), value.c_str(), 1);
    std::vector<char*> words;
    for (const std::string& word : command) words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    ptrace(PTRACE_TRACEME, 0, nullptr, nullptr);
    raise(SIGSTOP);
    execv(words[0], words.data());
    _exit(127);
}

void follow(pid_t pid, long options) {
    int status = 0;
    waitpid(pid, &status, 0);
    ptrace(PTRACE_SETOPTIONS, pid, nullptr, options | PTRACE_O_EXITKILL | PTRACE_O_TRACESYSGOOD);
    ptrace(PTRACE_SYSCALL, pid, nullptr, nullptr);
}

bool enters_step(pid_t thread) {
    __ptrace_syscall_info info{};
    if (ptrace(PTRACE_GET_SYSCALL_INFO, thread, sizeof info, &info) <= 0) return false;
    return info.op == PTRACE_SYSCALL_INFO_ENTRY &&
           std::find(steps.begin(), steps.end(), static_cast<long>(info.entry.nr)) != steps.end();
}

// Lets a stopped thread go on; a signal that was meant for it is handed over.
void go_on(pid_t thread, int status) {
    const int signal = WSTOPSIG(status);
    const bool is_ours = signal == (SIGTRAP | 0x80) || signal == SIGTRAP || signal == SIGSTOP || (status >> 16) != 0;
    ptrace(PTRACE_SYSCALL, thread, nullptr, is_ours ? 0L : static_cast<long>(signal));
}

std::string content_of(int file) {
    std::string text;
    char chunk[4096];
    lseek(file, 0, SEEK_SET);
    for (ssize_t size; (size = read(file, chunk, sizeof chunk)) > 0;)
        text.append(chunk, static_cast<std::size_t>(size));
    return text;
}

}  // namespace

KilledRun run_killed_at(int step, const std::vector<std::string>& command, const Environment& environment) {
    return run_crashed_at(step, SIGKILL, command, environment);
}

KilledRun run_crashed_at(int step, int signal, const std::vector<std::string>& command,
                         const Environment& environment) {
    const int out = memfd_create("out", MFD_CLOEXEC);
    const pid_t pid = fork();
    if (pid < 0) throw std::runtime_error("fork");
    if (pid == 0) become_traced(out, command, environment);
    follow(pid, 0);
    KilledRun run;
    int status = 0;
    while (waitpid(pid, &status, 0) == pid && WIFSTOPPED(status)) {
        if (WSTOPSIG(status) == (SIGTRAP | 0x80) && enters_step(pid) && run.steps++ == step) {
            run.killed = true;
            kill(pid, signal);
        }
        go_on(pid, status);
    }
    if (!run.killed && WIFEXITED(status)) run.exit_code = WEXITSTATUS(status);
    run.out = content_of(out);
    close(out);
    return run;
}

struct DoomedServer::Shared {
    std::atomic<int> left{INT_MAX};
    std::atomic<int> signal{SIGKILL};
};

DoomedServer::DoomedServer(const std::vector<std::string>& command, const Environment& environment) {
    void* memory = mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    int ends[2];
    if (memory == MAP_FAILED || pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("DoomedServer");
    shared_ = new (memory) Shared;
    watcher_ = fork();
    if (watcher_ < 0) throw std::runtime_error("fork");
    if (watcher_ == 0) watch(ends[1], command, environment);
    close(ends[1]);
    char c = 0;
    for (pollfd wanted{ends[0], POLLIN, 0}; poll(&wanted, 1, 20'000) > 0 && read(ends[0], &c, 1) == 1 && c != '\n';)
        first_line_ += c;
    close(ends[0]);
}

DoomedServer::~DoomedServer() {
    kill(watcher_, SIGKILL);  // and with it, at once, the server
    waitpid(watcher_, nullptr, 0);
    munmap(shared_, sizeof(Shared));
}

void DoomedServer::die_at(int step) { shared_->left = step; }

void DoomedServer::crash_at(int step, int signal) {
    shared_->signal = signal;
    die_at(step);
}

bool DoomedServer::is_dead() const { return shared_->left < 0; }

void DoomedServer::watch(int out, const std::vector<std::string>& command, const Environment& environment) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    const pid_t server = fork();
    if (server == 0) become_traced(out, command, environment);
    close(out);
    follow(server, PTRACE_O_TRACECLONE);
    int status = 0;
    for (pid_t thread; (thread = waitpid(-1, &status, __WALL)) > 0;) {
        if (!WIFSTOPPED(status)) {
            if (thread == server) break;
            continue;
        }
        if (WSTOPSIG(status) == (SIGTRAP | 0x80) && enters_step(thread) && shared_->left.fetch_sub(1) == 0)
            kill(server, shared_->signal);
        go_on(thread, status);
    }
    _exit(0);
}

}  // namespace nuong::testing

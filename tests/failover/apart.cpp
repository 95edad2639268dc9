#include "tests/failover/apart.h"

#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace nuong::failover {
namespace {

constexpr int interrupted = 130;
volatile sig_atomic_t first_process = 0;

void end_all(int) {
    if (first_process > 0) ::kill(static_cast<pid_t>(first_process), SIGKILL);
}

// Processes as they are seen from here, and shared memory that nobody has to clean up.
bool mount_own() {
    return ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
           ::mount("proc", "/proc", "proc", 0, nullptr) == 0 &&
           ::mount("tmpfs", "/dev/shm", "tmpfs", 0, "mode=1777") == 0;
}

int code_of(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : interrupted; }

// The first process of the namespace: it buries whoever lost its parent, and when it ends the kernel ends all others.
[[noreturn]] void be_first(const std::function<int()>& story) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (!mount_own()) ::_exit(125);
    const pid_t program = ::fork();
    if (program == 0) ::_exit(story());
    for (;;) {
        int status = 0;
        const pid_t ended = ::wait(&status);
        if (ended == program) ::_exit(code_of(status));
        if (ended < 0 && errno != EINTR) ::_exit(interrupted);
    }
}

}  // namespace

int run_apart(const std::function<int()>& story) {
    if (::unshare(CLONE_NEWNET | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWIPC) != 0)
        throw std::runtime_error(std::string("namespaces of its own take root: ") + std::strerror(errno));
    const pid_t first = ::fork();
    if (first < 0) throw std::runtime_error("fork");
    if (first == 0) be_first(story);
    first_process = first;
    for (const int number : {SIGINT, SIGTERM, SIGHUP}) ::signal(number, end_all);
    int status = 0;
    while (::waitpid(first, &status, 0) < 0 && errno == EINTR) {
    }
    return code_of(status);
}

}  // namespace nuong::failover

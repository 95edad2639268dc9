#include "tests/support/process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <stdexcept>

namespace nuong::testing {
namespace {

using Clock = std::chrono::steady_clock;

// What a child needs, made before the fork: another thread may hold the locks of the heap or of the environment at that
// moment, and then nobody in the child ever gives them back.
class Program {
public:
    Program(const std::vector<std::string>& command, const Environment& environment) : words_(command) {
        for (char** each = environ; *each != nullptr; ++each) {
            const std::string setting = *each;
            if (!environment.contains(setting.substr(0, setting.find('=')))) settings_.push_back(setting);
        }
        for (const auto& [name, value] : environment) settings_.push_back(name + "=" + value);
        command_ = ended_by_null(words_);
        environment_ = ended_by_null(settings_);
    }

    [[noreturn]] void run() const {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        execvpe(command_[0], command_.data(), environment_.data());
        _exit(127);
    }

private:
    static std::vector<char*> ended_by_null(std::vector<std::string>& texts) {
        std::vector<char*> all;
        for (std::string& text : texts) all.push_back(text.data());
        all.push_back(nullptr);
        return all;
    }

    std::vector<std::string> words_, settings_;
    std::vector<char*> command_, environment_;
};

struct Pipe {
    int read = -1, write = -1;
    Pipe() {
        int ends[2];
        if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("pipe");
        read = ends[0];
        write = ends[1];
    }
    ~Pipe() {
        close_read();
        close_write();
    }
    void close_read() {
        if (read >= 0) close(read);
        read = -1;
    }
    void close_write() {
        if (write >= 0) close(write);
        write = -1;
    }
};

int milliseconds_until(Clock::time_point end) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
    return left < 0 ? 0 : static_cast<int>(left);
}

// False at the end of the stream.
bool read_some(int descriptor, std::string& text) {
    char chunk[16384];
    const ssize_t size = ::read(descriptor, chunk, sizeof chunk);
    if (size > 0) text.append(chunk, static_cast<std::size_t>(size));
    return size > 0 || (size < 0 && errno == EINTR);
}

}  // namespace

ProcessResult run_process(const std::vector<std::string>& command, const Environment& environment,
                          const std::string& input, std::chrono::seconds limit) {
    Pipe in, out, err;
    const Program program(command, environment);
    const pid_t pid = fork();
    if (pid < 0) throw std::runtime_error("fork");
    if (pid == 0) {
        dup2(in.read, 0);
        dup2(out.write, 1);
        dup2(err.write, 2);
        program.run();
    }
    in.close_read();
    out.close_write();
    err.close_write();
    signal(SIGPIPE, SIG_IGN);
    for (std::size_t at = 0; at < input.size();) {  // inputs are small: they fit into the pipe
        const ssize_t written = ::write(in.write, input.data() + at, input.size() - at);
        if (written <= 0) break;
        at += static_cast<std::size_t>(written);
    }
    in.close_write();
    ProcessResult result;
    const auto end = Clock::now() + limit;
    bool out_open = true, err_open = true;
    while (out_open || err_open) {
        pollfd wanted[2] = {{out_open ? out.read : -1, POLLIN, 0}, {err_open ? err.read : -1, POLLIN, 0}};
        if (poll(wanted, 2, milliseconds_until(end)) == 0) {
            kill(pid, SIGKILL);
            break;
        }
        if (wanted[0].revents != 0) out_open = read_some(out.read, result.out);
        if (wanted[1].revents != 0) err_open = read_some(err.read, result.err);
    }
    int status = 0;
    waitpid(pid, &status, 0);
    if (WIFEXITED(status)) result.exit_code = WEXITSTATUS(status);
    if (WIFSIGNALED(status)) result.signal = WTERMSIG(status);
    return result;
}

RunningProcess::RunningProcess(const std::vector<std::string>& command, const Environment& environment,
                               const std::string& log_file) {
    Pipe out;
    const int log = open(log_file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    const Program program(command, environment);
    pid_ = fork();
    if (pid_ < 0) throw std::runtime_error("fork");
    if (pid_ == 0) {
        dup2(out.write, 1);
        if (log >= 0) dup2(log, 2);
        program.run();
    }
    if (log >= 0) close(log);
    out.close_write();
    out_ = out.read;
    out.read = -1;
}

RunningProcess::~RunningProcess() {
    if (pid_ > 0) {
        kill(pid_, SIGKILL);
        waitpid(pid_, nullptr, 0);
    }
    if (out_ >= 0) close(out_);
}

std::string RunningProcess::read_line(std::chrono::seconds limit) {
    const auto end = Clock::now() + limit;
    for (;;) {
        if (const std::size_t newline = pending_.find('\n'); newline != std::string::npos) {
            const std::string line = pending_.substr(0, newline);
            pending_.erase(0, newline + 1);
            return line;
        }
        pollfd wanted{out_, POLLIN, 0};
        if (poll(&wanted, 1, milliseconds_until(end)) <= 0 || !read_some(out_, pending_)) return "";
    }
}

void RunningProcess::send(int signal) const {
    if (pid_ > 0) kill(pid_, signal);
}

bool RunningProcess::has_ended() const {
    siginfo_t found{};
    return pid_ <= 0 ||
           (waitid(P_PID, static_cast<id_t>(pid_), &found, WEXITED | WNOHANG | WNOWAIT) == 0 && found.si_pid == pid_);
}

int RunningProcess::wait(std::chrono::seconds limit) {
    const auto end = Clock::now() + limit;
    int status = 0;
    while (waitpid(pid_, &status, WNOHANG) == 0) {
        if (Clock::now() > end) {
            kill(pid_, SIGKILL);
            waitpid(pid_, &status, 0);
            break;
        }
        usleep(10'000);
    }
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace nuong::testing

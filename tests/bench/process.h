// Work in a process of its own: forms are compiled once per process, and a device that is switched on has none.
#pragma once
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <stdexcept>
#include <type_traits>

namespace nuong::bench {

template <class Work>
auto apart(Work work) {
    using Measured = decltype(work());  // plain numbers: they come back through a pipe
    static_assert(std::is_trivially_copyable_v<Measured>);
    int ends[2];
    if (pipe(ends) != 0) throw std::runtime_error("pipe");
    const pid_t child = fork();
    if (child < 0) throw std::runtime_error("fork");
    if (child == 0) {
        Measured measured{};
        try {
            measured = work();
        } catch (const std::exception& error) {
            std::fprintf(stderr, "%s\n", error.what());
            _exit(1);
        }
        _exit(write(ends[1], &measured, sizeof measured) == sizeof measured ? 0 : 1);
    }
    close(ends[1]);
    Measured measured{};
    const bool told = read(ends[0], &measured, sizeof measured) == sizeof measured;
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    if (!told || status != 0) throw std::runtime_error("the measured process failed");
    return measured;
}

}  // namespace nuong::bench

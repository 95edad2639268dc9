// Stopwatch: wall time and processor time, of this process and of another one.
#pragma once
#include <sys/types.h>

#include <chrono>
#include <vector>

namespace nuong::bench {

struct Spent {
    double seconds = 0;
    double own_cpu = 0;    // processor seconds of this process, all threads
    double other_cpu = 0;  // of the other process; counted in steps of 10 ms
};

class Stopwatch {
public:
    explicit Stopwatch(pid_t other = 0);
    Spent read() const;

private:
    pid_t other_;
    std::chrono::steady_clock::time_point started_;
    double own_cpu_, other_cpu_;
};

double median(std::vector<double> values);

}  // namespace nuong::bench

// Crowd: many devices that sync with one server, each at its own moment, from one thread. Who comes at a moment comes
// at it whatever the others wait for: a server that is slow gets more of them at once, as in life.
#pragma once
#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "tests/rush/thin_device.h"

namespace nuong::rush {

struct Visit {
    ThinDevice* device = nullptr;     // nullptr: only looks whether the server is there (GET /healthz)
    std::chrono::milliseconds at{0};  // after the start
};

struct CrowdLine {
    std::string url;                     // https://127.0.0.1:PORT
    std::string certificate;             // of the server; "" = it is known
    bool is_new_each_time = true;        // a TLS connection of its own for each visit; else those that are open
    std::size_t at_once = 100'000;       // visits
    std::chrono::seconds patience{120};  // of one request
    // Half a second after it failed, as devices do, and until so long after the start; zero: it is over at once.
    std::chrono::seconds comes_again{0};
};

struct CrowdResult {
    std::vector<double> seconds;         // of each visit that ended well, from its moment to its last answer
    std::vector<double> looked_seconds;  // of those that only looked
    std::size_t requests = 0, put_off = 0, failed = 0;  // put off: 429 or 503, and came again
    std::size_t bytes_up = 0, bytes_down = 0;
    std::size_t most_at_once = 0;
    std::string first_failure;
    double lasted = 0;  // seconds, to the last answer
};

// A visit is what a device does when it syncs: it asks until there is nothing more to ask; told to wait, it waits.
// `meanwhile` is called now and then.
CrowdResult sync_all(std::vector<Visit> visits, const CrowdLine& line, const std::function<void()>& meanwhile = {});

// The value below which `share` of them lie; 0 of none.
double quantile(std::vector<double> values, double share);

}  // namespace nuong::rush

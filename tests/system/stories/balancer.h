// What stands before several servers of one store: takes connections at one address and hands each to the next server
// that answers.
#pragma once
#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace nuong::testing {

class Balancer {
public:
    explicit Balancer(std::vector<int> ports);  // of servers on this machine
    ~Balancer();
    Balancer(const Balancer&) = delete;
    Balancer& operator=(const Balancer&) = delete;

    const std::string& url() const { return url_; }
    int handed_to(std::size_t server) const { return handed_[server]; }  // connections so far

private:
    void accept_all();
    int next_server();
    static void pass_on(int one, int other);

    std::vector<int> ports_;
    std::vector<std::atomic<int>> handed_;
    std::string url_;
    int listening_ = -1;
    std::size_t turn_ = 0;
    std::atomic<bool> stops_ = false;
    std::thread thread_;
    std::vector<std::thread> lines_;
};

}  // namespace nuong::testing

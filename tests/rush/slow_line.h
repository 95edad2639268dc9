// SlowLine: a door to a server through which every connection gets so many bytes a second each way and no more, as over
// a 2G line; the server's own buffers fill up, because nothing is taken beforehand.
//
// Dripping: connections that begin a TLS handshake and go on with it a byte at a time, as attackers do who want to hold
// every place a server has ("slow loris"). Whoever is thrown out comes again.
//
// Thread: one of its own each, until destroyed.
#pragma once
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

namespace nuong::rush {

class SlowLine {
public:
    SlowLine(std::uint16_t server_port, std::size_t bytes_a_second);
    ~SlowLine();
    SlowLine(const SlowLine&) = delete;
    SlowLine& operator=(const SlowLine&) = delete;

    std::uint16_t port() const { return port_; }
    void cut() { is_cut_ = true; }  // all connections, once

private:
    struct Pair;
    void work();
    void accept_all();

    std::uint16_t server_port_, port_ = 0;
    std::size_t bytes_a_tick_;
    int listening_ = -1;
    std::vector<Pair> pairs_;
    std::atomic<bool> stops_ = false, is_cut_ = false;
    std::thread thread_;
};

class Dripping {
public:
    Dripping(std::uint16_t server_port, std::size_t connections);
    ~Dripping();
    Dripping(const Dripping&) = delete;
    Dripping& operator=(const Dripping&) = delete;

    std::size_t thrown_out() const { return thrown_out_; }

private:
    void work(std::size_t connections);

    std::uint16_t server_port_;
    std::atomic<std::size_t> thrown_out_ = 0;
    std::atomic<bool> stops_ = false;
    std::thread thread_;
};

}  // namespace nuong::rush

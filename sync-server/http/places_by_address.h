// PlacesByAddress: how many of a server's connections each address holds, so that one machine that opens them all and
// says nothing does not keep everybody else out. This machine itself is not counted: a proxy in front is here, and who
// runs it. Thread: belongs to the server's.
#pragma once
#include <cstddef>
#include <string>
#include <unordered_map>

namespace nuong {

class PlacesByAddress {
public:
    explicit PlacesByAddress(std::size_t most) : most_(most) {}

    bool take(const std::string& address);  // false: it holds as many as it may
    void leave(const std::string& address);

private:
    std::size_t most_;
    std::unordered_map<std::string, std::size_t> held_;  // no address without any
};

}  // namespace nuong

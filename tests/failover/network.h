// Network: machines as network namespaces on two bridges, as a province has them: the inner one joins databases and
// servers, devices come by the outer one. Machines can be cut off from the rest of the inner net, alone or together;
// what was sent to them then vanishes without a word, as behind a pulled cable.
//
// Thread: used by one thread.
#pragma once
#include <memory>
#include <string>
#include <vector>

namespace nuong::failover {

class Machine {
public:
    Machine(std::string name, int number);
    ~Machine();
    Machine(const Machine&) = delete;
    Machine& operator=(const Machine&) = delete;

    const std::string& name() const { return name_; }
    std::string inner() const { return "10.79.0." + std::to_string(number_); }
    std::string outer() const { return "10.79.1." + std::to_string(number_); }
    // A command on this machine.
    std::vector<std::string> run(std::vector<std::string> command) const;
    // kill -9 of every process on it with one of these names; none: of all.
    void kill(const std::vector<std::string>& names) const;
    // Whether a process of that name lives on it.
    bool has(const std::string& name) const;
    std::string space() const;  // of its network, as a path

private:
    std::vector<int> processes(const std::vector<std::string>& names) const;

    std::string name_;
    int number_;
    int space_ = -1;
};

class Network {
public:
    Network();  // this process's own network becomes the devices' side

    const Machine& add(const std::string& name, int number);
    // These still reach each other and the outer net, and nobody else in the inner one.
    void cut_off(const std::vector<const Machine*>& machines);
    void mend();
    // For good: not even what the kernel still had to send for a dead process leaves it.
    void unplug(const Machine& machine);

private:
    void move_to(const std::string& bridge, const Machine& machine);

    std::vector<std::unique_ptr<Machine>> machines_;
    std::vector<const Machine*> cut_;
};

}  // namespace nuong::failover

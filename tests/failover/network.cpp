#include "tests/failover/network.h"

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "tests/support/process.h"

namespace nuong::failover {
namespace {

namespace fs = std::filesystem;

constexpr const char* inner_bridge = "inner";
constexpr const char* outer_bridge = "outer";
constexpr const char* island = "island";

void require(const std::vector<std::string>& command) {
    const testing::ProcessResult result = testing::run_process(command);
    if (result.exit_code == 0) return;
    std::string words;
    for (const std::string& word : command) words += word + " ";
    throw std::runtime_error(words + ": " + result.err);
}

void ip(std::vector<std::string> words) {
    words.insert(words.begin(), "ip");
    require(words);
}

// Of a network that a thread makes for itself and leaves behind.
int new_space() {
    int space = -1;
    std::thread([&] {
        if (::unshare(CLONE_NEWNET) == 0) space = ::open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC);
    }).join();
    if (space < 0) throw std::runtime_error("a network namespace");
    return space;
}

bool is_number(const std::string& text) { return text.find_first_not_of("0123456789") == std::string::npos; }

std::string name_of_process(const std::string& number) {
    std::ifstream file("/proc/" + number + "/comm");
    std::string name;
    std::getline(file, name);
    return name;
}

}  // namespace

Machine::Machine(std::string name, int number) : name_(std::move(name)), number_(number), space_(new_space()) {}

Machine::~Machine() { ::close(space_); }

std::string Machine::space() const { return "/proc/" + std::to_string(::getpid()) + "/fd/" + std::to_string(space_); }

std::vector<std::string> Machine::run(std::vector<std::string> command) const {
    command.insert(command.begin(), {"nsenter", "--net=" + space()});
    return command;
}

std::vector<int> Machine::processes(const std::vector<std::string>& names) const {
    struct stat own {};
    ::fstat(space_, &own);
    std::vector<int> found;
    for (const auto& entry : fs::directory_iterator("/proc")) {
        const std::string number = entry.path().filename();
        struct stat theirs {};
        if (!is_number(number) || ::stat((entry.path() / "ns/net").c_str(), &theirs) != 0) continue;
        if (theirs.st_ino != own.st_ino) continue;
        if (names.empty() || std::find(names.begin(), names.end(), name_of_process(number)) != names.end())
            found.push_back(std::stoi(number));
    }
    return found;
}

void Machine::kill(const std::vector<std::string>& names) const {
    for (const int process : processes(names)) ::kill(process, SIGKILL);
}

bool Machine::has(const std::string& name) const { return !processes({name}).empty(); }

Network::Network() {
    ip({"link", "set", "lo", "up"});
    for (const char* bridge : {inner_bridge, outer_bridge, island}) {
        ip({"link", "add", bridge, "type", "bridge"});
        ip({"link", "set", bridge, "up"});
    }
    ip({"addr", "add", "10.79.1.254/24", "dev", outer_bridge});
}

const Machine& Network::add(const std::string& name, int number) {
    machines_.push_back(std::make_unique<Machine>(name, number));
    const Machine& machine = *machines_.back();
    const std::pair<const char*, std::string> ends[]{{inner_bridge, machine.inner()}, {outer_bridge, machine.outer()}};
    require(machine.run({"ip", "link", "set", "lo", "up"}));
    for (const auto& [bridge, address] : ends) {
        const std::string port = name + "-" + bridge;
        ip({"link", "add", port, "type", "veth", "peer", "name", bridge, "netns", machine.space()});
        ip({"link", "set", port, "master", bridge, "up"});
        require(machine.run({"ip", "addr", "add", address + "/24", "dev", bridge}));
        require(machine.run({"ip", "link", "set", bridge, "up"}));
    }
    return machine;
}

void Network::move_to(const std::string& bridge, const Machine& machine) {
    ip({"link", "set", machine.name() + "-" + inner_bridge, "master", bridge});
}

void Network::cut_off(const std::vector<const Machine*>& machines) {
    for (const Machine* machine : machines) move_to(island, *machine);
    cut_.insert(cut_.end(), machines.begin(), machines.end());
}

void Network::unplug(const Machine& machine) { ip({"link", "set", machine.name() + "-" + inner_bridge, "down"}); }

void Network::mend() {
    for (const Machine* machine : cut_) move_to(inner_bridge, *machine);
    cut_.clear();
}

}  // namespace nuong::failover

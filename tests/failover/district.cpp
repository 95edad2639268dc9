#include "tests/failover/district.h"

#include <signal.h>

#include <algorithm>
#include <filesystem>
#include <stdexcept>

#include "tests/support/certificate.h"

namespace nuong::failover {
namespace {

namespace fs = std::filesystem;
constexpr const char* commune = "02953";

}  // namespace

District::District(Network& network, Setting setting)
    : setting_(std::move(setting)), machines_{&network.add("server1", 21), &network.add("server2", 22)} {}

std::vector<std::string> District::command(std::size_t number, std::vector<std::string> words) const {
    words.insert(words.begin(), {setting_.program, "--data", data(number), "--database", setting_.database});
    return machines_[number]->run(std::move(words));
}

void District::found(const std::vector<std::string>& users) {
    run({"init", "--schemas", setting_.schemas});
    for (const std::string& user : users) run({"user", "add", user, "--role", "outreach_worker", "--area", commune});
    fs::create_directories(data(1));
    fs::copy_file(data(0) + "/key", data(1) + "/key");
}

void District::serve() {
    for (std::size_t i = 0; i < machines_.size(); ++i) {
        const std::string place = data(i);
        if (!fs::exists(place + ".cert.pem"))
            testing::make_certificate(machines_[i]->outer(), place + ".cert.pem", place + ".key.pem");
        processes_.push_back(std::make_unique<testing::RunningProcess>(
            command(i, {"serve", "--listen", machines_[i]->outer() + ":8765", "--tls-cert", place + ".cert.pem",
                        "--tls-key", place + ".key.pem"}),
            testing::Environment{}, place + ".log"));
        if (!processes_.back()->read_line().starts_with("https")) throw std::runtime_error("a server did not start");
    }
}

std::vector<Server> District::servers() const {
    std::vector<Server> all;
    for (std::size_t i = 0; i < machines_.size(); ++i)
        all.push_back({"https://" + machines_[i]->outer() + ":8765", data(i) + ".cert.pem"});
    return all;
}

bool District::all_serve() const {
    return std::all_of(machines_.begin(), machines_.end(),
                       [](const Machine* machine) { return machine->has("nuong-server"); });
}

void District::stop() {
    for (const auto& process : processes_) process->send(SIGTERM);
    for (const auto& process : processes_)
        if (process->wait(std::chrono::seconds(60)) != 0) throw std::runtime_error("a server did not end well");
    processes_.clear();
}

void District::begin_again() {
    stop();
    for (std::size_t i = 0; i < machines_.size(); ++i) run_on(i, {"restore", "--set-back"});
    serve();
}

std::string District::code(const std::string& user) const {
    std::string code = run({"device", "code", user});
    while (!code.empty() && (code.back() == '\n' || code.back() == ' ')) code.pop_back();
    return code;
}

std::string District::run(std::vector<std::string> words) const { return run_on(0, std::move(words)); }

std::string District::run_on(std::size_t number, std::vector<std::string> words) const {
    const std::string name = words.front();
    const auto result = testing::run_process(command(number, std::move(words)));
    if (result.exit_code != 0) throw std::runtime_error("nuong-server " + name + ": " + result.out + result.err);
    return result.out;
}

}  // namespace nuong::failover

#include "tests/failover/databases.h"

#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "tests/support/temporary_folder.h"

namespace nuong::failover {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using testing::ProcessResult;

constexpr const char* programs = "/usr/lib/postgresql/15/bin";
constexpr const char* password = "not-a-secret";

void give_to_postgres(const std::string& path) {
    const passwd* user = ::getpwnam("postgres");
    if (!user || ::chown(path.c_str(), user->pw_uid, user->pw_gid) != 0) throw std::runtime_error("chown " + path);
}

std::vector<std::string> as_postgres(std::vector<std::string> command) {
    command.insert(command.begin(), {"setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups"});
    return command;
}

void replace_all(std::string& text, const std::string& what, const std::string& by) {
    if (text.find(what) == std::string::npos) throw std::runtime_error("patroni.yml has no " + what);
    for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size())
        text.replace(at, what.size(), by);
}

template <class Machines>
std::size_t place_of(const Machines& machines, const Machine& machine) {
    const auto at = std::find(machines.begin(), machines.end(), &machine);
    if (at == machines.end()) throw std::runtime_error(machine.name() + " does not do that");
    return static_cast<std::size_t>(at - machines.begin());
}

}  // namespace

void pause(std::chrono::milliseconds time) { std::this_thread::sleep_for(time); }

Databases::Databases(Network& network, DatabaseSetting setting)
    : setting_(std::move(setting)),
      machines_{&network.add("db1", 11), &network.add("db2", 12), &network.add("etcd3", 13)},
      nodes_{machines_[0], machines_[1]} {
    const std::string passwords = setting_.folder + "/nuong.pgpass";
    test::write_bytes(passwords, std::string("*:*:*:nuong:") + password + "\n");
    fs::permissions(passwords, fs::perms::owner_read | fs::perms::owner_write);
    url_ = "postgresql://nuong@" + nodes_[0]->inner() + "," + nodes_[1]->inner() +
           "/nuong?target_session_attrs=read-write&passfile=" + passwords;
    for (const Machine* machine : machines_) fs::create_directories(folder_of(*machine) + "/run");
    for (const Machine* node : nodes_) write_config(*node);
}

// The file as it is delivered, with this machine's own lines, and times that a run of minutes allows.
void Databases::write_config(const Machine& node) const {
    std::string text = test::bytes_of(setting_.patroni);
    const std::string folder = folder_of(node), first = nodes_[0]->inner();
    if (&node != nodes_[0]) {
        replace_all(text, "name: db1 ", "name: " + node.name() + " ");
        for (const char* line : {"listen: ", "connect_address: "}) replace_all(text, line + first, line + node.inner());
    }
    replace_all(text, "/var/lib/postgresql/15/nuong", folder + "/data");
    replace_all(text, "/var/lib/postgresql/patroni.pgpass", folder + "/patroni.pgpass");
    replace_all(text, "/var/run/postgresql", folder + "/run");
    replace_all(text, "mode: automatic", "mode: off");  // nobody's machine is restarted by a test
    replace_all(text, "ttl: 20", "ttl: 10");
    replace_all(text, "loop_wait: 5", "loop_wait: 2");
    replace_all(text, "retry_timeout: 5", "retry_timeout: 3");
    if (!setting_.is_synchronous) {
        replace_all(text, "synchronous_mode: true", "synchronous_mode: false\n    maximum_lag_on_failover: 1073741824");
    }
    test::write_bytes(config_of(node), text);
    for (const std::string& path : {folder, folder + "/run", config_of(node)}) give_to_postgres(path);
}

void Databases::start() {
    for (const Machine* machine : machines_) start_etcd(*machine);
    start_patroni(*nodes_[0]);
    if (!wait_until(60s, [&] { return leader() == nodes_[0]; })) throw std::runtime_error("no PostgreSQL leads");
    start_patroni(*nodes_[1]);
    if (!wait_until(60s, [&] { return is_whole(); })) throw std::runtime_error("no PostgreSQL follows");
    ask(*nodes_[0], std::string("create role nuong login password '") + password + "'");
    ask(*nodes_[0], "create database nuong owner nuong");
}

void Databases::start_etcd(const Machine& machine) {
    std::string cluster;
    for (const Machine* member : machines_)
        cluster += (cluster.empty() ? "" : ",") + member->name() + "=http://" + member->inner() + ":2380";
    const std::string peers = "http://" + machine.inner() + ":2380", clients = "http://" + machine.inner() + ":2379";
    etcds_[place_of(machines_, machine)] = std::make_unique<testing::RunningProcess>(
        machine.run({setting_.etcd,
                     "--name",
                     machine.name(),
                     "--data-dir",
                     folder_of(machine) + "/etcd",
                     "--listen-peer-urls",
                     peers,
                     "--initial-advertise-peer-urls",
                     peers,
                     "--listen-client-urls",
                     clients,
                     "--advertise-client-urls",
                     clients,
                     "--initial-cluster",
                     cluster,
                     "--initial-cluster-token",
                     "nuong",
                     "--initial-cluster-state",
                     "new",
                     "--enable-v2=true"}),
        testing::Environment{{"ETCD_UNSUPPORTED_ARCH", "arm64"}}, folder_of(machine) + "/etcd.log");
}

void Databases::start_patroni(const Machine& machine) {
    patronis_[place_of(nodes_, machine)] = std::make_unique<testing::RunningProcess>(
        machine.run(as_postgres({"patroni", config_of(machine)})),
        testing::Environment{{"HOME", folder_of(machine)}, {"LC_ALL", "C.UTF-8"}}, log(machine));
}

bool Databases::says(const Machine& node, const std::string& path) const {
    const ProcessResult said = testing::run_process(
        machines_[2]->run({"curl", "--silent", "--output", "/dev/null", "--write-out", "%{http_code}", "--max-time",
                           "1", "http://" + node.inner() + ":8008" + path}));
    return said.out == "200";
}

const Machine* Databases::leader() const {
    for (const Machine* node : nodes_)
        if (says(*node, "/leader")) return node;
    return nullptr;
}

bool Databases::is_whole() const {
    const Machine* leads = leader();
    return leads && says(other(*leads), setting_.is_synchronous ? "/synchronous" : "/replica");
}

void Databases::patronictl(const Machine& node, std::vector<std::string> words) const {
    words.insert(words.begin(), {"patronictl", "-c", config_of(node)});
    const ProcessResult result =
        testing::run_process(machines_[2]->run(as_postgres(std::move(words))), {{"LC_ALL", "C.UTF-8"}});
    if (result.exit_code != 0) throw std::runtime_error("patronictl: " + result.out + result.err);
}

void Databases::switch_over() {
    const Machine* leads = leader();
    if (!leads) throw std::runtime_error("nobody leads");
    patronictl(*leads,
               {"switchover", "--force", "--master", leads->name(), "--candidate", other(*leads).name(), "nuong"});
}

void Databases::be_strict(bool is_strict) {
    const std::string wish = std::string("synchronous_mode_strict=") + (is_strict ? "true" : "false");
    patronictl(*nodes_[0], {"edit-config", "--force", "--quiet", "--set", wish, "nuong"});
    pause(5s);  // until Patroni has read it
}

std::string Databases::ask(const Machine& node, const std::string& sql) const {
    const std::string database = sql.find("nuong") == std::string::npos ? "nuong" : "postgres";
    const ProcessResult result = testing::run_process(node.run(
        as_postgres({std::string(programs) + "/psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set",
                     "ON_ERROR_STOP=1", "--host", folder_of(node) + "/run", "--dbname", database, "--command", sql})));
    if (result.exit_code != 0) throw std::runtime_error(sql + ": " + result.err);
    return result.out;
}

std::string Databases::timeline(const Machine& node) const {
    std::string number = ask(node, "select timeline_id from pg_control_checkpoint()");
    return number.substr(0, number.find('\n'));
}

}  // namespace nuong::failover

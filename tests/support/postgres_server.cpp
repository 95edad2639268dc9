#include "tests/support/postgres_server.h"

#include <pwd.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace nuong::testing {
namespace {

std::string folder_of_programs() {
    for (const char* version : {"15", "16", "17"}) {
        const std::string folder = std::string("/usr/lib/postgresql/") + version + "/bin";
        if (std::filesystem::exists(folder + "/postgres")) return folder;
    }
    throw std::runtime_error("PostgreSQL is not installed (package postgresql-15)");
}

// In memory when there is room: a disk that deletes a thousand files slowly would be the longest test.
std::string place_for_data() {
    std::error_code none;
    const auto room = std::filesystem::space("/dev/shm", none);
    return !none && room.available > (1u << 30) ? "/dev/shm" : std::filesystem::temp_directory_path().string();
}

}  // namespace

PostgresServer::PostgresServer() : PostgresServer(place_for_data(), false) {}

PostgresServer::PostgresServer(const std::string& folder_on_disk) : PostgresServer(folder_on_disk, true) {}

PostgresServer::PostgresServer(const std::string& folder, bool is_durable)
    : folder_(folder), programs_(folder_of_programs()) {
    if (::geteuid() == 0)
        if (const passwd* user = ::getpwnam("postgres"))
            if (::chown(folder_.path().c_str(), user->pw_uid, user->pw_gid) != 0) throw std::runtime_error("chown");
    run_its_program({programs_ + "/initdb", "--pgdata", folder_ / "data", "--username", "nuong", "--auth", "trust",
                     "--encoding", "UTF8", "--locale", "C", "--no-sync", "--no-instructions", "--data-checksums"});
    std::ofstream(folder_ / "data/postgresql.conf", std::ios::app)
        << "listen_addresses = ''\nunix_socket_directories = '" << folder_.path()
        << "'\nfsync = " << (is_durable ? "on" : "off")
        << "\nshared_buffers = '64MB'\nmax_connections = 60\nautovacuum_naptime = '5s'\n";
    start();
}

PostgresServer::~PostgresServer() {
    if (process_) stop();
}

std::vector<std::string> PostgresServer::as_its_user(std::vector<std::string> command) const {
    if (::geteuid() != 0) return command;
    std::vector<std::string> whole{"setpriv",  "--reuid",        "postgres",    "--regid",
                                   "postgres", "--clear-groups", "--pdeathsig", "INT"};
    whole.insert(whole.end(), command.begin(), command.end());
    return whole;
}

void PostgresServer::run_its_program(std::vector<std::string> command) const {
    const std::string name = command.front();
    require(run_process(as_its_user(std::move(command))), name);
}

void PostgresServer::require(const ProcessResult& result, const std::string& what) const {
    if (result.exit_code != 0) throw std::runtime_error(what + ": " + result.err);
}

void PostgresServer::launch() {
    process_.reset();
    process_ = std::make_unique<RunningProcess>(as_its_user({programs_ + "/postgres", "-D", folder_ / "data"}),
                                                Environment{}, folder_ / "log");
}

void PostgresServer::start() {
    launch();
    for (int tries = 0; tries < 300; ++tries) {
        if (process_->has_ended()) launch();
        const ProcessResult ready =
            run_process({programs_ + "/pg_isready", "--quiet", "--host", folder_.path(), "--username", "nuong"});
        if (ready.exit_code == 0) return;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    throw std::runtime_error("PostgreSQL did not start");
}

void PostgresServer::start_if_it_ended() {
    if (process_->has_ended()) start();
}

void PostgresServer::stop() {
    process_->send(SIGINT);
    process_->wait();
    process_.reset();
}

void PostgresServer::kill() {
    process_->send(SIGQUIT);  // at once, without a checkpoint: what the log holds is what comes back
    process_->wait();
    process_.reset();
}

void PostgresServer::kill_first_process() {
    process_->send(SIGKILL);
    process_->wait();
    process_.reset();
}

void PostgresServer::refuse_writes() {
    ask(url(), "alter system set default_transaction_read_only = on");
    ask(url(), "select pg_reload_conf()");
}

void PostgresServer::take_writes_again() {
    ask(url(), "alter system reset default_transaction_read_only");
    ask(url(), "select pg_reload_conf()");
}

void PostgresServer::only_follow() {
    stop();
    run_its_program({"touch", folder_ / "data/standby.signal"});
    start();
}

void PostgresServer::lead_again() { ask(url(), "select pg_promote()"); }

std::string PostgresServer::log() const { return test::bytes_of(folder_ / "log"); }

// The commands of sync-server/README.md.
void PostgresServer::keep_archive() {
    run_its_program({"mkdir", folder_ / "archive"});
    ask(url(), "alter system set archive_mode = on");
    ask(url(), "alter system set archive_command = 'test ! -f " + (folder_ / "archive/%f") + " && cp %p " +
                   (folder_ / "archive/%f.part") + " && mv " + (folder_ / "archive/%f.part") + " " +
                   (folder_ / "archive/%f") + "'");
    stop();
    start();
}

void PostgresServer::back_up() {
    run_its_program({programs_ + "/pg_basebackup", "--pgdata", folder_ / "base", "--checkpoint", "fast", "--host",
                     folder_.path(), "--username", "nuong"});
}

void PostgresServer::name_moment(const std::string& name) {
    ask(url(), "select pg_create_restore_point('" + name + "')");
}

std::string PostgresServer::now() const {
    std::string time = ask(url(), "select clock_timestamp()");
    while (!time.empty() && time.back() == '\n') time.pop_back();
    return time;
}

void PostgresServer::set_back_to(const std::string& target) {
    ask(url(), "select pg_switch_wal()");
    stop();  // only when everything is archived
    std::filesystem::rename(folder_ / "data", folder_ / "data-before");
    std::filesystem::rename(folder_ / "base", folder_ / "data");
    run_its_program({"touch", folder_ / "data/recovery.signal"});
    std::ofstream(folder_ / "data/postgresql.auto.conf", std::ios::app)
        << "restore_command = 'cp " << folder_ / "archive/%f"
        << " %p'\n"
        << target << "\nrecovery_target_action = 'promote'\n";
    start();
    for (int tries = 0; tries < 300 && ask(url(), "select pg_is_in_recovery()") != "f\n"; ++tries)
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
}

std::string PostgresServer::url() const { return "postgresql:///postgres?host=" + folder_.path() + "&user=nuong"; }

std::string PostgresServer::fresh_store() {
    const std::string name = "store" + std::to_string(++stores_);
    ask(url(), "create schema " + name);
    return url() + "&options=-csearch_path%3D" + name;
}

std::string PostgresServer::ask(const std::string& url, const std::string& sql) const {
    const ProcessResult result =
        run_process({programs_ + "/psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set",
                     "ON_ERROR_STOP=1", "--dbname", url, "--command", sql});
    require(result, sql);
    return result.out;
}

void PostgresServer::dump(const std::string& url, const std::string& file) const {
    const std::string schema = url.substr(url.rfind("%3D") + 3);
    const ProcessResult result = run_process({programs_ + "/pg_dump", "--no-owner", "--no-privileges", "--no-comments",
                                              "--inserts", "--schema", schema, "--dbname", url});
    require(result, "pg_dump");
    std::ofstream out(file);
    std::istringstream lines(result.out);
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("--") || line.starts_with("\\") || line.starts_with("SET ") ||
            line.starts_with("CREATE SCHEMA") || line.empty() ||
            line.find("set_config('search_path'") != std::string::npos)
            continue;
        for (std::size_t at = line.find(schema + "."); at != std::string::npos; at = line.find(schema + "."))
            line.erase(at, schema.size() + 1);
        out << line << "\n";
    }
}

void PostgresServer::load(const std::string& url, const std::string& file) const {
    require(run_process({programs_ + "/psql", "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--dbname", url,
                         "--file", file}),
            "psql");
}

PostgresServer& shared_postgres() {
    static PostgresServer server;
    return server;
}

}  // namespace nuong::testing

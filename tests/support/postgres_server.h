// A real PostgreSQL server for tests, in a temporary folder, reached by a socket in it. PostgreSQL refuses to run as
// root; then it runs as the user that its package has made.
#pragma once
#include <memory>
#include <string>

#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

namespace nuong::testing {

class PostgresServer {
public:
    // Of tests: fast, and nothing that lies in it matters. On disk: as one that matters, in a folder that is there.
    PostgresServer();
    explicit PostgresServer(const std::string& folder_on_disk);
    ~PostgresServer();
    PostgresServer(const PostgresServer&) = delete;
    PostgresServer& operator=(const PostgresServer&) = delete;

    // Of an empty schema that nobody else uses.
    std::string fresh_store();

    const std::string& programs() const { return programs_; }  // where psql, pgbench ... are
    std::string socket() const { return folder_ / ".s.PGSQL.5432"; }

    void start();              // and waits until it answers; again and again, as systemd does, when it ends at once
    void start_if_it_ended();  // by itself
    void stop();               // in good order
    void kill();               // as a power cut would
    // Its first process alone, which can tell the others nothing: they find out, each when it next looks up from its
    // work.
    void kill_first_process();
    // Nobody may write from now on: over any line, or because it follows another from which nothing comes, as after a
    // switchover to the wrong machine.
    void refuse_writes();
    void take_writes_again();
    void only_follow();
    void lead_again();
    std::string log() const;

    // Base backup and archive of the write-ahead log, as a province keeps them; and back to a moment, by a name that it
    // was given or by the clock. REQUIRES, by the clock: something was committed after it.
    void keep_archive();  // from now on; begins with a restart
    void back_up();
    void name_moment(const std::string& name);
    std::string now() const;  // by its own clock
    void set_back_to_name(const std::string& name) { set_back_to("recovery_target_name = '" + name + "'"); }
    void set_back_to_time(const std::string& time) { set_back_to("recovery_target_time = '" + time + "'"); }

    // As its owner; throws when it fails. The rows as text.
    std::string ask(const std::string& url, const std::string& sql) const;

    // A store as SQL that any schema can take, and such SQL into a fresh one.
    void dump(const std::string& url, const std::string& file) const;
    void load(const std::string& url, const std::string& file) const;

private:
    PostgresServer(const std::string& folder, bool is_durable);
    void set_back_to(const std::string& target);  // as the line of a configuration
    std::vector<std::string> as_its_user(std::vector<std::string> command) const;
    std::string url() const;
    void launch();
    void run_its_program(std::vector<std::string> command) const;
    void require(const ProcessResult& result, const std::string& what) const;

    test::TemporaryFolder folder_;
    std::string programs_;
    std::unique_ptr<RunningProcess> process_;
    int stores_ = 0;
};

// One for all tests of this process, started when first asked for.
PostgresServer& shared_postgres();

}  // namespace nuong::testing

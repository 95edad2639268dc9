// Village: a small server and its devices as real processes, in a folder of their own. The forms are small, and after
// enrolment the PINs are made cheap to check, so that a story can run hundreds of commands.
#pragma once
#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"
#include "tests/system/line/bad_line.h"
#include "tests/system/stories/killing.h"

namespace nuong::testing {

// The value at a JSON pointer: texts as they are, everything else as JSON; "" when it is not there.
std::string at(const std::string& json, const std::string& pointer);
std::size_t size_at(const std::string& json, const std::string& pointer);

class Village {
public:
    // init, users lan and binh; no server running yet. `database`: postgresql://..., where the store lies then.
    explicit Village(const std::string& database = "");
    // The demo district instead, with all that is published and a year of work with so many people; user "huyen" is of
    // its staff.
    struct Demo {
        int people = 40;
    };
    explicit Village(const Demo& demo);

    // From now on the server is at one end of this line and the devices at the other. Makes a certificate: nothing goes
    // over a real network unencrypted.
    void lie_behind(const BadLine& line);
    void make_certificate(const std::string& address);
    void serve_with(Environment environment) { server_environment_ = std::move(environment); }
    void lie_in(const std::string& database);  // the store, from the next command on; its folder stays
    void open_server();                        // with TLS when there are files cert.pem and key.pem
    void open_doomed_server();
    DoomedServer& doomed() { return *doomed_; }
    void kill_server();
    // One more server on the same store, at a port of its own or at `port`.
    struct Server {
        std::unique_ptr<RunningProcess> process;
        int port = 0;
    };
    Server open_another(int port = 0);
    void stand_behind(const std::string& url) { url_ = url; }  // what devices know the servers by
    // A relay in a folder of its own, for the account "tram"; again after it was closed: the same one.
    void open_relay();
    void open_doomed_relay();
    DoomedServer& doomed_relay() { return *doomed_relay_; }
    void close_relay();
    bool relay_has_ended() const { return relay_->has_ended(); }    // by itself
    ProcessResult run_relay(std::vector<std::string> words) const;  // a command at its console
    const std::string& relay_url() const { return relay_url_; }
    // A one-time code of a user.
    std::string code(const std::string& user);
    void enrol(const std::string& user);
    std::string server(std::vector<std::string> words);  // stdout; anything but success ends the story
    ProcessResult run_server(std::vector<std::string> words) const;

    std::string home(const std::string& name) const { return folder_ / name; }
    std::string file(const std::string& name) const { return folder_ / name; }
    const std::string& url() const { return url_; }
    int port() const { return std::stoi(port_); }
    std::vector<std::string> command(const std::string& home, std::vector<std::string> words) const;
    ProcessResult run(const std::string& name, std::vector<std::string> words, const std::string& input = "") const;
    ProcessResult run_with_pin(const std::string& pin, const std::string& name, std::vector<std::string> words) const;
    // JSON of a command that must succeed.
    std::string ask(const std::string& name, std::vector<std::string> words, const std::string& input = "") const;
    std::string add_person(const std::string& name, const std::string& full_name) const;  // its record id

    Environment environment() const { return {{"NUONG_PIN", pin}}; }
    static constexpr const char* pin = "246810";
    static constexpr const char* area = "03076";

private:
    std::vector<std::string> serve_command() const;
    std::vector<std::string> relay_command();
    void listening(const std::string& line);

    test::TemporaryFolder folder_;
    std::vector<std::string> store_;  // where it lies, as options
    std::string url_, host_ = "127.0.0.1", port_ = "0", relay_url_;
    std::vector<std::string> at_server_, at_devices_;  // what goes before their commands
    Environment server_environment_;
    std::unique_ptr<RunningProcess> server_, relay_;
    std::unique_ptr<DoomedServer> doomed_, doomed_relay_;
};

// Wraps the device's key again so that a PIN is checked in a moment; the key and the store stay as they are.
void make_pin_cheap(const std::string& home, const std::string& pin);

}  // namespace nuong::testing
